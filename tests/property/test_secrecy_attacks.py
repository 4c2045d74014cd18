"""An exact solver against the tables of whole years: nothing small is solved while cases only come in; what a correction gives away,
the totals do, and whoever freezes is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.measures.secrecy import GivenAway, Place, SentTable, given_away, groups_of, hide
from kpi.measures.small_cells import Cell, Mark, hide_small
from tests.attacker import Printed, Target, small_counts, solves

KIND = "feedback"
FIRST = date(2024, 1, 31)
Year = list[tuple[date, dict[Place, int]]]
CAME_IN = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 6, 7])
MOST_ASKED = 4


@st.composite
def years(draw: st.DrawFn, *, corrected: bool = False) -> tuple[list[str], Year]:
    """The villages with which a year began, and its tables in the order in which they were sent: some for a day before one that was
    sent, and one village that is new in the year. ``corrected``: cases are also taken away or moved to another village, in one table
    or from it on, and days are reported again, as they were known then."""
    villages = [f"V{n}" for n in range(draw(st.integers(2, 7)))]
    tables = draw(st.integers(2, 4))
    new_at = draw(st.integers(1, tables)) if len(villages) > 3 else tables
    steps = st.lists(CAME_IN, min_size=tables, max_size=tables)
    by_place: dict[Place, list[int]] = {place: list(accumulate(draw(steps))) for place in [*villages, None]}
    if corrected:
        correct(by_place, draw(st.lists(corrections(list(by_place), tables), max_size=3)))
    apart = draw(st.lists(st.integers(0 if corrected else 1, 2), min_size=tables, max_size=tables))
    days = [FIRST + timedelta(30 * months) for months in accumulate(apart)]
    year: Year = []
    for at, day in enumerate(days):  # what came in before it was a village of its own came in with it
        here = [place for place in by_place if place != villages[-1] or at >= new_at or new_at == tables]
        year.append((day, {place: by_place[place][at] for place in here}))
    return villages[:-1] if new_at < tables else villages, draw(st.permutations(year))


def corrections(places: Sequence[Place], tables: int) -> st.SearchStrategy[tuple[Place, Place, range, int]]:
    """Of which place, to which (the same: away), in which tables, how many cases."""
    at = st.integers(0, tables - 1)
    within = st.one_of(at.map(lambda one: range(one, one + 1)), at.map(lambda one: range(one, tables)))
    return st.tuples(st.sampled_from(places), st.sampled_from(places), within, st.sampled_from([1, 1, 2, 3, 6, 9]))


def correct(by_place: dict[Place, list[int]], how: Sequence[tuple[Place, Place, range, int]]) -> None:
    for taken_from, given_to, within, most in how:
        for at in within:
            taken = min(most, by_place[taken_from][at])
            by_place[taken_from][at] -= taken
            by_place[given_to][at] += taken if given_to != taken_from else 0


def sent(first: Sequence[str], year: Year) -> tuple[list[SentTable], list[Printed]]:
    """As reports tell it."""
    tables: list[SentTable] = []
    for number, (day, counted) in enumerate(year, 1):
        groups = groups_of(first, [place for place in counted if place is not None], tables)
        counts = {**{place: 0 for group in groups for place in group}, **counted}
        cells = hide(KIND, counts, day, groups, tables)
        tables.append(SentTable(number, day, {KIND: cells}, groups, {KIND: counts}))
    return tables, [Printed(one.day, one.groups, one.cells[KIND], one.counts[KIND]) for one in tables]


def asked(data: st.DataObject, printed: Sequence[Printed]) -> list[tuple[Target, str | None]]:
    """Some small counts, each with somebody who has the list of another village, or of none."""
    targets = data.draw(st.permutations(small_counts(printed)))[:MOST_ASKED]
    villages = [place for place in printed[-1].truth if place is not None]
    return [
        (one, data.draw(st.sampled_from([None, *(place for place in villages if place != one.village)])))
        for one in targets
    ]


@settings(max_examples=40, deadline=None)
@given(years(), st.data())
def test_nothing_small_is_solved_while_cases_only_come_in(made: tuple[list[str], Year], data: st.DataObject) -> None:
    tables, printed = sent(*made)
    assert given_away(tables) == set()
    for target, own in asked(data, printed):
        assert not solves(printed, target, own), (target, own, printed)


@settings(max_examples=40, deadline=None)
@given(years(corrected=True), st.data())
def test_what_corrections_give_away_is_told_and_could_not_be_hidden(
    made: tuple[list[str], Year], data: st.DataObject
) -> None:
    """What a table gives away is told with it; it would with all its villages hidden, too, and by its totals alone."""
    tables, printed = sent(*made)
    told: set[GivenAway] = set()
    for number, table in enumerate(tables, 1):
        new = given_away(tables[:number]) - told
        told |= new
        for one in new:
            group = next(group for group in table.groups if one.village in group)
            assert all(isinstance(table.cells[KIND][place], Mark) for place in group), (
                "all is hidden; the totals tell it"
            )
    for target, own in asked(data, printed):
        if solves(printed, target, own):
            assert (target.table + 1, target.village) in {(one.number, one.village) for one in told}, (own, printed)
            assert solves([*printed[:-1], printed[-1].totals], target, own), (own, printed)


def printed_by(tables: Sequence[Sequence[int]], cells: Sequence[Sequence[Cell]]) -> list[Printed]:
    """Tables of A, B, C … whose marks are no more than what they stand for."""
    days = [FIRST + timedelta(30 * at) for at in range(len(tables))]
    return [
        Printed(day, (), dict(zip("ABC", shown, strict=True)), dict(zip("ABC", counts, strict=True)))
        for day, counts, shown in zip(days, tables, cells, strict=True)
    ]


def test_the_attacker_solves_what_the_first_rule_gave_away() -> None:
    """4, 9 and 7 beside their total 20: B has the list of C. Later all are shown: the 4 lies between 20 − 9 − 7 and the limit."""
    one = printed_by([(4, 9, 7)], [hide_small((4, 9, 7))])
    assert [list(table.cells.values()) for table in one] == [[Mark.SMALL, 9, Mark.HIDDEN]]
    assert solves(one, Target(0, "A"), "C") and not solves(one, Target(0, "A"), None)
    two = printed_by([(4, 9, 7), (9, 9, 7)], [hide_small((4, 9, 7)), hide_small((9, 9, 7))])
    assert solves(two, Target(0, "A"), None)


def test_the_attacker_uses_the_rule_itself() -> None:
    """Who has the list of B sees A and C with 12 together, and that not all three have six: A has 5, which is not small. With 11
    together 4 could be 5."""
    later: tuple[date, dict[Place, int]] = FIRST + timedelta(30), {"A": 6, "B": 6, "C": 7}
    for count, solved in ((5, True), (4, False)):
        counts: dict[Place, int] = {"A": count, "B": 6, "C": 7}
        _tables, printed = sent("ABC", [(FIRST, counts), later])
        assert [list(table.cells.values()) for table in printed] == [[Mark.HIDDEN] * 3, [6, 6, 7]]
        assert solves(printed, Target(0, "A"), "B") == solved
        without_the_rule = [Printed(table.day, (), table.cells, table.truth) for table in printed]
        assert not solves(without_the_rule, Target(0, "A"), "B")
