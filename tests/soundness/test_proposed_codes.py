"""Lists without codes: what is the same keeps its code, what is new gets one that nothing has had, and nothing is stored unseen."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from kpi.ingest.loading.load import Outcome, Source
from kpi.ingest.loading.taking_away import AddOrReplace
from kpi.operations.rehearsal import rehearse
from kpi.operations.undo import redo, undo
from kpi.store import open_store
from kpi.store.duckdb.migrations import newest_version, steps
from tests.soundness.test_persons import stored_households
from tests.worlds import World, write_csv

HEADER = ("Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Số nhân khẩu")
MOT = ("Đỗ Thị Một", "Thôn 1", "0912000001", 4)
HAI = ("Lý Văn Hai", "Thôn 1", "0912000002", 3)
BA = ("Bùi Thị Ba", "Thôn 2", "0912000003", 2)
DAY = date(2024, 6, 1)
LATER = date(2024, 9, 1)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def codes(world: World, rows: Sequence[Sequence[object]], day: date = DAY) -> dict[str, str]:
    """Head → code, as they are stored after the list is loaded."""
    outcome = world.load("household", [HEADER, *rows], day)
    return {row["head_name"]: row["code"] for row in stored_households(world.store, outcome.batch)}


def registered(world: World, day: date = DAY) -> int:
    """Households on the registers of a day."""
    return len(world.store.read("households_at", as_of=[day], known_at=datetime.max, households_left_out=["moved"]))


def warned(outcome: Outcome) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.row) for problem in outcome.problems if problem.severity == "warning"]


def test_every_household_gets_a_code_of_its_village(world: World) -> None:
    assert codes(world, [MOT, HAI, BA]) == {
        "Đỗ Thị Một": "T1-TC0001",
        "Lý Văn Hai": "T1-TC0002",
        "Bùi Thị Ba": "T2-TC0001",
    }


def test_codes_survive_another_order_newcomers_and_what_changes(world: World) -> None:
    """A new phone where the members are the same, other members where the phone is, and both where a name is there once."""
    first = codes(world, [MOT, HAI, BA])
    changed = [
        ("Hồ Văn Bốn", "Thôn 1", "0912000009", 4),
        ("Bùi Thị Ba", "Thôn 2", None, 5),
        ("ĐỖ THỊ MỘT", "Thôn 1", "0912000077", 4),
        ("Ông Lý Văn Hai", "Thôn 1", "0912000002", 6),
    ]
    second = codes(world, changed, LATER)
    assert list(second.values()) == ["T1-TC0003", first["Bùi Thị Ba"], first["Đỗ Thị Một"], first["Lý Văn Hai"]]


def test_any_order_of_the_next_list_gives_the_same_codes(world: World) -> None:
    rows = [(f"Trần Văn {name}", "Thôn 1", f"09120000{n:02d}", n) for n, name in enumerate("ABCDEFGH")]
    first = codes(world, rows)
    for attempt in range(3):
        random.Random(attempt).shuffle(rows)
        assert codes(world, rows, LATER + timedelta(days=attempt)) == first


def test_namesakes_are_told_apart_by_phone_or_members(world: World) -> None:
    one, two = ("Lê Văn An", "Thôn 1", "0912000001", 4), ("Lê Văn An", "Thôn 1", "0912000002", 5)
    stranger = ("Lê Văn An", "Thôn 1", "0912000008", 9)
    world.load("household", [HEADER, one, two], DAY)
    outcome = world.load("household", [HEADER, stranger, ("Lê Văn An", "Thôn 1", "0912000009", 5), one], LATER)
    found = [row["code"] for row in stored_households(world.store, outcome.batch)]
    assert found == ["T1-TC0003", "T1-TC0002", "T1-TC0001"]


def test_two_alike_get_two_codes_and_a_warning(world: World) -> None:
    outcome = world.load("household", [HEADER, MOT, HAI, MOT], DAY)
    three = ["T1-TC0001", "T1-TC0002", "T1-TC0003"]
    assert [row["code"] for row in stored_households(world.store, outcome.batch)] == three
    assert ("alike", 4) in warned(outcome)
    again = world.load("household", [HEADER, MOT, MOT, HAI], LATER)
    assert sorted(row["code"] for row in stored_households(world.store, again.batch)) == three


def test_the_same_row_with_the_same_running_number_is_one_household(world: World) -> None:
    """Another number tells two alike apart; without numbers nothing does."""
    rows = [(1, *MOT), (2, *HAI), (2, *HAI), (3, *HAI)]
    outcome = world.load("household", [("STT", *HEADER), *rows], DAY)
    assert (outcome.accepted, outcome.ignored, registered(world)) == (3, 1, 3)
    assert [problem.row for problem in outcome.problems if problem.code == "repeated_row"] == [4]


def test_a_code_that_a_register_has_is_never_given(world: World) -> None:
    world.load("household", [("Mã hộ", *HEADER), ("t1 TC1", *HAI)], date(2024, 1, 1))
    assert codes(world, [MOT]) == {"Đỗ Thị Một": "T1-TC0002"}


def test_a_household_known_by_a_code_of_its_own_keeps_it(world: World) -> None:
    world.load("household", [("Mã hộ", *HEADER), ("H7", *MOT), ("H8", *HAI)], date(2024, 1, 1))
    assert codes(world, [HAI, MOT]) == {"Lý Văn Hai": "H8", "Đỗ Thị Một": "H7"}


def test_codes_are_shown_before_they_are_stored(world: World) -> None:
    path = write_csv(world.folder / "so ho.csv", [HEADER, MOT, HAI])
    found = rehearse(world.store, world.config, [Source(path, as_of=DAY)], known_at=world.clock).outcomes[0]
    assert [row["code"] for row in found.preview] == ["T1-TC0001", "T1-TC0002"]
    assert "proposed_codes" in {problem.code for problem in found.problems}
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        assert connection.execute("select count(*) from proposed_codes").fetchall() == [(0,)]


def test_an_undone_load_takes_its_codes_with_it_and_they_come_back_with_their_households(world: World) -> None:
    first = codes(world, [MOT, HAI])
    batch = world.store.batches()[-1].batch
    undo(world.store, batch, undone_by="test", reason="wrong", at=world.clock)
    assert registered(world) == 0
    assert codes(world, [HAI, BA, MOT], LATER) == {**first, "Bùi Thị Ba": "T2-TC0001"}
    redo(world.store, batch, redone_by="test", reason="right", at=world.clock + timedelta(hours=1))
    assert registered(world) == 2


def test_members_who_declare_such_a_code_are_linked_by_it(world: World) -> None:
    codes(world, [MOT, HAI])
    members = [("Nhóm", "Tên hiển thị", "Mã hộ"), ("N1", "Bống", "T1-TC0001"), ("N1", "Tép", "T1-TC0009")]
    outcome = world.load("membership", members, LATER)
    assert world.counts("households", LATER)[::2] == (1, 2)
    assert [code for code, _row in warned(outcome)] == ["unknown_code"]


def test_a_mended_list_without_codes_adds_to_it(world: World) -> None:
    world.load("household", [HEADER, MOT, ("", "Thôn 1", "0912000002", 3)], DAY)
    outcome = world.load("household", [("DANH SÁCH BỔ SUNG",), HEADER, HAI], DAY)
    assert [row["code"] for row in stored_households(world.store, outcome.batch)] == ["T1-TC0002"]
    assert registered(world) == 2


def test_villages_without_codes_are_called_by_their_names(tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    world.load("village", [["Tên thôn"], ["Thôn Đông Hải"], ["Khu phố 2"]], date(2024, 1, 1))
    world.load("village", [["Tên thôn"], ["Khu phố 2"], ["Yên Xá"], ["Đông Hải"]], DAY)
    found = {row["name"]: row["code"] for row in world.store.read("newest_villages", known_at=world.clock)}
    assert found == {"Khu phố 2": "KHU-PHO-2", "Yên Xá": "YEN-XA", "Đông Hải": "THON-DONG-HAI"}


@pytest.mark.parametrize("version", range(1, newest_version()))
def test_a_database_of_every_earlier_schema_is_brought_forward(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table schema_version (version integer primary key)")
        for number, sql in steps()[:version]:
            connection.execute(sql)
            connection.execute("insert into schema_version values (?)", [number])
    assert open_store(path).is_empty()
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("select max(version) from schema_version").fetchall() == [(newest_version(),)]
        assert connection.execute("select count(*) from proposed_codes").fetchall() == [(0,)]


def test_numbers_that_go_on_from_another_sheet_are_no_codes(world: World) -> None:
    """Kept as codes, they named other households in the next month's list."""
    rows = [(str(number), name, "Thôn 1") for number, name in ((26, "Mận"), (27, "Khế"), (28, "Sim"))]
    outcome = world.load("household", [("STT hộ", "Họ và tên chủ hộ", "Thôn"), *rows], DAY)
    found = {row["code"] for row in stored_households(world.store, outcome.batch)}
    assert len(found) == 3 and not found & {"26", "27", "28"}


VILLAGES = [["Mã thôn", "Tên thôn"], ["KP1", "Khu phố 1"], ["KP2", "Khu phố 2"], ["TH", "Khu phố Thái Hòa"]]


def numbered_anew(folder: Path, adds: bool | None, *rows: Sequence[object]) -> tuple[Outcome, dict[str, str]]:
    """Loads villages without codes over those with codes; the outcome, and name → code."""
    world = World.empty(folder)
    world.load("village", VILLAGES, date(2024, 1, 1))
    outcome = world.load("village", [["Tên thôn"], *rows], DAY, adds=adds)
    return outcome, {row["name"]: row["code"] for row in world.store.read("newest_villages", known_at=world.clock)}


def test_one_number_of_two_units_is_asked_about_and_is_not_the_same_village(tmp_path: Path) -> None:
    """ "Tổ 1" took the code of Khu phố 1 and with it its households, and nothing said so."""
    rows = [["Tổ 1"], ["Khu phố 2"], ["Thái Hòa"]]
    with pytest.raises(AddOrReplace) as asked:
        numbered_anew(tmp_path / "asked", None, *rows)
    assert "Tổ 1 ≠ Khu phố 1" in asked.value.found
    outcome, found = numbered_anew(tmp_path / "replaced", False, *rows)
    assert found == {"Tổ 1": "TO-1", "Khu phố 2": "KP2", "Thái Hòa": "TH"}
    gone = next(one.message for one in outcome.problems if one.code == "places_gone")
    assert "Khu phố 1" in gone and "Khu phố 2" not in gone
    _outcome, found = numbered_anew(tmp_path / "added", True, *rows)
    assert found["Tổ 1"] == "TO-1" and found["Khu phố 1"] == "KP1"


@pytest.mark.parametrize("name", ["1", "KP 1", "Khu 01", "Khu phố số 1"])
def test_a_number_under_the_same_unit_or_none_keeps_its_code(tmp_path: Path, name: str) -> None:
    outcome, found = numbered_anew(tmp_path, None, [name], ["Khu phố 2"], ["Thái Hòa"])
    assert found[name] == "KP1"
    assert not {"renamed", "places_gone"} & {one.code for one in outcome.problems}


def test_a_village_that_keeps_its_code_under_another_name_is_told(tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    world.load("village", VILLAGES, date(2024, 1, 1))
    rows = [["KP1", "Khu phố 1"], ["KP2", "Khu phố 7"], ["TH", "Ấp Thái Hòa"]]
    outcome = world.load("village", [VILLAGES[0], *rows], DAY)
    told = next(one for one in outcome.problems if one.code == "renamed")
    assert told.severity == "warning"
    assert "Khu phố 2 → Khu phố 7, Khu phố Thái Hòa → Ấp Thái Hòa" in told.message
