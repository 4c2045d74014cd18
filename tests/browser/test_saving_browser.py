"""A page as a file, in a real browser: what is on the screen, to be read anywhere, without a net and without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_settings_browser import opened

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("server")]

CARDS, CHARTS = ".kpi-card", ".js-plotly-plot .main-svg text"
BADGE = "getComputedStyle(document.querySelector('.kpi-badge')).backgroundColor"


@pytest.mark.parametrize(
    ("address", "day", "frozen"),
    [("/?ngay=2025-06-30", "30/6/2025", "chưa chốt"), ("/tin-bao?ngay=2025-06-30&lang=en", "2025-06-30", "not frozen")],
)
def test_it_opens_anywhere_and_says_the_same(
    page: Page, browser: Browser, tmp_path: Path, address: str, day: str, frozen: str
) -> None:
    opened(page, address)
    expect(page.locator(CHARTS).first).to_be_visible()
    with page.expect_download() as fetched:
        page.locator("[data-kpi-save]").click()
    file = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(file)
    assert file.name.endswith("_2025-06-30.html")
    alone = browser.new_context(offline=True, java_script_enabled=False).new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    assert [one for one in asked if not one.startswith("data:")] == [file.as_uri()]
    for part in ("h1", CARDS, CHARTS, ".kpi-table th", ".kpi-table td"):
        shown = page.locator(part).all_text_contents()
        assert alone.locator(part).all_text_contents() == [text.partition("?")[0] for text in shown], part
    assert alone.evaluate(BADGE) == page.evaluate(BADGE)
    expect(page.locator(".kpi-colophon")).to_be_hidden()
    expect(alone.locator(".kpi-colophon")).to_be_visible()
    assert all(part in alone.locator(".kpi-colophon").inner_text() for part in ("Hà Giang", day, frozen))
    assert alone.locator("script, button, input, [href], [onclick]").count() == 0


def test_nothing_is_saved_that_the_log_was_not_told_of(page: Page) -> None:
    opened(page, "/ho-dan")
    page.route("**/luu-trang*", lambda route: route.fulfill(status=401))
    fetched: list[str] = []
    page.on("download", lambda file: fetched.append(file.suggested_filename))
    with page.expect_event("dialog") as said:
        page.once("dialog", lambda dialog: dialog.accept())
        page.locator("[data-kpi-save]").click()
    assert "Chưa lưu được" in said.value.message and not fetched
