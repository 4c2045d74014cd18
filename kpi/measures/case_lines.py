"""What became of each case by a day, and how many became what. Pure; codes only, never a person or a text.

Source: plan II.1.1 and II.1.2, last dash; docs/decisions/cases.md#settled, #deadlines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kpi.measures.deadlines import Deadline, Origin
from kpi.measures.flows import CaseFile

# Overdue by so many days at most, band by band.
WEEK, MONTH = 7, 30


class CaseState(StrEnum):
    """What became of a case by the day; what a person must look at first comes first."""

    OVERDUE = "overdue"  # not closed by its deadline, and not since
    LATE = "late"  # closed after its deadline
    OPEN = "open"  # neither closed nor due; in no ratio
    UNDATED = "undated"  # closed, nobody knows on which day; in no ratio
    UNKNOWN = "unknown"  # neither closed nor due when the log ends; what became of it since, nobody has said
    UNJUDGED = "unjudged"  # closed, but there is no deadline to judge it by; in no ratio
    INCOMPLETE = "incomplete"  # closed in time, not by the full procedure
    ON_TIME = "on_time"  # closed in time, and by the full procedure where the log says so


class Age(StrEnum):
    """How urgent a case is that is not closed, the most urgent first."""

    LONG_OVER = "long_over"
    MONTH_OVER = "month_over"
    WEEK_OVER = "week_over"
    SOON = "soon"
    LATER = "later"
    SUSPENDED = "suspended"  # nobody has ended the suspension, so no deadline runs
    NO_CLOCK = "no_clock"  # no rule for its kind and day


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case on the day, by its code. ``due_on`` None: no deadline, ``origin`` says why; ``closed_on`` None: not closed.

    ``village`` is a name, ``village_code`` what the log says, None where it names none. ``days_over``: of late ones, to the
    closing or to the day; ``age`` None: closed, or not known. ``carried``: received in an earlier year; ``counted_before``: late in an
    earlier year and counted there, still not closed.
    """

    code: str
    kind: str
    village: str | None
    village_code: str | None
    channel: str | None
    received_on: date
    due_on: date | None
    origin: Origin
    closed_on: date | None
    state: CaseState
    days_over: int | None
    age: Age | None
    suspended_on: date | None
    carried: bool
    counted_before: bool

    @property
    def settled_on(self) -> date | None:
        """The day on which it counts; None while it does not."""
        if self.state in (CaseState.OVERDUE, CaseState.LATE):
            return self.due_on
        return self.closed_on if self.state in (CaseState.ON_TIME, CaseState.INCOMPLETE) else None


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases of the year by what became of them: carried + received = settled + open + unjudged + undated + unknown."""

    carried: int
    received: int
    on_time: int
    incomplete: int
    late: int
    open: int
    unjudged: int
    undated: int = 0
    unknown: int = 0

    @property
    def settled(self) -> int:
        return self.on_time + self.incomplete + self.late


@dataclass(frozen=True, slots=True)
class MonthCount:
    """One month of the year: cases received, and settled by how; ``so_far``: received from 1 January to its end."""

    first: date
    received: int
    on_time: int
    incomplete: int
    late: int
    so_far: int


@dataclass(frozen=True, slots=True)
class Handling:
    """Days from receipt to closing of the cases closed in the year: the middle one, and what nine in ten did not exceed."""

    median: int
    ninetieth: int
    cases: int


def line_of(file: CaseFile, day: date, soon: int, names: Mapping[str, str]) -> CaseLine | None:
    """A case as the day shows it; None: not received yet, or over and done with in an earlier year.

    ``soon``: so many days before its deadline a case is due soon; ``names``: the villages by their codes.
    """
    state = state_of(file, day)
    if state is None:
        return None
    case, closed_on = file.case, file.closed_by(day)
    due_on = file.deadline.at.date() if file.deadline.at else None
    late = state in (CaseState.OVERDUE, CaseState.LATE)
    return CaseLine(
        code=case.code,
        kind=case.kind,
        village=file.village and names.get(file.village, file.village),
        village_code=file.village,
        channel=file.channel,
        received_on=case.received_at.date(),
        due_on=due_on,
        origin=file.deadline.origin,
        closed_on=closed_on,
        state=state,
        days_over=((closed_on or day) - due_on).days if late and due_on else None,
        age=None
        if closed_on is not None or state in (CaseState.UNDATED, CaseState.UNKNOWN)
        else age_of(file.deadline, day, soon),
        suspended_on=case.suspended_from.date() if case.suspended_from else None,
        carried=case.received_at.year < day.year,
        counted_before=state is CaseState.OVERDUE and not file.counts_in_year_to(day),
    )


def state_of(file: CaseFile, day: date) -> CaseState | None:
    """What became of a case by the day; None: not received yet, or over and done with in an earlier year."""
    closed_on, settled_on = file.closed_by(day), file.settlement.settled_on
    if file.counts_in_year_to(day):
        if file.settlement.on_time:
            return CaseState.ON_TIME if file.fair else CaseState.INCOMPLETE
        return CaseState.OVERDUE if closed_on is None else CaseState.LATE
    if file.case.is_undated:
        return CaseState.UNDATED if file.is_undated_in_year_to(day) else None
    if file.is_open_on(day):
        return CaseState.OPEN
    if closed_on is None:
        if settled_on is not None and settled_on <= day:
            return CaseState.OVERDUE
        return CaseState.UNKNOWN if file.case.received_at.date() <= day else None
    return CaseState.UNJUDGED if settled_on is None and closed_on.year == day.year else None


def age_of(deadline: Deadline, day: date, soon: int) -> Age:
    """How urgent a case is that is not closed on the day; one that is due on that day is overdue at its end."""
    if deadline.at is None:
        return Age.SUSPENDED if deadline.origin == "suspended" else Age.NO_CLOCK
    left = (deadline.at.date() - day).days
    if left > 0:
        return Age.SOON if left <= soon else Age.LATER
    return Age.WEEK_OVER if -left <= WEEK else Age.MONTH_OVER if -left <= MONTH else Age.LONG_OVER


def urgency(line: CaseLine) -> tuple[int, int, str]:
    """An order: state by state, the longest overdue first, then what is due first, then the newest."""
    if line.days_over is not None:
        rank = -line.days_over
    elif line.state in (CaseState.OPEN, CaseState.UNKNOWN):
        rank = (line.due_on or date.max).toordinal()
    else:
        rank = -line.received_on.toordinal()
    return tuple(CaseState).index(line.state), rank, line.code


def tally(lines: Iterable[CaseLine]) -> Tally:
    """Counts lines of the year; what was counted in an earlier year is in none of them."""
    told = [line for line in lines if not line.counted_before]
    found = Counter(line.state for line in told)
    carried = sum(line.carried for line in told)
    return Tally(
        carried=carried,
        received=len(told) - carried,
        on_time=found[CaseState.ON_TIME],
        incomplete=found[CaseState.INCOMPLETE],
        late=found[CaseState.LATE] + found[CaseState.OVERDUE],
        open=found[CaseState.OPEN],
        unjudged=found[CaseState.UNJUDGED],
        undated=found[CaseState.UNDATED],
        unknown=found[CaseState.UNKNOWN],
    )


def months_of(lines: Iterable[CaseLine], day: date) -> tuple[MonthCount, ...]:
    """January to the month of the day: received by the day of receipt, settled by the day on which each counts."""
    told = [line for line in lines if not line.counted_before]
    received = Counter(line.received_on.month for line in told if not line.carried)
    settled = Counter((line.settled_on.month, line.state) for line in told if line.settled_on)
    months, so_far = [], 0
    for month in range(1, day.month + 1):
        so_far += received[month]
        on_time, incomplete = settled[month, CaseState.ON_TIME], settled[month, CaseState.INCOMPLETE]
        late = settled[month, CaseState.LATE] + settled[month, CaseState.OVERDUE]
        months.append(MonthCount(date(day.year, month, 1), received[month], on_time, incomplete, late, so_far))
    return tuple(months)


def handling_of(files: Sequence[CaseFile], day: date) -> Handling | None:
    """Median and 90th percentile of the days from receipt to closing, of cases closed in the year to the day; None: none.

    By nearest rank: the p-th percentile of n ordered values is the one in place ⌈p·n/100⌉, so a value that occurred, never
    one between two. A case closed on the day of its receipt took 0 days.
    """
    closed = [(file.closed_by(day), file.case.received_at.date()) for file in files]
    days = sorted((end - start).days for end, start in closed if end is not None and end.year == day.year)
    if not days:
        return None
    return Handling(_percentile(days, 50), _percentile(days, 90), len(days))


def _percentile(ordered: Sequence[int], percent: int) -> int:
    return ordered[-(-percent * len(ordered) // 100) - 1]
