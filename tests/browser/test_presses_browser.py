"""A press is answered at once and counts once, in a real browser."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rest import at_rest

pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("server")
def test_a_press_is_answered_before_the_server_is(page: Page) -> None:
    page.goto("/doi-soat")
    at_rest(page)
    link = page.locator('[data-testid=stSidebarNavLink][href$="/ho-dan"]')
    link.hover()
    page.mouse.down()
    expect(link).to_have_css("opacity", "0.55")
    page.evaluate(
        "addEventListener('click', () => { window.answered = 'kpiAsked' in document.documentElement.dataset; }, {once: true})"
    )
    page.mouse.up()
    page.wait_for_function("window.answered !== undefined")
    assert page.evaluate("window.answered"), "a line runs before anybody has answered"
    page.wait_for_url("**/ho-dan")
    at_rest(page)
    expect(page.locator("html[data-kpi-asked]")).to_have_count(0)
    for how in ("#", "ctrl", "prevented"):  # of which this page waits for nothing
        page.evaluate(
            """(how) => { const link = document.createElement("a"); link.href = how === "#" ? "#" : "/"; link.id = "pressed";
            if (how === "prevented") link.onclick = (event) => event.preventDefault();
            link.textContent = "…"; link.style.cssText = "position: fixed; inset: 40% auto auto 50%; z-index: 9999999";
            document.body.append(link); }""",
            how,
        )
        with page.context.expect_page() if how == "ctrl" else nullcontext():
            page.locator("#pressed").click(modifiers=["Control"] if how == "ctrl" else [])
        expect(page.locator("html[data-kpi-asked]")).to_have_count(0, timeout=2000)
        page.evaluate("document.getElementById('pressed').remove()")


@pytest.mark.usefixtures("server")
def test_a_double_click_presses_once_and_a_name_is_typed_once(page: Page) -> None:
    page.goto("/doi-soat")
    at_rest(page)
    box = page.get_by_label("Người xác nhận")
    box.fill("Lò Thị Đẹp")
    box.press("Enter")
    page.wait_for_selector('[data-kpi-actor="Lò Thị Đẹp"]', state="attached")
    page.goto("/hop-ban-chi-dao")  # as after F5: the server knows nothing of this page's reader
    expect(page.get_by_label("Người thực hiện")).to_have_value("Lò Thị Đẹp")
    presses = page.locator('[data-testid*="FormSubmit"]').first.evaluate(
        """(button) => { let heard = 0;
        const click = new MouseEvent("click", {bubbles: true, cancelable: true, detail: 2});
        button.addEventListener("click", () => { heard += 1; }); button.dispatchEvent(click); return heard; }"""
    )
    assert presses == 0, "the second click of a double click"
    page.goto("/doi-soat")
    box.fill("")
    box.press("Enter")
    page.wait_for_selector('[data-kpi-actor=""]', state="attached")
    page.wait_for_function("!document.cookie.includes('kpi_nguoi')")
