"""A report that went up: the same figures a year later, one changed byte is found, and every change since has its cause."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.answers.status import status
from kpi.domain.errors import UserError
from kpi.domain.periods import LENGTHS
from kpi.exchange.aggregate import Aggregate
from kpi.operations import undo
from kpi.operations.verify import Copy, verify, verify_copies
from kpi.reports.content import sentences, tables, wording
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.model import Report
from kpi.reports.content.restated import Restatement
from kpi.reports.content.secrecy import secrecy_warnings
from kpi.reports.content.tables import conclusions
from kpi.reports.sending import delivery
from kpi.reports.sending import freezing as reports
from kpi.reports.sending.freezing import FrozenReport
from kpi.review import decisions
from kpi.snapshots import freezing as snapshots
from kpi.snapshots import meetings
from kpi.store import Store, Writer
from tests.worlds import World, made_once

pytestmark = pytest.mark.slow
REGISTER_DAY, MARCH, JUNE = date(2023, 12, 31), date(2024, 3, 14), date(2024, 6, 14)
HOUSEHOLDS: list[Sequence[object]] = [
    ["Mã hộ", "Họ và tên chủ hộ", "Thôn"],
    *([f"HG-{n}", f"Nguyễn Văn {name}", "T1" if n < 6 else "T2"] for n, name in enumerate("ABCDEGHIKL", 1)),
]  # fmt: skip
HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"]
CASES: list[Sequence[object]] = [
    ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"],
    ["TB-1", "Phản ánh", "02/4/2024", "20/4/2024", "10/4/2024"],
    ["TB-2", "Phản ánh", "03/5/2024", "20/5/2024", "25/5/2024"],
]
AT = datetime(2024, 6, 15, 9)


def members(group: str, *households: int) -> list[Sequence[object]]:
    return [HEADER, *([group, f"{group[1]}00{n}", f"thành viên {n}", f"HG-{n}"] for n in households)]


def filled(folder: Path) -> World:
    """10 households in two villages; at JUNE 3 of T1 and 2 of T2 take part; one report in time, one late."""
    world = World.empty(folder).with_villages_and_groups()
    world.load("household", HOUSEHOLDS, REGISTER_DAY)
    world.load("membership", members("N1", 1, 2), MARCH)
    world.load("membership", members("N2", 6), MARCH)
    world.load("membership", members("N1", 1, 2, 3), JUNE)
    world.load("membership", members("N2", 6, 7), JUNE)
    world.load("case", CASES, JUNE)
    return world


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    return filled(tmp_path)


@pytest.fixture
@made_once
def sent(tmp_path: Path) -> World:
    """The same, and a report of JUNE, the first, has gone up."""
    world = filled(tmp_path)
    freeze(world)
    return world


def two_files(report: Report, aggregate: Aggregate) -> Sequence[tuple[str, bytes]]:
    assert report.stamp is not None and aggregate.header.check_code == report.stamp.code
    return [("bao-cao.txt", f"{report.now.of('households').numerator} hộ".encode()), ("tong-hop.txt", b"1,2")]


def freeze(world: World, replaces: int | None = None) -> FrozenReport:
    return reports.freeze(world.store, world.config, Order(JUNE), two_files, frozen_by="An", at=AT, replaces=replaces)


def restated(world: World) -> dict[tuple[str, str | None], Restatement]:
    rows = delivery.changed_since(world.store, world.config, reports.frozen_reports(world.store))
    return {(row.indicator, row.village): row for row in rows}


def test_a_frozen_report_has_number_code_period_batches_and_its_configuration(sent: World) -> None:
    report = reports.frozen_report(sent.store, 1)
    assert (report.number, report.kept.period, report.kept.starts_on) == (1, "quarter", date(2024, 3, 15))
    assert report.state.compared == MARCH and report.state.batches == list(range(1, 9))
    assert snapshots.kept_config(sent.store, report.state) == sent.config
    assert [(step.step, step.done_by) for step in report.kept.steps] == [("prepared", "An")]
    shown = snapshots.shown_of(report.state)
    assert (shown.now.of("households").numerator, shown.before.of("households").numerator) == (5, 3)
    assert verify(sent.store, sent.config) == []


DECEMBER = date(2024, 12, 14)


def frozen_as(world: World, length: str, request: str = "") -> FrozenReport:
    order = Order(DECEMBER, length, request)
    return reports.freeze(world.store, world.config, order, two_files, frozen_by="An", at=AT)


def told_days(world: World, number: int) -> list[str]:
    """The days of the aggregate file's rows on households of the whole unit."""
    (state,) = (state for state in world.store.frozen_states() if state.number == number)
    rows = state.content["aggregate"]["rows"]
    return [row["date"] for row in rows if row["measure"] == "households" and row["village"] is None]


def test_a_report_of_every_length_verifies_right_after_freezing(world: World) -> None:
    """A year's period before ends a year ago: compared once, told once. The others compare with two days. A request is kept with
    the report that cites it."""
    request = "Công văn số 215/UBND-NC"
    made = {length: frozen_as(world, length, request if length == "quarter" else "").number for length in LENGTHS}
    found = {length: told_days(world, number) for length, number in made.items()}
    assert verify(world.store, world.config) == []
    assert reports.again(world.store, world.config, made["quarter"]).request == request
    assert reports.again(world.store, world.config, made["month"]).request == ""
    assert found["year"] == ["2024-12-14", "2023-12-14"]
    before = {"month": "2024-11-14", "quarter": "2024-09-14", "half": "2024-06-14"}
    assert all(found[length] == ["2024-12-14", day, "2023-12-14"] for length, day in before.items())


def test_a_years_report_that_told_its_day_of_comparison_twice_verifies_still(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the program before froze it; its code and bytes stay what went up, and a changed figure is found as in any other."""
    with monkeypatch.context() as before:
        before.setattr(Report, "compares_once", property(lambda _report: False))
        number = frozen_as(world, "year").number
    assert told_days(world, number) == ["2024-12-14", "2023-12-14", "2023-12-14"]
    assert verify(world.store, world.config) == []
    with duckdb.connect(str(world.store.path)) as connection:
        connection.execute("update memberships set household = 'HG-9' where household = 'HG-2' and batch = 6")
    assert verify(world.store, world.config) != []


def test_the_report_can_be_had_again_as_it_was(sent: World) -> None:
    before = reports.again(sent.store, sent.config, 1)
    sent.load("membership", members("N1", 1, 2, 3, 4, 5), JUNE)
    after = reports.again(sent.store, sent.config, 1)
    assert after == before and after.stamp is not None and after.stamp.number == 1
    assert gather(sent.store, sent.config, Order(JUNE)).now.of("households").numerator == 7


def test_a_newer_list_is_told_as_the_cause_figure_by_figure(sent: World) -> None:
    sent.load("membership", members("N1", 1, 2, 3, 4, 5), JUNE)  # batch 9: T1 3 → 5
    rows = restated(sent)
    assert set(rows) == {("households", None), ("households", "T1")}
    whole = rows["households", None]
    assert (whole.sent, whole.now) == ((5, 10), (7, 10))
    (cause,) = whole.causes
    assert (cause.what, [one.batch for one in cause.lists], cause.before, cause.after) == (
        "load",
        [9],
        (5, 10),
        (7, 10),
    )
    said = wording.cause(cause, sent.config)
    assert "lần nạp 9" in said and "5/10 → 7/10" in said
    assert rows["households", "T1"].sent == (3, 5) and rows["households", "T1"].now == (5, 5)


def test_a_restated_figure_names_the_days_that_it_rests_on_where_these_are_others(world: World) -> None:
    """Of the whole unit only: which list a village's figure rests on is not known here."""
    frozen_as(world, "month")
    world.load("membership", members("N1", 1, 2, 3, 4), JUNE)
    row = restated(world)["households", None]
    assert (row.now, row.basis, wording.now_is(row)) == ((6, 10), None, "6/10"), "a list of the same day"
    september = date(2024, 9, 1)
    world.load("membership", members("N1", 1, 2, 3, 4, 5), september)
    world.load("case", [*CASES, ["TB-3", "Phản ánh", "04/7/2024", "20/7/2024", "10/7/2024"]], september)
    found = restated(world)
    assert wording.now_is(found["households", None]) == "7/10, theo các danh sách từ ngày 14/6/2024 đến ngày 01/9/2024"
    assert wording.now_is(found["processed_reports", None]) == "2/3, theo sổ tin báo đến ngày 01/9/2024"
    assert found["households", "T1"].basis is None and wording.now_is(found["households", "T1"]) == "5/5"
    report = gather(world.store, world.config, Order(date(2025, 1, 14)))
    said = wording.now_is(found["households", None])
    assert said in [cell for row in tables.restated(report).rows for cell in row]
    assert any(line.endswith(f"nay điều chỉnh là {said}.") for line in sentences.corrected(report))
    told = delivery.restated(world.store, world.config, reports.frozen_reports(world.store))
    assert next(row for row in told if row["figure"] == "households")["observed_on"] == september


def test_a_list_taken_back_is_told_as_the_cause(sent: World) -> None:
    undo.undo(sent.store, 7, undone_by="t", reason="", at=AT)  # N2 falls back to its list of MARCH: 2 → 1
    (cause,) = restated(sent)["households", "T2"].causes
    assert (cause.what, [one.batch for one in cause.lists], cause.before, cause.after) == ("undo", [7], (2, 5), (1, 5))


def test_a_decision_and_a_changed_log_are_told_each_where_it_counts(sent: World) -> None:
    sent.clock = max(sent.clock, AT) + timedelta(hours=1)
    undo.undo(sent.store, 7, undone_by="t", reason="", at=sent.clock)
    sent.load("membership", [*members("N2", 6, 7), ["N2", "999", "Bà Kiên", ""]], JUNE)
    sent.clock += timedelta(hours=1)
    saying = decisions.Saying("uid:999", "HG-8", True)
    decisions.decide(sent.store, sent.config, [saying], reason="x", decided_by="t", at=sent.clock)
    sent.load("case", [CASES[0], [*CASES[2][:4], "19/5/2024"]], JUNE)  # TB-2 was closed in time after all
    rows = restated(sent)
    causes = rows["households", "T2"].causes
    # Taking the list back and loading it anew made no difference in the end.
    assert [(cause.what, cause.before, cause.after) for cause in causes] == [("decision", (2, 5), (3, 5))]
    assert (rows["processed_reports", None].sent, rows["processed_reports", None].now) == ((1, 2), (2, 2))
    assert [cause.what for cause in rows["processed_reports", None].causes] == ["load"]


def test_a_changed_rule_is_told_as_the_cause_and_the_code_stays(sent: World) -> None:
    report = reports.frozen_report(sent.store, 1)
    sent.load("household", [*HOUSEHOLDS[:5], ["HG-5", "Nguyễn Văn E", "T1"]], JUNE, village="T1")
    participation = replace(sent.config.participation, households_left_out=("moved", "away"))
    sent.config = replace(sent.config, participation=participation)
    assert snapshots.check(sent.store, sent.config, report.state).same
    sent.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Tình trạng"],
                             *([f"HG-{n}", "Nguyễn Văn A", "T2", "Tạm vắng"] for n in range(6, 11))], JUNE, village="T2")  # fmt: skip
    causes = restated(sent)["households", "T2"].causes
    assert [(cause.what, cause.sections) for cause in causes] == [("configuration", ("participation",))]


def test_nothing_noted_since_means_nothing_restated(sent: World) -> None:
    sent.load("membership", members("N1", 1), date(2024, 7, 31))  # a later day changes no figure of JUNE
    assert restated(sent) == {}


def test_the_next_report_tells_what_of_the_earlier_one_is_another_figure(sent: World) -> None:
    sent.load("membership", members("N1", 1, 2, 3, 4, 5), JUNE)
    following = gather(sent.store, sent.config, Order(date(2024, 9, 14)))
    assert [(row.number, row.indicator, row.village) for row in following.restatements] == [
        (1, "households", None), (1, "households", "T1"),
    ]  # fmt: skip
    second = freeze(sent, replaces=1)
    again = reports.again(sent.store, sent.config, second.number)
    assert again.stamp is not None and again.stamp.replaces == 1
    assert [row.number for row in again.restatements] == [1, 1]


def test_one_changed_byte_of_a_kept_file_or_of_a_copy_is_found(sent: World, tmp_path: Path) -> None:
    copies = delivery.put(tmp_path / "out", delivery.kept_files(sent.store, 1))
    assert verify_copies(sent.store, copies) == ([Copy(file.name, 1, None) for file in copies], [])
    copies[0].write_bytes(b"4 h\xe1\xbb\x99")
    found, differences = verify_copies(sent.store, copies)
    assert found == [Copy(file.name, 1, None) for file in copies[1:]]
    assert [row["figure"] for row in differences] == ["file bao-cao.txt"]
    with pytest.raises(UserError) as refused:
        delivery.put(tmp_path / "out", [("bao-cao_so-1.txt", b"a")]) and delivery.put(
            tmp_path / "out", [("bao-cao_so-1.txt", b"b")]
        )
    assert refused.value.code == "file_exists"
    with duckdb.connect(str(sent.store.path)) as connection:
        connection.execute("update report_files set content = 'x'::blob where name = 'bao-cao.txt'")
    assert [row["figure"] for row in verify(sent.store, sent.config)] == ["file bao-cao.txt"]
    with pytest.raises(UserError) as touched:
        delivery.kept_files(sent.store, 1)
    assert touched.value.code == "broken_file"


def test_touched_figures_are_found_by_the_code(sent: World) -> None:
    with duckdb.connect(str(sent.store.path)) as connection:
        (text,) = connection.execute("select content from frozen_states").fetchone() or ("",)
        head, mark, rows = text.partition('"aggregate"')
        assert '"numerator": 5' in rows
        connection.execute(
            "update frozen_states set content = ?", [head + mark + rows.replace('"numerator": 5', '"numerator": 6', 1)]
        )
    assert [row["figure"] for row in verify(sent.store, sent.config)] == ["content", "signature"]


def test_a_figure_changed_behind_the_log_is_found(sent: World) -> None:
    report = reports.frozen_report(sent.store, 1)
    with duckdb.connect(str(sent.store.path)) as connection:
        connection.execute("update memberships set household = 'HG-9' where household = 'HG-2' and batch = 6")
    check = snapshots.check(sent.store, sent.config, report.state)
    assert not check.same
    assert {(row.indicator, row.village, row.then, row.now) for row in check.differences} == {
        ("households", "Thôn 1", "3/5 not_met", "2/5 not_met"), ("households", "Thôn 2", "2/5 not_met", "3/5 not_met"),
    } | {("households", None, "5/10 not_met", "5/10 not_met")}  # fmt: skip
    assert restated(sent)["households", "T1"].causes[0].what == "program"


def test_sign_off_goes_step_by_step_each_with_a_name(sent: World) -> None:
    for step, name, code in (
        ("approved", "Bình", "wrong_step"),
        ("checked", " ", "no_name"),
        ("prepared", "Bình", "wrong_step"),
    ):
        with pytest.raises(UserError) as refused:
            reports.sign(sent.store, sent.config, 1, step, done_by=name, at=AT)
        assert refused.value.code == code
        if step == "approved":
            assert (refused.value.found, refused.value.expected) == ("Đã duyệt", "Đã kiểm tra")
    reports.sign(sent.store, sent.config, 1, "checked", done_by="Bình", at=AT + timedelta(hours=1))
    report = reports.sign(sent.store, sent.config, 1, "approved", done_by="Chi", at=AT + timedelta(hours=2))
    assert [(step.step, step.done_by) for step in report.kept.steps] == [
        ("prepared", "An"),
        ("checked", "Bình"),
        ("approved", "Chi"),
    ]
    assert report.next_step is None
    with pytest.raises(UserError):
        reports.sign(sent.store, sent.config, 1, "approved", done_by="Chi", at=AT)


def test_of_two_who_do_one_step_at_the_same_moment_one_is_told(sent: World, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = type(sent.store).writing

    def after_another(store: Store) -> AbstractContextManager[Writer]:
        with monkeypatch.context() as at_once:
            at_once.setattr(type(store), "writing", writing)
            reports.sign(store, sent.config, 1, "checked", done_by="Chi", at=AT)
        return writing(store)

    with monkeypatch.context() as meanwhile, pytest.raises(UserError) as refused:
        meanwhile.setattr(type(sent.store), "writing", after_another)
        reports.sign(sent.store, sent.config, 1, "checked", done_by="Bình", at=AT)
    assert refused.value.code == "step_taken"
    assert [step.done_by for step in reports.frozen_report(sent.store, 1).kept.steps] == ["An", "Chi"]


@pytest.mark.parametrize(
    ("checks", "approves", "refused_at"),
    [("An", "Chi", "checked"), ("Bình", "An", "approved"), ("Bình", "Bình", "approved"), ("Bình", "Chi", None)],
)
def test_where_three_people_sign_nobody_does_two_steps(
    sent: World, checks: str, approves: str, refused_at: str | None
) -> None:
    config = replace(sent.config, access=replace(sent.config.access, three_people=True))
    for step, name in (("checked", checks), ("approved", approves)):
        if step == refused_at:
            with pytest.raises(UserError) as refused:
                reports.sign(sent.store, config, 1, step, done_by=name, at=AT)
            assert refused.value.code == "same_person"
            return
        reports.sign(sent.store, config, 1, step, done_by=name, at=AT)
    assert refused_at is None


def test_a_report_is_replaced_once_by_one_of_its_own_day(sent: World) -> None:
    with pytest.raises(UserError) as other_day:
        reports.freeze(sent.store, sent.config, Order(MARCH), two_files, frozen_by="An", at=AT, replaces=1)
    assert other_day.value.code == "other_cutoff"
    assert "2024-" not in f"{other_day.value.found} {other_day.value.expected}"
    freeze(sent, replaces=1)
    with pytest.raises(UserError) as twice:
        freeze(sent, replaces=1)
    assert twice.value.code == "replaced"
    assert [(one.number, one.replaced_by) for one in reports.frozen_reports(sent.store)] == [
        (2, None),
        (1, 2),
    ]
    with pytest.raises(UserError):
        reports.frozen_report(sent.store, 9)


def test_files_that_cannot_be_made_leave_nothing_frozen(world: World) -> None:
    def failing(_report: Report, _aggregate: Aggregate) -> Sequence[tuple[str, bytes]]:
        raise UserError("the template is broken")

    with pytest.raises(UserError):
        reports.freeze(world.store, world.config, Order(JUNE), failing, frozen_by="An", at=AT)
    assert reports.frozen_reports(world.store) == () and world.store.frozen_states() == []


# What may happen after a report went up; the figures of its day may change, what was sent may not.
HAPPENINGS = st.lists(
    st.one_of(
        st.tuples(st.just("members"), st.sampled_from(["N1", "N2"]), st.sets(st.integers(1, 10), max_size=6)),
        st.tuples(st.just("undo"), st.integers(1, 9)),
        st.tuples(st.just("decide"), st.integers(1, 10)),
        st.tuples(st.just("cases"), st.sampled_from(["", "19/5/2024", "30/5/2024"])),
        st.tuples(st.just("freeze")),
    ),
    max_size=6,
)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happenings=HAPPENINGS)
def test_whatever_happens_later_the_code_is_the_same_and_the_causes_lead_to_today(
    sent: World, tmp_path_factory: pytest.TempPathFactory, happenings: list[tuple[object, ...]]
) -> None:
    folder = shutil.copytree(sent.folder, tmp_path_factory.mktemp("later"), dirs_exist_ok=True)
    world = replace(sent, folder=folder, store=Store(folder / sent.store.path.name))
    report = reports.frozen_report(world.store, 1)
    for happening in happenings:
        happen(world, happening)
    check = snapshots.check(world.store, world.config, report.state)
    assert check.same and check.recomputed == report.state.code
    today = status(world.store, world.config, JUNE)
    rows = {key: row for key, row in restated(world).items() if row.number == report.number}
    for indicator in today.indicators:
        told = snapshots.shown_of(report.state).now.of(indicator.id)
        row = rows.get((indicator.id, None))
        assert (row is None) == ((told.numerator, told.denominator) == (indicator.numerator, indicator.denominator))
        if row is not None:
            assert row.causes[0].before == row.sent and row.causes[-1].after == row.now
            assert row.now == (None if indicator.numerator is None else (indicator.numerator, indicator.denominator))


def happen(world: World, happening: tuple[object, ...]) -> None:
    world.clock = max(world.clock, AT) + timedelta(minutes=1)
    match happening:
        case ("members", str(group), set(households)):
            with suppress(UserError):  # the group's register is taken back
                world.load("membership", members(group, *sorted(households)), JUNE)
        case ("undo", int(batch)):
            with suppress(UserError):  # taken back already
                undo.undo(world.store, batch, undone_by="t", reason="", at=world.clock)
        case ("decide", int(household)):
            saying = decisions.Saying("uid:1001", f"HG-{household}", True)
            with suppress(UserError):  # that member or household is not there any more
                decisions.decide(world.store, world.config, [saying], reason="x", decided_by="t", at=world.clock)
        case ("cases", str(closed)):
            with suppress(UserError):  # the very same log again
                world.load("case", [CASES[0], [*CASES[2][:4], closed]], JUNE)
        case _:
            freeze(world)


def test_the_kept_files_are_what_was_made(sent: World) -> None:
    files = sent.store.report_files(1)
    assert [(file.name, file.content) for file in files] == [("bao-cao.txt", "5 hộ".encode()), ("tong-hop.txt", b"1,2")]
    assert all(file.sha256 == hashlib.sha256(file.content).hexdigest() for file in files)


def test_a_report_is_no_meeting(world: World) -> None:
    """A report frozen between two meetings hid the last meeting's conclusions from the next one."""
    at = AT + timedelta(days=1)
    held = snapshots.freeze(world.store, world.config, JUNE, MARCH, frozen_by="An", at=at).number
    done = meetings.conclude(world.store, held, "Vận động hộ còn thiếu", "Trưởng thôn", None, noted_by="An", at=at)
    meetings.note_state(world.store, done, "done", "", noted_by="An", at=at)
    freeze(world)
    later = snapshots.freeze(world.store, world.config, JUNE, MARCH, frozen_by="An", at=at + timedelta(days=9)).number
    assert [row.conclusion for row in meetings.meeting(world.store, later).earlier] == [done]


def test_villages_reports_are_not_told_by_what_was_restated(sent: World) -> None:
    """One report of one village, now closed late, would stand exactly where the table by village hides it."""
    late: list[Sequence[object]] = [*CASES[:1], ["TB-1", "Phản ánh", "02/4/2024", "20/4/2024", "21/4/2024"]]
    sent.load("case", late, JUNE)
    assert set(restated(sent)) == {("processed_reports", None)}


def test_a_replaced_report_is_not_restated_again(sent: World) -> None:
    sent.load("membership", members("N1", 1, 2, 3, 4, 5), JUNE)
    second = freeze(sent, replaces=1)
    assert {row.number for row in reports.again(sent.store, sent.config, second.number).restatements} == {1}
    third = freeze(sent)
    assert reports.again(sent.store, sent.config, third.number).restatements == ()


def test_what_was_taken_back_and_put_back_is_no_cause(sent: World) -> None:
    """Batch 6 was undone and redone before batch 7 was undone: only the last one changed what was sent."""
    moment = max(sent.clock, AT)
    first, second, third = (moment + timedelta(hours=hour) for hour in (1, 2, 3))
    undo.undo(sent.store, 6, undone_by="t", reason="", at=first)
    undo.redo(sent.store, 6, redone_by="t", reason="", at=second)
    undo.undo(sent.store, 7, undone_by="t", reason="", at=third)
    for row in restated(sent).values():
        assert [(cause.what, [one.batch for one in cause.lists]) for cause in row.causes] == [("undo", [7])]


def test_what_a_meeting_concluded_since_the_last_load_is_in_the_report(world: World) -> None:
    """The report denied two conclusions because no list had been loaded after them."""
    at = AT + timedelta(days=1)
    held = snapshots.freeze(world.store, world.config, JUNE, MARCH, frozen_by="An", at=at).number
    for what in ("Vận động hộ còn thiếu", "Rà soát thành viên"):
        meetings.conclude(world.store, held, what, "Trưởng thôn", None, noted_by="An", at=at + timedelta(minutes=5))
    assert len(gather(world.store, world.config, Order(JUNE)).conclusions) == 2
    assert len(reports.again(world.store, world.config, freeze(world).number).conclusions) == 2


def test_no_conclusion_that_leads_to_a_citizen_goes_up(world: World) -> None:
    """The notice held such a conclusion back; the report sent it up in its last annex. Some were noted before that was refused."""
    noted = [
        ("Gặp ông Nguyễn Văn A về tin tố giác", "Công an xã", "họ tên chủ hộ"),
        ("Gặp ông NGUYEN VAN A", "Công an xã", "họ tên chủ hộ"),
        ("Gọi lại số 0912.345.678", "Công an xã", "số điện thoại"),
        ("Giải quyết dứt điểm tin TB1", "Công an xã", "mã của một tin báo"),
        ("Vận động", "Ông Nguyễn Văn B", "họ tên chủ hộ"),
    ]
    held = snapshots.freeze(world.store, world.config, JUNE, MARCH, frozen_by="An", at=AT).number
    with world.store.writing() as writer:
        for decision, post, _what in noted:
            writer.note_conclusion(held, decision, post, None, noted_by="An", known_at=writer.moment(AT))
    draft = gather(world.store, world.config, Order(JUNE))
    (warning,) = secrecy_warnings(draft)
    with pytest.raises(UserError) as refused:
        freeze(world)
    assert refused.value.code == "personal_conclusion" and refused.value.remedy
    assert world.store.reports() == [] and not any(path.is_dir() for path in world.store.path.parent.iterdir()), (
        "no key"
    )
    for number, (decision, post, what) in enumerate(noted, 1):
        row = str(conclusions(draft).rows[number - 1])
        assert f"Kết luận số {number} không nêu được" in row and decision not in row
        assert post not in row
        assert f"kết luận số {number}: {what}" in warning and f"kết luận số {number}: {what}" in str(refused.value)
        meetings.note_state(world.store, number, "dropped", "", noted_by="An", at=AT)
    freeze(world)
    assert len(world.store.reports()) == 1 and gather(world.store, world.config, Order(JUNE)).conclusions == ()


def test_a_remark_that_leads_to_a_citizen_holds_the_report_back_until_another_is_noted(world: World) -> None:
    held = snapshots.freeze(world.store, world.config, JUNE, MARCH, frozen_by="An", at=AT).number
    number = meetings.conclude(world.store, held, "Vận động hộ còn thiếu", "Trưởng thôn", None, noted_by="An", at=AT)
    meetings.note_state(world.store, number, "done", "đã gặp ông Nguyễn Văn A", noted_by="An", at=AT)
    assert list(gather(world.store, world.config, Order(JUNE)).held_back) == [number]
    meetings.note_state(world.store, number, "done", "đã gặp các hộ", noted_by="An", at=AT)
    assert gather(world.store, world.config, Order(JUNE)).held_back == {}


def test_the_code_of_a_report_on_the_log_is_refused_where_it_is_typed(world: World) -> None:
    held = snapshots.freeze(world.store, world.config, JUNE, MARCH, frozen_by="An", at=AT).number
    number = meetings.conclude(world.store, held, "Giải quyết tin TB-9", "Công an xã", None, noted_by="An", at=AT)
    for typed in ("Giải quyết tin tb 01", "Giải quyết TB-2"):
        with pytest.raises(UserError) as refused:
            meetings.conclude(world.store, held, typed, "Công an xã", None, noted_by="An", at=AT)
        assert refused.value.code == "personal_conclusion"
        with pytest.raises(UserError):
            meetings.note_state(world.store, number, "done", typed, noted_by="An", at=AT)
    assert [(row.decision, row.state) for row in world.store.conclusions()] == [("Giải quyết tin TB-9", "open")]
