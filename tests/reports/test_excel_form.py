"""The upper level's form: the named cells are filled, nothing else of the file is another, and a wrong mapping is refused whole."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from kpi.config.models import ReportForm
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import speaking
from kpi.reports.content.cells import Percent, Share, written
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.model import Report, Stamp
from kpi.reports.content.tables import case_states, groups, indicators, villages
from kpi.reports.content.values import as_number, fields, value_of
from kpi.reports.excel.their_form import fill, filled_forms
from kpi.store import Store
from tests.reports.excel import FORM, MAPPING, ROOT, parts, read, sample_report
from tests.worlds import World

# What the reader of these tests would lose of the forms is left in them: see the parts compared byte by byte.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


@pytest.fixture(scope="module")
def report(sample_store: Store) -> Report:
    return sample_report(sample_store)


@pytest.fixture(scope="module")
def filled(report: Report) -> bytes:
    return fill(report, FORM, MAPPING)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Not a single list."""
    world = World.empty(tmp_path_factory.mktemp("nothing"))
    return gather(world.store, world.config, Order(date(2024, 6, 14)))


def form_of(folder: Path) -> Path:
    """A form with what a program that reads and writes it again would lose or break: formats, merged cells, a formula over
    several cells, names, a chart's sheet, a picture."""
    path = folder / "form.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page, other = book.add_worksheet("Biểu 1"), book.add_worksheet("Ông A's")
    percent, day = book.add_format({"num_format": "0.0%", "bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    literal = book.add_format({"num_format": '0.0"%"', "bg_color": "#FFFF00"})
    page.write_number("B2", 99, percent)
    page.write_blank("B3", None, literal)
    page.write_blank("B4", None, day)
    page.write_formula("B5", "=B2*2", None, 198)
    page.merge_range("B7:D8", "", literal)
    page.write_array_formula("F1:F3", "{=B2:B4*1}", None, 1)
    page.set_column("H:H", 12, percent)
    page.set_row(29, 20, literal)
    other.write_formula("A1", "='Biểu 1'!B2", None, 99)
    book.define_name("MotO", "='Biểu 1'!$B$4")
    book.define_name("OGop", "='Biểu 1'!$B$7:$D$8")
    book.define_name("Vung", "='Biểu 1'!$B$2:$B$4")
    book.define_name("TinhToan", "=1+1")
    charts = [book.add_chart({"type": kind}) for kind in ("line", "pie")]
    for chart in charts:
        chart.add_series({"values": "='Biểu 1'!$B$2:$B$4"})
    page.insert_chart("J2", charts[0])
    page.insert_image("J20", "dot.png", {"image_data": io.BytesIO(_PICTURE)})
    page.conditional_format("B2:B9", {"type": "data_bar", "data_bar_2010": True})
    book.add_chartsheet("Hình").set_chart(charts[1])
    book.close()
    return path


_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f0005000201a7c6a4b30000000049454e44ae426082"
)


def mapped(folder: Path, text: str) -> Path:
    path = folder / "form.yaml"
    path.write_text(text, "utf-8")
    return path


def refused(report: Report, folder: Path, text: str) -> UserError:
    with speaking("en"), pytest.raises(UserError) as error:
        fill(report, form_of(folder), mapped(folder, text))
    return error.value


def test_the_example_form_is_filled_with_the_reports_figures(report: Report, filled: bytes) -> None:
    page, other = (read(filled)[title] for title in ("Biểu 01", "Biểu 02"))
    for row, indicator in enumerate(report.config.plan.indicators, 9):
        now = report.now.of(indicator.id)
        target = float(now.target / 100) if isinstance(now.target, Decimal) else None
        assert [page[f"{column}{row}"].value for column in "CDF"] == [now.denominator, now.numerator, target]
    assert [page[f"{column}12"].value for column in "CDFH"] == [1431, 1004, 0.7, "Đạt"]
    assert [[page[f"{column}{row}"].value for column in "BCD"] for row in range(17, 21)] == [
        ["Thôn Đông Hải", 376, 273], ["Thôn Yên Xá", 361, 279], ["Thôn 3", 338, 204], ["Khu phố 2", 356, 248],
    ]  # fmt: skip
    assert page["A3"].value == "Kỳ báo cáo: quý IV năm 2024. DỰ THẢO – số liệu đến ngày 14/12/2024, chưa chốt"
    assert page["F4"].value == "DỮ LIỆU MÔ PHỎNG"
    assert page["C23"].value == datetime(2024, 12, 14)
    assert (page["C24"].value, page["D24"].value) == (None, None), "a draft has no number"
    assert [[other[f"{column}{row}"].value for column in "CD"] for row in (5, 6, 7, 8, 10)] == [
        [9, 36], [9, 35], [0, 0], [0, 1], [None, 0],
    ]  # fmt: skip


def test_a_frozen_report_fills_its_number_and_code(report: Report) -> None:
    frozen = replace(report, stamp=Stamp(3, "K7QM2XDA91BF", "A", datetime(2024, 12, 16)), simulated=False)
    page = read(fill(frozen, FORM, MAPPING))["Biểu 01"]
    assert (page["C24"].value, page["D24"].value, page["F4"].value) == (3, "K7QM2XDA91BF", None)


def test_nothing_but_the_named_cells_is_another(filled: bytes) -> None:
    """Every part byte by byte; in the sheets every cell but the filled ones, and of these the look."""
    before, after = parts(FORM.read_bytes()), parts(filled)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    assert after["xl/workbook.xml"].count(b"fullCalcOnLoad") == 1
    empty, full = read(FORM.read_bytes()), read(filled)
    named = re.findall(r"^ {4}([A-Z]+\d+):", MAPPING.read_text("utf-8"), re.MULTILINE) + ["C23", "C24", "D24"]
    for sheet in empty:
        other = full[sheet.title]
        assert other.merged_cells.ranges == sheet.merged_cells.ranges
        for row in sheet.iter_rows():
            for cell in row:
                twin = other[cell.coordinate]
                assert twin._style == cell._style, cell.coordinate
                assert twin.value == cell.value or cell.coordinate in named, cell.coordinate


def test_pictures_charts_names_and_rules_stay_byte_by_byte(report: Report, tmp_path: Path) -> None:
    form = form_of(tmp_path)
    content = fill(report, form, mapped(tmp_path, "sheets: {Biểu 1: {B2: households.ratio}}"))
    before, after = parts(form.read_bytes()), parts(content)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    assert {name.partition("/")[2].partition("/")[0] for name in before} >= {
        "charts",
        "media",
        "chartsheets",
        "drawings",
    }
    for tag in (b"<extLst>", b"<conditionalFormatting", b"<mergeCells", b"<cols>", b"<drawing "):
        whole = tag.rstrip(b" >")
        assert after["xl/worksheets/sheet1.xml"].count(whole) == before["xl/worksheets/sheet1.xml"].count(whole) > 0
    infos = [zipfile.ZipFile(io.BytesIO(one)).infolist() for one in (form.read_bytes(), content)]
    assert [(one.filename, one.date_time, one.compress_type) for one in infos[0]] == [
        (one.filename, one.date_time, one.compress_type) for one in infos[1]
    ]
    assert fill(report, form, tmp_path / "form.yaml") == content, "the same bytes every time"


def test_formulas_stay_and_lose_only_what_they_gave_in_the_empty_form(report: Report, tmp_path: Path) -> None:
    content = fill(report, form_of(tmp_path), mapped(tmp_path, "sheets: {Biểu 1: {B2: households.ratio}}"))
    asked, stored = read(content), read(content, values=True)
    assert (asked["Biểu 1"]["B5"].value, asked["Ông A's"]["A1"].value) == ("=B2*2", "='Biểu 1'!B2")
    assert (stored["Biểu 1"]["B5"].value, stored["Ông A's"]["A1"].value) == (None, None)
    assert asked["Biểu 1"]["F1"].value.text == "=B2:B4*1"


def test_a_cell_takes_what_its_format_is_made_for(report: Report, tmp_path: Path) -> None:
    """70,2 % is 0,702 where the cell itself writes percentages, 70,2 elsewhere; a day is words where the cell is not for days."""
    mapping = """
sheets:
  Biểu 1:
    B2: households.ratio
    B3: households.ratio
    B9: as_of
    H4: households.target
    H5: households.to_target
    H6: households.numerator
    C30: households.ratio
    A1: households.from_before
  "Ông A's":
    zz300: groups.N1.change
    C3: "Từ {period.start} đến {period.end}: {households.numerator}/{households.denominator} hộ, đạt {households.ratio}; số {number}"
names:
  MotO: as_of
  OGop: known_at
"""
    book = read(fill(report, form_of(tmp_path), mapped(tmp_path, mapping)))
    page, other = book["Biểu 1"], book["Ông A's"]
    assert (page["B2"].value, page["B2"].font.bold, page["B2"].number_format) == (0.702, True, "0.0%")
    assert page["B3"].value == 70.2, "a literal % is no percentage format"
    assert (page["B4"].value, page["B4"].data_type) == (datetime(2024, 12, 14), "d")
    assert page["B9"].value == "14/12/2024"
    assert page["B7"].value == written(report.known_at)
    assert [page[f"H{row}"].value for row in (4, 5, 6)] == [0.7, 0.002, 1004], "a count is never a share of a hundred"
    assert page["H4"].number_format == "0.0%", "a new cell looks as its column does"
    assert (page["C30"].value, page["C30"].number_format) == (70.2, '0.0"%"'), "or as its row does"
    assert (page["A1"].value, other["ZZ300"].value) == (5.7, 37)
    assert other["C3"].value == "Từ 15/9/2024 đến 14/12/2024: 1.004/1.431 hộ, đạt 70,2%; số …………"


def test_a_time_of_day_is_a_part_of_a_day(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    expected = datetime(2024, 12, 16, 14, 30)
    for old in (False, True):
        book = xlsxwriter.Workbook(str(path), {"date_1904": old})
        book.add_worksheet("A").write_blank("A1", None, book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
        book.close()
        moment = replace(report, known_at=expected)
        assert read(fill(moment, path, mapped(tmp_path, "sheets: {A: {A1: known_at}}")))["A"]["A1"].value == expected


def test_what_begins_as_a_formula_stays_a_text(report: Report, tmp_path: Path) -> None:
    content = fill(report, form_of(tmp_path), mapped(tmp_path, 'sheets: {Biểu 1: {A1: "=1+1 {as_of}"}}'))
    cell = read(content)["Biểu 1"]["A1"]
    assert (cell.value, cell.data_type) == ("=1+1 14/12/2024", "s")
    assert b"<f>1+1" not in parts(content)["xl/worksheets/sheet1.xml"]


def test_all_faults_are_told_at_once(report: Report, tmp_path: Path) -> None:
    error = refused(
        report,
        tmp_path,
        """
sheet: {}
sheets:
  Biểu 1:
    B5: households.numerator
    F2: households.numerator
    C8: households.numerator
    B2: household.numerater
    B3: "Đến {asof}"
    C5:D6: as_of
    A1048577: as_of
    B4: as_of
    E1: 5
  Bieu 2: {A1: as_of}
  "Ông A's": A1
names:
  MotO: period.end
  Moto: as_of
  Vung: as_of
  TinhToan: as_of
""",
    )
    lines = error.found.strip().splitlines()
    assert [line.strip().removeprefix("- ") for line in lines] == [
        "sheet: a mapping has only the parts sheets, names",
        "Biểu 1!B5: the cell holds a formula, which is never overwritten",
        "Biểu 1!F2: the cell holds a formula, which is never overwritten",
        "Biểu 1!C8: the cell lies under the merged cell B7; name that one",
        'Biểu 1!B2: there is no value household.numerater (did you mean "households.numerator"?)',
        'Biểu 1!B3: there is no value asof (did you mean "as_of"?)',
        "Biểu 1!C5:D6: this is not one cell, as C5 is",
        "Biểu 1!A1048577: this is not one cell, as C5 is",
        "Biểu 1!E1: here the name of a value is expected",
        'Bieu 2: the workbook has no such sheet; it has Biểu 1, Ông A\'s (did you mean "Biểu 1"?)',
        "Ông A's: here cells and their values are expected, one on a line",
        "MotO: the cell takes a value already by Biểu 1!B4",
        'Moto: the workbook has no such name; it has MotO, OGop, TinhToan, Vung (did you mean "MotO"?)',
        "Vung: the name stands for 'Biểu 1'!$B$2:$B$4, not for one cell",
        "TinhToan: the name stands for 1+1, not for one cell",
    ]
    assert error.title == "The form cannot be filled: its mapping has 15 faults"
    assert str(tmp_path / "form.yaml") in error.place


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("sheets: {}", "the mapping names no cell"),
        ("sheets: [A1]", "sheets: here cells and their values are expected"),
        ("sheets:\n  Biểu 1:\n    A1: as_of\n    A1: year\n", "stands twice"),
        (
            "sheets: {Biểu 1: {A1: villages.T9.households.numerator}}",
            "there is no value villages.T9.households.numerator",
        ),
        ("a: [", "not valid YAML"),
        ("", "empty"),
    ],
)
def test_a_mapping_that_says_nothing_sound_is_refused(report: Report, tmp_path: Path, mapping: str, told: str) -> None:
    assert told in fault_in_words(refused(report, tmp_path, mapping))


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0 an old or a locked one", b"PK\x03\x04 broken", None])
def test_a_form_that_cannot_be_opened_is_told_by_its_name(
    report: Report, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "form.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as error:
        fill(report, path, mapped(tmp_path, "sheets: {A: {A1: as_of}}"))
    assert error.value.place == str(path)


def test_a_zip_that_is_no_workbook_is_refused(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(UserError):
        fill(report, path, mapped(tmp_path, "sheets: {A: {A1: as_of}}"))


def test_a_form_by_another_program_is_filled(report: Report, tmp_path: Path) -> None:
    """Cells without their places, a prefix before every name, the workbook's part elsewhere, nothing said of calculation."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    path = tmp_path / "form.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/w/book.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/w/s/a.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}">'
            f'<Relationship Id="r1" Type="{office}/officeDocument" Target="/w/book.xml"/></Relationships>',
        )
        archive.writestr(
            "w/_rels/book.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="s/a.xml"/></Relationships>',
        )
        archive.writestr(
            "w/book.xml",
            f'<x:workbook xmlns:x="{main}" xmlns:r="{office}"><x:sheets>'
            '<x:sheet name="A" sheetId="1" r:id="r1"/></x:sheets></x:workbook>',
        )
        archive.writestr(
            "w/s/a.xml",
            f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t="str"><x:f>A1*2</x:f><x:v>2</x:v></x:c>'
            '</x:row><x:row r="4"><x:c r="C4"/></x:row></x:sheetData></x:worksheet>',
        )
    mapping = mapped(
        tmp_path, "sheets: {A: {A1: households.numerator, A4: year, D4: as_of, C2: households.denominator}}"
    )
    content = fill(report, path, mapping)
    page = read(content)["A"]
    assert {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None} == {
        "A1": 1004, "B1": "=A1*2", "C2": 1431, "A4": "2024", "D4": "14/12/2024",
    }  # fmt: skip
    assert b'<x:calcPr fullCalcOnLoad="1"/></x:workbook>' in parts(content)["w/book.xml"]


def test_without_lists_the_form_is_filled_with_nothing(nothing: Report) -> None:
    """No register says which villages there are, so T1 may well be one; its cells stay empty."""
    page = read(fill(nothing, FORM, MAPPING))["Biểu 01"]
    assert [page[f"{column}12"].value for column in "CDFH"] == [None, None, 0.7, "Chưa có số liệu"]
    assert [page[f"{column}17"].value for column in "BCD"] == [None, None, None]
    with pytest.raises(KeyError):
        value_of(fields(nothing), "villages.T1.households.numerater")


def test_the_forms_of_the_configuration_are_filled(report: Report, filled: bytes) -> None:
    assert filled_forms(report, ROOT) == []
    form = ReportForm(workbook="data/templates/bieu-cap-tren.xlsx", mapping="data/templates/bieu-cap-tren.yaml")
    config = replace(report.config, reports=replace(report.config.reports, forms=(form,)))
    assert filled_forms(replace(report, config=config), ROOT) == [("bieu-cap-tren.xlsx", filled)]


def test_no_person_made_the_example() -> None:
    core = parts(FORM.read_bytes())["docProps/core.xml"].decode()
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)", core) == ["", ""]


def test_the_values_are_the_tables_cells(report: Report) -> None:
    values = fields(report)
    for row, indicator in zip(indicators(report).rows, report.config.plan.indicators, strict=True):
        named = (
            "title", "unit", "denominator", "numerator", "ratio", "target", "to_target", "from_before", "from_year_ago", "verdict",
        )  # fmt: skip
        assert row[1:] == tuple(values[f"{indicator.id}.{name}"] for name in named)
    by_village = ("denominator", "numerator", "ratio", "joined", "left", "from_before", "shortfall", "verdict")
    table = villages(report)
    for number, row in enumerate(table.rows, 1):
        of = f"villages.T{number}"
        assert row[1:] == (values[f"{of}.name"], *(values[f"{of}.households.{name}"] for name in by_village))
    assert table.total is not None
    assert table.total[5:7] == (values["households.joined"], values["households.left"])
    for code, row in zip(("BCD", "N1", "N2", "N3", "N4"), groups(report).rows, strict=True):
        assert row[1:5] == tuple(values[f"groups.{code}.{name}"] for name in ("name", "listed_on", "members", "change"))
    lines = [row[2:] for row in case_states(report).rows]
    year = ("carried", "received", "on_time", "incomplete", "", "", "open", "due_soon", "unjudged", "earlier")
    for name, line in zip(year, lines, strict=True):
        assert not name or line[1] == values[f"cases.{name}.year"]
    assert values["cases.late.year"] == lines[4][1] + lines[5][1]  # type: ignore[operator]
    assert [values[f"cases.{name}.period"] for name in ("received", "on_time", "incomplete")] == [
        line[0] for line in lines[1:4]
    ]


def general(names: set[str], config_kinds: set[str], indicators_of: tuple[str, ...]) -> set[str]:
    """The names with what varies from commune to commune replaced, as the handbook lists them."""
    found = set()
    for name in names:
        text = re.sub(r"^villages\.T\d\.", "villages.<village>.", name)
        text = re.sub(r"^groups\.(?:BCD|N\d)\.", "groups.<group>.", text)
        text = re.sub(r"^requirements\.S\d+\.", "requirements.<requirement>.", text)
        text = re.sub(rf"^cases\.kinds\.(?:{'|'.join(config_kinds)})\.", "cases.kinds.<kind>.", text)
        head, _dot, rest = text.partition(".")
        shared = sum(f"{indicator}.{rest}" in names for indicator in indicators_of) > 1
        found.add(f"<indicator>.{rest}" if head in indicators_of and shared else text)
    return found


def test_the_handbook_lists_every_value_and_no_other(report: Report) -> None:
    text = (ROOT / "docs" / "report-form.md").read_text("utf-8")
    table = [line for line in text.splitlines() if line.startswith("| `")]
    told = [name for line in table for name in re.findall(r"`([^`]+)`", line.split(" | ")[0])]
    ids = tuple(indicator.id for indicator in report.config.plan.indicators)
    assert len(told) == len(set(told))
    assert set(told) == general(set(fields(report)), set(report.config.lookups["case"]["kind"]), ids)


def test_a_figure_too_small_to_print_is_filled_as_it_is() -> None:
    assert as_number(Share(1, 3000)) == pytest.approx(1 / 30)
    assert as_number(Percent(Decimal("70.5"))) == 70.5
