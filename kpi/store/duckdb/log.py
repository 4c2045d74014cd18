"""The import log: every load, what was done to it since, and what it speaks for."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import duckdb

from kpi.store.records import Batch, BatchEvent, BatchState

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


# Whether batch b stands taken back now.
_UNDONE = "coalesce((select e.undone from batch_events e where e.batch = b.batch order by e.event desc limit 1), false)"


def states(connection: duckdb.DuckDBPyConnection) -> list[BatchState]:
    """Every load, oldest first, by what a list of them is narrowed by."""
    rows = connection.execute(f"select b.batch, b.dataset, {_UNDONE} from batches b order by b.known_at, b.batch")
    return [BatchState(*row) for row in rows.fetchall()]


def is_simulated(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether any load that stands is the simulated sample."""
    return bool(connection.execute(f"select 1 from batches b where b.simulated and not {_UNDONE} limit 1").fetchall())


def batches(connection: duckdb.DuckDBPyConnection, numbers: Collection[int] | None = None) -> list[Batch]:
    """The loads of these numbers (None: every one), oldest first."""
    asked = "true" if numbers is None else "b.batch in (select unnest($numbers::integer[]))"
    rows = connection.execute(
        f"""select {", ".join("b." + name for name in COLUMNS)},
            {_UNDONE},
            (select list(s.scope order by in_order(s.scope)) from batch_scopes s where s.batch = b.batch),
            (select bool_and(s.complete) from batch_scopes s where s.batch = b.batch)
        from batches b where {asked} order by b.known_at, b.batch""",
        {} if numbers is None else {"numbers": list(numbers)},
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
