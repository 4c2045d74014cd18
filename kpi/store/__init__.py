"""The store: one DuckDB file of dated batches. The only place that speaks to DuckDB.

It keeps and fetches; it knows no rule of the plan. ``Store.read`` asks a relation of ``kpi/sql``; ``Store.writing`` hands out
one transaction in which batches are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.store import comparisons, meetings
from kpi.store import reports as store_reports
from kpi.store.comparisons import Comparison, FoundEntry
from kpi.store.corrections import Correction, Corrections, in_force, listed
from kpi.store.duckdb import database, relations
from kpi.store.meetings import Conclusion, FrozenState
from kpi.store.records import FILE_COLUMNS, Batch, BatchEvent, NewBatch, NewDecision, Scope, stored_columns
from kpi.store.reports import KeptReport, ReportFile, SignOff
from kpi.store.writer import ScopeChange, Writer

__all__ = [
    "Batch", "BatchEvent", "Comparison", "Conclusion", "Correction", "Corrections", "FoundEntry", "FrozenState", "KeptReport",
    "NewBatch", "NewDecision", "ReportFile", "Scope", "ScopeChange", "SignOff", "Store", "Writer", "open_store", "stored_columns",
]  # fmt: skip


# Names compared in the look under way, with the rules by which they were.
_worked_out: ContextVar[list[tuple[str, Comparison]] | None] = ContextVar("worked_out", default=None)


@dataclass(frozen=True, slots=True)
class Store:
    """A database file, opened anew for each question (see ``kpi.store.duckdb.database``)."""

    path: Path

    def version(self) -> str:
        """Changes with every write by any process; costs two looks at the file system."""
        stamps = []
        for file in (self.path, self.path.with_name(self.path.name + ".wal")):
            try:
                stat = file.stat()
            except FileNotFoundError:
                continue
            stamps.append(f"{stat.st_mtime_ns}-{stat.st_size}")
        return "/".join(stamps)

    def read(self, relation: str, **values: object) -> list[dict[str, Any]]:
        """The rows of a relation of ``kpi/sql`` as dictionaries; values it does not ask for are left aside."""
        with database.reading(self.path) as connection:
            return relations.ask(connection, relation, values)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """All questions within the block go through one connection, so that they see one state of the store.

        Names that were compared for them are kept afterwards where the file can be had at once; else the next asker compares.
        """
        if database.holds(self.path):
            yield
            return
        worked_out: list[tuple[str, Comparison]] = []
        token = _worked_out.set(worked_out)
        try:
            with database.reading(self.path):
                yield
        finally:
            _worked_out.reset(token)
        if worked_out:
            with suppress(UserError), database.writing(self.path, patience=0) as connection:
                for rules in sorted({rules for rules, _one in worked_out}):
                    compared = [one for by, one in worked_out if by == rules]
                    comparisons.keep(connection, rules, compared, tables=comparisons.KEPT)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction: everything in the block is stored, or nothing."""
        with database.writing(self.path) as connection:
            yield Writer(connection)

    @contextmanager
    def rehearsing(self) -> Iterator[Writer]:
        """The same as ``writing``, and then nothing is stored: for a dry run."""

        class _Rehearsed(Exception):
            pass

        try:
            with database.writing(self.path) as connection:
                yield Writer(connection)
                raise _Rehearsed
        except _Rehearsed:
            return

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Names compared for the question under way: for it at once, and for later ones when its look is over."""
        with database.reading(self.path) as connection:
            comparisons.keep(connection, rules, compared, tables=comparisons.FRESH)
        worked_out = _worked_out.get()
        if worked_out is not None:
            worked_out += [(rules, one) for one in compared]

    def newest_known_at(self) -> datetime | None:
        """The newest moment at which anything was loaded, taken back or decided; None in an empty store."""
        with database.reading(self.path) as connection:
            return relations.newest_moment(connection)

    def frozen_states(self) -> list[FrozenState]:
        """Every frozen state, oldest first."""
        with database.reading(self.path) as connection:
            return meetings.frozen_states(connection)

    def frozen_until(self) -> datetime | None:
        """The newest moment that a frozen state rests on."""
        with database.reading(self.path) as connection:
            return meetings.frozen_until(connection)

    def reports(self) -> list[KeptReport]:
        """Every frozen report with its sign-off, oldest first; the figures are its frozen state's."""
        with database.reading(self.path) as connection:
            return store_reports.reports(connection)

    def report_files(self, number: int) -> list[ReportFile]:
        """The files of a frozen report as they were kept."""
        with database.reading(self.path) as connection:
            return store_reports.files(connection, number)

    def configuration(self, name: str) -> dict[str, Any] | None:
        """A configuration that a frozen report was made by, as the keys of its file; None: it was not kept."""
        with database.reading(self.path) as connection:
            return store_reports.configuration(connection, name)

    def conclusions(self) -> list[Conclusion]:
        """Every conclusion of a meeting with its newest state, oldest first."""
        with database.reading(self.path) as connection:
            return meetings.conclusions(connection)

    def corrections(self) -> Corrections:
        """The spellings that a person has explained."""
        with database.reading(self.path) as connection:
            return in_force(connection)

    def listed_corrections(self) -> list[Correction]:
        """The same as a list, with who explained them, when and why."""
        with database.reading(self.path) as connection:
            return listed(connection)

    def is_empty(self) -> bool:
        """Whether nothing has ever been loaded."""
        with database.reading(self.path) as connection:
            row = connection.execute("select count(*) from batches").fetchone()
        return row is None or row[0] == 0

    def batches(self) -> list[Batch]:
        """The import log, oldest load first."""
        with database.reading(self.path) as connection:
            rows = connection.execute(
                f"""select {", ".join("b." + name for name in FILE_COLUMNS)},
                    coalesce((select e.undone from batch_events e where e.batch = b.batch
                        order by e.event desc limit 1), false),
                    (select list(s.scope order by in_order(s.scope)) from batch_scopes s where s.batch = b.batch),
                    (select bool_and(s.complete) from batch_scopes s where s.batch = b.batch)
                from batches b order by b.known_at, b.batch"""
            ).fetchall()
        return [Batch.from_row(row) for row in rows]

    def events(self, batch: int) -> list[BatchEvent]:
        """What was done to a load since: taken back, put back; oldest first."""
        with database.reading(self.path) as connection:
            rows = connection.execute(
                "select batch, undone, known_at, done_by, reason from batch_events where batch = ? order by event",
                [batch],
            ).fetchall()
        return [BatchEvent(*row) for row in rows]

    def scope_names(self) -> dict[str, str]:
        """The names of villages and groups by their codes, for the log: also of registers that are taken back by now."""
        with database.reading(self.path) as connection:
            rows = connection.execute(
                """select code, arg_max(name, (alive, known_at, batch)) from (
                    select r.code, r.name, b.batch, b.known_at, not coalesce((select e.undone from batch_events e
                        where e.batch = b.batch order by e.event desc limit 1), false) as alive
                    from (select * from villages union all select batch, row, code, name from groups) r
                    join batches b on b.batch = r.batch
                ) group by code"""
            ).fetchall()
        return dict(rows)

    def batch(self, number: int) -> Batch:
        """One load by its number; a number that does not exist is refused."""
        found = next((batch for batch in self.batches() if batch.batch == number), None)
        if found is None:
            raise UserError(
                _("There is no such batch"),
                found=str(number),
                remedy=_("See the list of loads: python -m kpi batches"),
                code="unknown_batch",
            )
        return found


def open_store(path: Path) -> Store:
    """The store at a path; makes the file where there is none. An older file is brought forward when it is first asked."""
    if not path.exists():
        database.bring_forward(path)
    return Store(path)
