"""What became of one case by a day, on both sides of each limit, and the line that tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from kpi.measures.case_lines import (
    Age,
    CaseLine,
    CaseState,
    Tally,
    age_of,
    handling_of,
    line_of,
    months_of,
    state_of,
    tally,
    urgency,
)
from kpi.measures.deadlines import Case, Deadline, settlement_of
from kpi.measures.flows import CaseFile, late_files, observed_days

DAY = date(2024, 6, 30)
YESTERDAY, TOMORROW = date(2024, 6, 29), date(2024, 7, 1)
NEW_YEAR, LAST_YEAR = date(2024, 1, 1), date(2023, 12, 31)
RECEIVED = date(2024, 5, 2)
NAMES = {"T1": "Thôn 1"}


def file(
    received: date = RECEIVED, due: date | None = None, closed: date | None = None, *, log_on: date = date.max,
    state: str | None = None, fair: bool = True, village: str | None = "T1", code: str = "C",
) -> CaseFile:  # fmt: skip
    """A case as a log has it; ``due`` None: there is no rule."""
    case = Case(
        code, "feedback", datetime.combine(received, time(9)), True, log_on=log_on, state=state,
        closed_at=datetime.combine(closed, time(15)) if closed else None,
    )  # fmt: skip
    no_rule = Deadline(None, False, "no_rule", "")
    deadline = Deadline(datetime.combine(due, time.max), False, "given", "") if due else no_rule
    return CaseFile(case, village, "zalo", deadline, settlement_of(case, deadline), fair)


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (file(DAY, TOMORROW), CaseState.OPEN),
        (file(TOMORROW, date(2024, 7, 9)), None),  # not received yet
        (file(due=TOMORROW), CaseState.OPEN),
        (file(due=DAY), CaseState.OVERDUE),  # at the end of the day
        (file(due=NEW_YEAR, received=LAST_YEAR), CaseState.OVERDUE),
        (file(due=LAST_YEAR, received=LAST_YEAR), CaseState.OVERDUE),  # counted there, and still not closed
        (file(due=YESTERDAY, closed=DAY), CaseState.LATE),
        (file(due=YESTERDAY, closed=TOMORROW), CaseState.OVERDUE),  # the closing has not happened yet
        (file(due=LAST_YEAR, received=LAST_YEAR, closed=NEW_YEAR), None),  # late in an earlier year, and done with
        (file(due=DAY, closed=DAY), CaseState.ON_TIME),
        (file(due=DAY, closed=DAY, fair=False), CaseState.INCOMPLETE),
        (file(due=TOMORROW, closed=TOMORROW), CaseState.OPEN),
        (file(due=DAY, closed=LAST_YEAR, received=LAST_YEAR), None),
        (file(due=DAY, closed=NEW_YEAR, received=LAST_YEAR), CaseState.ON_TIME),
        (file(), CaseState.OPEN),  # without a deadline nothing runs out
        (file(closed=DAY), CaseState.UNJUDGED),
        (file(closed=TOMORROW), CaseState.OPEN),
        (file(closed=NEW_YEAR, received=LAST_YEAR), CaseState.UNJUDGED),
        (file(closed=LAST_YEAR, received=LAST_YEAR), None),
        (file(due=TOMORROW, log_on=DAY), CaseState.OPEN),
        (file(due=TOMORROW, log_on=YESTERDAY), CaseState.UNKNOWN),  # the log ends before the day
        (file(received=DAY, due=TOMORROW, log_on=YESTERDAY), CaseState.UNKNOWN),
        (file(received=TOMORROW, due=TOMORROW, log_on=YESTERDAY), None),
        (file(due=TOMORROW, closed=TOMORROW, log_on=YESTERDAY), CaseState.OPEN),  # the log knows of the closing
        (file(due=DAY, state="closed"), CaseState.UNDATED),
        (file(DAY, DAY, state="void"), CaseState.UNDATED),
        (file(TOMORROW, TOMORROW, state="closed"), None),
        (file(NEW_YEAR, DAY, state="closed"), CaseState.UNDATED),
        (file(LAST_YEAR, DAY, state="closed"), None),  # which year it was closed in nobody knows
        (file(due=DAY, closed=DAY, state="closed"), CaseState.ON_TIME),
        (file(due=DAY, state="open"), CaseState.OVERDUE),
    ],
)  # fmt: skip
def test_what_became_of_a_case_by_the_day(one: CaseFile, state: CaseState | None) -> None:
    assert state_of(one, DAY) is state


@pytest.mark.parametrize(
    ("received", "state", "undated"),
    [
        (DAY, "closed", True),
        (TOMORROW, "closed", False),
        (NEW_YEAR, "void", True),
        (LAST_YEAR, "void", False),
        (date(2025, 1, 1), "closed", False),
        (DAY, "open", False),
        (DAY, None, False),
    ],
)
def test_closed_without_a_day_is_told_in_the_year_of_receipt(received: date, state: str | None, undated: bool) -> None:
    assert file(received, DAY, state=state).is_undated_in_year_to(DAY) is undated


LINE = CaseLine(
    code="C", kind="feedback", village="Thôn 1", village_code="T1", channel="zalo", received_on=RECEIVED, due_on=date(2024, 7, 3),
    origin="given", closed_on=None, state=CaseState.OPEN, days_over=None, age=Age.SOON, suspended_on=None, carried=False,
    counted_before=False,
)  # fmt: skip


def line(**told: Any) -> CaseLine:
    """The line of a case that is due in three days, but for what is told."""
    return replace(LINE, **told)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (file(due=date(2024, 7, 3)), LINE),
        (file(due=date(2024, 7, 4)), line(due_on=date(2024, 7, 4), age=Age.LATER)),
        (file(due=date(2024, 6, 20)), line(due_on=date(2024, 6, 20), state=CaseState.OVERDUE, days_over=10, age=Age.MONTH_OVER)),
        (
            file(due=date(2024, 6, 20), closed=date(2024, 6, 22)),
            line(due_on=date(2024, 6, 20), closed_on=date(2024, 6, 22), state=CaseState.LATE, days_over=2, age=None),
        ),
        (
            file(date(2023, 12, 1), date(2023, 12, 31)),
            line(
                received_on=date(2023, 12, 1), due_on=LAST_YEAR, state=CaseState.OVERDUE, days_over=182, age=Age.LONG_OVER,
                carried=True, counted_before=True,
            ),
        ),
        (
            file(date(2023, 12, 31), date(2024, 1, 1)),
            line(
                received_on=LAST_YEAR, due_on=NEW_YEAR, state=CaseState.OVERDUE, days_over=181, age=Age.LONG_OVER, carried=True
            ),
        ),
        (
            file(due=date(2024, 7, 3), closed=DAY, village="T9"),
            line(closed_on=DAY, state=CaseState.ON_TIME, age=None, village="T9", village_code="T9"),
        ),
        (file(due=date(2024, 7, 3), village=None), line(village=None, village_code=None)),
        (file(), line(due_on=None, origin="no_rule", age=Age.NO_CLOCK)),
        (file(due=date(2024, 7, 3), state="void"), line(state=CaseState.UNDATED, age=None)),
        (file(due=date(2024, 7, 3), log_on=YESTERDAY), line(state=CaseState.UNKNOWN, age=None)),
        (file(received=TOMORROW), None),
    ],
)  # fmt: skip
def test_the_line_of_a_case(one: CaseFile, told: CaseLine | None) -> None:
    assert line_of(one, DAY, 3, NAMES) == told


def test_the_line_of_a_case_whose_clock_stands_still() -> None:
    case = Case("C", "feedback", datetime(2024, 5, 2, 9), True, suspended_from=datetime(2024, 6, 3, 8))
    deadline = Deadline(None, False, "suspended", "", before=datetime(2024, 6, 10))
    suspended = CaseFile(case, "T1", "zalo", deadline, settlement_of(case, deadline), False)
    assert line_of(suspended, DAY, 3, NAMES) == line(
        due_on=None, origin="suspended", age=Age.SUSPENDED, suspended_on=date(2024, 6, 3)
    )


@pytest.mark.parametrize(
    ("due", "age"),
    [
        (date(2024, 7, 4), Age.LATER), (date(2024, 7, 3), Age.SOON), (TOMORROW, Age.SOON), (DAY, Age.WEEK_OVER),
        (date(2024, 6, 23), Age.WEEK_OVER), (date(2024, 6, 22), Age.MONTH_OVER), (date(2024, 5, 31), Age.MONTH_OVER),
        (date(2024, 5, 30), Age.LONG_OVER),
    ],
)  # fmt: skip
def test_how_urgent_a_case_is(due: date, age: Age) -> None:
    assert age_of(file(due=due).deadline, DAY, 3) is age


def test_what_a_person_must_look_at_first_comes_first() -> None:
    lines = [
        line(code="L", state=CaseState.ON_TIME, due_on=DAY, received_on=YESTERDAY),
        line(code="K", state=CaseState.ON_TIME, due_on=DAY, received_on=YESTERDAY),
        line(code="J", state=CaseState.ON_TIME, due_on=TOMORROW, received_on=DAY),
        line(code="I", state=CaseState.UNKNOWN, due_on=TOMORROW, received_on=DAY),
        line(code="H", state=CaseState.UNKNOWN, due_on=DAY, received_on=date(2024, 1, 1)),
        line(code="G", due_on=None),
        line(code="F", due_on=TOMORROW),
        line(code="E", due_on=DAY),
        line(code="D", state=CaseState.LATE, days_over=5),
        line(code="C", state=CaseState.OVERDUE, days_over=0),
        line(code="B", state=CaseState.OVERDUE, days_over=1),
        line(code="A", state=CaseState.OVERDUE, days_over=9),
    ]
    assert [one.code for one in sorted(lines, key=urgency)] == list("ABCDEFGHIJKL")


def test_the_cases_of_a_year_come_out_even() -> None:
    """Each state another number of times, so that no two can be mistaken; what was counted before is in none of them."""
    lines = [line(state=state) for times, state in enumerate(CaseState, 1) for _time in range(times)]
    lines += [
        line(state=CaseState.ON_TIME, carried=True),
        line(state=CaseState.OVERDUE, carried=True, counted_before=True),
    ]
    found = tally(lines)
    assert found == Tally(
        carried=1, received=36, on_time=9, incomplete=7, late=1 + 2, open=3, unjudged=6, undated=4, unknown=5
    )  # fmt: skip
    assert found.settled == 19


@pytest.mark.parametrize(
    ("state", "settled_on"),
    [
        (CaseState.OVERDUE, TOMORROW), (CaseState.LATE, TOMORROW), (CaseState.ON_TIME, DAY), (CaseState.INCOMPLETE, DAY),
        (CaseState.OPEN, None), (CaseState.UNDATED, None), (CaseState.UNKNOWN, None), (CaseState.UNJUDGED, None),
    ],
)  # fmt: skip
def test_the_day_on_which_a_case_counts(state: CaseState, settled_on: date | None) -> None:
    assert line(state=state, due_on=TOMORROW, closed_on=DAY).settled_on == settled_on


def test_a_month_has_what_came_and_what_counts_in_it() -> None:
    january, february = date(2024, 1, 9), date(2024, 2, 9)
    lines = [
        line(received_on=january, state=CaseState.OVERDUE, due_on=february, days_over=1),
        line(received_on=january, state=CaseState.LATE, due_on=february, closed_on=date(2024, 3, 1), days_over=21),
        line(received_on=january, state=CaseState.ON_TIME, due_on=february, closed_on=january),
        line(received_on=february, state=CaseState.INCOMPLETE, due_on=date(2024, 3, 1), closed_on=february),
        line(received_on=date(2023, 2, 1), state=CaseState.OPEN, carried=True),
        line(received_on=february, state=CaseState.OVERDUE, due_on=february, counted_before=True),
    ]
    told = [
        (one.first, one.received, one.on_time, one.incomplete, one.late, one.so_far)
        for one in months_of(lines, date(2024, 3, 1))
    ]
    assert told == [
        (date(2024, 1, 1), 3, 1, 0, 0, 3), (date(2024, 2, 1), 1, 0, 1, 2, 4), (date(2024, 3, 1), 0, 0, 0, 0, 4),
    ]  # fmt: skip


def test_handling_is_told_of_what_was_closed_in_the_year_by_the_day() -> None:
    closings = (LAST_YEAR, NEW_YEAR, DAY, TOMORROW, None)
    handled = handling_of([file(LAST_YEAR, closed=closed) for closed in closings], DAY)
    assert handled is not None
    assert (handled.median, handled.ninetieth, handled.cases) == (1, 182, 2)
    assert handling_of([file(LAST_YEAR, closed=closed) for closed in (LAST_YEAR, TOMORROW, None)], DAY) is None


def test_late_are_those_of_the_year_and_those_that_nobody_has_closed_since() -> None:
    """Oldest deadline first, then by their codes."""
    files = [
        file(due=DAY, code="due today"),
        file(due=TOMORROW, code="due tomorrow"),
        file(due=YESTERDAY, closed=DAY, code="late"),
        file(due=YESTERDAY, closed=YESTERDAY, code="in time"),
        file(due=YESTERDAY, code="early in the alphabet"),
        file(due=LAST_YEAR, received=LAST_YEAR, code="of last year"),
        file(due=LAST_YEAR, received=LAST_YEAR, closed=DAY, code="of last year, closed"),
        file(due=LAST_YEAR, received=LAST_YEAR, closed=TOMORROW, code="of last year, closed tomorrow"),
        file(code="no rule"),
    ]
    assert [one.case.code for one in late_files(files, DAY)] == [
        "of last year", "of last year, closed tomorrow", "early in the alphabet", "late", "due today",
    ]  # fmt: skip


def test_each_day_of_a_list_is_told_once_the_oldest_first() -> None:
    days = [DAY, YESTERDAY, DAY, DAY - timedelta(days=40)]
    assert observed_days([{"observed_on": day} for day in days]) == [DAY - timedelta(days=40), YESTERDAY, DAY]
