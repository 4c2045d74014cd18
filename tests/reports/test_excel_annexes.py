"""The annexes read back from the file: every figure a number or a date with its formula, the sheets ready to print, nobody named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Read
from openpyxl.worksheet.worksheet import Worksheet

from kpi.ingest.loading.plan import SIMULATED
from kpi.reports.content import sentences
from kpi.reports.content.cells import (
    Cell,
    CellForm,
    CountChange,
    Percent,
    Points,
    ReportColumn,
    ReportTable,
    Share,
    written,
)
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.model import Report, Stamp
from kpi.reports.content.tables import all_tables
from kpi.reports.content.values import as_number
from kpi.reports.excel.annexes import FILTERED, SHEETS, annexes, workbook
from kpi.sample.world import build_commune
from kpi.store import Store
from tests.reports.excel import book_of, parts, read, sample_report
from tests.worlds import World

FIGURES = (int, Share, Points, CountChange, Percent)
STAMP = Stamp(3, "K7QM-2XDA-91BF", "Cán bộ văn phòng", datetime(2024, 12, 16, 9), replaces=2)


@pytest.fixture(scope="module")
def report(sample_store: Store) -> Report:
    return sample_report(sample_store)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Two villages with households, groups without lists, an empty log: no figures, and nothing occurred."""
    world = World.empty(tmp_path_factory.mktemp("bare")).with_villages_and_groups(2)
    world.load("household", [["Mã hộ", "Chủ hộ", "Thôn"], ["H1", "Lê Thị Hoa", "Thôn 1"]], date(2023, 12, 31))
    world.load("case", [["Mã tin", "Loại tin", "Ngày tiếp nhận"]], date(2024, 6, 14))
    return gather(world.store, world.config, Order(date(2024, 6, 14)))


@pytest.fixture(scope="module")
def content(report: Report) -> bytes:
    return workbook(report)


@pytest.fixture(scope="module")
def formulas(content: bytes) -> Workbook:
    return read(content)


@pytest.fixture(scope="module")
def values(content: bytes) -> Workbook:
    return read(content, values=True)


def first_row(sheet: Worksheet, table: ReportTable) -> int:
    """The row of a table's first line, from 1."""
    head = next(row for row in range(1, 12) if sheet.cell(row, 1).value == "STT")
    return head + 1 + any(column.number for column in table.columns)


def cells_of(book: Workbook, table: ReportTable) -> list[tuple[Cell, Read]]:
    """Every cell of a table beside what stands in the file."""
    sheet = book[SHEETS[table.id]]
    first = first_row(sheet, table)
    rows = (*table.rows, *((table.total,) if table.total else ()))
    return [
        (cell, sheet.cell(first + place, column))
        for place, row in enumerate(rows)
        for column, cell in enumerate(row, 1)
    ]


def test_every_table_has_a_sheet_of_its_own(report: Report, formulas: Workbook) -> None:
    assert {table.id for table in all_tables(report)} <= set(SHEETS)
    assert formulas.sheetnames == [SHEETS[table.id] for table in annexes(report)]
    assert len(set(formulas.sheetnames)) == len(all_tables(report)) + 1  # and the course of the households


def test_every_figure_is_a_number_or_a_day_and_the_one_that_is_printed(report: Report, values: Workbook) -> None:
    figures = 0
    for table in annexes(report):
        for cell, read_back in cells_of(values, table):
            if isinstance(cell, FIGURES):
                assert read_back.value == as_number(cell), (table.id, read_back.coordinate)
                assert read_back.data_type == "n"
                figures += 1
            elif isinstance(cell, datetime):
                assert read_back.value == cell
            elif isinstance(cell, date):
                assert read_back.value == datetime(cell.year, cell.month, cell.day)
            else:
                assert (read_back.value or "") in (written(cell), ""), (table.id, read_back.coordinate)
    assert figures > 200


def test_what_is_worked_out_has_a_formula_and_what_is_counted_has_none(report: Report, formulas: Workbook) -> None:
    for table in annexes(report):
        body = len(table.rows) * len(table.columns)
        for place, (cell, read_back) in enumerate(cells_of(formulas, table)):
            if isinstance(cell, (Share, Points, CountChange)):
                assert read_back.data_type == "f", (table.id, read_back.coordinate)
            elif place < body:
                assert read_back.data_type != "f", (table.id, read_back.coordinate)


def test_the_ratios_totals_and_changes_by_hand(report: Report, formulas: Workbook, values: Workbook) -> None:
    """The villages of the sample: 376 + 361 + 338 + 356 households, 273 + 279 + 204 + 248 of them taking part."""
    page, stored = formulas["Thôn"], values["Thôn"]
    table = next(table for table in annexes(report) if table.id == "thon")
    first = first_row(page, table)
    total = first + 4
    assert page[f"E{first}"].value == (
        f"=MIN(ROUND(D{first}*1000/C{first},0),IF(D{first}*100<K{first}*C{first},ROUNDUP(K{first}*10,0)-1,"
        f"IF(D{first}<C{first},999,9999)))/10"
    )
    assert page[f"C{total}"].value == f"=SUM(C{first}:C{total - 1})"
    assert (stored[f"C{total}"].value, stored[f"D{total}"].value) == (376 + 361 + 338 + 356, 273 + 279 + 204 + 248)
    assert stored[f"E{total}"].value == 70.2  # 1004 of 1431: 70,16
    assert page[f"I{total}"].value == 0, "what villages lack does not add up"
    assert [stored[f"I{row}"].value for row in range(first, total)] == [0, 0, 33, 2]
    assert page["Q1"].value is None


def test_numbers_are_written_by_the_readers_own_separators(report: Report, values: Workbook) -> None:
    """An exact whole percentage has no decimals, another one has one; days below 10 and the first two months have a zero."""
    told = {
        written(cell): read_back.number_format
        for table in annexes(report)
        for cell, read_back in cells_of(values, table)
        if cell is not None
    }
    expected = {
        "1.431": "#,##0",
        "70,2%": '0.0"%"',
        "100%": 'General"%"',
        "+5,7": '+0.0;"−"0.0;0',
        "+37": '+#,##0;"−"#,##0;0',
        "31/01/2024": r"dd\/mm\/yyyy",
        "30/6/2024": r"dd\/m\/yyyy",
        "8 giờ 00 ngày 01/01/2024": r'h" giờ "mm" ngày "dd\/mm\/yyyy',
    }
    assert {text: told[text] for text in expected} == expected


def test_titles_say_whose_figures_of_when(report: Report, formulas: Workbook) -> None:
    for sheet in formulas:
        lines = [sheet.cell(row, 1).value for row in range(1, 6)]
        assert lines[0] == "ỦY BAN NHÂN DÂN XÃ HÀ GIANG"
        assert lines[2:] == [sentences.subject(report), "DỰ THẢO – số liệu đến ngày 14/12/2024, chưa chốt", SIMULATED]
    assert formulas["Thôn"]["A2"].value == "SỐ HỘ THAM GIA THEO THÔN"


def test_a_frozen_report_prints_its_number_and_code(report: Report) -> None:
    frozen = replace(report, stamp=STAMP, simulated=False)
    line = "Số chốt 3 – mã kiểm tra K7QM-2XDA-91BF – số liệu đến ngày 14/12/2024 – thay báo cáo số chốt 2"
    for sheet in read(workbook(frozen)):
        assert sheet["A4"].value == line == sentences.footer(frozen)
        assert line in (sheet.oddFooter.center.text or "")
        assert SIMULATED not in [sheet.cell(row, 1).value for row in range(1, 8)]


def test_every_sheet_is_ready_to_print(report: Report, formulas: Workbook) -> None:
    tables = {SHEETS[table.id]: table for table in annexes(report)}
    for sheet in formulas:
        table = tables[sheet.title]
        first = first_row(sheet, table)
        numbered = any(column.number for column in table.columns)
        head = first - 1 - numbered
        assert sheet.print_title_rows == f"${head}:${first - 1}"
        assert sheet.freeze_panes == f"A{first}"
        assert sheet.page_setup.paperSize == 9  # A4
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert "&P/&N" in "".join(filter(None, (sheet.oddHeader.center.text, sheet.oddHeader.left.text)))
        assert SIMULATED in sheet.oddFooter.center.text
        if numbered:
            assert [sheet.cell(first - 1, place).value or "" for place, _column in enumerate(table.columns, 1)] == [
                column.number for column in table.columns
            ]
        filtered = sheet.title in [SHEETS[name] for name in FILTERED] and bool(table.rows)
        assert (sheet.auto_filter.ref is not None) == filtered, sheet.title


def test_everything_is_in_the_office_font(content: bytes) -> None:
    fonts = set(re.findall(rb'<name val="([^"]+)"', parts(content)["xl/styles.xml"]))
    assert fonts == {b"Times New Roman"}


def test_no_number_is_wider_than_its_column(report: Report, formulas: Workbook) -> None:
    for table in annexes(report):
        for cell, read_back in cells_of(formulas, table):
            if isinstance(cell, (*FIGURES, date)):
                width = formulas[SHEETS[table.id]].column_dimensions[read_back.column_letter].width
                assert width >= len(written(cell)) + 2, (table.id, read_back.coordinate)


def test_charts_draw_the_tables_cells_with_the_target(content: bytes, formulas: Workbook) -> None:
    assert [sheet.title for sheet in formulas if sheet._charts] == ["Thôn", "Diễn biến"]
    drawn = [
        xml.decode() for name, xml in sorted(parts(content).items()) if re.fullmatch(r"xl/charts/chart\d+\.xml", name)
    ]
    assert len(drawn) == 2
    villages, course = drawn
    assert "Tỷ lệ hộ tham gia theo thôn, đến ngày 14/12/2024" in villages
    assert "<c:barChart>" in villages and "<c:lineChart>" in villages
    assert re.findall(r"<c:f>(.*?)</c:f>", villages) == [
        "Thôn!$B$8:$B$11", "Thôn!$E$8:$E$11", "Thôn!$B$8:$B$11", "Thôn!$K$8:$K$11",
    ]  # fmt: skip
    assert "<c:dateAx>" in course
    for chart in drawn:
        assert "Tỷ lệ (%)" in chart
        assert "Chỉ tiêu năm" in chart
        assert re.findall(r'<c:(max|min) val="(\d+)"', chart) == [("max", "100"), ("min", "0")]
    assert re.findall(r"<c:v>([\d.]+)</c:v>", villages)[:4] == ["72.6", "77.3", "60.4", "69.7"]


def test_the_same_report_gives_the_same_bytes_and_names_nobody(report: Report, content: bytes) -> None:
    assert workbook(report) == content
    core = parts(content)["docProps/core.xml"].decode()
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)", core) == ["", ""]
    assert f">{report.known_at.isoformat()}Z<" in core


def test_no_person_is_in_the_file(report: Report, content: bytes) -> None:
    commune = build_commune()
    people = {house.head for house in commune.households} | {name for name, *_rest in commune.officials}
    people |= {member.name for members in commune.lists.values() for member in members if " " in member.name}
    people |= {one.representative for one in (*commune.businesses, *commune.institutions)}
    phones = {house.phone for house in commune.households} | {one.phone for one in commune.businesses}
    text = "\n".join(xml.decode("utf-8", "replace") for xml in parts(content).values())
    posts = " ".join(quote for asked in report.config.plan.requirements for quote in asked.quotes)
    names = {name for name in people if " " in name and name not in posts}
    assert len(names) > 500
    assert not [name for name in names if name in text]
    assert not [phone for phone in phones if phone and phone in text]
    assert not re.search(r">\s*(?:\+?84|0)\d{9}\s*<", text)


def test_names_that_begin_as_formulas_do_stay_names() -> None:
    names = ("=1+1", "+84", "-5", "@x", '=HYPERLINK("http://x")', "http://example.org")
    columns = (ReportColumn("STT", CellForm.COUNT, width=1), ReportColumn("Tên", width=5))
    sheet = read(book_of([ReportTable("ten", "Tên", columns, tuple(enumerate(names, 1)), "")]))["ten"]
    for row, name in enumerate(names, 2):
        cell = sheet.cell(row, 2)
        assert (cell.value, cell.data_type) == (name, "s")
        assert cell.quotePrefix == (name[0] in "=+-@")
        assert cell.hyperlink is None


def test_without_figures_every_sheet_says_why(bare: Report) -> None:
    book = read(workbook(bare), values=True)
    assert book.sheetnames == [name for table, name in SHEETS.items() if not table.endswith("_khac")]
    for table in annexes(bare):
        sheet = book[SHEETS[table.id]]
        if not table.rows:
            assert sheet.cell(first_row(sheet, table), 1).value == table.empty
            assert table.empty
    assert not [sheet.title for sheet in book if sheet._charts]
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [text for text in texts if re.search(r"\b(nan|None|null)\b", text)]
    assert "Từ đầu năm không phát sinh tin." in texts
    page, table = book["Chỉ tiêu"], annexes(bare)[0]
    assert [page.cell(first_row(page, table) + place, 6).value for place in range(4)] == ["—"] * 4


def test_a_year_without_target_has_no_target_in_chart_or_formula(sample_store: Store, report: Report) -> None:
    later = gather(sample_store, report.config, Order(date(2026, 3, 14)))
    content = workbook(later)
    sheet = read(content)["Thôn"]
    assert "Chỉ tiêu năm (%)" not in [cell.value for row in sheet.iter_rows() for cell in row]
    assert sheet["E8"].value == "=MIN(ROUND(D8*1000/C8,0),IF(D8<C8,999,9999))/10"
    assert "Chỉ tiêu năm" not in parts(content)["xl/charts/chart1.xml"].decode()
