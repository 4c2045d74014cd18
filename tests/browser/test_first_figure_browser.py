"""From an empty database and the lists of a commune to the right figure, as a new user would: every click and every typing is counted.

By hand, as of 30/6/2024, from ``tests/browser/commune.py``:
    households   40 in Phú Mỹ (the row that stands twice is one), 35 in Đồng Trại (persons gathered), 25 − 2 moved in TDP 3: 98.
                 Phú Mỹ: phones of 1 to 20, but 5 and 6 share one, which says nobody: 18. TDP 3: codes of 76 to 90: 15; the code of
                 99, which has moved, and the unknown one count for nobody. Đồng Trại: names alone, which count for nobody: 33 of 98.
    waiting      41, 42 and 43 of Đồng Trại by their full names; 6 of Phú Mỹ by hers, for the register has another phone: 4. Of the
                 phone of 5 the register says two households, so that nobody is suggested for it before the other.
    businesses   8 on the list: a stopped one, a household's shop and a cooperative do not count: 5; the heads of 2 are members
    institutions 6 on the list; the headmistress of one is a member
    villages     a group of each of the 3 has members: 3 of 3
    reports      5 in time; one closed late and one open past its day: 5 of 7; two are not due; one is settled, day not known
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.commune import COPIED, write_lists
from tests.browser.rest import at_rest
from tests.browser.test_import_browser import pick
from tests.serving import dashboard
from tests.worlds import World

pytestmark = pytest.mark.browser

JUNE = date(2024, 6, 30)
COUNTED = {
    "households": (33, 4, 98), "businesses": (2, 0, 5), "institutions": (1, 0, 6), "villages": (3, 0, 3),
    "processed_reports": (5, 0, 7),
}  # fmt: skip
MOST_ACTIONS = 15


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path / "office")


@pytest.fixture
def browser_context_args(world: World, tmp_path: Path) -> Iterator[dict[str, object]]:
    """A server on an empty database."""
    log = tmp_path / "server.log"
    with dashboard(world.store.path, log) as address:
        yield {"base_url": address, "viewport": {"width": 1366, "height": 768}, "locale": "vi-VN"}


class Clerk:
    """What a person does, one action after another; an open box and the choice in it are two."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def _done(self) -> None:
        self.actions += 1
        at_rest(self.page)

    def opens(self, path: str) -> None:
        self.page.goto(path)
        self._done()

    def clicks(self, name: str) -> None:
        self.page.get_by_text(name, exact=True).first.click()
        self._done()

    def drops(self, files: list[Path]) -> None:
        self.page.locator("input[type=file]").set_input_files(files)
        expect(self.page.locator(".st-key-panel-sheets")).to_be_visible()
        self._done()

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label).filter(visible=True).first.fill(text)
        self._done()

    def chooses(self, key: str, option: str) -> None:
        """Two actions: the box, and what is chosen in it."""
        pick(self.page, self.page.locator(f".st-key-{key} input"), option)
        self.actions += 1
        self._done()


def test_from_an_empty_database_to_the_figures_counted_by_hand(page: Page, world: World, tmp_path: Path) -> None:
    files = write_lists(tmp_path / "lists")
    assert len(files) == 10
    clerk = Clerk(page)
    clerk.opens("/")
    clerk.clicks("Bắt đầu trống: nhập danh sách của xã")
    clerk.drops(files)
    clerk.clicks("Dán danh sách sao chép từ Zalo hoặc tin nhắn")
    clerk.types("Danh sách, đúng như khi sao chép", COPIED)
    clerk.chooses("import-paste-group", "Zalo xóm Đồng Trại")
    clerk.types("Đến ngày", "30/6/2024")
    clerk.clicks("Đọc danh sách này")
    expect(page.locator(".st-key-panel-sheets tbody tr")).to_have_count(11)
    clerk.chooses("import-kind-of-9", "Phản ánh")
    clerk.types("Người thực hiện", "Thư")
    clerk.clicks("Nhớ và kiểm tra lại")
    expect(page.locator(".st-key-panel-mapping")).to_have_count(0)
    page.locator(".st-key-import-load button").click()
    clerk.actions += 1
    expect(page.locator(".st-key-panel-next")).to_contain_text("33/98")
    assert clerk.actions <= MOST_ACTIONS
    found = {row.id: (row.numerator, row.waiting, row.denominator) for row in world.status(JUNE).indicators}
    assert found == COUNTED
    households = {row.name: (row.numerator, row.denominator) for row in world.of("households", JUNE).villages}
    assert households == {"Thôn Phú Mỹ": (18, 40), "Xóm Đồng Trại": (0, 35), "Tổ dân phố số 3": (15, 23)}
