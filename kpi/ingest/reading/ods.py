"""Marks of an OpenDocument workbook, whose cells say in their own text what they show."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kpi.i18n.messages import _
from kpi.ingest.reading.marks import Marks, Style
from kpi.ingest.reading.refusals import MOST_CELLS, too_large

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")
_GUESS = re.compile(r"-?\d+(?:[.,]\d+)?E[+-]?\d+|(?:\d+ )?\d+/\d+")
_ADDED = re.compile(r"(?=.*\d)(?:0\d[\d ]*|[^.,%]*[^\W\d_][^.,%]*)")
_MOST_REPEATED = 1_000_000


def ods_marks(file: str, xml: bytes) -> dict[str, Marks]:
    """By sheet, its marks; a sheet that reaches too far out is refused."""
    refuse_stray_cells(file, xml)
    found: dict[str, Marks] = {}
    struck: set[str] = set()
    for _event, element in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314  its size is bounded before
        if element.tag == f"{_STYLE}style":
            lines = (part.get(f"{_STYLE}text-line-through-style", "none") for part in element)
            if any(line != "none" for line in lines):
                struck.add(element.get(f"{_STYLE}name", ""))
        elif element.tag == f"{_TABLE}table":
            found[element.get(f"{_TABLE}name", "")] = _marks(element, struck)
            element.clear()
    return found


def _marks(table: Element, struck: set[str]) -> Marks:
    marks = Marks()
    column = 0
    for element in table.iter(f"{_TABLE}table-column"):
        times = _times(element, "columns")
        if _is_hidden(element):
            marks.hidden_columns.update(range(column, column + min(times, 1_000)))
        column += times
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        times = _times(line, "rows")
        filled = list(_filled(line))
        if filled:
            for number in range(row, row + times):
                for place, cell in filled:
                    _note(marks, number, place, cell, struck)
            if _is_hidden(line):
                marks.hidden_rows.update(range(row, row + times))
        row += times
    return marks


def _filled(line: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row that hold something, with their columns."""
    column = 0
    for cell in line:
        times = _times(cell, "columns")
        if cell.get(f"{_OFFICE}value-type") or cell.get(f"{_TABLE}formula") is not None:
            yield from ((column + place, cell) for place in range(min(times, 1_000)))
        column += times


def _note(marks: Marks, row: int, column: int, cell: Element, struck: set[str]) -> None:
    text = "\n".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p"))
    kind = cell.get(f"{_OFFICE}value-type")
    marks.note(row, column, Style("", cell.get(f"{_TABLE}style-name") in struck), None)
    if cell.get(f"{_TABLE}formula") is not None and not text and cell.get(f"{_OFFICE}value") is None:
        marks.unsaved.add((row, column))
    elif cell.get(f"{_CALC}value-type") == "error":
        marks.texts[row, column] = text if _ERROR.fullmatch(text) else "#VALUE!"
    elif kind == "float" and _GUESS.fullmatch(text):
        marks.guessed[column].add(row)
    elif kind == "float" and _ADDED.fullmatch(text):
        marks.texts[row, column] = text


_IN_TABLE = re.compile(rb"<table:table\s")
_IN_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_IN_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_IN_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,7})"')


def refuse_stray_cells(file: str, xml: bytes) -> None:
    """The same for OpenDocument, whose reader copies the block: one cell may be told to stand in a million rows."""
    for table in _IN_TABLE.split(xml)[1:]:
        row = lowest = widest = 0
        for attributes, inside in _IN_ROW.findall(table):
            row += _times_in(attributes)
            column = 0
            for cell in _IN_CELL.findall(inside):
                column += _times_in(cell)
                if b"value-type" in cell:
                    lowest, widest = row, max(widest, column)
        if lowest * widest > MOST_CELLS // 3:
            raise too_large(file, _("{rows} rows × {columns} columns", rows=lowest, columns=widest))


def _times_in(attributes: bytes) -> int:
    times = _IN_REPEATED.search(attributes)
    return int(times[1]) if times else 1


def _is_hidden(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _times(element: Element, what: str) -> int:
    times = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(times), _MOST_REPEATED) if times.isdigit() else 1
