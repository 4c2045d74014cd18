"""Takes loads out of the file for good: a new file is written without them and takes the old one's place.

The only thing that ever forgets, made for the simulated sample: deleted rows would stay to be read in the file's free blocks, so
nothing is deleted; what stays is copied.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from kpi.domain.datasets import DATASETS, ENTRIES
from kpi.store.duckdb.migrations import migrate
from kpi.store.duckdb.rewriting import rewriting

_REGISTERS = {"household": "households", "business": "businesses", "institution": "institutions"}
# Of each table the rows that stay, but for what people have said. Frozen states rest on the loads that stood; with them go what
# their meetings concluded and what went up.
_FROZEN = "number not in (select unnest($frozen::integer[]))"
_BATCH = "batch not in (select unnest($batches::integer[]))"
COPIED = {
    **{dataset.table: _BATCH for dataset in DATASETS},
    **dict.fromkeys(("batches", "batch_scopes", "batch_events", "proposed_codes", "marks", ENTRIES), _BATCH),
    **dict.fromkeys(("frozen_states", "reports", "report_files", "report_steps", "report_papers"), _FROZEN),
    "conclusions": "meeting not in (select unnest($frozen::integer[]))",
    "conclusion_events": "conclusion in (select conclusion from conclusions)",
    **dict.fromkeys(("configurations", "forgettings", "call_lists", "settings_versions"), "true"),
    # What was noted before any list that stays was noted of the simulated ones.
    "notes": "known_at > (select min(known_at) from batches)",
    "struck_notes": "note in (select note from notes)",
}  # fmt: skip


def frozen_on(connection: duckdb.DuckDBPyConnection, batches: Sequence[int]) -> list[int]:
    """The numbers of the frozen states that rest on any of these loads."""
    rows = connection.execute(
        """select number from frozen_states
        where list_has_any(from_json(batches, '["INTEGER"]'), $batches::integer[]) order by number""",
        {"batches": list(batches)},
    ).fetchall()
    return [row[0] for row in rows]


def rewrite(path: Path, old: Path, batches: Sequence[int], frozen: Sequence[int]) -> None:
    """The file without these loads, without frozen states resting on them, and without words about who is only on them."""
    with rewriting(path, old) as connection:
        migrate(connection)
        _copy(connection, list(batches), list(frozen))


def _copy(connection: duckdb.DuckDBPyConnection, batches: list[int], frozen: list[int]) -> None:
    asked = {"batches": batches, "frozen": frozen}
    for table, stays in COPIED.items():
        values = {name: value for name, value in asked.items() if f"${name}" in stays}
        connection.execute(f"insert into {table} by name select * from old.{table} where {stays}", values)
    connection.execute(f"insert into decisions by name select * from old.decisions d where {_decision_stays()}")
    connection.execute(f"insert into corrections by name select * from old.corrections c where {_correction_stays()}")


def _decision_stays() -> str:
    """The member is on a list that stays, and so is what he is said to speak for."""
    entities = " or ".join(
        f"(d.entity_kind = '{kind}' and d.entity_code in (select code from {table}))"
        for kind, table in _REGISTERS.items()
    )
    return f"d.member in (select member from memberships) and (d.entity_kind = 'nobody' or {entities})"


def _correction_stays() -> str:
    """A village or group that only the lists held which go is nothing any more; one that none held yet may still come."""
    return " and ".join(
        f"""(c.kind <> '{kind}' or c.meaning is null or c.meaning in (select code from {table})
            or c.meaning not in (select code from old.{table}))"""
        for kind, table in (("village", "villages"), ("group", "groups"))
    )
