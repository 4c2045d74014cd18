"""The import log: every load, what was done to it since, and what it speaks for."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from kpi.store.records import Batch, BatchEvent

COLUMNS = (
    "batch", "dataset", "as_of", "known_at", "loaded_by", "file", "sheet", "sha256", "simulated",
    "read", "accepted", "rejected", "ignored", "problems", "dropped_columns", "reason",
)  # fmt: skip
_NAMES = """
select code, arg_max(name, (alive, known_at, batch)) from (
    select r.code, r.name, b.batch, b.known_at, not coalesce((select e.undone from batch_events e
        where e.batch = b.batch order by e.event desc limit 1), false) as alive
    from (select * from villages union all select batch, row, code, name from groups) r
    join batches b on b.batch = r.batch
) group by code"""


def batches(connection: duckdb.DuckDBPyConnection) -> list[Batch]:
    """Every load, oldest first."""
    rows = connection.execute(
        f"""select {", ".join("b." + name for name in COLUMNS)},
            coalesce((select e.undone from batch_events e where e.batch = b.batch
                order by e.event desc limit 1), false),
            (select list(s.scope order by in_order(s.scope)) from batch_scopes s where s.batch = b.batch),
            (select bool_and(s.complete) from batch_scopes s where s.batch = b.batch)
        from batches b order by b.known_at, b.batch"""
    ).fetchall()
    return [_batch(row) for row in rows]


def _batch(row: tuple[Any, ...]) -> Batch:
    values = list(row)
    values[13], values[14] = json.loads(values[13]), json.loads(values[14])
    values[17] = tuple(values[17] or ())
    return Batch(*values)


def events(connection: duckdb.DuckDBPyConnection, batch: int) -> list[BatchEvent]:
    """What was done to a load since, oldest first."""
    rows = connection.execute(
        "select batch, undone, known_at, done_by, reason from batch_events where batch = ? order by event", [batch]
    ).fetchall()
    return [BatchEvent(*row) for row in rows]


def scope_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The names of villages and groups by their codes, also of registers that are taken back by now."""
    return dict(connection.execute(_NAMES).fetchall())


def is_empty(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether nothing has ever been loaded."""
    return not connection.execute("select 1 from batches limit 1").fetchall()
