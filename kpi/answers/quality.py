"""How far the figures of a day can be trusted: how old and how full the lists are, what a link rests on, what is in the way.

Counts only: a household's name and a whole phone number never leave this module.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.households import MemberCount, RungCount
from kpi.answers.question import all_known
from kpi.config.models import Attention, Config, Plan, sets_of_groups
from kpi.domain.indicators import Way
from kpi.judgement.trust import FigureDoubt
from kpi.matching.question import asked
from kpi.matching.rungs import COUNTING
from kpi.measures.flows import case_files
from kpi.measures.stocks import unmarked_villages
from kpi.store import Store
from kpi.vietnamese.text import name_key

LANDLINE = "02"


@dataclass(frozen=True, slots=True)
class IndicatorTrust:
    """One indicator: its register's day (of households: the oldest village's) and what speaks against the figure.

    ``doubts``: gravest first; an empty tuple: nothing is known against it.
    """

    indicator: str
    listed_on: date | None
    days: int | None
    doubts: tuple[FigureDoubt, ...]


@dataclass(frozen=True, slots=True)
class VillageList:
    """A village's own list of households; ``listed_on`` None: it has none, and none of its households is counted."""

    code: str
    name: str
    listed_on: date | None
    days: int | None
    households: int
    stale: bool = False


@dataclass(frozen=True, slots=True)
class EntryList:
    """A village's own list of a register that the plan adds (``register``); ``listed_on`` None: it has sent none. ``entries``: those
    of the village that count."""

    register: str
    code: str
    name: str
    listed_on: date | None
    days: int | None
    entries: int
    stale: bool = False


@dataclass(frozen=True, slots=True)
class GroupQuality:
    """A group's newest list: how old, how full, how near to the group's maximum, how many members with a strange code.

    ``size``: how many are in the group, whether or not the list names them all; None: no list tells it. ``added`` rows came on
    partial lists after it, the newest of ``added_on`` (None: none came); ``added_total``: the group's size that those state.
    """

    code: str
    name: str
    listed_on: date | None
    days: int | None
    stale: bool
    members: int
    total_members: int | None
    max_members: int | None
    complete: bool | None
    unknown_codes: int
    size: int | None
    nearly_full: bool
    added_on: date | None = None
    added: int = 0
    added_total: int | None = None


@dataclass(frozen=True, slots=True)
class LinkQuality:
    """One indicator's entities by the strongest rung that speaks for them; ``tied``: members for whom nobody decided yet."""

    indicator: str
    entities: int
    rungs: tuple[RungCount, ...]
    tied: int

    @property
    def linked(self) -> int:
        return sum(rung.entities for rung in self.rungs)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A list in use of which rows were rejected; ``rows`` are the places: row number and column."""

    dataset: str
    file: str
    sheet: str
    as_of: date
    rejected: int
    rows: tuple[tuple[int, str | None], ...]


@dataclass(frozen=True, slots=True)
class Repetitions:
    """Households that lists name more than once: mobile numbers of several, codes in two lists, one household as two codes."""

    shared_numbers: int
    households_sharing: int
    codes_in_two_lists: int
    same_head_and_phone: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Everything that is known about the trust in one day's figures.

    ``tied`` are all members for whom a person must decide, also those who count for somebody else without it;
    ``members`` holds each person once, by the best that is known of him.
    """

    as_of: date
    indicators: tuple[IndicatorTrust, ...]
    villages: tuple[VillageList, ...]
    groups: tuple[GroupQuality, ...]
    links: tuple[LinkQuality, ...]
    tied: int
    members: MemberCount
    rejections: tuple[Rejection, ...]
    repetitions: Repetitions
    undated: int = 0  # reports of the year, closed nobody knows when
    entry_lists: tuple[EntryList, ...] = ()
    participants: tuple[GroupQuality, ...] = ()  # the plan's own lists of participants, which are no Zalo groups

    @property
    def member_lists(self) -> tuple[GroupQuality, ...]:
        """Whatever a list of members is waited for: Zalo groups, and lists of participants."""
        return (*self.groups, *self.participants)

    @property
    def villages_without_list(self) -> tuple[VillageList, ...]:
        return tuple(village for village in self.villages if village.listed_on is None)

    @property
    def entry_registers(self) -> tuple[str, ...]:
        """The registers that the plan adds and villages send each for itself."""
        return tuple(dict.fromkeys(one.register for one in self.entry_lists))

    @property
    def rejected_rows(self) -> int:
        return sum(row.rejected for row in self.rejections)


@needs(Right.FIGURES)
def quality(store: Store, config: Config, as_of: date, known_at: datetime | None = None) -> Quality:
    """How far each figure of the day can be trusted, as known at ``known_at`` (None: all that the store knows)."""
    with store.one_view():
        known = known_at or all_known(store)
        look = _Look(store, as_of, asked(config, [as_of], known))
        villages, rejections = _villages(look, config.attention), _rejections(look)
        groups = _groups(look, config.attention)
        tied = {row["entity_kind"]: row["members"] for row in look.rows("tied_members")}
        links = _links(look, config.plan, tied)
        undated = sum(file.is_undated_in_year_to(as_of) for file in case_files(store, config, known))
        entry_lists = _entry_lists(look, config)
        kinds = filter(None, sets_of_groups(config.plan.stocks))
        participants = {of: group_quality(store, config, as_of, known, groups=of) for of in kinds}
        by_kinds = {(): groups, **participants}
        every = {one.code: one for one in (*groups, *chain.from_iterable(participants.values()))}  # kinds may overlap
        trusts = _indicators(look, config, villages, by_kinds, links, rejections, undated, entry_lists)
        return Quality(
            as_of, trusts, villages, groups, links, tied.get(None, 0), _members(look), rejections, _repetitions(look), undated,
            entry_lists, tuple(every.values())[len(groups):],
        )  # fmt: skip


def group_quality(
    store: Store, config: Config, as_of: date, known_at: datetime | None = None, *, groups: Sequence[str] = ()
) -> tuple[GroupQuality, ...]:
    """The newest list on the day of every group of these kinds (none named: Zalo groups), by the groups' codes."""
    with store.one_view():
        known = known_at or all_known(store)
        return _groups(_Look(store, as_of, asked(config, [as_of], known, groups=groups)), config.attention)


@dataclass(frozen=True, slots=True)
class _Look:
    """The day and what every relation is asked with."""

    store: Store
    as_of: date
    asked: dict[str, Any]

    def rows(self, relation: str) -> list[dict[str, Any]]:
        return self.store.read(relation, **self.asked)

    def days(self, listed_on: date | None) -> int | None:
        return None if listed_on is None else (self.as_of - listed_on).days


def _villages(look: _Look, limits: Attention) -> tuple[VillageList, ...]:
    return tuple(
        _village(row, look.days(row["listed_on"]), limits.old_register_days) for row in look.rows("household_lists")
    )


def _village(row: dict[str, Any], days: int | None, limit: int) -> VillageList:
    stale = days is not None and days > limit
    return VillageList(row["code"], row["name"] or row["code"], row["listed_on"], days, row["households"], stale)


def _entry_lists(look: _Look, config: Config) -> tuple[EntryList, ...]:
    """Village by village the lists of those registers that an indicator of the plan counts against."""
    counted = {one.register for one in config.plan.indicators}
    if counted.isdisjoint(look.asked["added_by_village"]):
        return ()
    limit = config.attention.old_register_days
    found = []
    for row in look.rows("entry_lists"):
        if row["dataset"] in counted:
            days = look.days(row["listed_on"])
            stale = days is not None and days > limit
            found.append(
                EntryList(row["dataset"], row["code"], row["name"], row["listed_on"], days, row["entries"], stale)
            )
    return tuple(found)


def _groups(look: _Look, limits: Attention) -> tuple[GroupQuality, ...]:
    strange = {row["group_code"]: row["members"] for row in look.rows("unknown_codes")}
    sizes = {row["code"]: row["members"] for row in look.rows("group_sizes")}
    return tuple(
        _group(row, look.days(row["list_on"]), strange.get(row["code"], 0), sizes.get(row["code"]), limits)
        for row in look.rows("group_lists")
    )


def _group(row: dict[str, Any], days: int | None, strange: int, size: int | None, limits: Attention) -> GroupQuality:
    most = row["max_members"]
    stale = days is not None and days > limits.stale_list_days
    full = bool(most) and size is not None and size * 100 >= most * limits.full_group_percent
    return GroupQuality(
        row["code"], row["name"], row["list_on"], days, stale, row["members"], row["total_members"], most, row["complete"],
        strange, size, full, row["added_on"], row["added"], row["added_total"],
    )  # fmt: skip


def _links(look: _Look, plan: Plan, tied: dict[str | None, int]) -> tuple[LinkQuality, ...]:
    # Names are compared and codes looked up in Zalo groups: of a plan's own lists of participants loading tells what they lack.
    linked = {one.id: one.register for one in plan.indicators if one.way == Way.LINKED and not one.groups}
    found: dict[str, dict[int | None, int]] = {name: {} for name in linked}
    for row in look.rows("entity_rungs"):
        found[row["indicator"]][row["strongest"]] = row["entities"]
    return tuple(
        LinkQuality(
            indicator,
            sum(rungs.values()),
            tuple(RungCount(name, rungs.get(number, 0)) for number, name in COUNTING.items()),
            tied.get(linked[indicator], 0),
        )
        for indicator, rungs in found.items()
    )


def _members(look: _Look) -> MemberCount:
    rows = look.rows("member_counts")
    return MemberCount(rows[0]["linked"], rows[0]["tied"], rows[0]["unlinked"]) if rows else MemberCount(0, 0, 0)


def _rejections(look: _Look) -> tuple[Rejection, ...]:
    return tuple(
        Rejection(
            row["dataset"], row["file"], row["sheet"], row["observed_on"], row["rejected"], _places(row["problems"])
        )
        for row in look.rows("open_rejections")
    )


def _places(problems: str) -> tuple[tuple[int, str | None], ...]:
    """Where a list is wrong, each row once; what stood there may be a person's and is left out."""
    places: dict[int, str | None] = {}
    for problem in json.loads(problems):
        if problem["severity"] == "error" and problem["row"] is not None:
            places.setdefault(problem["row"], problem["column"])
    return tuple(places.items())


def _repetitions(look: _Look) -> Repetitions:
    holders: dict[str, dict[str, str]] = {}
    for row in look.rows("shared_phones"):
        holders.setdefault(row["phone"], {})[row["code"]] = name_key(row["head_name"])
    mobile = [households for phone, households in holders.items() if not phone.startswith(LANDLINE)]
    return Repetitions(
        len(mobile),
        len({code for households in mobile for code in households}),
        len(look.rows("repeated_households")),
        len(_same_heads(holders.values())),
    )


def _same_heads(shared: Iterable[dict[str, str]]) -> set[str]:
    """Codes of households whose head and number another code has too."""
    found: set[str] = set()
    for households in shared:
        heads = list(households.values())
        found |= {code for code, head in households.items() if heads.count(head) > 1}
    return found


def _indicators(
    look: _Look,
    config: Config,
    villages: tuple[VillageList, ...],
    lists: Mapping[tuple[str, ...], tuple[GroupQuality, ...]],
    links: tuple[LinkQuality, ...],
    rejections: tuple[Rejection, ...],
    undated: int,
    entry_lists: tuple[EntryList, ...],
) -> tuple[IndicatorTrust, ...]:
    listed: dict[str, list[date]] = {}
    for row in look.rows("register_dates"):
        listed.setdefault(row["dataset"], []).append(row["observed_on"])
    rejected = {row.dataset for row in rejections}
    tied = {row.indicator for row in links if row.tied}
    missing = any(village.listed_on is None for village in villages)
    unsent = {one.register for one in entry_lists if one.listed_on is None}
    marked = [one for one in config.plan.indicators if one.way == Way.MARKED]
    unmarked = {indicator for indicator, _day, _village in unmarked_villages(look.store, marked, look.asked)}
    trusts = []
    for one in config.plan.indicators:
        # Reports are dated one by one: of each the newest row speaks, whatever day its log describes.
        oldest = _newest_log(look) if one.is_flow else min(listed.get(one.register, ()), default=None)
        days = None if oldest is None or oldest > look.as_of else look.days(oldest)
        doubts = {
            FigureDoubt.NO_REGISTER: oldest is None,
            FigureDoubt.VILLAGES_MISSING: one.register == "household" and oldest is not None and missing,
            FigureDoubt.LISTS_UNSENT: oldest is not None and one.register in unsent,
            FigureDoubt.MARKS_MISSING: oldest is not None and one.id in unmarked,
            FigureDoubt.ROWS_REJECTED: one.register in rejected,
            FigureDoubt.OLD_REGISTER: days is not None and days > config.attention.old_register_days,
        }
        if one.is_flow:
            doubts[FigureDoubt.REPORTS_UNDATED] = undated > 0
        elif one.way != Way.MARKED:
            doubts |= _list_doubts(lists[one.groups], "membership" in rejected)
            doubts[FigureDoubt.TIES] = one.id in tied
        trusts.append(IndicatorTrust(one.id, oldest, days, tuple(name for name, holds in doubts.items() if holds)))
    return tuple(trusts)


def _newest_log(look: _Look) -> date | None:
    return max((row["observed_on"] for row in look.rows("observations") if row["dataset"] == "case"), default=None)


def _list_doubts(groups: tuple[GroupQuality, ...], rejected: bool) -> dict[FigureDoubt, bool]:
    """What speaks against the groups' lists, on which every indicator but the reports rests."""
    return {
        FigureDoubt.NO_GROUPS: not groups,
        FigureDoubt.LISTS_MISSING: any(group.listed_on is None for group in groups),
        FigureDoubt.LISTS_INCOMPLETE: any(group.complete is False for group in groups),
        FigureDoubt.LISTS_REJECTED: rejected,
        FigureDoubt.LISTS_STALE: any(group.stale for group in groups),
    }
