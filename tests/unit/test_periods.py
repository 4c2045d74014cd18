"""Where reporting periods end: both sides of each cut-off, year changes, leap days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.domain.periods import LENGTHS, Kind, newest_period, period_before, period_to, same_day_last_year


@pytest.mark.parametrize(
    ("length", "day", "kind", "start", "end"),
    [
        ("month", date(2024, 6, 14), "administrative", date(2024, 5, 15), date(2024, 6, 14)),
        ("month", date(2024, 6, 13), "administrative", date(2024, 4, 15), date(2024, 5, 14)),
        ("month", date(2024, 1, 14), "administrative", date(2023, 12, 15), date(2024, 1, 14)),
        ("quarter", date(2024, 6, 14), "administrative", date(2024, 3, 15), date(2024, 6, 14)),
        ("quarter", date(2024, 6, 13), "administrative", date(2023, 12, 15), date(2024, 3, 14)),
        ("half", date(2024, 6, 14), "administrative", date(2023, 12, 15), date(2024, 6, 14)),
        ("half", date(2024, 12, 14), "administrative", date(2024, 6, 15), date(2024, 12, 14)),
        ("year", date(2024, 12, 14), "administrative", date(2023, 12, 15), date(2024, 12, 14)),
        ("year", date(2024, 12, 13), "administrative", date(2022, 12, 15), date(2023, 12, 14)),
        ("month", date(2024, 2, 29), "calendar", date(2024, 2, 1), date(2024, 2, 29)),
        ("month", date(2024, 2, 28), "calendar", date(2024, 1, 1), date(2024, 1, 31)),
        ("year", date(2024, 12, 31), "calendar", date(2024, 1, 1), date(2024, 12, 31)),
        ("half", date(2024, 12, 30), "calendar", date(2024, 1, 1), date(2024, 6, 30)),
    ],
)
def test_the_newest_period(length: str, day: date, kind: Kind, start: date, end: date) -> None:
    found = newest_period(length, day, kind)
    assert (found.start, found.end) == (start, end)


@given(
    st.sampled_from(sorted(LENGTHS)),
    st.dates(date(2001, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["administrative", "calendar"]),
)
def test_periods_follow_each_other_without_a_gap(length: str, day: date, kind: Kind) -> None:
    now = newest_period(length, day, kind)
    before = period_before(now, kind)
    assert now.start <= now.end <= day
    assert (now.start - before.end).days == 1 and before.length == now.length
    assert newest_period(length, now.end, kind) == now


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 28)),
        (date(2024, 12, 31), date(2023, 12, 31)),
    ],
)
def test_the_same_day_last_year(day: date, expected: date) -> None:
    assert same_day_last_year(day) == expected


@pytest.mark.parametrize(
    ("day", "kind", "start"),
    [
        (date(2024, 6, 14), "administrative", date(2024, 3, 15)),  # the cut-off itself: the whole quarter
        (date(2024, 6, 15), "administrative", date(2024, 6, 15)),  # the first day of the next one
        (date(2024, 6, 30), "administrative", date(2024, 6, 15)),
        (date(2024, 6, 30), "calendar", date(2024, 4, 1)),
        (date(2024, 1, 1), "calendar", date(2024, 1, 1)),
    ],
)
def test_a_report_tells_of_the_time_since_the_last_cutoff(day: date, kind: Kind, start: date) -> None:
    period = period_to("quarter", day, kind)
    assert (period.start, period.end, period.length) == (start, day, "quarter")


@given(
    st.sampled_from(sorted(LENGTHS)),
    st.dates(date(2001, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["administrative", "calendar"]),
)
def test_a_report_of_a_cutoff_tells_of_the_whole_period(length: str, day: date, kind: Kind) -> None:
    whole = newest_period(length, day, kind)
    assert period_to(length, whole.end, kind) == whole
    assert (
        period_to(length, day, kind).end == day and period_to(length, day, kind).start > whole.end or day == whole.end
    )


@pytest.mark.parametrize(
    ("length", "day", "whole"),
    [
        ("quarter", date(2024, 6, 13), False),
        ("quarter", date(2024, 6, 14), True),
        ("month", date(2024, 6, 12), False),  # 29 of 31 days
        ("month", date(2024, 6, 14), True),
        ("half", date(2025, 12, 12), False),
        ("year", date(2024, 12, 13), False),
        ("year", date(2024, 12, 14), True),
    ],
)
def test_a_period_is_whole_on_its_cut_off_only(length: str, day: date, whole: bool) -> None:
    assert period_to(length, day, "administrative").whole is whole
