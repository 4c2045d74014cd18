"""Folders for the length of a question: they go with it, and those of a program that was killed with the next question."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

# What a question keeps beside a lake for the workers of a cluster.
ASKED = ".asked-"
_LOCK = ".lock"


@contextmanager
def scratch(within: Path, begins: str) -> Iterator[Path]:
    """A folder of the block's own, whose name begins so; before it is made, all of that beginning go that nobody uses any more.

    Whoever uses one holds the lock beside it from before it is there until it has gone, on whatever machine he works.
    """
    from filelock import FileLock  # who asks nothing of a lake waits for no lock

    clear_left(within, begins)
    folder = within / f"{begins}{token_hex(4)}"
    lock_file = _lock_of(folder)
    with FileLock(lock_file):
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            _clear(folder)


def clear_left(within: Path, begins: str) -> None:
    """Removes the folders of this beginning that nobody uses; what belongs to somebody else stays."""
    from filelock import FileLock, Timeout

    for folder in {path.with_name(path.name.removesuffix(_LOCK)) for path in within.glob(f"{begins}*")}:
        with suppress(OSError, Timeout), FileLock(_lock_of(folder), timeout=0):
            _clear(folder)


def _clear(folder: Path) -> None:
    """Removes a folder, then its lock, which still is held."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # Windows keeps it while it is open; it is empty, and goes the next time
        _lock_of(folder).unlink()


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{_LOCK}")
