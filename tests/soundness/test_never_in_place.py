"""The database file is never written to: a copy, whole and on the disk, takes its place, so no power cut finds it half written."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from kpi.operations import undo
from kpi.operations.backup import back_up
from kpi.operations.restore import restore
from kpi.review import decisions
from kpi.store import Store, open_store
from kpi.store.duckdb import database, replacing
from kpi.store.records import Comparison, Correction
from tests.serving import PATIENCE_SECONDS
from tests.worlds import CONFIG_FILE, World, made_once

DAY = date(2024, 3, 31)
AT = datetime(2024, 5, 1)
HEADS = [["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"], ["H1", "Nguyễn Thị Kín", "T1", "0912345678"]]
MEMBERS = [["Nhóm", "Mã thành viên", "Tên hiển thị"], ["N1", "1564731578290756911", "Kín"]]
CASES = [["Mã tin", "Loại tin", "Thời điểm tiếp nhận"], ["TB1", "Phản ánh", "01/3/2024"]]
# Explains spellings in a process of its own: names of villages, each in a transaction.
_WRITER = """import sys
from pathlib import Path
from tests.soundness.test_never_in_place import explain
for number in range(6):
    explain(Path(sys.argv[1]), f"{sys.argv[2]} {number}")
"""


def explain(path: Path, said: str) -> None:
    with Store(path).writing() as writer:
        writer.note_correction(correction(said))


def correction(said: str) -> Correction:
    return Correction("village", "", "", said, said, "T1", "r", AT, "t")


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path / "office").with_villages_and_groups()
    world.load("household", HEADS, DAY)
    world.load("membership", MEMBERS, DAY)
    world.load("case", CASES, DAY)
    return world


def load(world: World) -> None:
    world.load("household", [*HEADS, ["H2", "Lê Ba", "T1", ""]], date(2024, 6, 30))


def decide(world: World) -> None:
    said = decisions.Saying("uid:1564731578290756911", "H1", True)
    decisions.decide(world.store, world.config, [said], reason="biết", decided_by="t", at=AT)


def undo_list(world: World) -> None:
    undo.undo(world.store, 4, undone_by="t", reason="r", at=AT)


def undo_log(world: World) -> None:
    undo.undo(world.store, 5, undone_by="t", reason="r", at=AT)


def put_back(world: World) -> None:
    (kept,) = back_up(world.store, world.config, [world.folder / "usb"], at=AT)
    load(world)
    restore(kept.file, world.store.path, world.config, at=AT)


@pytest.mark.parametrize("write", [load, decide, undo_list, undo_log, put_back])
def test_what_was_the_database_stays_as_it_was_to_the_last_byte(
    world: World, tmp_path: Path, write: Callable[[World], None]
) -> None:
    same, before, stamp = tmp_path / "same", world.store.path.read_bytes(), world.store.version()
    os.link(world.store.path, same)
    write(world)
    assert same.read_bytes() == before, "it was written to in place"
    assert not same.samefile(world.store.path) and world.store.version() != stamp
    assert [file.name for file in world.folder.iterdir() if file.name.startswith((".", "kpi.duckdb."))] == []


def test_all_of_the_copy_is_on_the_disk_before_it_counts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    synced, replaced = os.fsync, Path.replace

    def fsync(file: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        synced(file)

    def replace(file: Path, to: Path) -> Path:
        done.append("replaced")
        return replaced(file, to)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    decide(world)
    assert done == ["file", "replaced", *(["folder"] if os.name != "nt" else [])]


def test_a_rehearsal_leaves_the_file_and_waits_for_no_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = world.store.version()
    monkeypatch.setattr(os, "fsync", lambda _file: pytest.fail("waits for the disk"))
    with world.store.rehearsing() as writer:
        writer.note_correction(correction("Tê"))
    assert world.store.version() == before and world.store.listed_corrections() == []


def test_every_write_gives_another_stamp_whatever_the_clock_says(world: World) -> None:
    seen = {world.store.version()}
    ahead = time.time_ns() + 10**15
    os.utime(world.store.path, ns=(ahead, ahead))
    for number in range(5):
        seen.add(world.store.version())
        explain(world.store.path, f"Tê {number}")
    assert len({*seen, world.store.version()}) == 7 and world.store.path.stat().st_mtime_ns > ahead


# ---------------------------------------------------------------- several processes


def test_processes_that_write_at_the_same_time_lose_nothing(world: World) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(world.store.path), name], cwd=CONFIG_FILE.parent)
        for name in ("một", "hai")
    ]
    assert [one.wait(PATIENCE_SECONDS) for one in started] == [0, 0]
    assert sorted(one.spelling for one in world.store.listed_corrections()) == sorted(
        f"{name} {number}" for name in ("một", "hai") for number in range(6)
    )


def test_while_another_process_has_the_turn_it_is_busy_and_afterwards_not(world: World) -> None:
    with replacing.turn(world.store.path, 0):
        lock = world.store.path.with_name("kpi.duckdb.lock")
        assert os.name == "nt" or stat.S_IMODE(lock.stat().st_mode) == stat.S_IMODE(world.store.path.stat().st_mode)
        assert world.store.batches(), "who only asks does not wait"
        with pytest.raises(UserError) as refused, database.writing(world.store.path, patience=0):
            pytest.fail("two write")
        assert refused.value.code == "busy"
    assert not lock.exists()
    decide(world)


def test_another_program_that_writes_in_place_is_waited_for(world: World) -> None:
    holding = f"import duckdb; held = duckdb.connect({str(world.store.path)!r}); print(flush=True); input()"
    other = subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    other.stdout.readline()
    with pytest.raises(UserError) as refused, database.writing(world.store.path, patience=0):
        pytest.fail("two write")
    assert refused.value.code == "busy"
    other.communicate("\n", timeout=PATIENCE_SECONDS)
    decide(world)


# ---------------------------------------------------------------- whose the file is, and where it lies


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
@pytest.mark.parametrize("mode", [0o600, 0o640])
@pytest.mark.parametrize("write", [decide, undo_log])
def test_who_may_read_the_file_stays_as_it_was(world: World, write: Callable[[World], None], mode: int) -> None:
    world.store.path.chmod(mode)
    write(world)
    assert stat.S_IMODE(world.store.path.stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("write", [decide, undo_log, put_back])
def test_a_link_to_the_database_stays_one(world: World, tmp_path: Path, write: Callable[[World], None]) -> None:
    link = tmp_path / "linked" / "kpi.duckdb"
    link.parent.mkdir()
    link.symlink_to(world.store.path)
    through = World(world.folder, Store(link), world.config, world.clock, world.files)
    before = world.store.version()
    write(through)
    assert link.is_symlink() and world.store.version() != before
    assert [file.name for file in link.parent.iterdir()] == ["kpi.duckdb"]


# ---------------------------------------------------------------- what programs that were killed have left


def left_a_log(path: Path) -> None:
    """As a version did that wrote in place and was killed: what it was told last stands in the log beside the file."""
    said = "update batches set loaded_by = 'older' where batch = 1"
    killed = f"import duckdb, os; held = duckdb.connect({str(path)!r}); held.execute({said!r}); os._exit(0)"
    subprocess.run([sys.executable, "-c", killed], check=True)
    assert path.with_name(f"{path.name}.wal").exists()


def loaded_by(store: Store) -> str:
    return store.batch(1).loaded_by


@pytest.mark.parametrize("write", [decide, undo_log, put_back])
def test_what_an_older_version_left_in_its_log_is_kept(world: World, write: Callable[[World], None]) -> None:
    left_a_log(world.store.path)
    write(world)
    assert loaded_by(world.store) == "older" and not world.store.path.with_name("kpi.duckdb.wal").exists()


@pytest.mark.parametrize("gone", [False, True])
def test_a_crash_while_that_is_done_keeps_it_too(world: World, monkeypatch: pytest.MonkeyPatch, *, gone: bool) -> None:
    left_a_log(world.store.path)
    log = world.store.path.with_name("kpi.duckdb.wal")

    class Killed(Exception):
        pass

    def killed(*_names: object, **_how: object) -> None:
        raise Killed

    with monkeypatch.context() as crashing, pytest.raises(Killed):
        crashing.setattr(replacing if gone else Path, "take_place" if gone else "unlink", killed)
        replacing.settle(world.store.path)
    assert log.exists() is not gone
    assert loaded_by(open_store(world.store.path)) == "older"
    assert not replacing.settled_of(world.store.path).exists() and not log.exists()


def test_a_backup_is_put_back_over_a_database_whose_log_came_to_harm(world: World) -> None:
    (kept,) = back_up(world.store, world.config, [world.folder / "usb"], at=AT)
    world.store.path.write_bytes(b"no database")
    world.store.path.with_name("kpi.duckdb.wal").write_bytes(b"no log")
    restored = restore(kept.file, world.store.path, world.config, at=AT)
    assert restored.aside is not None and restored.aside.read_bytes() == b"no database"
    assert restored.aside.with_name(f"{restored.aside.name}.wal").read_bytes() == b"no log"
    assert loaded_by(world.store) == "test"


def test_a_copy_that_a_killed_program_left_goes_with_the_next_write(world: World) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait(PATIENCE_SECONDS)
    left = world.store.path.with_name(f".kpi.duckdb.work.{ended.pid}")
    left.write_bytes(b"half")
    decide(world)
    assert not left.exists()


# ---------------------------------------------------------------- who reads meanwhile


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    """Another thread of the same process, as another page is."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def spellings(store: Store) -> list[str]:
    return [one.spelling for one in store.listed_corrections()]


@pytest.mark.parametrize("anew", [False, True])
def test_while_one_writes_others_read_what_held_before(world: World, beside: ThreadPoolExecutor, *, anew: bool) -> None:
    before = world.store.version()
    with world.store.writing_anew() if anew else world.store.writing() as writer:
        writer.note_correction(correction("Tê"))
        assert beside.submit(spellings, world.store).result(PATIENCE_SECONDS) == [], "half of a write is seen"
        assert world.store.version() == before
    assert spellings(world.store) == ["Tê"] and world.store.version() != before


@pytest.mark.skipif(os.name == "nt", reason="there an open file keeps its place, and the writer waits")
def test_a_view_holds_one_state_until_it_ends(world: World, beside: ThreadPoolExecutor) -> None:
    """Whoever comes after the write sees what it wrote, whoever looked before it goes on with what he saw."""
    with world.store.one_view():
        assert spellings(world.store) == []
        writer = [sys.executable, "-c", _WRITER, str(world.store.path), "Tê"]
        subprocess.run(writer, cwd=CONFIG_FILE.parent, timeout=PATIENCE_SECONDS, check=True)
        assert spellings(world.store) == []
        assert len(beside.submit(spellings, world.store).result(PATIENCE_SECONDS)) == 6


@pytest.mark.skipif(os.name == "nt", reason="there an open file keeps its place")
def test_names_that_were_compared_are_kept_only_of_what_still_holds(world: World) -> None:
    """And as they change no answer, what was answered before stays an answer."""
    compared = [Comparison("", "T1", "r", "Kín", False, ())]

    def kept() -> int:
        with database.reading(world.store.path) as connection:
            return len(connection.execute("from comparisons").fetchall())

    before = world.store.version()
    with world.store.one_view():
        world.store.keep_comparisons("r", compared)
    assert world.store.version() == before and kept() == 1
    with world.store.one_view():
        world.store.keep_comparisons("s", compared)
        written = world.store.path.with_name("written")
        shutil.copy(world.store.path, written)
        explain(written, "Tê")
        written.replace(world.store.path)
    assert kept() == 1 and spellings(world.store) == ["Tê"]
