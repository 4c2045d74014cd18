"""Clocks of law, on both sides of each limit."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kpi.config import load_config
from kpi.config.models import DeadlineRule
from kpi.config.shape import shaped
from kpi.measures.calendar import WorkingCalendar, add_months
from kpi.measures.deadlines import END_OF_DAY, Case, Deadline, deadline_of, settlement_of
from tests.worlds import CONFIG_FILE

CONFIG = load_config(CONFIG_FILE)
CALENDAR = WorkingCalendar(CONFIG.calendar)
END = (23, 59, 59, 999999)


def rule(**term: int) -> DeadlineRule:
    return shaped(DeadlineRule, {"kinds": ["feedback"], "from": "2022-01-01", "term": term, "basis": "test"})


def case(received: datetime, *, has_time: bool = True, **more: object) -> Case:
    return Case("C", "feedback", received, has_time, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("term", "received", "last"),
    [
        ({"days": 20}, datetime(2024, 6, 3, 9), date(2024, 6, 24)),  # 23/6 is a Sunday: the next working day
        ({"days": 20}, datetime(2024, 6, 4, 9), date(2024, 6, 24)),  # a Monday itself
        ({"working_days": 10}, datetime(2024, 2, 1, 9), date(2024, 2, 22)),  # Tết 8–14/2 is not counted
        ({"working_days": 1}, datetime(2024, 5, 3, 9), date(2024, 5, 4)),  # a Saturday worked instead of 29/4
        ({"months": 1}, datetime(2024, 1, 31, 9), date(2024, 2, 29)),
        ({"months": 1}, datetime(2023, 1, 31, 9), date(2023, 2, 28)),
        ({"days": 1}, datetime(2024, 2, 28, 9), date(2024, 2, 29)),
        ({"days": 31}, datetime(2023, 12, 1, 9), date(2024, 1, 2)),  # 1/1 is a holiday
    ],
)
def test_last_day(term: dict[str, int], received: datetime, last: date) -> None:
    deadline = deadline_of(case(received), [rule(**term)], CALENDAR)
    assert deadline.at == datetime(last.year, last.month, last.day, *END)
    assert not deadline.has_time


def test_hours_run_through() -> None:
    received, law = datetime(2024, 2, 9, 22, 30), rule(hours=24)
    assert deadline_of(case(received), [law], CALENDAR) == Deadline(
        datetime(2024, 2, 10, 22, 30), True, "computed", "test", law
    )


def test_without_a_rule_there_is_no_deadline() -> None:
    nothing = Deadline(None, False, "no_rule", "")
    assert deadline_of(case(datetime(2024, 2, 9)), [], CALENDAR) == nothing
    assert deadline_of(case(datetime(2021, 12, 31)), [rule(days=20)], CALENDAR) == nothing, "not yet in force"


@pytest.mark.parametrize(
    ("hours", "last"),
    [
        (12, datetime(2024, 2, 10, 12)),
        (24, datetime.combine(date(2024, 2, 10), END_OF_DAY)),
        (36, datetime(2024, 2, 11, 12)),
    ],
)
def test_hours_without_an_hour_of_receipt_run_from_the_end_of_its_day(hours: int, last: datetime) -> None:
    deadline = deadline_of(case(datetime(2024, 2, 9), has_time=False), [rule(hours=hours)], CALENDAR)
    assert (deadline.at, deadline.origin) == (last, "no_time")


@pytest.mark.parametrize(("received", "hours"), [(datetime(2025, 2, 28, 9), 24), (datetime(2025, 3, 1, 9), 12)])
def test_the_rule_of_the_day_of_receipt_holds(received: datetime, hours: int) -> None:
    reported = Case("C", "crime_report", received, True)
    at = deadline_of(reported, CONFIG.deadlines, CALENDAR).at
    assert at is not None and (at - received).total_seconds() == hours * 3600


def test_an_extension_needs_a_basis() -> None:
    due, extended = datetime(2024, 6, 10), datetime(2024, 6, 25)
    with_basis = case(datetime(2024, 6, 1), due_at=due, extended_to=extended, extension_basis="QĐ 1")
    without = case(datetime(2024, 6, 1), due_at=due, extended_to=extended, extension_basis=" ")
    assert deadline_of(with_basis, [], CALENDAR).at == datetime(2024, 6, 25, *END)
    assert deadline_of(without, [], CALENDAR).at == datetime(2024, 6, 10, *END)


def test_a_suspension_stops_the_clock_only_while_it_runs() -> None:
    received, due = datetime(2024, 6, 1), datetime(2024, 6, 10)
    paused = case(received, due_at=due, suspended_from=datetime(2024, 6, 10), suspended_to=datetime(2024, 6, 15))
    too_late = case(received, due_at=due, suspended_from=datetime(2024, 6, 11), suspended_to=datetime(2024, 6, 15))
    running = case(received, due_at=due, suspended_from=datetime(2024, 6, 5))
    assert deadline_of(paused, [], CALENDAR).at == datetime(2024, 6, 15, *END)
    assert deadline_of(too_late, [], CALENDAR).at == datetime(2024, 6, 10, *END)
    deadline = deadline_of(running, [], CALENDAR)
    assert deadline.at is None and deadline.origin == "suspended"
    assert settlement_of(running, deadline).settled_on is None


@pytest.mark.parametrize(
    ("closed", "has_time", "on_time"),
    [
        (datetime(2024, 6, 10, 10), True, True),
        (datetime(2024, 6, 10, 10, 0, 0, 1), True, False),
        (datetime(2024, 6, 10), False, True),
        (datetime(2024, 6, 11), False, False),
    ],
)
def test_closing_at_the_limit(closed: datetime, has_time: bool, on_time: bool) -> None:
    limited = case(
        datetime(2024, 6, 1),
        due_at=datetime(2024, 6, 10, 10),
        due_has_time=True,
        closed_at=closed,
        closed_has_time=has_time,
    )
    settlement = settlement_of(limited, deadline_of(limited, [], CALENDAR))
    assert settlement.on_time is on_time
    assert settlement.settled_on == date(2024, 6, 10)


def test_without_a_clock_nothing_is_judged() -> None:
    closed = case(datetime(2024, 6, 1), closed_at=datetime(2024, 6, 2))
    settlement = settlement_of(closed, deadline_of(closed, [], CALENDAR))
    assert (settlement.settled_on, settlement.on_time) == (None, None)


def test_months_end_on_the_last_day_there_is() -> None:
    assert add_months(date(2024, 12, 31), 2) == date(2025, 2, 28)
    assert add_months(date(2024, 11, 15), 2) == date(2025, 1, 15)
