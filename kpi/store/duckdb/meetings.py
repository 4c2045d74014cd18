"""Frozen states of the figures and the conclusions of meetings: rows are added, never changed."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import duckdb

from kpi.store.records import Conclusion, FrozenState

_FROZEN = "number, as_of, compared, known_at, code, content, batches, config_hash, frozen_by, frozen_at"
_CONCLUSIONS = """
select c.conclusion, c.meeting, c.decision, c.post, c.due_on, c.noted_by, c.known_at,
    coalesce(newest.state, 'open'), coalesce(newest.remark, ''), coalesce(newest.known_at, c.known_at)
from conclusions c
left join (
    select conclusion, arg_max(state, event) as state, arg_max(remark, event) as remark, arg_max(known_at, event) as known_at
    from conclusion_events group by conclusion
) newest on newest.conclusion = c.conclusion
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


def keep_frozen(connection: duckdb.DuckDBPyConnection, state: FrozenState) -> None:
    """Adds a frozen state under its number."""
    connection.execute(
        f"insert into frozen_states ({_FROZEN}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            state.number, state.as_of, state.compared, state.known_at, state.code,
            json.dumps(state.content, ensure_ascii=False), json.dumps(state.batches), state.config_hash, state.frozen_by,
            state.frozen_at,
        ],
    )  # fmt: skip


def conclusions(connection: duckdb.DuckDBPyConnection) -> list[Conclusion]:
    """Every conclusion with its newest state, oldest first."""
    return [Conclusion(*row) for row in connection.execute(_CONCLUSIONS).fetchall()]


def next_number(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    """The number after the last one."""
    row = connection.execute(f"select coalesce(max({column}), 0) + 1 from {table}").fetchone()
    return int(row[0]) if row else 1


def note_conclusion(
    connection: duckdb.DuckDBPyConnection, meeting: int, decision: str, post: str, due_on: date | None, *,
    noted_by: str, known_at: datetime,
) -> int:  # fmt: skip
    """Adds a conclusion; its number."""
    number = next_number(connection, "conclusions", "conclusion")
    connection.execute(
        "insert into conclusions values (?, ?, ?, ?, ?, ?, ?)",
        [number, meeting, decision, post, due_on, noted_by, known_at],
    )
    return number


def note_state(
    connection: duckdb.DuckDBPyConnection,
    conclusion: int,
    state: str,
    remark: str,
    *,
    noted_by: str,
    known_at: datetime,
) -> None:
    """A conclusion is done, dropped, or open again."""
    number = next_number(connection, "conclusion_events", "event")
    connection.execute(
        "insert into conclusion_events values (?, ?, ?, ?, ?, ?)",
        [number, conclusion, state, remark, noted_by, known_at],
    )
