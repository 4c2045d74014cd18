"""A group that by its list is not made yet, or closed, is no group of the register: it is left out, and that is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from tests.worlds import World, made_once

JUNE = date(2024, 6, 30)
NAMED = [["Nhóm Zalo Thôn 1", "Thôn 1"], ["Nhóm Zalo Thôn 2", "Thôn 2"]]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path)
    world.load("village", [["Mã thôn", "Tên thôn"], *([f"T{n}", f"Thôn {n}"] for n in (1, 2))], date(2024, 1, 1))
    return world


def groups(world: World) -> list[str]:
    return sorted(
        row["name"]
        for row in world.store.read("places_at", as_of=[JUNE], known_at=world.clock)
        if row["dataset"] == "group"
    )


def load(world: World, header: str, *cells: str) -> list[str]:
    """The codes of what is told of a list whose rows have these cells under a header."""
    rows = [[*named, cell] for named, cell in zip(NAMED, cells, strict=True)]
    outcome = world.load("group", [["Nhóm", "Địa bàn", header], *rows], JUNE)
    return [problem.code for problem in outcome.problems if problem.code in ("gone", "noted_gone")]


@pytest.mark.parametrize(
    ("header", "made", "unmade"),
    [
        ("Trưởng nhóm", "Bạc Văn Khụt", "chưa lập"),
        ("Ghi chú", "", "Chưa có nhóm"),
        ("Ghi chú", "", "Nhóm đã giải tán tháng 5/2024, dân vào nhóm thôn bên"),
        ("Tình trạng", "Đang hoạt động", "Đang lập"),
        ("Trạng thái", "Hoạt động", "Đã khóa"),
        ("Ngày lập", "04/7/2023", "chưa"),
        ("Ngày thành lập", "04/7/2023", "dự kiến tháng 12/2024"),
        ("Đã lập nhóm", "x", "không"),
        ("Link nhóm", "zalo.me/g/abc", "sẽ tạo trong quý IV"),
        ("Số thành viên", "120", "chưa thành lập được"),
    ],
)
def test_a_group_not_made_or_closed_is_left_out(world: World, header: str, made: str, unmade: str) -> None:
    assert load(world, header, made, unmade) == ["gone"]
    assert groups(world) == ["Nhóm Zalo Thôn 1"]


@pytest.mark.parametrize(
    "name", ["Nhóm Zalo Thôn 2 (chưa lập)", "Nhóm Zalo Thôn 2 - dự kiến", "Chưa có", "chưa lập nhóm"]
)
def test_its_name_may_say_so(world: World, name: str) -> None:
    world.load("group", [["Tên nhóm", "Thôn"], NAMED[0], [name, "Thôn 2"]], JUNE)
    assert groups(world) == ["Nhóm Zalo Thôn 1"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Quy chế", ("có", "chưa")),
        ("Trưởng nhóm", ("Bạc Văn Khụt", "Chưa phân công")),
        ("Ghi chú", ("", "Chưa lập quy chế, đang lập danh sách phê duyệt")),
        ("Ghi chú", ("", "Dự kiến đạt 200 thành viên")),
        ("Ghi chú", ("", "Đã khóa bình luận")),
        ("Số thành viên", ("12", "0")),
    ],
)
def test_what_says_something_else_takes_no_group_away(world: World, header: str, cells: tuple[str, str]) -> None:
    assert load(world, header, *cells) == []
    assert groups(world) == ["Nhóm Zalo Thôn 1", "Nhóm Zalo Thôn 2"]


def test_one_that_may_be_there_again_is_told_and_stays(world: World) -> None:
    assert load(world, "Ghi chú", "", "Đã khóa, mở lại từ 5/2024") == ["noted_gone"]
    assert groups(world) == ["Nhóm Zalo Thôn 1", "Nhóm Zalo Thôn 2"]


@pytest.mark.parametrize("title", ["DANH SÁCH NHÓM ZALO DỰ KIẾN THÀNH LẬP", "Danh sách các nhóm Zalo chưa lập"])
def test_a_list_of_groups_that_are_only_planned_is_refused(world: World, title: str) -> None:
    with pytest.raises(UserError):
        world.load(None, [[title], ["STT", "Tên nhóm Zalo", "Thôn"], ["1", *NAMED[0]], ["2", *NAMED[1]]], JUNE)
