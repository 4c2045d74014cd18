"""Reporting periods: where a month, a quarter, half a year and a year end, by administrative cut-offs or by the calendar.

Source: Nghị định 09/2019/NĐ-CP, Điều 12 (administrative: to the 14th of the last month); Nghị định 60/2018 (calendar).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kind = Literal["administrative", "calendar"]
LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_ADMINISTRATIVE_DAY = 14


@dataclass(frozen=True, slots=True)
class Period:
    """A span with both its days included; ``length`` is a key of ``LENGTHS``. ``whole``: it is over, not only begun."""

    length: str
    start: date
    end: date
    whole: bool


def newest_period(length: str, day: date, kind: Kind) -> Period:
    """The newest period of this length that has ended on or before a day."""
    months = LENGTHS[length]
    year, month = day.year, day.month
    while month % months or _end(year, month, kind) > day:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return _period(length, year, month, kind)


def period_to(length: str, day: date, kind: Kind) -> Period:
    """The period of this length that a report of a day tells of: from the day after the last cut-off to the day itself."""
    before = newest_period(length, day - timedelta(days=1), kind)
    return Period(length, before.end + timedelta(days=1), day, whole=newest_period(length, day, kind).end == day)


def period_before(period: Period, kind: Kind) -> Period:
    """The one that ends where this one starts."""
    return newest_period(period.length, date.fromordinal(period.start.toordinal() - 1), kind)


def same_day_last_year(day: date) -> date:
    """For "so với cùng kỳ"; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))


def month_end_before(day: date) -> date:
    """The last day of the month before."""
    return day.replace(day=1) - timedelta(days=1)


def _period(length: str, year: int, month: int, kind: Kind) -> Period:
    first_year, first_month = divmod(year * 12 + month - 1 - LENGTHS[length], 12)
    start = date.fromordinal(_end(first_year, first_month + 1, kind).toordinal() + 1)
    return Period(length, start, _end(year, month, kind), whole=True)


def _end(year: int, month: int, kind: Kind) -> date:
    return date(year, month, _ADMINISTRATIVE_DAY if kind == "administrative" else monthrange(year, month)[1])
