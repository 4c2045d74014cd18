"""Workbooks whose texts stay texts: whatever a cell begins with, no program works it out, nor makes a link of it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kpi.domain.formulas import FORMULA_SIGNS

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Page(Worksheet):  # type: ignore[misc]
    """A sheet on which a text that begins as a formula does stands behind an apostrophe: editing the cell makes none of it."""

    book: PlainBook

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> Any:
        look = self.book.quoted(cell_format) if string.startswith(FORMULA_SIGNS) else cell_format
        return super()._write_string(row, col, string, look)


class PlainBook(Workbook):  # type: ignore[misc]
    """A workbook in memory; ``options`` are xlsxwriter's."""

    worksheet_class = _Page

    def __init__(self, content: BytesIO, **options: Any) -> None:
        self._said: dict[Format | None, dict[str, Any]] = {None: {}}
        self._quoted: dict[Format | None, Format] = {}
        super().__init__(content, {**_SAFE, **options})

    def add_worksheet(self, name: str | None = None, worksheet_class: Any = None) -> Any:
        page = super().add_worksheet(name, worksheet_class)
        page.book = self
        return page

    def add_format(self, properties: dict[str, Any] | None = None) -> Format:
        made = super().add_format(properties)
        self._said[made] = properties or {}
        return made

    def quoted(self, look: Format | None) -> Format:
        """The same look behind an apostrophe, made once."""
        if look not in self._quoted:
            self._quoted[look] = self.add_format({**self._said[look], "quote_prefix": True})
        return self._quoted[look]
