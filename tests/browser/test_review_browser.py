"""Cards settled by keyboard in one go, the figure on the overview right afterwards, and some of them undone."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.answers.status import status
from kpi.config.models import Config
from kpi.i18n.formats import format_count
from kpi.review import decisions
from kpi.store import Store, open_store
from tests.browser.rest import at_rest
from tests.serving import Served

pytestmark = pytest.mark.browser

YEAR_END = date(2025, 12, 31)
CARDS, TAKEN_BACK = 8, 3


@pytest.fixture(scope="module")
def made(sample_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample alone in a folder."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copy(sample_store.path, folder)
    return folder


@pytest.fixture
def store(made: Path, served: Served) -> Store:
    """A copy of the sample on the server, to be written to."""
    return open_store(served.give(made))


@pytest.fixture
def browser_context_args(store: Store, served: Served) -> dict[str, object]:  # noqa: ARG001 - what the pages are to show
    return {"base_url": served.address, "viewport": {"width": 1366, "height": 768}, "locale": "vi-VN"}


def person(page: Page) -> str:
    """Whose card it is, and what it offers."""
    return page.locator(".st-key-panel-card").inner_text()


def press(page: Page, key: str) -> None:
    """A key, and the next card."""
    before = person(page)
    page.keyboard.press(key)
    expect(page.locator(".st-key-panel-card")).not_to_have_text(before, use_inner_text=True)
    at_rest(page)


def households_on_the_overview(page: Page) -> str:
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Tổng quan").click()
    card = page.locator('[data-indicator="households"]')
    expect(card).to_be_visible()
    at_rest(page)
    return card.inner_text()


def test_cards_by_keyboard_and_back(page: Page, store: Store, config: Config) -> None:
    before = status(store, config, YEAR_END).of("households")
    page.goto("/doi-soat")
    at_rest(page)
    left = page.locator(".kpi-left strong")
    people = int(left.inner_text().split()[1])
    page.get_by_label("Người xác nhận").fill("Trần Thị Văn Thư")
    page.get_by_label("Người xác nhận").press("Enter")
    page.locator("h1").first.click()  # keys go to the page, not into the box
    at_rest(page)
    for _n in range(CARDS):
        press(page, "1")
    expect(left).to_have_text(re.compile(rf"^Còn {people - CARDS} người\b"))
    said = decisions.decisions(store, config)
    assert len(said) == CARDS and all(row.confirmed and row.decided_by == "Trần Thị Văn Thư" for row in said)
    now = status(store, config, YEAR_END).of("households")
    assert before.numerator is not None and now.numerator == before.numerator + CARDS
    shown = households_on_the_overview(page)
    assert f"{format_count(now.numerator)}/1.431 hộ" in shown
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Đối soát").click()
    expect(page.locator(".st-key-panel-card")).to_be_visible()
    at_rest(page)
    for _n in range(TAKEN_BACK):
        press(page, "z")
    expect(left).to_have_text(re.compile(rf"^Còn {people - CARDS + TAKEN_BACK} người\b"))
    assert len(decisions.decisions(store, config)) == CARDS - TAKEN_BACK
    then = status(store, config, YEAR_END).of("households")
    assert then.numerator == before.numerator + CARDS - TAKEN_BACK
    assert f"{format_count(then.numerator)}/1.431 hộ" in households_on_the_overview(page)


@pytest.mark.parametrize("by_mouse", [True, False])
def test_keys_work_after_a_filter_was_used(page: Page, store: Store, config: Config, by_mouse: bool) -> None:
    page.goto("/doi-soat")
    at_rest(page)
    field = page.locator(".st-key-review-village input")
    if by_mouse:
        field.click()
        page.get_by_role("option", name="Thôn 3", exact=True).click()
    else:
        field.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement?.dataset.testid === 'stSelectbox'")
    at_rest(page)
    press(page, "s")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.st-key-review-village') !== null"), (
        "Tab goes on from the filter"
    )
    assert decisions.decisions(store, config) == ()


def test_a_key_pressed_in_the_search_box_decides_nothing(page: Page, store: Store, config: Config) -> None:
    page.goto("/doi-soat")
    at_rest(page)
    page.get_by_label("Người xác nhận").fill("1 n s z")
    page.get_by_label("Người xác nhận").press("Enter")
    at_rest(page)
    page.get_by_label("Không có trong các gợi ý? Tìm theo tên hoặc mã").press_sequentially("hg-1 n1")
    at_rest(page)
    assert decisions.decisions(store, config) == ()


def test_none_and_later_by_keyboard(page: Page, store: Store, config: Config) -> None:
    page.goto("/doi-soat")
    at_rest(page)
    page.get_by_label("Người xác nhận").fill("Thư")
    page.get_by_label("Người xác nhận").press("Enter")
    page.locator("h1").first.click()
    at_rest(page)
    first = person(page)
    press(page, "s")
    assert decisions.decisions(store, config) == ()
    press(page, "n")
    said = decisions.decisions(store, config)
    assert said and not any(row.confirmed for row in said)
    assert person(page) != first
