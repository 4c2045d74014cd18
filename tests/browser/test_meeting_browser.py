"""The slides run through by keys, as a clicker sends them; they need no server once they are open."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kpi.answers.question import known_now
from kpi.answers.status import status
from kpi.config.models import Config
from kpi.i18n.formats import format_count
from kpi.snapshots import freezing, meetings
from kpi.store import Store, open_store
from tests.browser.accessibility import faults
from tests.serving import Served

pytestmark = pytest.mark.browser

SMALLEST = (1024, 768)
YEAR_END, BEFORE = date(2025, 12, 31), date(2025, 11, 30)


@pytest.fixture(scope="module")
def made(sample_store: Store, config: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the sample with two frozen states and a conclusion of the first."""
    store = open_store(Path(shutil.copy(sample_store.path, tmp_path_factory.mktemp("made"))))
    known = known_now(store)
    assert known is not None
    for day, compared in ((BEFORE, date(2025, 10, 31)), (YEAR_END, BEFORE)):
        freezing.freeze(store, config, day, compared, frozen_by="Thư ký", at=known)
    meetings.conclude(store, 1, "Vận động hộ còn thiếu", "Trưởng thôn Thôn 3", BEFORE, noted_by="Thư ký", at=known)
    return store.path.parent


@pytest.fixture
def store(made: Path, served: Served) -> Store:
    """A copy of it on the server."""
    return open_store(served.give(made))


@pytest.fixture
def browser_context_args(store: Store, served: Served) -> dict[str, object]:  # noqa: ARG001 - what the pages are to show
    return {"base_url": served.address, "viewport": {"width": 1366, "height": 768}, "locale": "vi-VN"}


def test_the_meeting_is_run_by_keys_and_survives_the_server(page: Page, store: Store, config: Config) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto("/trinh-chieu/2")
    assert len([url for url in asked if not url.startswith("data:")]) == 1, "one answer holds everything"
    page.context.set_offline(True)
    current = page.locator(".slide.current")
    expect(current).to_contain_text("Họp Ban chỉ đạo mô hình")
    state = store.frozen_states()[1]
    expect(current.locator("footer")).to_contain_text("Bản chốt số 2 · tính đến ngày 31/12/2025")
    expect(current.locator("footer")).to_contain_text(state.code)
    page.keyboard.press("PageDown")
    households = status(store, config, YEAR_END).of("households")
    expect(current.locator('[data-indicator="households"]')).to_contain_text(
        f"{format_count(households.numerator or 0)}/1.431 hộ"
    )
    seen = []
    for key in ("ArrowRight", "PageDown", " ", "ArrowRight", "PageDown", "PageDown", "PageDown", "PageDown"):
        page.keyboard.press(key)
        seen.append(current.locator(".slide-title").inner_text())
    assert seen[0] == "Hộ Nhân dân tham gia mô hình" and seen[5] == "Thay đổi so với ngày 30/11/2025"
    assert seen[6:] == ["Cần chú ý", "Kết luận của các kỳ họp trước"]
    expect(current).to_contain_text("Vận động hộ còn thiếu")
    expect(current).to_contain_text("✖ quá hạn")
    page.keyboard.press("PageUp")
    expect(current.locator(".slide-title")).to_have_text("Cần chú ý")
    page.keyboard.press("Home")
    expect(current).to_contain_text("Họp Ban chỉ đạo mô hình")
    assert not errors


@pytest.mark.parametrize("size", [SMALLEST, (1920, 1080), (1366, 768)])
def test_no_slide_is_cut_and_each_is_accessible(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/trinh-chieu/2")
    for _slide in range(page.locator(".slide").count()):
        cut = page.evaluate(
            "(() => { const body = document.querySelector('.slide.current .slide-body');"
            " return body ? body.scrollHeight - body.clientHeight : 0 })()"
        )
        title = page.locator(".slide.current h1").inner_text()
        assert cut <= 1, title
        for scheme in ("light", "dark") if size != (1920, 1080) else ():
            page.emulate_media(color_scheme=scheme)
            assert faults(page)[0] == [], (title, scheme)
        page.keyboard.press("PageDown")


def test_unattended_it_turns_by_itself_and_takes_what_was_frozen_meanwhile(
    browser: Browser, browser_context_args: dict[str, object], store: Store, config: Config
) -> None:
    page = browser.new_context(**browser_context_args).new_page()  # type: ignore[arg-type] # a clock stays in its context
    page.clock.install()
    page.goto("/trinh-chieu/moi-nhat?tu-dong")
    footer = page.locator(".slide.current footer")
    expect(footer).to_contain_text("Bản chốt số 2")
    count = page.locator(".slide").count()
    for number in range(2, count + 1):
        page.clock.run_for(20_000)
        expect(footer).to_contain_text(f"{number}/{count}")
    freezing.freeze(store, config, YEAR_END, BEFORE, frozen_by="Thư ký", at=store.frozen_states()[-1].frozen_at)
    page.clock.run_for(20_000)
    expect(footer).to_contain_text("Bản chốt số 3")
    expect(footer).to_contain_text(f"1/{count}")
    page.keyboard.press("a")
    page.clock.run_for(60_000)
    expect(footer).to_contain_text(f"1/{count}")
    assert "tu-dong" not in page.url
    page.context.close()


def test_a_slide_opens_by_its_number_and_goes_on_from_there(page: Page) -> None:
    """Whoever loads the page anew in mid-meeting stays where the meeting is."""
    page.goto("/trinh-chieu/2#3")
    current = page.locator(".slide.current")
    expect(current).to_have_count(1)
    expect(current.locator(".slide-title")).to_have_text("Hộ Nhân dân tham gia mô hình")
    page.keyboard.press("PageDown")
    expect(current).to_have_count(1)
    expect(current.locator("footer")).to_contain_text("4/")
    page.reload()
    expect(current.locator("footer")).to_contain_text("4/")
    page.goto("/trinh-chieu/2#99")
    expect(current).to_have_count(1)
    expect(current.locator("footer")).to_contain_text(f"{page.locator('.slide').count()}/")


def test_an_unknown_number_is_told(page: Page) -> None:
    answer = page.goto("/trinh-chieu/99")
    assert answer is not None and answer.status == 404
    expect(page.locator("body")).to_contain_text("Không có bản chốt mang số này")


def test_a_conclusion_is_added_once_and_its_state_noted(page: Page) -> None:
    """The boxes kept their words in the browser, so that a second click made the same conclusion again."""
    page.goto("/hop-ban-chi-dao")
    page.get_by_label("Nội dung kết luận").fill("Rà soát danh sách thành viên")
    page.get_by_label("Chức danh chịu trách nhiệm").fill("Công an xã")
    page.locator(".st-key-panel-decided").get_by_label("Người ghi", exact=True).last.fill("Thư ký họp")
    page.get_by_role("button", name="Thêm kết luận").click()
    expect(page.get_by_text("Đã ghi kết luận số")).to_be_visible()
    expect(page.get_by_label("Nội dung kết luận")).to_have_value("")
    expect(page.get_by_label("Chức danh chịu trách nhiệm")).to_have_value("")
    page.get_by_role("button", name="Thêm kết luận").click()
    expect(page.get_by_text("Điền các ô còn trống")).to_be_visible()
    page.reload()
    decided = page.locator(".st-key-panel-decided")
    expect(decided.get_by_text("Rà soát danh sách thành viên").first).to_be_visible()
    decided.get_by_text("Đã làm đến đâu? Ghi tình trạng").click()
    decided.get_by_label("Người ghi", exact=True).first.fill("Trần Kiểm Tra")
    decided.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text("Đã ghi tình trạng kết luận số")).to_be_visible()
    expect(decided).to_contain_text("✔ đã xong")


def test_what_is_concluded_after_freezing_belongs_to_the_new_meeting(page: Page, store: Store) -> None:
    """The box of frozen states kept its old choice in the browser, and the next click threw the page back to it."""
    page.goto("/hop-ban-chi-dao")
    page.get_by_label("Người thực hiện").fill("Thư ký họp")
    page.get_by_role("button", name="Chốt", exact=True).click()
    expect(page.get_by_text("Đã chốt thành bản số 3")).to_be_visible()
    expect(page.get_by_role("combobox", name="Bản chốt")).to_have_value(re.compile("^Kỳ họp 3: "))
    page.get_by_label("Nội dung kết luận").fill("Rà soát danh sách thành viên")
    page.get_by_label("Chức danh chịu trách nhiệm").fill("Công an xã")
    page.locator(".st-key-panel-decided").get_by_label("Người ghi", exact=True).last.fill("Thư ký họp")
    page.get_by_role("button", name="Thêm kết luận").click()
    expect(page.get_by_text("Đã ghi kết luận số 2")).to_be_visible()
    assert [row.meeting for row in store.conclusions()] == [1, 3]
