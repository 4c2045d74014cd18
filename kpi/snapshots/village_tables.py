"""What frozen reports have told of cases by village and kind, and what the next table may tell beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.cases import CaseYear, Matrix
from kpi.exchange.rows import RECEIVED
from kpi.measures.secrecy import NEWEST, Counts, GivenAway, Group, Place, Rule, SentTable, given_away
from kpi.measures.small_cells import Cell, Mark
from kpi.store import FrozenState, Store

# Where a case names no village, as a key of JSON.
_NOWHERE = ""


def sent_tables(states: Sequence[FrozenState]) -> tuple[SentTable, ...]:
    """The tables of those states that went up as reports, in the order in which they did; replaced ones, too: they were seen."""
    return tuple(_table(state) for state in states if "aggregate" in state.content)


@needs(Right.FIGURES)
def sent_in_year(store: Store, year: int) -> tuple[SentTable, ...]:
    """The tables of a year that all reports until now have told."""
    return _of_year(sent_tables(store.frozen_states()), year)


def matrix_of(year: CaseYear | None, tables: Sequence[SentTable], number: int | None) -> Matrix | None:
    """The table as a report tells it beside those before it (``number`` None: the next one), by the rule that it was frozen by."""
    if year is None:
        return None
    rule = next((table.rule for table in tables if table.number == number), NEWEST)
    if rule is Rule.ALONE:
        return year.matrix_by_first_rule
    return year.matrix(before(tables, number, year.as_of), rule)


def before(tables: Sequence[SentTable], number: int | None, day: date) -> tuple[SentTable, ...]:
    """The tables of the day's year that came before a report; ``number`` None: all."""
    return tuple(table for table in _of_year(tables, day.year) if number is None or table.number < number)


def kept(year: CaseYear | None, matrix: Matrix | None) -> dict[str, Any]:
    """What a frozen report keeps beside its table, as plain values, so that later ones can be held against it."""
    groups: tuple[Group, ...] = ()
    counted: dict[str, dict[Place, int]] = {}
    if year is not None and matrix is not None:
        groups, counted = matrix.groups, _counted(year, matrix)
    counts = {kind: {place or _NOWHERE: n for place, n in of.items()} for kind, of in counted.items()}
    return {"groups": [list(group) for group in groups], "counts": counts, "rule": NEWEST.value}


def newly_given_away(
    year: CaseYear | None, matrix: Matrix | None, tables: Sequence[SentTable], number: int | None
) -> tuple[GivenAway, ...]:
    """Small counts, of this report or of earlier ones, that its totals give away and that nobody could work out before."""
    if year is None:
        return ()
    sent = before(tables, number, year.as_of)
    number = number or max((table.number for table in tables), default=0) + 1
    new = SentTable(number, year.as_of, {}, (), {}) if matrix is None else _told(year, matrix, number)
    found = given_away([*sent, new]) - given_away(sent)
    return tuple(sorted(found, key=lambda one: (one.number, one.kind, one.village)))


def _told(year: CaseYear, matrix: Matrix, number: int) -> SentTable:
    columns = zip(matrix.kinds, zip(*matrix.cells, strict=True), strict=True)
    cells = {kind: dict(zip(matrix.codes, column, strict=True)) for kind, column in columns}
    return SentTable(number, year.as_of, cells, matrix.groups, _counted(year, matrix))


def _counted(year: CaseYear, matrix: Matrix) -> dict[str, dict[Place, int]]:
    return {kind: {place: of[place] for place in matrix.codes} for kind, of in year.received.items()}


def by_first_rule(tables: Sequence[SentTable], number: int | None, day: date) -> tuple[int, ...]:
    """The reports of the year that hid small counts by the first rule: with one village's list these can be worked out."""
    return tuple(
        table.number
        for table in before(tables, number, day)
        if table.rule is Rule.ALONE
        and any(isinstance(cell, Mark) for of in table.cells.values() for cell in of.values())
    )


def _of_year(tables: Sequence[SentTable], year: int) -> tuple[SentTable, ...]:
    return tuple(table for table in tables if table.day.year == year)


def _table(state: FrozenState) -> SentTable:
    cells: dict[str, dict[Place, Cell]] = {}
    for row in state.content["aggregate"]["rows"]:
        if row["measure"] == RECEIVED and row["village"] is not None:
            cell = row["count"] if row["hidden"] is None else Mark(row["hidden"])
            cells.setdefault(row["kind"], {})[row["village"]] = cell
    received = state.content.get("received")
    if received is None:
        return SentTable(state.number, state.as_of, cells, (), {}, Rule.ALONE)
    groups = tuple(tuple(group) for group in received["groups"])
    rule = Rule(received.get("rule", Rule.TOGETHER))  # the only one that kept counts before they said so
    return SentTable(state.number, state.as_of, cells, groups, _counts(received["counts"]), rule)


def _counts(kept_counts: dict[str, dict[str, int]]) -> Counts:
    return {kind: {place or None: count for place, count in of.items()} for kind, of in kept_counts.items()}
