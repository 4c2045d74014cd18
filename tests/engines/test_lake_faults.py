"""What goes wrong around a lake: exports that are killed, disks that are full, files that were changed, two stores with one code."""

from __future__ import annotations

import errno
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as parquet
import pytest
from filelock import FileLock, Timeout

from kpi.answers.status import Status
from kpi.config.models import Config
from kpi.domain.errors import UsageError, UserError
from kpi.exchange import whole
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import speaking
from kpi.operations import forgetting, lake, undo
from kpi.store.duckdb import lake as writing
from kpi.store.lake import partition as parts
from kpi.store.lake.partition import CONTENTS, FORM, Partition, folder_of, partitions
from kpi.store.lake.scratch import ASKED, scratch
from kpi.store.ports import Relations
from tests.engines.conftest import ONE_CORE
from tests.worlds import World, made_once

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MARCH, JUNE = date(2024, 3, 31), date(2024, 6, 30)
MEMBERS = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Số điện thoại"]
HEADS = ["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two households, of which one takes part; the other does after ``more``."""
    world = World.empty(tmp_path / "office").with_villages_and_groups()
    world.load(
        "household",
        [HEADS, ["H1", "Nguyễn Văn Bảy", "T1", "0912000001"], ["H2", "Trần Thị Tám", "T1", ""]],
        date(2023, 12, 31),
    )
    world.load("membership", [MEMBERS, ["N1", "1234567890123456789", "bảy", "", "0912000001"]], MARCH)
    return world


def more(world: World) -> World:
    world.load("membership", [MEMBERS, ["N2", "2", "tám", "H2", ""]], JUNE)
    return world


def lake_of(world: World) -> Path:
    return world.folder / "lake"


def exported(world: World, config: Config | None = None, key: str = "lake.key", **how: bool) -> lake.Exported:
    return lake.export(world.store, config or world.config, lake_of(world), world.folder / key, **how)


def part_of(world: World) -> Partition:
    (part,) = partitions(lake_of(world))
    return part


def told(world: World, **how: Any) -> Status:
    (answer,) = lake.statuses(lake_of(world), JUNE, **{"engine": "duckdb", **how})
    return answer.status


def coded(world: World, code: str) -> Config:
    return replace(world.config, unit=replace(world.config.unit, code=code))


def values_in(folder: Path) -> set[str]:
    """Every value of every Parquet file there, and the list itself."""
    files = [path for path in folder.rglob("*") if path.name.endswith(".parquet")]
    found = {str(value) for path in files for row in parquet.read_table(path).to_pylist() for value in row.values()}
    return found | {path.read_text("utf-8") for path in folder.rglob(CONTENTS)}


class Killed(BaseException):
    """The program ends here, as far as files tell."""


@pytest.fixture
def killing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], list[int]]]:
    """Lets the program end before a file takes its place for the n-th time; what it comes to count is in the list."""

    def kill(at: int) -> list[int]:
        steps = [0]

        def stopping(real: Callable[..., None]) -> Callable[..., None]:
            def step(*words: Any, **named: Any) -> None:
                steps[0] += 1
                if steps[0] == at:
                    raise Killed
                real(*words, **named)

            return step

        monkeypatch.setattr(writing, "take_place", stopping(TAKE_PLACE))
        monkeypatch.setattr(parts, "place_over", stopping(PLACE_OVER))
        return steps

    yield kill


TAKE_PLACE, PLACE_OVER = whole.take_place, whole.place_over


def test_an_export_that_is_killed_at_any_step_leaves_what_was_and_the_next_one_is_right(
    world: World, killing: Callable[[int], list[int]]
) -> None:
    """``tests/crashes`` kills the whole command, at any change of any file."""
    steps = killing(0)
    exported(world)
    before, files = told(world), steps[0]
    more(world)
    for at in range(1, files + 1):
        steps = killing(at)
        try:
            exported(world)
        except Killed:
            assert told(world) == before
        else:
            break
        assert steps[0] == at
    assert at > 4, "files of several tables and the list"
    assert told(world) == world.status(JUNE) != before
    named = part_of(world).file_names() | set(part_of(world).before)
    assert {path.name for path in part_of(world).folder.iterdir()} == named | {CONTENTS, ".exporting"}


def test_one_killed_right_after_its_list_has_left_the_new_state(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    exported(world)
    more(world)
    monkeypatch.setattr(parts, "clear_left", lambda *_words: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed):
        exported(world)
    monkeypatch.undo()
    assert told(world) == world.status(JUNE)
    assert not exported(world).changed
    assert {path.suffix for path in part_of(world).folder.glob("*-1.parquet")} == {".parquet"}


def test_of_two_exports_at_once_one_waits_and_both_are_right(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, go_on = threading.Event(), threading.Event()
    compare = lake._compare_all

    def waiting(*words: Any) -> None:
        inside.set()
        go_on.wait()
        compare(*words)

    exported(world)
    more(world)
    monkeypatch.setattr(lake, "_compare_all", waiting)
    done: list[lake.Exported] = []
    both = [threading.Thread(target=lambda: done.append(exported(world))) for _ in range(2)]
    for one in both:
        one.start()
    inside.wait()
    with pytest.raises(Timeout), FileLock(folder_of(lake_of(world), world.config.unit.code) / ".exporting", timeout=0):
        pass
    go_on.set()
    for one in both:
        one.join()
    assert sorted(one.changed for one in done) == [False, True]
    assert told(world) == world.status(JUNE)


def test_a_reader_that_began_before_an_export_ends_right(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from kpi.answers.status import status
    from kpi.store.engines import asked_of

    monkeypatch.setattr(writing, "_MANY_FILES", 1)  # each export writes a table anew
    exported(world)
    before, old = told(world), part_of(world)
    more(world)
    exported(world)
    assert status(asked_of(old, "duckdb"), world.config, JUNE) == before
    world.load("membership", [MEMBERS, ["N2", "3", "x", "", ""]], JUNE)
    exported(world)
    assert not (old.folder / "memberships-1.parquet").exists()
    with pytest.raises(UserError) as refused:
        asked_of(old, "duckdb")
    assert refused.value.code == "lake_unreadable"


@pytest.mark.slow
def test_so_does_one_that_spark_reads(world: World, spark: SparkSession) -> None:
    """Asked how old the lists are: that reads files as figures do, and costs a hundredth of them."""
    from kpi.store.engines import asked_of

    def lists(of: Relations) -> list[dict[str, Any]]:
        return of.read("member_list_days", as_of=[MARCH, JUNE], known_at=datetime.max, group_kinds=["village"])

    assert spark
    exported(world)
    before = lists(world.store)
    asking = asked_of(part_of(world), "spark", ONE_CORE)
    more(world)
    exported(world)
    assert lists(asking) == before != lists(world.store)
    part = part_of(world)
    asking = asked_of(part, "spark", ONE_CORE)
    for path in part.paths("batch_scopes"):
        Path(path).unlink()
    with pytest.raises(UserError) as refused:
        lists(asking)
    assert refused.value.code == "spark_failed"


def of_persons(world: World) -> set[str]:
    """The stand-ins in a lake of members, names and numbers, and whatever is known of households besides their codes."""
    told = {
        "memberships": ("member", "name_key", "display_name", "phone"),
        "households": ("phone",),
        "comparisons": ("name",),
    }
    part = part_of(world)
    rows = [
        (table, row) for table in told for path in part.paths(table) for row in parquet.read_table(path).to_pylist()
    ]
    return {str(row[name]) for table, row in rows for name in told[table] if row[name]}


def test_of_a_forgotten_person_nothing_is_in_any_file_after_the_export_after_the_next(world: World) -> None:
    had = set[str]()
    for nobody in (True, False):  # of the second household somebody takes part who is not forgotten
        if not nobody:
            more(world)
        exported(world)
        had = of_persons(world) - had
    of_others = had
    had = of_persons(world) - of_others
    wanted = world.status(JUNE)
    at = world.clock + timedelta(hours=1)
    for whom in ("uid:1234567890123456789", "H1"):
        found = forgetting.holding(world.store, world.config, whom)
        forgetting.forget(world.store, world.config, found, reason="Đơn số 12", done_by="An", at=at)
    exported(world)
    assert told(world) == wanted and not of_persons(world) & had
    assert values_in(lake_of(world)) & had, "for whoever began to read before"
    assert not exported(world).changed
    assert not values_in(lake_of(world)) & had and of_persons(world) >= of_others
    assert told(world) == wanted


def test_a_load_taken_back_reaches_the_lake(world: World) -> None:
    exported(world)
    before = told(world)
    more(world)
    exported(world)
    undo.undo(world.store, world.files, undone_by="t", reason="", at=world.clock + timedelta(hours=1))
    exported(world)
    now = told(world)
    assert now == world.status(JUNE) and now.of("households") == before.of("households")


def test_a_load_removed_for_good_reaches_the_lake_and_is_told(world: World) -> None:
    more(world)
    exported(world)
    world.store.forget([world.files], [])
    done = exported(world)
    assert (done.changed, done.gone) == (True, 1)
    assert told(world) == world.status(JUNE)
    held = part_of(world).loads()
    assert world.files not in {number for number, _moment, _hash in held}
    exported(world)
    on_disk = {path.name for path in part_of(world).folder.glob("*.parquet")}
    assert on_disk == part_of(world).file_names()


def test_many_files_of_a_table_become_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_MANY_FILES", 3)
    for number in range(5):
        world.load("membership", [MEMBERS, ["N2", str(number), "x", "", ""]], JUNE)
        exported(world)
        assert told(world) == world.status(JUNE)
        assert len(part_of(world).tables["memberships"].files) <= 4
    assert [len(file.states) for file in part_of(world).tables["memberships"].files][0] >= 4


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "ổ đĩa đã đầy"),
        (PermissionError(errno.EACCES, "Permission denied"), "không có quyền"),
    ],
)
@pytest.mark.parametrize("step", ["on_the_disk", "take_place"])
def test_a_lake_that_cannot_be_written_to_is_told_and_holds_what_it_held(
    world: World, monkeypatch: pytest.MonkeyPatch, fault: OSError, said: str, step: str
) -> None:
    exported(world)
    before = told(world)
    more(world)

    def fails(*_words: object) -> None:
        raise fault

    monkeypatch.setattr(writing, step, fails)
    with speaking("vi"), pytest.raises(UserError) as refused:
        exported(world)
    assert refused.value.code == "lake_closed"
    assert refused.value.found.startswith(said)
    labels = [line.partition(":")[0] for line in fault_in_words(refused.value).splitlines()[1:]]
    assert labels == ["Ở đâu", "Tìm thấy", "Cần có", "Cách xử lý"]
    monkeypatch.undo()
    assert told(world) == before
    exported(world)
    assert told(world) == world.status(JUNE)


def test_a_lake_that_is_a_file_is_refused(world: World) -> None:
    lake_of(world).write_text("x")
    for asking in (lambda: exported(world), lambda: told(world)):
        with speaking("vi"), pytest.raises(UserError) as refused:
            asking()
        assert refused.value.title == "Kho dữ liệu phải là một thư mục"
    assert lake_of(world).read_text() == "x"


def test_a_unit_whose_folder_is_a_file_is_told(world: World) -> None:
    lake_of(world).mkdir()
    folder_of(lake_of(world), world.config.unit.code).write_text("x")
    with pytest.raises(UserError) as refused:
        exported(world)
    assert refused.value.code == "lake_closed"


def contents(world: World) -> Path:
    return folder_of(lake_of(world), world.config.unit.code) / CONTENTS


def edit(world: World, change: Callable[[dict[str, Any]], object]) -> None:
    found = json.loads(contents(world).read_text("utf-8"))
    change(found)
    contents(world).write_text(json.dumps(found), "utf-8")


def cut_off(world: World) -> None:
    contents(world).write_bytes(contents(world).read_bytes()[:-9])


def of_another_table(content: dict[str, Any]) -> None:
    content["tables"]["households"]["files"] = content["tables"]["memberships"]["files"]


def the_household_file(world: World) -> Path:
    return contents(world).with_name("households-1.parquet")


def folder_in_its_place(world: World) -> None:
    the_household_file(world).unlink()
    the_household_file(world).mkdir()


HARMS: dict[str, Callable[[World], object]] = {
    "the list is cut off": cut_off,
    "the list is empty": lambda world: contents(world).write_bytes(b""),
    "the list is no list": lambda world: contents(world).write_text("[1]"),
    "the list says nothing": lambda world: contents(world).write_text("{}"),
    "the list is not of letters": lambda world: contents(world).write_bytes(b"\xff\xfe{}"),
    "an older form": lambda world: edit(world, lambda content: content.update(form=0)),
    "no form": lambda world: edit(world, lambda content: content.update(form=None)),
    "a word more": lambda world: edit(world, lambda content: content.update(more=1)),
    "no tables": lambda world: edit(world, lambda content: content.pop("tables")),
    "a table less": lambda world: edit(world, lambda content: content["tables"].pop("decisions")),
    "a column less": lambda world: edit(world, lambda content: content["tables"]["cases"]["columns"].pop("closed_at")),
    "tables that are none": lambda world: edit(world, lambda content: content.update(tables={"a": 1})),
    "a file elsewhere": lambda world: edit(
        world, lambda content: content["tables"]["households"]["files"][0].update(name="../households-1.parquet")
    ),
    "a configuration that nobody knows": lambda world: edit(
        world, lambda content: content["configuration"].update(x=1)
    ),
    "no configuration": lambda world: edit(world, lambda content: content.update(configuration=[1])),
    "a file of another table": lambda world: edit(world, of_another_table),
    "a file missing": lambda world: the_household_file(world).unlink(),
    "a file cut off": lambda world: the_household_file(world).write_bytes(the_household_file(world).read_bytes()[:-20]),
    "a file of no length": lambda world: the_household_file(world).write_bytes(b""),
    "a file changed": lambda world: the_household_file(world).write_bytes(
        the_household_file(world).read_bytes().replace(b"PAR1", b"PAR2", 1)
    ),
    "another file in its place": lambda world: the_household_file(world).write_bytes(
        contents(world).with_name("villages-1.parquet").read_bytes()
    ),
    "a folder in its place": folder_in_its_place,
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_not_as_it_was_exported_is_told_and_the_next_export_mends_it(world: World, harm: str) -> None:
    exported(world)
    HARMS[harm](world)
    with speaking("vi"), pytest.raises(UserError) as refused:
        told(world)
    assert refused.value.code == "lake_unreadable" and refused.value.exit_code == 3
    assert refused.value.place.startswith(str(lake_of(world)))
    assert all((refused.value.found, refused.value.expected, refused.value.remedy))
    if harm == "a folder in its place":
        the_household_file(world).rmdir()
    assert exported(world).changed, "the remedy that is told"
    assert told(world) == world.status(JUNE)


def test_a_newer_form_is_neither_read_nor_overwritten(world: World) -> None:
    exported(world)
    edit(world, lambda content: content.update(form=FORM + 1))
    for asking in (lambda: told(world), lambda: exported(world)):
        with speaking("vi"), pytest.raises(UserError) as refused:
            asking()
        assert refused.value.code == "lake_newer" and "cập nhật" in refused.value.remedy
    assert json.loads(contents(world).read_text("utf-8"))["form"] == FORM + 1


def test_another_units_broken_part_stops_no_export(world: World) -> None:
    other = lake_of(world) / "unit=00001"
    other.mkdir(parents=True)
    (other / CONTENTS).write_text("{")
    assert exported(world).changed


@pytest.mark.parametrize("harm", ["the list is cut off", "a configuration that nobody knows", "a file missing"])
def test_a_unit_is_told_whatever_state_another_units_part_is_in(world: World, harm: str) -> None:
    exported(world, coded(world, "15274"), key="other.key")
    exported(world)
    HARMS[harm](world)
    wanted = world.status(JUNE)
    assert told(world, units=["15274"]) == wanted
    for units in ([], [world.config.unit.code], ["15274", world.config.unit.code]):
        with pytest.raises(UserError) as refused:
            told(world, units=units)
        assert refused.value.code == "lake_unreadable"
    with speaking("vi"), pytest.raises(UsageError) as unknown:
        told(world, units=["15274", "15275"])
    assert unknown.value.found == "15275" and "15274" in unknown.value.expected


def test_two_stores_under_one_code_are_refused(world: World, tmp_path: Path) -> None:
    exported(world)
    wanted = told(world)
    with_other_lists = World.empty(tmp_path / "other")
    with_other_lists.clock += timedelta(minutes=7)
    with_other_lists.load("village", [["Mã thôn", "Tên thôn"], ["T9", "Thôn 9"]], MARCH)
    for key in ("lake.key", "other.key"):  # a folder that was copied has the same key
        with speaking("vi"), pytest.raises(UserError) as refused:
            lake.export(with_other_lists.store, world.config, lake_of(world), world.folder / key)
        assert refused.value.code == "another_store" and "--replace" in refused.value.remedy
    assert told(world) == wanted
    done = lake.export(with_other_lists.store, world.config, lake_of(world), world.folder / "other.key", replaces=True)
    assert done.gone == world.files and told(world) == with_other_lists.status(JUNE)


def test_a_store_that_lost_some_loads_says_how_many_the_part_held_beyond_it(world: World) -> None:
    """As an older copy of the file, or one that went its own way since, has them."""
    before = world.store.content()
    more(world)
    exported(world)
    world.store.path.write_bytes(before)
    assert exported(world).gone == 1
    assert told(world) == world.status(JUNE)


def test_a_unit_that_got_a_new_code_is_not_counted_twice(world: World) -> None:
    exported(world)
    renamed = coded(world, "15274")
    with speaking("vi"), pytest.raises(UserError) as refused:
        exported(world, renamed)
    assert (refused.value.code, refused.value.found) == ("other_code", world.config.unit.code)
    exported(world, renamed, replaces=True)
    assert [one.unit for one in partitions(lake_of(world))] == ["15274"]
    assert told(world) == world.status(JUNE)


def test_a_copy_of_a_units_folder_is_refused(world: World) -> None:
    import shutil

    exported(world)
    folder = part_of(world).folder
    shutil.copytree(folder, folder.with_name(f"{folder.name} - Copy"))
    with speaking("vi"), pytest.raises(UserError) as refused:
        told(world)
    assert refused.value.code == "lake_unreadable" and "Copy" in refused.value.place


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_damaged_key_disguises_nobody_and_is_refused(world: World, content: bytes) -> None:
    """With none the names would leave as they are."""
    (world.folder / "lake.key").write_bytes(content)
    with speaking("vi"), pytest.raises(UserError) as refused:
        exported(world)
    assert refused.value.code == "damaged_key" and not list(lake_of(world).rglob("*.parquet"))


def test_what_a_killed_question_left_goes_and_what_is_in_use_stays(tmp_path: Path) -> None:
    left = tmp_path / f"{ASKED}1234"
    left.mkdir()
    (left / "x.parquet").write_text("x")
    with scratch(tmp_path, ASKED) as first:
        assert not left.exists()
        with scratch(tmp_path, ASKED) as second:
            assert first.exists() and second.exists()
    assert list(tmp_path.iterdir()) == []
