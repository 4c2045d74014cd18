"""Runs a command on a copy of a small office and lets it crash at one change of a file, chosen by a seed; then looks at what is left.

A crash is a kill before a change, one in the middle of a write (whole sectors are written), one that takes back what was not yet
forced to the disk, a write or sync that fails, or a disk that is full from then on (``shim.c``, which the C compiler makes; without
one, or on another system than Linux, there is no laboratory); or the office lies on a small disk that really runs full, where this
user may mount one. Each command runs in a fork of this process, which has loaded everything and opened no database. Afterwards:

- the next command opens the database, and ``verify`` finds nothing;
- the tables say what they said before, or all that the whole command says; if it said that it was done, the latter;
- nothing unfinished lies about, and nothing of a person who was forgotten does;
- a lake has the figures that it had, or those of the store, and after the next export the latter and no file besides.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi.config.models import Config
    from kpi.store import Store

SHIM = Path(__file__).parent / "shim.c"
WAYS = ("kill", "torn", "fails", "full", "lost")  # as shim.c counts them, from 1
SMALL_DISK = "small disk"  # no change is chosen, but how much room there is
_DISK_MEGABYTES = 64
CONFIG = Path(__file__).resolve().parents[2] / "config.yaml"
MARKS = ("Nguyễn Thị Kín".encode(), b"0912345678", b"1564731578290756911")
DONE, KILLED = (0, 1), -signal.SIGKILL
# What differs from run to run of the same command, and what is worked out anew when it is missing.
_VOLATILE = ("TIMESTAMP",)
_UNSTABLE = {"content", "sha256", "code", "hash", "config_hash", "batches"}
_WORKED_OUT = {"comparisons", "suggestions"}


@dataclass(frozen=True)
class Command:
    """What an office does; ``words`` as on the command line, with {office} where its folder stands, {beside} beside that.

    ``once_in``: how rarely it is chosen, for a long one. ``begins``: which office it is done in.
    """

    name: str
    words: tuple[str, ...]
    begins: str = "office"
    once_in: int = 1


_OF_JUNE = ("--as-of", "2024-06-30", "--replace")
COMMANDS = (
    Command("import", ("import", "{office}/files/members2.csv", *_OF_JUNE)),
    Command("import two", ("import", "{office}/files/households2.csv", "{office}/files/members2.csv", *_OF_JUNE)),
    Command("undo", ("undo", "4", "--reason", "nhầm")),
    Command("undo log", ("undo", "5", "--reason", "nhầm")),
    Command("redo", ("redo", "6", "--reason", "đúng")),
    Command("decide", ("decide", "uid:1564731578290756922", "H2", "--yes", "--reason", "biết")),
    Command("fact", ("fact", "household", "H1", "--say", "status=Đã chuyển đi", "--day", "2024-06-30", "--reason", "Giấy 3")),
    Command("backup", ("backup", "--to", "{office}/usb")),
    Command("restore", ("restore", "{office}/old/kpi-15292-20240101T080000.duckdb")),
    Command("forget", ("forget", "H1", "--yes", "--reason", "Đơn 12"), once_in=5),
    Command("sign", ("sign", "1", "--step", "checked", "--by", "An")),
    Command("report", ("report", "--as-of", "2024-03-31", "--out", "{office}/out", "--freeze", "--no-pictures"), once_in=5),
    Command("account", ("account", "add", "an", "--role", "administrator", "--password-file", "{office}/files/password")),
    Command("key", ("key", "new", "--reason", "mất", "--by", "An")),
    Command("older log", ("decide", "uid:1564731578290756922", "H2", "--yes", "--reason", "biết"), "older log", 3),
    Command("lake export", ("lake", "export", "{office}/lake"), "lake", 2),
    Command("first lake export", ("lake", "export", "{office}/lake"), once_in=4),
    Command("demo", ("demo", "--folder", "{beside}"), "empty", 200),
    Command("demo --remove", ("demo", "--remove"), "demo", 20),
)  # fmt: skip


@dataclass(frozen=True)
class Crash:
    """One run: what was crashed, how and where, and what is wrong with what it left; none where all is well."""

    seed: int
    command: str
    way: str
    place: int
    code: int
    wrong: tuple[str, ...]


class Laboratory:
    """Offices, the same for every crash, and how many files each command changes."""

    def __init__(self, folder: Path, disk: Path | None = None) -> None:
        self._folder, self._disk, self._said = folder, disk, folder / "said"
        self._before: dict[str, dict[str, str]] = {}
        self._known: dict[
            str, dict[str, str]
        ] = {}  # what files say that have been asked: most crashes leave the file as it was
        self._whole: dict[str, tuple[int, dict[str, str]]] = {}

    def crash(self, seed: int, only: str = "", ways: Sequence[str] = WAYS) -> Crash:
        """The crash of a seed, of one command only where it is named, and in one of these ways."""
        chosen = Random(seed)
        possible = [one for one in COMMANDS if only in ("", one.name)]
        (command,) = chosen.choices(possible, [1 / one.once_in for one in possible])
        way = chosen.choice(list(ways))
        changes, whole = self._measured(command)
        place, chance = chosen.randint(1, changes), chosen.getrandbits(30)
        if way == SMALL_DISK:
            place = chosen.randint(0, 3 * 4096)  # kilobytes: a working copy of the file, a backup, the file of accounts
            code, office = self._on_small_disk(command, place)
        else:
            office = self._copy(command.begins, self._folder / "crashed")
            code = _run(command, office, self._said, WAYS.index(way) + 1, place, chance)
        return Crash(seed, command.name, way, place, code, tuple(self._wrong(command, office, code, whole)))

    def _on_small_disk(self, command: Command, room: int) -> tuple[int, Path]:
        """Runs a command where so many kilobytes are free."""
        if self._disk is None:
            raise ValueError("no small disk")
        office = self._copy(command.begins, self._disk / "crashed")
        filler = self._disk / "filler"
        with filler.open("wb") as file:
            filled = os.statvfs(self._disk)
            os.posix_fallocate(file.fileno(), 0, max(1, filled.f_bavail * filled.f_frsize - room * 1024))
        code = _run(command, office, self._said)
        filler.unlink()
        return code, office

    def _measured(self, command: Command) -> tuple[int, dict[str, str]]:
        """How many changes of files a command makes where nothing crashes, and what the tables say then."""
        if command.name not in self._whole:
            office = self._copy(command.begins, self._folder / "whole")
            code = _run(command, office, self._said)
            if code not in DONE:
                raise AssertionError(f"{command.name}: {code}\n{self._said.read_text('utf-8')}")
            self._whole[command.name] = (int(_beside(office, "counted").read_text()), self._state(office))
        return self._whole[command.name]

    def _copy(self, begins: str, office: Path) -> Path:
        made = self._folder / begins
        if begins not in self._before:
            if forked(lambda: OFFICES[begins](made)):
                raise AssertionError(f"the office “{begins}” cannot be made")
            self._before[begins] = self._state(self._copy_of(made, self._folder / "asked"))
        return self._copy_of(made, office)

    def _copy_of(self, made: Path, office: Path) -> Path:
        shutil.rmtree(office, ignore_errors=True)
        shutil.rmtree(_beside(office, "kept"), ignore_errors=True)
        _beside(office, "kept").mkdir()
        shutil.copytree(made, office)
        return office

    def _state(self, office: Path) -> dict[str, str]:
        """What the tables say, as the next command finds them; under ``error`` why it does not."""
        told = _beside(office, "state")
        code = forked(lambda: told.write_text(json.dumps(_asked(office, self._known))))
        if code:
            return {"error": f"it does not open ({code})"}
        content, tables, accounts, lake = json.loads(told.read_text())
        self._known[content] = tables
        return {**tables, "accounts": accounts, "lake": lake}

    def _wrong(self, command: Command, office: Path, code: int, whole: dict[str, str]) -> list[str]:
        said = self._said.read_text("utf-8", errors="replace")
        wrong = ["a traceback"] if "Traceback" in said else []
        if code not in (*DONE, 2, 3, KILLED):
            wrong.append(f"exit code {code}: {said[-300:]}")
        found = self._state(office)
        if "error" in found:
            return [*wrong, found["error"]]
        tables = {name for name in found if found[name] != whole.get(name)}
        if code in DONE and tables:
            wrong.append(f"said to be done, and is not: {sorted(tables)}")
        before = self._before[command.begins]
        if tables and found != before:
            wrong.append(f"a half: {sorted(name for name in tables if found[name] != before.get(name))}")
        wrong += [f"left lying: {file.name}" for file in office.iterdir() if file.name.startswith(".")]
        if "lake" in command.name:
            again = _run(command, office, self._said), self._state(office)["lake"]
            wrong += [] if again == (0, whole["lake"]) else [f"the next export: {again}"]
            wrong += [f"left lying: {name}" for name in _not_named(office / "lake")]
        if command.name == "forget" and not tables:
            kept = [file for file in office.iterdir() if file.is_file() and file.name.startswith("kpi.duckdb")]
            wrong += [f"{mark!r} in {file.name}" for file in kept for mark in MARKS if mark in file.read_bytes()]
        return wrong


def _run(command: Command, office: Path, said: Path, way: int = 0, place: int = 0, chance: int = 0) -> int:
    """A command in a fork; its exit code, or the signal that killed it, below zero.

    ``said``: where its words go, beside no office, since on a small disk they would have no room either.
    """

    def work() -> None:
        from kpi.cli import main

        spoken = said.open("w", encoding="utf-8")
        os.dup2(spoken.fileno(), 1)
        os.dup2(spoken.fileno(), 2)
        words = [word.format(office=office, beside=_beside(office, "files")) for word in command.words]
        shim = ctypes.CDLL(os.environ["LD_PRELOAD"])
        below, kept = os.fsencode(f"{office}/"), os.fsencode(f"{_beside(office, 'kept')}/")
        shim.kpi_arm(ctypes.c_long(place), way, below, ctypes.c_ulong(chance), kept)
        try:
            main(["--config", str(CONFIG), "--database", str(office / "kpi.duckdb"), *words])
        finally:
            if not way:
                with suppress(OSError):  # a disk that is full
                    _beside(office, "counted").write_text(str(shim.kpi_counted()))

    return forked(work)


def _asked(office: Path, known: dict[str, dict[str, str]]) -> tuple[str, dict[str, str], str, str]:
    """The file's hash, what its tables say, who may sign in, and what the office's lake says."""
    from kpi.config import load_config
    from kpi.wiring import access_of, keys_of, store_of

    config, database = load_config(CONFIG), office / "kpi.duckdb"
    keys_of(config, database).current()
    if not database.exists():
        return "", {"error": "there is no database"}, "", ""
    store = store_of(config, database)
    store.batches()
    accounts = access_of(config, database).rows("select account, name, roles from accounts order by account")
    content = hashlib.sha256(database.read_bytes()).hexdigest()
    tables = known.get(content) or _tables(store, config)
    return content, tables, str([tuple(row) for row in accounts]), _figures(office / "lake")


def _tables(store: Store, config: Config) -> dict[str, str]:
    """What every table says, once ``verify`` has found nothing."""
    import duckdb

    from kpi.operations.verify import verify

    if differences := verify(store, config):
        return {"error": f"verify: {differences}"}
    found = {}
    with duckdb.connect(str(store.path), read_only=True) as connection:
        columns = connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() where not internal"
        ).fetchall()
        for table in sorted({name for name, _column, _kind in columns} - _WORKED_OUT):
            stable = [
                f'"{name}"'
                for of, name, kind in columns
                if of == table and kind not in _VOLATILE and name not in _UNSTABLE
            ]
            rows = connection.execute(f"select {', '.join(stable) or 'true'} from {table}").fetchall()
            found[table] = f"{len(rows)} {hashlib.sha256(repr(sorted(map(repr, rows))).encode()).hexdigest()[:12]}"
    return found


def _figures(lake: Path) -> str:
    """What a lake says of June; nothing where no part of it is there yet."""
    from datetime import date

    from kpi.operations.lake import statuses
    from kpi.store.lake.partition import partitions

    if not partitions(lake):
        return ""
    return str([(one.unit, one.status.indicators) for one in statuses(lake, date(2024, 6, 30), engine="duckdb")])


def _not_named(lake: Path) -> list[str]:
    """The files of a lake that no list names."""
    from kpi.store.lake.partition import CONTENTS, partitions

    named = {lake / CONTENTS}
    for part in partitions(lake):
        own = {*part.file_names(), *part.before, CONTENTS, ".exporting"}
        named |= {part.folder / name for name in own}
    return [str(file) for file in lake.rglob("*") if file.is_file() and file not in named]


def _beside(office: Path, name: str) -> Path:
    """A file of the laboratory's own, which nothing crashes at."""
    return office.with_name(f"{office.name}.{name}")


def forked(work: Callable[[], object]) -> int:
    """Runs something in a fork; its exit code, or the signal that killed it, below zero."""
    child = os.fork()
    if not child:
        code = 70
        try:
            work()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    _child, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _make_office(office: Path) -> None:
    """Two villages; a household with a member, a log, a load taken back, an old backup, a frozen report."""
    from datetime import date, datetime

    from kpi.operations import undo
    from kpi.operations.backup import back_up
    from kpi.snapshots.freezing import freeze
    from kpi.store import KeptReport, SignOff
    from tests.worlds import World, write_csv

    day = date(2024, 3, 31)
    world = World.empty(office).with_villages_and_groups()
    heads = [
        ["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"],
        ["H1", "Nguyễn Thị Kín", "T1", "0912345678"],
        ["H2", "Vũ Tư", "T1", ""],
    ]
    members = [["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại"], ["N1", "1564731578290756911", "Kín", "0912345678"],
               ["N1", "1564731578290756922", "Vũ Tư", ""]]  # fmt: skip
    world.load("household", heads, day)
    back_up(world.store, world.config, [office / "old"], at=datetime(2024, 1, 1, 8))
    world.load("membership", members, day)
    cases = [["Mã tin", "Loại tin", "Thời điểm tiếp nhận"], ["TB1", "Phản ánh", "01/3/2024"]]
    world.load("case", cases, day)
    gone = world.load("household", [heads[0], ["H7", "Lê Ba", "T2", ""]], day).batch
    assert gone == 6
    undo.undo(world.store, gone, undone_by="t", reason="", at=datetime(2024, 5, 1))
    state = freeze(world.store, world.config, day, day, frozen_by="t", at=datetime(2024, 5, 2))
    with world.store.writing() as writer:
        kept = KeptReport(state.number, "month", day, None, (SignOff("prepared", "t", datetime(2024, 5, 2)),))
        writer.keep_report(kept, [])
    (office / "files").mkdir()
    (office / "files" / "password").write_text("một mật khẩu dài 12", "utf-8")
    (office / "usb").mkdir()
    write_csv(office / "files" / "households2.csv", [*heads, ["H3", "Trần An", "T1", ""]])
    write_csv(office / "files" / "members2.csv", [*members[:2], ["N1", "1564731578290756933", "An Trần", ""]])


def _make_with_lake(office: Path) -> None:
    """An export has been made, and since then a list was loaded and one taken back."""
    from datetime import date, datetime

    from kpi.config import load_config
    from kpi.operations import undo
    from kpi.operations.lake import export
    from kpi.store import open_store
    from tests.worlds import World

    _make_office(office)
    world = World(office, open_store(office / "kpi.duckdb"), load_config(CONFIG), datetime(2024, 6, 1), files=20)
    export(world.store, world.config, office / "lake", office / "kpi.duckdb.keys" / "lake.key")
    world.load(
        "membership", [["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"], ["N1", "7", "x", "H2"]], date(2024, 6, 30)
    )
    undo.undo(world.store, 4, undone_by="t", reason="", at=datetime(2024, 7, 1))


def _make_empty(office: Path) -> None:
    from tests.worlds import World

    World.empty(office)


def _make_demo(office: Path) -> None:
    """The simulated sample, as far as loading it may be tried again and again."""
    from kpi.sample.loading import fill_with_sample
    from tests.worlds import World

    world = World.empty(office)
    fill_with_sample(world.store, world.config, _beside(office, "files"))


def _make_with_older_log(office: Path) -> None:
    """An older program was killed: it wrote to the file in place, and what it was told last stands in the log beside it."""
    import duckdb

    _make_office(office)
    if not os.fork():
        connection = duckdb.connect(str(office / "kpi.duckdb"))
        connection.execute("update batches set loaded_by = 'older' where batch = 1")
        os._exit(0)
    os.wait()
    if not (office / "kpi.duckdb.wal").exists():
        raise AssertionError("the engine left no log")


OFFICES = {
    "office": _make_office,
    "lake": _make_with_lake,
    "empty": _make_empty,
    "demo": _make_demo,
    "older log": _make_with_older_log,
}


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of some megabytes for the length of a block; None where this user may mount none."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_DISK_MEGABYTES}m", "none", str(folder)]
    try:
        may = not subprocess.run(mount, capture_output=True, check=False).returncode
    except OSError:
        may = False
    try:
        yield folder if may else None
    finally:
        if may:
            subprocess.run(["umount", str(folder)], check=True)


def with_shim(folder: Path) -> dict[str, str] | None:
    """The environment in which the laboratory works; None: there is no compiler, or another system."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    shim = folder / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", str(shim), str(SHIM), "-ldl"], check=True)
    return {**os.environ, "LD_PRELOAD": str(shim)}
