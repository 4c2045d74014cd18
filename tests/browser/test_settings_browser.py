"""A visitor's own choices in a real browser: theme and language, each kept where it belongs; Streamlit's own words in Vietnamese."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pressing import open_by
from tests.browser.rest import at_rest

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("server")]

DARK = "rgb(17, 24, 31)"
BEHIND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
SLIDES_BEHIND = "getComputedStyle(document.body).backgroundColor"


def opened(page: Page, address: str) -> None:
    page.goto(address)
    at_rest(page)


def choose(page: Page, popover: str, choice: str) -> None:
    chosen = page.get_by_role("button", name=choice, exact=True)
    open_by(page.get_by_role("button", name=popover), chosen)
    with page.expect_navigation():
        chosen.click()
    at_rest(page)


def test_the_theme_is_chosen_once_for_every_page(page: Page) -> None:
    opened(page, "/")
    assert page.evaluate(BEHIND) != DARK
    choose(page, "Hiển thị", "Tối")
    assert page.evaluate(BEHIND) == DARK
    opened(page, "/ho-dan")
    assert page.evaluate(BEHIND) == DARK, "Streamlit keeps the theme of each address apart"
    chosen = page.get_by_role("button", name="Tối", exact=True)
    open_by(page.get_by_role("button", name="Hiển thị"), chosen)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    light = page.evaluate("getComputedStyle(document.querySelector('[data-kpi-theme=Dark]')).backgroundColor")
    assert light == "rgb(17, 59, 56)", "a pop-over follows the theme, too"


def test_the_language_is_kept_in_the_address(page: Page) -> None:
    opened(page, "/ho-dan?ngay=2025-06-30")
    choose(page, "Hiển thị", "English")
    expect(page.locator("h1")).to_have_text("Households")
    assert "lang=en" in page.url and "ngay=2025-06-30" in page.url
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Data quality").click()
    expect(page.locator("h1")).to_have_text("Data quality")
    assert "lang=en" in page.url
    choose(page, "Display", "Tiếng Việt")
    expect(page.locator("h1")).to_have_text("Chất lượng dữ liệu")
    page.wait_for_function("!location.search.includes('lang')")
    assert page.locator("html").get_attribute("lang") == "vi"


def test_a_link_made_in_the_other_language_shows_the_same_and_lets_choose(page: Page) -> None:
    page.goto("/tien-do?ngay=2025-06-30&chi-tieu=Thôn&lang=en")
    chosen = page.locator("[data-testid=stButtonGroup] [aria-checked=true]")
    expect(chosen).to_have_text("Villages")
    page.locator("[data-testid=stButtonGroup]").get_by_text("Businesses", exact=True).click()
    expect(chosen).to_have_text("Businesses")
    expect(page.locator(".st-key-panel-prospect")).to_contain_text("15/18 businesses")
    page.locator("[data-testid=stButtonGroup]").get_by_text("Agencies and schools", exact=True).click()
    expect(page.locator(".st-key-panel-prospect")).to_contain_text("12/12 units")


def test_streamlits_own_words_are_vietnamese(page: Page) -> None:
    opened(page, "/ho-dan")
    expect(page.get_by_text("Đến nội dung chính")).to_have_count(1)
    expect(page.get_by_text("Skip to main content")).to_have_count(0)
    box = page.get_by_label("Ngày chốt")
    box.click()
    box.press_sequentially("zz")
    expect(page.get_by_text("Dùng: zz")).to_be_visible()
    opened(page, "/khong-co")
    expect(page.get_by_text("Không có trang này")).to_be_visible()
