"""A commune that is not the program's, in a real browser: from an empty folder to its first figure and a report in its name; then its
target is changed, seen before it is saved, and taken back. The file of settings is never opened by an editor.

By hand, as of 30/6/2026, from ``lists`` below:
    households   3 of Buôn A, 2 of Thôn 1 and 1 that has moved: 5. By their phones two of Buôn A are in the group, one of Thôn 1: 3
                 of 5. Of 80 % of 5, 4 are needed: one is missing.
    villages     a group of each has members: 2 of 2
    agencies     the school's head is in a group, the station's is not: 1 of 2
    businesses   of the two companies one is in a group; the household's shop does not count: 1 of 2
    reports      one closed in time, one late: 1 of 2
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from kpi.config import load_config
from kpi.store import open_store
from tests.browser.rest import at_rest
from tests.browser.test_import_browser import drop, load, pick
from tests.conftest import ROOT
from tests.serving import dashboard
from tests.worlds import World, write_xlsx

pytestmark = pytest.mark.browser

DATABASE = "data/kpi.duckdb"
JUNE = date(2026, 6, 30)
COUNTED = {
    "households": (3, 5),
    "villages": (2, 2),
    "institutions": (1, 2),
    "businesses": (1, 2),
    "processed_reports": (1, 2),
}
TARGETS = {"households": "80", "villages": "100", "institutions": "100", "businesses": "50", "processed_reports": "100"}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folder as it is unpacked: the file of settings and the papers' forms, and no database."""
    office = tmp_path / "office"
    (office / "data").mkdir(parents=True)
    shutil.copy(ROOT / "config.yaml", office)
    shutil.copytree(ROOT / "data" / "templates", office / "data" / "templates")
    return office


@pytest.fixture
def browser_context_args(office: Path, tmp_path: Path) -> Iterator[dict[str, object]]:
    """A server on that folder."""
    with dashboard(office / DATABASE, tmp_path / "server.log", office / "config.yaml") as address:
        yield {
            "base_url": address, "viewport": {"width": 1366, "height": 768}, "locale": "vi-VN", "accept_downloads": True,
        }  # fmt: skip


def lists(folder: Path) -> list[Path]:
    """What the plan needs besides the villages, which are typed."""
    folder.mkdir()
    day = ["Tính đến ngày 30/6/2026"]
    heads = [
        ["Y Bhim Niê", "0905000001"], ["H'Loan Êban", "0905000002"], ["Y Nguyên Mlô", "0905000003"],
        ["Nguyễn Thị Mai", "0905000004"], ["Trần Văn Đạt", "0905000005"], ["Lê Văn Chuyển", "0905000006"],
    ]  # fmt: skip
    households = [
        [
            f"EL{number:02}",
            name,
            "Buôn A" if number <= 3 else "Thôn 1",
            phone,
            "Đã chuyển đi" if number == 6 else "Đang cư trú",
        ]
        for number, (name, phone) in enumerate(heads, 1)
    ]
    return [
        write_xlsx(folder / "nhom.xlsx", [
            ["DANH SÁCH NHÓM ZALO"], day, ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"],
            ["NA", "Zalo Buôn A", "Thôn", "Buôn A"], ["N1", "Zalo Thôn 1", "Thôn", "Thôn 1"],
        ]),
        write_xlsx(folder / "ho.xlsx", [
            ["DANH SÁCH HỘ DÂN"], day, ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"], *households,
        ]),
        write_xlsx(folder / "co_quan.xlsx", [
            ["DANH SÁCH CƠ QUAN, ĐƠN VỊ, TRƯỜNG HỌC"], day,
            ["Mã đơn vị", "Tên đơn vị", "Loại", "Người đại diện", "Số điện thoại"],
            ["TH", "Trường Tiểu học Ea Súp", "Trường học", "Phạm Thị Hương", "0905000101"],
            ["YT", "Trạm Y tế", "Đơn vị", "Đỗ Văn Bình", "0905000102"],
        ]),
        write_xlsx(folder / "doanh_nghiep.xlsx", [
            ["DANH SÁCH DOANH NGHIỆP"], day, ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Người đại diện", "Số điện thoại"],
            ["6001000001", "Công ty TNHH Cà phê Ea Súp", "Công ty TNHH", "Võ Văn Tám", "0905000201"],
            ["6001000002", "Công ty cổ phần Mía đường", "Công ty cổ phần", "Hồ Thị Lan", "0905000202"],
            ["6001000003", "Tạp hóa Mai", "Hộ kinh doanh", "Nguyễn Thị Mai", "0905000004"],
        ]),
        write_xlsx(folder / "so_tin.xlsx", [
            ["SỔ THEO DÕI TIN BÁO"], day, ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"],
            ["TB1", "Phản ánh", "02/3/2026", "16/3/2026", "10/3/2026"], ["TB2", "Phản ánh", "02/4/2026", "16/4/2026", "20/4/2026"],
        ]),
        write_xlsx(folder / "thanh_vien.xlsx", [
            ["DANH SÁCH THÀNH VIÊN CÁC NHÓM ZALO"], day, ["Nhóm", "Tên hiển thị", "Số điện thoại"],
            ["NA", "Bhim", "0905000001"], ["NA", "Loan", "0905000002"], ["NA", "Hương", "0905000101"],
            ["N1", "Đạt", "0905000005"], ["N1", "Tám", "0905000201"],
        ]),
    ]  # fmt: skip


def fill(page: Page, **boxes: str) -> None:
    """Types into boxes of the first start, each by its key, whose points are written as two underlines."""
    for key, text in boxes.items():
        box = page.locator(f".st-key-start-{key.replace('__', '-')}").locator("input, textarea").first
        box.fill(text)
        box.press("Tab")
        at_rest(page)


def choose_day(page: Page, key: str, day: str) -> None:
    """Types a day into its three boxes."""
    boxes = page.locator(f".st-key-start-{key}").get_by_role("spinbutton")
    boxes.first.click()
    page.keyboard.type(day.replace("/", ""))
    page.keyboard.press("Tab")
    at_rest(page)
    expect(boxes).to_have_text(day.split("/"))


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").click()
    at_rest(page)


def save(page: Page, reason: str) -> None:
    page.get_by_label("Người sửa").fill("Lan")
    page.get_by_label("Lý do", exact=True).fill(reason)
    page.locator(".st-key-settings-save button").click()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_contain_text("Đã lưu")
    at_rest(page)


def test_from_an_empty_folder_to_the_first_figure_and_a_report_in_its_own_name(
    page: Page, office: Path, tmp_path: Path
) -> None:
    page.goto("/bat-dau")
    at_rest(page)
    fill(page, unit__asked="Ea Súp")
    expect(page.locator(".st-key-panel-start-unit")).to_contain_text("24211")
    press(page, "start-unit-take")
    fill(page, unit__basis="Nghị quyết 1660/NQ-UBTVQH15")
    page.get_by_role("button", name="Xem những gì sẽ đổi").first.click()
    box = page.locator(".st-key-start-villages-day").get_by_role("spinbutton").first.element_handle()
    save(page, "Cài đặt lần đầu")
    assert box.evaluate("one => one.isConnected"), (
        "what says that it was saved puts no other box in the place of one typed into"
    )

    page.get_by_text("Chép một kế hoạch, chỉ tiêu giao riêng").click()
    at_rest(page)
    fill(
        page, plan__title="Xây dựng mô hình Zalo xã Ea Súp", plan__number="07/KH-UBND", plan__issued="tháng 01 năm 2026"
    )
    choose_day(page, "plan-from", "01/01/2026")
    choose_day(page, "plan-to", "31/12/2030")
    fill(page, plan__basis="Kế hoạch 07, mục II")
    fill(page, **{f"plan__target__{name}": percent for name, percent in TARGETS.items()})
    press(page, "start-plan-look")
    save(page, "Kế hoạch 07/KH-UBND")

    fill(page, villages__typed="Buôn A\nThôn 1")
    expect(page.locator(".st-key-panel-start-villages")).to_contain_text("T2")
    at_rest(page)
    assert box.evaluate("one => one.isConnected"), "nor does that it goes, or that the villages come"
    choose_day(page, "villages-day", "01/01/2026")
    page.locator(".st-key-start-villages-name input").fill("Lan")
    press(page, "start-villages-load")
    expect(page.locator(".st-key-panel-start-villages")).to_contain_text("Đã nạp 2 thôn")
    page.get_by_role("link", name="Nạp danh sách tiếp theo").click()
    at_rest(page)
    drop(page, *lists(tmp_path / "lists"))
    load(page)
    page.goto("/bat-dau")
    expect(page.locator(".st-key-panel-start-lists")).to_contain_text("đã có 7/7")

    page.goto(f"/tong-quan?ngay={JUNE}")
    at_rest(page)
    card = page.locator(".st-key-card-households")
    expect(card).to_contain_text("3/5")
    expect(card).to_contain_text("thiếu 1 hộ")
    found = World(office, open_store(office / DATABASE), load_config(office / "config.yaml")).status(JUNE).indicators
    assert {row.id: (row.numerator, row.denominator) for row in found} == COUNTED

    page.goto(f"/bao-cao?ngay={JUNE}")
    at_rest(page)
    with page.expect_download() as download:
        page.locator(".st-key-panel-draft").get_by_role("button", name="Tải Word (ghi DỰ THẢO)").click()
    paper = Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    head = [" ".join(cell.text.split()) for row in paper.tables[0].rows for cell in row.cells]
    assert head[0] == "ỦY BAN NHÂN DÂN XÃ EA SÚP" and head[3].startswith("Ea Súp, ngày")
    text = "\n".join(part.text for part in paper.paragraphs)
    assert "3/5 hộ" in text and "Kế hoạch số 07/KH-UBND" in text
    assert not any(word in "\n".join([*head, text]) for word in ("Hà Giang", "Hà Long", "Thanh Hóa"))


def test_a_changed_target_is_seen_before_it_is_saved_kept_as_a_version_and_taken_back(page: Page, office: Path) -> None:
    file = office / "config.yaml"
    shipped, day = file.read_bytes(), date(2024, 6, 30)
    world = World(office, open_store(office / DATABASE), load_config(file)).with_villages_and_groups(1)
    world.load(
        "household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *([f"H{n}", f"Lê {n}", "T1"] for n in range(3))], day
    )
    world.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "H0"], ["B", "H1"]], day, group="N1")
    page.goto("/thiet-lap")
    at_rest(page)
    pick(page, page.locator(".st-key-settings-row-targets-10 input"), "Hộ dân · 01/01/2024")
    at_rest(page)
    page.get_by_label("Mức phải đạt (%)").fill("66,5")
    page.keyboard.press("Tab")
    at_rest(page)
    page.get_by_role("button", name="Xem ảnh hưởng").click()
    effect = page.locator(".st-key-panel-effect")
    for part in ("70%66,5%", "Chưa đạt", "thiếu 1 hộ", "chỉ tiêu, đánh giá, số còn thiếu"):
        expect(effect).to_contain_text(part, ignore_case=True)
    at_rest(page)
    assert file.read_bytes() == shipped, "nothing is saved before it is said so"
    save(page, "Nghị quyết 12")
    page.goto(f"/tong-quan?ngay={day}")
    at_rest(page)
    expect(page.locator(".st-key-card-households")).to_contain_text("66,5%")
    expect(page.locator(".st-key-card-households")).not_to_contain_text("thiếu 1 hộ")

    page.goto("/thiet-lap")
    at_rest(page)
    page.get_by_text("Các bản đã lưu", exact=True).click()
    versions = page.locator(".st-key-panel-versions")
    expect(versions).to_contain_text("Nghị quyết 12")
    expect(versions.locator("tbody tr").first).to_contain_text("Lan")
    at_rest(page)
    pick(page, page.locator(".st-key-settings-version input"), "1")
    at_rest(page)
    press(page, "settings-back")
    expect(effect).to_contain_text("66,5%70%")
    save(page, "Ghi nhầm")
    assert file.read_bytes() == shipped
    assert [one.reason for one in world.store.settings_versions()] == ["", "Nghị quyết 12", "Ghi nhầm"]


def part(page: Page, name: str, title: str) -> None:
    """Opens a part of the page of settings, at a new row."""
    page.goto("/thiet-lap")
    at_rest(page)
    page.get_by_role("radio", name=title, exact=True).click()
    expect(page.locator(f".st-key-panel-{name}")).to_be_visible()
    at_rest(page)
    row = page.locator(f".st-key-panel-{name}").get_by_label("Dòng cần sửa")
    if row.input_value() != "＋ Dòng mới":
        pick(page, row, "＋ Dòng mới")
        at_rest(page)


def put_in(page: Page, name: str, typed: dict[str, str], chosen: dict[str, str] | None = None) -> None:
    """Fills boxes of a part, each by its label, and saves after a look at the effect."""
    panel = page.locator(f".st-key-panel-{name}")
    for label, words in (chosen or {}).items():
        pick(page, panel.get_by_label(label, exact=True), words)
        page.keyboard.press("Tab")  # a list of several choices stays open
    for label, words in typed.items():
        panel.get_by_label(label, exact=True).fill(words)
        page.keyboard.press("Tab")
    at_rest(page)
    panel.get_by_role("button", name="Xem ảnh hưởng").click()
    expect(page.locator(".st-key-panel-effect")).to_be_visible()
    at_rest(page)


def put_days(page: Page, name: str, days: dict[str, str]) -> None:
    for label, day in days.items():
        boxes = (
            page.locator(f".st-key-panel-{name}").get_by_role("group", name=label, exact=True).get_by_role("spinbutton")
        )
        boxes.first.click()
        page.keyboard.type(day.replace("/", ""))
        page.keyboard.press("Tab")


def test_a_plan_of_clean_water_is_set_up_row_by_row_without_an_editor(page: Page, office: Path, tmp_path: Path) -> None:
    """From an empty plan with its first indicator to the second one's column, words and target, and both figures by hand: of four
    households two have clean water (60 % asked: one is missing), of two schools one; the station is no school."""
    page.goto("/bat-dau")
    at_rest(page)
    page.get_by_text("Kế hoạch trống, bắt đầu với một chỉ tiêu").click()
    at_rest(page)
    pick(page, page.locator(".st-key-start-plan-entries input"), "hộ được ghi Có ở một cột của sổ hộ")
    at_rest(page)
    fill(
        page, plan__title="Kế hoạch nước sạch", plan__issued="tháng 02 năm 2024", plan__basis="Kế hoạch nước sạch, mục II.1",
        plan__counted="Hộ dùng nước sạch", plan__unit="hộ", plan__column="Dùng nước sạch", plan__target__own="60",
    )  # fmt: skip
    choose_day(page, "plan-from", "01/01/2024")
    choose_day(page, "plan-to", "31/12/2025")
    press(page, "start-plan-look")
    save(page, "Kế hoạch nước sạch")

    part(page, "marks", "Cột Có/Không")
    put_in(page, "marks", {"Tiêu đề cột": "Có công trình nước sạch"}, {"Danh sách có cột này": "Danh mục cơ quan"})
    save(page, "Mục II.2")
    part(page, "indicators", "Chỉ tiêu")
    pick(page, page.locator(".st-key-panel-indicators").get_by_label("Đếm gì"), "cơ quan, trường học được ghi Có")
    at_rest(page)
    words = {
        "Tên ngắn": "Trường có nước sạch", "Tên đầy đủ": "Trường học có công trình nước sạch", "Đơn vị đếm": "trường",
        "Tử số là gì": "trường được ghi Có", "Mẫu số là gì": "trường học trong danh sách", "Vì sao theo dõi": "Sức khỏe học sinh",
        "Mục trong kế hoạch": "mục II.2", "Nguyên văn kế hoạch": "100% trường học có công trình nước sạch",
    }  # fmt: skip
    put_in(page, "indicators", words, {"Cột Có/Không": "Có công trình nước sạch", "Chỉ tính các loại": "Trường học"})
    expect(page.locator(".st-key-panel-effect")).to_contain_text("Trường có nước sạch")
    save(page, "Mục II.2")
    part(page, "targets", "Mức giao")
    put_days(page, "targets", {"Từ ngày": "01/01/2024", "Đến ngày (để trống: không thời hạn)": "31/12/2025"})
    put_in(
        page, "targets", {"Mức phải đạt (%)": "100", "Căn cứ: văn bản, mục": "Kế hoạch nước sạch, mục II.2"},
        {"Chỉ tiêu": "Trường có nước sạch"},
    )  # fmt: skip
    save(page, "Mục II.2")
    plan = load_config(office / "config.yaml").plan
    assert [(one.short_title, one.register, one.way, one.kinds) for one in plan.indicators] == [
        ("Hộ dùng nước sạch", "household", "marked", ()), ("Trường có nước sạch", "institution", "marked", ("school",)),
    ]  # fmt: skip
    assert [(one.indicator, str(one.percent)) for one in plan.targets] == [
        (plan.names[0], "60"),
        (plan.names[1], "100"),
    ]

    day, lists = ["Tính đến ngày 30/6/2024"], tmp_path / "lists"
    lists.mkdir()
    drop_lists = [
        write_xlsx(lists / "thon.xlsx", [["DANH SÁCH THÔN"], day, ["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"]]),
        write_xlsx(lists / "ho.xlsx", [
            ["SỔ HỘ DÂN"], day, ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Dùng nước sạch"],
            *([f"H{n}", f"Lê Văn {n}", "Thôn 1", said] for n, said in enumerate(("Có", "x", "Không", ""), 1)),
        ]),
        write_xlsx(lists / "truong.xlsx", [
            ["DANH SÁCH CƠ QUAN, ĐƠN VỊ, TRƯỜNG HỌC"], day, ["Mã đơn vị", "Tên đơn vị", "Loại", "Có công trình nước sạch"],
            ["A", "Trường Tiểu học A", "Trường học", "Có"], ["B", "Trường Mầm non B", "Trường học", ""],
            ["C", "Trạm Y tế", "Đơn vị", "Có"],
        ]),
    ]  # fmt: skip
    page.goto("/nhap-du-lieu")
    at_rest(page)
    drop(page, *drop_lists)
    load(page)
    page.goto("/tong-quan?ngay=2024-06-30")
    at_rest(page)
    expect(page.locator(f".st-key-card-{plan.names[0]}")).to_contain_text("2/4")
    expect(page.locator(f".st-key-card-{plan.names[0]}")).to_contain_text("thiếu 1 hộ")
    expect(page.locator(f".st-key-card-{plan.names[1]}")).to_contain_text("1/2")
