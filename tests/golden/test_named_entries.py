"""Entries of a register that a plan adds, counted where a list of participants names them by their codes: figures counted by hand at
three dates beside the shipped plan; what is told, refused and never kept, and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kpi import api
from kpi.answers import drill, tasks
from kpi.answers.lists import sources
from kpi.answers.progress import list_days
from kpi.answers.quality import quality
from kpi.cli import cli
from kpi.config.models import Config
from kpi.config.references import reference_faults
from kpi.domain.errors import UserError
from kpi.domain.reasons import Reason
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.rows import PLAN_VERSION, Header
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.workbooks.mending import mending_of
from kpi.judgement.trust import FigureDoubt, Trust, trust_in
from kpi.judgement.verdicts import Verdict
from kpi.operations.known import villages_without
from kpi.operations.rehearsal import rehearse
from kpi.operations.undo import redo, undo
from kpi.operations.verify import verify
from kpi.reports.content import tables as report_tables
from kpi.reports.content.cells import written
from kpi.reports.content.gathering import Order, gather
from kpi.rollup.asking import roll_up
from kpi.snapshots import freezing
from kpi.snapshots.aggregate import rows_of
from kpi.ui.parts.tasks import in_words
from kpi.ui.quality.notices import to_do
from kpi.ui.quality.tables import group_table
from tests.exchanged import put
from tests.golden.test_added_registers import AUGUST, CHILDREN, DECEMBER, SEPTEMBER, children, drop
from tests.plans import config_with, plan, plan_rows
from tests.worlds import World, made_once, write_csv

PUPIL = ["STT", "Họ và tên", "Ngày sinh", "Mã trẻ", "SĐT phụ huynh", "Lớp"]
TITLE = ["DANH SÁCH NHẬP HỌC LỚP 6"]
NOT_NEEDED = {"Lớp": "-"}  # a person has said so
SIXTH = "sixth_graders"
LIST = "Danh sách trẻ trong độ tuổi"
OF_ONE = (
    ["E1", "11 tuổi", "", ""], ["E2", "11", "Đang ở xã", ""], ["E3", "11 tuổi", "Chuyển đi", ""], ["E4", "6 tuổi", "", "Có"],
)  # fmt: skip
OF_TWO = (["E5", "11 tuổi", "", ""], ["E6", "11 tuổi", "Miễn đi học", ""], ["E7", "11 tuổi", "", ""])


@made_once
def a_commune(tmp_path: Path) -> World:
    """Two villages; on the register of groups the school's list stands beside their Zalo groups."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.config = replace(world.config, plans=(*world.config.plans, plan(CHILDREN)))
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "Hộ A", "Thôn 1"]], AUGUST)
    groups = [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["N1", "Nhóm Thôn 1", "Thôn", "Thôn 1"]]
    groups += [["N2", "Nhóm Thôn 2", "Thôn", "Thôn 2"], ["L6", "Nhập học lớp 6", "Danh sách nhập học lớp 6", ""]]
    world.load("group", groups, AUGUST)
    world.load("membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "Anh Ba", "H1"]], AUGUST)
    return world


def with_lists(world: World) -> World:
    """In September E1 and E5 of four are on the school's list; both villages have sent theirs."""
    drop(world, "1.csv", children(1, *OF_ONE), AUGUST)
    drop(world, "2.csv", children(2, *OF_TWO), AUGUST)
    enrol(world, "a.csv", SEPTEMBER, "E1", "E5")
    return world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return a_commune(tmp_path)


def pupils(*codes: str) -> list[list[str]]:
    """The school's list, as it writes it for itself; only the codes are the plan's."""
    rows = [[str(n), f"Học trò {n}", "02/03/2013", code, "0912 345 678", "6A"] for n, code in enumerate(codes, 1)]
    return [TITLE, PUPIL, *rows]


def enrol(world: World, name: str, day: date, *codes: str, **said: Any) -> Outcome:
    return drop(world, name, pupils(*codes), day, dataset="membership", group="L6", columns=NOT_NEEDED, **said)


def speaking(world: World) -> Config:
    return world.config.speaking_of(CHILDREN)


def figure(world: World, day: date) -> tuple[int | None, int | None, Verdict, Reason | None]:
    (row,) = [one for one in replace(world, config=speaking(world)).status(day).indicators if one.id == SIXTH]
    return row.numerator, row.denominator, row.verdict, row.reason


def test_pupils_are_counted_by_hand_at_three_dates_beside_the_shipped_plan(world: World) -> None:
    before = {day: world.status(day) for day in (AUGUST, SEPTEMBER, DECEMBER)}
    assert figure(world, AUGUST) == (None, None, Verdict.NO_DATA, Reason.NO_REGISTER)
    drop(world, "1.csv", children(1, *OF_ONE), AUGUST)
    assert figure(world, AUGUST) == (None, None, Verdict.NO_DATA, Reason.NO_MEMBERS), "nobody has said who enrolled"
    # August: of village 1 there are E1 and E2 (E3 has moved, E4 is six); E1 is on the school's list, E3 as well, and a stranger.
    enrol(world, "a.csv", AUGUST, "E1", "E3", "K9")
    assert figure(world, AUGUST) == (1, 2, Verdict.NO_DATA, Reason.PARTIAL_LISTS), "of village 2 nobody knows"
    # September: village 2 has E5 and E7 (E6 need not go); the list is added to: E5, written otherwise.
    drop(world, "2.csv", children(2, *OF_TWO), SEPTEMBER)
    enrol(world, "b.csv", SEPTEMBER, "e-05", "E4", adds=True)
    assert figure(world, SEPTEMBER) == (2, 4, Verdict.NOT_MET, None)
    own = freezing.freeze(
        world.store, speaking(world), SEPTEMBER, AUGUST, frozen_by="An", at=world.clock + timedelta(minutes=1)
    )
    # December: the whole list anew; E1 is gone from it, E2 and E7 have come, one of them twice.
    last = enrol(world, "c.csv", DECEMBER, "E2", "E5", "E7", "E7", adds=False)
    assert (last.accepted, last.complete) == (3, True)
    assert figure(world, DECEMBER) == (3, 4, Verdict.NOT_MET, None)
    assert (figure(world, AUGUST)[:2], figure(world, SEPTEMBER)[:2]) == ((1, 2), (2, 4)), "as they were"
    assert {day: world.status(day).indicators for day in before} == {day: one.indicators for day, one in before.items()}
    assert freezing.check(world.store, world.config, own).same and verify(world.store, world.config) == []
    assert last.batch is not None
    undo(world.store, last.batch, undone_by="An", reason="Nhầm tệp", at=world.clock + timedelta(hours=1))
    assert figure(world, DECEMBER) == (2, 4, Verdict.NOT_MET, None)
    redo(world.store, last.batch, redone_by="An", reason="Đúng tệp", at=world.clock + timedelta(hours=2))
    assert figure(world, DECEMBER) == (3, 4, Verdict.NOT_MET, None)
    assert {"child", "membership"} <= {row.dataset for row in sources(world.store, speaking(world), DECEMBER)}
    assert list_days(world.store, speaking(world), DECEMBER)[SIXTH].days == (AUGUST, SEPTEMBER, DECEMBER)


def test_of_a_named_child_nothing_but_the_code_is_kept(world: World) -> None:
    drop(world, "1.csv", children(1, *OF_ONE), AUGUST)
    outcome = enrol(world, "a.csv", AUGUST, "E1", "", "E2")
    assert (outcome.accepted, outcome.rejected) == (2, 1), "a row without a code says nothing"
    content = world.store.content()
    for said in ("Học trò 1", "Học trò 2", "0912345678", "912345678", "02/03/2013"):
        assert said.encode() not in content, said
    assert b"E1" in content
    assert outcome.rejected_rows and mending_of(outcome)


def test_a_code_that_leads_nowhere_is_told_and_counts_for_nobody(world: World) -> None:
    drop(world, "1.csv", children(1, *OF_ONE), AUGUST)
    outcome = enrol(world, "a.csv", AUGUST, "E1", "e 02", "X5")
    told = {problem.code: (problem.row, problem.hint) for problem in outcome.problems}
    assert told["unknown_code"][0] == 5 and told["code_alike"] == (4, "hiểu là E2")
    assert figure(world, AUGUST)[:2] == (2, 2)
    assert "participants_without_code" not in told


def test_what_is_missing_has_as_many_rows_as_the_figure(world: World) -> None:
    drop(world, "1.csv", children(1, *OF_ONE), AUGUST)
    enrol(world, "a.csv", AUGUST, "E1")
    missing = drill.lists(world.store, speaking(world), SIXTH, AUGUST).of("missing")
    assert missing.withheld and missing.figure == 1
    followed = replace(speaking(world), matching=replace(world.config.matching, household_follow_up=("T1",)))
    found = drill.lists(world.store, followed, SIXTH, AUGUST).of("missing", "T1")
    assert [(one.code, one.name) for one in found.entities or ()] == [("E2", None)]


def test_a_rehearsal_stores_nothing(world: World) -> None:
    drop(world, "1.csv", children(1, *OF_ONE), AUGUST)
    path = write_csv(world.folder / "a.csv", pupils("E1", "E2"))
    source = Source(path, as_of=AUGUST, dataset="membership", group="L6", columns=NOT_NEEDED)
    found = rehearse(world.store, speaking(world), [source], known_at=world.clock + timedelta(hours=1))
    (effect,) = [one for one in found.effects if one.after.as_of == AUGUST]
    (row,) = [one for one in effect.after.indicators if one.id == SIXTH]
    assert (row.numerator, row.denominator) == (2, 2)
    assert figure(world, AUGUST)[3] is Reason.NO_MEMBERS


def test_a_pile_is_loaded_in_the_order_in_which_its_lists_lean_on_each_other(world: World) -> None:
    """The school's list may come first: its codes are held against the register that comes with it."""
    named = write_csv(world.folder / "a.csv", pupils("E1", "E2"))
    listed = write_csv(world.folder / "b.csv", children(1, *OF_ONE))
    first = Source(named, as_of=AUGUST, dataset="membership", group="L6", columns=NOT_NEEDED)
    files = [first, Source(listed, as_of=AUGUST)]
    outcomes = load(world.store, world.config, files, known_at=world.clock + timedelta(hours=1), loaded_by="t")
    assert [one.dataset for one in outcomes] == ["membership", "child"]
    assert "unknown_code" not in {problem.code for problem in outcomes[0].problems}


def test_the_report_the_aggregate_file_and_the_roll_up_tell_it(world: World, tmp_path: Path) -> None:
    with_lists(world)
    report = gather(world.store, speaking(world), Order(SEPTEMBER, "month"))
    (told,) = [
        row
        for row in report_tables.indicators(report).rows
        if "Trẻ 11 tuổi hoàn thành tiểu học vào lớp 6" in map(written, row)
    ]
    assert [written(cell) for cell in told][2:7] == ["trẻ", "4", "2", "50%", "95%"]
    assert [(one.quality.code, one.quality.members) for one in report.participants] == [("L6", 2)]
    now = replace(world, config=speaking(world)).status(SEPTEMBER)
    rows = rows_of([now], None, SEPTEMBER, speaking(world).plan)
    (unit,) = [row for row in rows if row.measure == SIXTH and row.village is None]
    assert unit.rule == "child linked kinds eleven groups sixth_grade left_out exempt,moved"
    assert (unit.numerator, unit.denominator, unit.verdict) == (2, 4, "not_met")
    assert [(row.village, row.numerator, row.denominator) for row in rows if row.measure == SIXTH and row.village] == [
        ("T1", 1, 2), ("T2", 1, 2)
    ]  # fmt: skip
    sent = []
    for unit_code, name in (("1", "xã An"), ("2", "xã Bình")):
        head = Header(
            unit_code, name, 1, "month", date(2024, 9, 1), SEPTEMBER, datetime(2024, 10, 1, 8), schema_version=PLAN_VERSION,
            plan=CHILDREN, plan_title="Huy động học sinh",
        )  # fmt: skip
        made = Aggregate.of(head, rows)
        sent.append((made.header, list(made.rows)))
    answer = roll_up(world.config, put(tmp_path / "sent", *sent))
    total = answer.total(SIXTH)
    assert (total.numerator, total.denominator, answer.units) == (4, 8, 2) and not answer.notes


def test_the_command_line_and_the_door_for_programmers_speak_of_it(world: World, tmp_path: Path) -> None:
    rules = config_with(tmp_path / "rules.yaml", CHILDREN)
    drop(world, "1.csv", children(1, *OF_ONE), AUGUST)
    path = write_csv(tmp_path / "nhap-hoc.csv", pupils("E1"))

    def run(*words: str) -> str:
        done = CliRunner().invoke(cli, ["--config", rules, "--database", str(world.store.path), *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    words = ["--group", "L6", "--dataset", "membership", "--as-of", "2024-08-31", "--column", "Lớp=-"]
    assert "lần nạp" not in run("import", str(path), *words, "--dry-run")
    run("import", str(path), *words)
    said = run("status", "--as-of", "2024-08-31", "--plan", CHILDREN)
    assert "1/2 trẻ" in said and "Chưa có danh sách của: Thôn 2" in said
    figures = api.open(world.store.path, rules, CHILDREN)
    (row,) = figures.indicators("2024-08-31").query(f"indicator == '{SIXTH}'").itertuples()
    assert (row.numerator, row.denominator, row.reason) == (1, 2, "partial_lists")


def test_quality_and_tasks_ask_for_each_village_s_list(world: World) -> None:
    """Village 2 has sent none; village 1's is old from the day after the limit, a year after it was taken."""
    missing = quality(world.store, speaking(world), AUGUST)
    assert [(one.register, one.name, one.listed_on) for one in missing.entry_lists] == [
        ("child", "Thôn 1", None), ("child", "Thôn 2", None)
    ]  # fmt: skip
    drop(world, "1.csv", children(1, *OF_ONE), AUGUST)
    found = quality(world.store, speaking(world), AUGUST)
    assert [(one.name, one.listed_on, one.entries) for one in found.entry_lists] == [
        ("Thôn 1", AUGUST, 3),
        ("Thôn 2", None, 0),
    ]
    (trust,) = [one for one in found.indicators if one.indicator == SIXTH]
    assert FigureDoubt.LISTS_UNSENT in trust.doubts and trust_in(trust.doubts) is Trust.PARTIAL
    told = [notice.title for notice in to_do(found, speaking(world))]
    assert "Danh sách trẻ trong độ tuổi: số thôn chưa gửi: 1" in told
    limit = world.config.attention.old_register_days
    for days, expected in (
        (limit, []),
        (limit + 1, [f"Nạp lại danh sách của Thôn 1 (bản gần nhất đã {limit + 1} ngày): {LIST}"]),
    ):
        asked = tasks.tasks(world.store, speaking(world), AUGUST + timedelta(days=days)).tasks
        said = [in_words(one, speaking(world)) for one in asked if one.dataset == "child"]
        assert said == [*expected, f"Nạp danh sách của Thôn 2 (chưa có): {LIST}"]
    assert not [one for one in tasks.tasks(world.store, world.config, AUGUST).tasks if one.dataset == "child"], (
        "another plan's"
    )
    assert villages_without(world.store, speaking(world)) == {"child": ("Thôn 2",)} and not villages_without(
        world.store, world.config
    )


def test_households_of_a_register_of_the_plans_own_are_named_by_the_codes_that_members_have_anyway(
    world: World,
) -> None:
    """Poor households by the code of the register of households: lists of members need no further column for it."""
    poor: dict[str, Any] = {
        "id": "poor", "name": "Danh sách hộ nghèo", "entries": "hộ nghèo", "titles": ["hộ nghèo"],
        "columns": [{"id": "code", "header": "Mã hộ"}, {"id": "village", "header": "Thôn"}], "private": ["Chủ hộ"],
    }  # fmt: skip
    indicator = {**plan_rows("bao-hiem-y-te")["indicators"][0], "id": "insured_poor", "register": "poor"}
    insurance = plan("bao-hiem-y-te", registers=[poor], indicators=[indicator], targets=[], marks=[])
    world.config = replace(world.config, plans=(*world.config.plans, insurance))
    assert reference_faults(world.config) == []
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm"], ["B", "BHYT", "Danh sách BHYT"]], AUGUST, adds=True)
    drop(world, "a.csv", [["Danh sách hộ nghèo"], ["Mã hộ", "Chủ hộ", "Thôn"], *POOR], AUGUST)
    world.load(
        "membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["B", "A", "H1"], ["B", "C", "h-3"], ["B", "D", "H9"]], AUGUST
    )
    found = replace(world, config=world.config.speaking_of("bao-hiem-y-te")).of("insured_poor", AUGUST)
    assert (found.numerator, found.denominator) == (2, 3)


POOR: Sequence[list[str]] = (["H1", "A", "Thôn 1"], ["H2", "B", "Thôn 1"], ["H3", "C", "Thôn 2"])


def faults(config: Config, **said: Any) -> list[str]:
    """The faults of the shipped configuration beside a plan of children that says something else, and the plan of insurance."""
    plans = (*config.plans, plan(CHILDREN, **said), plan("bao-hiem-y-te"))
    return [fault.path for fault in reference_faults(replace(config, plans=plans))]


def test_a_list_that_could_name_entries_of_two_registers_is_refused(config: Config) -> None:
    rows = plan_rows(CHILDREN)
    (at,) = [n for n, row in enumerate(rows["indicators"]) if row["id"] == SIXTH]
    sixth = rows["indicators"][at]
    assert faults(config) == []
    assert faults(config, indicators=[{**sixth, "groups": ["village"]}], targets=[], group_kinds=[]) == [
        "plans[1].indicators[0].groups"
    ]
    (child,) = rows["registers"]
    pet = {**child, "id": "pet", "titles": ["vật nuôi"]}
    twice = [sixth, {**sixth, "id": "pets", "register": "pet"}]
    assert faults(config, indicators=twice, targets=[], registers=[child, pet]) == ["plans[1].indicators[1].groups"]
    body = {**plan_rows("bao-hiem-y-te")["indicators"][0], "id": "bodies", "register": "village", "way": "composed"}
    assert faults(config, indicators=[sixth, {**body, "groups": ["sixth_grade"]}], targets=[]) == [
        "plans[1].indicators[1].groups"
    ]
    named = [{**one, "also": ["Tên Zalo"]} if one["id"] == "code" else one for one in child["columns"]]
    assert "plans[1].registers[0].columns" in faults(config, registers=[{**child, "columns": named}])
    with pytest.raises(ValueError):
        faults(config, indicators=[{**sixth, "groups": []}], targets=[])


def test_a_list_of_pupils_that_nobody_calls_so_is_asked_about(world: World) -> None:
    """Its title names the register's entries, and it lacks the register's columns: it is neither, until somebody says which."""
    with pytest.raises(UserError):
        drop(world, "a.csv", [["Danh sách trẻ trong độ tuổi vào lớp 6"], *pupils("E1")[1:]], AUGUST, group="L6")


def test_quality_and_tasks_ask_for_each_list_of_participants(world: World) -> None:
    """Whose list was not there, or old, nobody told."""
    drop(world, "1.csv", children(1, *OF_ONE), AUGUST)
    missing = quality(world.store, speaking(world), AUGUST)
    assert [(one.code, one.listed_on) for one in missing.participants] == [("L6", None)]
    (trust,) = [one for one in missing.indicators if one.indicator == SIXTH]
    assert FigureDoubt.LISTS_MISSING in trust.doubts
    told = {notice.title: notice.detail for notice in to_do(missing, speaking(world))}
    assert "Nhập học lớp 6" in told["Nhóm chưa có danh sách thành viên: 2"], "beside the Zalo group of Thôn 2"
    assert "Nhập học lớp 6" in group_table(missing.member_lists)
    asked = tasks.tasks(world.store, speaking(world), AUGUST).tasks
    assert ("L6", "membership") in {(one.code, one.dataset) for one in asked}
    enrol(world, "a.csv", AUGUST, "E1")
    limit = world.config.attention.stale_list_days
    for days, stale in ((limit, False), (limit + 1, True)):
        found = quality(world.store, speaking(world), AUGUST + timedelta(days=days))
        assert [one.stale for one in found.participants] == [stale]
    assert not quality(world.store, world.config, AUGUST).participants, "the shipped plan asks for none"
