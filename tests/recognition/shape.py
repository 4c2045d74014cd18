"""One list as an office writes it, what is right for it, and the file that holds it.

A list is written as a block of text, a row a line, cells between ``|``:

- ``## name`` begins a sheet; a line without ``|`` is a row with a title or remark in its first cell;
- the first line with ``|`` is the header (``header_rows`` lines of it);
- ``^`` is merged with the cell above, ``<`` with the cell to the left; ``@01/6/2024`` is a cell with a date;
- a row after ``~`` is no row of the list (totals, signatures, a repeated header), a row after ``!`` is rightly rejected;
- a row after ``=`` is a title over several cells, as the two heads of a letter are.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

MARKS = "~!="


@dataclass(frozen=True, slots=True)
class Shape:
    """A list and what is right.

    ``fields``: "field = header" for every column that carries a figure; a name in two columns is "Họ + Tên", what the sheet's
    name says is "(sheet)", what the title or the command says is "(the words)". ``words``: what cells mean, where
    it matters. ``private``: headers that must be dropped by name. ``day``: the list's day; ``day_given``: the list does not
    say it, the command does. ``households``, ``heads``: for lists of persons. ``in_time``: reports handled in time and
    settled at ``day``. ``may_ask``: a person who reads it would hesitate, too.
    """

    id: str
    file: str
    place: str
    dataset: str
    text: str
    fields: str
    words: str = ""
    private: str = ""
    day: str = "2024-06-01"
    day_given: bool = False
    group: str | None = None
    households: int | None = None
    heads: str = ""
    in_time: tuple[int, int] | None = None
    may_ask: bool = False
    header_rows: int = 1
    delimiter: str = ","
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Other:
    """A list that is none of ours, or about some of ours only. ``why``: what a reader sees it by (title, columns, both)."""

    id: str
    file: str
    place: str
    text: str
    why: str
    delimiter: str = ","
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a block: its rows as they are written, and the kind of each (title, header, row, aside, bad)."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]

    @property
    def headers(self) -> list[str]:
        """One header a column: of two rows the lower, unless it is empty or merged into the upper."""
        lines = [row for row, kind in zip(self.rows, self.kinds, strict=True) if kind == "header"]
        width = max((len(line) for line in lines), default=0)
        columns = [[line[n] for line in lines if n < len(line)] for n in range(width)]
        return [next((cell for cell in reversed(cells) if cell not in ("", "^", "<")), "") for cells in columns]

    def listed(self, kind: str = "row") -> list[dict[str, str]]:
        """Its rows by header, with what is merged filled in."""
        above: dict[str, str] = {}
        found = []
        for row, is_kind in zip(self.rows, self.kinds, strict=True):
            if is_kind not in ("row", "bad"):
                continue
            cells = dict(zip(self.headers, row, strict=False))
            above |= {name: cell for name, cell in cells.items() if cell != "^"}
            if is_kind == kind:
                found.append({name: above[name] if cell == "^" else cell for name, cell in cells.items()})
        return found


def pages_of(text: str, header_rows: int = 1) -> list[Page]:
    """The sheets of a block."""
    pages = []
    name, lines = "Sheet1", list[str]()
    for line in text.strip().splitlines():
        if line.strip().startswith("## "):
            if lines:
                pages.append(_page(name, lines, header_rows))
            name, lines = line.strip()[3:], []
        else:
            lines.append(line.strip())
    return [*pages, _page(name, lines, header_rows)]


def _page(name: str, lines: list[str], header_rows: int) -> Page:
    rows, kinds, seen = [], [], 0
    for line in lines:
        mark = line[0] if line and line[0] in MARKS else ""
        cells = tuple(cell.strip() for cell in line.removeprefix(mark).split("|"))
        seen += len(cells) > 1 and mark != "="
        if len(cells) == 1 or mark == "=":
            kind = "title"
        elif seen <= header_rows:
            kind = "header"
        else:
            kind = {"~": "aside", "!": "bad", "": "row"}[mark]
        rows.append(cells)
        kinds.append(kind)
    return Page(name, tuple(rows), tuple(kinds))


def pairs(text: str) -> dict[str, str]:
    """Field and header, or word and meaning, from "a = b; c = d"."""
    return {left.strip(): right.strip() for left, right in (pair.split("=", 1) for pair in items(text))}


def items(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def written(folder: Path, shape: Shape | Other) -> Path:
    """The file of a list."""
    path = folder / shape.file
    pages = pages_of(shape.text, shape.header_rows if isinstance(shape, Shape) else 1)
    if path.suffix in (".csv", ".txt"):
        with path.open("w", encoding=shape.encoding, newline="") as file:
            rows = [[cell.removeprefix("@") for cell in row] for row in pages[0].rows]
            csv.writer(file, delimiter=shape.delimiter).writerows(rows)
        return path
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False})
    for page in pages:
        _write(book.add_worksheet(page.name), page)
    book.close()
    return path


def _write(sheet: xlsxwriter.worksheet.Worksheet, page: Page) -> None:
    for number, row in enumerate(page.rows):
        for column, cell in enumerate(row):
            if cell in ("", "^", "<"):
                continue
            down, right = _reach(page.rows, number, column)
            if down or right:
                sheet.merge_range(number, column, number + down, column + right, value(cell))
            else:
                sheet.write(number, column, value(cell))


def _reach(rows: tuple[tuple[str, ...], ...], number: int, column: int) -> tuple[int, int]:
    """How many cells below and to the right are merged into this one."""
    below = [row[column] if column < len(row) else "" for row in rows[number + 1 :]]
    beside = rows[number][column + 1 :]
    return _run(below, "^"), _run(list(beside), "<")


def _run(cells: list[str], mark: str) -> int:
    return next((n for n, cell in enumerate(cells) if cell != mark), len(cells))


def value(cell: str) -> object:
    """A cell as Excel would hold it: whole numbers as numbers, unless they begin with zero or are too long."""
    if cell.startswith("@"):
        return moment(cell[1:])
    return int(cell) if cell.isdigit() and len(cell) <= 15 and (cell == "0" or cell[0] != "0") else cell


def moment(text: str) -> date | datetime:
    """A day, or a day and an hour, as these lists write them."""
    for form in ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"):
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return datetime.strptime(text, "%d/%m/%Y").date()
