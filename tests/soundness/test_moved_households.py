"""A household that stands in two villages' lists belongs to the newest list in which it resides.

HG-1 moved from T1 to T2: T1's list says "Đã chuyển đi", T2's has it resident; one member, in T2's group, declares it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.worlds import World

HEADER: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]
T1: list[list[object]] = [
    HEADER,
    ["HG-1", "Nguyễn Văn A", "T1", "", "Đã chuyển đi"],
    ["HG-2", "Lê Thị B", "T1", "", "Đang cư trú"],
]
T2: list[list[object]] = [
    HEADER,
    ["HG-1", "Nguyễn Văn A", "T2", "", "Đang cư trú"],
    ["HG-3", "Bùi Văn C", "T2", "", "Đang cư trú"],
]
MEMBERS: list[list[object]] = [
    ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Tổng thành viên"],
    ["N2", "17", "zq a", "HG-1", 1],
]
DAY = date(2024, 6, 30)


def by_village(world: World, day: date = DAY) -> list[tuple[int, int]]:
    return [(village.numerator, village.denominator) for village in world.of("households", day).villages]


@pytest.mark.parametrize("left_on", [DAY, date(2024, 6, 1), date(2024, 6, 29)])
@pytest.mark.parametrize("order", [("T1", "T2", "members"), ("members", "T2", "T1")])
def test_who_left_one_village_resides_in_the_other_in_every_order(
    tmp_path: Path, order: Sequence[str], left_on: date
) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    lists = {
        "T1": ("household", T1, left_on),
        "T2": ("household", T2, date(2024, 6, 15)),
        "members": ("membership", MEMBERS, DAY),
    }
    for name in order:
        world.load(*lists[name])
    assert world.counts("households", DAY) == (1, 0, 3)
    assert by_village(world) == [(0, 1), (1, 2)]


@pytest.mark.parametrize(("first", "second"), [("T1", "T2"), ("T2", "T1")])
def test_of_two_lists_of_one_day_the_one_loaded_later_has_it(tmp_path: Path, first: str, second: str) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    for village in (first, second):
        world.load("household", [HEADER, ["HG-1", "Nguyễn Văn A", village, "", ""]], DAY)
    world.load("membership", MEMBERS, DAY)
    assert by_village(world) == [(1, 1) if village == second else (0, 0) for village in ("T1", "T2")]


@pytest.mark.parametrize("villages", [("T1", "T2"), ("T2", "T1")])
def test_on_one_sheet_the_lower_row_has_it_and_says_so(tmp_path: Path, villages: tuple[str, str]) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    outcome = world.load(
        "household", [HEADER, *(["HG-1", "Nguyễn Văn A", village, "", ""] for village in villages)], DAY
    )
    assert (outcome.accepted, outcome.rejected) == (2, 0)
    assert [(problem.row, problem.code) for problem in outcome.problems if problem.row] == [(3, "in_two_villages")]
    world.load("membership", MEMBERS, DAY)
    assert by_village(world) == [(1, 1) if village == villages[1] else (0, 0) for village in ("T1", "T2")]


@pytest.mark.parametrize("villages", [("T1", "T2"), ("T2", "T1")])
def test_on_one_sheet_a_move_away_cancels_no_residence(tmp_path: Path, villages: tuple[str, str]) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["HG-1", "A", village, "", "Đã chuyển đi" if village == "T1" else ""] for village in villages]
    world.load("household", [HEADER, *rows], DAY)
    world.load("membership", MEMBERS, DAY)
    assert by_village(world) == [(0, 0), (1, 1)]


def test_who_moved_away_from_both_resides_nowhere(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", T1, DAY)
    world.load("household", [HEADER, ["HG-1", "Nguyễn Văn A", "T2", "", "Đã chuyển đi"], *T2[2:]], DAY)
    world.load("membership", MEMBERS, DAY)
    assert world.counts("households", DAY) == (0, 0, 2)


def test_within_one_village_s_list_the_second_row_of_a_code_is_rejected(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    outcome = world.load("household", [*T2, ["HG-1", "Trần Văn D", "T2", "", ""]], DAY)
    assert [problem.code for problem in outcome.problems if problem.severity == "error"] == ["duplicate_code"]


def test_names_point_to_a_household_where_it_resides_whenever_they_were_compared(tmp_path: Path) -> None:
    """Compared while T2's list had HG-1, the names of T1 must not keep it out once T2's list is without it."""
    world = World.empty(tmp_path).with_villages_and_groups()
    one: list[object] = ["HG-1", "Cao Thị Yến"]
    world.load("household", [HEADER, [*one, "T1", "", ""]], date(2024, 1, 31))
    world.load("household", [HEADER, [*one, "T2", "", ""], ["HG-3", "Bùi Văn C", "T2", "", ""]], date(2024, 2, 29))
    world.load("membership", [MEMBERS[0], ["N1", "17", "Cao Thị Yến", "", 1]], date(2024, 1, 31))
    assert world.counts("households", date(2024, 2, 29)) == (0, 0, 2)
    world.load("household", [HEADER, T2[2]], date(2024, 3, 31))
    assert world.counts("households", date(2024, 3, 31)) == (0, 1, 2)
