"""Registers that a plan adds, loaded through the same door as all others: figures counted by hand at three dates beside the shipped
plan, of which nothing moves; what is missing, what is refused, what is taken back, and what is never kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from kpi import api
from kpi.answers import drill
from kpi.answers.lists import sources
from kpi.cli import cli
from kpi.config.models import Config
from kpi.config.references import reference_faults
from kpi.domain.errors import UserError
from kpi.domain.indicators import Shows
from kpi.domain.reasons import Reason
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.loading.taking_away import AddOrReplace
from kpi.ingest.workbooks.mending import mending_of
from kpi.ingest.workbooks.templates import template
from kpi.judgement.verdicts import Verdict
from kpi.operations.rehearsal import rehearse
from kpi.operations.undo import redo, undo
from kpi.operations.verify import verify
from kpi.snapshots import freezing
from kpi.ui.parts.attention import notices
from tests.plans import config_with, plan, plan_rows
from tests.worlds import CONFIG_FILE, World, made_once, write_csv

AUGUST, SEPTEMBER, DECEMBER = date(2024, 8, 31), date(2024, 9, 30), date(2024, 12, 31)
CHILDREN, WASTE = "huy-dong-hoc-sinh", "thu-gom-rac"
CHILD = ["STT", "Họ và tên trẻ", "Ngày sinh", "Mã trẻ", "Độ tuổi", "Tình trạng", "Đã ra lớp"]
POINT = ["Mã điểm", "Tên điểm", "Thôn", "Tình trạng", "Đạt yêu cầu vệ sinh"]
POINTS = [
    ["D1", "Cổng chợ", "Thôn 1", "Đang sử dụng", "Có"], ["D2", "Bãi sông", "Thôn 1", "", "Không"],
    ["D3", "Nhà văn hóa", "Thôn 2", "Đã đóng", "Có"], ["D4", "Ngã ba", "", "Đang dùng", "x"],
]  # fmt: skip


@made_once
def a_commune(tmp_path: Path) -> World:
    """Two villages with a household each in a Zalo group; the plans beside the shipped one have no list yet."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.config = replace(world.config, plans=(*world.config.plans, plan(CHILDREN), plan(WASTE)))
    world.load(
        "household",
        [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "Hộ A", "Thôn 1"], ["H2", "Hộ B", "Thôn 2"]],
        AUGUST,
    )
    world.load("membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "Anh Ba", "H1"]], AUGUST)
    return world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return a_commune(tmp_path)


def drop(world: World, name: str, rows: Sequence[Sequence[object]], day: date, **said: Any) -> Outcome:
    """A file of this name as a clerk drops it: nobody says what it is."""
    world.clock += timedelta(hours=1)
    path = write_csv(world.folder / name, rows)
    (outcome,) = load(
        world.store, world.config, [Source(path, as_of=day, **said)], known_at=world.clock, loaded_by="test"
    )
    return outcome


def children(village: int, *rows: Sequence[str]) -> list[list[str]]:
    """A village's list: its title says which village, each row a code, an age, a state and whether the child is at school."""
    listed = [[str(n), f"Trẻ {code}", "01/02/2018", code, *said] for n, (code, *said) in enumerate(rows, 1)]
    return [[f"DANH SÁCH TRẺ TRONG ĐỘ TUỔI THÔN {village}"], CHILD, *listed]


def figures(world: World, name: str, day: date) -> dict[str, tuple[int | None, int | None, Verdict, Reason | None]]:
    found = replace(world, config=world.config.speaking_of(name)).status(day).indicators
    return {row.id: (row.numerator, row.denominator, row.verdict, row.reason) for row in found}


AT_FIRST = (
    ["C1", "6 tuổi", "Đang ở xã", "Có"], ["C2", "6", "", "Không"], ["C3", "6 tuổi", "Chuyển đi", "Có"],
    ["C4", "5 tuổi", "Thường trú", "x"],
)  # fmt: skip


def test_children_are_counted_by_hand_at_three_dates_beside_the_shipped_plan(world: World) -> None:
    before = {day: world.status(day) for day in (AUGUST, SEPTEMBER, DECEMBER)}
    frozen = freezing.freeze(
        world.store, world.config, SEPTEMBER, AUGUST, frozen_by="An", at=world.clock + timedelta(minutes=1)
    )
    assert figures(world, CHILDREN, AUGUST)["first_graders"] == (None, None, Verdict.NO_DATA, Reason.NO_REGISTER)
    # August: of village 1 alone. C1 is at school, C2 is not; C3 has moved; C4 is five. Of village 2 nobody knows.
    outcome = drop(world, "tre thon 1.csv", children(1, *AT_FIRST), AUGUST)
    assert (outcome.dataset, outcome.accepted, outcome.rejected) == ("child", 4, 0)
    august = figures(world, CHILDREN, AUGUST)
    assert august["first_graders"] == (1, 2, Verdict.NO_DATA, Reason.PARTIAL_MARKS)
    assert august["preschool_children"] == (1, 1, Verdict.NO_DATA, Reason.PARTIAL_MARKS)
    # September: village 2, where C3 lives now and is at school, as is C5; C6 is five and is not.
    there = (["C5", "6 tuổi", "Tạm trú", "có"], ["C3", "6 tuổi", "", "Có"], ["C6", "5 tuổi", "", ""])
    drop(world, "tre thon 2.csv", children(2, *there), SEPTEMBER)
    september = figures(world, CHILDREN, SEPTEMBER)
    assert september["first_graders"] == (3, 4, Verdict.NOT_MET, None)
    assert september["preschool_children"] == (1, 2, Verdict.NOT_MET, None)
    spoken = world.config.speaking_of(CHILDREN)
    now = replace(world, config=spoken).status(SEPTEMBER)
    lagging = [one.detail for one in notices(now, (), (), spoken) if one.title.startswith("Thôn chưa đạt mức giao")]
    assert lagging == ["Thôn 2: thiếu 1", "Thôn 1: thiếu 1"], "C6 of those of five, C2 of first graders"
    own_state = freezing.freeze(
        world.store,
        world.config.speaking_of(CHILDREN),
        SEPTEMBER,
        AUGUST,
        frozen_by="An",
        at=world.clock + timedelta(minutes=1),
    )
    # December: village 1 anew. C2 goes to school now, C7 has come; C8 need not go, by the plan.
    anew = (AT_FIRST[0], ["C2", "6", "", "Có"], AT_FIRST[3], ["C7", "6", "", "Có"], ["C8", "6", "Miễn đi học", ""])
    drop(world, "tre thon 1 moi.csv", children(1, *anew), DECEMBER)
    december = figures(world, CHILDREN, DECEMBER)
    assert december["first_graders"] == (5, 5, Verdict.MET, None)
    assert december["preschool_children"] == (1, 2, Verdict.NOT_MET, None)
    assert figures(world, CHILDREN, AUGUST) == august and figures(world, CHILDREN, SEPTEMBER) == september
    # The shipped plan: its figures, the days they rest on, its check code and its sources are what they were.
    assert {day: world.status(day).indicators for day in before} == {day: one.indicators for day, one in before.items()}
    check = freezing.check(world.store, world.config, frozen)
    assert check.same and check.recomputed == frozen.code
    assert "child" not in {row.dataset for row in sources(world.store, world.config, DECEMBER)}
    assert freezing.check(world.store, world.config, own_state).same, "frozen of its own plan"
    own = sources(world.store, world.config.speaking_of(CHILDREN), DECEMBER)
    assert sorted(row.observed_on for row in own if row.dataset == "child") == [SEPTEMBER, DECEMBER]


def test_points_of_the_commune_are_counted_at_three_dates_and_taken_back(world: World) -> None:
    title = [["Danh sách điểm thu gom rác xã Hà Giang"]]
    drop(world, "a.csv", [*title, POINT, *POINTS], AUGUST)
    assert figures(world, WASTE, AUGUST)["clean_points"] == (2, 3, Verdict.NOT_MET, None), (
        "D3 is closed; D4 is of no village"
    )
    # September: one more, and D2 is clean now; rows are added, nothing goes.
    more = [["D2", "Bãi sông", "Thôn 1", "", "Có"], ["D5", "Đầu cầu", "Thôn 2", "", ""]]
    drop(world, "b.csv", [*title, POINT, *more], SEPTEMBER, adds=True)
    assert figures(world, WASTE, SEPTEMBER)["clean_points"] == (3, 4, Verdict.NOT_MET, None)
    # December: the whole list anew, without D5.
    anew = [*POINTS[:1], ["D2", "Bãi sông", "Thôn 1", "", "Có"], POINTS[3], ["D6", "Sau trường", "Thôn 2", "", "Có"]]
    last = drop(world, "c.csv", [*title, POINT, *anew], DECEMBER)
    assert figures(world, WASTE, DECEMBER)["clean_points"] == (4, 4, Verdict.MET, None)
    assert [(one.added, one.changed, one.gone) for one in last.scopes] == [(1, 0, 2)]
    assert last.batch is not None
    world.clock += timedelta(hours=1)
    undo(world.store, last.batch, undone_by="An", reason="Nhầm tệp", at=world.clock)
    assert figures(world, WASTE, DECEMBER)["clean_points"] == (3, 4, Verdict.NOT_MET, None)
    redo(world.store, last.batch, redone_by="An", reason="Đúng tệp", at=world.clock + timedelta(hours=1))
    assert figures(world, WASTE, DECEMBER)["clean_points"] == (4, 4, Verdict.MET, None)


def test_what_is_missing_has_as_many_rows_as_the_figure(world: World) -> None:
    """Of places by name; of children the code alone, and only of a village whose head follows up."""
    drop(world, "a.csv", [["Điểm tập kết rác"], POINT, *POINTS], AUGUST)
    waste = world.config.speaking_of(WASTE)
    missing = drill.lists(world.store, waste, "clean_points", AUGUST).of("missing")
    assert missing.entities is not None
    assert [(one.code, one.name, one.village) for one in missing.entities] == [("D2", "Bãi sông", "T1")]
    drop(world, "tre.csv", children(1, *AT_FIRST), AUGUST)
    of_children = world.config.speaking_of(CHILDREN)
    assert of_children.shows("first_graders") is Shows.CODES and waste.shows("clean_points") is Shows.NAMES
    lists = drill.lists(world.store, of_children, "first_graders", AUGUST)
    assert lists.of("missing").withheld and lists.of("missing").figure == 1
    followed = replace(of_children, matching=replace(of_children.matching, household_follow_up=("T1",)))
    found = drill.lists(world.store, followed, "first_graders", AUGUST).of("missing", "T1")
    assert found.entities is not None
    assert [(one.code, one.name) for one in found.entities] == [("C2", None)]


def test_no_name_and_no_birthday_of_a_child_is_kept(world: World) -> None:
    outcome = drop(world, "tre.csv", children(1, *AT_FIRST), AUGUST)
    assert {"Họ và tên trẻ", "Ngày sinh"} <= set(outcome.dropped_columns)
    assert "Trẻ C2".encode() not in world.store.content()
    with pytest.raises(UserError):  # a citizen's number is no code
        drop(world, "so.csv", children(1, ["038218001234", "6", "", "Có"]), SEPTEMBER)


def test_what_the_plan_does_not_name_is_left_out_and_told(world: World) -> None:
    """Whatever it may be, a parent's number or a code of another office: nobody is asked, for all that the plan names is there."""
    title, header, *rows = children(1, *AT_FIRST)
    more = [[*row, f"09120000{n:02}", f"MT{n}"] for n, row in enumerate(rows, 1)]
    outcome = drop(world, "tre.csv", [title, [*header, "SĐT phụ huynh", "Mã thẻ thư viện"], *more], AUGUST)
    assert (outcome.accepted, {"SĐT phụ huynh", "Mã thẻ thư viện"} <= set(outcome.dropped_columns)) == (4, True)
    assert b"0912000002" not in world.store.content()


def test_a_row_that_cannot_be_used_is_rejected_and_comes_back_mended(world: World) -> None:
    wrong = ["D7", "", "Thôn 1", "Đang dùng", "Có"]
    outcome = drop(
        world, "a.csv", [["Điểm tập kết rác"], POINT, *POINTS, wrong, ["D8", "Ao", "Thôn 9", "?", "Có"]], AUGUST
    )
    assert (outcome.accepted, outcome.rejected) == (4, 2)
    path = world.folder / "can-sua.xlsx"
    path.write_bytes(mending_of(outcome))
    book = openpyxl.load_workbook(path)
    page = book.active
    headers = [cell.value for cell in page[3]]
    for row, header, said in ((4, "Tên điểm", "Ven đường"), (5, "Tình trạng", "Đang dùng"), (5, "Thôn", "Thôn 2")):
        page.cell(row, headers.index(header) + 1, said)
    book.save(path)
    world.clock += timedelta(hours=1)
    load(world.store, world.config, [Source(path, as_of=AUGUST)], known_at=world.clock, loaded_by="t")
    assert figures(world, WASTE, AUGUST)["clean_points"] == (4, 5, Verdict.MET, None)


def test_a_rehearsal_stores_nothing_and_much_that_would_go_is_asked(world: World) -> None:
    rows = [["Điểm tập kết rác"], POINT, *([f"D{n}", f"Điểm {n}", "", "", "Có"] for n in range(9))]
    path = write_csv(world.folder / "a.csv", rows)
    found = rehearse(world.store, world.config, [Source(path, as_of=AUGUST)], known_at=world.clock)
    assert [(one.dataset, one.accepted) for one in found.outcomes] == [("waste_point", 9)]
    assert figures(world, WASTE, AUGUST)["clean_points"][3] is Reason.NO_REGISTER
    drop(world, "a.csv", rows, AUGUST)
    with pytest.raises(AddOrReplace):
        drop(world, "b.csv", rows[:4], SEPTEMBER)
    assert drop(world, "a.csv", rows, AUGUST).loaded_before is not None


def test_a_list_is_known_by_its_title_and_headers(world: World) -> None:
    """Also without a title, where its headers make it no other list; with one and without its columns it is refused, and so is one
    that nobody could tell from another list."""
    assert drop(world, "ds.csv", [POINT, *POINTS], AUGUST).dataset == "waste_point"
    with pytest.raises(UserError) as refused:
        drop(world, "ds.csv", [["Điểm tập kết rác"], POINT[:3], *(row[:3] for row in POINTS)], AUGUST)
    assert refused.value.code == "register_lacks_columns" and "Tình trạng" in refused.value.expected
    register = [["Mã hộ", "Chủ hộ", "Thôn"], ["H1", "Hộ A", "Thôn 1"]]
    assert drop(world, "so-ho.csv", [["Sổ hộ dân thôn 1"], *register], SEPTEMBER).dataset == "household"
    both = [["Điểm tập kết rác"], ["Mã thôn", "Tên thôn", "Mã điểm"], ["T1", "Thôn 1", "D1"], ["T2", "Thôn 2", "D2"]]
    with pytest.raises(UserError) as refused:
        drop(world, "ho.csv", both, SEPTEMBER)
    assert refused.value.code == "several_registers"
    assert drop(world, "said.csv", [POINT, *POINTS], SEPTEMBER, dataset="waste_point").accepted == 4
    twice = [*POINT, "Đạt vệ sinh"]
    with pytest.raises(UserError) as refused:
        drop(world, "twice.csv", [["Điểm tập kết rác"], twice, *([*row, ""] for row in POINTS)], SEPTEMBER)
    assert refused.value.code == "repeated_header"
    other = [["Điểm tập kết rác"], POINT, *POINTS, POINT[::-1], *(row[::-1] for row in POINTS)]
    with pytest.raises(UserError) as refused:
        drop(world, "two.csv", other, SEPTEMBER)
    assert refused.value.code == "two_tables"


def test_a_list_without_the_plans_column_says_nothing(world: World) -> None:
    bare = [row[:4] for row in (POINT, *POINTS)]
    drop(world, "a.csv", [["Điểm tập kết rác"], *bare], AUGUST)
    assert figures(world, WASTE, AUGUST)["clean_points"][:2] == (None, None)
    assert figures(world, WASTE, AUGUST)["clean_points"][3] is Reason.NO_MARKS


def test_a_code_in_another_spelling_is_the_same_entry(world: World) -> None:
    drop(world, "a.csv", [["Điểm tập kết rác"], POINT, *POINTS], AUGUST)
    outcome = drop(
        world, "b.csv", [["Điểm tập kết rác"], POINT, ["d-02", "Bãi sông", "Thôn 1", "", "Có"]], SEPTEMBER, adds=True
    )
    assert outcome.accepted == 1
    assert figures(world, WASTE, SEPTEMBER)["clean_points"] == (3, 3, Verdict.MET, None)


def test_a_village_that_leaves_the_register_takes_its_list_along(world: World) -> None:
    drop(world, "1.csv", children(1, *AT_FIRST), AUGUST)
    drop(world, "2.csv", children(2, ["C5", "6", "", "Có"]), AUGUST)
    assert figures(world, CHILDREN, AUGUST)["first_graders"][:2] == (2, 3)
    world.load("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"]], SEPTEMBER)
    assert figures(world, CHILDREN, SEPTEMBER)["first_graders"] == (1, 2, Verdict.NOT_MET, None)


def test_its_template_is_read_back_with_the_plans_columns(world: World) -> None:
    dataset = world.config.dataset("waste_point")
    path = world.folder / "mau.xlsx"
    path.write_bytes(template(dataset, world.config))
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    assert [cell.value for cell in page[3]] == POINT
    for number, row in enumerate(POINTS, start=4):
        for place, cell in enumerate(row, start=1):
            page.cell(number, place, cell)
    book.save(path)
    (outcome,) = [
        one
        for one in load(world.store, world.config, [Source(path, as_of=AUGUST)], known_at=world.clock, loaded_by="t")
        if one.dataset
    ]
    assert (outcome.dataset, outcome.accepted) == ("waste_point", 4)
    assert figures(world, WASTE, AUGUST)["clean_points"] == (2, 3, Verdict.NOT_MET, None)


def changed(config: Config, **said: Any) -> list[str]:
    """The faults of the shipped configuration beside the plan of waste, whose register says something else."""
    (register,) = plan_rows(WASTE)["registers"]
    beside = replace(config, plans=(*config.plans, plan(CHILDREN), plan(WASTE, registers=[{**register, **said}])))
    return [fault.path for fault in reference_faults(beside)]


def test_faults_of_a_register_are_told_at_their_place(config: Config) -> None:
    code, name, *rest = plan(WASTE).registers[0].columns
    columns = [{"id": "code", "header": "Mã điểm"}, {"id": "name", "header": "Họ và tên"}]
    assert changed(config) == []
    assert changed(config, columns=columns, left_out=[]) == ["plans[2].registers[0].columns[1]"], "a person's name"
    assert "plans[2].registers[0].id" in changed(config, id="household")
    assert "plans[2].registers[0].id" in changed(config, id="child"), "the plan above means another one"
    assert "plans[2].indicators[2].register" in changed(config, id="points")
    twice = [{"id": "code", "header": "Mã điểm"}, {"id": "name", "header": "Mã điểm"}]
    assert "plans[2].registers[0].columns[1]" in changed(config, columns=twice, left_out=[])
    assert (code.id, name.id, len(rest)) == ("code", "name", 2)


@pytest.mark.parametrize(
    "said",
    [
        {"scope": "village", "columns": [{"id": "code", "header": "Mã"}]},
        {"columns": [{"id": "name", "header": "Tên"}]},
        {"left_out": ["gone"]},
        {"columns": [{"id": "code", "header": "Mã", "words": {"a": ["A"]}}], "left_out": []},
    ],
    ids=["no village", "no code", "unknown state", "words of a code"],
)
def test_a_register_that_cannot_be_is_refused(said: dict[str, Any]) -> None:
    (register,) = plan_rows(WASTE)["registers"]
    with pytest.raises(ValueError):
        plan(WASTE, registers=[{**register, **said}])


def test_the_command_line_and_the_door_for_programmers_speak_of_them(world: World, tmp_path: Path) -> None:
    rules = config_with(tmp_path / "rules.yaml", WASTE)
    path = write_csv(tmp_path / "diem-tap-ket-rac_2024-08-31.csv", [POINT, *POINTS])

    def run(*words: str) -> str:
        done = CliRunner().invoke(cli, ["--config", rules, "--database", str(world.store.path), *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    assert "Danh sách điểm tập kết rác" in run("import", str(path), "--dry-run")
    assert "lần nạp" not in run("import", str(path), "--dry-run")
    assert "Danh sách điểm tập kết rác" in run("import", str(path), "--dataset", "waste_point")
    assert "(2/3 điểm)" in run("status", "--as-of", "2024-08-31", "--plan", WASTE)
    assert "Danh sách điểm tập kết rác" in run("batches")
    number = world.store.batches()[-1].batch
    figures = api.open(world.store.path, rules, WASTE)
    (row,) = figures.indicators("2024-08-31").query("indicator == 'clean_points'").itertuples()
    assert (row.numerator, row.denominator) == (2, 3)
    assert "waste_point" in list(figures.batches()["dataset"])
    assert "waste_point" in list(api.open(world.store.path, CONFIG_FILE).batches()["dataset"]), "its plan is gone"
    run("undo", str(number), "--reason", "Nhầm tệp")
    assert "Điểm tập kết rác đạt yêu cầu: – chưa có số liệu" in run("status", "--as-of", "2024-08-31", "--plan", WASTE)
    assert verify(world.store, world.config) == []
