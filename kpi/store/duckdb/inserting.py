"""One new row of a table: its number, and its values by column."""

from __future__ import annotations

import duckdb


def next_number(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    """The number after the last one."""
    row = connection.execute(f"select coalesce(max({column}), 0) + 1 from {table}").fetchone()
    return int(row[0]) if row else 1


def insert(connection: duckdb.DuckDBPyConnection, table: str, /, **values: object) -> None:
    """Adds a row; each value goes to the column that it is named by."""
    places = ", ".join("?" * len(values))
    connection.execute(f"insert into {table} ({', '.join(values)}) values ({places})", list(values.values()))
