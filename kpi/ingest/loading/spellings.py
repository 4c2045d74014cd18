"""Codes of a register's list that the register has in another spelling: H-01 is H01, where that is one entry and no other row is.

Source: the ruling on codes in docs/decisions/data.md; to the letter first, else folded (``fold_code``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from kpi.domain.datasets import BUSINESS, HOUSEHOLD, INSTITUTION, Column
from kpi.domain.errors import UNQUOTED, Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.checked import Checked, RejectedRow
from kpi.ingest.checking.recognise import Layout, column_letters
from kpi.ingest.reading.files import Sheet
from kpi.store import Writer
from kpi.vietnamese.places import fold_code

_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_REGISTERS = (HOUSEHOLD, BUSINESS, INSTITUTION)


def as_registered(writer: Writer, sheet: Sheet, layout: Layout, checked: Checked, as_of: date) -> Checked:
    """The list with the codes that the register of its day or of the newest has; a row whose code could be several is rejected."""
    if layout.dataset not in _REGISTERS or "code" not in layout.positions or not checked.accepted:
        return checked
    asked = {"as_of": [as_of, date.max], "known_at": datetime.max, "households_left_out": []}
    held = writer.read("register_codes", **asked)
    registered = {row["code"] for row in held if row["entity_kind"] == layout.dataset.id}
    codes = checked.columns["code"]
    codes = codes if isinstance(codes, list) else codes.to_pylist()
    meant = _meant(set(codes), registered)
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


def _meant(listed: set[str], registered: set[str]) -> dict[str, str | None]:
    """Codes of the list that the register has in another spelling → that one; None where two entries or two rows may be meant. What
    the list has to the letter as well is another entry."""
    unknown = listed - registered
    if not unknown or not registered:
        return {}
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code in registered:
        alike[_key(code)].append(code)
    rows: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code in unknown:
        rows[_key(code)].append(code)
    found: dict[str, str | None] = {}
    for folded in rows.keys() & alike.keys():
        if listed.isdisjoint(alike[folded]):
            sure = len(rows[folded]) == len(alike[folded]) == 1
            found |= dict.fromkeys(rows[folded], alike[folded][0] if sure else None)
    return found


def _key(code: str) -> tuple[str, ...]:
    """The folded code, with its numbers kept apart: T1-12 and T11-2 are households of two villages."""
    return tuple(map(fold_code, _BETWEEN_NUMBERS.split(code)))


def _problem(layout: Layout, column: Column, row: int, code: str, entry: str | None) -> Problem:
    cell = f"{column_letters(layout.positions['code'])}{row}"
    if entry is None:
        return Problem(row, column.header, code, "codes_alike", _(UNQUOTED["codes_alike"]), "error", cell)
    hint = _("read as {entry}", entry=entry)
    return Problem(row, column.header, code, "code_alike", _(UNQUOTED["code_alike"]), "info", cell, hint)


def _cells(sheet: Sheet, layout: Layout, number: int) -> Mapping[str, str]:
    """The known cells of a row as the sheet has them."""
    row = sheet.rows[number - 1]
    places = {name: [layout.family.get(name), place] for name, place in layout.positions.items()}
    return {
        name: " ".join(row[place] for place in parts if place is not None and place < len(row)).strip()
        for name, parts in places.items()
    }
