"""Formulas for a table's figures, so that a reader can work each out again; the values stored beside them are ours. Pure.

A column's number says what it is made of: "(3=2/1*100)". A formula rounds in whole tenths, as ``kpi.i18n.formats`` does, and as there
a ratio below its target is never rounded up to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kpi.reports.content.cells import Cell, CellForm, CountChange, Percent, Points, ReportColumn, ReportTable, Share
from kpi.reports.content.values import too_small

_RATIO = re.compile(r"\(\d+=(\d+)/(\d+)\*100\)")
_NUMBER = re.compile(r"\((\d+)")
# More tenths of a percent than any ratio has.
_NO_LIMIT = 9999


def letters(column: int) -> str:
    """A column as Excel calls it, counted from 0."""
    first, last = divmod(column, 26)
    return (letters(first - 1) if first else "") + chr(ord("A") + last)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table where it stands in the sheet; ``row`` counts from 1, as Excel does."""

    columns: Sequence[ReportColumn]
    cells: Sequence[Cell]
    row: int

    def formula(self, cell: Cell) -> str | None:
        """How a cell is worked out of others of its row; None where it is a value of its own."""
        match cell:
            case Share():
                return _ratio(
                    *self._counts(cell.numerator, cell.denominator), self._target(cell.target), tiny=too_small(cell)
                )
            case Points():
                return self._points(cell)
            case CountChange():
                return f"={self._operand(cell.after)}-{cell.before}"
            case _:
                return None

    def _points(self, cell: Points) -> str:
        numerator, denominator = self._counts(*cell.after)
        target = self._target_of(cell)
        if target is not None:
            if too_small(cell):
                return f"=({numerator}*100-{target}*{denominator})/{denominator}"
            return f"=ROUND(({numerator}*1000-{target}*10*{denominator})/{denominator},0)/10"
        before, of = cell.before
        change = f"({numerator}*{of}-{before}*{denominator})"
        if too_small(cell):
            return f"={change}*100/({denominator}*{of})"
        return f"=ROUND({change}*1000/({denominator}*{of}),0)/10"

    def _counts(self, numerator: int, denominator: int) -> tuple[str, str]:
        """Where the counts of a ratio stand in the row; the counts themselves where they do not."""
        ratio = next((found for column in self.columns if (found := _RATIO.fullmatch(column.number))), None)
        if ratio is None:
            return str(numerator), str(denominator)
        return self._numbered(ratio[1], numerator), self._numbered(ratio[2], denominator)

    def _numbered(self, number: str, value: int) -> str:
        """The cell of the column of this number, if that value stands there."""
        for place, column in enumerate(self.columns):
            found = _NUMBER.match(column.number)
            if found and found[1] == number and self.cells[place] == value:
                return f"{letters(place)}{self.row}"
        return str(value)

    def _operand(self, value: int) -> str:
        """The cell of the row that is this count."""
        counts = [place for place, column in enumerate(self.columns) if column.form is CellForm.COUNT and column.number]
        place = next((place for place in counts if self.cells[place] == value), None)
        return str(value) if place is None else f"{letters(place)}{self.row}"

    def _target(self, target: Decimal | None) -> str | None:
        """The cell of the row that holds this target, else the target itself."""
        if target is None:
            return None
        place = next((place for place, cell in enumerate(self.cells) if cell == Percent(target)), None)
        return format(target.normalize(), "f") if place is None else f"{letters(place)}{self.row}"

    def _target_of(self, cell: Points) -> str | None:
        """The target that a distance is measured from; None where it is measured from other counts."""
        for place, other in enumerate(self.cells):
            if isinstance(other, Percent):
                limit, parts = other.value.as_integer_ratio()
                if cell.before == (limit, 100 * parts):
                    return f"{letters(place)}{self.row}"
        return None


def _ratio(numerator: str, denominator: str, target: str | None, *, tiny: bool) -> str:
    """A percentage with one decimal, half up; below the target, or below all, at most the tenth below that limit."""
    if tiny:
        return f"={numerator}*100/{denominator}"
    limit = f"IF({numerator}<{denominator},999,{_NO_LIMIT})"
    if target is not None:
        limit = f"IF({numerator}*100<{target}*{denominator},ROUNDUP({target}*10,0)-1,{limit})"
    return f"=MIN(ROUND({numerator}*1000/{denominator},0),{limit})/10"


def total_formula(table: ReportTable, place: int, line: Line, first: int) -> str | None:
    """A total as the sum above it, where it is one; ``first``: the row of the table's first line, from 1."""
    total, above = line.cells[place], [row[place] for row in table.rows]
    counts = [cell for cell in above if isinstance(cell, int)]
    if isinstance(total, int) and len(counts) == len(above) and sum(counts) == total:
        return f"=SUM({letters(place)}{first}:{letters(place)}{line.row - 1})"
    return line.formula(total)


def with_target(table: ReportTable) -> ReportTable:
    """The table with its ratios' targets in a last column, where it has ratios with one and no such column. What has no ratio has the
    target of all others, where they have one and the same."""
    rows = (*table.rows, *((table.total,) if table.total else ()))
    ratios = [[cell.target for cell in row if isinstance(cell, Share)] for row in rows]
    targets = [next((target for target in row if target), None) for row in ratios]
    found = {target for target, row in zip(targets, ratios, strict=True) if row}
    alike = next(iter(found)) if len(found) == 1 else None
    if not any(targets) or any(column.form is CellForm.PERCENT for column in table.columns):
        return table
    numbers = [int(number[1]) for column in table.columns if (number := _NUMBER.match(column.number))]
    column = ReportColumn("Chỉ tiêu năm (%)", CellForm.PERCENT, f"({max(numbers, default=0) + 1})")
    spoken = [target or alike for target in targets]
    widened = tuple((*row, Percent(one) if one else None) for row, one in zip(rows, spoken, strict=True))
    count = len(table.rows)
    return replace(
        table, columns=(*table.columns, column), rows=widened[:count], total=next(iter(widened[count:]), None)
    )
