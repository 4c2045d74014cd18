"""One fact that a person types: it changes one entry from its day on, a later list rules again, and nothing else moves with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.access.acting import acting_as
from kpi.access.roles import Role
from kpi.access.user import User
from kpi.answers.question import observation_days
from kpi.domain.datasets import BUSINESS, CASE, HOUSEHOLD, INSTITUTION, Dataset
from kpi.domain.errors import UserError
from kpi.ingest.loading.outcome import Outcome
from kpi.measures.flows import case_files, log_ends
from kpi.operations.typing import note_change, note_household
from kpi.operations.undo import undo
from kpi.operations.verify import verify
from tests.worlds import World, made_once

JUNE, JULY, AUGUST = date(2024, 6, 30), date(2024, 7, 5), date(2024, 8, 1)
NOW = datetime(2024, 9, 1, 8)
HOUSEHOLDS = [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại"], ["HG-12", "Lê Văn An", "T1", "0912000001"],
              ["HG-13", "Trần Thị Bé", "T1", "0912000002"], ["HG-14", "Lê Văn An", "T2", "0912000003"]]  # fmt: skip
MEMBERS = [["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Mã đơn vị / MST"], ["N1", "1", "An", "HG-12", ""],
           ["N1", "2", "Be", "HG-13", "TH1"]]  # fmt: skip
CASES = [["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong", "Trạng thái"],
         ["TB-17", "Phản ánh", "20/6/2024 08:30", "10/7/2024", "", "Đang xử lý"],
         ["TB-18", "Phản ánh", "21/6/2024", "12/7/2024", "", ""]]  # fmt: skip
SCHOOLS = [["Mã đơn vị", "Tên đơn vị", "Loại", "Người đại diện", "Số điện thoại"],
           ["TH1", "Trường Tiểu học A", "Trường học", "Phạm Cũ", "0912000009"],
           ["TH2", "Trường Mầm non B", "Trường học", "Vũ Cả", ""]]  # fmt: skip
FIRMS = [["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Tình trạng"],
         ["2800000001", "Công ty TNHH A", "Công ty TNHH", "Đang hoạt động"],
         ["2800000002", "Công ty TNHH B", "Công ty TNHH", "Đang hoạt động"]]  # fmt: skip


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    made = World.empty(tmp_path / "world").with_villages_and_groups()
    for dataset, rows in (
        ("household", HOUSEHOLDS), ("institution", SCHOOLS), ("business", FIRMS), ("membership", MEMBERS), ("case", CASES)
    ):  # fmt: skip
        made.load(dataset, rows, JUNE)
    return made


def typed(world: World, dataset: Dataset, code: str, said: dict[str, str], day: date, **other: str) -> Outcome:
    world.clock += timedelta(hours=1)
    named = {"noted_by": "An", "reason": "Phiếu báo số 5", **other}
    return note_change(world.store, world.config, dataset, code, said, as_of=day, at=max(world.clock, NOW), **named)


def refused(world: World, *terms: object, **other: str) -> str:
    """The code of the refusal, which leaves nothing behind."""
    before = len(world.store.batches())
    with pytest.raises(UserError) as error:
        typed(world, *terms, **other)  # type: ignore[arg-type]
    assert len(world.store.batches()) == before
    return error.value.code


def take_back(world: World, batch: int | None) -> None:
    assert batch is not None
    undo(world.store, batch, undone_by="An", reason="nhầm", at=datetime(2025, 1, 1))


def households(world: World, day: date) -> int | None:
    return world.of("households", day).denominator


def state(world: World, code: str = "TB-17") -> tuple[date | None, bool | None]:
    (found,) = [one for one in case_files(world.store, world.config, datetime.max) if one.case.code == code]
    return found.closed_by(date.max), found.settlement.on_time


def test_a_household_moves_from_its_day_on_until_a_list_of_that_day_or_later(world: World) -> None:
    assert households(world, AUGUST) == 3
    outcome = typed(world, HOUSEHOLD, "hg 12", {"status": "Đã chuyển đi"}, JULY)
    assert (households(world, JULY - timedelta(days=1)), households(world, JULY), households(world, AUGUST)) == (
        3,
        2,
        2,
    )
    batch = world.store.batches()[-1]
    assert (batch.reason, batch.loaded_by, batch.complete, batch.accepted) == ("Phiếu báo số 5", "An", False, 1)
    assert observation_days(world.store)[-1] == JUNE  # no list of that day: of all else it says nothing
    assert refused(world, HOUSEHOLD, "HG-12", {"status": "Đã chuyển đi"}, AUGUST) == "nothing_new"
    # a list of an earlier day, loaded again with another head: the typed fact stands, and says nothing of the head
    again = [[*row[:1], "Lê Thị Em", *row[2:]] if row[0] == "HG-12" else row for row in HOUSEHOLDS]
    world.load("household", again, JUNE)
    assert households(world, AUGUST) == 2
    found = world.store.read("households_at", as_of=[AUGUST], known_at=datetime.max, households_left_out=["moved"])
    (row,) = [one for one in found if one["code"] == "HG-12"]
    assert (row["head_name"], row["phone"], row["resides"]) == ("Lê Thị Em", "0912000001", False)
    # back again: two facts of one entry, the later day's holds
    typed(world, HOUSEHOLD, "HG-12", {"status": "Đang cư trú"}, AUGUST)
    assert (households(world, JULY), households(world, AUGUST)) == (2, 3)
    # the list below is taken back: only who was typed would be left, and additions to no list make no register
    before = world.status(date(2024, 8, 31))
    last = world.load("household", HOUSEHOLDS, date(2024, 8, 31))
    assert households(world, date(2024, 8, 31)) == 3
    take_back(world, last.batch)
    assert world.status(date(2024, 8, 31)).indicators == before.indicators
    take_back(world, outcome.batch)
    assert (households(world, JULY), households(world, AUGUST)) == (3, 3)
    assert verify(world.store, world.config) == []


def test_what_cannot_be_so_is_refused(world: World) -> None:
    moved = {"status": "Đã chuyển đi"}
    assert refused(world, HOUSEHOLD, "HG-99", moved, JULY) == "not_listed"
    assert refused(world, HOUSEHOLD, "HG-12", moved, date(2024, 6, 1)) == "not_listed"  # no list by that day
    assert refused(world, HOUSEHOLD, "HG-12", moved, date(2024, 9, 2)) == "no_such_day"
    assert refused(world, HOUSEHOLD, "HG-12", moved, JULY, reason=" ") == "no_name"
    assert refused(world, HOUSEHOLD, "HG-12", moved, JULY, reason="anh An, 0912 345 678") == "never_stored"
    assert refused(world, HOUSEHOLD, "HG-12", {"status": "đi đâu đó"}, JULY) == "row_refused"
    assert refused(world, HOUSEHOLD, "HG-12", {"head_name": "Lê Thị Em"}, JULY) == "nothing_new"
    assert refused(world, CASE, "TB-17", {}, date(2024, 6, 19)) == "row_refused"  # before its receipt
    assert refused(world, INSTITUTION, "TH1", {"representative": "Đỗ Mới"}, JULY) == "no_phone"
    world.load("household", HOUSEHOLDS, AUGUST)
    assert refused(world, HOUSEHOLD, "HG-12", moved, JULY) == "newer_list"


def test_a_new_household_is_added_once_to_a_village_that_has_a_list(world: World) -> None:
    def note(on: date = JULY, /, **cells: str) -> str:
        said = {"head_name": "Ngô Văn Mới", "village": "Thôn 1", **cells}
        return note_household(world.store, world.config, said, as_of=on, noted_by="An", reason="Đơn số 7", at=NOW)

    assert note(code="HG-20") == "HG-20"
    proposed = note(head_name="Hồ Thị Hai", phone="0912000077")
    assert proposed not in {"HG-12", "HG-13", "HG-14", "HG-20"}
    assert (households(world, JUNE), households(world, JULY)) == (3, 5)
    for cells, code in (
        ({"code": "hg20"}, "code_taken"),
        ({"code": "HG-14"}, "code_taken"),
        ({"village": "Thôn 9"}, "row_refused"),
    ):
        with pytest.raises(UserError) as error:
            note(**cells)
        assert error.value.code == code
    with pytest.raises(UserError) as error:
        note(date(2024, 6, 1), code="HG-21")
    assert error.value.code == "no_register"
    # a register without codes that lists both again finds them
    typed(world, HOUSEHOLD, "HG-20", {"status": "Đã chuyển đi"}, AUGUST)
    assert (households(world, JULY), households(world, AUGUST)) == (5, 4)


def test_a_case_is_closed_by_what_was_typed_until_a_log_that_can_know_says_otherwise(world: World) -> None:
    assert state(world) == (None, None)
    outcome = typed(world, CASE, "tb17", {"outcome": "Đã giải quyết"}, JULY)
    assert state(world) == (JULY, True)
    # it is no log: how far logs speak, and what is known of others, stays
    assert log_ends(world.store, [AUGUST], datetime.max) == {AUGUST: JUNE}
    assert state(world, "TB-18") == (None, None)
    assert world.of("processed_reports", JULY).numerator == 1
    # the same log again is no news; a log of before that day cannot know of it, whenever it is loaded
    assert world.load("case", CASES, JUNE).loaded_before is not None
    assert state(world) == (JULY, True)
    early = world.load("case", CASES, date(2024, 7, 4))
    assert state(world) == (JULY, True)
    assert "typed_closed_reopens" not in {problem.code for problem in early.problems}
    # a correction of the day; then a log of that day or later rules again, and says that it does
    typed(world, CASE, "TB-17", {}, date(2024, 7, 11))
    assert state(world) == (date(2024, 7, 11), False)
    later = world.load("case", CASES, date(2024, 7, 31))
    assert "typed_closed_reopens" in {problem.code for problem in later.problems}
    assert state(world) == (None, False)
    take_back(world, later.batch)
    assert state(world) == (date(2024, 7, 11), False)
    take_back(world, world.store.batches()[-2].batch)
    assert state(world) == (JULY, True)
    take_back(world, outcome.batch)
    assert state(world) == (None, None)
    assert verify(world.store, world.config) == []


def test_a_typed_case_whose_logs_are_taken_back_counts_for_nothing(world: World) -> None:
    typed(world, CASE, "TB-17", {}, JULY)
    for batch in world.store.batches():
        if batch.dataset == "case" and not batch.reason:
            take_back(world, batch.batch)
    assert case_files(world.store, world.config, datetime.max) == []
    assert world.of("processed_reports", JULY).reason == "no_case_log"


def test_of_an_organisation_only_what_was_said_changes(world: World) -> None:
    def at(relation: str, code: str) -> dict[str, object]:
        rows = world.store.read(relation, as_of=[AUGUST], known_at=datetime.max)
        return next(row for row in rows if row["code"] == code)

    before, figures = at("institutions_at", "TH1"), world.of("institutions", AUGUST)
    typed(world, INSTITUTION, "TH1", {"representative": "Đỗ Mới", "phone": "0912000055"}, JULY)
    assert at("institutions_at", "TH1") == {**before, "representative": "Đỗ Mới", "phone": "0912000055"}
    assert world.of("institutions", AUGUST).denominator == figures.denominator == 2
    typed(world, INSTITUTION, "TH2", {"representative": "Bùi Mới"}, JULY)  # it had no number that could mislead
    assert world.of("businesses", AUGUST).denominator == 2
    typed(world, BUSINESS, "2800000001", {"status": "Tạm ngừng"}, JULY)
    assert (world.of("businesses", JUNE).denominator, world.of("businesses", AUGUST).denominator) == (2, 1)


def test_the_police_type_reports_and_the_committee_nothing(world: World) -> None:
    moved = {"status": "Đã chuyển đi"}
    with acting_as(User.of("ca", "Công an xã", [Role.POLICE])):
        assert refused(world, HOUSEHOLD, "HG-12", moved, JULY) == "not_allowed"
        typed(world, CASE, "TB-17", {}, JULY)
    with acting_as(User.of("uv", "Ủy viên", [Role.COMMITTEE])):
        with pytest.raises(UserError) as error:
            typed(world, CASE, "TB-18", {}, JULY)
        assert error.value.code == "not_allowed"
