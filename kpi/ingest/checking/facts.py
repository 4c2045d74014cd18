"""Which cells do not say what stands under their header: rows that slid, and what Excel made of a code that was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress

from kpi.domain.datasets import Column, Dataset, Kind
from kpi.domain.errors import Severity
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt, made_by_excel
from kpi.ingest.checking.layout import Layout
from kpi.ingest.reading.sheet import Sheet
from kpi.ingest.reading.tall import TallRows
from kpi.vietnamese.moments import parse_moment

# "28/10": a day of which only the year is not written.
_NO_YEAR = re.compile(r"\s*\d{1,2}/\d{1,2}\s*")
_PLAIN_NUMBER = re.compile(r"(\d{5})((?:[.,]\d+)?)")
# A workbook counts its days from 30 December 1899, or from 1 January 1904.
_DAYS_TO_1904 = 1_462


def shifted(sheet: Sheet, layout: Layout, numbers: Sequence[int]) -> dict[int, Doubt]:
    """Entries of a text, by their numbers as Excel counts, whose cells may stand under a wrong header; none may be kept.

    Each row must be as long as the header, or as most rows where those only add empty cells. A single row with an empty
    cell more may have slid, and of a shorter one nobody can see whether its writer dropped what is empty or lost a separator.
    """
    if not sheet.is_delimited:
        return {}
    found: dict[int, Doubt] = {}
    lengths = _lengths(sheet, layout)
    width = _named_width(layout)
    wanted = set(numbers)
    short = 0  # the last row that was: the one below it may be its rest, after a line break in a cell
    for number, row in enumerate(sheet.rows[layout.body :], start=layout.body + 1):
        if number not in wanted:
            continue
        if number - 1 in sheet.broken_rows:
            found[number] = _broken()
        elif len(row) not in lengths or any(map(str.strip, row[width:])) or short == number - 1 > 0:
            found[number] = _of_another_width(len(row), width)
        short = number if len(row) < width else short
    return found


def _lengths(sheet: Sheet, layout: Layout) -> set[int]:
    """How many cells a row may have: as many as the header, or as more than half of at least three rows."""
    header = max(map(len, sheet.rows[layout.header : layout.body]))
    counts = Counter(len(row) for row in sheet.rows[layout.body :] if row)
    usual, rows = counts.most_common(1)[0] if counts else (header, 0)
    return {header, usual} if usual > header and rows > max(1, sum(counts.values()) // 2) else {header}


def is_even(sheet: Sheet, rows: TallRows, layout: Layout) -> bool:
    """Whether no cell of a long list needs a closer look for where it stands, or for what Excel made of it."""
    if any(guessed(sheet, layout, column) for column in layout.dataset.columns):
        return False
    width = _named_width(layout)
    beyond = (text for column in rows.columns[width:] for text in column.unique().to_pylist())
    return not sheet.is_delimited or (len(rows.columns) >= width and not any(map(str.strip, beyond)))


def guessed(sheet: Sheet, layout: Layout, column: Column) -> frozenset[int]:
    """Rows (from 0) whose code or name Excel took for a day, a fraction or a power of ten."""
    if column.kind not in (Kind.CODE, Kind.NAME) or column.name not in layout.positions:
        return frozenset()
    return sheet.guessed.get(layout.positions[column.name], frozenset())


def guess(dataset: Dataset, column: Column) -> Doubt:
    """The doubt about such a cell."""
    severity: Severity = "error" if column.required or column.name == dataset.key else "warning"
    return made_by_excel(severity)


def year_of(texts: Iterable[str]) -> int | None:
    """The one year of all days that are written with theirs; None where there are several, or none."""
    years = set()
    for text in texts:
        if text.strip() and not _NO_YEAR.fullmatch(text):
            with suppress(ValueError):
                years.add(parse_moment(text).at.year)
    return years.pop() if len(years) == 1 else None


def of_year(text: str, year: int) -> str:
    """A day without a year ("28/10") as one of this year; any other text as it stands."""
    return f"{text.strip()}/{year}" if _NO_YEAR.fullmatch(text) else text


def day_from_1904(text: str) -> str:
    """A day's plain number of a workbook that counts from 1904, as one that counts from 1900 would have it."""
    number = _PLAIN_NUMBER.fullmatch(text)
    return f"{int(number[1]) + _DAYS_TO_1904}{number[2]}" if number else text


def _named_width(layout: Layout) -> int:
    """How many columns there are down to the last one with a name."""
    return max((place + 1 for place, header in enumerate(layout.headers) if header.strip()), default=0)


def _broken() -> Doubt:
    message = _(
        "a quote leaves open where the cells of this row begin and end; quote the whole cell and double the quotes in it, "
        "or save the list as an Excel workbook (.xlsx)"
    )
    return Doubt("shifted", message, "error", secret=True)


def _of_another_width(cells: int, width: int) -> Doubt:
    message = _(
        "the row has {cells} cells, the header {columns}: its cells may stand under wrong headers; quote the cell that "
        "holds the separator or a line break, or save the list as an Excel workbook (.xlsx)",
        cells=cells,
        columns=width,
    )
    return Doubt("shifted", message, "error", secret=True)
