"""Running numbers that stand for the codes of a log: it is recognised at once, and no other log's reports ever take their place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from kpi.ingest.loading.outcome import Outcome
from tests.worlds import World, made_once, write_csv

TITLE = "SỔ THEO DÕI PHẢN ÁNH CỦA CÔNG DÂN"
HEADER = ["STT", "Ngày tiếp nhận", "Nội dung", "Hạn xử lý", "Ngày xử lý xong"]
DAY = date(2024, 6, 30)
Report = tuple[date, date | None]
MARCH: list[Report] = [
    (date(2024, 3, 2), date(2024, 3, 9)), (date(2024, 3, 5), None), (date(2024, 3, 5), None), (date(2024, 3, 11), None),
]  # fmt: skip


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def written(reports: Sequence[Report], *, first: int = 1, due: int = 20) -> list[list[object]]:
    def day(one: date | None) -> str:
        return "" if one is None else one.strftime("%d/%m/%Y")

    return [
        [number, day(received), f"Tiếng ồn lúc đêm, lần {number}", day(received + timedelta(days=due)), day(closed)]
        for number, (received, closed) in enumerate(reports, start=first)
    ]


def loaded(
    world: World,
    rows: Sequence[Sequence[object]],
    *,
    header: Sequence[str] = HEADER,
    as_of: date = DAY,
    title: str = TITLE,
) -> Outcome:
    """What became of a log of which nobody says what it is."""
    world.files, world.clock = world.files + 1, world.clock + timedelta(hours=1)
    path = write_csv(world.folder / f"so-{world.files}.csv", [[title], header, *rows])
    return load(world.store, world.config, [Source(path, as_of=as_of)], known_at=world.clock, loaded_by="test")[0]


def refused(world: World, rows: Sequence[Sequence[object]], **said: object) -> str:
    before = codes(world)
    with pytest.raises(UserError) as fault:
        loaded(world, rows, **said)  # type: ignore[arg-type]
    assert codes(world) == before
    return fault.value.code


def codes(world: World) -> set[str]:
    return {row["code"] for row in world.store.read("case_codes", known_at=world.clock)}


def test_a_log_whose_only_code_is_its_running_number_is_recognised_and_says_so(world: World) -> None:
    outcome = loaded(world, written(MARCH))
    assert (outcome.dataset, outcome.accepted, codes(world)) == ("case", 4, {"1", "2", "3", "4"})
    assert "numbers_for_codes" in [one.code for one in outcome.problems if one.severity == "warning"]


def test_the_same_log_grown_and_the_one_of_the_next_year_are_read_on(world: World) -> None:
    loaded(world, written(MARCH))
    grown: list[Report] = [MARCH[0], (date(2024, 3, 5), date(2024, 3, 20)), *MARCH[2:], (date(2024, 4, 2), None)]
    assert loaded(world, written(grown)).accepted == 5
    assert world.counts("processed_reports", DAY)[2] == 5
    january: list[Report] = [(date(2025, 1, 2), None), (date(2025, 1, 6), None)]
    loaded(world, written(january), as_of=date(2025, 1, 31))
    loaded(world, written([*january, (date(2025, 2, 3), None)]), as_of=date(2025, 2, 28))
    assert codes(world) == {"1", "2", "3", "4", "5", "1/2025", "2/2025", "3/2025"}


@pytest.mark.parametrize(
    "second",
    [
        written([(date(2024, 4, 2), None), (date(2024, 4, 5), None)]),  # another month's, from 1 on
        written(MARCH[:2]),  # the same days, but not all of them
        written([*MARCH[:3], (date(2024, 3, 11), None)], due=15),  # other deadlines
        written([(date(2024, 3, 2), date(2024, 3, 8)), *MARCH[1:]]),  # one closing
        written([(date(2024, 3, 2), None), *MARCH[1:]]),  # one that is open again
        written([*MARCH[:3], (date(2024, 3, 12), None)]),  # one day of receipt
    ],
    ids=["month", "fewer", "deadlines", "closing", "reopened", "receipt"],
)
def test_another_log_that_begins_at_one_is_refused(world: World, second: list[list[object]]) -> None:
    loaded(world, written(MARCH))
    assert refused(world, second) == "two_logs"


def test_the_same_reports_under_codes_and_under_running_numbers_count_once(world: World, tmp_path: Path) -> None:
    """In whatever order both logs come, also where a report was closed in between."""
    later = [(received, closed or date(2024, 4, 1)) for received, closed in MARCH]
    coded = [[f"PA-{row[0]}", *row[1:]] for row in written(later)]
    header = ["Mã phản ánh", *HEADER[1:]]
    loaded(world, written(MARCH))
    assert refused(world, coded, header=header) == "numbers_moved"
    other = World.empty(tmp_path / "other").with_villages_and_groups()
    loaded(other, [[f"PA-{row[0]}", *row[1:]] for row in written(MARCH)], header=header)
    assert refused(other, written(later)) == "numbers_moved"


def test_a_report_under_a_code_and_under_a_running_number_of_a_longer_log_is_told(world: World) -> None:
    """Where they are few of its reports, it counted twice and nobody was told."""
    coded = [[f"PA-{row[0]}", *row[1:]] for row in written(MARCH[:1])]
    loaded(world, coded, header=["Mã phản ánh", *HEADER[1:]])
    later: list[Report] = [(date(2024, 3, 20 + n), None) for n in range(5)]
    outcome = loaded(world, written([MARCH[0], *later]))
    assert [(one.row, one.severity) for one in outcome.problems if one.code == "number_moved"] == [(3, "warning")]


def test_a_village_s_own_book_is_not_another_village_s_on_the_same_days(world: World) -> None:
    """Only their titles tell them apart."""
    loaded(world, written(MARCH), title=f"{TITLE} THÔN 1")
    assert refused(world, written([*MARCH, (date(2024, 4, 2), None)]), title=f"{TITLE} THÔN 2") == "two_logs"


@pytest.mark.parametrize(
    "beside", [("Kênh", "Zalo", "Điện thoại"), ("Thôn", "T1", "T2"), ("Loại tin", "Phản ánh", "Kiến nghị")]
)
def test_a_book_that_differs_in_another_column_is_another_one(world: World, beside: tuple[str, str, str]) -> None:
    name, own, other = beside
    header = [*HEADER, name]
    loaded(world, [[*row, own] for row in written(MARCH)], header=header)
    assert refused(world, [[*row, other] for row in written(MARCH)], header=header) == "two_logs"
    assert (
        loaded(world, [[*row, own] for row in written([*MARCH, (date(2024, 4, 2), None)])], header=header).accepted == 5
    )


@pytest.mark.parametrize(
    "rows",
    [
        written(MARCH[::-1]),  # newest first: the numbers move as it grows
        [*written(MARCH[:2]), *written(MARCH[2:])],  # they begin again
        [*written(MARCH[:2]), *written(MARCH[2:], first=5)],  # one is lacking
        [*written(MARCH[:3]), ["", *written(MARCH)[3][1:]]],  # a report without one
    ],
    ids=["newest first", "again", "gap", "blank"],
)
def test_numbers_that_may_move_are_asked_about(world: World, rows: list[list[object]]) -> None:
    assert refused(world, rows) == "not_recognised"


def test_beside_a_column_that_may_hold_the_codes_it_is_asked_which_one_does(world: World) -> None:
    header, rows = [*HEADER, "Dấu hiệu"], [[*row, f"TB-0{row[0]}"] for row in written(MARCH)]
    assert refused(world, rows, header=header) == "not_recognised"


def test_a_list_with_days_that_is_no_log_stays_what_it_is(world: World) -> None:
    rows = [[1, "02/03/2024", "Bàn ghế"], [2, "05/03/2024", "Loa"]]
    assert refused(world, rows, header=["STT", "Ngày nhận", "Tên tài sản"]) == "not_recognised"


DAYS = st.lists(st.integers(0, 6), min_size=1, max_size=5).map(
    lambda steps: [date(2024, 3, 1 + sum(steps[:at])) for at in range(1, len(steps) + 1)]
)


@settings(max_examples=20)
@given(first=DAYS, second=DAYS)
def test_of_two_logs_that_begin_at_one_no_report_vanishes(
    tmp_path_factory: pytest.TempPathFactory, first: list[date], second: list[date]
) -> None:
    """The second is refused, or it is the first one, grown: all of its days stand there at the same numbers."""
    world = World.empty(tmp_path_factory.mktemp("logs")).with_villages_and_groups()
    loaded(world, written([(day, None) for day in first]))
    rows = written([(day, None) for day in second])
    if second[: len(first)] == first:
        loaded(world, rows)
        assert len(codes(world)) == len(second)
    else:
        assert refused(world, rows) in ("two_logs", "numbers_moved")
    assert all(before <= after for before, after in pairwise(second))
