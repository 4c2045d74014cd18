"""The working-day calendar and the clocks of law, on both sides of each limit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.config.models import CalendarYear, DeadlineRule
from kpi.config.shape import shaped
from kpi.measures.calendar import WorkingCalendar, add_months
from kpi.measures.deadlines import Case, Settlement, deadline_of, settlement_of

TET = [date(2024, 2, day) for day in (8, 9, 12, 13, 14)]
CALENDAR = WorkingCalendar(
    [
        CalendarYear(year=2024, holidays=(*TET, date(2024, 1, 1)), worked_weekends=(date(2024, 2, 17),), basis="test"),
        CalendarYear(year=2025, holidays=(date(2025, 1, 1),), basis="test"),
    ]
)
MINUTE, TICK = timedelta(minutes=1), timedelta(microseconds=1)
DAYS = st.dates(date(2023, 12, 1), date(2025, 2, 28))


def rule(roll: bool = True, start: str = "2022-01-01", end: str | None = None, **term: int) -> DeadlineRule:
    return shaped(
        DeadlineRule,
        {"kinds": ["feedback"], "from": start, "to": end, "term": term, "roll_to_working_day": roll, "basis": "test"},
    )


def case(received: datetime, *, has_time: bool = True, **more: object) -> Case:
    return Case("C", "feedback", received, has_time, **more)  # type: ignore[arg-type]


def judged(one: Case, *rules: DeadlineRule) -> Settlement:
    return settlement_of(one, deadline_of(one, rules, CALENDAR))


@given(DAYS, st.integers(1, 60))
def test_exactly_n_working_days_are_counted(day: date, count: int) -> None:
    last = CALENDAR.add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert CALENDAR.is_working_day(last)
    assert sum(map(CALENDAR.is_working_day, between)) == count


@given(DAYS)
def test_rolling_stops_at_the_first_working_day(day: date) -> None:
    rolled = CALENDAR.roll_forward(day)
    assert CALENDAR.is_working_day(rolled)
    assert not any(CALENDAR.is_working_day(day + timedelta(days=n)) for n in range((rolled - day).days))


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 1, date(2024, 3, 29)),
        (date(2024, 11, 30), 1, date(2024, 12, 30)),
        (date(2024, 12, 31), 2, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
    ],
)
def test_months_keep_the_day_or_end_on_the_last(day: date, count: int, last: date) -> None:
    assert add_months(day, count) == last


@pytest.mark.parametrize(
    ("term", "roll", "received", "last"),
    [
        ({"days": 20}, True, date(2024, 6, 2), date(2024, 6, 24)),
        ({"days": 20}, False, date(2024, 6, 2), date(2024, 6, 22)),
        ({"days": 20}, True, date(2024, 6, 4), date(2024, 6, 24)),
        ({"days": 20}, True, date(2024, 6, 1), date(2024, 6, 21)),
        ({"working_days": 10}, True, date(2024, 2, 2), date(2024, 2, 22)),  # 17/2, a Saturday, is worked
        ({"days": 1}, True, date(2024, 12, 31), date(2025, 1, 2)),
        ({"days": 1}, False, date(2024, 12, 31), date(2025, 1, 1)),
        ({"months": 1}, True, date(2024, 5, 31), date(2024, 7, 1)),
        ({"months": 1}, False, date(2024, 5, 31), date(2024, 6, 30)),
    ],
)
def test_last_day(term: dict[str, Any], roll: bool, received: date, last: date) -> None:
    one = case(datetime.combine(received, datetime.min.time()), has_time=False)
    deadline = deadline_of(one, [rule(roll, **term)], CALENDAR)
    assert deadline.at == datetime(last.year, last.month, last.day, 23, 59, 59, 999999)
    assert not deadline.has_time


@pytest.mark.parametrize(
    ("after", "on_time"),
    [(-MINUTE, True), (timedelta(), True), (TICK, False), (MINUTE, False)],
)
@pytest.mark.parametrize(("received", "hours"), [(datetime(2025, 2, 28, 23, 59), 24), (datetime(2025, 3, 1), 12)])
def test_hours_on_both_sides(received: datetime, hours: int, after: timedelta, on_time: bool) -> None:
    rules = (rule(end="2025-02-28", hours=24), rule(start="2025-03-01", hours=12))
    limit = received + timedelta(hours=hours)
    settled = judged(case(received, closed_at=limit + after, closed_has_time=True), *rules)
    assert settled == Settlement((limit + after if on_time else limit).date(), on_time)


@pytest.mark.parametrize(
    ("closed", "settled"),
    [
        (datetime(2024, 12, 31, 23, 59, 59, 999999), Settlement(date(2024, 12, 31), True)),
        (datetime(2025, 1, 1), Settlement(date(2024, 12, 31), False)),
        (None, Settlement(date(2024, 12, 31), False)),
    ],
)
def test_a_case_late_at_new_year_stays_in_the_old_year(closed: datetime | None, settled: Settlement) -> None:
    one = case(datetime(2024, 12, 1), due_at=datetime(2024, 12, 31), closed_at=closed, closed_has_time=True)
    assert judged(one) == settled


@pytest.mark.parametrize("more", [{}, {"closed_at": datetime(2024, 6, 3)}])
def test_without_a_rule_nothing_is_judged(more: dict[str, Any]) -> None:
    assert judged(case(datetime(2024, 6, 1), **more)) == Settlement(None, None)


@pytest.mark.parametrize(
    ("closed", "settled"),
    [
        (None, Settlement(date(2024, 6, 2), False)),
        (datetime(2024, 6, 2), Settlement(date(2024, 6, 2), True)),
        (datetime(2024, 6, 3), Settlement(date(2024, 6, 2), False)),
    ],
)
def test_hours_without_an_hour_of_receipt_run_from_the_end_of_its_day(
    closed: datetime | None, settled: Settlement
) -> None:
    assert judged(case(datetime(2024, 6, 1), has_time=False, closed_at=closed), rule(hours=24)) == settled


@pytest.mark.parametrize(
    ("closed", "settled"),
    [
        (None, Settlement(None, None)),  # open, told apart
        (datetime(2024, 6, 10), Settlement(date(2024, 6, 10), True)),  # by the deadline of before the suspension
        (datetime(2024, 6, 11), Settlement(None, None)),  # in neither count
    ],
)
def test_a_suspension_without_an_end_is_judged_by_the_deadline_of_before(
    closed: datetime | None, settled: Settlement
) -> None:
    paused = case(
        datetime(2024, 6, 1), due_at=datetime(2024, 6, 10), suspended_from=datetime(2024, 6, 10), closed_at=closed
    )
    assert judged(paused) == settled
