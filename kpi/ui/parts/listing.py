"""A list with its number of rows in the title, its workbook beside it, and its rows a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st

from kpi.i18n.messages import _
from kpi.ingest.loading.plan import SIMULATED
from kpi.ui.parts import panels
from kpi.ui.parts.files import XLSX, apart
from kpi.ui.parts.tables import ListColumn, Page
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.server.files import owned
from kpi.vietnamese.order import by_name
from kpi.vietnamese.text import fold, holds_all

Row = TypeVar("Row")
_AS_IT_IS = ""


def heading(title: str, note: str, key: str, file_name: str, workbook: Callable[[], bytes], *, there: bool) -> None:
    """The title, and the button for the workbook, that is made at the click; ``there``: whether the list has rows."""
    with st.container(key=f"{key}-heading".replace(".", "-"), horizontal=True, vertical_alignment="center"):
        panels.section(title, note)
        st.download_button(
            _("Download as Excel"), data=owned(workbook, file_name), key=f"{key}.download", mime=XLSX, file_name=file_name,
            on_click="ignore",
            disabled=not there,
        )  # fmt: skip


def made_apart(desk: Desk, make: Callable[[list[str]], bytes]) -> Callable[[], bytes]:
    """Makes a workbook apart from the page: in the office's language, and with the word that its figures are invented."""

    return apart(desk.config.language, lambda: make([SIMULATED] if desk.is_simulated() else []))


def narrowed(rows: Sequence[Row], columns: Sequence[ListColumn[Row]], size: int, key: str) -> Sequence[Row]:
    """Of more rows than stand on a page those with the words typed, in the order of a chosen column; marks need not be typed.

    A shorter list is sorted in the browser, by its headings (``tables.js``).
    """
    if len(rows) <= size:
        return rows
    left, right = st.columns([3, 2])
    typed = left.text_input(_("Search in this list"), key=f"{key}.search", max_chars=100)
    titles = {_AS_IT_IS: _("as listed"), **{str(number): column.title for number, column in enumerate(columns)}}
    chosen = right.selectbox(_("Sorted by"), list(titles), format_func=titles.__getitem__, key=f"{key}.sort")
    asked = list(filter(None, map(fold, typed.split())))
    found = [row for row in rows if _has(row, columns, asked)] if asked else rows
    if not found:
        st.html(panels.calm(_("Nothing on this list has the words typed.")))
    return found if chosen == _AS_IT_IS else sorted(found, key=lambda row: _order(columns[int(chosen)].in_book(row)))


def _has(row: Row, columns: Sequence[ListColumn[Row]], asked: Sequence[str]) -> bool:
    return holds_all(" ".join(str(cell) for column in columns if (cell := column.in_book(row)) is not None), asked)


def _order(cell: str | int | date | None) -> tuple[object, ...]:
    """Numbers and days by what they are, words by the alphabet; what is empty stands last."""
    return (cell is None, type(cell).__name__, by_name(cell) if isinstance(cell, str) else cell or 0)


def paged(rows: Sequence[Row], size: int, key: str) -> Sequence[Row]:
    """So many rows as one reads at a time, and the way to the next ones.

    The number of pages is part of the key: a choice that leaves fewer begins at the first again.
    """
    pages = -(-len(rows) // size)
    if pages > 1:
        st.pagination(pages, key=f"{key}.{pages}")
    return shown_of(rows, size, key)


def shown_of(rows: Sequence[Row], size: int, key: str) -> Sequence[Row]:
    """The rows that ``paged`` shows, for what stands above it."""
    pages = -(-len(rows) // size)
    page = st.session_state.get(f"{key}.{pages}", 1)
    return Page(rows[(page - 1) * size : page * size]) if pages > 1 else rows
