"""A load is "already loaded" only while it is in force; whatever is noted gets a moment after all that is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from kpi.ingest.loading.load import Outcome, Source, load
from kpi.operations import undo
from kpi.review import decisions
from tests.worlds import World, write_csv

HEADER: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
RIGHT: Sequence[Sequence[object]] = [HEADER, *[[f"HG-{n}", f"Chủ {n}", "T1"] for n in (1, 2, 3)]]
WRONG: list[list[object]] = [HEADER, ["HG-1", "Chủ 1", "T1"]]
MEMBERS: list[list[object]] = [
    ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Tổng thành viên"],
    ["N1", "17", "zq a", "HG-1", 1],
]
DAY = date(2024, 6, 30)


def again(
    world: World, name: str, rows: Sequence[Sequence[object]], dataset: str = "household", as_of: date = DAY
) -> Outcome:
    """The same file each time, an hour after the load before."""
    world.clock += timedelta(hours=1)
    source = Source(write_csv(world.folder / name, rows), dataset, as_of)
    return load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")[0]


def test_the_right_list_loaded_again_after_a_wrong_one_of_its_day_speaks_again(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    again(world, "right.csv", RIGHT)
    world.load("membership", MEMBERS, DAY)
    again(world, "wrong.csv", WRONG)
    assert world.counts("households", DAY) == (1, 0, 1)
    assert again(world, "right.csv", RIGHT).loaded_before is None
    assert world.counts("households", DAY) == (1, 0, 3)
    assert again(world, "right.csv", RIGHT).loaded_before == 6


def test_a_list_of_another_day_puts_none_out_of_force(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    first = again(world, "right.csv", RIGHT).batch
    for as_of in (date(2024, 5, 31), date(2024, 7, 31)):
        again(world, "other.csv", WRONG, as_of=as_of)
    assert again(world, "right.csv", RIGHT).loaded_before == first


def test_one_scope_out_of_force_is_enough(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    both = [*RIGHT, ["HG-9", "Chủ 9", "T2"]]
    again(world, "both.csv", both)
    again(world, "wrong.csv", WRONG)
    assert again(world, "both.csv", both).loaded_before is None


def test_a_wrong_list_that_was_taken_back_puts_none_out_of_force(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    first = again(world, "right.csv", RIGHT).batch
    wrong = again(world, "wrong.csv", WRONG).batch
    assert wrong is not None
    undo.undo(world.store, wrong, undone_by="t", reason="x", at=world.clock)
    assert again(world, "right.csv", RIGHT).loaded_before == first


def test_a_log_is_in_force_while_no_later_log_holds_one_of_its_codes(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    header: list[object] = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"]
    log: Sequence[Sequence[object]] = [header, ["C1", "Phản ánh", "01/6/2024", "20/6/2024", "15/6/2024"]]
    first = again(world, "log.csv", log, "case").batch
    other: Sequence[Sequence[object]] = [header, ["C2", "Phản ánh", "01/6/2024", "20/6/2024", ""]]
    again(world, "other.csv", other, "case")
    assert again(world, "log.csv", log, "case").loaded_before == first
    wrong: Sequence[Sequence[object]] = [header, ["C1", "Phản ánh", "01/6/2024", "20/6/2024", ""]]
    again(world, "wrong.csv", wrong, "case", date(2024, 7, 31))
    assert world.counts("processed_reports", DAY) == (0, 0, 2)
    assert again(world, "log.csv", log, "case").loaded_before is None
    assert world.counts("processed_reports", DAY) == (1, 0, 2)


def test_an_earlier_moment_is_moved_after_all_that_is_known_and_that_is_said(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("membership", MEMBERS, DAY)
    world.load("household", WRONG, DAY)
    before, figures = world.clock, world.status(DAY, world.clock).indicators
    world.clock = datetime(2020, 1, 1)
    outcome = world.load("household", RIGHT, DAY)
    assert "moment_moved" in [problem.code for problem in outcome.problems]
    assert world.store.batches()[-1].known_at == before + timedelta(microseconds=1)
    assert world.status(DAY, before).indicators == figures
    assert world.counts("households", DAY) == (1, 0, 3)


def test_moments_grow_within_a_second_and_when_the_clock_goes_back(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("household", RIGHT, DAY)
    world.load("membership", MEMBERS, DAY)
    at = world.clock
    decisions.decide(
        world.store, world.config, [decisions.Saying("uid:17", "HG-2", True)], reason="x", decided_by="t", at=at
    )
    moments = [at, world.store.newest_known_at()]
    for clock in (at, at - timedelta(days=1)):
        undo.undo(world.store, 4, undone_by="t", reason="x", at=clock)
        moments.append(world.store.newest_known_at())
        undo.redo(world.store, 4, redone_by="t", reason="x", at=clock)
        moments.append(world.store.newest_known_at())
    world.clock = at - timedelta(hours=1)
    world.load("household", WRONG, DAY)
    moments.append(world.store.newest_known_at())
    assert moments == sorted(set(moments))  # type: ignore[type-var]


def test_lists_of_one_command_may_share_a_moment(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    files = {"household": RIGHT, "membership": MEMBERS}
    sources = [Source(write_csv(tmp_path / f"{name}.csv", rows), name, DAY) for name, rows in files.items()]
    load(world.store, world.config, sources, known_at=world.clock, loaded_by="test")
    assert {batch.known_at for batch in world.store.batches()[2:]} == {world.clock + timedelta(microseconds=1)}
