"""The way over a provider of another site and back, in a real browser: its cookies are what no other test sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kpi.access import accounts
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.domain import clock
from tests.access.provider import configure, provider, register
from tests.browser.rest import at_rest
from tests.serving import ROOT, dashboard
from tests.worlds import World

pytestmark = pytest.mark.browser


def test_who_signs_in_at_the_provider_sees_the_page_that_he_asked_for(browser: Browser, tmp_path: Path) -> None:
    world = World.empty(tmp_path / "office").with_villages_and_groups(1)
    file, now = AccessFile.beside(world.store.path), clock.now(world.config.timezone)
    accounts.add(file, "quantri", "Bà Quản Trị", [Role.ADMINISTRATOR, Role.CLERK], "bốn con mèo xanh", at=now, by="thử")
    accounts.identify(file, "quantri", "lan@xa.example", at=now, by="thử")
    config = tmp_path / "config.yaml"
    config.write_text((ROOT / "config.yaml").read_text("utf-8"), "utf-8")
    with dashboard(world.store.path, tmp_path / "server.log", config) as address, provider() as issuer:
        configure(config, address, register(issuer, address))
        page = browser.new_context(base_url=address, locale="vi-VN").new_page()
        page.goto("/thon-nhom")
        page.get_by_role("link", name="Đăng nhập bằng Cổng định danh").click()
        page.get_by_role("button", name="ma-0001").click()
        at_rest(page)
        expect(page).to_have_url(f"{address}/thon-nhom")
        expect(page.locator(".kpi-page-title")).to_be_visible()
        page.goto("/tai-khoan")
        expect(page.get_by_text("Bà Quản Trị")).to_be_visible()
        page.get_by_role("button", name="Đăng xuất").click()
        page.goto("/thon-nhom")
        expect(page.get_by_role("link", name="Đăng nhập bằng Cổng định danh")).to_be_visible()
