"""What one kind of list alone knows of its columns by their cells."""

from __future__ import annotations

from kpi.config.models import Config
from kpi.ingest.checking.columns import unknown_places
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.traits import CellSample, Trait
from kpi.ingest.checking.vocabulary import single_words
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold


class OwnColumns:
    """As it stands, a list knows no more than any other; a list that does overrides one of these."""

    def clear(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:  # noqa: ARG002
        """The layout without a column that is not what its header says."""
        return layout

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:  # noqa: ARG002
        """The layout with the columns that this list alone knows by their cells, whatever stands above them."""
        return layout

    def asks_about(self, sheet: Sheet, layout: Layout, config: Config) -> list[str]:  # noqa: ARG002
        """Headers of columns that a person must explain: a figure of this list may turn on them."""
        return []


class OwnPhones(OwnColumns):
    """The only column of phone numbers is the entries' own. Not of households, beside whom many others have a phone."""

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """The same, whatever stands above it ("Số ĐT công vụ"), unless that may name somebody else's."""
        if "phone" in layout.positions:
            return layout
        rows = sheet.rows[layout.body :]
        found = [place for place in unknown_places(layout) if CellSample.of(rows, place).trait() is Trait.PHONE]
        turns = single_words(config.recognition.turns)
        if len(found) != 1 or turns.intersection(fold(layout.headers[found[0]]).split()):
            return layout
        return layout.placed("phone", found[0])
