"""A register of businesses: the kind of enterprise is often said by its name alone, and of two numbers one is the tax code."""

from __future__ import annotations

from kpi.config.models import Config
from kpi.domain.datasets import BUSINESS
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt, word_reader
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.kinds import fill_kinds
from kpi.ingest.checking.lists.own_columns import OwnPhones
from kpi.ingest.checking.telling_columns import is_tax_code
from kpi.ingest.checking.traits import MOST, CellSample
from kpi.ingest.reading.files import Sheet


class BusinessChecks(Checks):
    """The kind by the name, where its own cell says nothing that is known; of a list without tax codes, on which shops stand as
    well, an entry that neither says is rejected: it would count as an enterprise."""

    def check(self, rows: Rows) -> None:
        fill_kinds(rows)
        column = rows.dataset.column("kind")
        for place, kind in enumerate(rows.fields["kind"]):
            if kind is None and "code" in rows.lacking and not rows.faults(place, column):
                message = _(
                    'neither a tax code nor the name says whether it is an enterprise; write it in a column "{column}"',
                    column=column.header,
                )
                rows.doubt(place, column, None, Doubt("unknown_kind", message, "error"))


class BusinessColumns(OwnPhones):
    """Which of two columns of numbers holds the tax codes."""

    def clear(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:  # noqa: ARG002
        """With the only column of tax codes as that of the codes, beside numbers of licences that are none ("Số GPKD")."""
        rows = sheet.rows[layout.body :]
        others = [place for place, name in layout.rivals if name == "code"]
        if "code" not in layout.positions or not others:
            return layout
        first = layout.positions["code"]
        taxed = [place for place in (first, *others) if CellSample.of(rows, place).share(is_tax_code) >= MOST]
        return layout.settled("code", taxed[0]) if len(taxed) == 1 else layout

    def asks_about(self, sheet: Sheet, layout: Layout, config: Config) -> list[str]:
        """The columns, of notes too, that say of an enterprise that it is closed or paused, where no column holds the states."""
        if "status" in layout.positions:
            return []
        read = word_reader(BUSINESS, BUSINESS.column("status"), config)
        usual = next(iter(config.lookups[BUSINESS.id]["status"]))
        rows = sheet.rows[layout.body :]
        return [
            layout.headers[place]
            for place in layout.places_of((*layout.unknown, *layout.needless))
            if CellSample.of(rows, place).share(lambda cell: read(cell).value not in (None, usual))
        ]
