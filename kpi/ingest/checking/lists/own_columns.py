"""What one kind of list alone knows of its columns by their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kpi.config.models import Config
from kpi.domain.datasets import OFFICIAL
from kpi.ingest.checking.columns import unknown_places
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.noted import PERHAPS_GONE, first_part, places_of_notes
from kpi.ingest.checking.signs import is_person
from kpi.ingest.checking.traits import MOST, CellSample, Trait, says, without_day
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold, mentions

# Zalo's ids have 16 digits and more; damaged ones fewer, which is said.
_SHORTEST_UID = 8
_SOME = 0.3


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


def holds_no_uid(sheet: Sheet, layout: Layout, field: str) -> bool:
    """Whether hardly a cell of a column of Zalo ids is a number as long as one: a program's own numbers name nobody on Zalo."""
    if field not in layout.positions:
        return False
    column = CellSample.of(sheet.rows[layout.body :], layout.positions[field])
    return bool(column.cells) and column.share(lambda cell: sum(map(str.isdigit, cell)) >= _SHORTEST_UID) < _SOME


class OwnPhones(OwnColumns):
    """The only column of phone numbers is the entries' own, and of an organisation's the only one of persons its head's. Not of
    households, beside whom many others have a phone."""

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """The same, whatever stands above it ("Số ĐT công vụ"), unless that may name somebody else's."""
        turns = config.recognition.turns
        layout = with_only(sheet, layout, "phone", lambda column: column.trait() is Trait.PHONE, turns)
        return with_only(sheet, layout, "representative", lambda column: column.share(is_person) >= MOST, turns)


def without_the_gone(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout without the rows whose notes say no more than that the entry is none any more, and since when. What goes on ("Sáp
    nhập với THCS C, mang tên B") may say anything."""
    known = config.recognition
    of_persons = known.dead if layout.dataset is OFFICIAL else ()
    is_gone = says((*known.gone.get(layout.dataset.id, ()), *of_persons))
    into = tuple(f" {fold(word)}" for word in known.into)

    def has_gone(cell: str) -> bool:
        said = without_day(fold(cell))
        words = said[0].split()
        named = (" ".join(words[:end]) for end in range(1, len(words)) if not any(map(str.isdecimal, words[end:])))
        return any(map(is_gone, said)) or any(one.endswith(into) and is_gone(one) for one in named)

    places = places_of_notes(layout, config)
    notes = {
        number: [row[place] for place in places if place < len(row) and row[place].strip()]
        for number, row in enumerate(sheet.rows[layout.body :] if places else (), start=layout.body + 1)
    }
    left = {number for number, cells in notes.items() if any(map(has_gone, cells))}
    begins = {number for number, cells in notes.items() if any(has_gone(first_part(cell)) for cell in cells)}
    noted = dict.fromkeys(sorted(begins - left), PERHAPS_GONE)
    return replace(layout, absent=layout.absent | left, noted={**layout.noted, **noted})


def with_only(
    sheet: Sheet,
    layout: Layout,
    field: str,
    fits: Callable[[CellSample], bool],
    turns: Iterable[str],
    may_head: Callable[[str], bool] = bool,
) -> Layout:
    """The layout with the only unknown column that fits a field of the list which no header names; ``turns``: words that speak
    against it above the column, which ``may_head`` must allow."""
    if field in layout.positions or all(one.name != field for one in layout.dataset.columns):
        return layout
    rows = sheet.rows[layout.body :]
    found = [place for place in unknown_places(layout) if fits(CellSample.of(rows, place))]
    if (
        len(found) != 1
        or not may_head(layout.headers[found[0]])
        or any(mentions(layout.headers[found[0]], word) for word in turns)
    ):
        return layout
    return layout.placed(field, found[0])
