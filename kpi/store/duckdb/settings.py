"""The configurations that were in force, as texts of their file: rows are added, never changed."""

from __future__ import annotations

import duckdb

from kpi.store.records import SettingsVersion


def versions(connection: duckdb.DuckDBPyConnection) -> list[SettingsVersion]:
    """Every one, oldest first."""
    rows = connection.execute(
        "select version, content, saved_at, saved_by, reason from settings_versions order by version"
    ).fetchall()
    return [SettingsVersion(*row) for row in rows]
