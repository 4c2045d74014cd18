"""Logs that number their reports each for itself must not put one book's reports in the place of another's."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from kpi.operations.undo import undo
from tests.worlds import World, made_once

HEADER: list[object] = ["Số vào sổ", "Loại tin", "Ngày nhận", "Hạn xử lý", "Ngày xong"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Five reports of 2024, numbered from 1."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("case", [HEADER, *book(date(2024, 3, 4))], date(2024, 12, 31))
    return world


def book(first: date, count: int = 5, *, open_ones: int = 0) -> list[list[object]]:
    days = [first + timedelta(days=9 * number) for number in range(count)]
    return [
        [
            number,
            "Phản ánh",
            day,
            day + timedelta(days=20),
            None if number > count - open_ones else day + timedelta(days=3),
        ]
        for number, day in enumerate(days, start=1)
    ]


def test_another_book_of_the_year_is_refused(world: World) -> None:
    """Its reports took the place of the first book's, and nobody was told."""
    with pytest.raises(UserError) as refused:
        world.load("case", [HEADER, *book(date(2024, 3, 6))], date(2024, 12, 31))
    assert (refused.value.code, refused.value.exit_code) == ("two_logs", 3)
    assert world.counts("processed_reports", date(2024, 12, 31)) == (5, 0, 5)
    named: list[list[object]] = [["PA-" + str(row[0]), *row[1:]] for row in book(date(2024, 3, 6))]
    world.load("case", [HEADER, *named], date(2024, 12, 31))
    assert world.counts("processed_reports", date(2024, 12, 31)) == (10, 0, 10)


def test_one_code_of_another_report_is_told_in_its_row(world: World) -> None:
    other: list[object] = [5, "Phản ánh", date(2024, 9, 2), date(2024, 9, 22), None]
    outcome = world.load("case", [HEADER, *book(date(2024, 3, 4), 4), other], date(2024, 12, 31))
    assert [(one.row, one.code) for one in outcome.problems if one.severity == "warning"] == [(6, "another_report")]


def test_a_log_that_grows_and_mends_its_days_is_one(world: World) -> None:
    """The day of sending instead of that of receipt: deadline and closing are the same, so that it is the same report."""
    sent, received = book(date(2024, 3, 3)), book(date(2024, 3, 4), 7)
    rows: list[list[object]] = [[*received[place][:2], one[2], *received[place][3:]] for place, one in enumerate(sent)]
    outcome = world.load("case", [HEADER, *rows, *received[5:]], date(2024, 12, 31))
    assert (outcome.accepted, [one.code for one in outcome.problems]) == (7, [])


def test_numbers_that_begin_anew_each_year_are_read_with_their_year(world: World) -> None:
    day = date(2025, 3, 31)
    first = world.load("case", [HEADER, *book(date(2025, 1, 6), 4, open_ones=1)], day)
    assert "numbered_by_year" in [one.code for one in first.problems]
    assert world.counts("processed_reports", date(2024, 12, 31)) == (5, 0, 5)
    again = world.load("case", [HEADER, *book(date(2025, 1, 6), 6)], day)
    assert again.accepted == 6
    assert world.counts("processed_reports", day) == (6, 0, 6)
    assert {row["code"] for row in world.store.read("case_codes", known_at=world.clock)} >= {"1", "1/2025", "4/2025"}


def log(month: int, *numbers: int, kind: str = "Phản ánh", due: date | None = None) -> list[list[object]]:
    """Reports of 2024, each on days of its own but for the deadline, where one is given."""
    days = [date(2024, month, 2 * number) for number in numbers]
    return [
        [number, kind, day, due or day + timedelta(days=12), day + timedelta(days=3)]
        for number, day in zip(numbers, days, strict=True)
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (log(1, 1, 2), log(2, 1, 2)),
        (log(2, *range(1, 7), kind="Tố giác", due=date(2024, 4, 1)), log(3, *range(1, 7), due=date(2024, 4, 1))),
        (
            [[*row[:4], date(2024, 3, 8)] for row in log(2, 1, 2, 3, 4)],
            [[*row[:4], date(2024, 3, 8 if row[0] in (2, 3) else 20)] for row in log(3, 1, 2, 3, 4)],
        ),
    ],
    ids=["each month two", "one deadline, two kinds", "one day of closing"],
)
def test_a_small_book_and_one_with_a_common_day_are_other_books_too(
    tmp_path: Path, first: list[list[object]], second: list[list[object]]
) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("case", [HEADER, *first], date(2024, 4, 30))
    with pytest.raises(UserError) as refused:
        world.load("case", [HEADER, *second], date(2024, 4, 30))
    assert refused.value.code == "two_logs"
    world.load("case", [HEADER, *([f"B-{row[0]}", *row[1:]] for row in second)], date(2024, 4, 30))
    assert world.of("processed_reports", date(2024, 4, 30)).denominator == len(first) + len(second)


def test_another_kind_on_the_same_days_is_another_book(tmp_path: Path) -> None:
    """It was told in the rows alone. Codes that name their book stay with it when its kind is mended, and say so."""
    for number, (prefix, refuses) in enumerate((("", True), ("TB-", False))):
        world = World.empty(tmp_path / str(number)).with_villages_and_groups()
        first, second = (
            [[f"{prefix}{row[0]}", *row[1:]] for row in log(3, 1, 2, kind=kind)] for kind in ("Tố giác", "Phản ánh")
        )
        world.load("case", [HEADER, *first], date(2024, 3, 31))
        if refuses:
            with pytest.raises(UserError) as refused:
                world.load("case", [HEADER, *second], date(2024, 3, 31))
            assert refused.value.code == "two_logs"
            continue
        outcome = world.load("case", [HEADER, *second], date(2024, 3, 31))
        assert [(one.row, one.code) for one in outcome.problems] == [(2, "another_report"), (3, "another_report")]


OF_VILLAGES: list[object] = ["Số vào sổ", "Loại tin", "Thôn", "Ngày nhận", "Ngày xong"]


@pytest.mark.parametrize("closed", [None, date(2024, 3, 9)], ids=["open", "closed"])
def test_books_of_two_villages_on_the_same_days_are_two(tmp_path: Path, closed: date | None) -> None:
    """The second village's reports took the place of the first one's."""
    world = World.empty(tmp_path).with_villages_and_groups()
    first, second = (
        [[number, "Phản ánh", village, date(2024, 3, day), closed] for number, day in ((1, 2), (2, 5))]
        for village in ("T1", "T2")
    )
    world.load("case", [OF_VILLAGES, *first], date(2024, 4, 30))
    with pytest.raises(UserError) as refused:
        world.load("case", [OF_VILLAGES, *second], date(2024, 4, 30))
    assert refused.value.code == "two_logs" and "thôn" in (refused.value.found or "")
    world.load("case", [OF_VILLAGES, *([f"B{row[0]}", *row[1:]] for row in second)], date(2024, 4, 30))
    assert len(world.store.read("case_codes", known_at=world.clock)) == 4


def test_a_village_that_is_mended_is_told_in_its_row(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [[number, "Phản ánh", "T1", date(2024, 3, number), None] for number in range(1, 8)]
    world.load("case", [OF_VILLAGES, *rows], date(2024, 4, 30))
    rows[4][2] = "T2"
    outcome = world.load("case", [OF_VILLAGES, *rows], date(2024, 4, 30))
    assert [(one.row, one.code) for one in outcome.problems] == [(6, "another_report")]


@pytest.mark.parametrize("new", [1, 2, 4])
@pytest.mark.parametrize("closed", [None, date(2025, 1, 3)], ids=["still open", "closed meanwhile"])
def test_a_small_log_newest_first_over_new_year_counts_no_report_twice(
    tmp_path: Path, new: int, closed: date | None
) -> None:
    """Number 1 is read with its year, and last year's report stands under another number now."""
    world = World.empty(tmp_path).with_villages_and_groups()
    old = [1, "Phản ánh", "T1", date(2024, 12, 20), None]
    world.load("case", [OF_VILLAGES, old], date(2024, 12, 31))
    anew = [[at, "Phản ánh", "T1", date(2025, 1, 20 - at), None] for at in range(1, new + 1)]
    with pytest.raises(UserError) as refused:
        world.load("case", [OF_VILLAGES, *anew, [new + 1, *old[1:-1], closed]], date(2025, 1, 31))
    assert refused.value.code == "numbers_moved"
    world.load("case", [OF_VILLAGES, *anew], date(2025, 1, 31))
    assert len(world.store.read("case_codes", known_at=world.clock)) == 1 + new


def test_a_year_begins_with_few_numbers(world: World) -> None:
    """The first two reports of a year took the place of two of the year before, in a year that was reported already."""
    january, march = book(date(2025, 1, 6), 2), book(date(2025, 1, 6), 5)
    world.load("case", [HEADER, *january], date(2025, 1, 31))
    assert world.counts("processed_reports", date(2024, 12, 31)) == (5, 0, 5)
    world.load("case", [HEADER, *march], date(2025, 3, 31))
    assert world.counts("processed_reports", date(2024, 12, 31)) == (5, 0, 5)
    assert world.counts("processed_reports", date(2025, 3, 31)) == (5, 0, 5)


def test_numbers_that_moved_are_neither_another_book_nor_counted_twice(world: World) -> None:
    """A log sorted newest first, one with a number in front, and one with a row taken out."""
    moved = [[number, *row[1:]] for number, row in enumerate(reversed(book(date(2024, 3, 4), 6)), start=1)]
    for rows in (moved, [[f"TB-{row[0]}", *row[1:]] for row in moved], [[4, *book(date(2024, 3, 4))[4][1:]]]):
        with pytest.raises(UserError) as refused:
            world.load("case", [HEADER, *rows], date(2024, 12, 31))
        assert refused.value.code == "numbers_moved"
    undo(world.store, world.store.batches()[-1].batch, undone_by="Thư", reason="", at=world.clock)
    world.load("case", [HEADER, *moved], date(2024, 12, 31))
    assert world.counts("processed_reports", date(2024, 12, 31)) == (6, 0, 6)
