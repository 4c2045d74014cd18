"""The working-day calendar: Saturdays, Sundays and holidays are off, but for weekends that are worked instead."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from kpi.config.models import CalendarYear

_DAY = timedelta(days=1)


class WorkingCalendar:
    """The days worked, by the years of the configuration; a year that is not there has weekends only."""

    def __init__(self, years: Sequence[CalendarYear]) -> None:
        self._holidays = frozenset(day for year in years for day in year.holidays)
        self._worked_weekends = frozenset(day for year in years for day in year.worked_weekends)

    def is_working_day(self, day: date) -> bool:
        if day in self._worked_weekends:
            return True
        return day.weekday() < 5 and day not in self._holidays

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after a day; the day itself is not counted."""
        while count > 0:
            day += _DAY
            if self.is_working_day(day):
                count -= 1
        return day

    def roll_forward(self, day: date) -> date:
        """The day itself, or the next one that is worked."""
        while not self.is_working_day(day):
            day += _DAY
        return day


def add_months(day: date, count: int) -> date:
    """The same day-number ``count`` months on, or the month's last day (Bộ luật Tố tụng hình sự 2015, Điều 134)."""
    month_index = day.year * 12 + day.month - 1 + count
    year, month = divmod(month_index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
