"""Delimited text as a table. No cell leaves its place in silence: what cannot be placed for certain is marked.

Rows keep the number of cells that their lines have, so that whoever knows the header sees which are longer or shorter.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.reading.guards import without_guard
from kpi.ingest.reading.refusals import MOST_CELLS, MOST_COLUMNS
from kpi.ingest.reading.tall import TALL_BYTES, TallRows, read_delimited

SEPARATORS = (",", ";", "\t", "|")
# Letters in which a long text file shows its titles, its width and its separator.
HEAD = 60_000
SAMPLED_LINES = 200
# A quote that its line leaves open may close so many lines further down.
MOST_LINES = 1_000
# Under a wrong separator the first row of many cells is an entry, with figures in it; a header hardly holds one.
_LIKE_A_HEADER = 4


@dataclass(frozen=True, slots=True)
class Delimited:
    """The rows of a text. ``broken``: those (from 0) whose quotes leave open where cells begin and end; ``wrapped``: how many
    lines of the text are no rows of their own but stand inside a cell."""

    rows: Sequence[list[str]]
    broken: frozenset[int] = frozenset()
    wrapped: int = 0


def read_text(name: str, text: str, content: bytes | None = None) -> Delimited:
    """The table in a text. ``content``: its bytes if they are UTF-8, by which a long and even one is read at once.

    A text of more columns or cells than a list can have is refused: each of them would take memory.
    """
    separator = separator_of(text[:HEAD])
    if content is not None and len(content) >= TALL_BYTES:
        rows = _tall_rows(text[:HEAD], content, separator)
        if rows is not None:
            return Delimited(rows)
    _refuse_giants(name, text, separator)
    table = _table(list(io.StringIO(text, newline="")), separator)
    if "'" in text or '="' in text:
        for row in table.rows:
            row[:] = map(without_guard, row)
    return table


def _refuse_giants(name: str, text: str, separator: str) -> None:
    cells = text.count(separator)
    if cells <= MOST_COLUMNS:
        return
    longest = max(io.StringIO(text), key=len)
    widest = longest.count(separator)
    if widest > MOST_COLUMNS or cells > MOST_CELLS:
        raise UserError(
            _("The text file is too large to be a list"),
            place=name,
            found=_("{cells} cells, up to {columns} in a row", cells=cells, columns=widest + 1),
            remedy=_("Check that the right file was chosen."),
            code="too_large",
        )


def separator_of(text: str) -> str:
    """The separator under which most lines have one number of cells, and the first of them may be a header; of two alike the one that
    leaves fewer lines out."""
    lines = [line for line in islice(io.StringIO(text, newline=""), SAMPLED_LINES) if line.strip()]

    def explained(separator: str) -> tuple[int, int]:
        rows = _by_rule(lines, separator) or _as_lines(lines, separator)
        width = _usual_width(rows)
        first = next((row for row in rows if len(row) == width), [])
        has_figures = any(sign.isdecimal() for cell in first for sign in cell)
        agreeing = sum(len(row) == width for row in rows)
        return agreeing * (width - 1) * (1 if has_figures else _LIKE_A_HEADER), agreeing - len(rows)

    return max(SEPARATORS, key=explained)


def _tall_rows(head: str, content: bytes, separator: str) -> TallRows | None:
    """A long table kept by columns; None where it is not even enough for that."""
    rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=separator))[:-1]  # the last may be cut
    return read_delimited(content, separator, rows) if rows and len(rows[-1]) <= MOST_COLUMNS else None


def _table(lines: list[str], separator: str) -> Delimited:
    rows = _by_rule(lines, separator)
    if rows is not None and len(rows) == len(lines):
        return Delimited(rows)
    # Rows by the rule where the whole text follows it, else line by line.
    width = _usual_width((rows or _as_lines(lines, separator))[:SAMPLED_LINES])
    found: list[list[str]] = []
    broken: set[int] = set()
    for row, is_broken in _records(lines, separator, width):
        if is_broken:
            broken.add(len(found))
        found.append(row)
    return Delimited(found, frozenset(broken), len(lines) - len(found))


def _by_rule(lines: list[str], separator: str) -> list[list[str]] | None:
    """The rows of a text that follows the rule of quotes throughout; None for another."""
    try:
        return list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return None


def _records(lines: list[str], separator: str, width: int) -> Iterator[tuple[list[str], bool]]:
    """The rows, and whether each is broken. A cell goes on in the next lines where its quote closes by the rule and the row
    then has ``width`` cells; it stays doubtful where one of those lines might be a row itself and the quotes two strays."""
    place = 0
    while place < len(lines):
        row, taken = _next_record(lines, place, separator)
        within = lines[place : place + taken]
        if taken == 1:
            yield (
                (row, False)
                if row is not None
                else (_letters(lines[place], separator), _is_open(lines[place], separator))
            )
        elif row is not None and len(row) == width:
            yield row, any(len(_letters(line, separator)) == width for line in within[1:])
        else:
            yield from ((_letters(line, separator), True) for line in within)
        place += taken


def _next_record(lines: Sequence[str], place: int, separator: str) -> tuple[list[str] | None, int]:
    """The row that begins with a line and how many lines it takes; None where its quotes follow no rule."""
    for most in (1, MOST_LINES):
        reader = csv.reader(lines[place : place + most], delimiter=separator, strict=True)
        try:
            return next(reader), reader.line_num
        except csv.Error:
            continue
    return None, 1


def _is_open(line: str, separator: str) -> bool:
    """Whether the line begins a cell with a quote and does not close it."""
    try:
        next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _as_lines(lines: Sequence[str], separator: str) -> list[list[str]]:
    """Each line as a row of its own."""
    return [_next_record((line,), 0, separator)[0] or _letters(line, separator) for line in lines]


def _letters(line: str, separator: str) -> list[str]:
    """The cells of a line in which quotes are letters, but for those around a whole cell."""
    line = line.rstrip("\r\n")
    return [_unquoted(cell) for cell in line.split(separator)] if line else []


def _unquoted(cell: str) -> str:
    inside = cell.strip()[1:-1]
    return inside if cell.strip() == f'"{inside}"' and '"' not in inside else cell


def _usual_width(rows: Sequence[list[str]]) -> int:
    """The number of cells that most of the cells have in their rows."""
    widths = Counter(map(len, rows))
    return max(widths, key=lambda width: widths[width] * (width - 1), default=1)
