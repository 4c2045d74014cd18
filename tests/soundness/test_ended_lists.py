"""A village's list ends with the village's place on the register of villages, a group's with the group's; histories stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.domain.reasons import Reason
from tests.worlds import World, made_once

HOUSEHOLDS: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
MEMBERS: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Tổng thành viên"]
VILLAGES: list[object] = ["Mã thôn", "Tên thôn"]
GROUPS: list[object] = ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"]
LAST_YEAR, NEW_YEAR = date(2024, 1, 1), date(2025, 1, 1)
BEFORE, AFTER, MUCH_LATER = date(2024, 12, 31), date(2025, 6, 30), date(2026, 6, 30)


@pytest.fixture
@made_once
def merged(tmp_path: Path) -> World:
    """T2 is merged into T1 on 1/1/2025; T1's new list holds the households of both under new codes."""
    world = World.empty(tmp_path).with_villages_and_groups(as_of=LAST_YEAR)
    old: list[list[object]] = [["A-1", "A", "T1"], ["A-2", "B", "T1"], ["B-1", "C", "T2"], ["B-2", "D", "T2"]]
    world.load("household", [HOUSEHOLDS, *old], LAST_YEAR)
    world.load("membership", [MEMBERS, ["N1", "17", "zq a", "A-1", 1]], LAST_YEAR)
    world.load("village", [VILLAGES, ["T1", "Thôn 1"]], NEW_YEAR)
    world.load("household", [HOUSEHOLDS, *([f"M-{n}", "A", "T1"] for n in range(1, 5))], NEW_YEAR)
    world.load("membership", [MEMBERS, ["N1", "17", "zq a", "M-1", 1]], NEW_YEAR)
    return world


def test_a_merged_village_s_list_ends_and_its_history_stays(merged: World) -> None:
    before, after = merged.over("households", BEFORE, AFTER)
    assert [(row.numerator, row.waiting, row.denominator) for row in (before, after)] == [(1, 0, 4), (1, 0, 4)]
    assert [village.code for village in after.villages] == ["T1"]


def test_a_village_that_comes_back_brings_its_last_list(merged: World) -> None:
    merged.load("village", [VILLAGES, ["T1", "Thôn 1"], ["T2", "Thôn 2"]], date(2026, 1, 1))
    assert merged.counts("households", MUCH_LATER) == (1, 0, 6)
    assert merged.counts("households", AFTER) == (1, 0, 4)


@pytest.fixture
@made_once
def dissolved(tmp_path: Path) -> World:
    """N2 is no longer on the register of groups from 1/1/2025."""
    world = World.empty(tmp_path).with_villages_and_groups(as_of=LAST_YEAR)
    world.load("household", [HOUSEHOLDS, ["HG-1", "A", "T1"], ["HG-2", "B", "T2"]], LAST_YEAR)
    world.load("membership", [MEMBERS, ["N1", "17", "zq a", "HG-1", 1], ["N2", "19", "zq b", "HG-2", 1]], LAST_YEAR)
    world.load("group", [GROUPS, ["N1", "Nhóm Thôn 1", "Thôn", "T1"]], NEW_YEAR)
    return world


def test_a_dissolved_group_s_list_ends(dissolved: World) -> None:
    world = dissolved
    assert world.counts("households", BEFORE) == (2, 0, 2)
    assert world.counts("households", AFTER) == (1, 0, 2)
    assert world.counts("villages", AFTER) == (1, 0, 2)
    again: list[list[object]] = [["N1", "Nhóm Thôn 1", "Thôn", "T1"], ["N2", "Nhóm Thôn 2", "Thôn", "T2"]]
    world.load("group", [GROUPS, *again], date(2026, 1, 1))
    assert world.counts("households", MUCH_LATER) == (2, 0, 2)


def test_what_was_added_to_a_dissolved_group_s_list_ends_too(dissolved: World) -> None:
    world = dissolved
    world.load("household", [HOUSEHOLDS, ["HG-2", "B", "T2"], ["HG-3", "C", "T2"]], date(2024, 6, 1))
    both: list[list[object]] = [["N1", "Nhóm Thôn 1", "Thôn", "T1"], ["N2", "Nhóm Thôn 2", "Thôn", "T2"]]
    world.load("group", [GROUPS, *both], date(2026, 1, 1))
    world.load("membership", [MEMBERS, ["N2", "20", "zq c", "HG-3", 3]], date(2024, 7, 1))
    assert world.counts("households", BEFORE) == (3, 0, 3)
    assert world.counts("households", AFTER) == (1, 0, 3)


def test_before_the_first_register_the_first_one_stands_for_it(tmp_path: Path) -> None:
    """Lists of 2023 and a register of groups of 2024: the groups that it holds speak in 2023 already."""
    world = World.empty(tmp_path).with_villages_and_groups(as_of=LAST_YEAR)
    early = date(2023, 6, 30)
    world.load("household", [HOUSEHOLDS, ["HG-1", "A", "T1"], ["HG-2", "B", "T2"]], early)
    world.load("membership", [MEMBERS, ["N1", "17", "zq a", "HG-1", 1]], early)
    found = world.status(early)
    row = found.of("households")
    assert (row.numerator, row.denominator) == (1, 2)
    assert [village.name for village in row.villages] == ["Thôn 1", "Thôn 2"]
    assert found.of("villages").reason is Reason.NO_REGISTER


def test_where_every_list_has_ended_there_is_no_data(dissolved: World) -> None:
    world = dissolved
    world.load("group", [GROUPS, ["N9", "Nhóm mới", "Khác", ""]], date(2026, 1, 1))
    found = world.status(MUCH_LATER)
    assert [found.of(one).reason for one in ("households", "villages")] == [Reason.NO_MEMBERS] * 2
    world.load("village", [VILLAGES, ["T9", "Thôn 9"]], date(2026, 1, 1))
    assert world.of("households", MUCH_LATER).reason is Reason.NO_REGISTER
    assert world.counts("households", AFTER) == (1, 0, 2)
