"""Counts of cases by village and kind as they may leave the office, beside all that has left it before. Pure.

Neighbouring villages stand together, three to five: all their counts of a kind are shown, or none. They are shown where each has
six or more and what was hidden of them in the year only grew, or where none has any and none of them was ever hidden in the year. So
who holds every table of the year, knows this rule and the list of one of the villages, finds another world for each count of 1 to 4
that fits all of it: one report more here and one less there, back to the day on which they came and on until they are overtaken. Why
that holds, and what a correction gives away in spite of it: docs/decisions/cases.md#small-cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum, auto
from itertools import combinations, product

from kpi.measures.small_cells import SMALLEST_SHOWN, Cell, Mark

# One more than the largest small count: a village with four may have five in another world, and is hidden in that one, too.
SHOWN_FROM = SMALLEST_SHOWN + 1
# So many villages stand together at least: whose list is known, whose count is asked for, and one that may have its report.
TOGETHER = 3

# A village's code; None: the report names no village.
Place = str | None
Group = tuple[Place, ...]
Counts = Mapping[str, Mapping[Place, int]]


class Rule(IntEnum):
    """By which rule a table hides; a frozen report keeps its own, so that it can be had again as it was."""

    ALONE = 1  # each table by itself (``small_cells``)
    TOGETHER = 2  # villages that stand together, beside what was sent
    GROWN = 3  # besides, villages that were hidden are shown only while what was hidden has only grown


NEWEST = Rule.GROWN


class _Seen(Enum):
    """What a table has told of a group: that none has any, each count, nothing, or some counts beside hidden ones."""

    EMPTY = auto()
    FULL = auto()
    HIDDEN = auto()
    TORN = auto()


@dataclass(frozen=True, slots=True)
class SentTable:
    """What one report told of cases by village and kind; of a kind or place that it leaves out everybody knows that it has none.

    ``groups`` and ``counts`` are empty where it hid small counts table by table. ``counts``: what was counted at the same places,
    which never leaves the office.
    """

    number: int
    day: date
    cells: Mapping[str, Mapping[Place, Cell]]
    groups: tuple[Group, ...]
    counts: Counts
    rule: Rule = NEWEST

    def seen(self, kind: str, group: Group) -> _Seen:
        """What the cells of a group's villages tell; one that is new in the year stood in no earlier table."""
        shown = self.cells.get(kind, {})
        cells = [shown[place] for place in group if place in shown]
        hidden = [isinstance(cell, Mark) for cell in cells]
        if not any(cells):
            return _Seen.EMPTY
        if all(hidden) and self.rule is not Rule.ALONE:
            return _Seen.HIDDEN
        if any(hidden):
            return _Seen.TORN
        return _Seen.FULL if all(cells) else _Seen.TORN

    def counted(self, kind: str, group: Group) -> dict[Place, int]:
        """The group's counts; empty where nobody had any, and the table leaves the kind out."""
        of = self.counts.get(kind, {})
        return {place: of[place] for place in group if place in of}


@dataclass(frozen=True, slots=True)
class GivenAway:
    """A small count of a report that can be worked out from all that was sent, in spite of what is hidden."""

    number: int
    day: date
    kind: str
    village: str


def groups_of(first: Iterable[str], now: Iterable[str], sent: Sequence[SentTable]) -> tuple[Group, ...]:
    """The villages that stand together in a year: as in the reports that were sent in it, else as it began (``first``).

    Villages that are new in the year stand together, too, fewer than three with the last of the others; where a commune has fewer
    than three, what names no village stands with them.
    """
    known = next((list(table.groups) for table in reversed(sent) if table.groups), None) or _parted(list(first))
    placed = {place for group in known for place in group}
    new = [code for code in now if code not in placed]
    if known and len(new) < TOGETHER:
        known[-1] = (*known[-1], *new)
    else:
        known += _parted(new)
    if known and len(known[0]) < TOGETHER and None not in known[0]:
        known[0] = (*known[0], None)
    return tuple(known)


def _parted(codes: Sequence[str]) -> list[Group]:
    """Neighbours in their order, in groups of three to five of nearly one size."""
    number = max(1, len(codes) // TOGETHER) if codes else 0
    return [tuple(codes[len(codes) * n // number : len(codes) * (n + 1) // number]) for n in range(number)]


def hide(
    kind: str, counts: Mapping[Place, int], day: date, groups: Sequence[Group], sent: Sequence[SentTable],
    rule: Rule = NEWEST,
) -> dict[Place, Cell]:  # fmt: skip
    """The counts of a kind as they can be shown beside their total; ``sent``: all tables of the year before this one.

    A place in no group is shown: it is no village.
    """
    cells: dict[Place, Cell] = dict(counts)
    for group in groups:
        of = [counts.get(place, 0) for place in group]
        if not (_may_be_shown(of, day, _history(kind, group, sent, rule)) and _grew(kind, group, sent, rule)):
            cells |= dict.fromkeys(group, Mark.HIDDEN)
    return cells


def _history(kind: str, group: Group, sent: Sequence[SentTable], rule: Rule) -> list[tuple[date, _Seen]]:
    """What was told of a group, in the order in which it was; by the rule of before in that of the days that it was told of."""
    return [(table.day, table.seen(kind, group)) for table in (sent if rule >= Rule.GROWN else _by_day(sent))]


def _grew(kind: str, group: Group, sent: Sequence[SentTable], rule: Rule) -> bool:
    """Whether from day to day no village has less, in the tables that show none of the group's counts.

    This is known to nobody else. But who is shown the group learns no more than he took for granted; and who is not, had never
    seen it shown, so that he cannot tell a count that fell from one below six.
    """
    untold = [table.counted(kind, group) for table in _by_day(sent) if table.seen(kind, group) is not _Seen.FULL]
    return rule < Rule.GROWN or all(_reaches(later, earlier) for earlier, later in combinations(untold, 2))


def _reaches(later: Mapping[Place, int], earlier: Mapping[Place, int]) -> bool:
    """Whether no village has less than before; none may be missing where any is told of."""
    missing = -1 if any(later.values()) else 0
    return all(later.get(place, missing) >= count for place, count in earlier.items())


def _by_day(sent: Iterable[SentTable]) -> list[SentTable]:
    return sorted(sent, key=lambda table: (table.day, table.number))


def _may_be_shown(counts: Sequence[int], day: date, history: Sequence[tuple[date, _Seen]]) -> bool:
    """By the counts and by what is known to everybody: so the decision itself tells nothing more.

    Where counts were shown and hidden in a later report, what is shown after it would enclose what was hidden.
    """
    seen = [told for _day, told in history]
    if _Seen.TORN in seen:
        return False
    if not any(counts):
        return _Seen.HIDDEN not in seen
    fell = any(told is _Seen.FULL and _Seen.HIDDEN in seen[place:] for place, told in enumerate(seen))
    hidden_later = any(told is _Seen.HIDDEN and on > day for on, told in history)
    return min(counts) >= SHOWN_FROM and not fell and not hidden_later


def given_away(tables: Sequence[SentTable]) -> set[GivenAway]:
    """Small counts that the tables of a year, the newest last, give away to somebody who has one village's list, too.

    They can only where a correction took cases away from what had been shown, from a hidden count or from the totals: nothing that
    is hidden now mends that. Tables by the first rule are not looked into.
    """
    groups = next((table.groups for table in reversed(tables) if table.groups), ())
    counted = _by_day(table for table in tables if table.rule is not Rule.ALONE)
    kinds = {kind for table in counted for kind in table.counts}
    return {
        GivenAway(counted[at].number, counted[at].day, kind, village)
        for kind, group in product(kinds, groups)
        for at, village in _Chain.of(counted, kind, group).solved()
    }


@dataclass(frozen=True, slots=True)
class _Chain:
    """The counts of a group in one kind over the tables of a year, in the order of their days; in which of them they are hidden."""

    counts: Sequence[Mapping[Place, int]]
    hidden: Sequence[bool]

    @classmethod
    def of(cls, tables: Sequence[SentTable], kind: str, group: Group) -> _Chain:
        counts = [table.counted(kind, group) for table in tables]
        hidden = [table.seen(kind, group) is _Seen.HIDDEN for table in tables]
        return cls(counts, hidden)

    def solved(self) -> Iterator[tuple[int, str]]:
        """The tables and villages whose small count no other world can hold."""
        for at, counts in enumerate(self.counts):
            for village, count in counts.items():
                if village is None or not self.hidden[at] or not 0 < count < SMALLEST_SHOWN:
                    continue
                partners = [other for other in counts if other != village and self._trades(village, other, at)]
                if len(partners) < 2 and partners != [None]:  # nobody has a list of no village
                    yield at, village

    def _trades(self, village: Place, other: Place, at: int) -> bool:
        return self._moves(village, other, at) or self._moves(other, village, at)

    def _moves(self, up: Place, down: Place, at: int) -> bool:
        """Whether a case more in one village and one less in the other fits all tables: where a count would pass a later one, or
        fall below an earlier one, that one moves with it."""
        moved, asked = {at}, [at]
        while asked:
            here = asked.pop()
            counts = self.counts[here]
            if not self.hidden[here] or up not in counts or not counts.get(down):
                return False
            world = {**counts, up: counts[up] + 1, down: counts[down] - 1}
            if min(world.values()) >= SHOWN_FROM > min(counts.values()):
                return False  # it would have been shown
            later = (on for on in range(here + 1, len(self.counts)) if self.counts[on].get(up, 0) == counts[up])
            earlier = (on for on in range(here) if self.counts[on].get(down) == counts[down])
            asked += (found := {*later, *earlier} - moved)
            moved |= found
        return True
