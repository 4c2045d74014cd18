"""What one transaction can do to the store: add a batch, take one back, note a person's word.

Nothing is ever updated or deleted; what is taken back stays to be seen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from kpi.datasets import Dataset
from kpi.store import relations
from kpi.store.records import FILE_COLUMNS, NewBatch, stored_columns


@dataclass(frozen=True, slots=True)
class Changes:
    """What a list changes against the newest earlier one of the same scopes; rows by their key."""

    added: int
    changed: int
    gone: int


class Writer:
    """A transaction under way."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def read(self, relation: str, **values: object) -> list[dict[str, Any]]:
        """A relation of ``kpi/sql`` as this transaction sees it."""
        return relations.ask(self._connection, relation, values)

    def loaded_already(self, batch: NewBatch) -> int | None:
        """The live batch that holds the same sheet of the same file for the same day and scopes."""
        rows = self._connection.execute(
            """select b.batch, (select list(s.scope order by s.scope) from batch_scopes s where s.batch = b.batch)
            from batches b
            where b.sha256 = $sha256 and b.sheet = $sheet and b.dataset = $dataset and b.as_of = $as_of
                and not coalesce((select e.undone from batch_events e where e.batch = b.batch
                    order by e.event desc limit 1), false)
            order by b.batch""",
            {"sha256": batch.sha256, "sheet": batch.sheet, "dataset": batch.dataset.id, "as_of": batch.as_of},
        ).fetchall()
        scopes = sorted(scope.scope for scope in batch.scopes)
        return next((number for number, held in rows if (held or []) == scopes), None)

    def add(self, batch: NewBatch) -> int:
        """Stores a batch with its rows; its number."""
        number = self._next("batches", "batch")
        values = [
            number, batch.dataset.id, batch.as_of, batch.known_at, batch.loaded_by, batch.file, batch.sheet, batch.sha256,
            batch.simulated, batch.read, batch.accepted, batch.rejected, batch.ignored,
            json.dumps(batch.problems, ensure_ascii=False), json.dumps(batch.dropped_columns, ensure_ascii=False),
        ]  # fmt: skip
        self._connection.execute(
            f"insert into batches ({', '.join(FILE_COLUMNS)}) values ({', '.join('?' * len(values))})", values
        )
        for scope in batch.scopes:
            self._connection.execute(
                "insert into batch_scopes values (?, ?, ?, ?)",
                [number, scope.scope, scope.complete, scope.total_members],
            )
        if batch.accepted:
            self._add_rows(number, batch)
        return number

    def _add_rows(self, number: int, batch: NewBatch) -> None:
        """All rows in one statement: a list per column, unnested side by side."""
        names = ("row", *stored_columns(batch.dataset))
        types = dict(
            self._connection.execute(
                "select column_name, data_type from information_schema.columns where table_name = $table",
                {"table": batch.dataset.table},
            ).fetchall()
        )
        picks = ", ".join(f'unnest($c{index}::{types[name]}[]) as "{name}"' for index, name in enumerate(names))
        listed = ", ".join(f'"{name}"' for name in names)
        self._connection.execute(
            f"insert into {batch.dataset.table} (batch, {listed}) select {number}, {listed} from (select {picks})",
            {f"c{index}": batch.columns[name] for index, name in enumerate(names)},
        )

    def changes(self, number: int, dataset: Dataset) -> Changes:
        """A new batch against what its scopes held before it by its own day (cases: by the time of loading)."""
        if dataset.id == "case":
            before = "select c.* from newest_before n join cases c on c.batch = n.batch and c.code = n.code"
            prior = f"""newest_before as (
                select c.code, max(c.batch) as batch from cases c join alive a on a.batch = c.batch group by c.code
            ), old as ({before} where n.code in (select code from cases where batch = {number}))"""
        else:
            scoped = {"village": "village", "group": '"group"'}.get(dataset.scope.value)
            belongs = f"t.{scoped} = s.scope" if scoped else "true"
            prior = f"""newest_before as (
                select s.scope, arg_max(a.batch, (a.as_of, a.known_at, a.batch)) as batch
                from alive a join batch_scopes s on s.batch = a.batch
                where a.as_of <= (select as_of from batches where batch = {number}) and s.complete
                    and s.scope in (select scope from batch_scopes where batch = {number})
                group by s.scope
            ), old as (
                select t.* from newest_before s join {dataset.table} t on t.batch = s.batch and {belongs}
            )"""
        facts = [name for name in stored_columns(dataset) if name != dataset.key]
        old_facts, new_facts = (", ".join(f'{side}."{name}"' for name in facts) for side in ("old", "new"))
        row = self._connection.execute(
            f"""with alive as (
                select b.batch, b.as_of, b.known_at from batches b
                where b.dataset = '{dataset.id}' and b.batch <> {number}
                    and not coalesce((select e.undone from batch_events e where e.batch = b.batch
                        order by e.event desc limit 1), false)
            ), {prior}, new as (select * from {dataset.table} where batch = {number})
            select
                count(*) filter (where old.batch is null),
                count(*) filter (where old.batch is not null and new.batch is not null
                    and row({old_facts}) is distinct from row({new_facts})),
                count(*) filter (where new.batch is null)
            from old full outer join new on old."{dataset.key}" = new."{dataset.key}" """
        ).fetchone()
        gone_counts = self._connection.execute(
            "select bool_and(complete) from batch_scopes where batch = $number", {"number": number}
        ).fetchone()
        added, changed, gone = row or (0, 0, 0)
        may_leave = dataset.id != "case" and bool(gone_counts and gone_counts[0])
        return Changes(added, changed, gone if may_leave else 0)

    def note_undo(self, batch: int, *, undone: bool, known_at: datetime, done_by: str, reason: str) -> None:
        """A batch taken back, or put back; from ``known_at`` on."""
        self._connection.execute(
            "insert into batch_events values (?, ?, ?, ?, ?, ?)",
            [self._next("batch_events", "event"), batch, undone, known_at, done_by, reason],
        )

    def note_decision(
        self, member: str, entity_kind: str, entity_code: str, confirmed: bool | None, *,
        reason: str, known_at: datetime, decided_by: str,
    ) -> None:  # fmt: skip
        """A person's word about a member and an entity; None takes the earlier word back."""
        self._connection.execute(
            "insert into decisions values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                self._next("decisions", "decision"),
                member,
                entity_kind,
                entity_code,
                confirmed,
                reason,
                known_at,
                decided_by,
            ],
        )

    def newest_known_at(self) -> datetime | None:
        """The newest moment of anything in the store."""
        return relations.newest_moment(self._connection)

    def _next(self, table: str, column: str) -> int:
        row = self._connection.execute(f"select coalesce(max({column}), 0) + 1 from {table}").fetchone()
        return int(row[0]) if row else 1
