"""A register of agencies, units and schools: most lists of schools have no column for their kind."""

from __future__ import annotations

from dataclasses import replace

from kpi.config.models import Config
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.kinds import fill_kinds
from kpi.ingest.checking.lists.own_columns import OwnPhones, without_the_gone
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold


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
        """Without those that by the notes are dissolved or merged into another one ("Sáp nhập vào Trường TH Bàu Sen"), and without
        parts of the school above ("- Điểm trường Ea Nông")."""
        layout = without_the_gone(sheet, super().place(sheet, layout, config), config)
        return replace(layout, within_entries=_parts_of_entries(sheet, layout, config))


def _parts_of_entries(sheet: Sheet, layout: Layout, config: Config) -> frozenset[int]:
    """The rows, as Excel counts, without a number in a list that numbers its entries, whose names are those of parts of one."""
    words = tuple(f"{fold(word)} " for word in config.recognition.parts_of_entries)
    places, name = layout.serial_places, layout.positions["name"]
    rows = {
        number: row
        for number, row in enumerate(sheet.rows[layout.body :], start=layout.body + 1)
        if name < len(row) and f"{fold(row[name])} ".startswith(words)
    }
    return frozenset(
        number
        for number, row in rows.items()
        if places and not any("".join(row[one : one + 1]).strip() for one in places)
    )
