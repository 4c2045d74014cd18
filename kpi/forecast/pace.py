"""How fast a count has been growing, as a range: the paces between the lists of the last three months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from statistics import mean, median

# A day and a count, which may have been corrected.
Point = tuple[date, float]

# Four month ends are never further apart, whatever the months.
WINDOW_DAYS = 92
# With two lists there is one pace and nothing to hold against it.
FEWEST_LISTS = 3
# Of lists that are closer together, a few households are a great pace.
APART_DAYS = 14
# One pace in ten is left out at either end: with few lists nearly none, with many the odd ones.
TAIL = 0.1
# A count on a register of another size is not the same count: percent of today's denominator.
ALIKE_PERCENT = 10
# The pace in the long run, and how far lists stray, are seen over a year.
YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Observation:
    """A day that a list describes, and the counts on it."""

    day: date
    count: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Entities a week: slow, middle and fast, between ``lists`` lists from the first to the last day.

    ``long_run`` is the pace of the last year, or of as much of it as lists tell. ``doubt`` is what the newest count would have
    to be corrected by, were it the one bad list (0 mostly); ``scatter``, by how many entities a list usually strays from the
    line between its neighbours.
    """

    slow: float
    middle: float
    fast: float
    long_run: float
    lists: int
    first: date
    last: date
    doubt: float
    scatter: float


def alike(observations: Iterable[Observation], denominator: int) -> list[Observation]:
    """The observations on a register of today's size, oldest first."""
    near = (o for o in observations if abs(o.denominator - denominator) * 100 <= ALIKE_PERCENT * denominator)
    return sorted(near, key=lambda o: o.day)


def recent(observations: Iterable[Observation], as_of: date) -> list[Observation]:
    """Those of the last three months."""
    return [o for o in observations if as_of - timedelta(days=WINDOW_DAYS) <= o.day <= as_of]


def pace(observations: Iterable[Observation], as_of: date) -> Pace | None:
    """The pace of the last three months; None where too few lists describe them, or only lists close together."""
    past = sorted((o for o in observations if o.day <= as_of), key=lambda o: o.day)
    known = steadied([(o.day, float(o.count)) for o in past])
    shown = _since(known, as_of - timedelta(days=WINDOW_DAYS))
    year = _since(known, as_of - timedelta(days=YEAR_DAYS))
    paces = _paces(shown)
    if len(shown) < FEWEST_LISTS or not paces:
        return None
    return Pace(
        _quantile(paces, TAIL),
        _quantile(paces, 0.5),
        _quantile(paces, 1 - TAIL),
        _a_week(year[0], year[-1]),
        len(shown),
        shown[0][0],
        shown[-1][0],
        shown[-1][1] - past[-1].count,
        _scatter(year),
    )


def steadied(points: Sequence[Point]) -> list[Point]:
    """The path without what only one list says: each count is the middle one of itself and its neighbours.

    The first and the last count lie between "no change" and twice the pace beside them (Tukey's running medians of three
    with his rule for the ends), so that one bad list never makes a pace.
    """
    if len(points) < FEWEST_LISTS:
        return list(points)
    middle = [
        (day, median((before[1], count, after[1])))
        for before, (day, count), after in zip(points, points[1:], points[2:], strict=False)
    ]
    path = [points[0], *middle, points[-1]]
    return [_end(*path[:3]), *middle, _end(*path[:-4:-1])]


def _end(own: Point, near: Point, far: Point) -> Point:
    """The count at an end of the path, held to what the two beside it say; one entity more or fewer makes no bad list."""
    growth = (near[1] - far[1]) * (own[0] - near[0]).days / (near[0] - far[0]).days
    held = round(median((own[1], near[1], near[1] + 2 * growth)), 9)
    return own if abs(held - own[1]) <= 1 else (own[0], held)


def _since(points: Sequence[Point], first: date) -> list[Point]:
    return [point for point in points if point[0] >= first]


def _a_week(before: Point, after: Point) -> float:
    return (after[1] - before[1]) * 7 / (after[0] - before[0]).days


def _paces(points: Sequence[Point]) -> list[tuple[float, int]]:
    """The pace a week between every two lists that are far enough apart, and the days between them: their weight."""
    pairs = combinations(points, 2)
    apart = [(before, after) for before, after in pairs if (after[0] - before[0]).days >= APART_DAYS]
    weighted = ((_a_week(before, after), (after[0] - before[0]).days) for before, after in apart)
    return sorted(weighted, key=lambda one: (round(one[0], 9), one[1]))  # equal paces are in the order of their weights


def _quantile(weighted: Sequence[tuple[float, int]], share: float) -> float:
    """The value below which ``share`` of the weight lies, each value in the middle of its own weight."""
    total = sum(weight for _value, weight in weighted)
    passed = 0.0
    before: tuple[float, float] | None = None
    for value, weight in weighted:
        place = (passed + weight / 2) / total
        if place >= share:
            if before is None:
                return value
            return before[1] + (value - before[1]) * (share - before[0]) / (place - before[0])
        before = place, value
        passed += weight
    return weighted[-1][0]


def _scatter(points: Sequence[Point]) -> float:
    """How far a list lies off the line between its neighbours, on average; of three lists at least."""
    strays = []
    for (first, before), (day, count), (last, after) in zip(points, points[1:], points[2:], strict=False):
        line = before + (after - before) * (day - first).days / (last - first).days
        strays.append(abs(count - line))
    return mean(strays)
