"""Writes the file anew and lets it take the old one's place: what a row once said stays to be read in a file's free blocks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from kpi.store.duckdb.breakage import busy, in_words
from kpi.store.duckdb.engine import WITHOUT_NET, quoted
from kpi.store.duckdb.migrations import migrate
from kpi.store.duckdb.patience import patiently


@contextmanager
def rewriting(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty file ``fresh``, beside it ``old``; after the block ``fresh`` takes its place, or nothing changes.

    To be called while nobody of this process has the file open; other processes are shut out meanwhile.
    """
    fresh = beside(path, "fresh")
    try:
        with in_words(path), duckdb.connect(config=WITHOUT_NET) as connection:
            connection.execute(f"attach {quoted(fresh)} as fresh")
            attached = f"attach {quoted(path)} as old"  # to write: so that nobody else writes meanwhile
            patiently(path, lambda: connection.execute(attached))
            connection.execute("use fresh")
            yield connection
            connection.execute("checkpoint fresh")
            connection.execute("use memory")
            connection.execute("detach old")
            connection.execute("detach fresh")
        fresh.replace(path)
        _wal(path).unlink(missing_ok=True)  # what it held is copied
    except PermissionError as error:
        raise busy(path) from error  # Windows: somebody has the old one open
    finally:
        remove(fresh)


@contextmanager
def changing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a copy of the file, as in ``rewriting``: of what the block overwrites nothing stays, or nothing changes."""
    steps = beside(path, "steps")
    try:
        with rewriting(path) as connection:
            connection.execute(f"attach {quoted(steps)} as steps")
            connection.execute("copy from database old to steps")
            connection.execute("use steps")
            yield connection
            connection.execute("use fresh")
            connection.execute("copy from database steps to fresh")
            connection.execute("detach steps")
    finally:
        remove(steps)


def renew(path: Path) -> None:
    """Brings an older program's file forward: one that a step has cleaned holds nothing of what it was cleaned of."""
    with changing(path) as connection:
        migrate(connection)


def beside(path: Path, name: str) -> Path:
    """A file of this process's own, and none that an earlier run has left."""
    file = path.with_name(f".{path.name}.{name}.{os.getpid()}")
    remove(file)
    return file


def _wal(file: Path) -> Path:
    return file.with_name(file.name + ".wal")


def remove(file: Path) -> None:
    """Takes a database file away, with what its engine keeps beside it."""
    for one in (file, _wal(file)):
        one.unlink(missing_ok=True)
