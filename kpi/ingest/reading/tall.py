"""Very long tables, kept by columns.

Rows become lists only where somebody asks for them; ``kpi.ingest.checking.bulk`` checks a register without ever asking.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, overload

from kpi.ingest.reading.arrays import of_joined

if TYPE_CHECKING:
    import pyarrow

TALL_BYTES = 4_000_000  # a text file from here on is read in bulk
TALL = 20_000  # and a worksheet with so many rows is kept by columns
TALL_WORKBOOK_BYTES = 1_000_000  # a smaller workbook holds no such worksheet
BLOCK = 10_000  # rows that are made into Python lists at a time


class TallRows(Sequence[list[str]]):
    """The rows of a long table that is kept by columns; rows become lists only where somebody asks for them."""

    def __init__(self, head: list[list[str]], columns: Sequence[pyarrow.Array]) -> None:
        self.head, self.columns = head, list(columns)
        self._length = len(head) + (len(self.columns[0]) if self.columns else 0)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> list[str]: ...
    @overload
    def __getitem__(self, place: slice) -> TallRows: ...
    def __getitem__(self, place: int | slice) -> list[str] | TallRows:
        if isinstance(place, slice):
            return self._part(*place.indices(self._length))
        if not -self._length <= place < self._length:
            raise IndexError(place)
        return next(self._from(place % self._length))

    def _part(self, start: int, stop: int, step: int) -> TallRows:
        """Rows one after the other; none of them is made for it."""
        assert step == 1
        above, count = max(start - len(self.head), 0), max(stop - max(start, len(self.head)), 0)
        return TallRows(self.head[start:stop], [column.slice(above, count) for column in self.columns])

    def __iter__(self) -> Iterator[list[str]]:
        return self._from(0)

    def _from(self, start: int) -> Iterator[list[str]]:
        yield from self.head[start:]
        body = len(self.columns[0]) if self.columns else 0
        for first in range(max(start - len(self.head), 0), body, BLOCK):
            block = [column.slice(first, BLOCK).to_pylist() for column in self.columns]
            yield from map(list, zip(*block, strict=True))


def cells_of(rows: Sequence[Sequence[str]], place: int) -> Iterator[str]:
    """One column of a table, from its first row on; of a long one no row is made for it. A row that is too short has an empty cell."""
    above = rows.head if isinstance(rows, TallRows) else rows
    yield from (row[place] if place < len(row) else "" for row in above)
    if isinstance(rows, TallRows) and place < len(rows.columns):
        for first in range(0, len(rows.columns[0]), BLOCK):
            yield from rows.columns[place].slice(first, BLOCK).to_pylist()


class ByColumns(Sequence[list[str]]):
    """The rows of a long worksheet while its reader has it, column by column."""

    def __init__(self, columns: Sequence[list[str]]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, place: int) -> list[str]: ...
    @overload
    def __getitem__(self, place: slice) -> ByColumns: ...
    def __getitem__(self, place: int | slice) -> list[str] | ByColumns:
        if isinstance(place, slice):
            return ByColumns([column[place] for column in self.columns])
        return [column[place] for column in self.columns]


def prepare() -> None:
    """Loads the library for long lists beside other work: a reader that leaves Python alone meanwhile hides the wait."""
    threading.Thread(target=import_module, args=("pyarrow.compute",), daemon=True).start()


def unjoined(columns: Sequence[tuple[bytes, bytes]]) -> TallRows:
    """A long worksheet of joined columns; none of its cells is made."""
    return TallRows([], [of_joined(text, starts) for text, starts in columns])


def read_delimited(content: bytes, delimiter: str, head: list[list[str]]) -> TallRows | None:
    """The rows of a UTF-8 table; None where it is not as even as a bulk reader needs it.

    ``head`` are its first rows. Titles, those down to the last one of another width, are kept as they are.
    """
    import pyarrow
    from pyarrow import csv

    width = len(head[-1])
    titles = max((place + 1 for place, row in enumerate(head) if len(row) != width), default=0)
    if any("\n" in cell for row in head[:titles] for cell in row) or not _has_plain_quotes(content, delimiter):
        return None
    names = [f"f{place}" for place in range(width)]
    try:
        table = csv.read_csv(
            pyarrow.BufferReader(content.removeprefix(b"\xef\xbb\xbf")),
            read_options=csv.ReadOptions(column_names=names, skip_rows=titles),
            parse_options=csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pyarrow.string()), strings_can_be_null=False, null_values=[]
            ),
        )
    except pyarrow.ArrowInvalid:
        return None
    columns = [table[name].combine_chunks() for name in names]
    if (b"'" in content or b'="' in content) and any(_has_guards(column) for column in columns):
        return None
    return TallRows(head[:titles], columns)


def _has_plain_quotes(content: bytes, delimiter: str) -> bool:
    """Whether each quote opens or closes a whole cell of one line; the bulk reader understands others in its own way."""
    if b'"' not in content:
        return True
    import numpy

    signs = numpy.frombuffer(content.removeprefix(b"\xef\xbb\xbf"), numpy.uint8)
    quotes = numpy.flatnonzero(signs == ord('"'))
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    ends = numpy.frombuffer(b"\r\n" + delimiter.encode(), numpy.uint8)
    breaks = numpy.flatnonzero((signs == ord("\n")) | (signs == ord("\r")))
    begins_cell = (opening == 0) | numpy.isin(signs[opening - 1], ends)
    ends_cell = (closing == len(signs) - 1) | numpy.isin(signs[numpy.minimum(closing + 1, len(signs) - 1)], ends)
    in_one_line = numpy.searchsorted(breaks, opening) == numpy.searchsorted(breaks, closing)
    return bool((begins_cell & ends_cell & in_one_line).all())


def _has_guards(column: pyarrow.Array) -> bool:
    import pyarrow.compute as pc

    return bool(pc.any(pc.match_substring_regex(column, r"^\s*(?:'|=\")")).as_py())
