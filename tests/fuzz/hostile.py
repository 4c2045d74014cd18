"""Files that nobody makes by hand: bombs, giants, and workbooks with anything in their XML."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

HEADER = ("Mã hộ", "Họ và tên chủ hộ", "Thôn")
PERSON = ("H01", "Nguyễn Văn A", "T1")
DAY = "Danh sách tính đến ngày 30/6/2024"
ZEROS = bytes(1_000_000)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    cells = "".join(cell(f"{chr(65 + column)}{number}", text) for column, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


LIST = row(1, DAY) + row(2, *HEADER) + row(3, *PERSON)


def sheet_xml(rows: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def workbook(sheet: str, **others: str) -> bytes:
    """An xlsx around the XML of its one sheet; ``others`` replace its other parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **others}.items():
            archive.writestr(name, part)
    return content.getvalue()


def bomb(megabytes: int, part: str = "xl/worksheets/sheet1.xml", told: int | None = None) -> bytes:
    """An xlsx whose one part unpacks to so many megabytes of zeros, put together from one packed megabyte.

    ``told``: the size that its directory says instead.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = (packer.compress(ZEROS) + packer.flush(zlib.Z_FULL_FLUSH)) * megabytes + b"\x03\x00"
    size = megabytes * len(ZEROS) if told is None else told
    parts = {**PARTS, "xl/worksheets/sheet1.xml": sheet_xml(LIST)}
    found = {name: (text.encode(), 0, len(text.encode())) for name, text in parts.items()} | {part: (packed, 8, size)}
    return _zip(found)


def _zip(parts: dict[str, tuple[bytes, int, int]]) -> bytes:
    """An archive of parts as they are packed, with the method and the size that it shall tell of each."""
    body, directory = b"", b""
    for name, (packed, method, size) in parts.items():
        facts = (method, 0, 0x21, zlib.crc32(packed) if method == 0 else 0, len(packed), size, len(name), 0)
        directory += struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, *facts, 0, 0, 0, 0, len(body)) + name.encode()
        body += struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, *facts) + name.encode() + packed
    count = len(parts)
    return body + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def laughs() -> bytes:
    """A sheet whose one cell is an entity that unfolds to 10^9 laughs."""
    entities = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))]
    return workbook(sheet_xml(LIST + row(4, "H02", "&l9;", "T1"), f"<!DOCTYPE worksheet [{''.join(entities)}]>"))


def laughing_names() -> bytes:
    """The same in the part that names the sheets."""
    entities = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))]
    names = PARTS["xl/workbook.xml"].replace('name="S"', 'name="&l9;"')
    return workbook(sheet_xml(LIST), **{"xl/workbook.xml": f"<!DOCTYPE workbook [{''.join(entities)}]>{names}"})


def empty_rows() -> bytes:
    """Styled empty cells on every row that Excel has."""
    tail = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(4, 1_048_577))
    return workbook(sheet_xml(LIST + tail))


def last_row() -> bytes:
    return workbook(sheet_xml(LIST + '<row r="1048576"/>'))


def stray_cell() -> bytes:
    return workbook(sheet_xml(LIST + f'<row r="1048576">{cell("XFD1048576", "x")}</row>'))


def unnamed_stray_cell() -> bytes:
    """A cell that says no place of its own lies behind the one before it."""
    far = '<row r="1048576"><c r="XFC1048576" s="0"/><c t="inlineStr"><is><t>x</t></is></c></row>'
    return workbook(sheet_xml(LIST + far))


def other_quotes() -> bytes:
    """XML leaves the order of attributes free, and the kind of quotes."""
    far = """<row spans='1:2' r='1048576'><c t='inlineStr' r='XFD1048576'><is><t>x</t></is></c></row>"""
    return workbook(sheet_xml(LIST + far))


def prefixed_tags() -> bytes:
    far = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="1048576">'
    return workbook(far + '<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>')


def rows_without_numbers() -> bytes:
    return workbook(sheet_xml(LIST + f"<row>{cell('XFD1048576', 'x')}</row>"))


def stray_in_libre_office(rows: int = 1_048_576, columns: int = 16_384) -> bytes:
    """One cell that is repeated over all columns of all rows."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    xml = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
        f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">'
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return content.getvalue()


def wide_sheet(columns: int = 2000) -> bytes:
    extra = "".join(cell(f"{letters}2", f"Cột {letters}") for letters in _letters(3, columns))
    head = row(2, *HEADER).replace("</row>", f"{extra}</row>")
    return workbook(sheet_xml(row(1, DAY) + head + row(3, *PERSON)))


def _letters(first: int, last: int) -> Iterator[str]:
    for position in range(first, last):
        letters, rest = "", position + 1
        while rest:
            rest, one = divmod(rest - 1, 26)
            letters = chr(65 + one) + letters
        yield letters


Maker = Callable[[], bytes]
# What must be refused, with its code; and what is odd, but a list.
REFUSED: dict[str, tuple[Maker, str]] = {
    "bomb.xlsx": (lambda: bomb(4000), "too_large"),
    "bomb_of_strings.xlsx": (lambda: bomb(700, "xl/sharedStrings.xml"), "too_large"),
    "lying_bomb.xlsx": (lambda: bomb(800, told=5000), "unreadable_file"),
    "lying_strings.xlsx": (lambda: bomb(800, "xl/sharedStrings.xml", told=5000), "unreadable_file"),
    "laughs.xlsx": (laughs, "unreadable_file"),
    "laughing_names.xlsx": (laughing_names, "unreadable_file"),
    "stray_cell.xlsx": (stray_cell, "too_large"),
    "unnamed_stray_cell.xlsx": (unnamed_stray_cell, "too_large"),
    "other_quotes.xlsx": (other_quotes, "too_large"),
    "prefixed_tags.xlsx": (prefixed_tags, "too_large"),
    "rows_without_numbers.xlsx": (rows_without_numbers, "too_large"),
    "stray_in_libre_office.ods": (lambda: stray_in_libre_office(columns=20), "too_large"),
}
LOADED: dict[str, Maker] = {"empty_rows.xlsx": empty_rows, "last_row.xlsx": last_row, "wide_sheet.xlsx": wide_sheet}
