"""Two sheets of one file that speak of one village, group or register on one day stand together: none takes the other's away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from tests.worlds import World, made_once

DAY, LATER = date(2024, 1, 1), date(2024, 2, 1)
HOUSEHOLDS: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
MEMBERS: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def load_book(world: World, day: date, *sheets: Sequence[Sequence[object]]) -> list[Outcome]:
    """A workbook of which nobody says whether it adds or replaces."""
    world.files += 1
    path = world.folder / f"{world.files}.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for number, rows in enumerate(sheets, start=1):
            page = book.add_worksheet(f"Tờ {number}")
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
    return load(world.store, world.config, [Source(path, as_of=day)], known_at=world.clock, loaded_by="test")


def households(*numbers: int) -> list[list[object]]:
    rows: list[list[object]] = [[f"H{n}", f"Chủ hộ {n}", "T1"] for n in numbers]
    return [HOUSEHOLDS, *rows]


def members(*numbers: int) -> list[list[object]]:
    rows: list[list[object]] = [["N1", str(n), f"tên {n}", f"H{n}"] for n in numbers]
    return [MEMBERS, *rows]


def test_a_register_and_a_group_on_two_sheets_are_whole(world: World) -> None:
    load_book(world, DAY, households(1, 2, 3, 4), households(4, 5, 6, 7))
    first, second = load_book(world, DAY, members(1, 2), members(2, 3))
    assert world.counts("households", DAY) == (3, 0, 7)
    assert (first.complete, second.complete) == (True, False)
    assert [problem.code for problem in second.problems if problem.severity == "warning"] == ["sheets_together"]


def test_the_next_book_replaces_both_sheets_and_asks_of_neither(world: World) -> None:
    load_book(world, DAY, households(1, 2, 3, 4), households(5, 6, 7, 8))
    load_book(world, LATER, households(1, 2, 3, 4), households(5, 6, 9))
    load_book(world, LATER, members(1, 7, 9))
    assert world.counts("households", LATER) == (2, 0, 7)


def test_a_book_loaded_twice_is_loaded_already(world: World) -> None:
    batches = [outcome.batch for outcome in load_book(world, DAY, households(1, 2), households(3))]
    source = Source(world.folder / f"{world.files}.xlsx", as_of=DAY)
    again = load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")
    assert [outcome.loaded_before for outcome in again] == batches


def test_a_register_of_the_commune_on_two_sheets_is_whole(world: World) -> None:
    header: list[object] = ["Mã số thuế", "Tên doanh nghiệp", "Loại hình"]
    firms: list[list[object]] = [[f"240000000{n}", f"Công ty {n}", "Công ty TNHH"] for n in range(9)]
    load_book(world, DAY, [header, *firms[:5]], [header, *firms[5:]])
    load_book(world, LATER, [header, *firms[:5]], [header, *firms[5:]])
    world.load("membership", members(1), LATER)
    assert world.of("businesses", LATER).denominator == 9


def test_two_sheets_of_a_log_are_two_logs(world: World) -> None:
    header: list[object] = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"]
    opened: list[object] = ["P1", "Phản ánh", "05/01/2024", "15/01/2024", ""]
    first, second = load_book(world, LATER, [header, opened], [header, [*opened[:4], "14/01/2024"]])
    assert (first.problems, second.problems, second.complete) == ([], [], True)
    assert world.counts("processed_reports", LATER) == (1, 0, 1)


def test_sheets_of_a_log_that_number_each_for_itself_are_refused(world: World) -> None:
    """One number of another report is enough: sheets of one file are no versions of each other."""
    header: list[object] = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"]
    months = [[[n, "Phản ánh", f"0{n}/{month}/2024", f"2{n}/{month}/2024", ""] for n in (1, 2)] for month in (1, 2)]
    with pytest.raises(UserError) as refused:
        load_book(world, LATER, [header, *months[0]], [header, months[0][0], months[1][1]])
    assert refused.value.code == "two_logs"
