"""Excel's own charts below a table: the villages' bars and the households' course, each with the target's line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpi.reports.content.cells import CellForm, ReportTable
from kpi.reports.content.model import Report
from kpi.reports.content.parts import lowered
from kpi.reports.content.wording import day
from kpi.reports.excel.looks import FONT, TENTHS

if TYPE_CHECKING:
    from kpi.reports.excel.sheet import Spot

CHARTED = ("thon", "dien_bien")
_TARGET = "Chỉ tiêu năm"
_BLUE, _INK, _GRID = "#3D5A80", "#14212B", "#E4E9EE"
_FONT = {"name": FONT["font_name"], "size": 11}
_PIXELS_A_CHARACTER, _HEIGHT = 8, 380
_NAMES = 1  # the column of what is told apart: the village, the day


def draw(book: Any, page: Any, report: Report, table: ReportTable, spot: Spot) -> None:
    """The chart of a table that has one; none where there is nothing to draw."""
    if table.id not in CHARTED or not table.rows:
        return
    until, ratio = f"đến ngày {day(report.as_of)}", f"Tỷ lệ {report.parts.named_households}"
    if table.id == "thon":
        chart, title = _villages(book, table, spot, ratio), f"{ratio} theo thôn, {until}"
    else:
        chart, title = _course(book, table, spot, ratio), f"Diễn biến {lowered(ratio)}, {until}"
    _dress(chart, title)
    chart.set_size({"width": sum(spot.widths) * _PIXELS_A_CHARACTER, "height": _HEIGHT})
    page.insert_chart(spot.after + 1, 0, chart, {"object_position": 2, "description": title})


def _villages(book: Any, table: ReportTable, spot: Spot, ratio: str) -> Any:
    chart = book.add_chart({"type": "column"})
    labels = {"value": True, "num_format": TENTHS, "position": "inside_base", "font": {**_FONT, "color": "white"}}
    bars = {"name": ratio, "fill": {"color": _BLUE}, "gap": 80, "data_labels": labels}
    chart.add_series({**bars, **_series(table, spot, CellForm.SHARE)})
    if _has_target(table):
        line = book.add_chart({"type": "line"})
        line.add_series(_target_line(table, spot))
        chart.combine(line)
    chart.set_x_axis({"name": "Thôn", "name_font": _FONT, "num_font": _FONT})
    return chart


def _course(book: Any, table: ReportTable, spot: Spot, ratio: str) -> Any:
    chart = book.add_chart({"type": "line"})
    marker = {"type": "circle", "size": 6, "fill": {"color": _BLUE}, "border": {"color": _BLUE}}
    line = {"name": ratio, "line": {"color": _BLUE, "width": 2.25}, "marker": marker}
    chart.add_series({**line, **_series(table, spot, CellForm.SHARE)})
    if _has_target(table):
        chart.add_series(_target_line(table, spot))
    months = {"date_axis": True, "num_format": r'"T"m\/yyyy', "major_unit": 1, "major_unit_type": "months"}
    chart.set_x_axis({"name": "Ngày có số liệu", "name_font": _FONT, "num_font": _FONT, **months})
    return chart


def _target_line(table: ReportTable, spot: Spot) -> dict[str, Any]:
    line = {"color": _INK, "width": 1.5, "dash_type": "dash"}
    return {"name": _TARGET, "line": line, "marker": {"type": "none"}, **_series(table, spot, CellForm.PERCENT)}


def _series(table: ReportTable, spot: Spot, form: CellForm) -> dict[str, list[Any]]:
    """Where the names and the figures of a column of this form stand, the total left out."""
    place = next(place for place, column in enumerate(table.columns) if column.form is form)
    last = spot.first + len(table.rows) - 1
    return {
        "categories": [spot.name, spot.first, _NAMES, last, _NAMES],
        "values": [spot.name, spot.first, place, last, place],
    }


def _has_target(table: ReportTable) -> bool:
    return any(column.form is CellForm.PERCENT for column in table.columns)


def _dress(chart: Any, title: str) -> None:
    """Title, axis from 0 to 100 with its unit, and the legend that names the target."""
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 13, "bold": True}, "overlay": False})
    grid = {"visible": True, "line": {"color": _GRID}}
    scale = {"min": 0, "max": 100, "major_unit": 20, "num_format": "0", "major_gridlines": grid}
    chart.set_y_axis({"name": "Tỷ lệ (%)", "name_font": _FONT, "num_font": _FONT, **scale})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.show_blanks_as("gap")
