"""Codes of reports that a log before gives to other reports: by them one book's reports would take the place of another book's.

Of each code the row loaded last counts, so that a log may be loaded again as it grows. Where the day of receipt, the deadline and the
day of closing all differ, the code is another report's. Books that begin anew each year are known by the year of receipt.
Source: docs/decisions/data.md, "Numbers of two books".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kpi.domain.datasets import CASE
from kpi.domain.errors import Problem, UserError
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.ingest.checking.checked import Checked
from kpi.ingest.loading.taking_away import is_much
from kpi.store import NewBatch, Writer

_EXAMPLES = 3


def numbered_by_year(checked: Checked, known: Mapping[str, date | None]) -> Checked:
    """The log with the year behind each bare number that a report of another year has, where the book begins anew each year; and
    behind one that was read so before. ``known``: the codes of all logs, with their days of receipt."""
    codes, days = checked.columns["code"], [moment.date() for moment in checked.columns["received_at"]]
    read_before, taken = dict[str, str](), dict[str, str]()
    for code, day in zip(codes, days, strict=True):
        other = known.get(code)
        if not code.isdecimal() or other == day:
            continue
        with_year = f"{code}/{day.year}"
        if known.get(with_year) == day:
            read_before[code] = with_year
        elif other is not None and other.year != day.year:
            taken[code] = with_year
    anew = read_before | (taken if is_much(len(taken) + len(read_before), len(codes)) else {})
    if not anew:
        return checked
    message = _(
        "the numbers of this log begin anew with the year: {count} that reports of another year have, too, are read with their year:"
        " {examples}",
        count=format_count(len(anew)), examples=", ".join(list(anew.values())[:_EXAMPLES]),
    )  # fmt: skip
    return replace(
        checked,
        columns={**checked.columns, "code": [anew.get(code, code) for code in codes]},
        problems=[
            Problem(None, CASE.column("code").header, None, "numbered_by_year", message, "warning"),
            *checked.problems,
        ],
    )


def other_reports(writer: Writer, number: int, new: NewBatch) -> list[dict[str, Any]]:
    """Of a log just added, the rows whose code is another report's on the logs before."""
    if new.dataset is not CASE:
        return []
    return writer.read("other_reports", batch=number, content=new.sha256, known_at=datetime.max)


def refusal(rows: Sequence[Mapping[str, Any]], new: NewBatch, place: str) -> UserError | None:
    """The refusal of a log of which much bears codes of other reports; None where it may only be doubtful, row by row."""
    if not is_much(len(rows), new.accepted):
        return None
    return UserError(
        _("Two logs give the same codes to different reports"),
        place=place,
        found=_("{count} of {all} codes, {example}", count=format_count(len(rows)), all=format_count(new.accepted),
                example=_example(rows[0])),
        expected=_("a code that is one report in all logs: of each code the row loaded last counts"),
        remedy=_(
            "Put the book before the number (TB-01, PA-01) in this log, and load it again. If the days of the log loaded before are"
            " wrong, take that load back first."
        ),
        code="two_logs",
    )  # fmt: skip


def _example(row: Mapping[str, Any]) -> str:
    other, own = format_date(row["other_received_at"]), format_date(row["received_at"])
    if other == own:
        return _("{code} for one is of another kind there", code=row["code"])
    return _("{code} for one was received on {other} there, on {day} here", code=row["code"], other=other, day=own)


def doubts(rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """What is said of single rows: their report takes the place of the other one."""
    message = _(
        "a log before has this code for a report that was received on another day; that one no longer counts. If they are two reports,"
        " give this one another code"
    )
    return [
        Problem(
            row["row"], CASE.column("code").header, None, "another_report", message, "warning",
            hint=_("received on {day}", day=format_date(row["other_received_at"])),
        )
        for row in rows
    ]  # fmt: skip
