"""Counts, never bare percentages: numerator, waiting and denominator per indicator, village and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kpi.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class VillageCount:
    """Counts of one indicator in one village; ``code`` None gathers what belongs to no village."""

    code: str | None
    name: str | None
    numerator: int
    waiting: int
    denominator: int


@dataclass(frozen=True, slots=True)
class EntityState:
    """One village, business or institution on one day: takes part or not."""

    code: str
    name: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure rests on.

    ``observed_on``: the day of the newest list of members, of reports the day up to which the logs speak; ``oldest_on``: the day of
    the oldest list of members still in force. ``covered``: of how many villages there is a household register, and of how many there
    should be; ``uncovered``: the names of those without.
    Both for households only. ``unmarked``: the villages whose lists lack the column that a marked indicator asks for, and those that
    list its entries each for itself and have not yet; nothing is counted there. ``unlisted``: the same of a linked indicator of a
    register that the plan adds and villages send.
    """

    observed_on: date | None = None
    oldest_on: date | None = None
    covered: tuple[int, int] | None = None
    uncovered: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()

    def is_newer_than(self, day: date) -> bool:
        """Whether a list or log looks at a later day; of a state that does not say what it rests on nobody knows, so no."""
        return self.observed_on is not None and self.observed_on > day


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """Counts of one indicator in the commune on one day: the sum of its villages.

    ``reason`` tells why there is nothing to count (then there are no villages); ``open`` counts cases not yet due,
    ``undated`` those of the year that are closed nobody knows when;
    ``entities`` are the units behind the counts, empty for households and reports: no list of them goes to a screen.
    ``is_flow``: it counts events of the year, else a level on the day.
    """

    indicator: str
    as_of: date
    villages: tuple[VillageCount, ...]
    reason: Reason | None = None
    open: int | None = None
    undated: int | None = None
    entities: tuple[EntityState, ...] = ()
    basis: Basis = Basis()
    is_flow: bool = False

    @property
    def numerator(self) -> int:
        return sum(village.numerator for village in self.villages)

    @property
    def waiting(self) -> int:
        return sum(village.waiting for village in self.villages)

    @property
    def denominator(self) -> int:
        return sum(village.denominator for village in self.villages)


@dataclass(frozen=True, slots=True)
class Interruption:
    """An entity that was counted, then was not: last seen out on ``out_on``, back on ``back_on`` or still away."""

    code: str
    name: str
    out_on: date
    back_on: date | None
