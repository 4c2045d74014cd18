"""The one DuckDB file: opened for short whiles, so that the dashboard and the command line can share it.

Readers open it read-only for the length of a question. A writer waits for its turn, writes into a copy, and lets that take the file's
place (``kpi.store.duckdb.replacing``): the file itself is never written to, and until then readers are answered from it as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path

import duckdb

from kpi.store.duckdb.breakage import cause, in_words, unreadable
from kpi.store.duckdb.engine import Engine, engine_of, forget_engines
from kpi.store.duckdb.migrations import migrate, newest_version, other_schema, version_of
from kpi.store.duckdb.patience import PATIENCE_SECONDS, patiently, still_busy
from kpi.store.duckdb.replacing import copy, logs_of, settled_copy, settled_of, take_place, turn
from kpi.store.duckdb.rewriting import changing, renew
from kpi.store.duckdb.sharing import sharing_of
from kpi.store.statements import SIGNS

# Comparisons of names that are worked out for one question and not kept: a reader cannot write to the file.
_FRESH = """create temp table fresh_comparisons as select * from comparisons limit 0;
create temp table fresh_suggestions as select * from suggestions limit 0"""
# For ``order by``: every number of a text as eight digits, so that T2 stands before T10.
IN_ORDER = r"""create temp macro in_order(text) as
regexp_replace(regexp_replace(text, '(\d+)', '00000000\1', 'g'), '\d*(\d{8})', '\1', 'g')"""
# A code to compare by: no signs, no case, no marks (273 is d with a bar), no zeros before a number.
FOLD_CODE = rf"""create temp macro fold_code(code) as
regexp_replace(
    regexp_replace(replace(strip_accents(lower(code)), chr(273), 'd'), '(^|[^0-9])0+([0-9])', '\1\2', 'g'), '[{SIGNS}]', '', 'g'
)"""
# What the relations of kpi/sql name beside the store's own tables.
PREPARED = f"{_FRESH}; {IN_ORDER}; {FOLD_CODE}"


@contextmanager
def _connection(
    path: Path, *, read_only: bool, patience: float = PATIENCE_SECONDS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Opens the file, or its copy to write, for a block; while another process holds it, tries again until patience ends."""
    engine, connection = _opened(path, read_only=read_only, patience=patience)
    try:
        try:
            yield connection
        finally:
            engine.close(connection, read_only=read_only)
    except duckdb.Error:
        forget_engines()
        raise


def _opened(path: Path, *, read_only: bool, patience: float) -> tuple[Engine, duckdb.DuckDBPyConnection]:
    def opening() -> tuple[Engine, duckdb.DuckDBPyConnection]:
        engine = engine_of(path.resolve())
        if (connection := engine.connect(read_only=read_only)) is None:
            forget_engines()
            return opening()
        return engine, connection

    try:
        return patiently(path, opening, patience)
    except duckdb.Error as error:
        forget_engines()
        raise cause(path, str(error)) from error


_held: ContextVar[tuple[Path, duckdb.DuckDBPyConnection] | None] = ContextVar("held_connection", default=None)


def holds(path: Path) -> bool:
    """Whether a ``reading`` block of this file is under way here."""
    held = _held.get()
    return held is not None and held[0] == path


@contextmanager
def reading(path: Path, *, forward: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection for the length of a block; inside another such block the same one.

    ``forward``: a file that an older program made is first brought forward, which needs a turn to write; else it is refused.
    """
    held = _held.get()
    if held is not None and held[0] == path:
        yield held[1]
        return
    with sharing_of(path).reading(), in_words(path), _connection(path, read_only=True) as connection:
        version = version_of(connection)
        if version == newest_version():
            connection.execute(PREPARED)
            token = _held.set((path, connection))
            try:
                yield connection
            finally:
                _held.reset(token)
            return
    if not forward:
        raise other_schema(version) if version else unreadable(path)
    bring_forward(path)
    with reading(path) as forwarded:
        yield forwarded


@contextmanager
def alone(path: Path, *, patience: float = PATIENCE_SECONDS) -> Iterator[Path]:
    """A block in which nobody else changes the file; where it lies, behind any link. Within this process it waits for longer work to
    end, but for who has no patience at all."""
    with sharing_of(path).writing(waits=patience > 0) as mine:
        if not mine:
            raise still_busy(path)
        sharing_of(path).wait(patience)
        with turn(path.resolve(), patience):
            yield path.resolve()


def bring_forward(path: Path) -> None:
    """Makes the file where there is none, and brings its schema to this program's."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cause(path, str(error)) from error
    with writing(path):
        pass  # opening to write migrates


def is_unsettled(path: Path) -> bool:
    """Whether a program that wrote to the file in place, and was killed, has left a part of what it holds beside it."""
    file = path.resolve()
    return any(one.exists() for one in (settled_of(file), *logs_of(file)))


@contextmanager
def writing(
    path: Path, *, patience: float = PATIENCE_SECONDS, then: Callable[[], None] = lambda: None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in one transaction: everything in the block happens, or, on any exception or kill, nothing.

    ``then``: what follows before anybody else writes.
    """
    with (
        alone(path, patience=patience) as file,
        in_words(path),
        settled_copy(file, patience) as work,
        ExitStack() as opened,
    ):
        connection = opened.enter_context(_connection(file, read_only=False, patience=patience))
        version = version_of(connection)
        if version > newest_version():
            raise other_schema(version)
        if 0 < version < newest_version():
            opened.close()
            renew(file, work)
            copy(file, work, patience)
            connection = opened.enter_context(_connection(file, read_only=False, patience=patience))
        connection.execute("begin transaction")
        if not version:
            migrate(connection)
        connection.execute(PREPARED)
        yield connection
        connection.execute("commit")
        opened.close()
        take_place(work, file)
        then()


@contextmanager
def writing_anew(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """As ``writing``, in a copy that takes the file's place: what the block overwrites is in none of the file's free blocks."""
    with reading(path):  # which brings an older file forward
        pass
    with alone(path) as file, in_words(path), settled_copy(file) as old, changing(file, old) as connection:
        connection.execute(PREPARED)
        yield connection
