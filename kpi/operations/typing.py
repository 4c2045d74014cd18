"""A row that a person types on a page: a load of one row, with who and why, seen in the log and taken back like any other.

It is checked by the very rules of a file; what a file's row would be rejected for is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain.datasets import Dataset
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_date
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.citizens import refuse_citizens
from kpi.ingest.loading.load import Outcome, load_into
from kpi.ingest.loading.plan import Source
from kpi.ingest.reading.files import Sheet
from kpi.store import Store
from kpi.vietnamese.text import clean_text


@needs(Right.LISTS, noted=N_("a row was typed in"))
def note_row(
    store: Store, config: Config, dataset: Dataset, cells: Mapping[str, str], *, as_of: date, noted_by: str, reason: str,
    at: datetime,
) -> Outcome:  # fmt: skip
    """Adds one row to what is there; ``cells`` by field, as they would stand in a list.

    A row of which a cell cannot be taken is refused with every reason; so is one that was typed before and stands, one of a day that
    has not come or of years before the plan's, and a reason that names a citizen by a number.
    """
    name, why = clean_text(noted_by), clean_text(reason)
    if not name or not why:
        raise UserError(
            _("What is typed needs who notes it and why"), remedy=_("Fill in the empty boxes."), code="no_name"
        )
    refuse_citizens(name, why)
    _refuse_day(config, as_of, at.date())
    columns = [column for column in dataset.columns if column.required or cells.get(column.name, "").strip()]
    rows = [[column.header for column in columns], [cells.get(column.name, "").strip() for column in columns]]
    digest = hashlib.sha256("\n".join("\t".join(row) for row in rows).encode()).hexdigest()
    file = _("typed on the page")  # stands in the log where the name of a file would
    source = Source(Path(file), dataset=dataset.id, as_of=as_of, adds=True, reason=why)
    with store.writing() as writer:
        (outcome,) = load_into(
            writer, config, [(source, [Sheet(file, "", digest, rows)])], known_at=at, loaded_by=name, forgiving=True
        )
        _refuse(outcome)
    return outcome


def _refuse_day(config: Config, day: date, today: date) -> None:
    first = date(config.plan.start.year, 1, 1)
    if not first <= day <= today:
        raise UserError(
            _("The day cannot be right"),
            found=format_date(day),
            expected=_(
                "a day from {first}, the plan's first year, to today, {today}",
                first=format_date(first),
                today=format_date(today),
            ),
            remedy=_("Write the day on which it was done."),
            code="no_such_day",
        )


def _refuse(outcome: Outcome) -> None:
    """Within the transaction, so that nothing of a refused row stays."""
    if outcome.loaded_before is not None:
        raise UserError(
            _("This row was typed before"),
            found=_("batch {batch}", batch=outcome.loaded_before),
            remedy=_("If it was done several times, write how often in its number, and take the earlier row back."),
            code="typed_before",
        )
    doubts = [problem for problem in outcome.problems if problem.column and problem.severity != "info"]
    if doubts:  # of a file's row a doubtful cell may stay out; who types can mend it
        raise UserError(
            _("The row cannot be taken"),
            found="; ".join(f"{problem.column}: {problem.told}" for problem in doubts),
            remedy=_("Correct these boxes."),
            code="row_refused",
        )
    if outcome.fault is not None:
        raise outcome.fault
