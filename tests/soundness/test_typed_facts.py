"""One fact that a person types: it changes one entry from its day on, a later list rules again, and nothing else moves with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from kpi.access.acting import acting_as
from kpi.access.roles import Role
from kpi.access.user import User
from kpi.answers.lists import sources
from kpi.answers.progress import list_days
from kpi.answers.question import observation_days
from kpi.cli import cli
from kpi.domain.datasets import BUSINESS, CASE, HOUSEHOLD, INSTITUTION, STRUCK_OUT, Dataset
from kpi.domain.errors import UserError
from kpi.ingest.loading.outcome import Outcome
from kpi.measures.flows import case_files, log_ends
from kpi.operations.forgetting import forget, holding
from kpi.operations.simulated import remove_simulated
from kpi.operations.typing import note_change, note_household
from kpi.operations.undo import undo
from kpi.operations.verify import verify
from kpi.reports.content import sentences, tables
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.secrecy import secrecy_warnings
from kpi.snapshots.notes import write
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


def households(world: World, *days: date) -> list[int | None]:
    return [found.denominator for found in world.over("households", *days)]


def state(world: World, code: str = "TB-17") -> tuple[date | None, bool | None]:
    (found,) = [one for one in case_files(world.store, world.config, datetime.max) if one.case.code == code]
    return found.closed_by(date.max), found.settlement.on_time


def test_a_household_moves_from_its_day_on_until_a_list_of_that_day_or_later(world: World) -> None:
    assert households(world, AUGUST) == [3]
    outcome = typed(world, HOUSEHOLD, "hg 12", {"status": "Đã chuyển đi"}, JULY)
    assert households(world, JULY - timedelta(days=1), JULY, AUGUST) == [3, 2, 2]
    batch = world.store.batches()[-1]
    assert (batch.reason, batch.loaded_by, batch.complete, batch.accepted) == ("Phiếu báo số 5", "An", False, 1)
    assert observation_days(world.store)[-1] == JUNE  # no list of that day: of all else it says nothing
    assert refused(world, HOUSEHOLD, "HG-12", {"status": "Đã chuyển đi"}, AUGUST) == "nothing_new"
    # a list of an earlier day, loaded again with another head: the typed fact stands, and says nothing of the head
    again = [[*row[:1], "Lê Thị Em", *row[2:]] if row[0] == "HG-12" else row for row in HOUSEHOLDS]
    world.load("household", again, JUNE)
    assert households(world, AUGUST) == [2]
    found = world.store.read("households_at", as_of=[AUGUST], known_at=datetime.max, households_left_out=["moved"])
    (row,) = [one for one in found if one["code"] == "HG-12"]
    assert (row["head_name"], row["phone"], row["resides"]) == ("Lê Thị Em", "0912000001", False)
    # back again: two facts of one entry, the later day's holds
    typed(world, HOUSEHOLD, "HG-12", {"status": "Đang cư trú"}, AUGUST)
    assert households(world, JULY, AUGUST) == [2, 3]
    # the list below is taken back: only who was typed would be left, and additions to no list make no register
    before = world.status(date(2024, 8, 31))
    last = world.load("household", HOUSEHOLDS, date(2024, 8, 31))
    assert households(world, date(2024, 8, 31)) == [3]
    take_back(world, last.batch)
    assert world.status(date(2024, 8, 31)).indicators == before.indicators
    take_back(world, outcome.batch)
    assert households(world, JULY, AUGUST) == [3, 3]
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
    assert refused(world, CASE, "TB-17", {}, date(2024, 6, 19)) == "open_by_log"  # before its receipt
    assert refused(world, INSTITUTION, "TH1", {"representative": "Đỗ Mới"}, JULY) == "no_phone"
    world.load("household", HOUSEHOLDS, AUGUST)
    assert refused(world, HOUSEHOLD, "HG-12", moved, JULY) == "newer_list"


def test_a_new_household_is_added_once_to_a_village_that_has_a_list(world: World) -> None:
    def note(on: date = JULY, /, **cells: str) -> str:
        said = {"head_name": "Ngô Văn Mới", "village": "Thôn 1", **cells}
        return note_household(world.store, world.config, said, as_of=on, noted_by="An", reason="Đơn số 7", at=NOW).told

    assert note(code="HG-20") == "HG-20"
    proposed = note(head_name="Hồ Thị Hai", phone="0912000077")
    assert proposed not in {"HG-12", "HG-13", "HG-14", "HG-20"}
    assert households(world, JUNE, JULY) == [3, 5]
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
    assert households(world, JULY, AUGUST) == [5, 4]


def test_a_case_is_closed_by_what_was_typed_until_a_log_that_can_know_says_otherwise(world: World) -> None:
    assert state(world) == (None, None)
    outcome = typed(world, CASE, "tb17", {"outcome": "Đã giải quyết"}, JULY)
    assert state(world) == (JULY, True)
    # it is no log: how far logs speak, and what is known of others, stays
    assert log_ends(world.store, [AUGUST], datetime.max) == {AUGUST: JUNE}
    assert list_days(world.store, world.config, AUGUST)["processed_reports"].log_until == JUNE
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
    log = [
        CASES[0],
        ["TB-30", "Phản ánh", "20/6/2024", "5/7/2024", "", ""],
        ["TB-31", "Phản ánh", "20/6/2024", "", "21/6/2024", ""],
    ]
    world.load("case", log, JUNE)
    # what its log says itself nobody types over: that it is closed, or open on a later day
    assert refused(world, CASE, "TB-31", {}, JULY) == "closed_by_log"
    assert refused(world, CASE, "TB-30", {}, date(2024, 6, 25)) == "open_by_log"
    # a log that knows of the closing counts, also one of an earlier day; it says where it differs from what was typed
    typed(world, CASE, "TB-30", {}, date(2024, 7, 6))
    assert state(world, "TB-30") == (date(2024, 7, 6), False)
    early = world.load(
        "case", [CASES[0], ["TB-30", "Phản ánh", "20/6/2024", "5/7/2024", "3/7/2024", ""]], date(2024, 7, 4)
    )
    assert state(world, "TB-30") == (date(2024, 7, 3), True)
    assert "typed_closed_otherwise" in {problem.code for problem in early.problems}
    typed(world, CASE, "TB-17", {}, JULY)
    for batch in world.store.batches():
        if batch.dataset == "case" and not batch.reason:
            take_back(world, batch.batch)
    assert case_files(world.store, world.config, datetime.max) == []
    codes = {row["code"] for row in world.store.read("case_codes", known_at=datetime.max)}
    assert codes and all(code.startswith(STRUCK_OUT) for code in codes)  # facts are no logs: no number stays
    assert world.of("processed_reports", JULY).reason == "no_case_log"


def test_a_report_tells_what_was_typed_from_what_lists_say(world: World) -> None:
    typed(world, CASE, "TB-17", {}, JULY)
    typed(world, CASE, "TB-18", {}, date(2024, 7, 13))
    typed(world, HOUSEHOLD, "HG-12", {"status": "Tạm vắng"}, JULY)
    note = write(world.store, "Thăm gia đình ông Hồ Văn Ánh", date(2024, 7, 20), noted_by="An", at=NOW)
    world.load("household", [*HOUSEHOLDS, ["HG-40", "Hồ Văn Ánh", "T1", "0912000040"]], JUNE)
    report = gather(world.store, world.config, Order(date(2024, 7, 31), "month"))
    ends, *told = sentences.handling(report)
    assert (
        ends == "Sổ tin báo ghi đến ngày 30/6/2024; trong kỳ chưa có sổ mới, trừ 2 tin được nhập tay là đã xử lý xong."
    )
    assert "Từ đầu năm đến ngày 30/6/2024, tính cả 2 tin nhập tay xử lý xong sau ngày đó, có 2 tin" in " ".join(told)
    assert "Đến ngày 30/6/2024 và tính cả 2 tin nhập tay xử lý xong sau ngày đó, không có tin" in " ".join(told)
    assert "tính cả 2 tin nhập tay" in sentences.result(report, "processed_reports")
    names = [row[1] for row in tables.sources(report).rows]
    assert [names.count(one) for one in ("Sổ tin báo", "Sổ tin báo, nhập tay")] == [1, 2]
    assert "Sổ hộ: Thôn 1, nhập tay" in names
    # a note that leads to a citizen by a list that came later is told by its number only, and that it holds the report back
    assert "Ánh" not in " ".join(sentences.steering(report)) and f"Ghi chú số {note}" in " ".join(
        sentences.steering(report)
    )
    assert any(f"ghi chú {note}" in warning for warning in secrecy_warnings(report))


def test_of_an_organisation_only_what_was_said_changes(world: World) -> None:
    def at(relation: str, code: str) -> dict[str, object]:
        rows = world.store.read(relation, as_of=[AUGUST], known_at=datetime.max)
        return next(row for row in rows if row["code"] == code)

    before, figures = at("institutions_at", "TH1"), world.of("institutions", AUGUST)
    typed(world, INSTITUTION, "TH1", {"representative": "Đỗ Mới", "phone": "0912000055"}, JULY)
    assert at("institutions_at", "TH1") == {**before, "representative": "Đỗ Mới", "phone": "0912000055"}
    now = world.status(AUGUST)
    assert now.of("institutions").denominator == figures.denominator == now.of("businesses").denominator == 2
    typed(world, INSTITUTION, "TH2", {"representative": "Bùi Mới"}, JULY)  # it had no number that could mislead
    typed(world, BUSINESS, "2800000001", {"status": "Tạm ngừng"}, JULY)
    assert [found.denominator for found in world.over("businesses", JUNE, AUGUST)] == [2, 1]
    # a number is kept with the name whose it is, so that who is forgotten by it is forgotten there, too
    typed(world, INSTITUTION, "TH2", {"phone": "0912000066"}, AUGUST)
    world.load("membership", [[*MEMBERS[0], "Số điện thoại"], ["N1", "8", "Mới", "", "", "0912000066"]], AUGUST)
    facts = {one.batch for one in world.store.batches() if one.reason and one.dataset == "institution"}
    held = {row.batch for row in holding(world.store, world.config, "uid:8").held.rows if row.dataset == "institution"}
    assert len(facts - held) == 1 and len(held) == 2  # TH1's is another person's


def test_a_fact_says_nothing_of_an_entry_that_the_list_below_has_no_more(world: World) -> None:
    typed(world, HOUSEHOLD, "HG-12", {"status": "Tạm vắng"}, JULY)
    typed(world, INSTITUTION, "TH2", {"representative": "Bùi Mới"}, JULY)
    typed(world, BUSINESS, "2800000001", {"representative": "Bùi Hai"}, JULY)
    again = [world.load(dataset, [row for row in rows if row[0] not in ("HG-12", "TH2", "2800000001")], JUNE)
             for dataset, rows in (("household", HOUSEHOLDS), ("institution", SCHOOLS), ("business", FIRMS))]  # fmt: skip
    now = world.status(AUGUST)
    assert [now.of(one).denominator for one in ("households", "institutions", "businesses")] == [2, 1, 1]
    facts = {one.batch for one in world.store.batches() if one.reason}
    assert len(facts) == 3 and not facts & {one.batch for one in sources(world.store, world.config, AUGUST)}
    for one in again:
        take_back(world, one.batch)
    assert households(world, AUGUST) == [3]
    assert facts == {one.batch for one in sources(world.store, world.config, AUGUST) if one.typed}
    # a new household stands by its own fact; what was typed of it goes with it
    new = {"head_name": "Ngô Văn Mới", "village": "T1", "code": "HG-20"}
    note_household(
        world.store, world.config, new, as_of=JULY, noted_by="An", reason="Đơn số 7", at=datetime(2025, 2, 1)
    )
    added = world.store.batches()[-1].batch
    typed(world, HOUSEHOLD, "HG-20", {"status": "Tạm vắng"}, AUGUST)
    assert households(world, AUGUST) == [4]
    take_back(world, added)
    assert households(world, AUGUST) == [3]


def test_a_whole_list_that_ends_facts_says_of_which(world: World) -> None:
    def ended(outcome: Outcome) -> list[str]:
        return [problem.message for problem in outcome.problems if problem.code == "facts_ended"]

    typed(world, HOUSEHOLD, "HG-12", {"status": "Đã chuyển đi"}, JULY)
    typed(world, HOUSEHOLD, "HG-13", {"status": "Đã chuyển đi"}, JULY)
    assert not ended(world.load("household", HOUSEHOLDS, JUNE, adds=True))  # it stays below the facts
    told = [
        [*HOUSEHOLDS[0], "Tình trạng"],
        *([*row, "Đã chuyển đi" if row[0] == "HG-13" else ""] for row in HOUSEHOLDS[1:]),
    ]
    later = world.load("household", told, AUGUST)
    (message,) = ended(later)
    assert "HG-12" in message and "HG-13" not in message
    take_back(world, later.batch)
    # what a list would change is told of lists: a fact brings no entry back that the list has no more
    (change,) = [
        one for one in world.load("household", HOUSEHOLDS[:1] + HOUSEHOLDS[2:3], JUNE).scopes if one.scope == "T1"
    ]
    assert (change.before, change.after, change.newest_before, change.newest_after) == (2, 1, 2, 1)


def test_a_slip_can_be_typed_right_again_and_a_namesake_added_by_a_code(world: World) -> None:
    for status, left in (("Đã chuyển đi", 2), ("Đang cư trú", 3), ("Đã chuyển đi", 2)):
        typed(world, HOUSEHOLD, "HG-12", {"status": status}, JULY)
        assert households(world, AUGUST) == [left]

    def note(**cells: str) -> str:
        said = {"head_name": "Trần Thị Bé", "village": "T1", "phone": "0912000088", **cells}
        return note_household(
            world.store, world.config, said, as_of=JULY, noted_by="An", reason="Đơn số 7", at=NOW
        ).told

    for cells, code in (({}, "same_head"), ({"code": "HG-30", "status": "Tạm vắng"}, "new_with_state")):
        with pytest.raises(UserError) as error:
            note(**cells)
        assert error.value.code == code
    assert note(code="HG-30") == "HG-30"
    # of a household whose code another village has under another head only what was typed is weighed
    world.load("household", [HOUSEHOLDS[0], ["HG-13", "Ngô Thị Khác", "T2", ""]], date(2024, 7, 2))
    typed(world, HOUSEHOLD, "HG-13", {"status": "Tạm vắng"}, AUGUST)


def test_who_is_forgotten_is_forgotten_in_the_row_of_a_fact_and_his_name_still_points(world: World) -> None:
    listed = [["HG-15", "Lê Văn Ánh", "T1", "0912000011"], ["HG-16", "Hồ Thị Tư", "T1", ""]]
    members = [["N1", "9", "Ánh", "", "", "0912000011"], ["N1", "10", "Hồ Thị Tư", "", "", ""]]
    world.load("household", [*HOUSEHOLDS, *listed], JUNE)
    world.load("membership", [[*MEMBERS[0], "Số điện thoại"], *members], JUNE)
    fact = typed(world, HOUSEHOLD, "HG-15", {"status": "Tạm vắng"}, JULY).batch
    held = holding(world.store, world.config, "uid:9")
    assert ("household", fact) in {(row.dataset, row.batch) for row in held.held.rows}
    before = world.counts("households", AUGUST)
    assert before == (1, 1, 5)
    forget(
        world.store, world.config, holding(world.store, world.config, "uid:10"), reason="Đơn số 9", done_by="An", at=NOW
    )
    typed(world, HOUSEHOLD, "HG-13", {"status": "Tạm vắng"}, JULY)  # it says nothing of whom that name points to
    assert world.counts("households", AUGUST) == before


def test_the_police_type_reports_and_the_committee_nothing(world: World) -> None:
    moved = {"status": "Đã chuyển đi"}
    with acting_as(User.of("ca", "Công an xã", [Role.POLICE])):
        assert refused(world, HOUSEHOLD, "HG-12", moved, JULY) == "not_allowed"
        typed(world, CASE, "TB-17", {}, JULY)
    with acting_as(User.of("uv", "Ủy viên", [Role.COMMITTEE])):
        with pytest.raises(UserError) as error:
            typed(world, CASE, "TB-18", {}, JULY)
        assert error.value.code == "not_allowed"


def test_a_fact_on_simulated_lists_goes_with_them(tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    for dataset, rows in (
        ("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"], ["T2", "Thôn 2"]]),
        ("household", HOUSEHOLDS),
    ):
        world.load(dataset, [["DỮ LIỆU MÔ PHỎNG"], *rows], JUNE)
    typed(world, HOUSEHOLD, "HG-12", {"status": "Tạm vắng"}, JULY)
    write(world.store, "Đợt cao điểm thử", JULY, noted_by="An", at=NOW)
    assert all(batch.simulated for batch in world.store.batches())
    remove_simulated(world.store)
    assert not world.store.batches() and not world.store.notes()


def test_a_code_that_is_on_no_list_changes_no_other_household(world: World) -> None:
    world.load("household", [HOUSEHOLDS[0], ["T11-2", "Trần Thị Xa", "T2", "0912000044"]], JUNE, adds=True)
    with pytest.raises(UserError) as refused:
        typed(world, HOUSEHOLD, "T1-12", {"status": "Đã chuyển đi"}, JULY)
    assert refused.value.code == "not_listed"


def test_a_column_that_is_said_twice_is_refused_on_the_command_line(world: World) -> None:
    """The word that came last held, and nobody was told of the other."""
    before, since = len(world.store.batches()), ("--day", "5/7/2024", "--reason", "Giấy số 3", "--by", "An")
    said = ("--say", "Tình trạng=Tạm vắng", "--say", "status=Đã chuyển đi")
    done = CliRunner().invoke(cli, ["--database", str(world.store.path), "fact", "household", "HG-12", *said, *since])
    assert (done.exit_code, len(world.store.batches())) == (2, before)
    assert "status=Đã chuyển đi" in done.output and households(world, JULY) == [3]


def test_a_fact_speaks_of_the_report_of_its_day_of_receipt_and_agrees_with_a_log_without_days(world: World) -> None:
    typed(world, CASE, "TB-17", {}, JULY)
    assert world.counts("processed_reports", AUGUST)[::2] == (1, 1)
    world.load(
        "case", [CASES[0], ["TB-17", "Phản ánh", "20/6/2024 08:30", "10/7/2024", "", "Đã xử lý"]], date(2024, 7, 31)
    )
    assert world.counts("processed_reports", AUGUST)[::2] == (1, 1), "they agree, and only the fact knows the day"
    world.load("case", [CASES[0], ["TB-17", "Phản ánh", "1/7/2024", "30/8/2024", "", "Đang xử lý"]], date(2024, 7, 3))
    assert world.counts("processed_reports", AUGUST)[::2] == (0, 0), "another report bears the number now"
