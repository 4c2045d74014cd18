"""Villages that number their households each for itself must not take each other's households away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from tests.worlds import World, made_once

DAY, LATER = date(2024, 1, 1), date(2024, 2, 1)
HEADER: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Six households of T1, numbered from 1."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", [HEADER, *numbered("T1")], DAY)
    return world


def numbered(village: str, count: int = 6, heads: str = "") -> list[list[object]]:
    return [[n, f"Chủ hộ {n} {heads or village}", village] for n in range(1, count + 1)]


@pytest.mark.parametrize("day", [date(2023, 12, 31), DAY, LATER])
@pytest.mark.parametrize("adds", [None, True, False])
def test_numbers_of_another_village_are_refused(world: World, day: date, adds: bool | None) -> None:
    """They took all of T1's households away, whatever came first."""
    with pytest.raises(UserError) as refused:
        world.load("household", [HEADER, *numbered("T2")], day, adds=adds)
    assert (refused.value.code, refused.value.exit_code) == ("two_books", 3)
    without = world.load("household", [HEADER, *numbered("T2")], day, columns={"Mã hộ": "-"})
    world.load("membership", [["Nhóm", "Tên hiển thị"], ["N1", "tên"]], LATER)
    assert (without.accepted, world.counts("households", LATER)) == (6, (0, 0, 12))


def test_one_sheet_with_both_books_is_refused(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    with pytest.raises(UserError) as refused:
        world.load("household", [HEADER, *numbered("T1"), *numbered("T2")], DAY)
    assert refused.value.code == "two_books"


def test_households_that_moved_with_their_heads_are_taken_and_told(world: World) -> None:
    outcome = world.load("household", [HEADER, *numbered("T2", heads="T1")], LATER)
    assert [problem.code for problem in outcome.problems] == ["in_two_villages"]


def test_one_code_under_another_head_is_told_in_its_row(world: World) -> None:
    outcome = world.load("household", [HEADER, ["2", "chủ hộ 2 t1", "T2"], ["3", "Chủ hộ Ba", "T2"]], LATER)
    told = [(problem.row, problem.code, problem.severity) for problem in outcome.problems]
    assert (outcome.accepted, told) == (2, [(3, "other_head", "warning")])


def test_who_has_left_the_other_village_is_no_doubt(world: World) -> None:
    gone = [[*row, "Đã chuyển đi"] for row in numbered("T1")]
    world.load("household", [[*HEADER, "Tình trạng"], *gone], LATER)
    assert world.load("household", [HEADER, *numbered("T2")], LATER).problems == []
