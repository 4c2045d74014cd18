"""The days that a chart shows: all of a year, and of those before it so many that their number hardly grows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kpi.answers.status import drawn_days, history_days

FIRST = date(2015, 1, 5)
WEEKLY = [FIRST + timedelta(weeks=week) for week in range(10 * 52)]  # the last one on 16/12/2024
MONTHLY = [
    day for day in history_days([], FIRST, WEEKLY[-1]) if day.month % 3
]  # a list at the end of two months of three


def test_in_the_first_year_every_day_is_shown() -> None:
    assert drawn_days(WEEKLY, 2015) == history_days(WEEKLY, FIRST, date(2015, 12, 31))


def test_of_the_year_before_the_last_list_of_each_month_is_shown_and_its_last_day() -> None:
    shown = drawn_days(WEEKLY, 2016)
    assert shown[:3] == [date(2015, 1, 26), date(2015, 2, 23), date(2015, 3, 30)]
    assert shown[10:13] == [date(2015, 11, 30), date(2015, 12, 28), date(2015, 12, 31)]
    assert shown[12:] == history_days(WEEKLY, date(2015, 12, 31), date(2016, 12, 31))


def test_of_a_year_that_is_not_over_the_last_twelve_months_are_shown_and_the_list_before() -> None:
    by_march = [day for day in WEEKLY if day <= date(2017, 3, 6)]
    shown = drawn_days(by_march, 2017)
    assert shown[:3] == [date(2015, 6, 29), date(2015, 12, 28), date(2016, 1, 25)]
    assert shown[3:6] == [date(2016, 2, 29), date(2016, 3, 7), date(2016, 3, 14)]
    assert shown[3:] == [date(2016, 2, 29), *history_days(by_march, date(2016, 3, 6), by_march[-1])]


@pytest.mark.parametrize("year", [2015, 2016])
def test_of_lists_that_come_at_month_ends_two_years_are_shown_whole(year: int) -> None:
    assert drawn_days(MONTHLY, year) == history_days(MONTHLY, MONTHLY[0], date(year, 12, 31))


def test_of_earlier_years_the_last_list_of_each_half_is_shown() -> None:
    shown = drawn_days(WEEKLY, 2018)
    assert shown[:4] == [date(2015, 6, 29), date(2015, 12, 28), date(2016, 6, 27), date(2016, 12, 26)]
    assert shown[4:] == drawn_days([day for day in WEEKLY if day.year > 2016], 2018)
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
        ([date(2024, 12, 30), date(2025, 1, 1)], 2025, [date(2024, 12, 30), date(2024, 12, 31), date(2025, 1, 1)]),
        (
            [date(2024, 5, 7), date(2024, 7, 1)],
            2025,
            [date(2024, 5, 7), date(2024, 5, 31), date(2024, 6, 30), date(2024, 7, 1)],
        ),
    ],
)
def test_at_the_limits(observed: list[date], year: int, shown: list[date]) -> None:
    assert drawn_days(observed, year) == shown


def test_a_year_of_ten_asks_hardly_more_than_one_of_two() -> None:
    assert len(drawn_days(WEEKLY, 2024)) - len(drawn_days(WEEKLY, 2016)) < 20
