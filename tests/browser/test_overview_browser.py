"""The overview in a real browser: figures, first screen, navigation, addresses, and nothing from outside."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect

from kpi.answers.status import status
from kpi.config.models import Config
from kpi.i18n.formats import format_count, format_ratio
from kpi.store import Store
from tests.app.screen import PAGES
from tests.browser.rest import at_rest

pytestmark = pytest.mark.browser


def visit(page: Page, path: str) -> None:
    """Opens an address and waits until the page stands still."""
    page.goto(path)
    at_rest(page)
    page.wait_for_selector(".kpi-card")
    page.wait_for_selector(".js-plotly-plot .main-svg")


def expect_nothing_cut(page: Page, width: int) -> None:
    """Each word stands whole, those at the foot of the cards, too, and nobody pushes the page aside."""
    expect(page.locator(".st-key-cards .stButton button")).to_have_count(5)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(
            '.kpi-card, .kpi-card p, .kpi-card h2, .kpi-notice p, .kpi-page-title, .st-key-cards .stButton button')]
            .filter(part => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 3)
            .map(part => part.textContent)"""
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_answer_is_on_the_first_screen(page: Page, sample_store: Store, config: Config) -> None:
    visit(page, "/?ngay=2024-12-31")
    for row in status(sample_store, config, date(2024, 12, 31)).indicators:
        card = page.locator(f'[data-indicator="{row.id}"]')
        assert row.numerator is not None
        assert row.denominator
        expect(card).to_contain_text(format_ratio(row.numerator, row.denominator, row.target))
        expect(card).to_contain_text(f"{format_count(row.numerator)}/{format_count(row.denominator)}")
    cards = page.locator(".kpi-card")
    expect(cards).to_have_count(5)
    parts = [*cards.all(), *page.locator(".kpi-section").all(), *page.locator(".js-plotly-plot").all()]
    for part in parts:
        box = part.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 768
        assert box["x"] + box["width"] <= 1366
    expect_nothing_cut(page, 1366)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (390, 844)])
def test_no_word_is_cut(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit(page, "/?ngay=2024-12-31")
    expect_nothing_cut(page, width)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_the_whole_answer_fits_one_sheet(page: Page, width: int, height: int) -> None:
    """Charts stand side by side on paper, too, and what follows does not run into them."""
    page.set_viewport_size({"width": width, "height": height})
    visit(page, "/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    boxes = {name: page.locator(f".st-key-panel-{name}").bounding_box() for name in ("villages", "trend", "attention")}
    left, right, below = (boxes[name] for name in ("villages", "trend", "attention"))
    assert left and right and below
    assert left["x"] + left["width"] <= right["x"] and abs(left["y"] - right["y"]) < 2
    assert max(left["y"] + left["height"], right["y"] + right["height"]) <= below["y"]
    for name, box in (("villages", left), ("trend", right)):
        drawn = page.locator(f".st-key-panel-{name} .js-plotly-plot .main-svg").first.bounding_box()
        assert drawn and drawn["x"] + drawn["width"] <= box["x"] + box["width"] + 1
        assert drawn["y"] + drawn["height"] <= box["y"] + box["height"] + 1


def test_what_needs_attention_leads_to_its_page_on_the_same_day(page: Page) -> None:
    visit(page, "/?ngay=2025-12-31")
    page.locator(".st-key-notices").get_by_role("link", name="Thôn dưới 90% số hộ").click()
    page.wait_for_url("**/ho-dan?ngay=2025-12-31")
    expect(page.locator(".kpi-page-note")).to_contain_text("31/12/2025")


def test_moving_to_households_and_back_keeps_the_day_asks_nobody_and_fails_nowhere(page: Page, server: str) -> None:
    outside: list[str] = []
    errors: list[str] = []

    def note_request(request: Request) -> None:
        if not request.url.startswith((server, server.replace("http", "ws"), "data:", "blob:")):
            outside.append(request.url)

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("request", note_request)
    page.on("console", note_console)
    page.on("pageerror", lambda error: errors.append(str(error)))
    visit(page, "/?ngay=2024-12-31")
    page.get_by_test_id("stSidebarNavLink").nth(1).click()
    page.wait_for_selector(".kpi-table")
    page.wait_for_url("**/ho-dan?ngay=2024-12-31")
    page.get_by_test_id("stSidebarNavLink").nth(0).click()
    expect(page.locator(".kpi-card")).to_have_count(5)
    expect(page.locator(".kpi-page-note")).to_contain_text("31/12/2024")
    assert outside == []
    assert errors == []


def test_a_deep_link_opens_the_page_in_its_frame(page: Page) -> None:
    visit(page, "/ho-dan?ngay=2024-12-31")
    page.wait_for_selector(".kpi-table")
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(len(PAGES))
    expect(page.locator(".kpi-banner")).to_be_visible()
    expect(page.locator(".kpi-page-note")).to_contain_text("31/12/2024")


def test_the_address_restores_the_view(page: Page) -> None:
    visit(page, "/?ngay=2024-12-31&so-voi=2024-09-30")
    expect(page.locator(".kpi-page-note")).to_contain_text("31/12/2024")
    expect(page.locator('[data-indicator="households"]')).to_contain_text("30/9/2024")
    page.reload()
    at_rest(page)
    expect(page.locator(".kpi-page-note")).to_contain_text("31/12/2024")


def test_a_date_may_be_typed_and_nonsense_is_refused(page: Page) -> None:
    visit(page, "/?ngay=2024-12-31")
    box = page.locator(".st-key-dates input").first
    box.fill("15/8/2024")
    box.press("Enter")
    expect(page.locator(".kpi-page-note")).to_contain_text("15/8/2024")
    page.wait_for_url("**ngay=2024-08-15**")
    box.fill("mùa thu")
    box.press("Enter")
    expect(page.get_by_test_id("stToast")).to_contain_text("mùa thu")
    expect(page.locator(".kpi-page-note")).to_contain_text("15/8/2024")
