"""Sustained is judged on days with a new list, two of them at least; who dropped out is told on the same days, over New Year, too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.answers.organisations import organisations
from kpi.domain.reasons import Reason
from kpi.measures.counts import Interruption
from tests.worlds import World, made_once

MEMBERS: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Mã đơn vị", "Tổng thành viên"]
YEAR_END, JANUARY, MARCH = date(2024, 12, 31), date(2025, 1, 15), date(2025, 3, 31)
OUT = Interruption("CQ02", "Trạm Y tế", JANUARY, None)


def members(*organisations: str) -> list[list[object]]:
    rows = [["N1", str(17 + n), f"zq {n}", "", code, len(organisations)] for n, code in enumerate(organisations)]
    return [MEMBERS, *rows]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """CQ01 and CQ02 are in on 31/12/2024."""
    world = World.empty(tmp_path).with_villages_and_groups()
    register = [["CQ01", "Trường A", "Trường học"], ["CQ02", "Trạm Y tế", "Đơn vị"]]
    world.load("institution", [["Mã đơn vị", "Tên đơn vị", "Loại"], *register], YEAR_END)
    world.load("membership", members("CQ01", "CQ02"), YEAR_END)
    return world


def test_who_is_out_on_the_first_list_of_the_year_dropped_out_on_that_day(world: World) -> None:
    world.load("membership", members("CQ01"), JANUARY)
    found = world.of("institutions", MARCH)
    assert (found.numerator, found.denominator, found.interruptions) == (1, 2, (OUT,))
    assert found.sustained is None  # one day with a list; the 31st of March is none
    listed = organisations(world.store, world.config, "institutions", MARCH, YEAR_END)
    assert listed.gaps == (OUT,)


def test_two_days_with_a_list_can_be_judged(world: World) -> None:
    world.load("membership", members("CQ01", "CQ02"), JANUARY)
    assert world.of("institutions", JANUARY).sustained is None
    world.load("membership", members("CQ01", "CQ02"), MARCH)
    assert [found.sustained for found in world.over("institutions", MARCH, date(2025, 6, 30))] == [True, True]
    world.load("membership", members("CQ01"), date(2025, 2, 28))
    found = world.of("institutions", MARCH)
    assert found.sustained is False
    assert found.interruptions == (Interruption("CQ02", "Trạm Y tế", date(2025, 2, 28), MARCH),)


def test_a_day_of_another_list_is_no_day_to_judge(world: World) -> None:
    world.load("membership", members("CQ01", "CQ02"), JANUARY)
    world.load(
        "official", [["Họ và tên", "Chức danh", "Thôn"], ["Nguyễn Văn A", "Trưởng thôn", "T1"]], date(2025, 2, 1)
    )
    assert world.of("institutions", MARCH).sustained is None


def test_a_year_without_a_list_says_nothing_of_either(world: World) -> None:
    found = world.of("institutions", MARCH)
    assert (found.sustained, found.interruptions) == (None, ())


def test_no_data_on_the_day_asked_tells_neither(world: World) -> None:
    for day in (JANUARY, date(2025, 2, 28)):
        world.load("membership", members("CQ01"), day)
    assert world.of("institutions", MARCH).sustained is False
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["N9", "Nhóm mới", "Khác", ""]], MARCH)
    found = world.of("institutions", MARCH)
    assert (found.reason, found.sustained, found.interruptions) == (Reason.NO_MEMBERS, None, ())


def test_reports_are_judged_on_the_days_of_new_logs(world: World) -> None:
    header: list[object] = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"]
    first: list[object] = ["C1", "Phản ánh", "02/01/2025", "20/01/2025", "10/01/2025"]
    world.load("case", [header, first], date(2025, 1, 31))
    for day in (JANUARY, MARCH):
        world.load("membership", members("CQ01", "CQ02"), day)
    assert world.of("processed_reports", MARCH).sustained is None
    world.load("case", [header, first, ["C2", "Phản ánh", "02/02/2025", "20/02/2025", "10/02/2025"]], MARCH)
    assert world.of("processed_reports", MARCH).sustained is True
