"""A list with its number of rows in the title, its workbook beside it, and its rows a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from kpi.i18n.messages import _
from kpi.ingest.loading.plan import SIMULATED
from kpi.ui.parts import panels
from kpi.ui.parts.files import XLSX, apart
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.server.files import owned

Row = TypeVar("Row")


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


def paged(rows: Sequence[Row], size: int, key: str) -> Sequence[Row]:
    """So many rows as one reads at a time, and the way to the next ones.

    The number of pages is part of the key: a choice that leaves fewer begins at the first again.
    """
    pages = -(-len(rows) // size)
    page = st.pagination(pages, key=f"{key}.{pages}") if pages > 1 else 1
    return rows[(page - 1) * size : page * size]
