"""An engine for a file, kept between questions: to start one costs more than most questions do.

It has the file open only while somebody asks or writes, so that other processes get their turn.
"""

from __future__ import annotations

import os
import threading
from functools import lru_cache
from pathlib import Path

import duckdb

WITHOUT_NET: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
ENDINGS = ("", ".wal", ".wal.checkpoint", ".wal.recovery")  # what the engine calls the files of one database
# What is written is a copy, which is brought to the disk as a whole before it counts: no log of it, and no waiting for each block.
_AT_ONCE = "set fsync_mode = 'NONE'; set checkpoint_threshold = '0b'; set auto_checkpoint_skip_wal_threshold = 0"
_MOST_KEPT = 4


class Engine:
    """One engine, and how many of its connections have the file or its copy open; no statement reaches any other file."""

    def __init__(self, path: Path) -> None:
        self._file, self._copy = quoted(path), quoted(working_copy_of(path))
        self._engine = duckdb.connect(config=WITHOUT_NET)
        files = ", ".join(quoted(file, ending) for file in (path, working_copy_of(path)) for ending in ENDINGS)
        self._engine.execute(f"set allowed_paths = [{files}]; {_AT_ONCE}")
        self._engine.execute(f"set temp_directory = {quoted(path, '.tmp')}")
        self._engine.execute("set enable_external_access = false")
        self._guard = threading.Lock()
        self._users = 0

    def connect(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        """A connection that has the file open, which readers share, or to write its copy: that one is to be alone."""
        with self._guard:
            if not self._users:
                opened = f"{self._file} as store (read_only)" if read_only else f"{self._copy} as store (read_write)"
                self._engine.execute(f"attach {opened}")
            self._users += 1
        connection = self._engine.cursor()
        connection.execute("use store")
        return connection

    def close(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Ends a connection; with the last one the file is closed."""
        connection.close()
        with self._guard:
            self._users -= 1
            if not self._users:
                self._engine.execute("detach store")


@lru_cache(maxsize=_MOST_KEPT)
def engine_of(path: Path) -> Engine:
    """The engine of a file."""
    return Engine(path)


def working_copy_of(path: Path) -> Path:
    """Where this process writes before the copy takes the file's place."""
    return path.with_name(f".{path.name}.work.{os.getpid()}")


def forget_engines() -> None:
    """Lets no engine answer again that something has gone wrong in: it may refuse all that comes."""
    engine_of.cache_clear()


def quoted(path: Path, more: str = "") -> str:
    """A path as a statement names it."""
    return "'" + f"{path}{more}".replace("'", "''") + "'"
