"""A register of agencies, units and schools: most lists of schools have no column for their kind."""

from __future__ import annotations

from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.kinds import fill_kinds


class InstitutionChecks(Checks):
    """The kind by the name; where neither says it, the row is rejected: nobody could say which figure it belongs to."""

    def check(self, rows: Rows) -> None:
        fill_kinds(rows)
        column = rows.dataset.column("kind")
        for place, kind in enumerate(rows.fields["kind"]):
            if kind is None and not (rows.faults(place, column) or rows.faults(place, column, "empty")):
                message = _(
                    'the name does not say whether it is an agency, a unit or a school; write it in a column "{column}"',
                    column=column.header,
                )
                rows.doubt(place, column, None, Doubt("unknown_kind", message, "error"))
