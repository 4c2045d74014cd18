"""Which villages stand together, when they are shown, and whom the rule warns: on both sides of each limit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations_with_replacement, product

import pytest

from kpi.measures.secrecy import (
    SHOWN_FROM,
    Counts,
    GivenAway,
    Group,
    Place,
    Rule,
    SentTable,
    given_away,
    groups_of,
    hide,
)
from kpi.measures.small_cells import SMALLEST_SHOWN, Cell, Mark

KIND = "feedback"
MARCH, JUNE, SEPTEMBER, DECEMBER = (date(2024, month, 14) for month in (3, 6, 9, 12))
ABC = ("A", "B", "C")
HIDDEN = Mark.HIDDEN


def send(
    *tables: tuple[date, Sequence[int]], groups: Sequence[Group] = (ABC,), hidden: Sequence[int] = ()
) -> list[SentTable]:
    """Tables of A, B, C … in the order in which they were sent; those numbered in ``hidden`` hide by the first rule."""
    sent: list[SentTable] = []
    for number, (day, values) in enumerate(tables, 1):
        counts: dict[Place, int] = dict(zip("ABCDEFGH", values, strict=False))
        cells = hide(KIND, counts, day, groups, sent)
        if number in hidden:
            sent.append(SentTable(number, day, {KIND: cells}, (), {}, Rule.ALONE))
        else:
            sent.append(SentTable(number, day, {KIND: cells}, tuple(groups), {KIND: counts}))
    return sent


def shown(*tables: tuple[date, Sequence[int]]) -> list[list[Cell]]:
    return [list(table.cells[KIND].values()) for table in send(*tables)]


@pytest.mark.parametrize(
    ("villages", "sizes"),
    [(3, [3]), (4, [4]), (5, [5]), (6, [3, 3]), (7, [3, 4]), (8, [4, 4]), (9, [3, 3, 3]), (11, [3, 4, 4]), (30, [3] * 10)],
)  # fmt: skip
def test_neighbours_stand_together_three_to_five(villages: int, sizes: list[int]) -> None:
    codes = [f"T{n}" for n in range(villages)]
    groups = groups_of(codes, codes, [])
    assert [len(group) for group in groups] == sizes
    assert [place for group in groups for place in group] == codes


def test_where_villages_are_fewer_cases_of_no_village_stand_with_them() -> None:
    assert groups_of(["A", "B"], ["A", "B"], []) == (("A", "B", None),)
    assert groups_of([], ["A", "B"], []) == (("A", "B", None),)
    assert groups_of(ABC, ABC, []) == (ABC,)
    assert groups_of([], [], []) == ()


def test_villages_keep_together_what_was_sent_together() -> None:
    """The year began with A to F; D is gone, one or two new ones join the last, three stand for themselves."""
    first = tuple("ABCDEF")
    assert groups_of(first, "ABCEFX", []) == (ABC, ("D", "E", "F", "X"))
    assert groups_of(first, "ABCEFXYZ", []) == (ABC, ("D", "E", "F"), ("X", "Y", "Z"))
    sent = send((MARCH, [0, 0, 0]), groups=(("A", "F", "C"),))
    assert groups_of(first, "ABCF", sent) == (("A", "F", "C", "B"),)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((0, 0, 0), True),
        ((1, 0, 0), False),
        ((0, 6, 9), False),  # the first case of the village with none would be the only one that can hide it
        ((5, 6, 9), False),  # or the one with 4 could not be taken for 5
        ((6, 6, 9), True),
        ((4, 4, 4), False),
    ],
)
def test_villages_are_shown_where_all_have_six_or_none_has_any(counts: tuple[int, ...], told: bool) -> None:
    assert shown((JUNE, counts)) == [list(counts) if told else [HIDDEN] * 3]


def test_a_place_in_no_group_is_shown_for_it_is_no_village() -> None:
    assert hide(KIND, {"A": 1, "B": 0, "C": 8, None: 2}, JUNE, (ABC,), []) == {
        "A": HIDDEN, "B": HIDDEN, "C": HIDDEN, None: 2,
    }  # fmt: skip


def test_a_village_without_a_count_has_none() -> None:
    assert hide(KIND, {"A": 0, "B": 0}, JUNE, (ABC,), []) == {"A": 0, "B": 0}
    assert hide(KIND, {"A": 6, "B": 6}, JUNE, (ABC,), []) == dict.fromkeys(ABC, HIDDEN)


def test_what_was_sent_before_decides() -> None:
    few, none, many = (0, 3, 0), (0, 0, 0), (6, 7, 8)
    assert shown((MARCH, few), (JUNE, many))[1] == list(many)
    assert shown((MARCH, few), (JUNE, none))[1] == [HIDDEN] * 3, "no case is left: 3 less 0 would tell the 3"
    assert shown((JUNE, few), (MARCH, many))[1] == [HIDDEN] * 3, "on a later day fewer were told"
    assert shown((MARCH, few), (MARCH, many))[1] == list(many), "a replacement that knows more"
    assert shown((MARCH, many), (JUNE, (6, 3, 8)), (SEPTEMBER, many))[1:] == [[HIDDEN] * 3] * 2, (
        "A and C are the same before and after, so they would be between"
    )
    assert shown((MARCH, many), (JUNE, many), (SEPTEMBER, (9, 9, 9)))[1:] == [list(many), [9, 9, 9]]


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ([(MARCH, (6, 6, 1)), (JUNE, (6, 6, 1))], True),
        ([(MARCH, (6, 6, 1)), (JUNE, (6, 0, 1))], False),
        (
            [(MARCH, (6, 6, 2)), (JUNE, (6, 6, 1))],
            False,
        ),  # less may not be seen, or who sees it knows that it was not less
        ([(MARCH, (5, 6, 2)), (JUNE, (6, 5, 2))], False),  # one was another village's; the total is the same
        ([(MARCH, (2, 6, 2)), (MARCH, (1, 6, 2))], False),
        ([(JUNE, (1, 6, 2)), (MARCH, (2, 6, 2))], False),  # by the days that they speak of
        ([(MARCH, (2, 6, 2)), (JUNE, (0, 0, 0))], False),
        ([(JUNE, (0, 0, 0)), (MARCH, (2, 6, 2))], False),
        ([(MARCH, (0, 0, 0)), (JUNE, (2, 6, 2))], True),
        ([(MARCH, (2, 9, 2)), (JUNE, (6, 7, 8))], True),  # what is shown may be less
        ([(MARCH, (2, 7, 2)), (JUNE, (6, 9, 9)), (JUNE, (6, 8, 9))], True),
        ([(JUNE, (6, 7, 8)), (MARCH, (2, 6, 2))], False),  # was shown, and is hidden in a later report
    ],
)
def test_what_was_hidden_is_shown_while_it_only_grew(before: list[tuple[date, Sequence[int]]], told: bool) -> None:
    assert shown(*before, (SEPTEMBER, (6, 7, 8)))[-1] == ([6, 7, 8] if told else [HIDDEN] * 3)
    sent = send(*before)
    again = hide(KIND, {"A": 6, "B": 7, "C": 8}, SEPTEMBER, (ABC,), sent, Rule.TOGETHER)
    assert list(again.values()) == [6, 7, 8], "by the rule of before"


def test_of_a_village_that_a_later_table_does_not_know_nothing_is_taken_for_grown() -> None:
    """D is new in the year: it has to stand in each later table. Of a kind that nobody has any more all have fallen."""
    group = (*ABC, "D")
    three: Counts = {KIND: {"A": 1, "B": 0, "C": 0}}
    four: Counts = {KIND: {"A": 1, "B": 0, "C": 0, "D": 0}}
    for tables, told in (((three, four), True), ((four, three), False), ((four, {}), False), (({}, four), True)):
        sent = [
            SentTable(number, day, {kind: dict.fromkeys(of, HIDDEN) for kind, of in counts.items()}, (group,), counts)
            for number, (day, counts) in enumerate(zip((MARCH, JUNE), tables, strict=True), 1)
        ]
        cells = hide(KIND, dict.fromkeys(group, 7), SEPTEMBER, (group,), sent)
        assert set(cells.values()) == ({7} if told else {HIDDEN})


def test_beside_tables_of_the_first_rule_nothing_more_is_shown() -> None:
    (old,) = send((MARCH, (0, 3, 0)), hidden=[1])
    assert hide(KIND, {"A": 6, "B": 7, "C": 8}, JUNE, (ABC,), [old]) == dict.fromkeys(ABC, HIDDEN)
    (old,) = send((MARCH, (6, 7, 8)), hidden=[1])
    assert hide(KIND, {"A": 6, "B": 7, "C": 8}, JUNE, (ABC,), [old]) == {"A": 6, "B": 7, "C": 8}
    torn = SentTable(1, MARCH, {KIND: {"A": 0, "B": 7, "C": 9}}, (), {}, Rule.ALONE)
    assert hide(KIND, {"A": 6, "B": 7, "C": 9}, JUNE, (ABC,), [torn]) == dict.fromkeys(ABC, HIDDEN)


@pytest.mark.parametrize(
    ("tables", "solved"),
    [
        ([(MARCH, (0, 3, 0)), (JUNE, (6, 7, 8))], set()),
        ([(MARCH, (0, 3, 0)), (JUNE, (0, 0, 0))], {(1, "B")}),  # the case was withdrawn: A and C had none before either
        ([(JUNE, (0, 0, 0)), (MARCH, (0, 3, 0))], {(2, "B")}),  # sent already that A and C have none in June
        ([(MARCH, (6, 7, 8)), (JUNE, (6, 3, 8)), (SEPTEMBER, (6, 9, 8))], set()),  # the last is hidden for that
        ([(MARCH, (3, 2, 9)), (JUNE, (1, 2, 9))], set()),  # one was withdrawn, and it may have been B's
    ],
)
def test_what_totals_give_away_after_a_correction_is_told(
    tables: list[tuple[date, Sequence[int]]], solved: set[tuple[int, str]]
) -> None:
    assert {(one.number, one.village) for one in given_away(send(*tables))} == solved


@pytest.mark.parametrize(
    ("tables", "solved"),
    [
        ([], set()),
        ([{"A": 0, "B": 3, "C": 0}, {"A": 0, "B": 3, "C": 0}], set()),
        ([{"A": 0, "B": 3, "C": 0}, {"B": 3, "C": 0}], {(1, "B"), (2, "B")}),  # A is no more: it cannot have had one
        ([{"A": 1, "B": 3, "C": 0}, {"B": 3, "C": 0}], {(1, "A"), (2, "B")}),  # it may have had two of the three
        ([{"A": 0, "C": 0}, {"A": 0, "B": 1, "C": 0}], set()),  # B is new, and its case may be another's
        ([{"A": 0, "B": 3, "C": 0}, {}], {(1, "B")}),  # in June nobody has any, so that A and C had none either
        ([{"A": 0, "B": 3}], {(1, "B")}),
        ([{"A": 0, "B": 3, None: 0}], set()),
        ([{"B": 3, None: 0}], set()),  # nobody has a list of no village
        ([{"A": 0, "B": 0, None: 3}], set()),
    ],
)
def test_of_a_village_that_is_new_or_no_more_nothing_is_taken_for_granted(
    tables: list[dict[Place, int]], solved: set[tuple[int, str]]
) -> None:
    groups: tuple[Group, ...] = ((*ABC, None),)
    sent = []
    for number, (day, counts) in enumerate(zip((MARCH, JUNE), tables, strict=False), 1):
        told = {KIND: counts} if counts else {}
        sent.append(SentTable(number, day, {kind: dict.fromkeys(told[kind], HIDDEN) for kind in told}, groups, told))
    assert given_away(sent) == {GivenAway(at, (MARCH, JUNE)[at - 1], KIND, village) for at, village in solved}


View = tuple[tuple[tuple[Cell, ...], ...], tuple[int, ...]]


@pytest.mark.parametrize(("most", "tables"), [(8, 2), (5, 3)])
def test_who_knows_the_very_rule_and_one_list_solves_nothing(most: int, tables: int) -> None:
    """Every year of B and C to a case more than is looked at, beside some years of A: whoever sees the same tables with the same
    totals and has the list of A, sees them in another year as well, in which B or C has another number."""
    days = (MARCH, JUNE, SEPTEMBER)[:tables]
    growths = list(combinations_with_replacement(range(most + 2), tables))
    found: dict[tuple[View, tuple[int, ...]], set[tuple[tuple[int, ...], ...]]] = {}
    for years in product(growths[:: len(growths) // 8], growths, growths):
        steps = tuple(zip(*years, strict=True))
        seen = tuple(map(tuple, shown(*zip(days, steps, strict=True))))
        view = (seen, tuple(map(sum, steps))), years[0]
        found.setdefault(view, set()).add(years[1:])
    looked_at = 0
    for worlds in found.values():
        if max(world[place][-1] for world in worlds for place in range(2)) > most:
            continue
        for village, table in product(range(2), range(tables)):
            values = {world[village][table] for world in worlds}
            looked_at += any(0 < value < SMALLEST_SHOWN for value in values)
            assert len(values) > 1 or not 0 < min(values) < SMALLEST_SHOWN, worlds
    assert looked_at > 100


def test_one_more_than_a_small_count_hides_for_a_reason() -> None:
    """Were five shown, four beside six would be the only count that hides the three: (4, 6) and not (5, 5)."""
    assert SHOWN_FROM == SMALLEST_SHOWN + 1
    assert shown((MARCH, (6, 4, 6)), (JUNE, (6, 5, 6))) == [[HIDDEN] * 3] * 2


def others(village: int, at: int, years: Sequence[Sequence[int]], hidden: Sequence[bool]) -> list[int]:
    """The villages that may have one case less where this one has one more in table ``at``, or one more where it has one less.

    Tried by moving the case in each choice of tables: nothing falls below nothing nor from table to table, and what is hidden for its
    counts would still be.
    """

    def fits(up: int, down: int, moved: Sequence[bool]) -> bool:
        other = [
            [count + moves * ((place == up) - (place == down)) for count, moves in zip(year, moved, strict=True)]
            for place, year in enumerate(years)
        ]
        still_hidden = (
            hides and (min(world) < SHOWN_FROM or min(real) >= SHOWN_FROM)
            for real, world, hides, moves in zip(
                zip(*years, strict=True), zip(*other, strict=True), hidden, moved, strict=True
            )
            if moves
        )
        return all(still_hidden) and all(year[0] >= 0 and sorted(year) == year for year in other)

    choices = [moved for moved in product((False, True), repeat=len(hidden)) if moved[at]]
    return [
        other
        for other in range(len(years))
        if other != village and any(fits(village, other, moved) or fits(other, village, moved) for moved in choices)
    ]


@pytest.mark.parametrize(
    ("third", "values"), [((0, 0, 0), (0, 1, 4, 5, 7)), ((0, 2, 6), (0, 1, 4, 5, 7)), ((7, 7, 8), (1, 4, 5, 6, 7))]
)
@pytest.mark.parametrize("hidden", [(True, True, True), (True, True, False), (False, True, True), (True, False, True)])
def test_given_away_is_what_fits_no_other_world(
    third: tuple[int, ...], values: tuple[int, ...], hidden: tuple[bool, ...]
) -> None:
    """Years of two villages beside a third, each held against every world with one case elsewhere."""
    found = False
    for two in product(combinations_with_replacement(values, 3), repeat=2):
        years = (*two, third)
        sent = []
        for number, (day, hides, *told) in enumerate(zip((MARCH, JUNE, SEPTEMBER), hidden, *years, strict=True)):
            counts: dict[Place, int] = dict(zip(ABC, told, strict=True))
            cells: dict[Place, Cell] = dict.fromkeys(counts, HIDDEN) if hides else dict(counts)
            sent.append(SentTable(number, day, {KIND: cells}, (ABC,), {KIND: counts}))
        expected = {
            (at, ABC[village])
            for village, at in product(range(3), repeat=2)
            if hidden[at] and 0 < years[village][at] < SMALLEST_SHOWN and len(others(village, at, years, hidden)) < 2
        }
        assert {(one.number, one.village) for one in given_away(sent)} == expected, years
        found |= bool(expected)
    assert found is not all(hidden), "while nothing is shown, nothing is given away"
