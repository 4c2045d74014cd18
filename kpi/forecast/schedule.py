"""What a target asks for: where the count should be today, and the pace that meets the target by its last day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.domain.goals import Goal
from kpi.domain.periods import Kind, newest_period
from kpi.judgement.verdicts import shortfall


@dataclass(frozen=True, slots=True)
class Aim:
    """A target and the span of days in which it holds."""

    goal: Goal
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Task:
    """What an aim asks of a count today.

    ``needed``: entities that meet it; ``begin``: the count when its span began, ``due``: where a straight line from there
    to ``needed`` stands today (both None where no list tells the beginning); ``missing`` and ``a_week``: further entities, in
    all and every week until the last day (None when there is no day left and some are missing).
    """

    aim: Aim
    needed: int
    begin: int | None
    due: int | None
    missing: int
    days_left: int
    a_week: int | None


def task(aim: Aim, level: int, denominator: int, begin: int | None, today: date) -> Task:
    """What is to be done by the aim's last day, with the denominator as it is."""
    needed, missing = shortfall(0, denominator, aim.goal), shortfall(level, denominator, aim.goal)
    days_left = max(0, (aim.end - today).days)
    due = None if begin is None else due_on(today, aim, begin, needed)
    return Task(aim, needed, begin, due, missing, days_left, needed_pace(missing, days_left))


def due_on(day: date, aim: Aim, begin: int, needed: int) -> int:
    """Where the straight line from the first to the last day of the span stands, in whole entities, rounded up.

    Who began above the target has to stay there.
    """
    span = (aim.end - aim.start).days
    if begin >= needed or span == 0:
        return needed
    passed = min(max((day - aim.start).days, 0), span)
    return begin - (-(needed - begin) * passed // span)


def needed_pace(missing: int, days_left: int) -> int | None:
    """Whole entities a week, rounded up, that bring the missing ones within the days left."""
    if missing == 0:
        return 0
    return None if days_left == 0 else -(-missing * 7 // days_left)


def next_cutoff(day: date, kind: Kind) -> date:
    """The next day after this one on which a month of reporting ends (Nghị định 09/2019/NĐ-CP, Điều 12: the 14th).

    Of the quarters, half-years and years, too, the last day is one of these.
    """
    month_end = day.replace(day=monthrange(day.year, day.month)[1])
    own = newest_period("month", month_end, kind).end
    if own > day:
        return own
    following = month_end + timedelta(days=1)
    return newest_period("month", following.replace(day=monthrange(following.year, following.month)[1]), kind).end


def next_year_end(day: date) -> date:
    """The next 31 December after this day."""
    return date((day + timedelta(days=1)).year, 12, 31)
