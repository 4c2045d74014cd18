"""A table is put in order by its headings, by mouse and by keys, and a screen reader is told how."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_settings_browser import opened

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("server")]


def column(table: Locator, number: int) -> list[str]:
    return table.locator(f"tbody tr > :nth-child({number})").all_inner_texts()


def test_a_page_of_a_longer_list_and_rows_that_belong_together_stay(page: Page) -> None:
    opened(page, "/nhat-ky")
    expect(page.locator(".kpi-table tbody tr")).to_have_count(25)
    assert page.locator("[data-kpi-sort]").count() == 0
    opened(page, "/tin-bao?ngay=2025-06-30")
    assert page.locator(".st-key-panel-year [data-kpi-sort]").count() == 0


def test_by_mouse_and_by_keys(page: Page) -> None:
    opened(page, "/ho-dan?ngay=2025-12-31")
    table = page.locator(".st-key-panel-table .kpi-table")
    whole = table.locator("tfoot").inner_text()
    first = table.locator("thead th").first
    first.get_by_role("button").click()
    expect(first).to_have_attribute("aria-sort", "ascending")
    assert column(table, 1) == ["Khu phố 2", "Thôn 3", "Thôn Đông Hải", "Thôn Yên Xá"]
    second = table.locator("thead th").nth(1)
    second.get_by_role("button").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-sort", "descending")
    expect(first).not_to_have_attribute("aria-sort", "ascending")
    numbers = [int(text.split("/")[0].replace(".", "")) for text in column(table, 2)]
    assert numbers == sorted(numbers, reverse=True) and len(set(numbers)) > 1
    assert table.locator("tfoot").inner_text() == whole, "the sum stays below"
