"""What happened beside the figures, in words pinned to days: rows are added, never changed."""

from __future__ import annotations

import duckdb

from kpi.store.records import DayNote, StruckNote

_NOTES = """
select n.note, n.starts_on, n.ends_on, n.indicator, n.words, n.noted_by, n.known_at, s.reason, s.struck_by, s.known_at
from notes n left join struck_notes s on s.note = n.note
order by n.note"""


def notes(connection: duckdb.DuckDBPyConnection) -> list[DayNote]:
    """Every note, in the order of their numbers, those that are struck out with why."""
    rows = connection.execute(_NOTES).fetchall()
    return [DayNote(*(*row[:7], StruckNote(*row[7:]) if row[9] else None)) for row in rows]
