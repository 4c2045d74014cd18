"""Another's load that lands in the middle of a page's run takes away neither what was pressed nor what was to be said once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpi.domain.errors import UserError
from kpi.operations import undo as undoing
from kpi.store import Store
from kpi.ui.log import steps
from kpi.ui.shell.desk import Desk
from tests.app.screen import open_page, press_freeze, read
from tests.app.test_log import YEAR_START, choose, press
from tests.worlds import World

LOAD = 2
HOUSEHOLDS = ["Mã hộ", "Chủ hộ", "Thôn"]
TAKEN_BACK, GONE = (
    "Đã rút lại lần nạp số 2. Mọi số liệu đã được cập nhật.",
    "Trang đã thay đổi nên nút vừa bấm không còn dùng được",
)
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


@pytest.fixture
def page(world: World, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The log, where somebody has said why a load is to be taken back, and has still to say yes."""
    test = press(choose(open_page(world.store.path, monkeypatch, "log.py"), LOAD), "begin")
    test.text_input(key="log.name").set_value("Lan")
    test.text_input(key="log.reason").set_value("Nhầm tệp")
    return test


def landing(monkeypatch: pytest.MonkeyPatch, *steps: Callable[[], object], at: str = "load_log") -> None:
    """In the middle of each of the next runs, where it asks ``at``, another session does one of these steps."""
    waiting, known = list(steps), getattr(Desk, at)

    def meanwhile(desk: Desk) -> Any:
        found = known(desk)
        if waiting:
            other = threading.Thread(target=waiting.pop(0))
            other.start()
            other.join()
        return found

    monkeypatch.setattr(Desk, at, meanwhile)


def a_list(world: World, *households: str) -> Callable[[], object]:
    rows = [HOUSEHOLDS, *([one, "Lê A", "T1"] for one in households)]
    return lambda: world.load("household", rows, YEAR_START)


def taken_back(store: Store) -> list[str]:
    return [event.done_by for event in store.events(LOAD)]


def test_a_press_is_answered_and_what_came_of_it_is_said(
    world: World, page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One load lands in the run of the press, one in the run that says what was done."""
    landing(monkeypatch, a_list(world, "H1"), lambda: None, a_list(world, "H1", "H2"))
    press(page, "undo")
    assert taken_back(world.store) == ["Lan"]
    assert [read(one.value) for one in page.success] == [TAKEN_BACK] and not page.warning
    page.run()
    assert not page.success


def test_a_press_on_what_is_gone_says_so(world: World, page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether another has taken the load back in the middle of the run, or before it."""

    def by_another() -> None:
        undoing.undo(world.store, LOAD, undone_by="Minh", reason="Nhầm", at=datetime(2024, 5, 1))

    landing(monkeypatch, by_another)
    press(page, "undo")
    assert taken_back(world.store) == ["Minh"] and not page.success
    said = [read(one.value) for one in page.warning]
    assert len(said) == 2 and GONE in said[0] and "Người khác vừa rút lại lần nạp số 2" in said[1]
    assert [GONE in read(one.value) for one in page.toast] == [True]
    page.run()
    assert not page.warning


def test_what_a_press_has_stored_is_not_stored_twice(
    world: World, page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(store: Store, *_load: object, **_said: object) -> None:
        if len(store.batches()) < before + 2:
            world.load(
                "group",
                [["Mã nhóm", "Tên nhóm", "Loại nhóm"], [f"N{len(store.batches())}", "Nhóm", "Khác"]],
                YEAR_START,
            )
        raise UserError("Hết chỗ trên đĩa")

    monkeypatch.setattr(steps, "undo", half)
    before = len(world.store.batches())
    press(page, "undo")
    assert len(world.store.batches()) == before + 1 and not taken_back(world.store)


@pytest.mark.parametrize("form", ["meeting", "report"])
def test_no_press_freezes_the_day_that_another_s_list_has_brought(
    world: World, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Without a day in the address a page follows the newest list; what was pressed was the button of the day before it."""
    a_list(world, "H1")()
    page = open_page(world.store.path, monkeypatch, f"{form}.py")
    page.text_input(key=f"{form}.name").set_value("Lan")
    newer = [HOUSEHOLDS, ["H1", "Lê A", "T1"]]
    landing(monkeypatch, lambda: world.load("household", newer, date(2024, 6, 30)), at="meeting_days")
    press_freeze(page, form)
    assert not page.exception and not page.success and not world.store.frozen_states()
    assert any(GONE in read(one.value) for one in page.warning)
    press_freeze(page, form)
    assert [one.as_of for one in world.store.frozen_states()] == [date(2024, 6, 30)]
    assert any("Đã chốt thành bản số 1, số liệu đến ngày 30/6/2024" in read(one.value) for one in page.success)
