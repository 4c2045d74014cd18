"""Marks of an .xlsx workbook, from the XML beside and around its cells; calamine reads the cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kpi.i18n.messages import _
from kpi.ingest.reading.marks import BUILT_IN, Marks, Style, WorkbookMarks, says_something
from kpi.ingest.reading.refusals import MOST_CELLS, too_large

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def xlsx_book(name: str, archive: zipfile.ZipFile) -> WorkbookMarks:
    """The marks of a workbook; one whose sheets reach too far out is refused."""
    workbook = ElementTree.fromstring(unpacked(archive, "xl/workbook.xml"))  # noqa: S314
    styles, names = _styles(archive), set(archive.namelist())
    properties = [element.get("date1904", "") for element in workbook.iter() if element.tag.endswith("}workbookPr")]
    marks = {
        title: _marks_of(name, title, _in_excels_form(unpacked(archive, part)), styles)
        for title, part in _sheet_parts(archive, workbook)
        if part in names
    }
    return WorkbookMarks(marks, since_1904=any(value in ("1", "true") for value in properties))


def unpacked(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part of the archive, never more of it than its directory says."""
    with archive.open(part) as stream:
        return stream.read(archive.getinfo(part).file_size + 1)


def _in_excels_form(xml: bytes) -> bytes:
    """Attributes and tags as Excel writes them; other programs may use prefixes, the other quotes, and more spaces."""
    if b":sheetData" in xml:
        xml = re.sub(rb"<(/?)\w+:", rb"<\1", xml)
    if b"='" in xml or b"= '" in xml:
        xml = re.sub(rb"=\s*'([^'\"<>]*)'", rb'="\1"', xml)
    if b' ="' in xml or b'= "' in xml:
        xml = re.sub(rb'\s*=\s*"', b'="', xml)
    return xml


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts of the archive that a list of relations names, by their ids."""
    elements = ElementTree.fromstring(unpacked(archive, part))  # noqa: S314  parts are bounded before
    targets = {element.get("Id", ""): element.get("Target", "") for element in elements}
    return {name: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for name, target in targets.items()}


def _sheet_parts(archive: zipfile.ZipFile, workbook: Element) -> Iterator[tuple[str, str]]:
    """The sheets' names, and the part of the archive that holds each."""
    targets = relations(archive, "xl/_rels/workbook.xml.rels")
    for element in workbook.iter():
        if element.tag.endswith("}sheet"):
            yield element.get("name", ""), targets.get(element.get(_RELATION, ""), "")


def _styles(archive: zipfile.ZipFile) -> dict[int, Style]:
    """The styles whose cells need a look, by their numbers."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = ElementTree.fromstring(unpacked(archive, "xl/styles.xml"))  # noqa: S314
    formats, struck = dict(BUILT_IN), []
    found: dict[int, Style] = {}
    for group in root:
        kind = group.tag.rpartition("}")[2]
        if kind == "numFmts":
            formats.update({_number(one, "numFmtId"): one.get("formatCode", "") for one in group})
        elif kind == "fonts":
            struck = [
                any(part.tag.endswith("}strike") and part.get("val") not in ("0", "false") for part in font)
                for font in group
            ]
        elif kind == "cellXfs":
            for number, one in enumerate(group):
                font = _number(one, "fontId")
                style = Style(formats.get(_number(one, "numFmtId"), ""), font < len(struck) and struck[font])
                if says_something(style):
                    found[number] = style
    return found


def _number(element: Element, name: str) -> int:
    value = element.get(name, "0")
    return int(value) if value.isdecimal() else 0


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


def _marks_of(file: str, title: str, xml: bytes, styles: dict[int, Style]) -> Marks:
    _refuse_stray_cells(file, title, xml)
    marks = Marks()
    if b'hidden="' in xml:
        for attributes in _ROW.findall(xml):
            number = _NUMBER.search(attributes)
            if number and _HIDDEN.search(attributes):
                marks.hidden_rows.add(int(number[1]) - 1)
        for attributes in _COLUMN.findall(xml):
            ends = {side: int(value) for side, value in _FIRST_LAST.findall(attributes)}
            if len(ends) == 2 and _HIDDEN.search(attributes):
                marks.hidden_columns.update(range(ends[b"min"] - 1, min(ends[b"max"], ends[b"min"] + 999)))
    if b"<f" in xml:
        marks.unsaved = {(int(row) - 1, _column(letters)) for letters, row in _FORMULA_ONLY.findall(xml)}
    if styles:
        _note_styled(marks, xml, styles)
    marks.texts.update(_errors(xml))
    return marks


def _note_styled(marks: Marks, xml: bytes, styles: dict[int, Style]) -> None:
    """The filled cells in one of these styles."""
    numbers = b"|".join(str(number).encode() for number in styles)
    styled = re.compile(rb'<c\b(?=[^>]*\bs="(' + numbers + rb')")([^>]*)(?<!/)>(.*?)</c>', re.DOTALL)
    for number, attributes, inside in styled.findall(xml):
        place, value = _PLACE.search(attributes), _VALUE.search(inside)
        if place and (value or b"<is>" in inside):
            is_number = value is not None and value[1] and (b't="' not in attributes or b't="n"' in attributes)
            figure = _figure(value[1]) if value is not None and is_number else None
            marks.note(int(place[2]) - 1, _column(place[1]), styles[int(number)], figure)


def _figure(text: bytes) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


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


def _column(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - 64
    return position - 1
