"""Clocks of law, on both sides of each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from kpi.config import load_config
from kpi.config.models import DeadlineRule
from kpi.config.shape import shaped
from kpi.measures.calendar import WorkingCalendar, add_months
from kpi.measures.deadlines import END_OF_DAY, Case, Deadline, Settlement, deadline_of, settlement_of
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
    received, law = case(datetime(2024, 2, 9), has_time=False), rule(hours=hours)
    assert deadline_of(received, [law], CALENDAR) == Deadline(last, True, "no_time", "test", law)


@pytest.mark.parametrize(("received", "hours"), [(datetime(2025, 2, 28, 9), 24), (datetime(2025, 3, 1, 9), 12)])
def test_the_rule_of_the_day_of_receipt_holds(received: datetime, hours: int) -> None:
    reported = Case("C", "crime_report", received, True)
    at = deadline_of(reported, CONFIG.deadlines, CALENDAR).at
    assert at is not None and (at - received).total_seconds() == hours * 3600


EARLIER, NOON = datetime(2024, 6, 9), datetime(2024, 6, 10, 12)
END_OF_NOON = datetime(2024, 6, 10, *END)


@pytest.mark.parametrize(
    ("log", "deadline"),
    [
        ({"due_at": NOON, "due_has_time": True}, Deadline(NOON, True, "given", "")),
        ({"due_at": NOON, "due_has_time": False}, Deadline(END_OF_NOON, False, "given", "")),
        ({"due_at": NOON, "due_has_time": None}, Deadline(END_OF_NOON, False, "given", "")),
        ({"due_at": NOON, "extension_basis": "QĐ 1"}, Deadline(END_OF_NOON, False, "given", "")),
        ({"due_at": NOON, "extended_to": EARLIER, "extension_basis": " "}, Deadline(END_OF_NOON, False, "given", "")),
        ({"due_at": EARLIER, "extended_to": NOON, "extension_basis": "QĐ 1"}, Deadline(END_OF_NOON, False, "extended", "QĐ 1")),
        ({"extended_to": NOON, "extended_has_time": True, "extension_basis": " QĐ 1 "}, Deadline(NOON, True, "extended", "QĐ 1")),
        ({"extended_to": NOON, "extension_basis": None}, Deadline(None, False, "no_rule", "")),
    ],
)  # fmt: skip
def test_what_the_log_states(log: dict[str, Any], deadline: Deadline) -> None:
    assert deadline_of(case(datetime(2024, 6, 1), **log), [], CALENDAR) == deadline


def test_the_rule_is_that_of_the_kind_and_of_the_day_of_receipt() -> None:
    """Two days to the end of March, three from April on, nine for petitions; no rule for what is of another kind."""
    old, new = replace(rule(days=2), end=date(2024, 3, 31)), replace(rule(days=3), start=date(2024, 4, 1))
    petitions = replace(rule(days=9), kinds=("petition", "other"))
    asked = [
        deadline_of(Case("C", kind, received, True), [petitions, old, new], CALENDAR)
        for kind, received in [
            ("feedback", datetime(2024, 3, 31, 23, 59)),
            ("feedback", datetime(2024, 4, 1)),
            ("other", datetime(2024, 4, 1)),
            ("crime_report", datetime(2024, 4, 1)),
        ]
    ]
    assert asked == [
        Deadline(datetime(2024, 4, 2, *END), False, "computed", "test", old),
        Deadline(datetime(2024, 4, 4, *END), False, "computed", "test", new),
        Deadline(datetime(2024, 4, 10, *END), False, "computed", "test", petitions),
        Deadline(None, False, "no_rule", ""),
    ]


@pytest.mark.parametrize(
    ("begin", "end", "has_time", "at"),
    [
        (datetime(2024, 6, 10, 12), datetime(2024, 6, 10, 13), True, datetime(2024, 6, 10, 13)),  # at its very end
        (datetime(2024, 6, 10, 12, 0, 1), datetime(2024, 6, 10, 13), True, NOON),  # it had run out
        (datetime(2024, 6, 1, 8), datetime(2024, 6, 1, 10), True, datetime(2024, 6, 10, 13)),  # received at 9
        (datetime(2024, 6, 5, 12), datetime(2024, 6, 5, 12), True, NOON),
        (datetime(2024, 6, 5, 12), datetime(2024, 6, 5, 11), True, NOON),  # ended before it began
        (datetime(2024, 6, 10), datetime(2024, 6, 15), False, datetime(2024, 6, 15, *END)),
        (datetime(2024, 6, 11), datetime(2024, 6, 15), False, END_OF_NOON),
        (datetime(2024, 6, 5, 12), datetime(2024, 6, 6, 11), False, datetime(2024, 6, 11, *END)),  # by days: one
        (datetime(2024, 6, 5, 12), datetime(2024, 6, 5, 23), False, END_OF_NOON),
        (datetime(2024, 6, 7), datetime(2024, 6, 5), False, END_OF_NOON),
    ],
)
def test_the_time_of_a_suspension_is_added(begin: datetime, end: datetime, has_time: bool, at: datetime) -> None:
    received = datetime(2024, 6, 1, 9)
    paused = case(received, due_at=NOON, due_has_time=has_time, suspended_from=begin, suspended_to=end)
    assert deadline_of(paused, [], CALENDAR) == Deadline(at, has_time, "given", "")


def test_without_an_hour_of_receipt_a_suspension_may_begin_with_its_day() -> None:
    paused = case(
        datetime(2024, 6, 1, 9), has_time=False, due_at=NOON, due_has_time=True,
        suspended_from=datetime(2024, 6, 1, 8), suspended_to=datetime(2024, 6, 1, 10),
    )  # fmt: skip
    assert deadline_of(paused, [], CALENDAR).at == datetime(2024, 6, 10, 14)


@pytest.mark.parametrize("begin", [datetime(2024, 5, 1), NOON])
def test_while_nobody_ends_a_suspension_there_is_no_deadline(begin: datetime) -> None:
    running = case(datetime(2024, 6, 1), due_at=NOON, due_has_time=True, suspended_from=begin)
    assert deadline_of(running, [], CALENDAR) == Deadline(None, True, "suspended", "", before=NOON)


@pytest.mark.parametrize(
    ("log_on", "settlement"),
    [
        (date(2024, 6, 9), Settlement(None, None)),  # what became of it by its deadline no log has said
        (date(2024, 6, 10), Settlement(date(2024, 6, 10), False)),
        (date(2024, 6, 11), Settlement(date(2024, 6, 10), False)),
    ],
)
def test_what_is_open_is_late_once_a_log_speaks_of_its_last_day(log_on: date, settlement: Settlement) -> None:
    asked = case(datetime(2024, 6, 1), due_at=NOON, due_has_time=True, log_on=log_on)
    assert settlement_of(asked, deadline_of(asked, [], CALENDAR)) == settlement


@pytest.mark.parametrize(
    ("state", "closed", "settlement"),
    [
        ("closed", None, Settlement(None, None)),
        ("void", None, Settlement(None, None)),
        ("open", None, Settlement(date(2024, 6, 10), False)),
        (None, None, Settlement(date(2024, 6, 10), False)),
        ("closed", datetime(2024, 6, 9), Settlement(date(2024, 6, 9), True)),  # a day says more than a state
    ],
)
def test_closed_without_a_day_is_neither_in_time_nor_late(
    state: str | None, closed: datetime | None, settlement: Settlement
) -> None:
    asked = case(datetime(2024, 6, 1), due_at=NOON, due_has_time=True, state=state, closed_at=closed)
    assert settlement_of(asked, deadline_of(asked, [], CALENDAR)) == settlement


@pytest.mark.parametrize(
    ("closed", "has_time", "on_time"),
    [
        (datetime(2024, 6, 10, 10), True, True),
        (datetime(2024, 6, 10, 10, 0, 0, 1), True, False),
        (datetime(2024, 6, 10), False, True),
        (datetime(2024, 6, 10, 11), False, True),  # no more than its day is known
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
