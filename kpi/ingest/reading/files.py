"""Reads a file into sheets of text. Every cell is text from the first byte, so that codes, phones and uids keep every digit."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.reading import excel, pasted
from kpi.ingest.reading.excel import Span
from kpi.ingest.reading.tall import TALL_BYTES, TallRows, read_delimited
from kpi.vietnamese.syllables import are_unicode, sample_words

EXCEL = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
# Letters in which a long text file shows its titles, its width and its separator.
TALL_HEAD = 60_000
DELIMITED = (".csv", ".tsv", ".txt")
SUFFIXES = (*EXCEL, *DELIMITED, ".json")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of text as it stands in a file; ``rows[0]`` is the row that a person calls 1.

    What Excel shows or hides besides: ``hidden_rows`` and ``hidden_columns`` counted from 0, merged cells, and ``unsaved``,
    the cells (row, column) of formulas whose result was never saved. ``encoding``: the old font encoding that it was in.
    ``missing``: why its source itself gave a part only (``kpi.ingest.reading.zalo``).
    """

    file: str
    name: str
    sha256: str
    rows: Sequence[Sequence[str]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Span, ...] = ()
    unsaved: frozenset[tuple[int, int]] = frozenset()
    encoding: str = ""
    is_hidden: bool = False
    missing: str = ""


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
    tables: list[excel.Table]
    if suffix in EXCEL:
        tables = excel.tables(name, content)
    elif suffix in DELIMITED:
        tables = [excel.Table("", _delimited_rows(name, content))]
    elif suffix == ".json":
        tables = _zalo_tables(name, _decoded(name, content)[0])
    else:
        raise UserError(
            _("This kind of file is not known"),
            place=name,
            expected=", ".join(SUFFIXES),
            remedy=_("Save the list as an Excel or CSV file and load that."),
            code="unknown_file_kind",
        )
    sheets = [_sheet(name, sha256, table) for table in tables if any(any(row) for row in table.rows)]
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


def _zalo_tables(name: str, text: str) -> list[excel.Table]:
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
        excel.Table(_whole(group.id), [[_whole(cell) for cell in row] for row in group.rows], missing=group.missing)
        for group in found
    ]


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _sheet(file: str, sha256: str, table: excel.Table) -> Sheet:
    """A table as Unicode; one typed in an old font's encoding is converted, and says so."""
    rows, encoding = table.rows, ""
    if not are_unicode(sample_words(cell for row in rows for cell in row)):
        from kpi.vietnamese.legacy import convert, recognise_legacy  # its tables are not needed by sound lists

        encoding = recognise_legacy(cell for row in rows for cell in row) or ""
        rows = [[convert(cell, encoding) for cell in row] for row in rows] if encoding else rows
    return Sheet(
        file, table.name, sha256, rows, table.hidden_rows, table.hidden_columns, table.merged, table.unsaved, encoding,
        table.is_hidden, table.missing,
    )  # fmt: skip


def _delimited_rows(name: str, content: bytes) -> Sequence[list[str]]:
    text, encoding = _decoded(name, content)
    if encoding == "UTF-8" and len(content) >= TALL_BYTES:
        rows = _tall_rows(text, content)
        if rows is not None:
            return rows
    if len(content) < TALL_BYTES and (members := pasted.table(text)) is not None:
        return members
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise UserError(
            _("The text file is not a table"), place=name, found=str(error), code="unreadable_file"
        ) from None


def _tall_rows(text: str, content: bytes) -> TallRows | None:
    """A long table kept by columns; None where it is not even enough for that."""
    delimiter = _delimiter(text[:TALL_HEAD])
    head = list(csv.reader(io.StringIO(text[:TALL_HEAD], newline=""), delimiter=delimiter))[:-1]  # the last may be cut
    return read_delimited(content, delimiter, head) if head else None


def _delimiter(text: str) -> str:
    """The separator that cuts the first lines into most columns."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]

    def widest(mark: str) -> int:
        return max((line.count(mark) for line in lines), default=0)

    return max((",", ";", "\t"), key=widest)
