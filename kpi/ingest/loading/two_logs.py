"""Codes of reports that a log before gives to other reports: by them one book's reports would take the place of another book's.

Of each code the row loaded last counts, so that a log may be loaded again as it grows. What makes a code another report's is told in
``other_reports.sql``; half of the codes that a log before has are enough where they are bare numbers, however few. Books that
begin anew each year are known by the year of receipt, running numbers that have moved by what else the rows say.
Source: docs/decisions/data.md, "Numbers of two books".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from kpi.domain.datasets import CASE
from kpi.domain.errors import Problem, UserError
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.ingest.checking.checked import Checked
from kpi.ingest.loading.taking_away import is_much
from kpi.store import NewBatch, Writer

_EXAMPLES = 3
_DAYS = ("received_at", "due_at", "closed_at")


def numbered_by_year(checked: Checked, known: Mapping[str, Mapping[str, Any]]) -> Checked:
    """The log with the year behind each bare number that a report of another year has, where the book begins anew each year; and
    behind one that was read so before. ``known``: the reports of all logs by their codes."""
    codes = checked.columns["code"]
    read_before, taken, met = dict[str, str](), dict[str, str](), 0
    for place, code in enumerate(codes):
        if not code.isdecimal():
            continue
        own = {name: checked.columns[name][place] for name in _DAYS}
        with_year = f"{code}/{own['received_at'].year}"
        met += code in known or with_year in known
        if code in known and _is_same_day(known[code], own, "received_at"):
            continue
        if with_year in known and _is_same_day(known[with_year], own, "received_at"):
            read_before[code] = with_year
        elif code in known and _is_of_another_year(known[code], own):
            taken[code] = with_year
    anew = len(taken) + len(read_before)
    renamed = read_before | (taken if is_much(anew, len(codes)) or _are_most(anew, met) else {})
    if not renamed:
        return checked
    message = _(
        "the numbers of this log begin anew with the year: {count} that reports of another year have, too, are read with their year:"
        " {examples}",
        count=format_count(len(renamed)), examples=", ".join(list(renamed.values())[:_EXAMPLES]),
    )  # fmt: skip
    return replace(
        checked,
        columns={**checked.columns, "code": [renamed.get(code, code) for code in codes]},
        problems=[
            Problem(None, CASE.column("code").header, None, "numbered_by_year", message, "warning"),
            *checked.problems,
        ],
    )


def _is_same_day(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> bool:
    return one[name] is not None and other[name] is not None and one[name].date() == other[name].date()


def _is_of_another_year(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two reports were received in different years; due or closed on one day they are one whose year was mended."""
    return one["received_at"].year != other["received_at"].year and not any(
        _is_same_day(one, other, name) for name in _DAYS
    )


def _are_most(part: int, whole: int) -> bool:
    """Whether a part is half of some entries or more, however few they are."""
    return 0 < whole <= 2 * part


def other_reports(writer: Writer, number: int, new: NewBatch) -> list[dict[str, Any]]:
    """Of a log just added, the rows whose code is another report's on the logs before, or whose report has another code there."""
    if new.dataset is not CASE:
        return []
    return writer.read("other_reports", batch=number, content=new.sha256, known_at=datetime.max)


def another_numbering(
    writer: Writer, number: int, new: NewBatch, place: str, *, of_one_village: bool
) -> UserError | None:
    """The refusal of a log just added, whose running numbers stand for codes that nobody named, unless it is the log before that has
    them, grown since: by its numbers nobody could tell it from another one. ``of_one_village``: its title names the village, its rows
    do not, so that another village's book may look alike."""
    (told,) = writer.read("running_numbers", batch=number, content=new.sha256, known_at=datetime.max)
    is_again = is_much(told["alike"], new.accepted) or _are_most(told["alike"], new.accepted)
    is_grown = not told["differing"] and not (told["known"] and (told["lacking"] or of_one_village))
    if is_grown and not is_again:
        return None
    return UserError(
        _("The log has no codes, and its running numbers are those of other reports"),
        place=place,
        found=_("{count} reports differ, {lacking} are lacking, {alike} stand under other codes",
                count=format_count(told["differing"]), lacking=format_count(told["lacking"]), alike=format_count(told["alike"])),
        expected=_("the log before with all its reports, in the same order, and new ones below"),
        remedy=_(
            "If it is the same log, take its load before back, then load this one. If it is another log, write a code for each report"
            " into a column of its own (TB-01, T2-01)."
        ),
        code="two_logs",
    )  # fmt: skip


def refusal(rows: Sequence[Mapping[str, Any]], new: NewBatch, place: str) -> UserError | None:
    """The refusal of a log of which much bears codes of other reports, or whose reports have other codes on a log before; None where
    it may only be doubtful, row by row."""
    others, moved = [row for row in rows if row["is_another"]], [row for row in rows if row["moved_from"] is not None]
    if (
        _are_most(sum(row["is_another"] for row in moved), len(others))
        or _are_most(len(moved), new.accepted)
        or any(row["over_new_year"] for row in moved)
    ):
        return _numbers_moved(moved, new, place)
    others = others or _of_another_kind(rows)
    known = others[0]["known"] if others else 0
    on_one_file = any(row["same_file"] for row in others)
    bare = sum(row["code"].isdecimal() for row in others)  # a code of letters and a number names its book
    if not (on_one_file or is_much(len(others), new.accepted) or _are_most(bare, known)):
        return None
    return UserError(
        _("Two logs give the same codes to different reports"),
        place=place,
        found=_("{count} of {all} codes, {example}", count=format_count(len(others)), all=format_count(new.accepted),
                example=_example(others[0])),
        expected=_("a code that is one report in all logs: of each code the row loaded last counts"),
        remedy=_(
            "Put the book, or the month, before the number (TB-01, T2-01) in this log, and load it again. If what was loaded before is"
            " wrong, take that load back first."
        ),
        code="two_logs",
    )  # fmt: skip


def _of_another_kind(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The bare numbers whose reports differ in their kind alone, where most known ones do: the books of two kinds of report, each of
    which numbers its own, on the same days."""
    kinds = [row for row in rows if row["code"].isdecimal() and row["kind_differs"] and _differs_in_kind_alone(row)]
    return kinds if kinds and _are_most(len(kinds), kinds[0]["known"]) else []


def _numbers_moved(moved: Sequence[Mapping[str, Any]], new: NewBatch, place: str) -> UserError:
    """By another number in front they would count twice, too."""
    return UserError(
        _("The log gives other numbers to reports that are loaded already"),
        place=place,
        found=_("{count} of {all} reports, {code} is {before} there", count=format_count(len(moved)),
                all=format_count(new.accepted), code=moved[0]["code"], before=moved[0]["moved_from"]),
        expected=_("a code that stays with its report: sorted otherwise, or with a row taken out, running numbers move"),
        remedy=_(
            "Take the load of the log before back, then load this one. If they are other reports all the same, give each a code of its"
            " own, and load both logs as one list."
        ),
        code="numbers_moved",
    )  # fmt: skip


def _example(row: Mapping[str, Any]) -> str:
    other, own = format_date(row["other_received_at"]), format_date(row["received_at"])
    if other == own and row["village_differs"]:
        return _("{code} for one is of another village there", code=row["code"])
    if other == own:
        return _("{code} for one is of another kind there", code=row["code"])
    return _("{code} for one was received on {other} there, on {day} here", code=row["code"], other=other, day=own)


def doubts(rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """What is said of single rows: their report takes the place of the other one, or stands there under another code. A kind that
    alone differs was mended, unless it differs in most rows."""
    kinds = [row for row in rows if _differs_in_kind_alone(row)]
    is_mended = not kinds or not _are_most(len(kinds), kinds[0]["known"])
    return [_doubt(row) for row in rows if not (is_mended and _differs_in_kind_alone(row))]


def _differs_in_kind_alone(row: Mapping[str, Any]) -> bool:
    return row["moved_from"] is None and not row["is_another"] and _is_received_alike(row)


def _is_received_alike(row: Mapping[str, Any]) -> bool:
    return bool(row["other_received_at"].date() == row["received_at"].date())


def _doubt(row: Mapping[str, Any]) -> Problem:
    column = CASE.column("code").header
    if row["moved_from"] is not None:
        message = _(
            "a log before has a report of the same kind and days under another number; if the numbers have moved, take that load back,"
            " or the report counts twice"
        )
        return Problem(row["row"], column, None, "number_moved", message, "warning")
    if _is_received_alike(row) and row["village_differs"]:
        message = _(
            "a log before has this code for a report of another village; that one no longer counts. If they are two reports, give this"
            " one another code"
        )
        return Problem(row["row"], column, None, "another_report", message, "warning")
    if _is_received_alike(row):
        message = _(
            "a log before has this code for a report of another kind; that one no longer counts. If they are two reports, give this"
            " one another code"
        )
        return Problem(row["row"], column, None, "another_report", message, "warning")
    message = _(
        "a log before has this code for a report that was received on another day; that one no longer counts. If they are two reports,"
        " give this one another code"
    )
    hint = _("received on {day}", day=format_date(row["other_received_at"]))
    return Problem(row["row"], column, None, "another_report", message, "warning", hint=hint)
