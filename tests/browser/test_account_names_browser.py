"""Hostile names in a real browser where one signs in and on one's own page: texts only, and none runs out of a screen or a phone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from kpi.access import accounts
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.domain import clock
from tests.access.hostile import CODES, FORMULAS
from tests.accounts import PASSWORD, hash_quickly
from tests.browser.literal import Watched
from tests.browser.rest import at_rest
from tests.conftest import ROOT
from tests.serving import dashboard
from tests.worlds import World

pytestmark = pytest.mark.browser
SCREENS: dict[str, ViewportSize] = {"screen": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
EVERY_CODE, LONG = " ".join(CODES.values()), "W" * 500
BACKWARDS = "Tam \u202eKín\u2066"  # all behind it runs from right to left, beyond an isolate, too
NAMES = {"ma": EVERY_CODE, "dai": LONG, "nguoc": BACKWARDS, "congthuc": FORMULAS[0], "a" * 40: "x"}
UNIT = f"{EVERY_CODE} {BACKWARDS} {LONG}"
PROGRAM = f"{CODES['QQac']} {CODES['QQag']} {CODES['QQad']}"
# Whether the roles behind a name are read from left to right.
_ROLES_RUN_ONWARD = """() => {
  const text = document.querySelector('bdi').nextSibling, range = document.createRange();
  const at = (n) => { range.setStart(text, n); range.setEnd(text, n + 1); return range.getBoundingClientRect().left; };
  return at(1) < at(5);
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a unit and of people whose names an older program took as they came."""
    folder = tmp_path_factory.mktemp("office")
    world = World.empty(folder / "office").with_villages_and_groups(2)
    file, now = AccessFile.beside(world.store.path), clock.now(world.config.timezone)
    with pytest.MonkeyPatch.context() as quickly:
        hash_quickly(quickly)
        for account in NAMES:
            accounts.add(file, account, "Bà Quản Trị", [Role.ADMINISTRATOR, Role.CHAIRMAN], PASSWORD, at=now, by="thử")
    with file.writing() as connection:
        connection.executemany("update accounts set name = ? where account = ?", [(n, a) for a, n in NAMES.items()])
    config = folder / "config.yaml"
    text, unit = (ROOT / "config.yaml").read_text("utf-8"), f"\n  name: {world.config.unit.name}\n"
    assert text.count(unit) == 1
    config.write_text(text.replace(unit, f"\n  name: {json.dumps(UNIT, ensure_ascii=False)}\n"), "utf-8")
    with dashboard(world.store.path, folder / "server.log", config) as found:
        yield found


@pytest.fixture(params=SCREENS)
def watched(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Watched]:
    """A browser of its own, whose program's name is code, too."""
    context = browser.new_context(
        base_url=address, locale="vi-VN", viewport=SCREENS[request.param], user_agent=PROGRAM
    )  # fmt: skip
    yield Watched.of(context.new_page(), address)
    context.close()


def enter(page: Page, account: str, password: str = PASSWORD, path: str = "/tai-khoan") -> None:
    page.goto(path)
    page.get_by_label("Tài khoản").fill(account)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def faults(watched: Watched) -> list[str]:
    """What is no text, and what a reader would have to push the page aside for."""
    wider = watched.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*watched.faults(), *(["wider than the screen"] if wider > 0 else [])]


def test_what_was_typed_comes_back_as_a_text(watched: Watched) -> None:
    aim = f"/dang-nhap?den={quote('/' + CODES['QQas'] + CODES['QQac'])}"
    enter(watched.page, f"{EVERY_CODE} {LONG}", "sai", aim)
    expect(watched.page.get_by_role("alert")).to_be_visible()
    expect(watched.page.get_by_label("Tài khoản")).to_have_value(f"{EVERY_CODE} {LONG}")
    assert watched.seen and not faults(watched)


@pytest.mark.parametrize("account", [*NAMES])
def test_ones_own_page(watched: Watched, account: str) -> None:
    page = watched.page
    enter(page, account)
    expect(page.locator("bdi")).to_have_text(NAMES[account])
    assert watched.seen and not faults(watched)
    assert account == "dai" or page.evaluate(_ROLES_RUN_ONWARD)
    page.locator("#proof").fill(PASSWORD)
    page.get_by_role("button", name="Bật").click()
    expect(page.locator("img.qr")).to_be_visible()
    assert not faults(watched)


def test_the_table_of_sessions_stands_whole_on_a_phone(watched: Watched) -> None:
    for _session in range(2):  # of which the other one may be ended
        watched.page.context.clear_cookies()
        enter(watched.page, "ma")
        expect(watched.page.locator("bdi")).to_be_visible()
    expect(watched.page.locator("td button").first).to_be_visible()
    beyond = watched.page.locator(".table").evaluate("e => e.scrollWidth - e.clientWidth")
    assert beyond <= 0
    lines = "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length; }"
    assert watched.page.locator("td").first.inner_text() == "127.0.0.1"
    assert watched.page.locator("td").first.evaluate(lines) == 1


def test_the_page_of_accounts(watched: Watched) -> None:
    enter(watched.page, "ma", path="/tai-khoan-nguoi-dung")
    for words in ("QQaa", BACKWARDS, FORMULAS[0]):
        expect(watched.page.locator(".st-key-panel-accounts")).to_contain_text(words)
    expect(watched.page.locator(".st-key-panel-audit")).to_contain_text("QQaa")
    at_rest(watched.page)
    assert not faults(watched)
