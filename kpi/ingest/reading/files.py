"""Reads a file into sheets of text. Every cell is text from the first byte, so that codes, phones and uids keep every digit."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from kpi.domain.errors import UserError
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import _
from kpi.ingest.reading import confined, pasted, written
from kpi.ingest.reading.confined import Limits
from kpi.ingest.reading.delimited import read_text
from kpi.ingest.reading.sheet import Sheet
from kpi.ingest.reading.tall import TALL_BYTES
from kpi.vietnamese.syllables import are_unicode, sample_words

EXCEL = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
__all__ = ["SUFFIXES", "Limits", "Sheet", "content_of", "read_content", "read_file"]
DELIMITED = (".csv", ".tsv", ".txt")
SUFFIXES = (*EXCEL, *DELIMITED, ".json")


def read_file(path: Path, *, password: str = "", limits: Limits | None = None) -> list[Sheet]:
    """The non-empty sheets of a file. Unknown, broken and empty files are refused with a remedy.

    ``password``: that of a locked workbook.
    """
    return read_content(path.name, content_of(path), password=password, limits=limits)


def content_of(path: Path) -> bytes:
    """What is in a file on the disk; one that cannot be read is refused."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            _("The file cannot be read"), place=str(path), found=system_in_words(error), code="unreadable_file"
        ) from None


def read_content(name: str, content: bytes, *, password: str = "", limits: Limits | None = None) -> list[Sheet]:
    """The same for bytes that came from elsewhere, such as an upload."""
    suffix = Path(name).suffix.lower()
    sha256 = hashlib.sha256(content).hexdigest()
    if suffix in EXCEL:
        found = confined.sheets(name, content, password, limits)
    elif suffix in DELIMITED:
        found = _delimited(name, content)
    elif suffix == ".json":
        found = _zalo_groups(name, _decoded(name, content)[0])
    else:
        raise UserError(
            _("This kind of file is not known"),
            place=name,
            expected=", ".join(SUFFIXES),
            remedy=_("Save the list as an Excel or CSV file and load that."),
            code="unknown_file_kind",
        )
    sheets = [_as_unicode(replace(sheet, sha256=sha256)) for sheet in found if any(any(row) for row in sheet.rows)]
    if not sheets:
        raise UserError(
            _("The file holds no rows"),
            place=name,
            remedy=_("Check that the right file was chosen."),
            code="empty_file",
        )
    return sheets


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    from kpi.ingest.reading.encodings import decode  # a workbook needs none of it

    return decode(name, content)


def _zalo_groups(name: str, text: str) -> list[Sheet]:
    """The groups of a Zalo file. JSON may nest without end, hold numbers of any length, and halves of emoji."""
    from kpi.ingest.reading import zalo

    try:
        found = zalo.groups(name, text)
    except (RecursionError, ValueError, TypeError):
        raise UserError(
            _("The JSON file is broken"),
            place=name,
            remedy=_("Take the group's list anew and load the new file."),
            code="unreadable_file",
        ) from None
    return [
        Sheet(name, _whole(group.id), "", [[_whole(cell) for cell in row] for row in group.rows], missing=group.missing)
        for group in found
    ]


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _as_unicode(sheet: Sheet) -> Sheet:
    """A sheet in Unicode; one typed in an old font's encoding, or damaged on its way, is converted, and says so."""
    if are_unicode(sample_words(cell for row in sheet.rows for cell in row)):
        return sheet
    from kpi.vietnamese.legacy import (  # its tables are not needed by sound lists
        convert,
        is_damaged,
        mended,
        recognise_legacy,
    )

    if is_damaged(cell for row in sheet.rows for cell in row):
        right = cache(mended)  # names share their parts, and lists their villages
        return replace(sheet, rows=[list(map(right, row)) for row in sheet.rows], encoding="UTF-8")
    encoding = recognise_legacy(cell for row in sheet.rows for cell in row)
    if not encoding:
        return sheet
    return replace(sheet, rows=[[convert(cell, encoding) for cell in row] for row in sheet.rows], encoding=encoding)


def _delimited(name: str, content: bytes) -> list[Sheet]:
    """The table of a text; of members copied from Zalo's screen a sheet for each group, numbered where there are several."""
    text, encoding = _decoded(name, content)
    if len(content) < TALL_BYTES and (groups := pasted.tables(name, text)):
        numbers = [""] if len(groups) == 1 else list(map(str, range(1, len(groups) + 1)))
        return [Sheet(name, number, "", rows) for number, rows in zip(numbers, groups, strict=True)]
    if (entries := written.table(text)) is not None:
        return [Sheet(name, "", "", entries.rows, source_rows=entries.sources, is_written=True)]
    table = read_text(name, text, content if encoding == "UTF-8" else None)
    return [Sheet(name, "", "", table.rows, is_delimited=True, broken_rows=table.broken, wrapped_lines=table.wrapped)]
