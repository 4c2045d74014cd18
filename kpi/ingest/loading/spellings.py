"""Codes of a list that its register, or the logs before, have in another spelling: H-01 is H01, where that is one entry and no
other row is.

Source: docs/decisions/data.md, "Codes in another spelling"; to the letter first, else folded (``fold_code``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from kpi.domain.datasets import BUSINESS, CASE, ENTRIES, HOUSEHOLD, INSTITUTION, Column, Dataset
from kpi.domain.errors import UNQUOTED, Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.checked import Checked, RejectedRow
from kpi.ingest.checking.layout import Layout, column_letters
from kpi.ingest.loading.two_logs import numbered_by_year
from kpi.ingest.reading.files import Sheet
from kpi.store import Writer
from kpi.vietnamese.places import fold_code

_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_NUMBERED = (HOUSEHOLD, BUSINESS, INSTITUTION, CASE)
_Key = tuple[tuple[str, ...], date | None]


def as_registered(writer: Writer, sheet: Sheet, layout: Layout, checked: Checked, as_of: date) -> Checked:
    """The list with the codes that the register of its day or of the newest has; a row whose code could be several is rejected."""
    is_numbered = layout.dataset in _NUMBERED or layout.dataset.table == ENTRIES
    if not is_numbered or "code" not in layout.positions or not checked.accepted:
        return checked
    if layout.dataset is CASE:
        logged = {row["code"]: row for row in writer.read("newest_cases", known_at=datetime.max)}
        checked = numbered_by_year(checked, logged)
        registered = {code: row["received_at"].date() for code, row in logged.items()}
    else:
        registered = _registered(writer, layout.dataset, as_of)
    if not registered:
        return checked
    codes = checked.columns["code"]
    codes = codes if isinstance(codes, list) else codes.to_pylist()
    if registered.keys() >= set(codes):
        return checked
    days = (
        [moment.date() for moment in checked.columns["received_at"]] if layout.dataset is CASE else [None] * len(codes)
    )
    meant = _meant(dict(zip(codes, days, strict=True)), registered)
    if not meant:
        return checked
    column = layout.dataset.column("code")
    problems, rejected, kept = list(checked.problems), list(checked.rejected_rows), []
    for place, (code, row) in enumerate(zip(codes, checked.columns["row"], strict=True)):
        number = int(str(row))
        if code in meant:
            problems.append(_problem(layout, column, number, code, meant[code]))
        if code in meant and meant[code] is None:
            village = str(checked.columns["village"][place]) if layout.dataset is HOUSEHOLD else ""
            cells = {"village": village, **_cells(sheet, layout, number)}
            rejected.append(RejectedRow(number, cells, (("code", problems[-1].told),)))
        else:
            kept.append(place)
    columns = {
        name: [values[place] for place in kept] if isinstance(values, list) else values.take(kept)
        for name, values in {**checked.columns, "code": [meant.get(code) or code for code in codes]}.items()
    }
    problems.sort(key=lambda problem: problem.row or 0)
    return replace(
        checked, columns=columns, problems=problems, rejected_rows=rejected, accepted=len(kept),
        rejected=checked.rejected + len(codes) - len(kept),
    )  # fmt: skip


def _registered(writer: Writer, dataset: Dataset, as_of: date) -> dict[str, date | None]:
    """The codes of a register on its list's day or on the newest; none where this is its first list."""
    listed = {row["dataset"] for row in writer.read("observations", known_at=datetime.max)}
    if listed.isdisjoint({dataset.id}):
        return {}
    left_out = {"households_left_out": [], "added": [dataset.id], "added_left_out": [[]]}
    rows = writer.read(f"{dataset.table}_at", as_of=[as_of, date.max], known_at=datetime.max, **left_out)
    return {row["code"]: None for row in rows}


def _meant(listed: Mapping[str, date | None], registered: Mapping[str, date | None]) -> dict[str, str | None]:
    """Codes of the list that the register has in another spelling → that one; None where two entries or two rows may be meant. What
    the list has to the letter as well is another entry, and so is a report of another day."""
    unknown = listed.keys() - registered.keys()
    alike, rows = defaultdict[_Key, list[str]](list), defaultdict[_Key, list[str]](list)
    for code, day in registered.items():
        alike[key_of_code(code), day].append(code)
    for code in unknown:
        rows[key_of_code(code), listed[code]].append(code)
    found: dict[str, str | None] = {}
    for key in rows.keys() & alike.keys():
        if listed.keys().isdisjoint(alike[key]):
            sure = len(rows[key]) == len(alike[key]) == 1
            found |= dict.fromkeys(rows[key], alike[key][0] if sure else None)
    return found


def key_of_code(code: str) -> tuple[str, ...]:
    """The folded code, with its numbers kept apart: T1-12 and T11-2 are households of two villages."""
    return tuple(map(fold_code, _BETWEEN_NUMBERS.split(code)))


def _problem(layout: Layout, column: Column, row: int, code: str, entry: str | None) -> Problem:
    cell = f"{column_letters(layout.positions['code'])}{row}"
    told = None if layout.dataset.is_log else code  # of a log no cell is told
    if entry is None:
        return Problem(row, column.header, told, "codes_alike", _(UNQUOTED["codes_alike"]), "error", cell)
    hint = "" if layout.dataset.is_log else _("read as {entry}", entry=entry)
    return Problem(row, column.header, told, "code_alike", _(UNQUOTED["code_alike"]), "info", cell, hint)


def _cells(sheet: Sheet, layout: Layout, number: int) -> Mapping[str, str]:
    """The known cells of a row as the sheet has them."""
    row = sheet.rows[number - 1]
    return {name: layout.cell(row, name).strip() for name in layout.positions}
