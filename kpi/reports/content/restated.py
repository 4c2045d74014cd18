"""Figures that were sent and that today's knowledge would change: sent, now, and by what; nothing that was sent is touched.

The causes are found by working the figures out again as they were known between two moments: where they differ at both ends,
something that was noted in between made the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from kpi.config.models import Config
from kpi.domain.indicators import Counting, Way
from kpi.measures.counts import Basis, IndicatorCount
from kpi.measures.flows import count_flow
from kpi.measures.rulings import RULINGS
from kpi.measures.stocks import count_stocks
from kpi.snapshots.freezing import changed_rules, kept_config, rules_of, rulings_of, was_flow
from kpi.store import FrozenState, Store

# Of an indicator and a village (None: the whole unit): numerator and denominator; None: there is no figure.
Place = tuple[str, str | None]
Counts = tuple[int, int] | None
Figures = dict[Place, Counts]


# What of the configuration can change counts.
_RULES = ("indicators", "participation", "deadlines", "calendar")


@dataclass(frozen=True, slots=True)
class NotedList:
    """A list that was loaded, taken back or put back."""

    batch: int
    dataset: str
    observed_on: date


@dataclass(frozen=True, slots=True)
class RestatementCause:
    """What changed a figure. ``what``: load, undo, redo, decision, configuration, ruling or program; ``at`` None of the last three.

    ``lists``: those of that moment that can change it; ``decisions``: how many were noted then; ``sections``: parts of the
    configuration that differ. ``before`` and ``after``: the figure on both sides.
    """

    what: str
    at: datetime | None
    before: Counts
    after: Counts
    lists: tuple[NotedList, ...] = ()
    decisions: int = 0
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restatement:
    """One frozen figure that would be another today. ``village`` None: the whole unit; ``name``: the village's.

    ``basis``: what today's figure rests on, where that is of other days than what was sent, or nobody knows what that rested on;
    of the whole unit only.
    """

    number: int
    as_of: date
    indicator: str
    village: str | None
    name: str | None
    sent: Counts
    now: Counts
    causes: tuple[RestatementCause, ...]
    basis: Basis | None = None
    is_flow: bool = False


def restatements(
    store: Store, config: Config, states: Sequence[FrozenState], known_at: datetime
) -> tuple[Restatement, ...]:
    """Every figure of frozen states that differs as known at ``known_at`` by today's configuration, newest state first.

    A village's figure is told where it differs; so is the whole unit's.
    """
    with store.one_view():
        return tuple(
            row
            for state in sorted(states, key=lambda state: -state.number)
            if state.known_at <= known_at
            for row in _of_state(store, config, state, known_at)
        )


def _of_state(store: Store, config: Config, state: FrozenState, known_at: datetime) -> list[Restatement]:
    sent, names = _sent(state)
    told = {name for name, _village in sent}
    if told != set(config.plan.names):
        config = config.speaking_like(rules_of(store, config, state))  # it went up for another plan
    plan = {one.id: one.counting for one in config.plan.indicators if one.id in told}  # of what that has still
    if not plan:
        return []  # the office has it no more
    sent = {place: counts for place, counts in sent.items() if place[0] in plan}
    every = _counted(store, config, state.as_of, known_at)
    counted = {name: count for name, count in every.items() if name in plan}
    now = _figures_of(counted)
    places = [place for place in dict.fromkeys([*sent, *now]) if _of(sent, place) != _of(now, place)]
    if not places:
        return []
    then = _days_sent(state)
    other = {name: count.basis for name, count in counted.items() if _days(count.basis) != then[name]}
    steps = _steps(store, config, state, known_at, sent, now)
    names |= {row["code"]: row["name"] for row in store.read("village_names", as_of=[state.as_of], known_at=known_at)}
    return [
        Restatement(
            state.number, state.as_of, *place, names.get(place[1] or ""), _of(sent, place), _of(now, place),
            tuple(cause for step in _straight(steps, place) for cause in _causes(step, place, plan[place[0]])),
            other.get(place[0]) if place[1] is None and _of(now, place) is not None else None,
            plan[place[0]].way == Way.TIMELY,
        )
        for place in sorted(places, key=lambda one: (list(plan).index(one[0]), one[1] is not None, one[1] or ""))
    ]  # fmt: skip


def _of(figures: Figures, place: Place) -> Counts:
    """A figure; a village that is not on the register has none of anything."""
    return figures.get(place, None if place[1] is None else (0, 0))


def _sent(state: FrozenState) -> tuple[Figures, dict[str, str]]:
    """The figures as they were frozen, and the villages' names."""
    figures: Figures = {}
    names: dict[str, str] = {}
    for row in state.content["now"]["indicators"]:
        figures[row["id"], None] = None if row["numerator"] is None else (row["numerator"], row["denominator"])
        for village in row["villages"]:
            # A village has few reports: they went up as a whole.
            if village["code"] is not None and not was_flow(row):
                figures[row["id"], village["code"]] = village["numerator"], village["denominator"]
                names[village["code"]] = village["name"]
    return figures, names


def _days(basis: Basis) -> tuple[date | None, date | None]:
    return basis.observed_on, basis.oldest_on


def _days_sent(state: FrozenState) -> dict[str, tuple[date | None, date | None]]:
    """Of each indicator the days that the figure sent rested on; states of older programs do not say them."""
    told = {row["id"]: row.get("basis", {}) for row in state.content["now"]["indicators"]}
    return {name: (_day(basis.get("observed_on")), _day(basis.get("oldest_on"))) for name, basis in told.items()}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _counted(store: Store, config: Config, as_of: date, known_at: datetime) -> dict[str, IndicatorCount]:
    """Each indicator on a day as known at a moment; what waits for a confirmation is no part of a figure that was sent."""
    counts = {
        **count_stocks(store, config, [as_of], known_at),
        **count_flow(store, config, [as_of], known_at),
    }
    return {indicator: count for (indicator, _day), count in counts.items()}


def _figures(store: Store, config: Config, as_of: date, known_at: datetime) -> Figures:
    return _figures_of(_counted(store, config, as_of, known_at))


def _figures_of(counted: Mapping[str, IndicatorCount]) -> Figures:
    """The counts of the whole unit and of its villages."""
    figures: Figures = {}
    for indicator, count in counted.items():
        figures[indicator, None] = None if count.reason else (count.numerator, count.denominator)
        if count.reason is None and not count.is_flow:
            figures |= {
                (indicator, village.code): (village.numerator, village.denominator)
                for village in count.villages
                if village.code is not None
            }
    return figures


@dataclass(frozen=True, slots=True)
class _Step:
    """What lies between two states of knowledge, with the figures of both: what was noted at a moment, or other rules."""

    before: Figures
    after: Figures
    events: tuple[dict[str, Any], ...] = ()
    rules: str = ""
    sections: tuple[str, ...] = ()


def _steps(
    store: Store, config: Config, state: FrozenState, known_at: datetime, sent: Figures, now: Figures
) -> list[_Step]:
    """From what was sent to what is known now: what was noted since, by the rules of then; last the rules themselves."""
    kept = kept_config(store, state)
    rules = kept or config
    at_first = _figures(store, rules, state.as_of, state.known_at)
    # By the very same lists another figure: another ruling, else the configuration where the one of then was not kept, else
    # the program.
    steps = [
        _Step(
            sent, at_first, rules="ruling" if rulings_of(state) != RULINGS else "program" if kept else "configuration"
        )
    ]
    events = store.read("later_events", known_at=state.known_at, until=known_at)
    moments = [(at, tuple(rows)) for at, rows in groupby(events, key=lambda row: row["known_at"])]

    def figures_after(count: int) -> Figures:
        return at_first if count == 0 else _figures(store, rules, state.as_of, moments[count - 1][0])

    steps += [_Step(before, after, moments[place][1]) for place, before, after in _turns(len(moments), figures_after)]
    sections = () if kept is None else changed_rules(kept, config, _RULES)
    steps.append(
        _Step(steps[-1].after, now, rules="configuration" if sections or kept is None else "program", sections=sections)
    )
    return [step for step in steps if step.before != step.after]


def _straight(steps: Sequence[_Step], place: Place) -> list[_Step]:
    """The steps that changed a figure, without those that led back to what it had been before."""
    path: list[_Step] = []
    for step in steps:
        if _of(step.before, place) == _of(step.after, place):
            continue
        back = next((n for n, earlier in enumerate(path) if _of(earlier.before, place) == _of(step.after, place)), None)
        path = [*path, step] if back is None else path[:back]
    return path


def _turns(count: int, figures_after: Callable[[int], Figures]) -> list[tuple[int, Figures, Figures]]:
    """The moments at which figures changed, with the figures before and after; found by halving, not one by one."""
    known = {place: figures_after(place) for place in {0, count}}
    found = []
    spans = [(0, count)]
    while spans:
        low, high = spans.pop()
        if known[low] == known[high]:
            continue
        if high - low == 1:
            found.append((low, known[low], known[high]))
            continue
        middle = (low + high) // 2
        known[middle] = figures_after(middle)
        spans += [(middle, high), (low, middle)]
    return sorted(found, key=lambda turn: turn[0])


def _causes(step: _Step, place: Place, counting: Counting) -> list[RestatementCause]:
    """The step as causes of one figure's change: of all that was noted at a moment only what can have changed it."""
    before, after = _of(step.before, place), _of(step.after, place)
    if step.rules:
        return [RestatementCause(step.rules, None, before, after, sections=step.sections)]
    at = step.events[0]["known_at"]
    causes = []
    for what, group in groupby(step.events, key=lambda row: str(row["what"])):
        rows = list(group)
        lists = tuple(
            NotedList(row["batch"], row["dataset"], row["observed_on"])
            for row in rows
            if row["dataset"] in (*counting.lists, *counting.besides)
        )
        if lists or what == "decision":
            causes.append(RestatementCause(what, at, before, after, lists, sum(row["decisions"] or 0 for row in rows)))
    return causes
