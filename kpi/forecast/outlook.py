"""Where a pace leads: what is to be expected on a later day, as a range, and when a count would be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from math import exp, floor, sqrt

from kpi.domain.goals import Goal
from kpi.forecast.pace import WINDOW_DAYS, Pace
from kpi.judgement.verdicts import is_met

# The parts of itself by which the pace may slow down and speed up within as long a time as it was seen for; further on by the
# root of the time, as with everything that changes by chance, now this way and now that.
SLOWER, FASTER = 0.4, 0.25
# A push that no list announces may win so many of those who are still missing, by the same time.
PUSH = 0.25
# The list at the beginning and the list to come may each stray.
SCATTERS = 1.75
# How many percent of the year ends of simulated years lay in the range, by how they grow: from 30/6 and from 30/9 (bench.forecast).
COVERED_PERCENT = {
    "saturating": (89, 89),
    "logistic": (79, 83),
    "campaigns": (83, 87),
    "drifting": (85, 88),
    "stalling": (82, 86),
}
# Days ahead that are searched for the target; a pace of three months says nothing about later ones.
HORIZON_DAYS = 2 * 365


class Prospect(StrEnum):
    """Whether the target will be met, as far as the range can tell."""

    EXPECTED = "expected"  # all of the range meets it
    POSSIBLE = "possible"  # part of it
    AT_RISK = "at_risk"  # nothing of it
    NO_TARGET = "no_target"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Range:
    """Entities on a day: the least, the expected and the most."""

    low: int
    expected: int
    high: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The level that is known, the denominator as it is, and the pace that has led there."""

    level: int
    denominator: int
    pace: Pace

    def on(self, day: date) -> Range:
        """What is to be expected at the end of a day; until the last list it is what is known."""
        days = (day - self.pace.last).days
        if days <= 0:
            return Range(self.level, self.level, self.level)
        seen = self.pace
        # Two forecasts, one from the last months and one from the year, are better together than either alone.
        usual = (seen.middle + seen.long_run) / 2
        far = sqrt(days / WINDOW_DAYS)
        slow, fast = min(seen.slow, seen.long_run), max(seen.fast, usual) + FASTER * far * abs(seen.middle)
        # Growth may come to a stop; a loss is not taken to be greater than it has been seen.
        slow = max(slow - SLOWER * far * abs(seen.middle), min(slow, 0.0))
        stray = SCATTERS * seen.scatter
        pushed = PUSH * min(far, days / WINDOW_DAYS) * (self.denominator - self.level)
        return Range(
            self._count(self._growth(slow, days) + min(0.0, seen.doubt) - stray),
            self._count(self._growth(usual, days)),
            self._count(max(self._growth(fast, days) + max(0.0, seen.doubt) + stray, pushed)),
        )

    def fan(self, last: date) -> list[tuple[date, Range]]:
        """The range week by week from the last list to a day."""
        weeks = max(0, (last - self.pace.last).days // 7)
        days = {self.pace.last + timedelta(weeks=number) for number in range(weeks + 1)} | {last}
        return [(day, self.on(day)) for day in sorted(days) if day >= self.pace.last]

    def _growth(self, a_week: float, days: int) -> float:
        """How many more there will be: each week the same share of those who are still missing, so ever fewer."""
        missing = self.denominator - self.level
        if a_week <= 0 or missing <= 0:
            return a_week * days / 7
        return missing * (1 - exp(-a_week * days / 7 / missing))

    def _count(self, growth: float) -> int:
        return max(0, min(self.denominator, floor(self.level + growth + 0.5)))


@dataclass(frozen=True, slots=True)
class Reach:
    """The first day on which a count is reached by the high, the expected and the low end; None: not within the horizon."""

    earliest: date | None
    expected: date | None
    latest: date | None


@lru_cache(maxsize=256)  # a page that is drawn again asks the same, and each end is looked for day by day
def reach(outlook: Outlook, count: int, as_of: date) -> Reach:
    """When a count that is not there yet will be."""
    found: dict[str, date] = {}
    for number in range(1, HORIZON_DAYS + 1):
        day = as_of + timedelta(days=number)
        there = outlook.on(day)
        for end in ("low", "expected", "high"):
            if end not in found and getattr(there, end) >= count:
                found[end] = day
        if len(found) == 3:
            break
    return Reach(found.get("high"), found.get("expected"), found.get("low"))


def prospect(ahead: Range, denominator: int, goal: Goal | None) -> Prospect:
    """Whether all, some or none of a range meets a target."""
    if goal is None:
        return Prospect.NO_TARGET
    if is_met(ahead.low, denominator, goal):
        return Prospect.EXPECTED
    return Prospect.POSSIBLE if is_met(ahead.high, denominator, goal) else Prospect.AT_RISK
