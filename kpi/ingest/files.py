"""Reads a file into sheets of text. Every cell is text from the first byte, so that codes, phones and uids keep every digit."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from kpi.errors import UserError
from kpi.ingest import zalo
from kpi.language import _

EXCEL = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
DELIMITED = (".csv", ".tsv", ".txt")
SUFFIXES = (*EXCEL, *DELIMITED, ".json")
# Excel keeps 15 digits of a number; a longer one has lost its end for good.
EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of text as it stands in a file; ``rows[0]`` is the row that a person calls 1."""

    file: str
    name: str
    sha256: str
    rows: Sequence[Sequence[str]]


def read_file(path: Path) -> list[Sheet]:
    """The non-empty sheets of a file. Unknown, broken and empty files are refused with a remedy."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            _("The file cannot be read"), place=str(path), found=error.strerror or "", code="unreadable_file"
        ) from None
    return read_content(path.name, content)


def read_content(name: str, content: bytes) -> list[Sheet]:
    """The same for bytes that came from elsewhere, such as an upload."""
    suffix = Path(name).suffix.lower()
    sha256 = hashlib.sha256(content).hexdigest()
    if suffix in EXCEL:
        tables = _excel_tables(name, content)
    elif suffix in DELIMITED:
        tables = [("", _delimited_rows(name, content))]
    elif suffix == ".json":
        tables = zalo.tables(name, _text(name, content))
    else:
        raise UserError(
            _("This kind of file is not known"),
            place=name,
            expected=", ".join(SUFFIXES),
            remedy=_("Save the list as an Excel or CSV file and load that."),
            code="unknown_file_kind",
        )
    sheets = [Sheet(name, title, sha256, rows) for title, rows in tables if any(any(row) for row in rows)]
    if not sheets:
        raise UserError(
            _("The file holds no rows"),
            place=name,
            remedy=_("Check that the right file was chosen."),
            code="empty_file",
        )
    return sheets


def _excel_tables(name: str, content: bytes) -> list[tuple[str, list[list[str]]]]:
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(io.BytesIO(content))
        return [(title, _from_first_row(book, title)) for title in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        found = _("a password") if "password" in str(error).lower() else _("a broken file, or not an Excel file")
        raise UserError(
            _("The Excel file cannot be opened"),
            place=name,
            found=found,
            remedy=_("Open it in Excel, save it again without a password, and load the new file."),
            code="unreadable_file",
        ) from None


def _from_first_row(book: Any, title: str) -> list[list[str]]:
    """The rows with the empty ones at the top kept, so that row numbers are those that Excel shows."""
    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return [[cell if isinstance(cell, str) else cell_text(cell) for cell in row] for row in rows]


def cell_text(value: object) -> str:
    """What a person would read in the cell: whole numbers without a point, dates as ISO, long numbers as damaged as they are."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**EXACT_DIGITS:
        return str(int(value))
    if isinstance(value, (int, float)):
        return str(value) if abs(value) < 10**EXACT_DIGITS else f"{value:.14E}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _text(name: str, content: bytes) -> str:
    """Bytes to text by their mark, else UTF-8; anything else is refused rather than guessed."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            _("The text of the file is not in Unicode"),
            place=_("{file}, byte {position}", file=name, position=error.start + 1),
            expected="UTF-8, UTF-16",
            remedy=_('In Excel choose "Save as" → "CSV UTF-8", and load the new file.'),
            code="unknown_encoding",
        ) from None


def _delimited_rows(name: str, content: bytes) -> list[list[str]]:
    text = _text(name, content)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise UserError(
            _("The text file is not a table"), place=name, found=str(error), code="unreadable_file"
        ) from None


def _delimiter(text: str) -> str:
    """The separator that cuts the first lines into most columns."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]

    def widest(mark: str) -> int:
        return max((line.count(mark) for line in lines), default=0)

    return max((",", ";", "\t"), key=widest)
