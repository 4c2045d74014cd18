"""The relations of ``kpi/sql`` asked by DuckDB of one unit's part of a lake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import duckdb

from kpi.store.duckdb import comparisons, relations
from kpi.store.duckdb.database import PREPARED
from kpi.store.duckdb.engine import WITHOUT_NET
from kpi.store.lake.partition import Partition
from kpi.store.records import Comparison


class LakeInDuckDB:
    """Answers ``ports.Relations`` from a unit's files, which are read once into memory."""

    def __init__(self, partition: Partition) -> None:
        self._partition = partition
        self._connection = duckdb.connect(config=WITHOUT_NET)
        for table in partition.tables:
            self._read_in(table)
        self._connection.execute(f"set enable_external_access = false; {PREPARED}")
        self._view: relations.View | None = None

    def _read_in(self, name: str) -> None:
        partition = self._partition
        table = partition.tables[name]
        columns = ", ".join(f'"{column}" {kind}' for column, kind in table.columns.items())
        self._connection.execute(f'create table "{name}" ({columns})')
        if table.files:
            own = partition.codes_in(name)
            read = ", ".join(_without_prefix(column) if column in own else f'"{column}"' for column in table.columns)
            self._connection.execute(
                f'insert into "{name}" select {read} from read_parquet($files)',
                {"files": partition.paths(name), **({"prefix": partition.prefix} if own else {})},
            )

    def read(self, relation: str, **values: object) -> list[dict[str, Any]]:
        """The rows of a relation; bound values that it does not ask for are left aside."""
        return relations.ask(self._connection, relation, values, self._view)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """A part of a lake is read at one moment, so that all questions see one state of it anyway."""
        outer, self._view = self._view, {} if self._view is None else self._view
        try:
            yield
        finally:
            if outer is None:
                self._forget(self._view)
            self._view = outer

    def _forget(self, view: relations.View) -> None:
        for held in view.values():
            for table in set(held.values()):
                self._connection.execute(f"drop table if exists {table}")

    def newest_known_at(self) -> datetime | None:
        """The newest moment at which anything was noted; None where nothing is there."""
        return relations.newest_moment(self._connection)

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Names compared for the question under way, and for it alone."""
        self._partition.refuse_to_compare()
        comparisons.keep(self._connection, rules, compared, tables=comparisons.FRESH)


def _without_prefix(column: str) -> str:
    return f"""case when starts_with("{column}", $prefix) then substr("{column}", length($prefix) + 1) else "{column}" end"""
