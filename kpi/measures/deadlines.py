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
    """One report as the newest log has it; local times, ``…_has_time`` False or None where only the day is known."""

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

    @property
    def is_undated(self) -> bool:
        """Closed by the log's own word, which names no day: neither in time nor late, and not open either."""
        return self.closed_at is None and self.state in ("closed", "void")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment in time, where it comes from and the law it rests on; ``at`` None: there is none, or not yet.

    ``rule`` is the rule of law that was asked; None: the log states the deadline, or no rule fits.
    """

    at: datetime | None
    has_time: bool
    origin: Origin
    basis: str
    rule: DeadlineRule | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The day on which a case counts, and how; both None while that cannot be said."""

    settled_on: date | None
    on_time: bool | None


UNSETTLED = Settlement(None, None)


def deadline_of(case: Case, rules: Sequence[DeadlineRule], calendar: WorkingCalendar) -> Deadline:
    """The extension if it has a basis, else the deadline given, else the rule for the kind on the day of receipt;
    then the time of a suspension that began before it ran out is added."""
    if case.extended_to is not None and (case.extension_basis or "").strip():
        base = _stated(case.extended_to, case.extended_has_time, "extended", case.extension_basis or "")
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
        # Hours run on through nights and holidays, so they need the moment of receipt, not only its day.
        if not case.received_has_time:
            return Deadline(None, True, "no_time", rule.basis, rule)
        return Deadline(case.received_at + timedelta(hours=term.hours), True, "computed", rule.basis, rule)
    if term.working_days is not None:
        last = calendar.add_working_days(received, term.working_days)
    elif term.months is not None:
        last = add_months(received, term.months)
    else:
        last = received + timedelta(days=term.days or 0)
    if rule.roll_to_working_day:
        last = calendar.roll_forward(last)
    return Deadline(datetime.combine(last, END_OF_DAY), False, "computed", rule.basis, rule)


def _suspended(case: Case, base: Deadline) -> Deadline:
    if base.at is None or case.suspended_from is None or case.suspended_from > base.at:
        return base
    if case.suspended_to is None:
        return replace(base, at=None, origin="suspended")
    pause = case.suspended_to - case.suspended_from
    if not base.has_time:
        pause = timedelta(days=(case.suspended_to.date() - case.suspended_from.date()).days)
    return replace(base, at=base.at + max(pause, timedelta()))


def settlement_of(case: Case, deadline: Deadline) -> Settlement:
    """Closed in time: settled on that day; otherwise settled, late for ever, at the deadline.

    It does not depend on the day the world is seen at: a case is settled on D just when ``settled_on`` ≤ D. Closed in time
    after D, its ``settled_on`` lies after D, so it is open on D; not closed in time, it is late from its deadline on, whatever
    comes later. A case due on D that is not closed by the end of D is late on D, so each case counts in exactly one year.
    """
    if case.is_undated:
        return UNSETTLED
    if deadline.at is None:
        if deadline.origin == "suspended" and case.closed_at is not None:
            return Settlement(case.closed_at.date(), True)
        return UNSETTLED  # no clock to judge by (no rule, or hours without a time of receipt), or not over yet
    if case.closed_at is not None and _in_time(case, deadline):
        return Settlement(case.closed_at.date(), True)
    return Settlement(deadline.at.date(), False)


def _in_time(case: Case, deadline: Deadline) -> bool:
    """A closing whose time of day is unknown is compared by its day."""
    assert case.closed_at is not None and deadline.at is not None
    if case.closed_has_time:
        return case.closed_at <= deadline.at
    return case.closed_at.date() <= deadline.at.date()
