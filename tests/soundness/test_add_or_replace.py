"""A list that would take much away asks whether it adds or replaces; what it takes is reckoned scope by scope, on its own day."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from kpi.answers.status import statuses
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.loading.taking_away import AddOrReplace
from kpi.ingest.reading import delimited
from kpi.matching.question import asked
from kpi.operations import undo
from kpi.operations.rehearsal import rehearse
from tests.worlds import World, made_once, write_csv

JANUARY, FEBRUARY, MARCH, APRIL = (date(2024, month, 1) for month in (1, 2, 3, 4))
HEADER: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]
MEMBERS: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Tổng thành viên"]


def households(*numbers: int, village: str = "T1", phone: str = "", status: str = "") -> list[list[object]]:
    rows: list[list[object]] = [[f"H{n}", f"Chủ hộ {n}", village, phone, status] for n in numbers]
    return [HEADER, *rows]


def members(group: str, *numbers: int, total: str = "") -> list[list[object]]:
    return [[group, str(n), f"tên {n}", f"H{n}", total] for n in numbers]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Forty households in Thôn 1."""
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", households(*range(1, 41)), JANUARY)
    return world


def size(world: World, day: date) -> int | None:
    """How many households count: told as soon as there is a list of members."""
    return world.of("households", day).denominator


def with_members(world: World) -> World:
    world.load("membership", [MEMBERS, *members("N1", 1, 2)], JANUARY)
    return world


def test_a_mended_row_does_not_take_39_households_off_the_register(world: World) -> None:
    with_members(world)
    loads = len(world.store.batches())
    with pytest.raises(AddOrReplace) as asked:
        world.load("household", households(7, phone="0912000007"), FEBRUARY, adds=None)
    (outcome,) = asked.value.outcomes
    assert [problem.code for problem in outcome.problems] == ["add_or_replace"]
    assert (asked.value.exit_code, len(world.store.batches()), size(world, FEBRUARY)) == (3, loads, 40)
    added = world.load("household", households(7, 41, phone="0912000007"), FEBRUARY, adds=True)
    assert (added.complete, added.changes) == (False, {"added": 1, "changed": 1, "gone": 0})
    assert (size(world, JANUARY), size(world, FEBRUARY)) == (40, 41)


def test_a_row_that_was_asked_about_leaves_nothing_behind(world: World) -> None:
    with pytest.raises(AddOrReplace):
        world.load("household", households(7), FEBRUARY, adds=None)
    again = world.load("household", households(*range(1, 41)), FEBRUARY, adds=None)
    assert again.changes == {"added": 0, "changed": 0, "gone": 0}
    assert [row["held"] for row in world.store.read("rows_held") if row["batch"] == again.batch] == [40]


def test_who_leaves_a_group_is_gone_from_it_though_he_is_in_another(world: World) -> None:
    world.load("membership", [MEMBERS, *members("N1", 1, 2, 3, 4), *members("N2", 9)], JANUARY)
    new = [MEMBERS, *members("N1", 1), *members("N2", 1, 2, 3, 4, 9)]
    with pytest.raises(AddOrReplace):
        world.load("membership", new, FEBRUARY, adds=None)
    outcome = world.load("membership", new, FEBRUARY, adds=False)
    assert [(one.scope, one.added, one.gone) for one in outcome.scopes] == [("N1", 0, 3), ("N2", 4, 0)]
    assert outcome.changes == {"added": 4, "changed": 0, "gone": 3}


@pytest.mark.parametrize(
    ("held", "kept", "asks"),
    [
        (40, 36, False),  # 4 of 40 is a tenth and no more
        (40, 35, True),
        (4, 2, False),  # half, but 2 only
        (4, 1, True),
        (30, 27, False),
        (29, 26, True),
        (3, 3, False),
    ],
)
def test_more_than_a_tenth_and_at_least_three(tmp_path: Path, held: int, kept: int, asks: bool) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", households(*range(1, held + 1)), JANUARY, adds=None)
    new = households(*range(1, kept + 1), *range(100, 120))
    if asks:
        with pytest.raises(AddOrReplace):
            world.load("household", new, FEBRUARY, adds=None)
    else:
        assert world.load("household", new, FEBRUARY, adds=None).changes["gone"] == held - kept


def test_the_long_register_read_in_bulk_asks_as_the_short_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "TALL_BYTES", 0)
    with pytest.raises(AddOrReplace) as asked:
        world.load("household", households(1, *range(50, 60)), FEBRUARY, adds=None)
    (change,) = asked.value.outcomes[0].scopes
    assert (change.added, change.gone, change.before, change.after) == (10, 39, 40, 11)


def test_a_household_that_the_same_file_lists_in_another_village_is_not_taken_away(world: World) -> None:
    new = [*households(*range(6, 41)), *households(1, 2, 3, 4, village="T2")[1:]]
    outcome = world.load("household", new, FEBRUARY, adds=None)
    assert [(one.scope, one.added, one.gone, one.after) for one in outcome.scopes] == [
        ("T1", 0, 1, 35),
        ("T2", 4, 0, 4),
    ]
    with pytest.raises(AddOrReplace):
        world.load("household", households(*range(16, 41)), MARCH, adds=None)


def test_so_it_is_with_a_sheet_for_each_village(world: World, tmp_path: Path) -> None:
    path = tmp_path / "ho_2024-02-01.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for sheet, numbers in {"Thôn 1": range(11, 41), "Thôn 2": range(1, 11)}.items():
        page = book.add_worksheet(sheet)
        for place, row in enumerate([HEADER[:2], *([f"H{n}", f"Chủ hộ {n}"] for n in numbers)]):
            page.write_row(place, 0, row)
    book.close()
    outcomes = load(world.store, world.config, [Source(path)], known_at=datetime(2024, 3, 1), loaded_by="test")
    assert [outcome.changes for outcome in outcomes] == [
        {"added": 0, "changed": 0, "gone": 0}, {"added": 10, "changed": 0, "gone": 0},
    ]  # fmt: skip


def test_every_list_that_asks_is_told_at_once_and_none_is_stored(world: World, tmp_path: Path) -> None:
    world.load("household", households(*range(50, 60), village="T2"), JANUARY)
    loads = len(world.store.batches())
    files = [write_csv(tmp_path / f"{n}_2024-02-01.csv", households(n, village=f"T{n}")) for n in (1, 2)]
    good = write_csv(tmp_path / "tv_2024-02-01.csv", [MEMBERS, *members("N1", 1)])
    with pytest.raises(AddOrReplace) as asked:
        load(world.store, world.config, [Source(file) for file in (good, *files)], known_at=world.clock, loaded_by="t")
    assert [(one.asks, one.batch) for one in asked.value.outcomes] == [(False, None), (True, None), (True, None)]
    assert all(f"Thôn {n}" in asked.value.found for n in (1, 2))
    assert len(world.store.batches()) == loads


def test_a_list_loaded_later_for_an_earlier_day_is_held_against_what_was_in_force_then(world: World) -> None:
    world.load("household", households(*range(1, 4)), APRIL)
    with pytest.raises(AddOrReplace) as asked:
        world.load("household", households(4, 5, 6), FEBRUARY, adds=None)
    (change,) = asked.value.outcomes[0].scopes
    assert (change.before, change.after, change.gone) == (40, 3, 37), "on its own day the forty were in force"
    assert (change.newest_before, change.newest_after) == (3, 3), "on the newest day another list stays in force"
    before_all = world.load("household", households(9), date(2023, 12, 31), adds=None)
    assert before_all.changes["gone"] == 0, "the first list of a day on which there was none"


def test_what_was_added_after_the_day_of_a_list_stays_on_the_newest_day(world: World) -> None:
    world.load("household", households(41, 42), MARCH, adds=True)
    outcome = world.load("household", households(*range(1, 37)), FEBRUARY, adds=None)
    (change,) = outcome.scopes
    assert (change.before, change.after, change.gone) == (40, 36, 4)
    assert (change.newest_before, change.newest_after) == (42, 38)
    assert size(with_members(world), APRIL) == 38


def test_what_was_added_is_taken_away_by_a_later_whole_list_and_counted_as_gone(world: World) -> None:
    world.load("household", households(*range(41, 51)), FEBRUARY, adds=True)
    with pytest.raises(AddOrReplace) as asked:
        world.load("household", households(*range(1, 41)), MARCH, adds=None)
    assert asked.value.outcomes[0].changes["gone"] == 10


def test_a_register_of_villages_before_the_first_is_held_against_the_first(tmp_path: Path) -> None:
    """Until then the first one stands for it: a shorter one would end the lists of the villages that it leaves out."""
    world = World.empty(tmp_path).with_villages_and_groups(5, FEBRUARY)
    with pytest.raises(AddOrReplace) as asked:
        world.load("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"]], JANUARY, adds=None)
    assert asked.value.outcomes[0].changes["gone"] == 4


def test_rows_that_were_added_to_nothing_make_no_first_list_ask(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    alone = world.load("household", households(*range(1, 11)), JANUARY, adds=True)
    assert [problem.code for problem in alone.problems] == ["stands_alone"]
    assert size(with_members(world), FEBRUARY) is None, "a village whose only list is an addition has no register"
    first = world.load("household", households(*range(20, 60)), FEBRUARY, adds=None)
    assert first.changes == {"added": 40, "changed": 0, "gone": 0}


def test_a_blank_of_an_added_row_says_nothing(world: World) -> None:
    world.load("household", households(1, phone="0912000001", status="Đã chuyển đi"), FEBRUARY, adds=True)
    outcome = world.load(
        "household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "Chủ hộ 1", "T1"]], MARCH, adds=True
    )
    assert outcome.changes == {"added": 0, "changed": 0, "gone": 0}
    rows = world.store.read(
        "households_at",
        as_of=[MARCH],
        known_at=world.clock,
        households_left_out=list(world.config.participation.households_left_out),
    )
    (first,) = [row for row in rows if row["code"] == "H1"]
    assert (first["phone"], first["resides"]) == ("0912000001", False)


def test_an_addition_before_the_whole_list_fills_the_past_and_undone_it_never_was(world: World) -> None:
    with_members(world)
    world.load("household", households(*range(1, 41)), MARCH)
    days = (JANUARY, FEBRUARY, MARCH)
    before = [found.indicators for found in statuses(world.store, world.config, days)]
    added = world.load("household", households(41), FEBRUARY, adds=True)
    assert [found.denominator for found in world.over("households", *days)] == [40, 41, 40]
    assert added.batch is not None
    undo.undo(world.store, added.batch, undone_by="test", reason="", at=world.clock)
    assert [found.indicators for found in statuses(world.store, world.config, days)] == before


def test_without_its_whole_list_an_addition_adds_to_the_list_before(world: World) -> None:
    with_members(world)
    whole = world.load("household", households(*range(1, 21)), FEBRUARY)
    world.load("household", households(50), MARCH, adds=True)
    assert size(world, MARCH) == 21
    assert whole.batch is not None
    undo.undo(world.store, whole.batch, undone_by="test", reason="", at=world.clock)
    assert size(world, MARCH) == 41


def test_a_list_that_is_partial_by_its_total_asks_nothing_and_stays_partial(world: World) -> None:
    world.load("membership", [MEMBERS, *members("N1", *range(1, 11))], JANUARY)
    for adds in (None, False):
        outcome = world.load("membership", [MEMBERS, *members("N1", 11, total="12")], FEBRUARY, adds=adds)
        assert (outcome.complete, outcome.changes["gone"]) == (False, 0)
    assert world.of("households", FEBRUARY).numerator == 11


def test_the_same_file_first_added_and_then_whole_is_no_load_of_before(world: World, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "ho_2024-02-01.csv", households(1, 2, 3))

    def said(adds: bool) -> Outcome:
        source = Source(path, adds=adds)
        return load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")[0]

    assert said(True).loaded_before is None
    assert said(True).loaded_before is not None
    assert said(False).changes["gone"] == 37
    assert size(with_members(world), FEBRUARY) == 3


def test_rows_that_are_added_do_not_close_the_rejected_rows_of_the_register(world: World) -> None:
    """Only mended rows do; ten new households are no answer to three rejected ones."""
    headless: list[list[object]] = [[f"H{n}", "", "T1", "", ""] for n in (61, 62, 63)]
    world.load("household", [*households(*range(1, 41)), *headless], FEBRUARY)
    world.load("household", households(*range(41, 51)), MARCH, adds=True)
    open_rows = world.store.read("open_rejections", **asked(world.config, [MARCH], world.clock))
    assert [row["rejected"] for row in open_rows] == [3]


def test_a_rehearsal_tells_the_day_of_the_list_and_the_newest(world: World, tmp_path: Path) -> None:
    with_members(world)
    world.load("household", households(*range(1, 41)), APRIL)
    path = write_csv(tmp_path / "ho_2024-02-01.csv", households(1))
    asked = rehearse(world.store, world.config, [Source(path)], known_at=world.clock)
    assert (asked.loadable, len(asked.asking), asked.effects) == (False, 1, ())
    said = rehearse(world.store, world.config, [Source(path, adds=False)], known_at=world.clock)
    sizes = [
        (one.day, one.before.of("households").denominator, one.after.of("households").denominator)
        for one in said.effects
    ]
    assert sizes == [(FEBRUARY, 40, 1), (APRIL, 40, 40)]


def test_a_log_of_reports_takes_nothing_away(world: World) -> None:
    header = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận"]
    rows = [[f"P{n}", "Phản ánh", "02/01/2024"] for n in range(1, 11)]
    world.load("case", [header, *rows], JANUARY, adds=None)
    outcome = world.load("case", [header, rows[0], ["P11", "Phản ánh", "03/01/2024"]], FEBRUARY, adds=None)
    assert outcome.changes == {"added": 1, "changed": 0, "gone": 0}
