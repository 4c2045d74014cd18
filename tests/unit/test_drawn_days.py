"""The days that a chart shows: all of two years, and of those before them so many that their number hardly grows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kpi.answers.status import drawn_days, history_days

FIRST = date(2015, 1, 5)
WEEKLY = [FIRST + timedelta(weeks=week) for week in range(10 * 52)]  # the last one on 16/12/2024


@pytest.mark.parametrize("year", [2015, 2016])
def test_in_the_first_two_years_every_day_is_shown(year: int) -> None:
    assert drawn_days(WEEKLY, year) == history_days(WEEKLY, FIRST, date(year, 12, 31))


def test_of_earlier_years_the_last_list_of_each_half_is_shown() -> None:
    shown = drawn_days(WEEKLY, 2018)
    assert shown[:4] == [date(2015, 6, 29), date(2015, 12, 28), date(2016, 6, 27), date(2016, 12, 26)]
    assert shown[4:] == history_days(WEEKLY, date(2017, 1, 1), date(2018, 12, 31))
    assert shown == sorted(set(shown))


@pytest.mark.parametrize(
    "observed, year, shown",
    [
        ([], 2024, []),
        ([date(2024, 6, 30)], 2022, []),
        ([date(2024, 6, 30)], 2023, []),
        ([date(2024, 6, 30)], 2024, [date(2024, 6, 30)]),
        ([date(2024, 6, 30)], 2025, [date(2024, 6, 30)]),
        ([date(2024, 6, 30)], 2026, [date(2024, 6, 30)]),
        ([date(2023, 12, 31), date(2024, 1, 1)], 2025, [date(2023, 12, 31), date(2024, 1, 1)]),
        ([date(2024, 12, 30), date(2025, 1, 1)], 2024, [date(2024, 12, 30), date(2024, 12, 31)]),
    ],
)
def test_at_the_limits(observed: list[date], year: int, shown: list[date]) -> None:
    assert drawn_days(observed, year) == shown


def test_a_year_of_ten_asks_hardly_more_than_one_of_two() -> None:
    assert len(drawn_days(WEEKLY, 2024)) - len(drawn_days(WEEKLY, 2016)) < 20
