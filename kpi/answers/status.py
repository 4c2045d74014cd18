"""The questions that pages and the command line ask, answered by measuring and judging. They compute nothing themselves.

Every answer is a function of the store, the configuration, ``as_of`` and ``known_at``; nothing here asks what day it is.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import followed_by, in_one_view, known_by, observed_by
from kpi.config.models import Config, PlanIndicator
from kpi.domain.goals import Goal
from kpi.domain.periods import month_end_before
from kpi.judgement.assessment import Assessment, assess, held_throughout
from kpi.matching.question import asked
from kpi.matching.suggestions import waiting
from kpi.measures.counts import IndicatorCount
from kpi.measures.flows import count_flow
from kpi.measures.stocks import count_stocks, interruptions, with_waiting
from kpi.store.ports import Relations
from kpi.vietnamese.text import fold

_HALF_YEAR = 6
# The count of an indicator on a day.
Counts = Mapping[tuple[str, date], IndicatorCount]


@dataclass(frozen=True, slots=True)
class Status:
    """The plan's indicators on one day, in the plan's order."""

    as_of: date
    known_at: datetime
    indicators: tuple[Assessment, ...]

    def of(self, indicator: str) -> Assessment:
        return next(row for row in self.indicators if row.id == indicator)


@dataclass(frozen=True, slots=True)
class History:
    """The plan's indicators on many days, oldest first, and their counts: whoever asks for one of the days counts nothing again.

    ``waiting_on``: the days of which they tell what waits; of the others none does.
    """

    known_at: datetime
    statuses: tuple[Status, ...]
    counts: Counts
    waiting_on: frozenset[date]


@needs(Right.FIGURES)
def status(
    store: Relations, config: Config, as_of: date, known_at: datetime | None = None, *, counted: History | None = None
) -> Status:
    """The plan's indicators on ``as_of`` as known at ``known_at`` (None: all that the store knows).

    ``counted``: a history, whose moment and counts are taken.
    """
    (only,) = statuses(store, config, [as_of], known_at, counted=counted)
    return only


@in_one_view
def statuses(
    store: Relations,
    config: Config,
    days: Sequence[date],
    known_at: datetime | None = None,
    *,
    counted: History | None = None,
) -> tuple[Status, ...]:
    """``status`` on each of the days, in their order, at the cost of little more than one."""
    if not days:
        return ()
    known = counted.known_at if counted else known_by(store, known_at)
    followed = followed_by(store, config, known, days)
    wanted = {on for day in days for followed_on in followed[day].values() for on in (day, *followed_on)}
    counts, told = (dict(counted.counts), counted.waiting_on) if counted else ({}, frozenset())
    missing = wanted - {day for _indicator, day in counts} | set(days) - told
    counts |= _counts(store, config, sorted(missing), known, waiting_on=[day for day in days if day in missing])
    return tuple(
        Status(day, known, tuple(_judged(config, counts, followed[day], one, day) for one in config.plan.indicators))
        for day in days
    )


def _judged(
    config: Config,
    counts: Counts,
    followed: Mapping[str, Sequence[date]],
    one: PlanIndicator,
    as_of: date,
) -> Assessment:
    before, *listed = [counts[one.id, day] for day in followed[one.id]]
    return assess(
        counts[one.id, as_of],
        _target(config, one.id, as_of),
        near_points=config.nearness.points,
        of_villages=_of_villages(config, one.id, as_of),
        sustained=held_throughout(listed, [_target(config, one.id, count.as_of) for count in listed]),
        interruptions=interruptions([before, *listed]),
    )


@needs(Right.FIGURES)
def history(
    store: Relations,
    config: Config,
    start: date | None = None,
    end: date | None = None,
    known_at: datetime | None = None,
) -> tuple[Status, ...]:
    """The same answers at each month end and each observation between two dates, oldest first (sustained is None)."""
    return counted_history(store, config, start, end, known_at).statuses


@in_one_view
@needs(Right.FIGURES)
def counted_history(
    store: Relations,
    config: Config,
    start: date | None = None,
    end: date | None = None,
    known_at: datetime | None = None,
) -> History:
    """``history`` with what was counted for it."""
    known = known_by(store, known_at)
    days = history_days(observed_by(store, known), start, end)
    return _history_of(store, config, days, known, waiting_on=days)


@in_one_view
@needs(Right.FIGURES)
def drawn_history(store: Relations, config: Config, year: int, known_at: datetime | None = None) -> History:
    """``counted_history`` of the days that a chart shows on a day of this year: its cost does not grow with the years before.

    No chart shows what waits: it is told of the last day and of the month end before, on which a page opens.
    """
    known = known_by(store, known_at)
    days = drawn_days(observed_by(store, known), year)
    opened = {days[-1], month_end_before(days[-1])} if days else set()
    return _history_of(store, config, days, known, waiting_on=[day for day in days if day in opened])


@in_one_view
def with_days(store: Relations, config: Config, history: History, days: Iterable[date]) -> History:
    """A history with these days, too, of which none tells what waits; of those that it has nothing is counted again."""
    more = sorted(set(days) - {told.as_of for told in history.statuses})
    counts = {**history.counts, **_counts(store, config, more, history.known_at, waiting_on=())}
    statuses = (*history.statuses, *_assessed(config, counts, more, history.known_at))
    return replace(history, statuses=tuple(sorted(statuses, key=lambda told: told.as_of)), counts=counts)


def _history_of(
    store: Relations, config: Config, days: Sequence[date], known: datetime, *, waiting_on: Sequence[date]
) -> History:
    counts = _counts(store, config, days, known, waiting_on=waiting_on)
    return History(known, _assessed(config, counts, days, known), counts, frozenset(waiting_on))


def drawn_days(observed: Sequence[date], year: int) -> list[date]:
    """The observations and month ends of twelve months up to the year's last, and the observation before these, for a forecast rests
    on it; before, since the last year's January, of each month the last observation or its end; of each half-year the last one."""
    from kpi.forecast.pace import YEAR_DAYS  # only where charts are drawn: no start waits for it

    if not observed:
        return []
    first, last, listed = date(year - 1, 1, 1), min(date(year, 12, 31), observed[-1]), set(observed)
    since = min(last - timedelta(days=YEAR_DAYS), date(year - 1, 12, 31))
    near = history_days(observed, max(first, observed[0]), last)
    of_months: dict[int, date] = {}
    for day in near:
        if day < since and (day in listed or day.month not in of_months):
            of_months[day.month] = day
    before = observed[: bisect_left(observed, since)][-1:]
    drawn = {*of_months.values(), *(day for day in near if day >= since or day in before)}
    earlier = {(day.year, day.month > _HALF_YEAR): day for day in observed if day < first}
    return [*earlier.values(), *sorted(drawn)]


@in_one_view
def on_days(
    store: Relations, config: Config, days: Sequence[date], known_at: datetime, *, waiting_on: Sequence[date] = ()
) -> tuple[Status, ...]:
    """The same answers on the days named, in their order; what waits is told of the days in ``waiting_on`` (sustained is None)."""
    return _assessed(config, _counts(store, config, days, known_at, waiting_on=waiting_on), days, known_at)


def _assessed(config: Config, counts: Counts, days: Sequence[date], known_at: datetime) -> tuple[Status, ...]:
    return tuple(
        Status(
            day,
            known_at,
            tuple(
                assess(
                    counts[one.id, day],
                    _target(config, one.id, day),
                    near_points=config.nearness.points,
                    of_villages=_of_villages(config, one.id, day),
                )  # fmt: skip
                for one in config.plan.indicators
            ),
        )
        for day in days
    )


def history_days(observed: Sequence[date], start: date | None, end: date | None) -> list[date]:
    """The observations and the month ends between them, within the two dates where they are given."""
    first = start or (observed[0] if observed else end)
    last = end or (observed[-1] if observed else start)
    if first is None or last is None:
        return []
    days = {day for day in observed if first <= day <= last}
    month_end = first.replace(day=monthrange(first.year, first.month)[1])
    while month_end <= last:
        days.add(month_end)
        following = month_end + timedelta(days=1)
        month_end = following.replace(day=monthrange(following.year, following.month)[1])
    return sorted(days)


def _counts(
    store: Relations, config: Config, days: Sequence[date], known_at: datetime, *, waiting_on: Sequence[date]
) -> dict[tuple[str, date], IndicatorCount]:
    if not days:
        return {}
    stocks = count_stocks(store, config, days, known_at)
    # After the counts: what these kept of all days holds the few on which anything waits.
    new = waiting(store, asked(config, waiting_on, known_at), config) if waiting_on else {}
    return {**with_waiting(stocks, new), **count_flow(store, config, days, known_at)}


def _target(config: Config, indicator: str, day: date) -> Goal | None:
    target = config.target_on(indicator, day)
    return None if target is None else target.goal


def _of_villages(config: Config, indicator: str, day: date) -> dict[str, Goal]:
    return {fold(row.village): row.goal for row in config.village_targets_on(indicator, day)}
