"""How the cells of the annexes look: number formats that Excel writes in the reader's own separators, fonts, borders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kpi.reports.content.cells import Cell, CountChange, Percent, Points, Share
from kpi.reports.content.values import too_small

FONT = {"font_name": "Times New Roman", "font_size": 12}
_HEAD_GROUND, _TOTAL_GROUND = "#E4E9EE", "#F3F5F7"
_WARNING = "#B42318"

_COUNT = "#,##0"
TENTHS, _WHOLE = '0.0"%"', 'General"%"'
_TOO_SMALL = '[<0.1]"<0,1%";0.0"%"'
_POINTS = '+0.0;"\u2212"0.0;0'
_TOO_SMALL_POINTS = '[>0]"+<0,1";[<0]"\u2212<0,1";0'
_CHANGE = '+#,##0;"\u2212"#,##0;0'
# The slash is written as it is; unescaped, Excel would put the reader's own separator in its place.
_DATE, _DATE_PADDED = r"dd\/m\/yyyy", r"dd\/mm\/yyyy"
_HOUR = 'h" giờ "mm" ngày "'

PLAIN = {**FONT, "border": 1, "valign": "vcenter"}
TEXT = {**PLAIN, "text_wrap": True, "align": "left", "indent": 1}
CENTRED = {**PLAIN, "text_wrap": True, "align": "center"}
NUMBER = {**PLAIN, "align": "right", "indent": 1}
HEAD = {**CENTRED, "bold": True, "bg_color": _HEAD_GROUND}
NUMBERING = {**CENTRED, "italic": True, "font_size": 10, "bg_color": _HEAD_GROUND}
ISSUER = {**FONT, "bold": True, "align": "left"}
TITLE = {**FONT, "bold": True, "font_size": 14, "align": "center", "valign": "vcenter", "text_wrap": True}
BELOW_TITLE = {**FONT, "italic": True, "align": "center", "valign": "vcenter", "text_wrap": True}
WARNING = {**BELOW_TITLE, "bold": True, "italic": False, "font_color": _WARNING}
NOTE = {**FONT, "italic": True, "text_wrap": True, "valign": "top"}


def total(look: dict[str, Any]) -> dict[str, Any]:
    """The look of a cell in the total row."""
    return {**look, "bold": True, "bg_color": _TOTAL_GROUND}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, look: dict[str, Any]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def number_format(cell: Cell) -> str | None:
    """The number format by which Excel writes the cell as ``kpi.reports.content.cells.written`` does; None for a text."""
    match cell:
        case int():
            return _COUNT
        case Share() | Percent():
            return _ratio_format(cell)
        case Points():
            return _TOO_SMALL_POINTS if too_small(cell) else _POINTS
        case CountChange():
            return _CHANGE
        case datetime():
            return _HOUR + _date_format(cell)
        case date():
            return _date_format(cell)
        case _:
            return None


def _ratio_format(cell: Share | Percent) -> str:
    """An exact whole percentage is written without decimals, another one with: 70%, 70,2%, but 70,0% for 70,04."""
    if isinstance(cell, Percent):
        return _WHOLE
    if too_small(cell):
        return _TOO_SMALL
    return TENTHS if cell.numerator * 100 % cell.denominator else _WHOLE


def _date_format(day: date) -> str:
    """Days below 10 and the months 1 and 2 take a zero, as ``kpi.i18n.formats.format_date`` writes them."""
    return _DATE_PADDED if day.month < 3 else _DATE
