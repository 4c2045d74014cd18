"""An engine for a file, kept between questions: to start one costs more than most questions do.

It has the file open only while somebody asks or writes, so that other processes get their turn.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
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
    """One engine, and how many of its connections have the file, and its copy, open; no statement reaches any other file."""

    def __init__(self, path: Path) -> None:
        self._opened = {
            True: _Opened(path, "store", "read_only"),
            False: _Opened(working_copy_of(path), "work", "read_write"),
        }
        self._engine = duckdb.connect(config=WITHOUT_NET)
        files = ", ".join(quoted(file, ending) for file in (path, working_copy_of(path)) for ending in ENDINGS)
        self._engine.execute(f"set allowed_paths = [{files}]; {_AT_ONCE}")
        self._engine.execute(f"set temp_directory = {quoted(path, '.tmp')}")
        self._engine.execute("set enable_external_access = false")
        self._guard = threading.Lock()

    def connect(self, *, read_only: bool) -> duckdb.DuckDBPyConnection | None:
        """A connection that has the file open, which readers share, or to write its copy: that one is to be alone.

        None: its readers still have a file open that has given its place away since; what stands there now another engine opens.
        """
        opened = self._opened[read_only]
        with self._guard:
            stands = opened.stamp()
            if not opened.users:
                self._engine.execute(f"attach {quoted(opened.file)} as {opened.name} ({opened.how})")
                opened.of = stands
            elif read_only and opened.of != stands:
                return None
            opened.users += 1
        connection = self._engine.cursor()
        connection.execute(f"use {opened.name}")
        return connection

    def close(self, connection: duckdb.DuckDBPyConnection, *, read_only: bool) -> None:
        """Ends a connection; with the last one the file is closed."""
        connection.close()
        opened = self._opened[read_only]
        with self._guard:
            opened.users -= 1
            if not opened.users:
                self._engine.execute(f"detach {opened.name}")


@dataclass(slots=True)
class _Opened:
    """A file that an engine opens under a name, how many have it open, and by what stamp they know it."""

    file: Path
    name: str
    how: str
    users: int = 0
    of: tuple[int, int] | None = None

    def stamp(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino


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
