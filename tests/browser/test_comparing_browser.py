"""Two days kept while moving between all pages and in the address; a figure opened as its list, in a real browser."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from kpi.answers.status import status
from kpi.config.models import Config
from kpi.store import Store
from tests.browser.pressing import open_by
from tests.browser.rest import at_rest
from tests.browser.test_overview_browser import visit

pytestmark = pytest.mark.browser
DAYS = {"ngay": ["2025-06-30"], "so-voi": ["2025-02-28"]}
ADDRESS = "?ngay=2025-06-30&so-voi=2025-02-28"
# There one loads lists or settles members; no figures of a day are looked at.
UNDATED = {"nhap-du-lieu", "doi-soat", "nhat-ky", "tong-hop", "bat-dau", "thiet-lap", "tai-khoan-nguoi-dung"}


def test_both_days_are_kept_through_every_page_of_the_navigation(page: Page) -> None:
    visit(page, f"/{ADDRESS}")
    links = page.get_by_test_id("stSidebarNavLink")
    for place in [*range(1, links.count()), 0]:
        links.nth(place).click()
        target = urlparse(links.nth(place).get_attribute("href") or "").path.strip("/")
        page.wait_for_url(re.compile(rf"^https?://[^/]+/{re.escape(target)}/?(\?|$)"))
        at_rest(page)
        if target not in UNDATED:
            page.wait_for_url(lambda url: parse_qs(urlparse(url).query).items() >= DAYS.items())
            boxes = page.locator(".st-key-dates input")
            expect(boxes.nth(0)).to_have_value("30/6/2025")
            expect(boxes.nth(1)).to_have_value("28/02/2025")
    expect(page.locator('[data-indicator="households"]')).to_contain_text("so với 28/02/2025")


def test_a_day_chosen_on_one_page_is_compared_with_on_the_next(page: Page) -> None:
    visit(page, "/?ngay=2025-06-30")
    box = page.locator(".st-key-dates input").nth(1)
    box.fill("28/02/2025")
    box.press("Enter")
    page.wait_for_url("**so-voi=2025-02-28**")
    page.get_by_test_id("stSidebarNavLink").nth(4).click()
    page.wait_for_url("**/thon-nhom?**so-voi=2025-02-28**")
    expect(page.locator(".st-key-panel-growth")).to_contain_text("28/02/2025")


def test_a_figure_opens_as_its_list_over_the_page(page: Page, sample_store: Store, config: Config) -> None:
    row = status(sample_store, config, date(2025, 6, 30)).of("businesses")
    assert row.numerator is not None and row.denominator is not None
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    visit(page, f"/{ADDRESS}")
    opened = page.get_by_role("dialog")
    open_by(page.get_by_role("button", name="Xem danh sách doanh nghiệp"), opened)
    rows = opened.locator(".kpi-table tbody tr")
    expect(rows).to_have_count(row.denominator - row.numerator)
    opened.get_by_role("radio", name=f"Đang tham gia: {row.numerator}").click()
    expect(rows).to_have_count(row.numerator)
    expect(opened.locator(".kpi-section")).to_have_text(f"Đang tham gia: {row.numerator} doanh nghiệp")
    with page.expect_download() as saved:
        opened.get_by_role("button", name="Tải ra Excel").click()
    assert saved.value.suggested_filename == "businesses_numerator_2025-06-30.xlsx"
    opened.get_by_role("button", name="Đóng", exact=True).click()
    expect(opened).to_have_count(0)
    expect(page.locator(".kpi-card")).to_have_count(5)
    assert not errors


def test_the_whole_card_opens_its_list_and_the_question_mark_its_rule(page: Page) -> None:
    visit(page, "/?ngay=2024-12-31")
    card = page.locator('[data-indicator="institutions"]')
    card.locator("summary").click()
    expect(card.locator("details")).to_have_attribute("open", "")
    expect(page.get_by_role("dialog")).to_have_count(0)
    card.locator("summary").click()
    box = card.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 0.3 * box["height"])
    expect(page.get_by_role("dialog")).to_contain_text("Cơ quan – nhà trường")


def test_on_a_phone_the_menu_opens_by_a_finger_and_the_figures_come_on_two_screens(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, "/?ngay=2024-12-31")
    opener = page.get_by_test_id("stExpandSidebarButton")
    box = opener.bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["y"] >= 0 and min(box["width"], box["height"]) >= 44
    days = [page.locator(f".st-key-box-{name}").bounding_box() for name in ("ngay", "so-voi")]
    assert days[0] and days[1] and days[0]["y"] == days[1]["y"]
    last = page.locator(".st-key-cards .stButton button").last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 2 * 844
    opener.click()
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_in_viewport()
