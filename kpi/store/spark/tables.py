"""A unit's part of a lake as Spark reads it: a table is a plan over its files, with the unit's own codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi.store.lake.partition import Partition

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


def tables_of(session: SparkSession, partition: Partition) -> dict[str, DataFrame]:
    """Every table that relations name."""
    tables = {name: _table(session, partition, name) for name in partition.tables}
    return tables | {fresh: empty_like(session, partition, like) for fresh, like in FRESH.items()}


def empty_like(session: SparkSession, partition: Partition, name: str) -> DataFrame:
    """A table without rows."""
    return session.createDataFrame([], form_of(partition, name))


def form_of(partition: Partition, name: str) -> str:
    """The columns of a table as Spark declares them: read from the files they would cost a question each."""
    return ", ".join(f"`{column}` {_TYPES[kind]}" for column, kind in partition.tables[name].columns.items())


def _table(session: SparkSession, partition: Partition, name: str) -> DataFrame:
    paths, own = partition.paths(name), partition.codes_in(name)
    if not paths:
        return empty_like(session, partition, name)
    rows = session.read.schema(form_of(partition, name)).parquet(*paths)
    columns = (
        _without_prefix(column, partition.prefix) if column in own else f"`{column}`"
        for column in partition.tables[name].columns
    )
    return rows.selectExpr(*columns)


def _without_prefix(column: str, prefix: str) -> str:
    quoted = prefix.replace("\\", "\\\\").replace("'", "\\'")
    return f"if(startswith(`{column}`, '{quoted}'), substr(`{column}`, {len(prefix) + 1}), `{column}`) as `{column}`"
