"""From a figure to its list: which entities a numerator or a denominator counts, which are missing and which wait.

A list has exactly as many rows as the figure that it opens from, on the same day and with what was known at the same time: both
rest on the same relations. Of households there is the code alone, and only where their follow-up is on (config.yaml).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import all_known
from kpi.config.models import Config
from kpi.domain.indicators import Shows, Way
from kpi.domain.reasons import Reason
from kpi.i18n.messages import N_
from kpi.matching.question import asked
from kpi.matching.suggestions import waiting
from kpi.measures.counts import IndicatorCount, VillageCount
from kpi.measures.stocks import count_stocks, with_waiting
from kpi.store.ports import Relations

Which = Literal["denominator", "numerator", "missing", "waiting"]
# Stands where a village's code may stand; None there gathers what belongs to no village, as in ``VillageCount``.
COMMUNE = "*"
_FIGURES: dict[Which, Callable[[VillageCount], int]] = {
    "denominator": lambda village: village.denominator,
    "numerator": lambda village: village.numerator,
    "missing": lambda village: village.denominator - village.numerator,
    "waiting": lambda village: village.waiting,
}


@dataclass(frozen=True, slots=True)
class Entity:
    """One row of a list; ``name`` None: a household; ``village`` None: it belongs to none."""

    code: str
    name: str | None
    village: str | None
    takes_part: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class Drill:
    """A figure and its list. ``figure`` is None where there is no data (``reason`` says why); ``entities`` is None there, too, and
    where the list is withheld: households of a village whose follow-up is off."""

    indicator: str
    which: Which
    village: str | None
    figure: int | None
    reason: Reason | None
    entities: tuple[Entity, ...] | None

    @property
    def withheld(self) -> bool:
        return self.figure is not None and self.entities is None


@dataclass(frozen=True, slots=True)
class StockLists:
    """The counts of one stock indicator on a day, and what is behind them by village and name: of households only those of the
    villages in ``followed_up``; None: everything may be listed."""

    count: IndicatorCount
    known_at: datetime
    entities: tuple[Entity, ...]
    followed_up: frozenset[str] | None

    def of(self, which: Which, village: str | None = COMMUNE) -> Drill:
        """One figure with its list, in the commune or in a village."""
        count, places = self.count, [row for row in self.count.villages if village in (COMMUNE, row.code)]
        if count.reason is not None:
            return Drill(count.indicator, which, village, None, count.reason, None)
        figure = sum(map(_FIGURES[which], places))
        # A list that left out some of its villages would not be its figure.
        if (
            self.followed_up is not None
            and not {place.code for place in places if place.denominator} <= self.followed_up
        ):
            return Drill(count.indicator, which, village, figure, None, None)
        rows = (one for one in self.entities if village in (COMMUNE, one.village))
        listed = tuple(one for one in rows if belongs(which, one.takes_part, one.waits))
        return Drill(count.indicator, which, village, figure, None, listed)


def belongs(which: Which, takes_part: bool, waits: bool) -> bool:
    """Whether an entity that counts stands on a list."""
    return {"denominator": True, "numerator": takes_part, "missing": not takes_part, "waiting": waits}[which]


@needs(Right.NAMES, noted=N_("lists of who is missing were seen"), about="as_of", reads=True)
def lists(
    store: Relations, config: Config, indicator: str, as_of: date, known_at: datetime | None = None
) -> StockLists:
    """One stock indicator's figures on a day as known at ``known_at`` (None: all that the store knows), with their lists."""
    on = config.matching.household_follow_up
    with store.one_view():
        known = known_at or all_known(store)
        question = asked(config, [as_of], known, groups=config.indicator(indicator).groups)
        counts = count_stocks(store, config, [as_of], known)
        count = with_waiting(counts, waiting(store, question, config))[indicator, as_of]
        relation = "marked_list" if config.indicator(indicator).way == Way.MARKED else "drill_list"
        rows = store.read(relation, **question, indicator=indicator, household_follow_up=list(on))
    entities = tuple(Entity(row["code"], row["name"], row["village"], row["takes_part"], row["waits"]) for row in rows)
    return StockLists(count, known, entities, frozenset(on) if config.shows(indicator) is Shows.CODES else None)
