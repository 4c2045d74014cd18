"""Names of villages and groups mean what the register in force on the list's own day says, in whatever order registers were loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.ingest.loading.load import Outcome
from tests.worlds import World

OLD, NEW, BETWEEN, BEFORE = date(2023, 1, 1), date(2025, 1, 1), date(2024, 6, 30), date(2022, 6, 30)
REGISTERS = {
    OLD: ([["T1", "Thôn Đông"], ["T2", "Thôn Tây"]], [["N1", "Nhóm Đông", "T1"], ["N2", "Nhóm Tây", "T2"]]),
    # The two have exchanged their names.
    NEW: ([["T1", "Thôn Tây"], ["T2", "Thôn Đông"]], [["N1", "Nhóm Tây", "T1"], ["N2", "Nhóm Đông", "T2"]]),
}


def world_of(folder: Path, days: tuple[date, ...]) -> World:
    world = World.empty(folder)
    for day in days:
        villages, groups = REGISTERS[day]
        world.load("village", [["Mã thôn", "Tên thôn"], *villages], day)
        world.load(
            "group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], *([c, n, "Thôn", v] for c, n, v in groups)], day
        )
    return world


def households(world: World, day: date) -> Outcome:
    return world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "A", "Thôn Đông"]], day)


@pytest.mark.parametrize("days", [(OLD, NEW), (NEW, OLD)])
@pytest.mark.parametrize(("day", "village"), [(BETWEEN, "T1"), (NEW, "T2"), (BEFORE, "T1")])
def test_a_village_is_the_one_that_bore_the_name_that_day(
    tmp_path: Path, days: tuple[date, ...], day: date, village: str
) -> None:
    outcome = households(world_of(tmp_path, days), day)
    assert [scope.scope for scope in outcome.scopes] == [village]


def test_before_the_first_register_that_is_said(tmp_path: Path) -> None:
    world = world_of(tmp_path, (OLD,))
    said = {problem.code: problem.message for problem in households(world, BEFORE).problems}
    assert "01/01/2023" in said["before_first_register"]
    assert "before_first_register" not in {problem.code for problem in households(world, OLD).problems}


def test_a_group_and_a_day_that_only_the_rows_name(tmp_path: Path) -> None:
    """The column of days is known when the rows are read: they are read by the register of that day all the same."""
    world = world_of(tmp_path, (NEW, OLD))
    rows = [["Nhóm", "Ngày chốt", "Tên hiển thị"], ["Nhóm Đông", "30/6/2024", "a"]]
    outcome = world.load("membership", rows, None)  # type: ignore[arg-type]
    assert outcome.as_of == BETWEEN and [scope.scope for scope in outcome.scopes] == ["N1"]


@pytest.mark.parametrize(
    ("begin", "end", "code"),
    [
        ("15/6/2024", "14/6/2024", "suspension_backwards"),
        ("15/6/2024", "15/6/2024", None),
        ("09/6/2024", "15/6/2024", "suspended_before_received"),
        ("10/6/2024", "15/6/2024", None),
        ("09/6/2024", "", "suspended_before_received"),
    ],
)
def test_a_suspension_that_cannot_be_is_told_in_its_row(tmp_path: Path, begin: str, end: str, code: str | None) -> None:
    header = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Tạm đình chỉ từ", "Tạm đình chỉ đến"]
    world = World.empty(tmp_path).with_villages_and_groups()
    outcome = world.load(
        "case", [header, ["TB1", "Phản ánh", "10/6/2024", "20/6/2024", begin, end]], date(2024, 12, 31)
    )
    found = [(problem.code, problem.row, problem.severity) for problem in outcome.problems if "suspen" in problem.code]
    assert found == ([(code, 2, "warning")] if code else [])
    assert outcome.accepted == 1
