"""Small counts are hidden, and the total beside them tells none of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.measures.small_cells import SMALLEST_SHOWN, Cell, Mark, hide_small

SMALL, HIDDEN = Mark.SMALL, Mark.HIDDEN
COUNTS = st.integers(0, 9) | st.sampled_from([0, 1, 4, 5])
LINES = st.lists(COUNTS, min_size=2, max_size=6)
TABLES = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=4)
)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((0, 5, 6), (0, 5, 6)),  # nothing is small
        ((0, 0, 0), (0, 0, 0)),
        ((4, 9, 7), (SMALL, 9, HIDDEN)),  # one alone is 20 − 16: the smallest other hides with it
        ((5, 1, 9), (HIDDEN, HIDDEN, 9)),  # "<5" beside a 5 or more and 6 would say 1 and 5
        ((2, 5, 9), (SMALL, HIDDEN, 9)),  # 7 is 1+6 or 2+5
        ((2, 5), (SMALL, HIDDEN)),
        ((1, 5), (HIDDEN, HIDDEN)),  # 6 is 1+5 alone
        ((3, 0, 0), (HIDDEN, HIDDEN, HIDDEN)),  # no other count: a 0 hides
        ((0, 0, 3, 0), (0, 0, HIDDEN, HIDDEN)),  # two and two, so that either may be it
        ((0, 0, 0, 0, 3), (0, 0, HIDDEN, HIDDEN, HIDDEN)),  # of an odd number the last three
        ((6, 6, 4), (HIDDEN, HIDDEN, HIDDEN)),  # every 6 hides, or its place would tell which is the 4
        ((3, 0, 8), (SMALL, 0, HIDDEN)),  # a 0 is the last choice
        ((3, 2, 8), (SMALL, SMALL, 8)),  # 5 = 1+4 = 2+3 = 3+2 …
        ((1, 1, 8, 9), (HIDDEN, HIDDEN, HIDDEN, 9)),  # 2 could only be 1+1
        ((4, 4, 8, 9), (HIDDEN, HIDDEN, HIDDEN, 9)),  # 8 could only be 4+4
        ((1, 1, 12, 40), (SMALL, SMALL, HIDDEN, 40)),  # 14 is 1+1+12 or 4+4+6
        ((1, 1), (HIDDEN, HIDDEN)),  # nobody to hide with: 0+2, 1+1 or 2+0
        ((4, 4), (HIDDEN, HIDDEN)),  # "<5" twice and 8 would say 4 and 4
        ((4, 3), (SMALL, SMALL)),  # 3+4 or 4+3
    ],
)
def test_what_is_shown(counts: tuple[int, ...], shown: tuple[Cell, ...]) -> None:
    assert hide_small(counts) == shown


def fitting(cells: Sequence[Cell], total: int, hidden: range) -> list[set[int]]:
    """For each hidden cell the numbers that it can be, given what is shown, the total, and what a mark may stand for."""
    values = {SMALL: range(1, SMALLEST_SHOWN), HIDDEN: hidden}
    choices = [values[cell] if isinstance(cell, Mark) else range(cell, cell + 1) for cell in cells]

    def sums(ranges: Sequence[range]) -> set[int]:
        return reduce(lambda known, more: {a + b for a in known for b in more if a + b <= total}, ranges, {0})

    return [
        {value for value in choice if total - value in sums([*choices[:place], *choices[place + 1 :]])}
        for place, choice in enumerate(choices)
        if isinstance(cells[place], Mark)
    ]


@given(TABLES)
def test_no_hidden_cell_can_be_worked_out_from_its_row_and_column(table: list[list[int]]) -> None:
    """Rows are kinds with their totals, columns are villages without: so a column says nothing of its cells."""
    for counts in table:
        total = sum(counts)
        assert all(len(values) >= 2 for values in fitting(hide_small(counts), total, range(total + 1)))


@given(LINES)
def test_even_who_knows_why_a_cell_is_hidden_cannot_tell_it(counts: list[int]) -> None:
    """A large count hides as a partner only, so an insider reads "hidden" beside a "<5" as 5 or more."""
    cells, total = hide_small(counts), sum(counts)
    if SMALL in cells:
        assert all(len(values) >= 2 for values in fitting(cells, total, range(SMALLEST_SHOWN, total + 1)))


@pytest.mark.parametrize("villages", [2, 3, pytest.param(4, marks=pytest.mark.slow)])
def test_who_knows_the_very_rule_cannot_tell_a_small_count(villages: int) -> None:
    """All lines of counts to 9, held against all to 18: whatever stands in the table, at least two numbers fit each hidden cell.

    But for lines of nothing but ones or nothing but fours, where there is nothing to hide with: their total says so.
    """
    fit: dict[tuple[int, tuple[Cell, ...]], list[set[int]]] = {}
    printed = set()
    for counts in product(range(19), repeat=villages):
        line = sum(counts), hide_small(counts)
        seen = fit.setdefault(line, [set() for _village in counts])
        for values, count in zip(seen, counts, strict=True):
            values.add(count)
        if max(counts) < 10:
            printed.add(line)
    told = {
        (total, cells)
        for total, cells in printed
        for cell, values in zip(cells, fit[total, cells], strict=True)
        if isinstance(cell, Mark) and len(values) < 2
    }
    hidden = (HIDDEN,) * villages
    assert told <= {(villages, hidden), (4 * villages, hidden)}


@given(LINES)
def test_nothing_small_is_shown_and_little_else_is_hidden(counts: list[int]) -> None:
    cells = hide_small(counts)
    assert not [cell for cell in cells if not isinstance(cell, Mark) and 0 < cell < SMALLEST_SHOWN]
    assert [cell for cell in cells if not isinstance(cell, Mark)] == [
        count for count, cell in zip(counts, cells, strict=True) if not isinstance(cell, Mark)
    ]
    small = [count for count in counts if 0 < count < SMALLEST_SHOWN]
    hidden = [cell for cell in cells if isinstance(cell, Mark)]
    others = {
        count
        for count, cell in zip(counts, cells, strict=True)
        if isinstance(cell, Mark) and not 0 < count < SMALLEST_SHOWN
    }
    assert len(small) <= len(hidden) and len(others) <= (1 if small else 0), (
        "what hides with small counts is of one number"
    )


def test_the_check_finds_what_is_given_away() -> None:
    assert fitting([SMALL, 9, 7], 20, range(21)) == [{4}]
    assert fitting([SMALL, SMALL], 8, range(9)) == [{4}, {4}]
    assert fitting([SMALL, HIDDEN], 9, range(10)) == [{1, 2, 3, 4}, {5, 6, 7, 8}]
