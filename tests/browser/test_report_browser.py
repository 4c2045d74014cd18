"""A report's way in a real browser: a draft fetched, frozen, its kept files fetched, checked, signed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults, themed
from tests.browser.rest import at_rest
from tests.serving import dashboard
from tests.worlds import World, made_once

pytestmark = pytest.mark.browser

YEAR_START, MARCH = date(2023, 12, 31), date(2024, 3, 31)
HEADERS = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
CODE = r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}"


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two of three households take part: 66,7 %, one short of 70 %."""
    world = World.empty(tmp_path / "office").with_villages_and_groups(1)
    world.load("household", [HEADERS, *([f"H{n}", f"Chủ hộ {n}", "Thôn 1"] for n in range(1, 4))], YEAR_START)
    world.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "H1"], ["B", "H2"]], MARCH, group="N1")
    return world


@pytest.fixture
def browser_context_args(world: World, tmp_path: Path) -> Iterator[dict[str, object]]:
    """A server of its own: what is frozen here must not be seen by other tests."""
    log = tmp_path / "server.log"
    with dashboard(world.store.path, log) as address:
        yield {
            "base_url": address,
            "viewport": {"width": 1366, "height": 768},
            "locale": "vi-VN",
            "accept_downloads": True,
        }
    assert "Traceback" not in log.read_text("utf-8", errors="replace")


def fetched(page: Page, panel: str, button: str) -> tuple[str, str]:
    """A file's name, and the text of the Word file."""
    with page.expect_download() as download:
        page.locator(f".st-key-panel-{panel}").get_by_role("button", name=button).click()
    content = Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    feet = [
        part.text
        for section in content.sections
        for part in (*section.footer.paragraphs, *section.first_page_footer.paragraphs)
    ]
    return download.value.suggested_filename, "\n".join([*(part.text for part in content.paragraphs), *feet])


def sign(page: Page, label: str, button: str, name: str) -> None:
    page.get_by_label(label, exact=True).fill(name)
    page.get_by_role("button", name=button).click()
    expect(page.locator(".st-key-panel-frozen")).to_contain_text(name)
    at_rest(page)


def test_a_report_is_frozen_fetched_checked_and_signed(page: Page) -> None:
    page.goto("/bao-cao?ngay=2024-03-31")
    at_rest(page)
    sentence = "2/3 hộ, đạt 66,7%, thấp hơn chỉ tiêu 3,3 điểm phần trăm (còn thiếu 1 hộ)"
    draft, text = fetched(page, "draft", "Tải Word (ghi DỰ THẢO)")
    assert draft.endswith(".docx") and sentence in text and not re.search(CODE, text)

    page.get_by_text("Toàn văn và các phụ lục").click()
    annexes = page.locator(".st-key-panel-draft .kpi-report")
    expect(annexes).to_contain_text("IV. Phương hướng, nhiệm vụ kỳ tới")
    expect(annexes).to_contain_text("Số hộ tham gia theo thôn")
    at_rest(page)
    page.get_by_label("Người lập", exact=True).fill("Lê Văn Thư Ký")
    page.get_by_role("button", name="Chốt báo cáo").click()
    told = page.get_by_text("Đã chốt thành bản số 1")
    expect(told).to_be_visible()
    at_rest(page)
    code = re.search(CODE, told.inner_text())
    assert code
    kept, text = fetched(page, "frozen", "Tệp Word")
    assert kept.endswith(".docx") and kept != draft and sentence in text and code[0] in text and "DỰ THẢO" not in text

    page.get_by_role("button", name="Kiểm tra: tính lại số liệu").click()
    expect(page.get_by_text(f"mã kiểm tra như cũ: {code[0]}")).to_be_visible()
    expect(page.get_by_text("Cả 6 tệp đúng như khi chốt")).to_be_visible()
    page.get_by_role(
        "button", name="Chốt báo cáo"
    ).click()  # a second one: what is signed next is this one, not the first
    expect(page.get_by_text("Đã chốt thành bản số 2")).to_be_visible()
    at_rest(page)
    expect(page.get_by_role("combobox", name="Báo cáo đã chốt")).to_have_value("số 2")
    for _theme in themed(page, "light", "dark"):
        assert faults(page)[0] == [], "where a report is checked and signed"
    sign(page, "Đã kiểm tra: họ tên", "Ghi: đã kiểm tra", "Trần Kiểm Tra")
    sign(page, "Đã duyệt: họ tên", "Ghi: đã duyệt", "Phạm Duyệt")
