"""For which villages the list of households without anybody was switched on: rows are added, never changed."""

from __future__ import annotations

import duckdb

from kpi.store.records import CallList


def call_lists(connection: duckdb.DuckDBPyConnection) -> list[CallList]:
    """Every time that a list was switched on or off, oldest first."""
    rows = connection.execute(
        "select village, until, reason, switched_by, switched_at from call_lists order by event"
    ).fetchall()
    return [CallList(*row) for row in rows]
