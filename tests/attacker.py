"""Somebody who holds every table ever sent, knows the rule and one village's own list, as an exact integer program.

Unknown are the cases of one kind by place and table. He knows the kind's totals, those of the villages that stand together, and each
shown count; that cases only come in as days pass, but where the office corrected some away: there he must not believe it; and what the
rule does. Villages that stand together are hidden only where not all have six or more, and not all have none, or where an earlier
table forbids to show them, or where a count fell from one table that tells none of theirs to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import highspy
from highspy.highs import highs_linear_expression, highs_var

from kpi.measures.secrecy import SHOWN_FROM, Group, Place
from kpi.measures.small_cells import SMALLEST_SHOWN, Cell, Mark


@dataclass(frozen=True)
class Printed:
    """One table of a kind in the order in which it was sent, with the truth that the attacker is after.

    ``seen`` False: he sees its totals, and not which cells are shown or hidden.
    """

    day: date
    groups: tuple[Group, ...]
    cells: Mapping[Place, Cell]
    truth: Mapping[Place, int]
    seen: bool = True

    @property
    def totals(self) -> Printed:
        """As who sees its totals alone."""
        return replace(self, cells=dict.fromkeys(self.cells, Mark.HIDDEN), seen=False)


@dataclass(frozen=True)
class Target:
    """A small count: in which table, of which village."""

    table: int
    village: str


def small_counts(tables: Sequence[Printed]) -> list[Target]:
    return [
        Target(number, village)
        for number, table in enumerate(tables)
        for village, count in table.truth.items()
        if village is not None and 0 < count < SMALLEST_SHOWN
    ]


def solves(tables: Sequence[Printed], target: Target, own: str | None) -> bool:
    """Whether the count that is there is the only one that fits. ``own``: the village whose list he has; None: nobody's."""
    truth = tables[target.table].truth[target.village]
    return not any(_fits(tables, target, own, *range_) for range_ in ((0, truth - 1), (truth + 1, highspy.kHighsInf)))


def _fits(tables: Sequence[Printed], target: Target, own: str | None, least: float, most: float) -> bool:
    """Whether a world in which the count lies between the two looks just like this one."""
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    counts = [
        {
            place: model.addVariable(*_bounds(table, place, own), type=highspy.HighsVarType.kInteger)
            for place in table.truth
        }
        for table in tables
    ]
    for table, of in zip(tables, counts, strict=True):
        model.addConstr(model.qsum(of.values()) == sum(table.truth.values()))
        for group in table.groups:
            model.addConstr(model.qsum(of[place] for place in group) == sum(table.truth[place] for place in group))
    _grow(model, tables, counts)
    for number in range(len(tables)):
        _rule(model, tables, counts, number)
    asked = counts[target.table][target.village]
    model.addConstr(asked >= least)
    if most < highspy.kHighsInf:
        model.addConstr(asked <= most)
    model.solve()
    status = model.getModelStatus()
    assert status in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible}, status
    return bool(status == highspy.HighsModelStatus.kOptimal)


def _bounds(table: Printed, place: Place, own: str | None) -> tuple[float, float]:
    if place is not None and place == own:
        return table.truth[place], table.truth[place]
    match table.cells[place]:
        case Mark.SMALL:
            return 1, SMALLEST_SHOWN - 1
        case Mark.HIDDEN:
            return 0, sum(table.truth.values())
        case count:
            return count, count


def _grow(model: highspy.Highs, tables: Sequence[Printed], counts: Sequence[Mapping[Place, highs_var]]) -> None:
    """On a later day, and of a day in a later table, no place has less, wherever that is true."""
    order = sorted(range(len(tables)), key=lambda number: (tables[number].day, number))
    for earlier, later in combinations(order, 2):
        for place, now in counts[later].items():
            before = counts[earlier].get(place)
            if before is not None and tables[earlier].truth[place] <= tables[later].truth[place]:
                model.addConstr(before <= now)


def _rule(
    model: highspy.Highs, tables: Sequence[Printed], counts: Sequence[Mapping[Place, highs_var]], number: int
) -> None:
    table = tables[number]
    for group in table.groups:
        if not table.seen or not _is_hidden(table, group):
            continue
        of = [counts[number][place] for place in group]
        forbidden = _forbidden(tables, number, group)
        if not forbidden["full"]:  # one at least has fewer than six, or fell
            most = sum(table.truth.values())
            few = [_holds(model, count - (SHOWN_FROM - 1), most) for count in of]
            fell = [
                _holds(model, counts[later][place] + 1 - counts[earlier][place], sum(tables[later].truth.values()) + 1)
                for earlier, later, place in _falls(tables, number, group)
            ]
            model.addConstr(model.qsum([*few, *fell]) >= 1)
        if not forbidden["empty"]:
            model.addConstr(model.qsum(of) >= 1)


def _holds(model: highspy.Highs, value: highs_linear_expression, most: int) -> highs_var:
    """One only where the value, never above ``most``, is zero at most."""
    holds: highs_var = model.addVariable(0, 1, type=highspy.HighsVarType.kInteger)
    model.addConstr(value + most * holds <= most)
    return holds


def _falls(tables: Sequence[Printed], number: int, group: Group) -> Iterator[tuple[int, int, Place]]:
    """Where a count may have fallen by what the attacker believes: from which table to which, before this one, in which place."""
    untold = [at for at in range(number) if not any(isinstance(c, int) and c for c in _cells(tables[at], group))]
    for earlier, later in combinations(sorted(untold, key=lambda at: (tables[at].day, at)), 2):
        for place in group:
            then, now = (tables[at].truth.get(place) for at in (earlier, later))
            if then is not None and now is not None and then > now:
                yield earlier, later, place


def _cells(table: Printed, group: Group) -> list[Cell]:
    return [table.cells[place] for place in group if place in table.cells]


def _is_hidden(table: Printed, group: Group) -> bool:
    return all(isinstance(cell, Mark) for cell in _cells(table, group))


def _forbidden(tables: Sequence[Printed], number: int, group: Group) -> dict[str, bool]:
    """What the tables sent before forbid to show, whatever the counts are: as everybody can tell who has them."""
    told = []
    for table in tables[:number]:
        cells = _cells(table, group)
        if not any(cells):
            told.append((table.day, "empty"))
        elif _is_hidden(table, group):
            told.append((table.day, "hidden"))
        elif all(cells):
            told.append((table.day, "full"))
        else:
            return {"full": True, "empty": True}
    words = "".join(word[0] for _day, word in told)
    later = any(word == "hidden" and day > tables[number].day for day, word in told)
    return {"full": later or ("f" in words and "h" in words[words.index("f") :]), "empty": "h" in words}
