"""The relations of ``kpi/sql`` asked by DuckDB of parts of a lake, each lifted over all of them."""

from __future__ import annotations

import glob
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any

import duckdb

from kpi.store.duckdb import comparisons, relations
from kpi.store.duckdb.database import PREPARED
from kpi.store.duckdb.engine import WITHOUT_NET
from kpi.store.lake.lifting import ASKED, Asked, asked_table, lifted
from kpi.store.lake.partition import UNIT, Partition, columns_of, own_columns
from kpi.store.lake.worked_out import WorkedOut, of_days_asked
from kpi.store.records import Comparison
from kpi.store.statements import source, stack


class LakeInDuckDB:
    """Answers ``ports.RelationsOfMany`` from files that are read once into memory; what questions share is worked out once."""

    def __init__(self, partitions: Sequence[Partition]) -> None:
        self._partitions = {one.unit: one for one in partitions}
        self._connection = duckdb.connect(config=WITHOUT_NET)
        for table, columns in columns_of(partitions).items():
            self._read_in(table, columns)
        self._connection.execute(f"set enable_external_access = false; {PREPARED}")
        self._worked_out = WorkedOut()
        self._numbers = count()

    def _read_in(self, table: str, columns: Mapping[str, str]) -> None:
        named = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        self._connection.execute(f'create table "{table}" ({named}, {UNIT} varchar)')
        files = [glob.escape(file) for one in self._partitions.values() for file in one.paths(table)]
        if files:
            read = ", ".join(own_columns(table, columns, '"'))
            # By itself it would read the folders' names for a column, and "00015" for a number.
            rows = "read_parquet($files, hive_partitioning = false)"
            self._connection.execute(f'insert into "{table}" select {read} from {rows}', {"files": files})

    def ask(self, relation: str, asked: Asked) -> dict[str, list[dict[str, Any]]]:
        """The rows of a relation by unit; bound values that it does not ask for are left aside."""
        cursor = self._execute(relation, asked)
        names = [column[0] for column in cursor.description or ()]
        found: dict[str, list[dict[str, Any]]] = {}
        for *values, unit in cursor.fetchall():
            found.setdefault(unit, []).append(dict(zip(names, values, strict=False)))
        return found

    def _execute(self, relation: str, asked: Asked, into: str = "") -> duckdb.DuckDBPyConnection:
        kept = tuple((one, self._table(one, asked)) for one in relations.kept_below(relation))
        self._connection.register(ASKED, asked_table(asked, *map(source, stack(relation))))
        statement = relations.statement(relation, kept, _text)
        return self._connection.execute(f"create temp table {into} as\n{statement}" if into else statement)

    def _table(self, relation: str, asked: Asked) -> str:
        """The table that holds a relation for these units and values, or the rows of their days; makes it where there is none."""
        if found := self._worked_out.find(relation, asked):
            table, has_more = found
            return f"({of_days_asked(table, ASKED, 'list_contains')})" if has_more else table
        table = f"kept_{next(self._numbers)}_{relation}"
        self._execute(relation, asked, into=table)
        self._worked_out.keep(relation, asked, table)
        return table

    def close(self) -> None:
        """Lets go of all that was read and worked out."""
        self._connection.close()

    def keep_comparisons(self, unit: str, rules: str, compared: Sequence[Comparison]) -> None:
        """Names of a unit compared for the question under way, and for it alone."""
        self._partitions[unit].refuse_to_compare()
        comparisons.keep(self._connection, rules, compared, tables=comparisons.FRESH, unit=unit)


@cache
def _text(relation: str) -> str:
    return lifted(source(relation)).sql("duckdb", comments=False)
