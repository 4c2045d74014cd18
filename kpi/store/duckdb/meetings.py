"""Frozen states of the figures and the conclusions of meetings: rows are added, never changed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import duckdb

from kpi.store.records import Conclusion, FrozenState

_FROZEN = "number, as_of, compared, known_at, code, content, batches, config_hash, frozen_by, frozen_at"
_CONCLUSIONS = """
select c.conclusion, c.meeting, c.decision, c.post, c.due_on, c.noted_by, c.known_at,
    coalesce(newest.state, 'open'), coalesce(newest.remark, ''), coalesce(newest.known_at, c.known_at), s.as_of
from conclusions c
join frozen_states s on s.number = c.meeting
left join (
    select conclusion, arg_max(state, event) as state, arg_max(remark, event) as remark, arg_max(known_at, event) as known_at
    from conclusion_events where known_at <= $known_at group by conclusion
) newest on newest.conclusion = c.conclusion
where c.known_at <= $known_at
order by c.conclusion"""


def frozen_states(connection: duckdb.DuckDBPyConnection) -> list[FrozenState]:
    """Every frozen state, oldest first."""
    rows = connection.execute(f"select {_FROZEN} from frozen_states order by number").fetchall()
    return [_frozen_state(row) for row in rows]


def _frozen_state(row: tuple[Any, ...]) -> FrozenState:
    values = list(row)
    values[5], values[6] = json.loads(row[5]), json.loads(row[6])
    return FrozenState(*values)


def frozen_until(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """The newest moment that a frozen state rests on: what is noted from now on must lie after it."""
    row = connection.execute("select max(known_at) from frozen_states").fetchone()
    return row[0] if row else None


def conclusions(connection: duckdb.DuckDBPyConnection, known_at: datetime | None) -> list[Conclusion]:
    """Every conclusion that was known by then (None: all) with its newest state by then, oldest first."""
    rows = connection.execute(_CONCLUSIONS, {"known_at": known_at or datetime.max}).fetchall()
    return [Conclusion(*row) for row in rows]
