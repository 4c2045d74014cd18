"""A list of members copied from Zalo is pasted on the page, with its group and day, and loaded like a file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.answers.links import links
from tests.app.screen import open_page, words
from tests.app.test_loading import PAGE, drop, load_as, numbers, press, sheets
from tests.worlds import World, write_csv

JUNE = date(2024, 6, 30)
COPIED = "Thành viên (3)\nLan\nTrưởng nhóm\nHùng\nPhó nhóm\nHuệ\n"
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def paste(test: AppTest, text: str, group: str | None = None, day: str = "30/6/2024") -> AppTest:
    test.text_area(key="import.paste.text").set_value(text)
    test.selectbox(key="import.paste.group").set_value(group)
    test.text_input(key="import.paste.day").set_value(day)
    return press(test, "paste.take")


def test_a_pasted_list_is_shown_and_loaded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = paste(open_page(world.store.path, monkeypatch, PAGE), COPIED, "N1")
    before = numbers(world)
    assert [row[2:6] for row in sheets(test)] == [["Thành viên nhóm Zalo", "30/6/2024", "3", "3"]]
    load_as(test, "Văn Thư")
    assert len(numbers(world)) == len(before) + 1
    assert {(row.group, row.display_name) for row in links(world.store, world.config, JUNE)} == {
        ("N1", "Lan"), ("N1", "Hùng"), ("N1", "Huệ")
    }  # fmt: skip


def test_names_alone_and_a_second_group_are_taken_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = paste(open_page(world.store.path, monkeypatch, PAGE), "Lan\nHùng\n", "N1")
    load_as(paste(test, COPIED, "N2"), "Văn Thư")
    assert [row.group for row in links(world.store, world.config, JUNE)] == ["N1", "N1", "N2", "N2", "N2"]


def test_a_group_of_the_same_drop_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path)
    villages = write_csv(tmp_path / "thon_2024-01-01.csv", [["Mã thôn", "Tên thôn"], ["A", "Thôn Yên Xá"]])
    groups = write_csv(
        tmp_path / "nhom_2024-01-01.csv", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["G", "Bà con", "Thôn", "A"]]
    )
    test = drop(open_page(world.store.path, monkeypatch, PAGE), villages, groups)
    paste(test, COPIED, "G")
    assert [row[2:6] for row in sheets(test)][-1] == ["Thành viên nhóm Zalo", "30/6/2024", "3", "3"]


def test_without_a_day_or_a_group_the_page_asks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    test = paste(open_page(world.store.path, monkeypatch, PAGE), COPIED, "N1", day="")
    assert "không ghi" in words(test) or "ngày" in words(test)
    assert not [button for button in test.button if button.key == "import.load"]
    test = paste(open_page(world.store.path, monkeypatch, PAGE), COPIED, "N1", day="ba mươi")
    assert test.error


def test_a_group_that_is_not_the_communes_is_named_on_the_page_and_the_others_load(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = {
        key: {"groupId": key, "name": name, "currentMems": [{"id": uid, "dName": "Lan"}], "totalMember": 1}
        for key, name, uid in (("999", "Gia đình nội", "71"), ("N1", "Nhóm Thôn 1", "72"))
    }
    file = tmp_path / "zalo_2024-06-30.json"
    file.write_text(json.dumps({"gridInfoMap": groups}), "utf-8")
    test = drop(open_page(world.store.path, monkeypatch, PAGE), file)
    assert any("Gia đình nội" in warning.value for warning in test.warning)
    load_as(test, "Văn Thư")
    assert [row.group for row in links(world.store, world.config, JUNE)] == ["N1"]
