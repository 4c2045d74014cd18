"""A figure's formula gives what the report prints: by a reading of the formula of our own here, by LibreOffice in the next file."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.reports.content.cells import CellForm, CountChange, Percent, Points, ReportColumn, ReportTable, Share, written
from kpi.reports.content.values import as_number
from kpi.reports.excel.formulas import Line, letters, total_formula, with_target
from tests.reports.excel import LIMITS, limits_table

TABLE = limits_table()


def whole(value: Fraction, how: str) -> Fraction:
    """To a whole number; halves away from zero where they are to be rounded, as Excel does."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(exact.quantize(Decimal(1), rounding=how))


WORDS = {
    "ROUND": lambda value, _digits: whole(value, ROUND_HALF_UP),
    "ROUNDUP": lambda value, _digits: whole(value, ROUND_UP),
    "IF": lambda condition, yes, no: yes if condition else no,
    "MIN": min,
}


def worked_out(formula: str, cells: dict[str, Fraction]) -> float:
    """A formula read by its own words, in exact numbers."""
    text = re.sub(r"\d+(?:\.\d+)?|[A-Z]+\d+|[A-Z]+", _in_python, formula.removeprefix("="))
    return float(eval(text, {"cells": cells, "Fraction": Fraction, **WORDS}))  # noqa: S307  our own formula


def _in_python(found: re.Match[str]) -> str:
    word = found[0]
    if word in WORDS:
        return word
    return f"cells[{word!r}]" if word[0].isalpha() else f"Fraction({word!r})"


def checked(row: tuple[object, ...]) -> None:
    """Every formula of a row of the table gives the number that is printed."""
    line = Line(TABLE.columns, row, 8)  # type: ignore[arg-type]
    cells = {
        f"{letters(place)}8": Fraction(cell.value) if isinstance(cell, Percent) else Fraction(cell)
        for place, cell in enumerate(row)
        if isinstance(cell, (int, Percent))
    }
    for cell in row:
        formula = line.formula(cell)  # type: ignore[arg-type]
        assert (formula is not None) == isinstance(cell, (Share, Points))
        if isinstance(cell, (Share, Points)) and formula is not None:
            assert worked_out(formula, cells) == pytest.approx(as_number(cell), abs=1e-12), (formula, written(cell))


@pytest.mark.parametrize("row", TABLE.rows, ids=[f"{one[0]}/{one[1]} of {one[2]}" for one in LIMITS])
def test_both_sides_of_every_limit(row: tuple[object, ...]) -> None:
    checked(row)


def test_a_ratio_below_its_target_is_not_the_target() -> None:
    """By hand: 6996 of 10.000 are 69,96 %, which is 70,0 rounded and yet less than 70."""
    assert [as_number(Share(count, 10000, Decimal(70))) for count in (6994, 6996, 7000, 7004)] == [69.9, 69.9, 70, 70]
    assert as_number(Share(9996, 10000)) == 99.9
    assert as_number(Share(201, 2000)) == 10.1
    assert as_number(Share(1, 3000)) == pytest.approx(1 / 30)


@given(st.integers(1, 5000), st.data(), st.sampled_from(["70", "70.5", "66.6", "99.9", "100", "0.1", "70.25"]))
def test_any_counts(denominator: int, data: st.DataObject, target: str) -> None:
    numerator = data.draw(st.integers(0, denominator))
    of = data.draw(st.integers(1, 5000))
    before = data.draw(st.integers(0, of))
    above, below = Decimal(target).as_integer_ratio()
    distance = Points((above, 100 * below), (numerator, denominator))
    row = (1, denominator, numerator, Share(numerator, denominator, Decimal(target)), Percent(Decimal(target)), distance,
           Points((before, of), (numerator, denominator)))  # fmt: skip
    checked(row)


def test_formulas_name_the_cells_and_hold_what_no_cell_says() -> None:
    row = TABLE.rows[5]
    line = Line(TABLE.columns, row, 8)
    assert line.formula(row[3]) == (
        "=MIN(ROUND(C8*1000/B8,0),IF(C8*100<E8*B8,ROUNDUP(E8*10,0)-1,IF(C8<B8,999,9999)))/10"
    )
    assert line.formula(row[5]) == "=ROUND((C8*1000-E8*10*B8)/B8,0)/10"
    assert line.formula(Points((922, 1431), (6994, 10000))) == "=ROUND((C8*1431-922*B8)*1000/(B8*1431),0)/10"
    assert line.formula(CountChange(9000, 10000)) == "=B8-9000"
    assert line.formula(Share(5, 9)) == "=MIN(ROUND(5*1000/9,0),IF(5<9,999,9999))/10", "its counts stand in no cell"
    assert line.formula(12) is None
    assert line.formula("=1+1") is None


def test_a_total_is_a_sum_only_where_it_is_one() -> None:
    """Shortfalls do not add up: 33 and 2 are missing in two villages, none in the whole."""
    columns = (
        ReportColumn("Thôn"),
        ReportColumn("Tổng số hộ", CellForm.COUNT, "(1)"),
        ReportColumn("Còn thiếu (hộ)", CellForm.COUNT, "(2)"),
    )
    table = ReportTable("thon", "", columns, (("Thôn 1", 376, 33), ("Thôn 2", 361, 2)), "", ("Tổng cộng", 737, 0))
    line = Line(columns, table.total or (), 10)
    assert total_formula(table, 1, line, 8) == "=SUM(B8:B9)"
    assert total_formula(table, 2, line, 8) is None
    assert total_formula(table, 0, line, 8) is None


def test_the_target_stands_in_the_row_that_is_measured_by_it() -> None:
    columns = (
        ReportColumn("Thôn"),
        ReportColumn("", CellForm.COUNT, "(1)"),
        ReportColumn("", CellForm.COUNT, "(2)"),
        ReportColumn("", CellForm.SHARE, "(3=2/1*100)"),
    )
    plain = ReportTable("t", "", columns, (("Thôn 1", 10, 7, Share(7, 10)),), "")
    assert with_target(plain) == plain, "a year without target"
    judged = ReportTable("t", "", columns, (("Thôn 1", 10, 7, Share(7, 10, Decimal(70))), ("Thôn 2", 0, 0, None)), "")
    widened = with_target(judged)
    assert [column.number for column in widened.columns] == ["", "(1)", "(2)", "(3=2/1*100)", "(4)"]
    assert [row[-1] for row in widened.rows] == [Percent(Decimal(70))] * 2, "the chart's line goes on"
    assert with_target(widened) == widened
    # Where a village has a target of its own, that is no target of the others, nor of the whole.
    own = (("Thôn 1", 10, 7, Share(7, 10, Decimal(60))), ("Thôn 2", 10, 7, Share(7, 10)), ("Thôn 3", 0, 0, None))
    apart = with_target(ReportTable("t", "", columns, own, "", total=("Tổng cộng", 20, 14, Share(14, 20))))
    assert [row[-1] for row in (*apart.rows, apart.total or ())] == [Percent(Decimal(60)), None, None, None]


def test_letters() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
