"""A workbook opened as the parts of its archive, to fill cells in its own XML: what is not filled stays as it is.

A program that reads a workbook and writes it again loses what it does not know (charts, pictures, rules of colour); here no part
is written again but the sheets that are filled. Results that formulas left behind are dropped, for they would be those of the
empty form; whoever opens the workbook has them worked out again.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from posixpath import join, normpath, split
from typing import Any

from lxml import etree

from kpi.ingest.reading.packed import refuse_mountains
from kpi.reports.excel.sheet import Worksheet, name_of, parsed, xml_of

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
# Excel's own number formats that a workbook does not spell out.
_BUILT_IN = {9: "0%", 10: "0.00%", **dict.fromkeys((*range(14, 23), *range(27, 37), *range(50, 59)), "d/m/yyyy")}
# What must come before the settings of calculation in a workbook's part.
_BEFORE_CALCULATION = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip


LARGEST_UNPACKED = 200_000_000  # bytes; a form has some hundred rows


class NotAWorkbook(Exception):
    """The bytes are no workbook that Excel writes."""


class Book:
    """A workbook's sheets and names; ``saved`` gives it with what was put into them."""

    def __init__(self, content: bytes) -> None:
        try:
            refuse_mountains(content, LARGEST_UNPACKED)
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                self._parts = [(info, archive.read(info)) for info in archive.infolist()]
            self._content = {info.filename: part for info, part in self._parts}
            self._main = next(iter(self._targets("", "/officeDocument").values()), "")
            self._workbook = parsed(self._content[self._main])
            self._places = dict(self._sheet_parts())
            self.sheets = {
                title: Worksheet(self._content[part], self.number_format) for title, part in self._places.items()
            }
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            AttributeError,
            etree.XMLSyntaxError,
            LookupError,
            ValueError,
            TypeError,
            StopIteration,
            RuntimeError,
        ) as error:
            raise NotAWorkbook from error

    @cached_property
    def names(self) -> dict[str, str]:
        """What each name of the workbook stands for, as it is written there."""
        found = self._workbook.iter(self._tag("definedName"))
        return {one.get("name"): one.text or "" for one in found if not one.get("name").startswith("_xlnm.")}

    def cell_named(self, name: str) -> tuple[str, str] | None:
        """Sheet and cell that a name stands for; None where it is not one cell, merged or not."""
        found = _REFERENCE.fullmatch(self.names[name])
        if found is None:
            return None
        quoted, plain, column, row, last_column, last_row = found.groups()
        title, first = quoted.replace("''", "'") if quoted else plain, f"{column}{row}"
        if title not in self.sheets:
            return None
        one = last_column is None or self.sheets[title].is_merged(first, f"{last_column}{last_row}")
        return (title, first) if one else None

    @property
    def counts_from_1904(self) -> bool:
        """Whether days are counted as old Macintoshes did."""
        return any(one.get("date1904") in ("1", "true") for one in self._workbook.iter(self._tag("workbookPr")))

    def number_format(self, style: int) -> str:
        number = self._formats[style] if style < len(self._formats) else 0
        return self._codes.get(number) or _BUILT_IN.get(number, "")

    def saved(self) -> bytes:
        """The workbook as an archive in which only what was filled, and formulas' old results, are changed."""
        changed = {self._main: self._calculated_when_opened()}
        for title, sheet in self.sheets.items():
            sheet.forget_results()
            if sheet.touched:
                changed[self._places[title]] = sheet.content()
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for info, part in self._parts:
                archive.writestr(copy.copy(info), changed.get(info.filename, part))
        return target.getvalue()

    @cached_property
    def _styles(self) -> Any:
        return parsed(self._content["xl/styles.xml"]) if "xl/styles.xml" in self._content else etree.Element("none")

    @cached_property
    def _formats(self) -> list[int]:
        """The number format of each look."""
        return [int(one.get("numFmtId", 0)) for looks in _named(self._styles, "cellXfs") for one in looks]

    @cached_property
    def _codes(self) -> dict[int, str]:
        return {
            int(one.get("numFmtId")): one.get("formatCode")
            for codes in _named(self._styles, "numFmts")
            for one in codes
        }

    def _sheet_parts(self) -> Iterator[tuple[str, str]]:
        """Worksheets with their parts; sheets that are charts have no cells."""
        found = self._targets(self._main, "/worksheet")
        for sheet in self._workbook.iter(self._tag("sheet")):
            identity = next(value for name, value in sheet.attrib.items() if etree.QName(name).localname == "id")
            if identity in found:
                yield sheet.get("name"), found[identity]

    def _targets(self, part: str, kind: str) -> dict[str, str]:
        """The parts of one kind that a part refers to, by their mark; "" is the archive itself."""
        folder, name = split(part)
        relations = parsed(self._content[join(folder, "_rels", f"{name}.rels")])
        return {
            one.get("Id"): normpath(join("/", folder, one.get("Target"))).lstrip("/")
            for one in relations.iter(f"{{{_RELATIONS}}}Relationship")
            if one.get("Type").endswith(kind)
        }

    def _calculated_when_opened(self) -> bytes:
        """The workbook's own part, told that every formula is to be worked out when it is opened."""
        settings = next(self._workbook.iter(self._tag("calcPr")), None)
        if settings is None:
            settings = etree.Element(self._tag("calcPr"))
            before = sum(name_of(child) in _BEFORE_CALCULATION for child in self._workbook)
            self._workbook.insert(before, settings)
        settings.set("fullCalcOnLoad", "1")
        return xml_of(self._workbook)

    def _tag(self, name: str) -> str:
        return f"{{{etree.QName(self._workbook).namespace}}}{name}"


def _named(root: Any, name: str) -> Sequence[Any]:
    return [element for element in root.iter() if name_of(element) == name]
