"""Excel and LibreOffice workbooks as text. Calamine reads their cells; what it does not say of them stands in ``marks``.

A packed workbook's parts are measured before they are unpacked: a small file that unpacks to a mountain, or one stray cell in
the last column of the last row, must not take the PC's memory.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from xml.etree import ElementTree

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.reading import disguised
from kpi.ingest.reading.binary import xls_book, xlsb_book
from kpi.ingest.reading.guards import without_guard
from kpi.ingest.reading.marks import EXACT, Marks, WorkbookMarks
from kpi.ingest.reading.ods import ods_marks
from kpi.ingest.reading.packed import MOST_PARTS, refuse_lies, unpacked_size
from kpi.ingest.reading.refusals import MOST_CELLS, locked, too_large, unreadable
from kpi.ingest.reading.sheet import Sheet, Span
from kpi.ingest.reading.tall import TALL, ByColumns
from kpi.ingest.reading.xlsx import unpacked, xlsx_book

LARGEST_UNPACKED = 600_000_000  # bytes; a list of a million rows unpacks to a third of it
# With this one Excel locks workbooks that nobody locked, and opens them without asking.
_EXCELS_OWN_PASSWORD = "VelvetSweatshop"  # noqa: S105
# A workbook behind a password: the stream that holds it, or the second record of an old one. The reader tells it of files
# on the disk only; of bytes it says that it knows no such format.
_LOCKED = re.compile(
    rb"\A\xd0\xcf\x11\xe0.*(?:"
    + "EncryptedPackage".encode("utf-16-le")
    + rb"|\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00)",
    re.DOTALL,
)
# What Python says of archives and XML that are damaged, packed in a way of their own, or behind a password.
_BROKEN = (
    ValueError, OSError, LookupError, EOFError, OverflowError, RuntimeError, struct.error, zlib.error, zipfile.BadZipFile,
    ElementTree.ParseError,
)  # fmt: skip
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0", b"\x09")
_TIMES = (date, time, timedelta)


def sheets(name: str, content: bytes, password: str = "") -> list[Sheet]:
    """Every worksheet of a workbook, in its order. A locked, broken or monstrous one is refused with a remedy."""
    from python_calamine import CalamineError

    if not content:
        raise unreadable(name, _("an empty file"))
    if not content.startswith(_WORKBOOKS):
        found = disguised.sheets(name, content) if name.lower().endswith(".xls") else []
        if not found:
            raise unreadable(name, _("a text, a web page or another kind of file under the name of a workbook"))
        return found
    is_locked = _LOCKED.search(content) is not None
    try:
        return list(_sheets(name, _unlocked(content, password) if is_locked else content))
    except UserError:
        raise
    except (CalamineError, *_BROKEN) as error:
        if is_locked or type(error).__name__ == "PasswordError":
            raise locked(name, is_wrong=bool(password)) from None
        raise unreadable(name, _("a broken file, or not an Excel file")) from None
    except BaseException as error:  # the reader is compiled, and a broken file may make it give up in its own way
        if type(error).__name__ != "PanicException":
            raise
        raise unreadable(name, _("a broken file, or not an Excel file")) from None


def _unlocked(content: bytes, password: str) -> bytes:
    """The workbook without its lock; ValueError where the password does not open it."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    for known in filter(None, (password, _EXCELS_OWN_PASSWORD)):
        opened = io.BytesIO()
        try:
            book = msoffcrypto.OfficeFile(io.BytesIO(content))
            book.load_key(password=known)
            book.decrypt(opened)
            return opened.getvalue()
        except (DecryptionError, FileFormatError, InvalidKeyError, ParseError):
            continue
    raise ValueError("locked")


def _sheets(name: str, content: bytes) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    said = _packed_book(name, content) if content.startswith(b"PK") else xls_book(content)
    book = load_workbook(io.BytesIO(content))
    worksheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    for number, sheet in enumerate(worksheets):
        page = book.get_sheet_by_name(sheet.name)
        is_hidden = sheet.visible is not SheetVisibleEnum.Visible
        yield _sheet(name, page, said.of(sheet.name, number), is_hidden=is_hidden, since_1904=said.since_1904)


def _packed_book(name: str, content: bytes) -> WorkbookMarks:
    """What a packed workbook says beside its cells; one that unpacks to a mountain is refused."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts, size = archive.infolist(), unpacked_size(archive)
        if len(parts) > MOST_PARTS or size > LARGEST_UNPACKED:
            raise too_large(name, _("{size} MB when unpacked", size=size // 1_000_000))
        names = {part.filename for part in parts}
        refuse_lies(archive, LARGEST_UNPACKED, unread="xl/worksheets/")
        if "xl/workbook.xml" in names:
            return xlsx_book(name, archive)
        if "xl/workbook.bin" in names:
            return xlsb_book(archive)
        if "content.xml" in names:
            return WorkbookMarks(ods_marks(name, unpacked(archive, "content.xml")))
    return WorkbookMarks()


def _sheet(file: str, page: Any, marks: Marks, *, is_hidden: bool, since_1904: bool) -> Sheet:
    """The rows with the empty ones at the top kept, so that row numbers are those that Excel shows."""
    end = page.end
    if end is not None and (end[0] + 1) * (end[1] + 1) > MOST_CELLS:
        raise too_large(page.name, _("{rows} rows × {columns} columns", rows=end[0] + 1, columns=end[1] + 1))
    cells = list(zip(*page.to_python(skip_empty_area=False), strict=True))
    merged = tuple(Span(*start, *last) for start, last in page.merged_cell_ranges or ())
    columns = _columns(cells, marks)
    is_tall = not merged and bool(columns) and len(columns[0]) >= TALL
    rows = ByColumns(columns) if is_tall else list(map(list, zip(*columns, strict=True)))
    return Sheet(
        file, page.name, "", rows, frozenset(marks.hidden_rows), frozenset(marks.hidden_columns), merged,
        frozenset(marks.unsaved), is_hidden=is_hidden, struck_rows=frozenset(_struck_rows(marks, columns)),
        guessed=dict(_guessed(cells, marks)), since_1904=since_1904,
    )  # fmt: skip


def _columns(cells: Sequence[Sequence[object]], marks: Marks) -> list[list[str]]:
    """The texts of the cells, column by column, as the sheet shows them."""
    known = _Texts()
    columns = [known.of(column) for column in cells]
    for (row, position), text in marks.texts.items():
        if position < len(columns) and row < len(columns[position]):
            columns[position][row] = text
    for position, column in enumerate(columns):
        together = "\n".join(column)
        if "'" in together or '="' in together:
            columns[position] = list(map(without_guard, column))
    return columns


def _struck_rows(marks: Marks, columns: Sequence[Sequence[str]]) -> Iterator[int]:
    """Rows most of whose filled cells are struck through."""
    for row, struck in marks.struck.items():
        if struck and 2 * struck > sum(row < len(column) and bool(column[row].strip()) for column in columns):
            yield row


def _guessed(cells: Sequence[Sequence[object]], marks: Marks) -> Iterator[tuple[int, frozenset[int]]]:
    """By column, the rows of days, times, fractions and powers of ten."""
    for position, column in enumerate(cells):
        rows = set(marks.guessed.get(position, ()))
        if not {str, int, float, bool}.issuperset(map(type, column)):
            rows.update(row for row, cell in enumerate(column) if isinstance(cell, _TIMES))
        if rows:
            yield position, frozenset(rows)


def cell_text(value: object) -> str:
    """What a person would read in the cell: whole numbers without a point, no more digits than Excel keeps, dates as ISO, long
    numbers as damaged as they are."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and abs(value) < EXACT:
        value = float(f"{value:.15g}")  # 3.0000000000000004 is 3
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, (int, float)):
        return str(value) if abs(value) < EXACT else f"{value:.14E}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


class _Texts(dict[object, str]):
    """The texts of values that are none, each worked out once: the same numbers and days come again and again."""

    def __missing__(self, value: object) -> str:
        text = self[value] = cell_text(value)
        return text

    def of(self, cells: Sequence[object]) -> list[str]:
        """A column's texts; most hold nothing else, which a look at the types tells sooner than one at each cell."""
        if set(map(type, cells)) == {str}:
            return list(cast("Sequence[str]", cells))
        return [cell if isinstance(cell, str) else self[cell] for cell in cells]
