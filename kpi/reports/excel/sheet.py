"""One worksheet opened as its own XML, to fill cells in it: what is not filled stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from kpi.reports.excel.formulas import letters

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576


def place_of(cell: str) -> tuple[int, int] | None:
    """Row and column of "C5", counted from 1; None where it names no cell."""
    found = _CELL.fullmatch(cell)
    if found is None or int(found[2]) > _LAST_ROW or column_number(found[1]) > _LAST_COLUMN:
        return None
    return int(found[2]), column_number(found[1])


def column_number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Worksheet:
    """One worksheet; cells are called as Excel calls them (C5)."""

    def __init__(self, content: bytes, format_of: Callable[[int], str]) -> None:
        """``format_of``: the number format of each of the workbook's looks."""
        self._root = parsed(content)
        self._format_of = format_of
        self.touched = False
        self._name_places()

    def _name_places(self) -> None:
        """Rows and cells may be written without their place, which is then the next one."""
        number = 0
        for row in self._data:
            number = int(row.get("r") or number + 1)
            row.set("r", str(number))
            column = 0
            for cell in row:
                column = _placed(cell.get("r"))[1] if cell.get("r") else column + 1
                cell.set("r", f"{letters(column - 1)}{number}")

    @cached_property
    def _data(self) -> Any:
        return next(self._all("sheetData"))

    @cached_property
    def _rows(self) -> dict[int, Any]:
        return {int(row.get("r")): row for row in self._data}

    @cached_property
    def _spans(self) -> list[tuple[str, str]]:
        """The first and the last cell of every merged cell."""
        return [_ends(merged.get("ref")) for merged in self._all("mergeCell")]

    @cached_property
    def _arrays(self) -> list[tuple[str, str]]:
        """Cells that take part in a formula of another one."""
        return [_ends(formula.get("ref")) for formula in self._all("f") if formula.get("t") in ("array", "dataTable")]

    def covering(self, cell: str) -> str | None:
        """The merged cell under which a cell is hidden; None where it is not."""
        return next((first for first, last in self._spans if cell != first and _within(cell, first, last)), None)

    def is_merged(self, first: str, last: str) -> bool:
        return (first, last) in self._spans

    def has_formula(self, cell: str) -> bool:
        found = self._cell(cell)
        own = found is not None and any(name_of(child) == "f" for child in found)
        return own or any(_within(cell, first, last) for first, last in self._arrays)

    def number_format(self, cell: str) -> str:
        """The cell's number format, without what is written literally."""
        found = self._cell(cell)
        style = self._style(cell) if found is None else found.get("s")
        return _LITERAL.sub("", self._format_of(int(style or 0))).lower()

    def put(self, cell: str, value: str | None) -> None:
        """A number, as text of digits; None empties the cell."""
        element = self._emptied(cell)
        if value is not None:
            etree.SubElement(element, self._tag("v")).text = value

    def put_text(self, cell: str, text: str) -> None:
        """A text, which is never taken for a formula."""
        element = self._emptied(cell)
        element.set("t", "inlineStr")
        inside = etree.SubElement(etree.SubElement(element, self._tag("is")), self._tag("t"))
        inside.text = text
        inside.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def forget_results(self) -> None:
        """Formulas without what they last gave."""
        for cell in self._all("c"):
            if any(name_of(child) == "f" for child in cell):
                for result in [child for child in cell if name_of(child) in ("v", "is")]:
                    cell.remove(result)
                    self.touched = True
                cell.attrib.pop("t", None)

    def content(self) -> bytes:
        return xml_of(self._root)

    def _emptied(self, cell: str) -> Any:
        """The cell, made where there is none, with nothing but its place and its look."""
        self.touched = True
        found = self._cell(cell)
        element = self._new(cell) if found is None else found
        for name in set(element.attrib) - {"r", "s"}:
            del element.attrib[name]
        for child in list(element):
            element.remove(child)
        return element

    def _cell(self, cell: str) -> Any:
        row, _column = _placed(cell)
        return next((found for found in self._rows.get(row, ()) if found.get("r") == cell), None)

    def _new(self, cell: str) -> Any:
        """A cell where there was none, with the look of its row or column."""
        number, column = _placed(cell)
        row = self._rows.get(number)
        style = self._style(cell)
        if row is None:
            row = etree.Element(self._tag("row"), r=str(number))
            self._data.insert(sum(other < number for other in self._rows), row)
            self._rows[number] = row
        row.attrib.pop("spans", None)
        element = etree.Element(self._tag("c"), r=cell)
        if style:
            element.set("s", style)
        row.insert(sum(_placed(other.get("r"))[1] < column for other in row), element)
        return element

    def _style(self, cell: str) -> str | None:
        """The look that a new cell has by its row, else by its column."""
        number, column = _placed(cell)
        row = self._rows.get(number)
        if row is not None and row.get("customFormat") in ("1", "true"):
            return str(row.get("s", "0"))
        columns = (one for one in self._all("col") if int(one.get("min")) <= column <= int(one.get("max")))
        return next((one.get("style") for one in columns), None)

    def _all(self, name: str) -> Iterator[Any]:
        return iter(self._root.iter(self._tag(name)))

    def _tag(self, name: str) -> str:
        return f"{{{etree.QName(self._root).namespace}}}{name}"


def parsed(content: bytes) -> Any:
    """XML that asks for no other file and unfolds nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def xml_of(root: Any) -> bytes:
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def name_of(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _ends(reference: str) -> tuple[str, str]:
    first, _colon, last = reference.partition(":")
    return first, last or first


def _placed(cell: str) -> tuple[int, int]:
    place = place_of(cell)
    if place is None:
        raise ValueError(cell)
    return place


def _within(cell: str, first: str, last: str) -> bool:
    (row, column), (top, left), (bottom, right) = map(_placed, (cell, first, last))
    return top <= row <= bottom and left <= column <= right


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a table stands in its sheet, rows counted from 0: its first row below the head, and what is free after its notes."""

    name: str
    first: int
    after: int
    charted: bool
    widths: tuple[int, ...]
