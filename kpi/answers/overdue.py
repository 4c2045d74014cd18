"""The cases that are late on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import in_one_view, known_by
from kpi.config.models import Config
from kpi.measures.flows import case_files, late_files
from kpi.store.ports import Relations


@dataclass(frozen=True, slots=True)
class OverdueCase:
    """A case that was not closed in time, by its code only. ``closed_on`` None = still open on the day."""

    code: str
    kind: str
    village: str | None
    due_on: date
    closed_on: date | None

    def days_late(self, as_of: date) -> int:
        """From its deadline until it was closed, or until the day where it is open."""
        return ((self.closed_on or as_of) - self.due_on).days


@in_one_view
@needs(Right.FIGURES)
def late_cases(
    store: Relations, config: Config, as_of: date, known_at: datetime | None = None
) -> tuple[OverdueCase, ...]:
    """The cases that are late on the day: of the year, and of earlier years what is still open; oldest deadline first."""
    late = late_files(case_files(store, config, known_by(store, known_at)), as_of)
    cases = []
    for file in late:
        due = file.settlement.settled_on
        if due is not None:
            cases.append(OverdueCase(file.case.code, file.case.kind, file.village, due, file.closed_by(as_of)))
    return tuple(cases)
