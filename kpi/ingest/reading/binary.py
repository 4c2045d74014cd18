"""Marks of the two binary kinds of workbook (xls, xlsb), record by record; their cells are read by calamine."""

from __future__ import annotations

import codecs
import io
import struct
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kpi.ingest.reading.marks import BUILT_IN, Marks, Style, WorkbookMarks

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_MOST_HIDDEN = 1_000  # columns that one record may hide


@dataclass(slots=True)
class Styles:
    """The styles of a workbook, from the records that name fonts and number formats."""

    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    struck_fonts: list[bool] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)  # font, format
    gap: int = 0  # xls has no font of the number 4

    def of(self, number: int) -> Style:
        if number >= len(self.cells):
            return Style()
        font, code = self.cells[number]
        font -= bool(self.gap and font > self.gap)
        return Style(self.formats.get(code, ""), font < len(self.struck_fonts) and self.struck_fonts[font])


def _rk(packed: int) -> float:
    """A number as both kinds pack it: a whole one or the upper half of a real one, perhaps in hundredths."""
    if packed & 2:
        number = float(struct.unpack("<i", struct.pack("<I", packed))[0] >> 2)
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return number / 100 if packed & 1 else number


# ---------------------------------------------------------------- xls


def xls_book(content: bytes) -> WorkbookMarks:
    """The marks of an old workbook (Excel 5 to 2003)."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(content)) as container:
        _refuse_loops(container.fat)
        stream = container.openstream("Workbook" if container.exists("Workbook") else "WorkbookMarks").read()
    book, styles = WorkbookMarks(), Styles(gap=4)
    places: list[tuple[str, int]] = []
    codec, is_old = "cp1252", False
    for kind, data in _xls_records(stream, 0):
        if kind == 0x809:
            is_old = data[:2] == b"\x00\x05"
        elif kind == 0x42:
            codec = _codec(struct.unpack_from("<H", data)[0])
        elif kind == 0x22:
            book.since_1904 = data[:1] == b"\x01"
        elif kind == 0x31:
            styles.struck_fonts.append(bool(data[2] & 8))
        elif kind == 0x41E:
            styles.formats[data[0] | data[1] << 8] = _xls_text(data[2:], codec, is_old=is_old, wide=True)
        elif kind == 0xE0:
            font, code = struct.unpack_from("<HH", data)
            styles.cells.append((font, code))
        elif kind == 0x85 and data[5] == 0:
            places.append((_xls_text(data[6:], codec, is_old=is_old, wide=False), struct.unpack_from("<I", data)[0]))
    for name, start in places:
        book.marks[name] = _xls_marks(stream, start, styles, codec if is_old else "")
    return book


def _refuse_loops(following: Sequence[int]) -> None:
    """ValueError where a chain of sectors comes back to itself: calamine would follow it for ever."""
    walked = bytearray(len(following))  # 1: in the chain at hand, 2: known to end
    for start in range(len(following)):
        chain = []
        sector = start
        while sector < len(following) and not walked[sector]:
            walked[sector] = 1
            chain.append(sector)
            sector = following[sector]
        if sector < len(following) and walked[sector] == 1:
            raise ValueError("a loop of sectors")
        for sector in chain:
            walked[sector] = 2


def _xls_records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place down to the end of their part; parts within it (charts) are passed over."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        start += 4 + length
        depth += kind == 0x809
        if depth == 1:
            yield kind, stream[start - length : start]
        if kind == 0x0A:
            depth -= 1
            if depth <= 0:
                return


def _codec(page: int) -> str:
    """Python's name of a code page; Western Europe for one that Python does not have."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"


def _letters(data: bytes, codec: str) -> str:
    return unicodedata.normalize("NFC", data.decode(codec, "replace"))


def _xls_text(data: bytes, codec: str, *, is_old: bool, wide: bool) -> str:
    """A text behind its length; the length of a number format has two bytes since Excel 97."""
    if is_old:
        return _letters(data[1 : 1 + data[0]], codec)
    length, data = (struct.unpack_from("<H", data)[0], data[2:]) if wide else (data[0], data[1:])
    return data[1 : 1 + 2 * length].decode("utf-16-le") if data[0] & 1 else data[1 : 1 + length].decode("latin-1")


def _xls_marks(stream: bytes, start: int, styles: Styles, codec: str) -> Marks:
    marks = Marks()
    waiting: tuple[int, int] | None = None  # a formula whose text stands in the next record
    for kind, data in _xls_records(stream, start):
        if waiting is not None and kind not in (0x207, 0x4BC, 0x221, 0x236):
            marks.unsaved.add(waiting)
            waiting = None
        if kind == 0x207:
            if waiting is not None and not int.from_bytes(data[:2], "little"):
                marks.unsaved.add(waiting)
            waiting = None
        elif kind == 0x208:
            if data[12] & 0x20:
                marks.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind == 0x7D:
            first, last = struct.unpack_from("<HH", data)
            if data[8] & 1:
                marks.hidden_columns.update(range(first, min(last + 1, first + _MOST_HIDDEN)))
        elif kind == 0x06 and data[12:14] == b"\xff\xff" and data[6] in (0, 3):
            waiting = struct.unpack_from("<HH", data)
            marks.note(*waiting, styles.of(struct.unpack_from("<H", data, 4)[0]), None)
        else:
            _note_xls_cell(marks, kind, data, styles, codec)
    return marks


def _note_xls_cell(marks: Marks, kind: int, data: bytes, styles: Styles, codec: str) -> None:
    if kind not in (0x203, 0x27E, 0xBD, 0x06, 0xFD, 0x204, 0xD6, 0x205):
        return
    row, column, style = struct.unpack_from("<HHH", data)
    if kind == 0xBD:
        for place, at in enumerate(range(4, len(data) - 2, 6)):
            style, packed = struct.unpack_from("<HI", data, at)
            marks.note(row, column + place, styles.of(style), _rk(packed))
        return
    number: float | None = None
    if kind in (0x203, 0x06) and data[12:14] != b"\xff\xff":
        number = struct.unpack_from("<d", data, 6)[0]
    elif kind == 0x27E:
        number = _rk(struct.unpack_from("<I", data, 6)[0])
    marks.note(row, column, styles.of(style), number)
    if kind == 0x205 and data[7] or kind == 0x06 and data[12:14] == b"\xff\xff" and data[6] == 2:
        marks.texts[row, column] = _ERRORS.get(data[6] if kind == 0x205 else data[8], "#VALUE!")
    elif kind in (0x204, 0xD6) and codec:
        length = struct.unpack_from("<H", data, 6)[0]
        marks.texts[row, column] = _letters(data[8 : 8 + length], codec)


# ---------------------------------------------------------------- xlsb


def xlsb_book(archive: zipfile.ZipFile) -> WorkbookMarks:
    """The marks of a binary workbook of Excel 2007 and later."""
    from kpi.ingest.reading.xlsx import relations, unpacked

    book, styles = WorkbookMarks(), _xlsb_styles(archive)
    targets = relations(archive, "xl/_rels/workbook.bin.rels")
    for kind, data in _xlsb_records(unpacked(archive, "xl/workbook.bin")):
        if kind == 153:
            book.since_1904 = bool(data[0] & 1)
        elif kind == 156:
            relation, end = _wide(data, 8)
            part = targets.get(relation, "")
            if part in archive.namelist():
                book.marks[_wide(data, end)[0]] = _xlsb_marks(unpacked(archive, part), styles)
    return book


def _xlsb_records(part: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(part):
        kind, place = _number(part, place, most=2)
        length, place = _number(part, place, most=4)
        yield kind, part[place : place + length]
        place += length


def _number(part: bytes, place: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first; a record's kind keeps its eighth bits."""
    found = 0
    for count in range(most):
        byte = part[place + count]
        found |= (byte & 0x7F) << 7 * count
        if byte < 0x80:
            return found, place + count + 1
    return found, place + most


def _wide(data: bytes, place: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", data, place)[0]
    end = place + 4 + 2 * min(length, len(data))
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def _xlsb_styles(archive: zipfile.ZipFile) -> Styles:
    from kpi.ingest.reading.xlsx import unpacked

    styles, is_cells = Styles(), False
    if "xl/styles.bin" not in archive.namelist():
        return styles
    for kind, data in _xlsb_records(unpacked(archive, "xl/styles.bin")):
        if kind == 44:
            styles.formats[data[0] | data[1] << 8] = _wide(data, 2)[0]
        elif kind == 43:
            styles.struck_fonts.append(bool(data[2] & 8))
        elif kind in (617, 618):
            is_cells = kind == 617
        elif kind == 47 and is_cells:
            _parent, code, font = struct.unpack_from("<HHH", data)
            styles.cells.append((font, code))
    return styles


def _xlsb_marks(part: bytes, styles: Styles) -> Marks:
    marks, row = Marks(), 0
    for kind, data in _xlsb_records(part):
        if kind == 0:
            row = struct.unpack_from("<I", data)[0]
            if data[11] & 0x10:
                marks.hidden_rows.add(row)
        elif kind == 60:
            first, last, _width, _style, flags = struct.unpack_from("<IIIIH", data)
            if flags & 1:
                marks.hidden_columns.update(range(first, min(last + 1, first + _MOST_HIDDEN)))
        elif 2 <= kind <= 11:
            column = struct.unpack_from("<I", data)[0]
            number: float | None = None
            if kind == 2:
                number = _rk(struct.unpack_from("<I", data, 8)[0])
            elif kind in (5, 9):
                number = struct.unpack_from("<d", data, 8)[0]
            marks.note(row, column, styles.of(int.from_bytes(data[4:7], "little")), number)
            if kind in (3, 11):
                marks.texts[row, column] = _ERRORS.get(data[8], "#VALUE!")
            elif kind == 8 and not _wide(data, 8)[0]:
                marks.unsaved.add((row, column))
    return marks
