"""A store's tables into a lake, and a lake's tables as DuckDB reads them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from kpi.domain.errors import UserError
from kpi.exchange.whole import on_the_disk, take_place
from kpi.store.duckdb.comparisons import KEPT
from kpi.store.lake.columns import TABLES, Leaves, leaving
from kpi.store.lake.partition import NEWER, UNIT, LakeFile, LakeTable, Partition, disguise_of, hash_of, partition_in

# So many files of a table are read as quickly as one; with more they are written together.
_MANY_FILES = 40
_WHOLE = "all"
_STATE_LETTERS = 16


def export(
    connection: duckdb.DuckDBPyConnection, folder: Path, unit: str, configuration: dict[str, Any], key: bytes
) -> Partition:
    """Writes what has changed since the last export into a unit's folder, and puts it in force; nothing where nothing has.

    ``key``: what stand-ins are worked out with; empty: names and numbers leave as they are, for a folder of this PC alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    old = _readable(folder)
    new = Partition(folder, unit, configuration, disguise_of(key), _next_export(folder, old))
    usable = old if old and (old.unit, old.disguise) == (unit, new.disguise) else None
    columns = _columns(connection)
    for name in TABLES:
        kept = usable.tables.get(name) if usable else None
        writer = _TableWriter(connection, new, name, columns[name], key)
        new.tables[name] = writer.written(kept if kept and kept.columns == columns[name] else LakeTable({}))
    if old and new.same_as(old):
        if old.before:  # by now nobody reads them, and they hold what may have been forgotten since
            old = replace(old, before=())
            old.put_in_force()
        return old
    new = replace(new, before=tuple(sorted(old.file_names() - new.file_names())) if old else ())
    new.put_in_force()
    return new


def _readable(folder: Path) -> Partition | None:
    """What the folder holds; None where nobody can read it, so that all is written anew. What a newer program wrote is refused."""
    try:
        return partition_in(folder)
    except UserError as error:
        if error.code == NEWER:
            raise
        return None


def _next_export(folder: Path, old: Partition | None) -> int:
    """A number that no file there bears: where the list is broken, somebody may still read by it."""
    if old:
        return old.export + 1
    numbers = [
        int(found[1]) for file in folder.glob("*.parquet") if (found := re.search(r"-(\d+)\.parquet$", file.name))
    ]
    return max(numbers, default=0) + 1


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The columns of each table that goes into a lake, with their types; JSON goes as text."""
    rows = connection.execute(
        "select table_name, column_name, if(data_type = 'JSON', 'VARCHAR', data_type) from duckdb_columns()"
        " where schema_name = 'main' and database_name = current_database() order by table_name, column_index"
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        found.setdefault(table, {})[column] = kind
    return found


class _TableWriter:
    """Writes one table's batches that are new, or other than they were, into a file; what has not changed stays where it is."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, new: Partition, table: str, columns: dict[str, str], key: bytes
    ) -> None:
        self._connection, self._new, self._table, self._columns, self._key = connection, new, table, columns, key
        self._by_batch = "batch" in columns
        # Names that were compared in the view under way belong to it, whether the store can keep them or not.
        fresh = f'(from "{table}" union all from fresh_{table})'
        self._source = fresh if table in KEPT else f'"{table}"'

    def written(self, old: LakeTable) -> LakeTable:
        now = self._states()
        kept = tuple(file for file in old.files if file.states.items() <= now.items() and self._new.is_whole(file))
        if len(kept) >= _MANY_FILES:
            kept = ()
        held = {batch for file in kept for batch in file.states}
        missing = {batch: state for batch, state in now.items() if batch not in held}
        return LakeTable(self._columns, (*kept, self._file(missing)) if missing else kept)

    def _states(self) -> dict[str, str]:
        """What each batch holds, as a fingerprint that tells nothing of it to whoever has not the key."""
        of = "batch" if self._by_batch else f"'{_WHOLE}'"
        hashed = ", ".join(map(_quoted, self._columns))
        rows = self._connection.execute(
            f"select {of}, count(*), sum(hash({hashed})::hugeint) from {self._source} group by 1 order by 1"
        ).fetchall()
        return {
            str(batch): hashlib.sha256(self._key + f"{count}:{total}".encode()).hexdigest()[:_STATE_LETTERS]
            for batch, count, total in rows
        }

    def _file(self, states: dict[str, str]) -> LakeFile:
        """A file that has its name once all of it is on the disk."""
        import pyarrow.parquet as parquet

        name = f"{self._table}-{self._new.export}.parquet"
        draft = self._new.folder / f".{name}"
        statement, values = self._leaving(states)
        rows = self._connection.sql(statement, params=values).to_arrow_reader(100_000)
        with parquet.ParquetWriter(draft, rows.schema, compression="zstd") as file:
            for some in rows:
                file.write_batch(some)
        on_the_disk(draft)
        written = hash_of(draft)
        take_place(draft, self._new.folder / name)
        return LakeFile(name, written, states)

    def _leaving(self, states: dict[str, str]) -> tuple[str, dict[str, object]]:
        how = leaving(self._table)
        columns = ", ".join(
            f"{_left(_quoted(column), how[column], kind, disguised=bool(self._key))}::{kind} as {_quoted(column)}"
            for column, kind in self._columns.items()
        )
        which = " where list_contains($batches, batch) order by batch" if self._by_batch else ""
        values: dict[str, object] = {"prefix": self._new.prefix, "key": self._key.hex(), "unit": self._new.unit}
        statement = f"select {columns}, $unit as {UNIT} from {self._source}{which}"
        if self._by_batch:
            values["batches"] = [int(batch) for batch in states]
        return statement, {name: value for name, value in values.items() if f"${name}" in statement}


def _left(column: str, how: Leaves, kind: str, *, disguised: bool) -> str:
    """A column as it leaves. Where it says nothing ('', or the scope of the whole commune), it goes on saying so."""
    stand_in = f"left(sha256($key || sha256($key || {column})), 24)" if disguised else column
    says = f"when {column} in ('', 'commune') then {column}"
    if how is Leaves.CODE:
        return f"case {says} else $prefix || {column} end"
    if how is Leaves.KEY:
        return f"case {says} else $prefix || {stand_in} end"
    if how is Leaves.NAME:
        return f"case {says} else {stand_in} end"
    if how is Leaves.PHONE:
        return (
            f"case {says} when {column} like '02%' then '02' || {stand_in} else 'm' || {stand_in} end"
            if disguised
            else column
        )
    if how is Leaves.NOT and disguised:
        return {"VARCHAR": "''", "INTEGER": "null", "BIGINT": "null", "DATE": "null"}[kind]
    return column


def _quoted(name: str) -> str:
    return f'"{name}"'
