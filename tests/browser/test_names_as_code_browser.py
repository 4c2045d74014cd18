"""A commune of hostile names in a real browser: on every page, dialog and slide they are texts, nothing runs, nobody else is asked.

Where they stand, the console is silent, no page scrolls sideways, and axe finds nothing of ours, in the light and in the dark.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.access.hostile import CODES, FILE, MARCH, TEXTS, hostile_world
from tests.browser.accessibility import faults, themed
from tests.browser.literal import Watched
from tests.browser.pressing import open_by, put_away
from tests.browser.rest import at_rest
from tests.browser.test_import_browser import drop
from tests.conftest import ROOT
from tests.exchanged import put, report
from tests.serving import dashboard
from tests.worlds import World, write_xlsx

pytestmark = pytest.mark.browser
PAGES = (
    "", "ho-dan", "doanh-nghiep", "co-quan", "thon-nhom", "tin-bao", "tien-do", "viec-can-lam", "hop-ban-chi-dao", "bao-cao",
    "tong-hop", "phuong-phap", "bat-dau", "nhap-du-lieu", "doi-soat", "chat-luong", "nhat-ky", "thiet-lap", "tai-khoan-nguoi-dung",
)  # fmt: skip
# These have drawn all that they say only when the texts of their charts are there, and these say no name at all.
CHARTS, WITHOUT_NAMES = (
    ("", "ho-dan", "tong-hop"),
    ("tien-do", "bao-cao", "bat-dau", "thiet-lap", "tai-khoan-nguoi-dung"),
)
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
TALL = {"width": 1366, "height": 2600}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return hostile_world(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def address(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server without accounts, which also puts together what other communes sent, as hostile as its own."""
    folder = tmp_path_factory.mktemp("served")
    for number, text in enumerate(CODES.values()):
        put(folder / "sent", report(f"X{number:02}", f"Xã {text}", MARCH, {"households": (number % 9, 10)}))
    config = folder / "config.yaml"
    text = (ROOT / "config.yaml").read_text("utf-8")
    config.write_text(text.replace('  folder: ""  ', f'  folder: "{(folder / "sent").as_posix()}"  '), "utf-8")
    with dashboard(world.store.path, folder / "server.log", config) as found:
        yield found


@pytest.fixture
def browser_context_args(address: str) -> dict[str, object]:
    return {"base_url": address, "viewport": TALL, "locale": "vi-VN"}


@pytest.fixture
def watched(page: Page, address: str) -> Watched:
    return Watched.of(page, address)


def visit(watched: Watched, path: str) -> None:
    watched.page.goto(path)
    at_rest(watched.page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_with_all_that_opens_on_it(watched: Watched, path: str) -> None:
    page, errors = watched.page, list[str]()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    visit(watched, f"/{path}")
    assert page.locator("html").get_attribute("lang") == "vi"
    if path in CHARTS:
        expect(page.locator(".js-plotly-plot .yaxislayer-above .ytick").first).to_be_visible()
    if path not in WITHOUT_NAMES:
        expect(page.get_by_test_id("stMain")).to_contain_text("QQ")
    assert not watched.faults()
    for summary in page.locator('[data-testid="stMain"] details > summary:visible').all():
        summary.click()
    at_rest(page)
    assert not watched.faults()
    if path in CHARTS[:2]:
        bar = page.locator(".js-plotly-plot .barlayer .trace:last-child .point path").first
        bar.hover(force=True)
        expect(page.locator(".js-plotly-plot .hoverlayer .hovertext").first).to_be_visible()
        assert not watched.faults()
        rows = page.get_by_role("dialog").locator(".kpi-table tbody tr button")
        open_by(page.locator(".st-key-numbers-villages button"), rows)
        expect(rows.first).to_contain_text("QQ")
        assert not watched.faults()
        rows.first.click()
        expect(page.get_by_role("dialog").locator(".kpi-section")).to_contain_text("QQ")
        assert not watched.faults()
        put_away(page, page.get_by_role("dialog"))
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth")
    assert wide <= 0, "the page itself never scrolls sideways"
    assert faults(page)[0] == []
    for theme in themed(page, "light", "dark"):
        if theme == "dark":
            assert faults(page, None, "color-contrast")[0] == [], theme
        for opener in DIALOGS.get(path, ()):
            over = page.locator(OVER)
            open_by(page.locator(opener), over)
            expect(over).to_have_count(1)
            at_rest(page)
            assert faults(page, OVER)[0] == [], (theme, opener)
            put_away(page, over)
    assert not errors


def test_what_is_typed_is_shown_as_it_is_typed_and_what_is_found_links_to_its_own_page(watched: Watched) -> None:
    visit(watched, "/")
    sidebar = watched.page.get_by_test_id("stSidebar")
    typed = "zz " + " ".join(CODES.values())  # all of it in one place that reads Markdown
    for word, answer, said in (
        (typed, "stCaptionContainer", "QQaa"),
        ("QQa", "stPageLink", "QQ"),
        ("evil", "stPageLink", "QQ"),
    ):
        watched.page.get_by_placeholder("Tìm thôn, đơn vị, tin").fill(word)
        watched.page.keyboard.press("Enter")
        expect(sidebar.get_by_test_id(answer).first).to_contain_text(said)
        at_rest(watched.page)
        assert not watched.faults(), word


def test_the_lists_behind_the_figures(watched: Watched) -> None:
    visit(watched, "/")
    dialog = watched.page.get_by_role("dialog")
    for indicator in ("businesses", "institutions", "villages", "processed_reports"):  # of households there is no list
        opener = watched.page.locator(f".st-key-list-{indicator} button, .st-key-list\\.{indicator} button").first
        open_by(opener, dialog)
        expect(dialog).to_contain_text("QQ")
        at_rest(watched.page)
        assert not watched.faults(), indicator
        dialog.get_by_role("button", name="Đóng", exact=True).click()
        expect(dialog).to_have_count(0)


def test_the_views_of_review(watched: Watched) -> None:
    visit(watched, "/doi-soat")
    for view in ("Cả một bậc", "Chưa có ai", "Cần xem lại", "Bằng Excel", "Từng người"):
        chosen = watched.page.get_by_role("radio", name=view)
        chosen.click()
        expect(chosen).to_be_checked()
        at_rest(watched.page)
        assert not watched.faults(), view


def test_one_load_and_what_taking_it_back_would_do(watched: Watched) -> None:
    visit(watched, "/nhat-ky")
    page = watched.page
    page.locator(".st-key-log-load input, [data-testid=stSelectbox] input").nth(2).click()
    page.get_by_role("option").first.click()
    at_rest(page)
    page.locator(".st-key-log-begin button").click()
    at_rest(page)
    expect(page.locator(".st-key-log-undo button")).to_be_visible()
    assert not watched.faults()


def test_nobody_is_found_by_code(watched: Watched) -> None:
    visit(watched, "/nhat-ky")
    box = watched.page.locator(".st-key-personal-whom input")
    for text in ("zz " + " ".join(list(CODES.values())[:4]), CODES["QQah"]):
        box.fill(text)
        box.press("Enter")
        at_rest(watched.page)
        assert not watched.faults()


def test_a_list_that_is_wrong_in_every_way(watched: Watched, tmp_path: Path) -> None:
    """Villages, headers and a file's name that nobody knows: asked, refused and offered in words."""
    header = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", *list(CODES.values())[:6]]
    rows = [[f"Z{n}", text, f"Xóm lạ {text}", "1", "2", "3", "x", "y", "z"] for n, text in enumerate(TEXTS)]
    file = write_xlsx(tmp_path / f"{FILE} www.evil.example 2031-04-30.xlsx", [header, *rows], "<b>QQfb $x$")
    visit(watched, "/nhap-du-lieu")
    drop(watched.page, file)
    assert not watched.faults()
    for summary in watched.page.locator('[data-testid="stMain"] details > summary:visible').all():
        summary.click()
    at_rest(watched.page)
    assert not watched.faults()


def test_slides(watched: Watched) -> None:
    for number in (1, 2):
        watched.page.goto(f"/trinh-chieu/{number}")
        assert watched.seen
        for _slide in range(12):
            watched.page.keyboard.press("PageDown")
        assert not watched.faults()
