"""How each indicator has gone, where it should be, and where it is heading: the forecast asked with counts, days and targets.

A path consists of the days that lists describe, as known now; what waits for a confirmation is no part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import known_now
from kpi.answers.status import History, Status, with_days
from kpi.config.models import Config, PlanIndicator, Target, sets_of_groups
from kpi.domain.goals import percent_of
from kpi.domain.indicators import Way
from kpi.domain.reasons import INCOMPLETE
from kpi.forecast.outlook import Outlook, Prospect, Reach, prospect, reach
from kpi.forecast.pace import FEWEST_LISTS, YEAR_DAYS, Observation, alike, pace, recent
from kpi.forecast.schedule import Aim, Task, next_cutoff, next_year_end, task
from kpi.judgement.assessment import Assessment, VillageAssessment, of_village
from kpi.judgement.verdicts import shortfall
from kpi.matching.question import asked
from kpi.store.ports import Relations
from kpi.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class ListDays:
    """The days by the day looked at that an indicator's own lists describe, oldest first: of members, or its register's.

    ``since``: the day from which every village that has a list of members had one; None where none has. ``log_until``: the
    newest day that a log of reports describes, whenever it is; None without a log.
    """

    days: tuple[date, ...] = ()
    since: date | None = None
    log_until: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A village, and how many of its own are missing to its own aim."""

    village: VillageAssessment
    missing: int
    aim: Aim


@dataclass(frozen=True, slots=True)
class Course:
    """One indicator on a day: its path so far, its task, and what is to be expected.

    ``task`` None: no target of the unit, now or next. ``outlook`` None: no forecast; ``unforeseen`` then says why (``flow``,
    ``no_data``, ``too_few`` lists or lists ``too_close`` together). ``usable``: lists of the last three months that can be
    compared with today's register. ``prospect``: whether the task will be met by its last day. ``reach`` None: nothing to
    reach, or no forecast. ``gaps``: the villages, the one that lacks most first.
    """

    now: Assessment
    path: tuple[Assessment, ...]
    task: Task | None
    outlook: Outlook | None
    unforeseen: str | None
    usable: int
    prospect: Prospect
    reach: Reach | None
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Every indicator's course on one day, in the plan's order; the days ahead for which they are told."""

    as_of: date
    cutoff: date
    year_end: date
    courses: tuple[Course, ...]

    def of(self, indicator: str) -> Course:
        return next(course for course in self.courses if course.now.id == indicator)


@needs(Right.FIGURES)
def list_days(
    store: Relations, config: Config, as_of: date, known_at: datetime | None = None
) -> Mapping[str, ListDays]:
    """By indicator its lists by the day, of which its path is made."""
    with store.one_view():
        known = known_at or known_now(store)
        if known is None:
            return {one.id: ListDays() for one in config.plan.indicators}
        listed = {
            groups: _listed(store, asked(config, [as_of], known, groups=groups))
            for groups in sets_of_groups(config.plan.indicators)
        }
    return {one.id: _list_days(one, *listed[one.groups], as_of) for one in config.plan.indicators}


def _listed(store: Relations, question: Mapping[str, Any]) -> tuple[dict[str, list[date]], list[date]]:
    """By dataset the days that lists describe, and the first day of each village that has a list of members."""
    found: dict[str, list[date]] = {}
    for row in store.read("followed_days", **question):
        found.setdefault(row["dataset"], []).append(row["observed_on"])
    return found, [row["first_on"] for row in store.read("first_member_lists", **question)]


def _list_days(
    one: PlanIndicator, listed: Mapping[str, Sequence[date]], of_villages: Sequence[date], as_of: date
) -> ListDays:
    days = tuple(day for day in listed.get(one.lists, ()) if day <= as_of)
    since = max(of_villages, default=None) if one.way != Way.MARKED else None
    if since is None and (
        one.groups or one.way == Way.MARKED
    ):  # lists that are of no village speak of all from the first
        since = min(days, default=None)
    return ListDays(days, since, max(listed.get("case", ()), default=None))


@needs(Right.FIGURES)
def foreseen(store: Relations, config: Config, as_of: date, *, now: Status, drawn: History) -> History:
    """What charts draw on a day with the days that the courses of the day's figures (``now``) rest on besides: ``progress`` tells
    by them what it tells by every day. Their number grows with the years only where a register was of another size until a year ago.
    """
    with store.one_view():
        listed = list_days(store, config, as_of, drawn.known_at)
        known = drawn
        while more := _more_to_count(now, known, listed, config):
            known = with_days(store, config, known, more)
    return known


def _more_to_count(now: Status, known: History, listed: Mapping[str, ListDays], config: Config) -> set[date]:
    """Days that a course rests on and whose figures are not known."""
    told = {status.as_of: status for status in known.statuses}
    return {
        day
        for one in now.indicators
        if not one.is_flow and one.numerator is not None and one.denominator
        for day in _rested_on(one, listed[one.id], {day: told[day].of(one.id) for day in told}, config)
    }


def _rested_on(now: Assessment, listed: ListDays, told: Mapping[date, Assessment], config: Config) -> Iterable[date]:
    """Days to count that a course rests on: all of the last year's lists, the last one before that can be compared with them, for it
    steadies the first of these, and the last one with a figure by the first day of the aim's span."""
    since = now.as_of - timedelta(days=YEAR_DAYS)
    yield from (day for day in listed.days if day >= since and day not in told)
    if listed.since is not None:
        before = [day for day in listed.days if listed.since <= day < since]
        yield from _back_to(before, told, lambda row: bool(alike(observations([row], listed), now.denominator or 0)))
    if (aim := aim_of(now.id, now.as_of, config)) is not None:
        yield from _back_to([day for day in listed.days if day <= aim.start], told, lambda row: bool(row.denominator))


def _back_to(
    days: Sequence[date], told: Mapping[date, Assessment], serves: Callable[[Assessment], bool]
) -> Sequence[date]:
    """What to count next to find the last of the days that serves: as many days again as were counted in vain, and one."""
    for vain, day in enumerate(reversed(days)):
        if day not in told:
            return days[max(0, len(days) - 2 * vain - 1) : len(days) - vain]
        if serves(told[day]):
            break
    return ()


def progress(status: Status, history: Iterable[Status], listed: Mapping[str, ListDays], config: Config) -> Progress:
    """The courses of a day from its figures, the figures of earlier days, and the lists by the day."""
    earlier = tuple(history)
    return Progress(
        status.as_of,
        next_cutoff(status.as_of, config.periods),
        next_year_end(status.as_of),
        tuple(
            course(now, path(earlier, listed[now.id], now.id, status.as_of), listed[now.id], config)
            for now in status.indicators
        ),
    )


def path(history: Iterable[Status], listed: ListDays, indicator: str, as_of: date) -> tuple[Assessment, ...]:
    """The indicator on each day by ``as_of`` that its lists describe, where there was something to count.

    Reports are dated one by one: of them every day that a log reaches is known.
    """
    rows = (status.of(indicator) for status in history if status.as_of <= as_of)
    return tuple(row for row in rows if row.denominator and _is_known(row, listed))


def _is_known(row: Assessment, listed: ListDays) -> bool:
    if row.is_flow:
        return listed.log_until is not None and row.as_of <= listed.log_until
    return row.as_of in listed.days


def observations(path: Iterable[Assessment], listed: ListDays) -> list[Observation]:
    """The days on which every village that has a list of members had one, and every village a register: a first list is no growth."""
    return [
        Observation(row.as_of, row.numerator, row.denominator)
        for row in path
        if row.numerator is not None
        and row.denominator
        and listed.since is not None
        and row.as_of >= listed.since
        and not row.basis.uncovered
        and not (row.basis.unlisted or row.basis.unmarked)
    ]


def course(now: Assessment, path: tuple[Assessment, ...], listed: ListDays, config: Config) -> Course:
    """One indicator's course; a flow has a path and nothing else, for its count begins anew each year."""
    if now.is_flow:
        return Course(now, path, None, None, "flow", 0, Prospect.UNKNOWN, None, ())
    if now.numerator is None or not now.denominator or now.reason in INCOMPLETE:
        return Course(now, path, None, None, "no_data", 0, Prospect.UNKNOWN, None, ())
    aim = aim_of(now.id, now.as_of, config)
    asked = None if aim is None else task(aim, now.numerator, now.denominator, _begin(path, aim), now.as_of)
    usable = alike(observations(path, listed), now.denominator)
    count = len(recent(usable, now.as_of))
    seen = pace(usable, now.as_of)
    if seen is None:
        why = "too_few" if count < FEWEST_LISTS else "too_close"
        return Course(now, path, asked, None, why, count, Prospect.UNKNOWN, None, _gaps(now, aim, config))
    outlook = Outlook(now.numerator, now.denominator, seen)
    reached = reach(outlook, asked.needed, now.as_of) if asked is not None and asked.missing else None
    return Course(now, path, asked, outlook, None, count, _prospect(asked, outlook), reached, _gaps(now, aim, config))


def aim_of(indicator: str, day: date, config: Config) -> Aim | None:
    """The target to work for: the one of the day, on its last day the one that follows; None where none is set.

    A target without a last day is to be met by the year's end.
    """
    row = config.target_on(indicator, day)
    if row is None or row.end == day:
        row = config.target_on(indicator, day + timedelta(days=1)) or row
    return None if row is None else _aim(row, day)


def _aim(row: Target, day: date) -> Aim:
    return Aim(row.goal, row.start, row.end or next_year_end(day))


def village_aim(village: VillageAssessment, indicator: str, aim: Aim | None, day: date, config: Config) -> Aim | None:
    """What a village is to work for beside the unit's ``aim``: the target that the plan sets for it in that span, on its last day
    the one that follows; else the unit's percentage. A number for the unit is none for a village."""
    of_unit = None if aim is None or percent_of(aim.goal) is None else aim
    own = _own_target(village, indicator, day if aim is None else max(day, aim.start), config)
    if (own is None and aim is None) or (own is not None and own.end == day and (aim is None or day < aim.end)):
        own = _own_target(village, indicator, day + timedelta(days=1), config) or (None if of_unit else own)
    return of_unit if own is None else _aim(own, day)


def _own_target(village: VillageAssessment, indicator: str, day: date, config: Config) -> Target | None:
    return of_village(village, {fold(row.village): row for row in config.village_targets_on(indicator, day)})


def _begin(path: Sequence[Assessment], aim: Aim) -> int | None:
    """The count on the last list by the first day of the aim's span."""
    before = [row.numerator for row in path if row.as_of <= aim.start]
    return before[-1] if before else None


def _prospect(asked: Task | None, outlook: Outlook) -> Prospect:
    """A task whose last day has come is judged, not forecast."""
    if asked is None or not asked.days_left:
        return Prospect.NO_TARGET
    return prospect(outlook.on(asked.aim.end), outlook.denominator, asked.aim.goal)


def _gaps(now: Assessment, of_unit: Aim | None, config: Config) -> tuple[Gap, ...]:
    """Every village that has anything to count and a target, the one that lacks most first."""
    aimed = [
        (one, aim)
        for one in now.villages
        if one.denominator and (aim := village_aim(one, now.id, of_unit, now.as_of, config)) is not None
    ]
    gaps = [Gap(one, shortfall(one.numerator, one.denominator, aim.goal), aim) for one, aim in aimed]
    return tuple(sorted(gaps, key=lambda gap: -gap.missing))
