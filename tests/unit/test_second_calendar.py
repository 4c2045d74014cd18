"""The second source of days off: where it differs from the shipped calendar, and that a day taken over differs no more."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.config import load_config
from kpi.config.models import CalendarYear
from kpi.operations.second_calendar import differing_days, missing_years, second_year, taken_over
from tests.conftest import ROOT


def test_the_shipped_years_differ_in_the_days_whose_notice_is_not_settled() -> None:
    found = [one for year in load_config(ROOT / "config.yaml").calendar for one in differing_days(year)]
    assert [(one.day, one.is_worked, one.name) for one in found] == [
        (date(2026, 1, 2), False, ""),
        (date(2026, 1, 10), True, ""),
        (date(2026, 11, 24), True, "Ngày Văn hóa Việt Nam"),
    ]


def test_the_package_is_read_where_a_year_is_asked_for_and_not_before() -> None:
    """Its hundreds of modules would else be waited for at each start, for one part of one page."""
    script = (
        "import sys; from kpi.operations import second_calendar; import kpi.ui.settings.steps, kpi.ui.shell.app, kpi.api; "
        "before = 'holidays' in sys.modules; second_calendar.second_year(2026); print(before, 'holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False True"


def test_a_year_of_its_own_agrees_with_itself() -> None:
    row = second_year(2027).row
    assert differing_days(row) == () and date(2027, 11, 24) in row.holidays
    assert not [day for day in row.holidays if day.weekday() >= 5]
    assert missing_years([2024, 2026]) == (2025, 2027) and missing_years([]) == ()


@settings(max_examples=30, deadline=None)
@given(
    year=st.integers(2022, 2030),
    off=st.sets(st.integers(0, 364), max_size=8),
    worked=st.sets(st.integers(0, 364), max_size=8),
)
def test_what_is_taken_over_day_by_day_agrees_in_the_end(year: int, off: set[int], worked: set[int]) -> None:
    first = date(year, 1, 1).toordinal()
    days = [tuple(date.fromordinal(first + number) for number in sorted(some)) for some in (off, worked)]
    row = CalendarYear(year=year, holidays=days[0], worked_weekends=days[1], basis="thử")
    for one in (found := differing_days(row)):
        before = differing_days(row)
        holidays, weekends = taken_over(row.holidays, row.worked_weekends, one)
        row = replace(row, holidays=tuple(holidays), worked_weekends=tuple(weekends))
        assert differing_days(row) == tuple(left for left in before if left != one), found
