"""Excel and LibreOffice workbooks as text, with what calamine does not tell: what is hidden, merged, or was never calculated.

A workbook is a zip archive of XML. Its parts are measured before they are unpacked: a small file that unpacks to a
mountain, or one stray cell in the last column of the last row, must not take the PC's memory.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from xml.etree import ElementTree

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.reading.tall import TALL, TALL_WORKBOOK_BYTES, by_columns, prepare

# Excel keeps 15 digits of a number; a longer one has lost its end for good.
EXACT_DIGITS = 15
LARGEST_UNPACKED = 600_000_000  # bytes; a list of a million rows unpacks to a third of it
MOST_EXPANSION = 1_032  # times that packed bytes can grow
MOST_PARTS = 10_000
MOST_CELLS = 12_000_000  # rows × columns that a sheet spans, filled or not: a million households, with room
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
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Span(NamedTuple):
    """Merged cells, all four sides included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook."""

    name: str
    rows: Sequence[list[str]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Span, ...] = ()
    unsaved: frozenset[tuple[int, int]] = frozenset()
    is_hidden: bool = False
    missing: str = ""


def tables(name: str, content: bytes) -> list[Table]:
    """Every worksheet of a workbook, in its order. A locked, broken or monstrous one is refused with a remedy."""
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    if not content:
        raise unreadable(name, _("an empty file"))
    if len(content) > TALL_WORKBOOK_BYTES:
        prepare()
    try:
        marks = _marks(name, content) if content.startswith(b"PK") else {}
        book = load_workbook(io.BytesIO(content))
        found = []
        for sheet in book.sheets_metadata:
            if sheet.typ is SheetTypeEnum.WorkSheet:
                page = book.get_sheet_by_name(sheet.name)
                found.append(
                    _table(page, sheet.visible is not SheetVisibleEnum.Visible, marks.get(sheet.name, _NO_MARKS))
                )
        return found
    except UserError:
        raise
    except (CalamineError, *_BROKEN) as error:
        locked = type(error).__name__ == "PasswordError" or _LOCKED.search(content) is not None
        raise unreadable(name, _("a password") if locked else _("a broken file, or not an Excel file")) from None
    except BaseException as error:  # the reader is compiled, and a broken file may make it give up in its own way
        if type(error).__name__ != "PanicException":
            raise
        raise unreadable(name, _("a broken file, or not an Excel file")) from None


def unreadable(name: str, found: str) -> UserError:
    return UserError(
        _("The Excel file cannot be opened"),
        place=name,
        found=found,
        remedy=_("Open it in Excel, save it again without a password, and load the new file."),
        code="unreadable_file",
    )


def too_large(place: str, found: str) -> UserError:
    return UserError(
        _("The Excel file is too large to be a list"),
        place=place,
        found=found,
        remedy=_("Delete the empty rows and columns beyond the list in Excel, save it, and load it again."),
        code="too_large",
    )


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


class _Texts(dict[object, str]):
    """The texts of values that are none, each worked out once: the same numbers and days come again and again."""

    def __missing__(self, value: object) -> str:
        text = self[value] = cell_text(value)
        return text

    def of(self, cells: Sequence[object]) -> list[str]:
        """A row's or a column's texts."""
        return [cell if isinstance(cell, str) else self[cell] for cell in cells]


class _Marks(NamedTuple):
    """What stands in a sheet's XML beside its cells."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    unsaved: frozenset[tuple[int, int]]
    errors: Mapping[tuple[int, int], str]  # what calamine leaves out: #REF! and the like


_NO_MARKS = _Marks(frozenset(), frozenset(), frozenset(), {})


def _table(page: Any, is_hidden: bool, marks: _Marks) -> Table:
    """The rows with the empty ones at the top kept, so that row numbers are those that Excel shows."""
    end = page.end
    if end is not None and (end[0] + 1) * (end[1] + 1) > MOST_CELLS:
        raise too_large(page.name, _("{rows} rows × {columns} columns", rows=end[0] + 1, columns=end[1] + 1))
    rows = page.to_python(skip_empty_area=False)
    merged = tuple(Span(*start, *last) for start, last in page.merged_cell_ranges or ())
    told = _Texts()
    texts: Sequence[list[str]]
    if len(rows) >= TALL and not merged and not marks.errors:
        texts = by_columns([told.of(column) for column in zip(*rows, strict=True)])
    else:
        texts = [told.of(row) for row in rows]
    for (place, position), text in marks.errors.items():
        if place < len(texts) and position < len(texts[place]):
            texts[place][position] = text
    return Table(page.name, texts, marks.hidden_rows, marks.hidden_columns, merged, marks.unsaved, is_hidden)


def _marks(name: str, content: bytes) -> dict[str, _Marks]:
    """The marks of every sheet of an xlsx by its name; none for other workbooks (ods, xlsb)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
            raise too_large(name, _("{size} MB when unpacked", size=unpacked // 1_000_000))
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            if "content.xml" in names:
                _refuse_stray_ods_cells(name, _unpacked(archive, "content.xml"))
            return {}
        _refuse_lies(archive)
        return {
            title: _marks_of(name, title, _in_excels_form(_unpacked(archive, part)))
            for title, part in _sheet_parts(archive)
            if part in names
        }


def _unpacked(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part of the archive, never more of it than its directory says."""
    with archive.open(part) as stream:
        return stream.read(archive.getinfo(part).file_size + 1)


def _refuse_lies(archive: zipfile.ZipFile) -> None:
    """The reader unpacks whatever is packed: a large part is held against what the directory says of it (BadZipFile)."""
    for part in archive.infolist():
        if part.compress_size * MOST_EXPANSION > LARGEST_UNPACKED and not part.filename.startswith("xl/worksheets/"):
            with archive.open(part) as stream:
                while stream.read(1 << 20):
                    pass


def _in_excels_form(xml: bytes) -> bytes:
    """Attributes and tags as Excel writes them; other programs may use prefixes, the other quotes, and more spaces."""
    if b":sheetData" in xml:
        xml = re.sub(rb"<(/?)\w+:", rb"<\1", xml)
    if b"='" in xml or b"= '" in xml:
        xml = re.sub(rb"=\s*'([^'\"<>]*)'", rb'="\1"', xml)
    if b' ="' in xml or b'= "' in xml:
        xml = re.sub(rb'\s*=\s*"', b'="', xml)
    return xml


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets' names, and the part of the archive that holds each."""
    relations = ElementTree.fromstring(_unpacked(archive, "xl/_rels/workbook.xml.rels"))  # noqa: S314  parts are bounded above
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in ElementTree.fromstring(_unpacked(archive, "xl/workbook.xml")).iter():  # noqa: S314
        if element.tag.endswith("}sheet"):
            target = targets.get(element.get(_RELATION), "")
            yield element.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


_ROW = re.compile(rb"<row\b([^>]*)>")
_COLUMN = re.compile(rb"<col\b([^>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBER = re.compile(rb'\br="(\d+)"')
_FIRST_LAST = re.compile(rb'\b(min|max)="(\d+)"')
_BEYOND_Z = re.compile(rb'r="[A-Z][A-Z]')
_ROW_NUMBER = re.compile(rb'<row\b[^>]*?\br="(\d{1,7})"')
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_ERROR = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)(?<!/)>(.*?)</c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_FORMULA_ONLY = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)


def _marks_of(file: str, title: str, xml: bytes) -> _Marks:
    _refuse_stray_cells(file, title, xml)
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    if b'hidden="' in xml:
        for attributes in _ROW.findall(xml):
            number = _NUMBER.search(attributes)
            if number and _HIDDEN.search(attributes):
                hidden_rows.add(int(number[1]) - 1)
        for attributes in _COLUMN.findall(xml):
            ends = {side: int(value) for side, value in _FIRST_LAST.findall(attributes)}
            if len(ends) == 2 and _HIDDEN.search(attributes):
                hidden_columns.update(range(ends[b"min"] - 1, min(ends[b"max"], ends[b"min"] + 999)))
    unsaved = (
        {(int(row) - 1, _column(letters)) for letters, row in _FORMULA_ONLY.findall(xml)} if b"<f" in xml else set()
    )
    return _Marks(frozenset(hidden_rows), frozenset(hidden_columns), frozenset(unsaved), dict(_errors(xml)))


def _errors(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """Cells whose formula failed, with Excel's word for it; without it they would look empty."""
    if b't="e"' in xml:
        for attributes, inside in _ERROR.findall(xml):
            place, value = _PLACE.search(attributes), _VALUE.search(inside)
            if place and value:
                yield (int(place[2]) - 1, _column(place[1])), value[1].decode("utf-8", "replace")


def _refuse_stray_cells(file: str, title: str, xml: bytes) -> None:
    """The reader lays a sheet out as one block from A1 to its last cell: a stray cell far out would fill the memory."""
    if _BEYOND_Z.search(xml) is None and xml.count(b"<row") * 26 <= MOST_CELLS and _last_row(xml) * 26 <= MOST_CELLS:
        return  # at most 26 columns, and not too many rows for them
    widest = max({cell[1] for cell in _CELL.finditer(xml)}, key=_column, default=b"A")
    rows = {row[1] for row in _ROW_NUMBER.finditer(xml)} | {cell[2] for cell in _CELL.finditer(xml)}
    lowest = max(map(int, rows), default=1)
    if (_column(widest) + 1) * lowest > MOST_CELLS:
        last = max(_CELL.findall(xml), key=lambda cell: (_column(cell[0]) + 1) * int(cell[1]))
        place = _("{file}, sheet {sheet}", file=file, sheet=title)
        raise too_large(place, _("a cell far out: {cell}", cell=(last[0] + last[1]).decode()))


def _last_row(xml: bytes) -> int:
    """The number of the last row, where rows are numbered in their order as all programs write them."""
    number = _ROW_NUMBER.search(xml, max(xml.rfind(b"<row"), 0))
    return int(number[1]) if number else 1


_ODS_TABLE = re.compile(rb"<table:table\s")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,7})"')


def _refuse_stray_ods_cells(file: str, xml: bytes) -> None:
    """The same for OpenDocument, whose reader copies the block: one cell may be told to stand in a million rows."""
    for table in _ODS_TABLE.split(xml)[1:]:
        row = lowest = widest = 0
        for attributes, inside in _ODS_ROW.findall(table):
            row += _repeated(attributes)
            column = 0
            for cell in _ODS_CELL.findall(inside):
                column += _repeated(cell)
                if b"value-type" in cell:
                    lowest, widest = row, max(widest, column)
        if lowest * widest > MOST_CELLS // 3:
            raise too_large(file, _("{rows} rows × {columns} columns", rows=lowest, columns=widest))


def _repeated(attributes: bytes) -> int:
    times = _ODS_REPEATED.search(attributes)
    return int(times[1]) if times else 1


def _column(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - 64
    return position - 1
