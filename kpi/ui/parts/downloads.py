"""A table of the screen as an Excel workbook: real dates and numbers, a head that stays, ready to print on A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.workbooks.looks import MOST_LETTERS, header_look, new_book, print_on_a4

# A ``datetime`` is a ``date``, too: a moment is written with its time of day.
Cell = str | int | float | date | None
_NARROWEST, _WIDEST = 9, 46  # characters


def download(
    columns: Sequence[str], rows: Sequence[Sequence[Cell]], title: str, as_of: date, *, notes: Sequence[str] = ()
) -> bytes:
    """One sheet: title, day, notes, headers, rows; the same bytes for the same table. None is an empty cell."""
    content = BytesIO()
    with new_book(content, title, as_of) as book:
        page = book.add_worksheet()
        page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        above = [_("As of {date}", date=format_date(as_of)), *notes]
        for place, text in enumerate(above, start=1):
            page.write_string(place, 0, text)
        head = len(above) + 2
        _write_table(book, page, head, columns, rows)
        page.autofilter(head, 0, head + len(rows), len(columns) - 1)
        page.freeze_panes(head + 1, 0)
        print_on_a4(page, landscape=True)
        page.repeat_rows(head)
    return content.getvalue()


def _write_table(book: Any, page: Any, head: int, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    header = book.add_format(header_look(required=False))
    looks = {name: book.add_format({"valign": "top", "border": 1, **look}) for name, look in _LOOKS.items()}
    for position, name in enumerate(columns):
        lengths = [len(_shown(row[position])) for row in rows]
        page.set_column(position, position, min(max([*lengths, len(name), _NARROWEST]) + 2, _WIDEST))
        page.write_string(head, position, name, header)
    for place, row in enumerate(rows, start=head + 1):
        for position, cell in enumerate(row):
            _write(page, place, position, cell, looks)


_LOOKS: dict[str, dict[str, object]] = {
    "text": {"text_wrap": True},
    "number": {"num_format": "#,##0"},
    "date": {"num_format": "dd/mm/yyyy", "align": "right"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm", "align": "right"},
}


def _write(page: Any, place: int, position: int, cell: Cell, looks: dict[str, Any]) -> None:
    if cell is None or cell == "":
        page.write_blank(place, position, None, looks["text"])
    elif isinstance(cell, date):
        page.write_datetime(place, position, cell, looks["moment" if isinstance(cell, datetime) else "date"])
    elif isinstance(cell, str):
        page.write_string(place, position, cell[:MOST_LETTERS], looks["text"])
    else:
        page.write_number(place, position, cell, looks["number"])


def _shown(cell: Cell) -> str:
    """A cell as it is read, to make its column wide enough."""
    if isinstance(cell, date):
        return format_date(cell) + (" 00:00" if isinstance(cell, datetime) else "")
    return "" if cell is None else str(cell)
