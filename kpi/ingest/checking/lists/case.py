"""A log of reports: which kind a report is of, and whether its days can be true."""

from __future__ import annotations

from datetime import datetime

from kpi.domain.datasets import CASE
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.lists.checks import Checks, Rows


class CaseChecks(Checks):
    """Kinds that are not known, and days before the day of receipt."""

    def check(self, rows: Rows) -> None:
        _soften_kinds(rows)
        for place, received in enumerate(rows.fields["received_at"]):
            if received is not None:
                _doubt_days(rows, place, received)


def _soften_kinds(rows: Rows) -> None:
    """A kind of report that is not known still counts where the log itself gives its deadline."""
    kind = CASE.column("kind").header
    for place, problems in rows.problems.items():
        if rows.fields["due_at"][place] is None:
            continue
        for index, problem in enumerate(problems):
            if problem.code == "unknown_word" and problem.column == kind:
                rows.fields["kind"][place] = "other"
                problems[index] = problem.softened()


def _doubt_days(rows: Rows, place: int, received: datetime) -> None:
    """A report cannot be closed or due before the day of its receipt, nor its time extended to such a day: it would count in a
    year in which it was not."""
    day = format_date(received)
    reasons = {
        "closed_at": ("closed_before_received", _("closed before it was received ({received})", received=day)),
        "due_at": ("due_before_received", _("due before it was received ({received})", received=day)),
        "extended_to": (
            "extended_before_received",
            _("extended to a day before it was received ({received})", received=day),
        ),
    }
    for name, (code, message) in reasons.items():
        moment = rows.fields[name][place]
        if moment is not None and moment.date() < received.date():
            rows.doubt(place, CASE.column(name), format_date(moment), Doubt(code, message, "error"))
