"""One table of text as it stands in a file, with what the file says of its rows and cells besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """Merged cells, all four sides included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of text; ``rows[0]`` is the row that a person calls 1. All places are counted from 0.

    Of a workbook: what it hides (``hidden_rows``, ``hidden_columns``, ``is_hidden``) or strikes through (``struck_rows``),
    merged cells, ``unsaved``, the cells (row, column) of formulas whose result was never saved, ``guessed``, by column the
    rows where the program took what was typed for a day, a fraction or a power of ten, and ``since_1904``: its plain numbers
    count days from 1904. Of a text: ``is_delimited``, its rows are as long as their lines, ``broken_rows``, whose quotes leave
    open where cells begin and end, and ``wrapped_lines``, how many lines stand inside a cell. ``encoding``: the old font
    encoding that it was in; "UTF-8" where that had been read wrongly.
    """

    file: str
    name: str
    sha256: str
    rows: Sequence[Sequence[str]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Span, ...] = ()
    unsaved: frozenset[tuple[int, int]] = frozenset()
    encoding: str = ""
    is_hidden: bool = False
    missing: str = ""  # why its source itself gave a part only (kpi.ingest.reading.zalo)
    struck_rows: frozenset[int] = frozenset()
    guessed: Mapping[int, frozenset[int]] = field(default_factory=dict)
    since_1904: bool = False
    is_delimited: bool = False
    broken_rows: frozenset[int] = frozenset()
    wrapped_lines: int = 0
    source_rows: tuple[int, ...] = ()  # of a turned or written sheet: row by row that of the file, as Excel counts
    parts: int = 1  # of a turned sheet: so many parts of the list stood side by side
    is_written: bool = False  # whether it was a message, an entry a line (kpi.ingest.reading.written)

    def row_in_file(self, row: int) -> int:
        """A row, counted from 1, as the file counts it."""
        return self.source_rows[row - 1] if self.source_rows else row

    def turned(self, rows: Sequence[Sequence[str]], sources: Sequence[int], *, parts: int = 1) -> Sheet:
        """The sheet with a row for each of several entries that stand side by side; ``sources``: row by row that of the file."""
        hidden, struck = (
            frozenset(place for place, source in enumerate(sources) if source - 1 in marked)
            for marked in (self.hidden_rows, self.struck_rows)
        )
        return Sheet(
            self.file, self.name, self.sha256, rows, hidden, encoding=self.encoding, is_hidden=self.is_hidden,
            missing=self.missing, struck_rows=struck, since_1904=self.since_1904, source_rows=tuple(sources), parts=parts,
        )  # fmt: skip
