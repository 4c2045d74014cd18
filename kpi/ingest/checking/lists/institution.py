"""A register of agencies, units and schools: most lists of schools have no column for their kind."""

from __future__ import annotations

from kpi.config.models import Config
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.kinds import fill_kinds
from kpi.ingest.checking.lists.own_columns import OwnPhones, without_the_gone
from kpi.ingest.reading.files import Sheet


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


class InstitutionColumns(OwnPhones):
    """Whose notes say that it is none any more."""

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """Without those that by the notes are dissolved or merged into another one ("Sáp nhập vào Trường TH Bàu Sen")."""
        return without_the_gone(sheet, super().place(sheet, layout, config), config)
