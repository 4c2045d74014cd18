"""A second source of days off and swapped working days: the package ``holidays``, whose rules for Viet Nam lie on this PC.

It only says where it differs from ``config.yaml`` → ``calendar``; no deadline is reckoned by it. It knows the Labour Code and the
swaps that its authors have read of, not every notice: which of the two is right, the notice says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.metadata import version

from kpi.config.models import CalendarYear
from kpi.measures.calendar import WorkingCalendar

PACKAGE = "holidays"


@dataclass(frozen=True, slots=True)
class SecondYear:
    """A year by the second source: the days off with their names, weekends among them, and the weekends that are worked."""

    year: int
    off: Mapping[date, str]
    worked: Collection[date]

    @property
    def row(self) -> CalendarYear:
        """As the configuration would hold it: of the days off those that no weekend is; its basis is for a person to write."""
        return CalendarYear(
            year=self.year, holidays=tuple(sorted(day for day in self.off if day.weekday() < 5)),
            worked_weekends=tuple(sorted(self.worked)), basis=source(),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DifferingDay:
    """A day that one of the two sources has as worked and the other as off; ``name``: of the day off, where the second says one."""

    day: date
    is_worked: bool  # by the configuration
    name: str


def source() -> str:
    """The package with its version."""
    return f"{PACKAGE} {version(PACKAGE)}"


@lru_cache(maxsize=16)
def second_year(year: int) -> SecondYear:
    """A year as the second source has it."""
    from holidays.countries.vietnam import Vietnam  # three hundred modules, for one page

    found = Vietnam(years=year, language="vi")
    return SecondYear(
        year, dict(sorted(found.items())), frozenset(day for day in found.weekend_workdays if day.year == year)
    )


def differing_days(configured: CalendarYear) -> tuple[DifferingDay, ...]:
    """The days of a year on which only one of the two sources works, in their order."""
    other = second_year(configured.year)
    ours, theirs = WorkingCalendar([configured]), WorkingCalendar([other.row])
    first = date(configured.year, 1, 1)
    days = (first + timedelta(days=number) for number in range((date(configured.year + 1, 1, 1) - first).days))
    return tuple(
        DifferingDay(day, ours.is_working_day(day), other.off.get(day, ""))
        for day in days
        if ours.is_working_day(day) != theirs.is_working_day(day)
    )


def taken_over(holidays: Sequence[date], worked: Sequence[date], one: DifferingDay) -> tuple[list[date], list[date]]:
    """Days off and weekends worked of a year, where one day is as the second source has it; the others stay in their order."""
    is_weekend = one.day.weekday() >= 5
    off = [day for day in holidays if day != one.day]
    works = [day for day in worked if day != one.day]
    if one.is_worked and not is_weekend:
        off = sorted([*off, one.day])
    if not one.is_worked and is_weekend:
        works = sorted([*works, one.day])
    return off, works


def missing_years(years: Collection[int]) -> tuple[int, ...]:
    """Between the first year that is there and the one after the last those that are not."""
    return tuple(year for year in range(min(years), max(years) + 2) if year not in years) if years else ()
