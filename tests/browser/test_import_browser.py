"""The clerk's whole round in a real browser: lists dropped, checked, loaded, mended, and a load taken back; every figure is seen."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Locator, Page, TimeoutError, expect
from python_calamine import CalamineWorkbook

from kpi.store import open_store
from tests.browser.accessibility import faults, themed
from tests.browser.rest import at_rest
from tests.serving import PATIENCE_SECONDS, Served
from tests.worlds import World, write_csv, write_xlsx

pytestmark = pytest.mark.browser

YEAR_START, MARCH, JUNE = date(2023, 12, 31), date(2024, 3, 31), date(2024, 6, 30)
CLERK = "Trần Thị Văn Thư"
HEADERS = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two villages of three households each; one of the six takes part in March."""
    world = World.empty(tmp_path_factory.mktemp("made")).with_villages_and_groups()
    rows = [[f"H{n}", f"Chủ hộ {n}", f"Thôn {1 + n // 4}"] for n in range(1, 7)]
    world.load("household", [HEADERS, *rows], YEAR_START)
    world.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "H1"]], MARCH, group="N1")
    return world


@pytest.fixture
def world(made: World, served: Served) -> World:
    """A copy of that world on the server: what is loaded here must not be seen by other tests."""
    return replace(made, folder=served.database.parent, store=open_store(served.give(made.folder)))


@pytest.fixture
def browser_context_args(world: World, served: Served) -> dict[str, object]:  # noqa: ARG001 - what the pages are to show
    return {"base_url": served.address, "viewport": {"width": 1366, "height": 768}, "locale": "vi-VN"}


def visit(page: Page, path: str) -> None:
    page.goto(path)
    at_rest(page)


def drop(page: Page, *files: Path) -> None:
    page.locator("input[type=file]").set_input_files(list(files))
    expect(page.locator(".st-key-panel-sheets")).to_be_visible()
    at_rest(page)


def sheet_rows(page: Page) -> list[list[str]]:
    """The recognised lists, cell by cell."""
    rows = page.locator(".st-key-panel-sheets tbody tr")
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def households_would_become(page: Page) -> list[str]:
    """Now and then, as the panel of changes says."""
    row = page.locator(".st-key-panel-difference tbody tr", has_text="Hộ dân").first
    return row.locator("td").all_inner_texts()


def overview_says(page: Page, counts: str, ratio: str) -> None:
    visit(page, f"/?ngay={JUNE:%Y-%m-%d}")
    card = page.locator('[data-indicator="households"]')
    expect(card).to_contain_text(counts)
    expect(card).to_contain_text(ratio)


def load(page: Page, name: str = CLERK) -> None:
    page.get_by_label("Người nạp").fill(name)
    page.locator(".st-key-import-load button").click()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible()
    at_rest(page)


def pick(page: Page, box: Locator, words: str) -> None:
    """Chooses by typing. A list that opens while the page still scrolls or unfolds is closed again, with what was chosen or
    without: then it is opened once more."""
    box = box.and_(page.locator("input"))
    box.click()
    option = page.get_by_role("option", name=words).first
    holds_one = page.get_by_test_id("stSelectbox").filter(has=box).count()
    for _attempt in range(round(PATIENCE_SECONDS / 2)):
        box.fill(words)
        with suppress(TimeoutError):
            option.click(timeout=2000)
            at_rest(page)
            if not holds_one or words in box.input_value():
                return
        box.press("ArrowDown")
    expect(box).to_have_value(words)


def mend(workbook: Path, target: Path, right: dict[tuple[str, str], str]) -> Path:
    """What a clerk does in Excel: ``right`` maps the row's name and the column's header to what belongs there."""
    rows = CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    headers = next(row for row in rows if "Mã hộ" in row)
    for row in rows[rows.index(headers) + 1 :]:
        for (name, header), value in right.items():
            if name in row:
                row[headers.index(header)] = value
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    page = book.add_worksheet("Cần sửa")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                page.write(number, column, cell)
    book.close()
    target.write_bytes(content.getvalue())
    return target


def test_the_whole_round(page: Page, world: World, tmp_path: Path) -> None:
    members = write_csv(
        tmp_path / "thanh_vien_2024-06-30.csv",
        [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "A", "H1"], ["N1", "B", "H2"], ["N2", "C", "H4"]],
    )
    rows: list[list[object]] = [[f"H{n}", f"Chủ hộ {n}", f"Thôn {1 + n // 4}"] for n in range(1, 7)]
    households = write_xlsx(
        tmp_path / "ho_2024-06-30.xlsx",
        [["DANH SÁCH HỘ DÂN"], HEADERS, *rows, ["H7", "Chủ hộ 7", "Xóm Đình"], ["", "Chủ hộ 8", "Thôn 2"]],
    )
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"this is no workbook")

    # Three files at once: what each is, what they would change; nothing is stored.
    visit(page, "/nhap-du-lieu")
    loads = len(world.store.batches())
    drop(page, members, households, broken)
    refusal = page.get_by_test_id("stAlertContentError")
    for part in ("Không mở được tệp Excel", "Ở đâu: hong.xlsx", "Tìm thấy:", "Cách xử lý:"):
        expect(refusal).to_contain_text(part)
    assert [row[2:] for row in sheet_rows(page)] == [
        ["Thành viên nhóm Zalo", "30/6/2024", "3", "3", "0", "2 mới, 0 đổi, 0 không còn"],
        ["Sổ hộ dân", "30/6/2024", "8", "6", "2", "0 mới, 0 đổi, 0 không còn"],
    ]
    now, then, change = households_would_become(page)
    assert "1/6" in now
    assert "3/6 · 50%" in then
    assert change == "+33,3 điểm %"
    assert len(world.store.batches()) == loads

    # The rejected rows are fetched before the good ones are loaded.
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải 2 dòng bị loại").click()
    download = waiting.value
    assert download.suggested_filename.startswith("can_sua_ho_2024-06-30")
    fetched = tmp_path / download.suggested_filename
    download.save_as(fetched)
    load(page)
    expect(page.get_by_test_id("stAlertContentSuccess")).to_contain_text("Đã nạp 2 danh sách, 9 dòng")

    # Mended and dropped: the two rows come in addition, and nobody goes.
    mended = mend(fetched, tmp_path / "da_sua.xlsx", {("Chủ hộ 7", "Thôn"): "Thôn 2", ("Chủ hộ 8", "Mã hộ"): "H8"})
    visit(page, "/nhap-du-lieu")
    drop(page, mended)
    assert [row[3:7] for row in sheet_rows(page)] == [["30/6/2024", "2", "2", "0"]]
    assert "2 mới" in sheet_rows(page)[0][7]
    now, then, _change = households_would_become(page)
    assert "3/6" in now
    assert "3/8" in then
    load(page)
    overview_says(page, "3/8", "37,5%")

    # In the log the last load is taken back: the earlier figure is there again.
    visit(page, "/nhat-ky")
    number = world.store.batches()[-1].batch
    pick(page, page.locator(".st-key-log-chosen input"), f"{number} · ")
    at_rest(page)
    page.get_by_role("button", name="Rút lại lần nạp này").click()
    page.get_by_label("Người thực hiện").fill(CLERK)
    page.get_by_label("Lý do").fill("Nạp nhầm")
    assert faults(page)[0] == [], "where a load is taken back"
    page.locator(".st-key-log-undo button").click()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_contain_text("Đã rút lại")
    overview_says(page, "3/6", "50%")


def test_a_template_is_fetched_and_the_page_speaks_vietnamese(page: Page) -> None:
    visit(page, "/nhap-du-lieu")
    button = page.get_by_test_id("stFileUploaderDropzone").locator("button p")
    shown = button.evaluate("part => [getComputedStyle(part).fontSize, getComputedStyle(part, '::after').content]")
    assert shown == ["0px", '"Chọn tệp"'], "Streamlit's own English word is not seen"
    page.get_by_role("button", name="Tệp mẫu trống").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Sổ hộ dân").click()
    assert waiting.value.suggested_filename == "mau_ho_dan.xlsx"
    sheets = CalamineWorkbook.from_path(str(waiting.value.path())).sheet_names
    assert sheets == ["Danh sách", "Hướng dẫn"]


def test_a_spelling_is_explained_on_the_page(page: Page, world: World, tmp_path: Path) -> None:
    rows = [["H1", "Chủ hộ 1", "Thôn 1"], ["H7", "Chủ hộ 7", "Xóm Đình"]]
    file = write_xlsx(tmp_path / "ho_2024-06-30.xlsx", [HEADERS, *rows])
    visit(page, "/nhap-du-lieu")
    drop(page, file)
    assert [row[5:7] for row in sheet_rows(page)] == [["1", "1"]]
    page.get_by_text("Giải thích một lần").click()
    form = page.get_by_test_id("stForm").filter(has_text="Nghĩa là")
    pick(page, form.get_by_test_id("stSelectbox").nth(1).locator("input"), "Thôn 2")
    form.get_by_label("Người thực hiện").fill(CLERK)
    form.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_contain_text("Xóm Đình")
    at_rest(page)
    assert [row[5:7] for row in sheet_rows(page)] == [["2", "0"]]
    assert [row.meaning for row in world.store.listed_corrections()] == ["T2"]


def test_a_list_that_would_take_much_away_is_a_choice(page: Page, world: World, tmp_path: Path) -> None:
    world.load("household", [HEADERS, *[[f"H{n}", f"Chủ hộ {n}", "Thôn 1"] for n in range(1, 41)]], MARCH)
    file = write_xlsx(tmp_path / "sua_2024-06-30.xlsx", [HEADERS, ["H41", "Chủ hộ 41", "Thôn 1"]])
    visit(page, "/nhap-du-lieu")
    drop(page, file)
    choice = page.locator(".st-key-panel-choice")
    expect(choice.locator("table")).to_contain_text("Nếu thay thế")
    assert choice.locator("tbody tr").first.locator("th, td").all_inner_texts() == ["Thôn 1 (hộ)", "40", "41", "1"]
    expect(page.locator(".st-key-import-load")).to_have_count(0)
    choice.get_by_text("Thay thế: 40 hộ thành 1, bớt đi 40").click()
    expect(page.locator(".st-key-import-load button")).to_have_text("Thay 40 hộ bằng 1")
    choice.get_by_text("Thêm vào: 40 hộ thành 41, không bớt mục nào").click()
    expect(page.locator(".st-key-import-load button")).to_have_text("Thêm 1 dòng vào 40 hộ")
    at_rest(page)
    load(page)
    overview_says(page, "1/41", "2,4%")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_a_dirty_list_fits_the_screen(page: Page, tmp_path: Path, width: int, height: int) -> None:
    rows = [["H1", "Chủ hộ 1", "Thôn 1"], ["H7", "Chủ hộ 7", "Một thôn có tên rất dài mà không ai biết ở đâu"]]
    page.set_viewport_size({"width": width, "height": height})
    visit(page, "/nhap-du-lieu")
    drop(page, write_xlsx(tmp_path / "danh_sach_ho_dan_toan_xa_2024-06-30.xlsx", [HEADERS, *rows]))
    expect(page.locator(".st-key-import-load button")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width
    for _theme in themed(page, "light", "dark"):
        assert faults(page)[0] == [], "where a sheet is asked about"


def test_one_fact_is_typed_where_its_row_stands_and_taken_back_in_the_log(world: World, page: Page) -> None:
    """Clicks and boxes: the button, the entry, what has changed, the day, the reason, and the button that notes it."""
    log = [["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý"], ["TB-17", "Phản ánh", "20/6/2024", "10/7/2024"]]
    world.load("case", log, JUNE)
    visit(page, "/tin-bao")
    page.get_by_role("button", name="Ghi một tin đã xử lý xong").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Mã tin").click()
    page.keyboard.type("TB-17")
    page.keyboard.press("Enter")
    fill(dialog, **{"Ngày xử lý xong": "5/7/2024", "Người ghi": CLERK})
    dialog.get_by_role("button", name="Ghi", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("phải có người ghi và căn cứ")
    fill(dialog, **{"Lý do": "Phiếu trả kết quả số 8"})
    assert faults(page, '[role="dialog"]')[0] == []
    dialog.get_by_role("button", name="Ghi", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_contain_text("Đã ghi: TB-17")
    assert world.of("processed_reports", date(2024, 7, 31)).numerator == 1

    visit(page, "/ho-dan")
    page.get_by_role("button", name="Ghi thay đổi của một hộ").click()
    fill(dialog, **{"Mã hộ": "h 1", "Từ ngày": "5/7/2024", "Lý do": "Giấy chuyển hộ khẩu số 3"})
    dialog.get_by_role("combobox", name="Tình trạng").click()
    page.get_by_role("option", name="Đã chuyển đi").click()
    dialog.get_by_role("button", name="Ghi", exact=True).click()
    expect(dialog).to_have_count(0)
    assert world.counts("households", JUNE) == (1, 0, 6)
    assert world.counts("households", date(2024, 7, 5)) == (0, 0, 5)
    batch = world.store.batches()[-1]
    assert (batch.reason, batch.loaded_by, batch.accepted) == ("Giấy chuyển hộ khẩu số 3", CLERK, 1)
    visit(page, "/nhat-ky")
    expect(page.locator("body")).to_contain_text("Giấy chuyển hộ khẩu số 3")

    world.load("official", [["Họ và tên", "Chức danh", "Thôn"], ["Lê Cũ", "Trưởng thôn", "T1"]], JUNE)
    visit(page, "/thon-nhom")
    page.get_by_role("button", name="Ghi người mới giữ chức vụ").click()
    dialog.get_by_role("combobox", name="Chức danh").click()
    page.get_by_role("option", name="Trưởng thôn").click()
    dialog.get_by_role("combobox", name="Thôn", exact=True).click()
    page.get_by_role("option", name="Thôn 1").click()
    fill(dialog, **{"Họ và tên": "Hoàng Mới", "Từ ngày": "5/7/2024", "Lý do": "Quyết định số 7"})
    dialog.get_by_role("button", name="Ghi", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_contain_text("Trưởng thôn – Hoàng Mới")
    batch = world.store.batches()[-1]
    assert (batch.dataset, batch.reason, batch.accepted) == ("official", "Quyết định số 7", 1)


def fill(dialog: Locator, **said: str) -> None:
    for label, text in said.items():
        box = dialog.get_by_label(label, exact=True)
        box.fill(text)
        box.press("Tab")
