"""Three people at three screens: the clerk loads, the chairman sees it, the village head sees his village alone, the log tells all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pyotp import TOTP, parse_uri

from kpi.access import accounts, audit, second_step
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.domain import clock
from kpi.store import open_store
from tests.accounts import PASSWORD
from tests.browser.rest import at_rest
from tests.browser.test_import_browser import drop
from tests.serving import Served
from tests.worlds import World, write_csv

pytestmark = pytest.mark.browser

YEAR_START, MARCH = date(2030, 12, 31), date(2031, 3, 31)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two villages of two households, of which one takes part, and four people who may sign in."""
    world = World.empty(tmp_path_factory.mktemp("made")).with_villages_and_groups(2)
    rows = [
        ["H1", "Vi Thị Một", "Thôn 1"],
        ["H2", "Vi Văn Hai", "Thôn 1"],
        ["H3", "Cầm Văn Ba", "Thôn 2"],
        ["H4", "Lò Thị Tư", "Thôn 2"],
    ]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], YEAR_START)
    world.load("membership", [["Tên hiển thị", "Mã hộ"], ["Cầm Văn Ba", "H3"]], MARCH, group="N2")
    file, now = AccessFile.beside(world.store.path), clock.now(world.config.timezone)
    people = [
        ("quantri", "Bà Quản Trị", Role.ADMINISTRATOR, None), ("thuky", "Bà Văn Thư", Role.CLERK, None),
        ("chutich", "Ông Chủ Tịch", Role.CHAIRMAN, None), ("truongthon", "Ông Trưởng Thôn", Role.VILLAGE_HEAD, "T1"),
    ]  # fmt: skip
    for account, name, role, village in people:
        accounts.add(file, account, name, [role], PASSWORD, at=now, by="thử", village=village)
    return world


@pytest.fixture
def world(made: World, served: Served) -> World:
    """A copy of that office on the server."""
    return replace(made, folder=served.database.parent, store=open_store(served.give(made.folder)))


@pytest.fixture
def address(browser: Browser, world: World, served: Served) -> Iterator[str]:  # noqa: ARG001 - what people sign in to
    """The server; who has come to it leaves when the test ends."""
    others = browser.contexts
    yield served.address
    for context in browser.contexts:
        if context not in others:
            context.close()


def enter(browser: Browser, address: str, account: str, path: str = "/") -> Page:
    """A browser of its own, signed in on the way to a page."""
    page = browser.new_context(base_url=address, locale="vi-VN", viewport={"width": 1366, "height": 768}).new_page()
    page.goto(path)
    page.get_by_label("Tài khoản").fill(account)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    at_rest(page)
    return page


def test_three_people_at_three_screens(browser: Browser, address: str, world: World, tmp_path: Path) -> None:
    chairman = enter(browser, address, "chutich", "/ho-dan")
    expect(chairman.locator(".kpi-card .kpi-counts")).to_have_text("1/4 hộ")
    clerk = enter(browser, address, "thuky", "/nhap-du-lieu")
    members = write_csv(
        tmp_path / "thanh_vien_2031-03-31.csv", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "Vi Thị Một", "H1"]]
    )
    drop(clerk, members)
    assert not clerk.get_by_label("Người nạp").count()  # who has signed in is who loads
    clerk.locator(".st-key-import-load button").click()
    expect(clerk.get_by_test_id("stAlertContentSuccess")).to_be_visible()
    chairman.get_by_role("link", name="Hộ dân").click()
    expect(chairman.locator(".kpi-card .kpi-counts")).to_have_text("2/4 hộ")
    assert world.store.batches()[-1].loaded_by == "Bà Văn Thư"
    head = enter(browser, address, "truongthon", "/ho-dan")  # typed by hand: he gets his own page
    expect(head.locator('[data-indicator="households"] .kpi-counts')).to_have_text("1/2 hộ")
    assert "Thôn 2" not in head.content() and "2/4" not in head.content()
    administrator = enter(browser, address, "quantri", "/tai-khoan-nguoi-dung")
    told = administrator.locator(".st-key-panel-audit")
    for words in ("Bà Văn Thư", "đã nạp danh sách", "đã đăng nhập"):
        expect(told).to_contain_text(words)
    assert audit.check(AccessFile.beside(world.store.path)).broken is None


def test_signing_out_closes_every_page_of_the_session(browser: Browser, address: str) -> None:
    page = enter(browser, address, "thuky", "/ho-dan")
    other = page.context.new_page()
    other.goto("/tai-khoan")
    other.get_by_role("button", name="Đăng xuất").click()
    expect(other.get_by_role("button", name="Đăng nhập")).to_be_visible()
    expect(page.locator('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')).to_have_count(0)
    page.goto("/ho-dan")
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()


def code_of(phone: TOTP, world: World) -> str:
    """What the phone shows in half a minute: it is taken now, and for a minute from now."""
    return phone.at(clock.seconds(clock.now(world.config.timezone), world.config.timezone) + 30)


def at_the_form(browser: Browser, address: str, account: str) -> Page:
    """A browser of its own at the second step, after the right password."""
    page = browser.new_context(base_url=address, locale="vi-VN").new_page()
    page.goto("/ho-dan")
    page.get_by_label("Tài khoản").fill(account)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    return page


def test_a_code_is_asked_for_once_its_owner_has_read_the_qr_with_his_phone(
    browser: Browser, address: str, world: World
) -> None:
    own = enter(browser, address, "thuky", "/nhap-du-lieu")
    own.goto("/tai-khoan")
    own.locator("#proof").fill(PASSWORD)
    own.get_by_role("button", name="Bật").click()
    read = zxingcpp.read_barcodes(Image.open(BytesIO(own.locator("img.qr").screenshot())))
    phone = parse_uri(read[0].text)
    assert isinstance(phone, TOTP) and phone.name == "thuky" and phone.issuer == world.config.unit.name
    assert phone.secret == own.locator("code").inner_text()
    own.get_by_label("Mã trên điện thoại").fill("12345")
    own.get_by_role("button", name="Bật").click()
    expect(own.get_by_role("alert")).to_contain_text("Đây không phải mã")
    own.get_by_label("Mã trên điện thoại").fill(code_of(phone, world))
    own.get_by_role("button", name="Bật").click()
    recovery = own.locator("pre").inner_text().split()
    assert len(recovery) == second_step.RECOVERY_CODES

    other = at_the_form(browser, address, "thuky")
    expect(other).to_have_url(f"{address}/dang-nhap")
    other.get_by_label("Mã trên điện thoại").fill("123456")
    other.get_by_role("button", name="Tiếp tục").click()
    expect(other.get_by_role("alert")).to_contain_text("Chưa đăng nhập được")
    other.get_by_label("Mã trên điện thoại").fill(recovery[0])
    other.get_by_role("button", name="Tiếp tục").click()
    at_rest(other)
    expect(other).to_have_url(f"{address}/ho-dan")


def test_the_code_of_the_phone_opens_the_page_that_was_asked_for(browser: Browser, address: str, world: World) -> None:
    file, now = AccessFile.beside(world.store.path), clock.now(world.config.timezone)
    before = now - timedelta(hours=1)
    phone = TOTP(second_step.offer(file, "chutich", at=before, office="x").secret)
    seconds = clock.seconds(before, world.config.timezone)
    second_step.switch_on(file, "chutich", phone.at(seconds), at=before, seconds=seconds, by="x")
    page = at_the_form(browser, address, "chutich")
    page.get_by_label("Mã trên điện thoại").fill(code_of(phone, world))
    page.get_by_role("button", name="Tiếp tục").click()
    at_rest(page)
    expect(page).to_have_url(f"{address}/ho-dan")
