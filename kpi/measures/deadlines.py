"""When a report must be settled, and when it was. Pure: the rules of law come as data (``config.yaml → deadlines``).

Source: docs/decisions/cases.md#settled, #deadlines; Bộ luật Tố tụng hình sự 2015, Điều 134 (counting of terms).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from kpi.config.models import DeadlineRule
from kpi.measures.calendar import WorkingCalendar, add_months

Origin = Literal["extended", "given", "computed", "suspended", "no_rule", "no_time"]
# A term of days ends at 24:00 of its last day.
END_OF_DAY = time.max


@dataclass(frozen=True, slots=True)
class Case:
    """One report as the log loaded last has it; local times, ``…_has_time`` False or None where only the day is known."""

    code: str
    kind: str
    received_at: datetime
    received_has_time: bool
    due_at: datetime | None = None
    due_has_time: bool | None = None
    extended_to: datetime | None = None
    extended_has_time: bool | None = None
    extension_basis: str | None = None
    suspended_from: datetime | None = None
    suspended_to: datetime | None = None
    closed_at: datetime | None = None
    closed_has_time: bool | None = None
    state: str | None = None
    log_on: date = date.max  # the day up to which the log speaks that has this row

    @property
    def is_undated(self) -> bool:
        """Closed by the log's own word, which names no day: neither in time nor late, and not open either."""
        return self.closed_at is None and self.state in ("closed", "void")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment in time, where it comes from and the law it rests on; ``at`` None: there is none, or not yet.

    ``rule`` is the rule of law that was asked; None: the log states the deadline, or no rule fits. ``before`` is the last moment as it
    was before a suspension that nobody has ended; else None. ``no_time``: by the hour, from the end of the day of receipt.
    """

    at: datetime | None
    has_time: bool
    origin: Origin
    basis: str
    rule: DeadlineRule | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The day on which a case counts, and how; both None while that cannot be said."""

    settled_on: date | None
    on_time: bool | None


UNSETTLED = Settlement(None, None)


def deadline_of(case: Case, rules: Sequence[DeadlineRule], calendar: WorkingCalendar) -> Deadline:
    """The extension if it has a basis, else the deadline given, else the rule for the kind on the day of receipt;
    then the time of a suspension that began before it ran out is added."""
    extension_basis = (case.extension_basis or "").strip()
    if case.extended_to is not None and extension_basis:
        base = _stated(case.extended_to, case.extended_has_time, "extended", extension_basis)
    elif case.due_at is not None:
        base = _stated(case.due_at, case.due_has_time, "given", "")
    else:
        base = _computed(case, rules, calendar)
    return _suspended(case, base)


def _stated(at: datetime, has_time: bool | None, origin: Origin, basis: str) -> Deadline:
    if has_time:
        return Deadline(at, True, origin, basis)
    return Deadline(datetime.combine(at.date(), END_OF_DAY), False, origin, basis)


def _computed(case: Case, rules: Sequence[DeadlineRule], calendar: WorkingCalendar) -> Deadline:
    received = case.received_at.date()
    rule = next((rule for rule in rules if case.kind in rule.kinds and rule.holds_on(received)), None)
    if rule is None:
        return Deadline(None, False, "no_rule", "")
    term = rule.term
    if term.hours is not None:
        # Hours run on through nights and holidays.
        hours = timedelta(hours=term.hours)
        if case.received_has_time:
            return Deadline(case.received_at + hours, True, "computed", rule.basis, rule)
        return Deadline(_since_the_end_of(received, hours), True, "no_time", rule.basis, rule)
    if term.working_days is not None:
        last = calendar.add_working_days(received, term.working_days)
    elif term.months is not None:
        last = add_months(received, term.months)
    else:
        last = received + timedelta(days=term.days or 0)
    if rule.roll_to_working_day:
        last = calendar.roll_forward(last)
    return Deadline(datetime.combine(last, END_OF_DAY), False, "computed", rule.basis, rule)


def _since_the_end_of(day: date, hours: timedelta) -> datetime:
    """Without the hour of receipt a term is over for certain when it is over since the end of its day."""
    last = datetime.combine(day + timedelta(days=1), time.min) + hours
    return last if last.time() > time.min else datetime.combine(last.date() - timedelta(days=1), END_OF_DAY)


def _suspended(case: Case, base: Deadline) -> Deadline:
    """The clock stands still from receipt at the earliest: before it there is nothing to suspend."""
    if base.at is None or case.suspended_from is None:
        return base
    received = case.received_at if case.received_has_time else datetime.combine(case.received_at.date(), time.min)
    begin = max(case.suspended_from, received)
    if begin > base.at:
        return base
    if case.suspended_to is None:
        return replace(base, at=None, origin="suspended", before=base.at)
    pause = case.suspended_to - begin
    if not base.has_time:
        pause = timedelta(days=(case.suspended_to.date() - begin.date()).days)
    return replace(base, at=base.at + max(pause, timedelta()))


def settlement_of(case: Case, deadline: Deadline) -> Settlement:
    """Closed in time: settled on that day; otherwise settled, late for ever, at the deadline.

    It does not depend on the day the world is seen at: a case is settled on D just when ``settled_on`` ≤ D. Closed in time
    after D, its ``settled_on`` lies after D, so it is open on D; not closed in time, it is late from its deadline on, whatever
    comes later. A case due on D that is not closed by the end of D is late on D, so each case counts in exactly one year.
    Not closed when its log ends, and due after that day, it is not known yet.
    """
    if case.is_undated:
        return UNSETTLED
    last = deadline.at or deadline.before
    if last is None:
        return UNSETTLED  # no clock to judge by
    if case.closed_at is not None and _by(last, case.closed_at, case.closed_has_time):
        return Settlement(case.closed_at.date(), True)
    if deadline.at is None or (case.closed_at is None and deadline.at.date() > case.log_on):
        return UNSETTLED  # suspended, and not closed by the deadline of before; or not known yet
    return Settlement(deadline.at.date(), False)


def _by(last: datetime, closed_at: datetime, has_time: bool | None) -> bool:
    """A closing whose time of day is unknown is compared by its day."""
    return closed_at <= last if has_time else closed_at.date() <= last.date()
