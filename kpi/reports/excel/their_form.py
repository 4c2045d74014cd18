"""The upper level's own workbook, filled: a mapping file says which cell takes which value, and nothing else is touched.

sheets:                      # sheet → cell → a value's name (docs/report-form.md), or a text with {names}
  Biểu 01:
    C8: households.denominator
    A3: "Số liệu đến ngày {as_of}"
names:                       # a name defined in the workbook → the same
  NgayChot: as_of
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from rapidfuzz import process

from kpi.config.reading import parsed
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.reports.content.cells import Cell, Percent, Points, Share, written
from kpi.reports.content.model import Report
from kpi.reports.content.values import as_number, fields, value_of
from kpi.reports.content.wording import BLANK
from kpi.reports.excel.book import Book, NotAWorkbook
from kpi.reports.excel.sheet import Worksheet, place_of

_KEYS = ("sheets", "names")
_NAMED = re.compile(r"\{([^{}]*)\}")
_NEAR_ENOUGH = 60  # of 100; a name less alike would only confuse
_DAY_ZERO, _DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the workbook and what the mapping says is to stand there; ``place`` is where the mapping says it."""

    place: str
    sheet: str
    cell: str
    said: str


def filled_forms(report: Report, root: Path) -> list[tuple[str, bytes]]:
    """Every form for reports of this plan, filled, by its file's name; ``root``: where the configuration's paths start."""
    plan = report.config.plan
    return [
        (Path(form.workbook).name, fill(report, root / form.workbook, root / form.mapping))
        for form in report.config.reports.forms
        if form.plan == plan.id or (not form.plan and plan.tells_every)
    ]


def fill(report: Report, workbook: Path, mapping: Path) -> bytes:
    """The workbook with the report's values in its named cells; all that is wrong with the mapping is told at once."""
    book, values = _opened(workbook), fields(report)
    check = _MappingCheck(book, values)
    check.mapping(parsed(mapping, _text(mapping)))
    if check.faults:
        raise UserError(
            _("The form cannot be filled: its mapping has {count} faults", count=len(check.faults)),
            place=f"{mapping} → {workbook}",
            found="\n" + "\n".join(f"  - {fault}" for fault in check.faults),
            remedy=_("Correct these lines of the mapping; docs/report-form.md lists the values."),
            code="form",
        )
    for slot in check.slots:
        _put(book, slot, values)
    return book.saved()


def _opened(workbook: Path) -> Book:
    try:
        return Book(workbook.read_bytes())
    except OSError:
        found = _("no file that can be read")
    except NotAWorkbook:
        found = _("a password, or no .xlsx file")
    raise UserError(
        _("The form of the level above cannot be opened"),
        place=str(workbook),
        found=found,
        remedy=_(
            "Save the form in Excel as .xlsx without a password, and name it in config.yaml under reports, forms."
        ),
        code="form",
    )


def _text(mapping: Path) -> str:
    try:
        return mapping.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UserError(
            _("The mapping of a form cannot be read"),
            place=str(mapping),
            remedy=_("Write it as docs/report-form.md shows, and name it in config.yaml under reports, forms."),
            code="form",
        ) from None


class _MappingCheck:
    """A mapping held against its workbook and the values that there are: ``slots`` are sound where ``faults`` is empty."""

    def __init__(self, book: Book, values: Mapping[str, Cell]) -> None:
        self._book, self._values = book, values
        self.slots: list[Slot] = []
        self.faults: list[str] = []

    def mapping(self, content: Mapping[Any, Any]) -> None:
        for key in content:
            if key not in _KEYS:
                self.faults.append(
                    _("{place}: a mapping has only the parts {known}", place=key, known=", ".join(_KEYS))
                )
        for title, cells in self._group(content.get("sheets"), "sheets").items():
            self._sheet(str(title), cells)
        for name, said in self._group(content.get("names"), "names").items():
            self._name(str(name), said)
        if not self.slots and not self.faults:
            self.faults.append(_("the mapping names no cell"))

    def _group(self, said: Any, place: str) -> Mapping[Any, Any]:
        """A group of keys; nothing where it is left out."""
        if isinstance(said, Mapping) or said is None:
            return said or {}
        self.faults.append(_("{place}: here cells and their values are expected, one on a line", place=place))
        return {}

    def _sheet(self, title: str, cells: Any) -> None:
        if title in self._book.sheets:
            for cell, said in self._group(cells, title).items():
                self._slot(f"{title}!{cell}", title, str(cell).upper(), said)
            return
        known = ", ".join(self._book.sheets)
        fault = _("{place}: the workbook has no such sheet; it has {known}", place=title, known=known)
        self.faults.append(fault + _nearest(title, self._book.sheets))

    def _name(self, name: str, said: Any) -> None:
        if name not in self._book.names:
            known = ", ".join(self._book.names) or "—"
            fault = _("{place}: the workbook has no such name; it has {known}", place=name, known=known)
            self.faults.append(fault + _nearest(name, self._book.names))
        elif (found := self._book.cell_named(name)) is None:
            meant = self._book.names[name]
            self.faults.append(_("{place}: the name stands for {found}, not for one cell", place=name, found=meant))
        else:
            self._slot(name, *found, said)

    def _slot(self, place: str, title: str, cell: str, said: Any) -> None:
        """One line: the cell must be one that can be filled, and the value one that there is."""
        before = len(self.faults)
        fault = self._cell_fault(place, title, cell)
        if fault:
            self.faults.append(fault)
        if not isinstance(said, str):
            self.faults.append(_("{place}: here the name of a value is expected", place=place))
            return
        for name in _names_in(said):
            try:
                value_of(self._values, name)
            except KeyError:
                fault = _("{place}: there is no value {name}", place=place, name=name)
                self.faults.append(fault + _nearest(name, self._values))
        if len(self.faults) == before:
            self.slots.append(Slot(place, title, cell, said))

    def _cell_fault(self, place: str, title: str, cell: str) -> str | None:
        sheet = self._book.sheets[title]
        if place_of(cell) is None:
            return _("{place}: this is not one cell, as C5 is", place=place)
        if sheet.has_formula(cell):
            return _("{place}: the cell holds a formula, which is never overwritten", place=place)
        covering = sheet.covering(cell)
        if covering is not None:
            return _("{place}: the cell lies under the merged cell {cell}; name that one", place=place, cell=covering)
        first = next((slot.place for slot in self.slots if (slot.sheet, slot.cell) == (title, cell)), None)
        return (
            None if first is None else _("{place}: the cell takes a value already by {other}", place=place, other=first)
        )


def _names_in(said: str) -> list[str]:
    """The values that a line names: those in braces of a text, else the line itself."""
    return _NAMED.findall(said) or [said]


def _nearest(name: str, known: Iterable[str]) -> str:
    found = process.extractOne(name, list(known), score_cutoff=_NEAR_ENOUGH)
    return "" if found is None else " " + _('(did you mean "{word}"?)', word=found[0])


def _put(book: Book, slot: Slot, values: Mapping[str, Cell]) -> None:
    """One value into its cell; what is not known leaves the cell empty, so that no formula takes a word for a number."""
    sheet = book.sheets[slot.sheet]
    if _NAMED.search(slot.said):
        sheet.put_text(slot.cell, _NAMED.sub(lambda found: _written(value_of(values, found[1])), slot.said))
        return
    match value_of(values, slot.said):
        case None | "":
            sheet.put(slot.cell, None)
        case str() as text:
            sheet.put_text(slot.cell, text)
        case date() as day:
            _put_day(book, sheet, slot.cell, day)
        case cell:
            sheet.put(slot.cell, _digits(sheet, slot.cell, cell))


def _written(cell: Cell) -> str:
    """A value within a sentence; a blank to write in where there is none."""
    return BLANK if cell is None else written(cell)


def _put_day(book: Book, sheet: Worksheet, cell: str, day: date) -> None:
    """A day as the number that Excel counts it by where the cell is made for days, else in words."""
    if not set("dy") & set(sheet.number_format(cell)):
        sheet.put_text(cell, written(day))
        return
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    passed = moment - (_DAY_ZERO_1904 if book.counts_from_1904 else _DAY_ZERO)
    seconds = Decimal(passed.seconds) / 86_400
    sheet.put(cell, str(passed.days if not seconds else passed.days + round(seconds, 10)))


def _digits(sheet: Worksheet, cell: str, figure: Any) -> str:
    """A figure as the cell takes it: in a cell that writes percentages 70,2 is 0,702, as Excel has it."""
    number = Decimal(str(as_number(figure)))
    of_hundred = "%" in sheet.number_format(cell) and isinstance(figure, (Share, Points, Percent))
    return str(number / 100 if of_hundred else number)
