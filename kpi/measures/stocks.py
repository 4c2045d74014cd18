"""The stock indicators: how many of the register take part on a day. The counting is ``kpi/sql/participation.sql``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise, product
from typing import Any

from kpi.config.models import Config, PlanIndicator, sets_of_groups
from kpi.domain.indicators import Way
from kpi.domain.reasons import Reason
from kpi.i18n.messages import _
from kpi.matching.question import asked
from kpi.matching.suggestions import Waiting
from kpi.measures.counts import Basis, EntityState, IndicatorCount, Interruption, VillageCount
from kpi.store.ports import Relations


def count_stocks(
    store: Relations, config: Config, days: Sequence[date], known_at: datetime, *, of: str | None = None
) -> dict[tuple[str, date], IndicatorCount]:
    """Each stock indicator on each day, or the one that is asked ``of``; one pass over the store whatever the number of days.

    Without a register, a list of members or (for villages) a register of groups by the day there is no figure but a reason.
    A marked indicator has none either where no list that stands has its column; of villages without it nothing is counted.
    Nothing waits here (``with_waiting``).
    """
    found: dict[tuple[str, date], IndicatorCount] = {}
    stocks = [one for one in config.plan.stocks if of in (None, one.id)]
    for groups in sets_of_groups(stocks):
        question = asked(config, days, known_at, groups=groups, of=of)
        found |= _of_groups(store, [one for one in stocks if one.groups == groups], question)
    return found


def with_waiting(
    counts: Mapping[tuple[str, date], IndicatorCount], waiting: Waiting
) -> dict[tuple[str, date], IndicatorCount]:
    """The counts with what suggestions would add (``kpi.matching.suggestions``); days that are not in it have nothing waiting."""
    told = dict(counts)
    for of in {(indicator, day) for indicator, day, _village in waiting} & counts.keys():
        villages = (
            replace(one, waiting=waiting.get((*of, one.code), 0) if one.denominator else 0)
            for one in counts[of].villages
        )
        told[of] = replace(counts[of], villages=tuple(villages))
    return told


def _of_groups(
    store: Relations, stocks: Sequence[PlanIndicator], question: dict[str, Any]
) -> dict[tuple[str, date], IndicatorCount]:
    """The indicators whose members are in groups of these kinds."""
    days = question["as_of"]
    known = {(row["as_of"], row["dataset"]) for row in store.read("registers_known", **question)}
    names: dict[date, dict[str, str]] = {day: {} for day in days}
    for row in store.read("village_names", **question):
        names[row["as_of"]][row["code"]] = row["name"]
    rows: dict[tuple[str, date], list[dict[str, Any]]] = {}
    counting = ["participation", *(["marked_participation"] if question["marked"] else ())]
    for row in (row for relation in counting for row in store.read(relation, **question)):
        rows.setdefault((row["indicator"], row["as_of"]), []).append(row)
    bases = _bases(store, stocks, names, question)
    return {
        (one.id, day): replace(
            _stock(one, day, known, names[day], rows.get((one.id, day), []), bases[one.id, day]),
            basis=bases[one.id, day],
        )
        for one in stocks
        for day in days
    }


def _bases(
    store: Relations, stocks: Sequence[PlanIndicator], names: Mapping[date, Mapping[str, str]], question: dict[str, Any]
) -> dict[tuple[str, date], Basis]:
    """How old the lists are, for households which villages have a register, and for marks where its column is missing."""
    lists = {row["as_of"]: row for row in store.read("member_list_days", **question)}
    registers: dict[date, list[dict[str, Any]]] = {}
    for row in store.read("village_registers", **question):
        registers.setdefault(row["as_of"], []).append(row)
    marked = _marked_bases(store, [one for one in stocks if one.way == Way.MARKED], names, question)
    unlisted = _unlisted(store, stocks, names, question)
    found = {}
    for day in question["as_of"]:
        listed, villages = lists.get(day), registers.get(day, [])
        without = tuple(village["name"] for village in villages if not village["has_register"])
        of_members = Basis(listed["newest_on"], listed["oldest_on"]) if listed else Basis()
        for one in stocks:
            basis = marked.get((one.id, day), of_members)
            if one.register == "household" and villages:
                basis = replace(basis, covered=(len(villages) - len(without), len(villages)), uncovered=without)
            found[one.id, day] = (
                replace(basis, unlisted=unlisted.get((one.register, day), ())) if one.names_entries else basis
            )
    return found


def _unlisted(
    store: Relations, stocks: Sequence[PlanIndicator], names: Mapping[date, Mapping[str, str]], question: Mapping[str, Any]
) -> dict[tuple[str, date], tuple[str, ...]]:  # fmt: skip
    """By register and day the villages that send a register of the plan's own each for itself, and have not yet."""
    found: dict[tuple[str, date], tuple[str, ...]] = {}
    if not any(one.names_entries for one in stocks) or not question["added_by_village"]:
        return found
    for row in store.read("unlisted_villages", **question):
        place = row["dataset"], row["as_of"]
        found[place] = tuple(sorted((*found.get(place, ()), names[row["as_of"]].get(row["code"], row["code"]))))
    return found


def _marked_bases(
    store: Relations, marked: Sequence[PlanIndicator], names: Mapping[date, Mapping[str, str]], question: dict[str, Any]
) -> dict[tuple[str, date], Basis]:
    """Of marked indicators: how old their registers are, and the villages of which these do not say who takes part."""
    if not marked:
        return {}
    observed: dict[tuple[str, date], list[date]] = {}
    for row in store.read("register_dates", **question):
        observed.setdefault((row["dataset"], row["as_of"]), []).append(row["observed_on"])
    missing: dict[tuple[str, date], set[str]] = {}
    for indicator, day, village in unmarked_villages(store, marked, question):
        missing.setdefault((indicator, day), set()).add(names[day].get(village or "", village or _("no village")))
    found = {}
    for one, day in product(marked, question["as_of"]):
        days = observed.get((one.register, day), [])
        unmarked = tuple(sorted(missing.get((one.id, day), ())))
        found[one.id, day] = Basis(max(days, default=None), min(days, default=None), unmarked=unmarked)
    return found


def unmarked_villages(
    store: Relations, marked: Sequence[PlanIndicator], question: Mapping[str, Any]
) -> Iterator[tuple[str, date, str | None]]:
    """Indicator, day and village (None: no village) where lists do not have the column of a marked indicator; of what villages list
    each for itself those without a list, too."""
    if not marked:
        return
    for row in store.read("unmarked_villages", **question):
        yield row["indicator"], row["as_of"], row["village"]
    for row in store.read("unlisted_villages", **question) if question["added_by_village"] else ():
        yield from ((one.id, row["as_of"], row["code"]) for one in marked if one.register == row["dataset"])


def _stock(
    one: PlanIndicator,
    day: date,
    known: set[tuple[date, str]],
    names: dict[str, str],
    rows: Iterable[dict[str, Any]],
    basis: Basis,
) -> IndicatorCount:
    counted = {row["village"]: row for row in rows}
    reason = _reason(one, day, known) or (Reason.NO_MARKS if basis.unmarked and not counted else None)
    if reason is not None:
        return IndicatorCount(one.id, day, (), reason)
    entities = tuple(EntityState(**entity) for row in counted.values() for entity in row["entities"] or ())
    villages = [
        VillageCount(code, name, row["numerator"], 0, row["denominator"])
        if (row := counted.pop(code, None))
        else VillageCount(code, name, 0, 0, 0)
        for code, name in names.items()
    ]
    # What is left belongs to no village, or to one that the register of that day does not hold.
    villages += [VillageCount(code, code, row["numerator"], 0, row["denominator"]) for code, row in counted.items()]
    return IndicatorCount(one.id, day, tuple(villages), entities=entities)


def _reason(one: PlanIndicator, day: date, known: set[tuple[date, str]]) -> Reason | None:
    if (day, one.register) not in known:
        return Reason.NO_REGISTER
    if one.way == Way.COMPOSED and (day, "group") not in known:
        return Reason.NO_GROUP_REGISTER
    if one.way != Way.MARKED and (day, "membership") not in known:
        return Reason.NO_MEMBERS
    return None


def interruptions(counts: Sequence[IndicatorCount]) -> tuple[Interruption, ...]:
    """The units of one indicator that were counted and then were not, over counts in order of days."""
    states: dict[str, list[tuple[date, EntityState]]] = {}
    for count in counts:
        for entity in count.entities:
            states.setdefault(entity.code, []).append((count.as_of, entity))
    return tuple(gap for code in sorted(states) for gap in _gaps(states[code]))


def _gaps(states: Sequence[tuple[date, EntityState]]) -> list[Interruption]:
    """The spans in which one entity, counted before, is not."""
    gaps: list[Interruption] = []
    out_on: date | None = None
    for (_day, before), (day, now) in pairwise(states):
        if before.counted and not now.counted:
            out_on = day
        elif out_on is not None and now.counted:
            gaps.append(Interruption(now.code, now.name, out_on, day))
            out_on = None
    if out_on is not None:
        _day, last = states[-1]
        gaps.append(Interruption(last.code, last.name, out_on, None))
    return gaps
