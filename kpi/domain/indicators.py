"""The plan's five indicators, each defined once: what it counts, by which lists, and what a screen may show of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """By what an entry of the register takes part; of members by what they speak for (their ``slot``)."""

    HOUSEHOLD = "household"
    ORGANISATION = "organisation"
    GROUP = "group"  # its own group has members, whoever they are
    EVENT = "event"  # nothing takes part: the year's events count that ended as they should


class Shows(StrEnum):
    """What a list of an indicator's entries shows."""

    NAMES = "names"
    CODES = "codes"  # alone, and only where a village head follows them up (config.yaml → matching)
    NOTHING = "nothing"  # it has no such list


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator; its words and its targets are in ``config.yaml``.

    ``register``: the dataset whose entries it counts against (of events: their log); which of them count on a day is
    ``kpi/sql/registers/counted_at.sql``. ``lists``: the datasets that its figure comes from; ``besides``: those that can change
    it, too, and are no source of every figure. ``place``: in the order of the screens.
    """

    id: str
    register: str
    by: By
    lists: tuple[str, ...]
    besides: tuple[str, ...] = ()
    shows: Shows
    place: int

    @property
    def is_flow(self) -> bool:
        """Events of a year, counted anew from 1 January; else a stock: a level on a day."""
        return self.by is By.EVENT

    @property
    def by_members(self) -> bool:
        """Whether members are linked to its entries one by one."""
        return self.by in (By.HOUSEHOLD, By.ORGANISATION)


# In the plan's order (II.1); the screens begin with the chairman's question.
DEFINITIONS = (
    Indicator(
        id="institutions", register="institution", by=By.ORGANISATION, lists=("institution", "group", "membership"),
        shows=Shows.NAMES, place=3,
    ),
    Indicator(
        id="villages", register="village", by=By.GROUP, lists=("village", "group", "membership"), besides=("official",),
        shows=Shows.NAMES, place=4,
    ),
    Indicator(
        id="businesses", register="business", by=By.ORGANISATION, lists=("business", "group", "membership"),
        shows=Shows.NAMES, place=2,
    ),
    Indicator(
        id="households", register="household", by=By.HOUSEHOLD, lists=("household", "village", "group", "membership"),
        shows=Shows.CODES, place=1,
    ),
    Indicator(
        id="processed_reports", register="case", by=By.EVENT, lists=("case",), besides=("village",),
        shows=Shows.NOTHING, place=5,
    ),
)  # fmt: skip
INDICATOR_BY_ID = {one.id: one for one in DEFINITIONS}
INDICATORS = tuple(INDICATOR_BY_ID)
STOCKS = tuple(one.id for one in DEFINITIONS if not one.is_flow)
FLOWS = tuple(one.id for one in DEFINITIONS if one.is_flow)
ORGANISATIONS = tuple(one.id for one in DEFINITIONS if one.by is By.ORGANISATION)
VILLAGES = tuple(one.id for one in DEFINITIONS if one.by is By.GROUP)
ORDER = tuple(one.id for one in sorted(DEFINITIONS, key=lambda one: one.place))
