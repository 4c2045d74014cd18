"""Parts of a lake as Spark reads them: a table is a plan over the files of all, with each unit's own codes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kpi.store.lake.partition import UNIT, Partition, columns_of, own_columns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# What DuckDB calls its types, as Spark does. Those of the schema are here, no others.
_TYPES = {
    "INTEGER": "int",
    "BIGINT": "bigint",
    "DOUBLE": "double",
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp_ntz",
}
# Names compared for a question that is under way: what they are kept in is like the store's own tables.
FRESH = {"fresh_comparisons": "comparisons", "fresh_suggestions": "suggestions"}


def tables_of(session: SparkSession, partitions: Sequence[Partition]) -> dict[str, DataFrame]:
    """Every table that relations name."""
    columns = columns_of(partitions)
    tables = {name: _table(session, partitions, name, columns[name]) for name in columns}
    return tables | {fresh: _empty(session, columns[like]) for fresh, like in FRESH.items()}


def form_of(columns: Mapping[str, str]) -> str:
    """The columns of a table, and the unit, as Spark declares them: read from the files they would cost a question each."""
    return ", ".join(f"`{column}` {kind}" for column, kind in _types(columns))


def _types(columns: Mapping[str, str]) -> list[tuple[str, str]]:
    return [*((column, _TYPES[kind]) for column, kind in columns.items()), (UNIT, "string")]


def _table(session: SparkSession, partitions: Sequence[Partition], name: str, columns: Mapping[str, str]) -> DataFrame:
    paths = [path for one in partitions for path in one.paths(name)]
    if not paths:
        return _empty(session, columns)
    read = session.read.schema(form_of(columns)).parquet(*map(_literally, paths))
    return read.selectExpr(*own_columns(name, columns, "`"))


def _empty(session: SparkSession, columns: Mapping[str, str]) -> DataFrame:
    """No rows, as Spark knows without reading any: what rests on them alone is never worked out."""
    nulls = ", ".join(f"cast(null as {kind}) as `{column}`" for column, kind in _types(columns))
    return session.sql(f"select {nulls} where false")


def _literally(path: str) -> str:
    """A path in which Spark sees no pattern."""
    return re.sub(r"([{}\[\]*?\\])", r"\\\1", path)
