"""The newest row of a member is what is known of him in a group; completeness counts persons; ties are among what counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kpi.answers.links import links
from kpi.review import decisions
from tests.worlds import World, made_once

HOUSEHOLDS: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]
MEMBERS: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã hộ", "Tổng thành viên"]
JAN, FEB, MARCH = date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)
PHONE = "0912000001"


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """H1, H2 and H3 in T1; nobody's number is on the register."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", [HOUSEHOLDS, *([f"H{n}", f"Chủ {n}", "T1", "", ""] for n in (1, 2, 3))], JAN)
    return world


def member(code: str, phone: str = "", group: str = "N1", total: int = 9, uid: str = "7") -> list[object]:
    return [group, uid, "zq", phone, code, total]


def counted(world: World, day: date = MARCH) -> list[str]:
    found = links(world.store, world.config, day, "confirmed")
    return sorted({str(row.entity_code) for row in found if row.counted})


def load(world: World, lists: Sequence[tuple[list[object], date]]) -> None:
    for row, as_of in lists:
        world.load("membership", [MEMBERS, row], as_of)


@pytest.mark.parametrize("reverse", [False, True])
def test_a_correction_in_a_later_list_is_no_tie(world: World, reverse: bool) -> None:
    lists = [(member("H1", total=1), JAN), (member("H2"), FEB)]
    load(world, lists[::-1] if reverse else lists)
    assert (counted(world, JAN), counted(world, FEB)) == (["H1"], ["H2"])


@pytest.mark.parametrize("reverse", [False, True])
def test_a_blank_says_nothing(world: World, reverse: bool) -> None:
    lists = [(member("H1", total=1), JAN), (member(""), FEB), (member("", PHONE), MARCH)]
    load(world, lists[::-1] if reverse else lists)
    assert counted(world) == ["H1"]


def test_each_field_is_that_of_the_newest_day_that_fills_it(world: World) -> None:
    """The number of February is the household's in March; the code of January is denied, so that the number decides."""
    world.load("household", [HOUSEHOLDS, ["H1", "A", "T1", "", ""], ["H2", "B", "T1", PHONE, ""]], FEB)
    load(world, [(member("H1", total=1), JAN), (member("", PHONE), FEB), (member(""), MARCH)])
    denied = decisions.Saying("uid:7", "H1", False)
    decisions.decide(world.store, world.config, [denied], reason="x", decided_by="t", at=world.clock)
    assert counted(world) == ["H2"]


@pytest.mark.parametrize("second", ["H2", "H1"])
def test_rows_of_one_day_stand_together(world: World, second: str) -> None:
    load(world, [(member("H3", total=1), JAN), (member("H1"), FEB), (member(second), FEB), (member(""), MARCH)])
    assert counted(world) == ([] if second == "H2" else ["H1"])


def test_a_new_complete_list_begins_anew(world: World) -> None:
    load(world, [(member("H1", total=1), JAN), (member("", total=1), FEB)])
    assert counted(world) == []


def test_over_several_groups_each_group_s_newest_counts_of_whatever_day(world: World) -> None:
    load(world, [(member("H1", total=1), JAN), (member("H2", group="N2", total=1), MARCH)])
    assert counted(world) == []
    load(world, [(member("H2"), FEB)])
    assert counted(world) == ["H2"]


def test_completeness_counts_persons_not_rows(world: World) -> None:
    load(world, [(member("H3", total=1, uid="9"), JAN)])
    first = member("H1", total=2)
    rows = [first, [*first[:3], "", "", 2]]  # one id under two names is rejected (test_damaged_ids.py)
    assert world.load("membership", [MEMBERS, *rows], FEB).complete is False
    assert counted(world) == ["H1", "H3"]
    assert world.load("membership", [MEMBERS, *rows[:1], member("H2", total=2, uid="8")], MARCH).complete is True
    assert counted(world) == ["H1", "H2"]


def test_a_row_that_stands_twice_or_is_rejected_is_no_further_person(world: World) -> None:
    row = member("H1", total=2)
    assert world.load("membership", [MEMBERS, row, row], FEB).complete is False
    assert world.load("membership", [MEMBERS, row, ["N1", "", "", "", "", 2]], MARCH).complete is False


def test_a_number_is_weighed_only_among_what_counts(world: World) -> None:
    rows = [["H1", "A", "T1", PHONE, ""], ["H2", "B", "T1", PHONE, "Đã chuyển đi"]]
    world.load("household", [HOUSEHOLDS, *rows], FEB)
    load(world, [(member("", PHONE, total=1), FEB)])
    assert world.counts("households", FEB) == (1, 0, 1)
    world.load("household", [HOUSEHOLDS, *rows, ["H3", "C", "T1", PHONE, ""]], MARCH)
    assert world.counts("households", MARCH) == (0, 0, 2)


def test_a_code_that_leads_to_what_does_not_count_holds_its_member(world: World) -> None:
    world.load("household", [HOUSEHOLDS, ["H1", "A", "T1", PHONE, ""], ["H2", "B", "T1", "", "Đã chuyển đi"]], FEB)
    load(world, [(member("H2", PHONE, total=1), FEB)])
    assert world.counts("households", FEB) == (0, 0, 1)


def say(world: World, code: str, confirmed: bool) -> None:
    saying = decisions.Saying("uid:7", code, confirmed)
    decisions.decide(world.store, world.config, [saying], reason="x", decided_by="t", at=world.clock)


@pytest.mark.parametrize("by_phone", [True, False])
def test_what_a_no_leaves_of_several_stays_a_suggestion(world: World, by_phone: bool) -> None:
    """Three households share a number, or three rows of a day declare one each: no to one is a tie of two, then one waits."""
    if by_phone:
        world.load("household", [HOUSEHOLDS, *([f"H{n}", f"Chủ {n}", "T1", PHONE, ""] for n in (1, 2, 3))], FEB)
        load(world, [(member("", PHONE, total=1), FEB)])
    else:
        world.load("membership", [MEMBERS, *(member(f"H{n}", total=1) for n in (1, 2, 3))], FEB)
    assert world.counts("households", FEB) == (0, 0, 3)
    say(world, "H1", False)
    assert world.counts("households", FEB) == (0, 0, 3)
    say(world, "H2", False)
    assert world.counts("households", FEB) == (0, 1, 3)
    states = {row.entity_code: (row.state, row.counted) for row in links(world.store, world.config, FEB)}
    assert states == {"H1": ("rejected", False), "H2": ("rejected", False), "H3": ("suggested", False)}
    say(world, "H3", True)
    assert world.counts("households", FEB) == (1, 0, 3)
    assert counted(world, FEB) == ["H3"]


def test_a_no_to_the_only_candidate_frees_the_next_rung(world: World) -> None:
    world.load("household", [HOUSEHOLDS, ["H1", "A", "T1", PHONE, ""], ["H2", "B", "T1", "", ""]], FEB)
    load(world, [(member("H2", PHONE, total=1), FEB)])
    assert counted(world, FEB) == ["H2"]
    say(world, "H2", False)
    assert counted(world, FEB) == ["H1"]
