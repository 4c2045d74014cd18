"""Spellings that a person has explained once, and that every later import understands.

They are kept in the database, so that config.yaml stays as the office wrote it. Nothing is deleted: the newest word decides.
"""

from __future__ import annotations

from dataclasses import asdict

import duckdb

from kpi.store.duckdb.inserting import insert, next_number
from kpi.store.records import Correction

_NEWEST = """select kind, dataset, field, spelling, folded, meaning, reason, known_at, decided_by from (
    select *, row_number() over (partition by kind, dataset, field, folded order by correction desc) as newest from corrections
) where newest = 1 and meaning is not null order by kind, dataset, field, spelling"""


def listed(connection: duckdb.DuckDBPyConnection) -> list[Correction]:
    """The corrections in force."""
    return [Correction(*row) for row in connection.execute(_NEWEST).fetchall()]


def note(connection: duckdb.DuckDBPyConnection, row: Correction) -> None:
    """Keeps a correction; one without a meaning takes the earlier one back."""
    insert(connection, "corrections", correction=next_number(connection, "corrections", "correction"), **asdict(row))
