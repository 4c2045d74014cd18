"""A copy of the whole file, of one moment, read through before anybody relies on it."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from kpi.domain.errors import UserError
from kpi.exchange.whole import on_the_disk
from kpi.i18n.messages import _
from kpi.store.duckdb.breakage import in_words
from kpi.store.duckdb.engine import WITHOUT_NET, quoted
from kpi.store.duckdb.migrations import newest_version, other_schema, version_of
from kpi.store.duckdb.patience import PATIENCE_SECONDS
from kpi.store.duckdb.replacing import belong_as, beside, copy, logs_of, remove, settle, settled_of, take_place
from kpi.store.duckdb.sharing import sharing_of

# Of each table how many rows it has, and a sum over all that they say: equal sums, equal rows in whatever order.
Held = dict[str, tuple[int, int]]


def content(path: Path, settled: Path) -> bytes:
    """All that the file says at one moment, as the bytes of a new one, which is held against a settled copy row by row."""
    copied = beside(path, "copy")
    try:
        with in_words(path):
            _copy(settled, copied)
        return copied.read_bytes()
    finally:
        remove(copied)


def _copy(path: Path, to: Path) -> None:
    with duckdb.connect(config=WITHOUT_NET) as connection:
        connection.execute(f"attach {quoted(path)} as old (read_only)")
        connection.execute(f"attach {quoted(to)} as fresh")
        belong_as(path, to)
        connection.execute("copy from database old to fresh")
        connection.execute("checkpoint fresh")
        held = _held(connection, "old")
        connection.execute("detach old")
        connection.execute("detach fresh")
    if read_through(to) != held:
        raise UserError(
            _("The backup does not hold what the database holds"),
            place=str(to),
            remedy=_("Try again; if it fails once more, check the disk."),
            code="bad_backup",
        )


def read_through(path: Path) -> Held:
    """What a file holds, each row of it read; ``UserError`` where it cannot be read, or a newer program has made it."""
    with in_words(path), duckdb.connect(config=WITHOUT_NET) as connection:
        connection.execute(f"attach {quoted(path)} as store (read_only)")
        connection.execute("use store")
        version = version_of(connection)
        if not 0 < version <= newest_version():
            raise other_schema(version)
        held = _held(connection, "store")
        connection.execute("use memory")
        connection.execute("detach store")
    return held


def _held(connection: duckdb.DuckDBPyConnection, database: str) -> Held:
    names = connection.execute(
        "select table_name from duckdb_tables() where database_name = ? order by table_name", [database]
    ).fetchall()
    held = {}
    for (name,) in names:
        (counted,) = connection.execute(
            f'select count(*), coalesce(sum(hash(r)::hugeint), 0) from {database}."{name}" r'
        ).fetchall()
        held[name] = counted
    return held


def put_in_place(taken: Path, path: Path, *, aside: str) -> Path | None:
    """Lets a file take the place of the database, which stays beside it under another name; None: there was none.

    To be called in one's turn.
    """
    if not path.exists():
        take_place(taken, path)
        return None
    with sharing_of(path).unread():
        return _put_aside(taken, path, aside)


def _put_aside(taken: Path, path: Path, aside: str) -> Path:
    try:
        settle(path)
    except UserError:
        if settled_of(path).exists():  # what it waits for is that the disk answers
            raise
    kept = path.with_name(f"{path.stem}-{aside}{path.suffix}")
    for log in filter(Path.exists, logs_of(path)):  # of a file that has come to harm
        log.replace(log.with_name(log.name.replace(path.name, kept.name, 1)))
    _also_as(path, kept)
    take_place(taken, path)
    return kept


def _also_as(path: Path, kept: Path) -> None:
    """Gives a file a second name; on a disk without second names it is copied, so that there is a database at every moment."""
    try:
        os.link(path, kept)
    except OSError:
        copied = beside(path, "aside")
        try:
            copy(path, copied, PATIENCE_SECONDS)
            on_the_disk(copied)
            copied.replace(kept)
        finally:
            remove(copied)
