"""Every page and dialog in a real browser: nothing but this machine is asked, the console is silent, axe finds nothing of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults
from tests.browser.pressing import open_by, put_away
from tests.browser.rest import at_rest

pytestmark = pytest.mark.browser

ADDRESSES = (
    "", "ho-dan", "doanh-nghiep", "co-quan", "thon-nhom", "tin-bao", "tien-do", "viec-can-lam", "hop-ban-chi-dao", "bao-cao",
    "tong-hop", "phuong-phap", "bat-dau", "nhap-du-lieu", "doi-soat", "chat-luong", "nhat-ky", "thiet-lap", "tai-khoan-nguoi-dung",
)  # fmt: skip
GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 24, 31)"}
# The words beside the axes of charts, as each theme has them (look.py).
INKS = {"light": "rgb(82, 96, 109)", "dark": "rgb(182, 194, 206)"}
DRAWN = "ink => [...document.querySelectorAll('.js-plotly-plot .xtick text')].every(one => getComputedStyle(one).fill === ink)"
OVER = '[role="dialog"], [data-testid="stPopoverBody"], [popover]:popover-open'
# What opens over a page, by its button: the calendar, lists behind figures, numbers beside charts, what every page's sidebar offers.
DIALOGS = {
    "": (
        ".st-key-calendar button", ".st-key-list-households button", ".st-key-list-villages button",
        ".st-key-list-processed_reports button", ".st-key-numbers-villages button", ".st-key-numbers-trend button",
        "[popovertarget=kpi-guide]", "[popovertarget=kpi-display]",
    ),
    "ho-dan": (".st-key-numbers-rungs button",),
    "tin-bao": (".st-key-numbers-months button",),
    "tien-do": (".st-key-numbers-course button",),
    "nhap-du-lieu": ('[data-testid="stMain"] [data-testid="stPopoverButton"]',),
}  # fmt: skip


def themed(page: Page, *themes: str) -> Iterator[str]:
    """The page in each theme, as the computer says; it changes in place, and charts are drawn anew in its colours."""
    for theme in themes:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.wait_for_function(
            "ground => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground",
            arg=GROUNDS[theme],
        )
        page.wait_for_function(DRAWN, arg=INKS[theme])
        at_rest(page)
        yield theme


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_and_what_opens_over_it_ask_nobody_and_are_accessible(page: Page, server: str, address: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"/{address}")
    at_rest(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    strangers = [url for url in asked if not url.startswith((server, server.replace("http", "ws"), "data:", "blob:"))]
    assert not strangers
    assert page.locator("html").get_attribute("lang") == "vi"
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth")
    assert wide <= 0, "the page itself never scrolls sideways"
    for summary in page.locator('[data-testid="stMain"] details > summary:visible').all():
        summary.click()
    at_rest(page)
    assert faults(page)[0] == []
    for theme in themed(page, "light", "dark"):
        if theme == "dark":
            assert faults(page, None, "color-contrast")[0] == [], theme
        for opener in DIALOGS.get(address, ()):
            over = page.locator(OVER)
            open_by(page.locator(opener), over)
            expect(over).to_have_count(1)
            at_rest(page)
            assert faults(page, OVER)[0] == [], (theme, opener)
            put_away(page, over)
    assert not errors


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
