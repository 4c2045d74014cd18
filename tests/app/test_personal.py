"""Nhật ký shows what is held of one person, and forgets him after a name, a reason and a yes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.screen import markup, open_page
from tests.worlds import World, made_once

KIN = "Nguyễn Thị Kín"
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"], ["H1", KIN, "T1", "0912345678"], ["H2", "Vũ Tư", "T1", ""]]
    world.load("household", rows, date(2024, 1, 31))
    return world


def asked_about(world: World, monkeypatch: pytest.MonkeyPatch, whom: str) -> AppTest:
    test = open_page(world.store.path, monkeypatch, "log.py")
    assert KIN not in markup(test), "nobody is shown who was not asked about"
    test.text_input(key="personal.whom").set_value(whom).run()
    assert not test.exception
    return test


def test_what_is_held_is_shown_and_forgotten(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = asked_about(world, monkeypatch, KIN)
    assert "Họ và tên chủ hộ: Nguyễn Thị Kín" in markup(test)
    test.button(key="personal.begin").click().run()
    test.button(key="personal.forget").click().run()
    assert [error.value for error in test.error], "without a name and a reason nothing is done"
    assert KIN.encode() in world.store.path.read_bytes()
    test.text_input(key="personal.name").set_value("Trần Thị Văn Thư")
    test.text_input(key="personal.reason").set_value("Đơn số 12")
    test.button(key="personal.forget").click().run()
    assert not test.exception
    assert any("Đã xóa" in one.value for one in test.success)
    assert test.text_input(key="personal.whom").value == ""
    assert "Đơn số 12" in markup(test)
    assert KIN.encode() not in world.store.path.read_bytes()


@pytest.mark.parametrize("whom", ["Nguyễn", "Kín", "09123", "Thôn 1"])
def test_nobody_is_found_by_a_part(world: World, monkeypatch: pytest.MonkeyPatch, whom: str) -> None:
    test = asked_about(world, monkeypatch, whom)
    assert KIN not in markup(test)
    assert test.warning
