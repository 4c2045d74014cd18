"""Every page in a real browser: nothing but this machine is asked, the console is silent, axe finds nothing of ours."""

from __future__ import annotations

import json
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

IDLE = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
ADDRESSES = (
    "", "ho-dan", "doanh-nghiep", "co-quan", "thon-nhom", "tin-bao", "tien-do", "viec-can-lam", "hop-ban-chi-dao", "tong-hop",
    "phuong-phap", "nhap-du-lieu", "doi-soat", "chat-luong", "nhat-ky",
)  # fmt: skip
# Streamlit's own, by its version of today: the navigation with sections, pictures in its charts, grey captions, its file box.
STREAMLITS_OWN = {"list", "listitem", "svg-img-alt", "color-contrast", "presentation-role-conflict"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_nobody_and_is_accessible(page: Page, server: str, address: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"/{address}")
    page.wait_for_selector(IDLE)
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    strangers = [url for url in asked if not url.startswith((server, server.replace("http", "ws"), "data:", "blob:"))]
    assert not strangers
    # A deep link makes Streamlit look for its health check under the page's own address first.
    assert not [text for text in errors if "404" not in text]
    assert page.locator("html").get_attribute("lang") == "vi"
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth")
    assert wide <= 0, "the page itself never scrolls sideways"
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => JSON.stringify(r.violations))")
    violations = {row["id"]: [node["html"][:200] for node in row["nodes"]] for row in json.loads(found)}
    assert not {name: nodes for name, nodes in violations.items() if name not in STREAMLITS_OWN}


def test_the_overview_can_be_read_on_the_dark_theme(page: Page, server: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(server)
    page.wait_for_selector(IDLE)
    expect(page.locator(".kpi-card").first).to_be_visible()
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(17, 24, 31)"
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "axe.run({runOnly: ['color-contrast']}).then(r => r.violations.flatMap(v => v.nodes.map(n => n.html)))"
    )
    assert not found
