"""A copy of the whole file, of one moment, read through before anybody relies on it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.store.duckdb.breakage import in_words
from kpi.store.duckdb.engine import WITHOUT_NET, quoted
from kpi.store.duckdb.migrations import newest_version, other_schema, version_of
from kpi.store.duckdb.patience import patiently
from kpi.store.duckdb.rewriting import beside, remove

# Of each table how many rows it has, and a sum over all that they say: equal sums, equal rows in whatever order.
Held = dict[str, tuple[int, int]]


def content(path: Path) -> bytes:
    """All that the file says at one moment, as the bytes of a new one, which is held against it row by row.

    To be called while nobody of this process writes; other processes wait meanwhile.
    """
    copied = beside(path, "copy")
    try:
        _copy(path, copied)
        return copied.read_bytes()
    finally:
        remove(copied)


def _copy(path: Path, to: Path) -> None:
    with in_words(path), duckdb.connect(config=WITHOUT_NET) as connection:
        patiently(path, lambda: connection.execute(f"attach {quoted(path)} as old (read_only)"))
        connection.execute(f"attach {quoted(to)} as fresh")
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

    To be called while nobody of this process has the database open; another process that has is waited for.
    """
    if not path.exists():
        taken.replace(path)
        return None
    with (
        duckdb.connect(config=WITHOUT_NET) as connection,
        suppress(duckdb.Error),
    ):  # one that has come to harm gives way as it is
        patiently(path, lambda: connection.execute(f"attach {quoted(path)} as old"))
        connection.execute("detach old")  # what its log held is in it now
    kept = path.with_name(f"{path.stem}-{aside}{path.suffix}")
    log = path.with_name(path.name + ".wal")
    if log.exists():  # of a file that has come to harm
        log.replace(kept.with_name(kept.name + ".wal"))
    _also_as(path, kept)
    taken.replace(path)
    return kept


def _also_as(path: Path, kept: Path) -> None:
    """Gives a file a second name, so that there is a database at every moment; a disk without second names gives it another one."""
    try:
        os.link(path, kept)
    except OSError:
        path.replace(kept)
