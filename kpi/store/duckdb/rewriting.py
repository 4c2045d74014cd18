"""Writes the file anew and lets it take the old one's place: what a row once said stays to be read in a file's free blocks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from kpi.store.duckdb.breakage import in_words
from kpi.store.duckdb.engine import WITHOUT_NET, quoted
from kpi.store.duckdb.migrations import migrate
from kpi.store.duckdb.replacing import belong_as, beside, remove, take_place


@contextmanager
def rewriting(path: Path, old: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty file ``fresh``, beside it ``old``; after the block ``fresh`` takes its place, or nothing changes.

    To be called in one's turn. ``old``: a settled copy of the file, so that readers go on.
    """
    fresh = beside(path, "fresh")
    try:
        with in_words(path), duckdb.connect(config=WITHOUT_NET) as connection:
            connection.execute(f"attach {quoted(fresh)} as fresh")
            belong_as(path, fresh)
            connection.execute(f"attach {quoted(old)} as old (read_only)")
            connection.execute("use fresh")
            yield connection
            connection.execute("checkpoint fresh")
            connection.execute("use memory")
            connection.execute("detach old")
            connection.execute("detach fresh")
        take_place(fresh, path)
    finally:
        with suppress(OSError):  # the next one to write removes it
            remove(fresh)


@contextmanager
def changing(path: Path, old: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a copy of the file, as in ``rewriting``: of what the block overwrites nothing stays, or nothing changes."""
    steps = beside(path, "steps")
    try:
        with rewriting(path, old) as connection:
            connection.execute(f"attach {quoted(steps)} as steps")
            belong_as(path, steps)
            connection.execute("copy from database old to steps")
            connection.execute("use steps")
            yield connection
            connection.execute("use fresh")
            connection.execute("copy from database steps to fresh")
            connection.execute("detach steps")
    finally:
        with suppress(OSError):
            remove(steps)


def renew(path: Path, old: Path) -> None:
    """Brings an older program's file forward: one that a step has cleaned holds nothing of what it was cleaned of."""
    with changing(path, old) as connection:
        migrate(connection)
