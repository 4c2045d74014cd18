"""The one way in which the database changes: another file, whole and on the disk, takes its place.

The engine overwrites some blocks of a file where they stand, and a block that a power cut leaves half written can be read neither as
it was nor as it was to become. So whoever writes, writes into a copy beside the file, and one process at a time does. Whatever
happens on the way, the file is what it was; readers have it open meanwhile and never see the copy.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from kpi.exchange.whole import clear_left, note_renamed, on_the_disk
from kpi.store.duckdb.breakage import files_in_words, in_words
from kpi.store.duckdb.engine import ENDINGS, WITHOUT_NET, quoted, working_copy_of
from kpi.store.duckdb.patience import PATIENCE_SECONDS, patiently, still_busy
from kpi.store.duckdb.sharing import sharing_of

_BETWEEN_TRIES = 0.02


@contextmanager
def turn(path: Path, patience: float) -> Iterator[None]:
    """A block in which no other process changes the file; the lock is a file beside it, which goes when the turn ends.

    A lock on the database itself would not do: it is on a file that gives its place away.
    """
    from filelock import FileLock, Timeout  # who only asks needs no lock

    beside_it = path.with_name(f"{path.name}.lock")
    lock = FileLock(beside_it, mode=_mode(path))
    with files_in_words(beside_it):
        try:
            lock.acquire(timeout=patience, poll_interval=_BETWEEN_TRIES)
        except Timeout:
            raise still_busy(path) from None
    try:
        clear_left(path.parent, path.name)
        yield
    finally:
        with suppress(OSError):  # Windows keeps it while it is open
            beside_it.unlink()
        lock.release()


@contextmanager
def settled_copy(path: Path, patience: float = PATIENCE_SECONDS, *, changes: bool = True) -> Iterator[Path]:
    """A copy for a block; none is there where there is no file yet. To be called in one's turn.

    ``changes``: what becomes of it is to take the file's place, which is refused where the file may not be written to.
    """
    work = working_copy_of(path)
    settle(path)
    try:
        copy(path, work, patience, changes=changes)
        yield work
    finally:
        with suppress(OSError):  # the next one to write removes it
            remove(work)


def copy(path: Path, to: Path, patience: float, *, changes: bool = True) -> None:
    """The file as it is, under another name; a program of another make that writes to it is waited for."""
    with files_in_words(path):
        remove(to)
        if path.exists():
            if changes and not os.access(path, os.W_OK):  # somebody's will, which giving its place away would pass over
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            patiently(path, lambda: _copy(path, to), patience)


def _copy(path: Path, to: Path) -> None:
    with sharing_of(path).unread(), path.open("rb") as held:
        if sys.platform != "win32":  # which lets nobody open what another one writes to
            import fcntl

            # The engine holds the other half of this lock while it writes.
            fcntl.lockf(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        os.close(os.open(to, os.O_CREAT | os.O_WRONLY, 0o600))
        shutil.copyfile(path, to)
    belong_as(path, to)


def take_place(fresh: Path, path: Path) -> None:
    """Lets a file take the place of the database once all of it is on the disk; on Windows a reader elsewhere is waited for."""
    with files_in_words(path):
        if path.exists():
            belong_as(path, fresh)
            _make_newer(fresh, path.stat().st_mtime_ns)
        on_the_disk(fresh)
        patiently(path, lambda: _replace(fresh, path))
        note_renamed(path)


def _replace(fresh: Path, path: Path) -> None:
    with sharing_of(path).unread():
        fresh.replace(path)


def belong_as(path: Path, fresh: Path) -> None:
    """Whoever could read and write the one file can do so with the other, and nobody else: also when root has made it."""
    owned, made = path.stat(), fresh.stat()
    if sys.platform != "win32" and (owned.st_uid, owned.st_gid) != (made.st_uid, made.st_gid):
        with suppress(PermissionError):  # only root gives files away
            os.chown(fresh, owned.st_uid, owned.st_gid)
    fresh.chmod(stat.S_IMODE(owned.st_mode))


def _make_newer(fresh: Path, than: int) -> None:
    """Two writes within one tick of the disk's clock would bear one stamp, by which answers are kept."""
    made = fresh.stat()
    if made.st_mtime_ns <= than:
        os.utime(fresh, ns=(made.st_atime_ns, than + 1))


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o600


def settle(path: Path) -> None:
    """Brings into the file what a program that wrote to it in place, and was killed, has left in the logs beside it.

    That happens in a copy, too; while it is there under its last name the logs may go, and whoever comes next goes on from there.
    """
    settled = settled_of(path)
    with files_in_words(path):
        if not settled.exists():
            if not any(log.exists() for log in logs_of(path)):
                return
            _settle(path, settled)
        with sharing_of(path).unread():  # without its logs the file lacks what they hold
            for log in logs_of(path):
                log.unlink(missing_ok=True)
            take_place(settled, path)


def _settle(path: Path, settled: Path) -> None:
    steps = beside(path, "steps")
    try:
        patiently(path, lambda: _copy(path, steps))
        for log in filter(Path.exists, logs_of(path)):
            shutil.copyfile(log, steps.with_name(log.name.replace(path.name, steps.name, 1)))
        with in_words(path), duckdb.connect(config=WITHOUT_NET) as connection:
            connection.execute(f"attach {quoted(steps)} as steps")
            connection.execute("checkpoint steps")
            connection.execute("detach steps")
        on_the_disk(steps)
        steps.replace(settled)
        note_renamed(settled)
    finally:
        with suppress(OSError):
            remove(steps)


def settled_of(path: Path) -> Path:
    """Where a file waits that has all that the logs beside the database hold."""
    return path.with_name(f".{path.name}.settled")


def logs_of(path: Path) -> list[Path]:
    """What the engine keeps beside a file that it writes to."""
    return [path.with_name(path.name + ending) for ending in ENDINGS if ending]


def beside(path: Path, name: str) -> Path:
    """A file of this process's own, and none that an earlier run has left."""
    file = path.with_name(f".{path.name}.{name}.{os.getpid()}")
    remove(file)
    return file


def remove(file: Path) -> None:
    """Takes a database file away, with what its engine keeps beside it."""
    with files_in_words(file):
        for one in (file, *logs_of(file)):
            one.unlink(missing_ok=True)
