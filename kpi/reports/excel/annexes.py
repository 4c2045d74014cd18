"""The report's annexes as one workbook, a sheet per table: real numbers and dates, and formulas that work every figure out again."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from textwrap import wrap
from typing import Any

from kpi.ingest.loading.plan import SIMULATED
from kpi.reports.content import sentences, wording
from kpi.reports.content.cells import (
    Cell,
    CellForm,
    ReportColumn,
    ReportTable,
    counts_of,
    share_of,
    target_cell,
    written,
)
from kpi.reports.content.model import Report
from kpi.reports.content.tables import NUMBERED, Cells, all_tables, numbered
from kpi.reports.content.values import as_number
from kpi.reports.excel import charts, looks
from kpi.reports.excel.formulas import Line, total_formula, with_target
from kpi.reports.excel.looks import Looks
from kpi.reports.excel.sheet import Spot

SHEETS = {
    "chi_tieu": "Chỉ tiêu",
    "thon": "Thôn",
    "thon_khac": "Thôn, chỉ tiêu khác",
    "dien_bien": "Diễn biến",
    "to_chuc": "Tổ chức",
    "nhom": "Nhóm Zalo",
    "doanh_nghiep": "Doanh nghiệp",
    "co_quan": "Cơ quan",
    "don_vi_khac": "Đơn vị, chỉ tiêu khác",
    "tin_bao": "Tin báo",
    "kenh_ket_qua": "Kênh, kết quả",
    "loai_tin": "Tin theo loại",
    "tin_theo_thon": "Tin theo thôn",
    "chat_luong": "Chất lượng",
    "nguon": "Nguồn",
    "phuong_phap": "Phương pháp",
    "dieu_chinh": "Điều chỉnh",
    "ket_luan": "Kết luận",
}
FILTERED = ("doanh_nghiep", "co_quan", "thon_khac", "don_vi_khac", "nguon", "dieu_chinh", "ket_luan")
_ROUNDING = "Tỷ lệ làm tròn đến một chữ số thập phân; khi chưa đạt chỉ tiêu thì không làm tròn lên bằng chỉ tiêu."
_COMPARED = "Công thức của ô “So với …” ghi số liệu của kỳ so sánh; bấm vào ô để xem và tính lại."
_A4, _LONGEST_NAME = 9, 31
_UNIT, _NARROWEST, _PORTRAIT = 6, 84, 104  # characters: of a column's share, of a sheet, of the widest on upright paper
_SHORT = 16  # letters
_ROWS_BESIDE_A_CHART = 30
_LINE, _TALLEST = 16.5, 409.0  # points; Excel knows no taller row


def workbook(report: Report) -> bytes:
    """The annexes of a report; the same bytes for the same report."""
    from kpi.workbooks.books import PlainBook  # only where a workbook is made

    content = io.BytesIO()
    # Row and column sizes as Excel makes them of this font.
    sizes = {"default_format_properties": dict(looks.FONT), "default_row_height": 21, "default_column_width": 72}
    book = PlainBook(content, **sizes)
    head = report.letterhead
    book.set_properties({"title": sentences.subject(report), "company": head.short_name, "created": report.known_at})
    formats = Looks(book)
    for table in annexes(report):
        page = book.add_worksheet(SHEETS.get(table.id, table.title)[:_LONGEST_NAME])
        spot = write(page, formats, table, heading(report, table))
        charts.draw(book, page, report, table, spot)
        _set_up(page, report, spot)
    book.close()
    return content.getvalue()


def annexes(report: Report) -> tuple[ReportTable, ...]:
    """The report's tables, with the course of the households after the villages, and each ratio's target in its row."""
    tables = all_tables(report)
    place = next((place for place, table in enumerate(tables, 1) if table.id == "thon"), None)
    every = tables if place is None else (*tables[:place], course(report), *tables[place:])
    return tuple(with_target(_sealed(table, report) if table.id == "nguon" else table) for table in every)


def _sealed(table: ReportTable, report: Report) -> ReportTable:
    """The sources with the report's seal below them: what the workbook was made with, and who has signed it."""
    stamp = report.stamp
    if stamp is None or stamp.signature is None:
        return table
    seal = f"SHA-256 của tệp tổng hợp: {stamp.sha256}. Khóa của đơn vị (vân tay): {stamp.key}. Chữ ký số Ed25519: {stamp.signature}."
    return replace(table, note=" ".join(filter(None, (table.note, seal))))


def course(report: Report) -> ReportTable:
    """The leading households on the days of the path that have a figure, oldest first."""
    lead, now = report.parts.households, report.households
    assert lead is not None and now is not None, "told only where the plan counts households"
    days = [(day, day.of(lead.id)) for day in report.path]
    named = report.parts.named_households
    rows: Iterable[Cells] = (
        (day.as_of, row.denominator, row.numerator, share_of(row), target_cell(row.target, lead.counted_in) or "")
        for day, row in days
        if counts_of(row)
    )
    columns = (
        ReportColumn("Ngày", CellForm.DATE),
        ReportColumn("Tổng số hộ", CellForm.COUNT, "(1)"),
        ReportColumn(f"Số {named}", CellForm.COUNT, "(2)"),
        ReportColumn("Tỷ lệ (%)", CellForm.SHARE, "(3=2/1*100)"),
        ReportColumn("Chỉ tiêu năm (%)", CellForm.PERCENT, "(4)"),
    )
    empty = f"Chưa có số liệu về hộ: {wording.reason(now, report.config)}."
    return numbered("dien_bien", f"Diễn biến số {named}", columns, rows, empty)


def heading(report: Report, table: ReportTable) -> list[tuple[str, dict[str, Any]]]:
    """The lines above a table, as an annex has them, each with its look."""
    lines = [
        (" ".join(report.letterhead.issuer), looks.ISSUER),
        (wording.capital(table.title).upper(), looks.TITLE),
        (sentences.subject(report), looks.BELOW_TITLE),
        (sentences.footer(report), looks.BELOW_TITLE),
    ]
    return [*lines, (SIMULATED, looks.WARNING)] if report.simulated else lines


def write(page: Any, formats: Looks, table: ReportTable, lines: Sequence[tuple[str, dict[str, Any]]]) -> Spot:
    """A table with its heading, column numbers, rows, total and notes; tells where it stands."""
    widths = column_widths(table)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    for row, (text, look) in enumerate(lines):
        _across(page, row, widths, text, formats.of(look))
    first = _write_head(page, formats, table, widths, len(lines))
    last = _write_rows(page, formats, table, widths, first)
    notes = _notes(table)
    for row, text in enumerate(notes, last + 1):
        _across(page, row, widths, text, formats.of(looks.NOTE))
    return Spot(page.get_name(), first, last + len(notes) + 1, table.id in charts.CHARTED, widths)


def _write_head(page: Any, formats: Looks, table: ReportTable, widths: Sequence[int], row: int) -> int:
    """The titles and, where there are any, the columns' numbers; tells the row below."""
    page.set_row(row, _height([column.title for column in table.columns], widths))
    numbered = any(column.number for column in table.columns)
    for place, column in enumerate(table.columns):
        page.write_string(row, place, column.title, formats.of(looks.HEAD))
        if numbered:
            page.write_string(row + 1, place, column.number, formats.of(looks.NUMBERING))
    last, end = row + numbered, len(table.columns) - 1
    page.freeze_panes(last + 1, 0)
    page.repeat_rows(row, last)
    if table.id in FILTERED and table.rows:
        page.autofilter(last, 0, last + len(table.rows), end)
    return last + 1


def _write_rows(page: Any, formats: Looks, table: ReportTable, widths: Sequence[int], first: int) -> int:
    """The rows and the total, or why there are none; tells the last row written."""
    if not table.rows:
        _across(page, first, widths, table.empty, formats.of(looks.TEXT))
        return first
    for row, cells in enumerate(table.rows, first):
        line = Line(table.columns, cells, row + 1)
        page.set_row(row, _height([written(cell) for cell in cells], widths))
        for place, cell in enumerate(cells):
            _write(page, formats, (row, place), cell, looks_of(table.columns[place], cell), line.formula(cell))
    last = first + len(table.rows) - 1
    if table.total is None:
        return last
    line = Line(table.columns, table.total, last + 2)
    page.set_row(last + 1, _height([written(cell) for cell in table.total], widths))
    for place, cell in enumerate(table.total):
        look = looks.total(looks_of(table.columns[place], cell))
        _write(
            page,
            formats,
            (last + 1, place),
            "" if cell is None else cell,
            look,
            total_formula(table, place, line, first + 1),
        )
    return last + 1


def looks_of(column: ReportColumn, cell: Cell) -> dict[str, Any]:
    """Texts stand left, numbers right, dates and what is not known in the middle."""
    if column == NUMBERED or cell is None or column.form in (CellForm.DATE, CellForm.MOMENT):
        return looks.CENTRED
    return looks.TEXT if column.form is CellForm.TEXT else looks.NUMBER


def _write(
    page: Any, formats: Looks, at: tuple[int, int], cell: Cell, look: dict[str, Any], formula: str | None
) -> None:
    """One cell: a figure as a number, by its formula where it has one; anything else as the text that it is."""
    code = looks.number_format(cell)
    if code is None:
        text = written(cell)
        page.write_string(*at, text, formats.of(look)) if text else page.write_blank(*at, None, formats.of(look))
        return
    whole = formats.of({**look, "num_format": code, "text_wrap": False})
    if isinstance(cell, date):
        page.write_datetime(
            *at, cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day), whole
        )
    elif formula is None:
        page.write_number(*at, as_number(cell), whole)  # type: ignore[arg-type]  # the rest are figures
    else:
        page.write_formula(*at, formula, whole, as_number(cell))  # type: ignore[arg-type]


def _notes(table: ReportTable) -> list[str]:
    """What a reader should know to check the table."""
    forms = {column.form for column in table.columns} if table.rows else set()
    said = [table.note, _ROUNDING if CellForm.SHARE in forms else "", _COMPARED if CellForm.POINTS in forms else ""]
    return [text for text in said if text]


def column_widths(table: ReportTable) -> tuple[int, ...]:
    """Characters a column: its share, but never less than its numbers, dates, short texts and the title's words need."""
    rows = (*table.rows, *((table.total,) if table.total else ()))
    widths = [
        max(
            column.width * _UNIT,
            *map(_room, column.title.split()),
            _room(column.number),
            *(_needed(row[place]) for row in rows),
        )
        for place, column in enumerate(table.columns)
    ]
    widest = max(range(len(widths)), key=lambda place: table.columns[place].width)
    widths[widest] += max(0, _NARROWEST - sum(widths))
    return tuple(widths)


def _needed(cell: Cell) -> int:
    """What a cell takes that Excel cannot break over lines, or need not."""
    text = written(cell)
    return _room(text) if looks.number_format(cell) is not None or len(text) <= _SHORT else 0


def _room(text: str) -> int:
    return len(text) + 3


def _across(page: Any, row: int, widths: Sequence[int], text: str, look: Any) -> None:
    """A text over the whole width of the table."""
    page.merge_range(row, 0, row, len(widths) - 1, "", look)
    page.write_string(row, 0, text, look)
    page.set_row(row, _height([text], [sum(widths)]))


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """The points that the tallest text takes; LibreOffice, unlike Excel, does not find it out by itself."""
    fitting = [
        max(width * 11 // 10 - 2, 1) for width in widths
    ]  # letters are narrower than the digits that widths count
    lines = max(max(len(wrap(text, width)), 1) for text, width in zip(texts, fitting, strict=True))
    return min(_LINE * lines + 4, _TALLEST)


def _set_up(page: Any, report: Report, spot: Spot) -> None:
    """On A4, as wide as the paper; the page's number above, what makes the report known again below."""
    page.set_paper(_A4)
    if sum(spot.widths) > _PORTRAIT:
        page.set_landscape()
    page.fit_to_pages(1, 1 if spot.charted and spot.after - spot.first <= _ROWS_BESIDE_A_CHART else 0)
    page.center_horizontally()
    page.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    below = sentences.footer(report) + (f" – {SIMULATED}" if report.simulated else "")
    page.set_header(f"&C{_font(13)}&P/&N")
    page.set_footer(f"&C{_font(10)}{below.replace('&', '&&')}")
    page.hide_gridlines(2)


def _font(size: int) -> str:
    return f'&"{looks.FONT["font_name"]},Regular"&{size}'
