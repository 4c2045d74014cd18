"""What one transaction can do to the store: add a batch, take one back, note a person's word.

Nothing is ever updated or deleted; what is taken back stays to be seen.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

import duckdb

from kpi.domain.datasets import STRUCK_OUT, Column, Dataset, Kind
from kpi.domain.datasets import Scope as DatasetScope
from kpi.domain.indicators import SLOTS
from kpi.store.duckdb import comparisons, corrections, forgetting, log, meetings, outliving, persons, relations, reports
from kpi.store.duckdb.changes import ALIVE, TYPED, changes
from kpi.store.duckdb.inserting import insert, next_number
from kpi.store.persons import Forgetting, HeldPerson, OutlivedBefore, ToForget
from kpi.store.records import (
    CallList,
    Comparison,
    Correction,
    Corrections,
    FrozenState,
    KeptReport,
    NewBatch,
    NewDecision,
    PaperStep,
    ReportFile,
    ScopeChange,
    SignOff,
    UnknownCode,
    stored_columns,
)

# What cells mean by a register or a list of words, which a person may explain after a load.
# In marks the row of no entry that says that a list has the column, be every cell of it neither yes nor no.
_READ = 0
_EXPLAINED = (Kind.VILLAGE, Kind.GROUP, Kind.WORD, Kind.FLAG)


class Writer:
    """A transaction under way."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def read(self, relation: str, **values: object) -> list[dict[str, Any]]:
        """A relation of ``kpi/sql`` as this transaction sees it."""
        return relations.ask(self._connection, relation, values)

    def one_view(self) -> AbstractContextManager[None]:
        """A transaction sees one state of the store anyway; so questions to the store can be asked of it, too."""
        return nullcontext()

    def corrections(self) -> Corrections:
        """The spellings that a person has explained."""
        return Corrections.of(corrections.listed(self._connection))

    def note_correction(self, correction: Correction) -> None:
        """Keeps a person's explanation of a spelling, or takes it back."""
        corrections.note(self._connection, correction)

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Keeps names compared with registers."""
        comparisons.keep(self._connection, rules, compared, tables=comparisons.KEPT)

    def loaded_already(self, batch: NewBatch) -> int | None:
        """The batch in force that holds the same sheet of the same file for the same day and scopes, as whole or as added.

        One that a later load of the day outvotes is not in force: loaded again, the list speaks again. Nor is it the same where other
        rows or columns were taken, or cells mean something else, since a person has explained what some of them mean.
        """
        same = {
            "sha256": batch.sha256, "sheet": batch.sheet, "dataset": batch.dataset.id, "as_of": batch.as_of,
            "accepted": batch.accepted, "dropped_columns": batch.dropped_columns,
        }  # fmt: skip
        twin = " and ".join(f"b.{name} = ${name}" for name in same)
        if not self._connection.execute(f"select 1 from batches b where {twin} limit 1", same).fetchall():
            return None
        rows = self._connection.execute(
            f"""select b.batch, (select list((s.scope, s.complete) order by s.scope) from batch_scopes s where s.batch = b.batch)
            from batches b where {twin} and {ALIVE} and not {_outvoted(batch.dataset)} order by b.batch""",
            same,
        ).fetchall()
        scopes = sorted((scope.scope, scope.complete) for scope in batch.scopes)
        found = next((number for number, held in rows if (held or []) == scopes), None)
        is_same = found is not None and self._means_the_same(found, batch) and self._answers_the_same(found, batch)
        return found if is_same else None

    def _means_the_same(self, number: int, batch: NewBatch) -> bool:
        """Whether the rows of an earlier load name the same villages, groups and words; of persons, who may be forgotten, nothing is
        compared."""
        names = [column.name for column in batch.dataset.columns if column.is_stored and column.kind in _EXPLAINED]
        listed = ", ".join(f'"{name}"' for name in ("row", *names))
        columns = [batch.columns[name] for name in ("row", *names)]
        cells = zip(
            *(list(values) if isinstance(values, list) else values.to_pylist() for values in columns), strict=True
        )
        meant = {row: tuple(said) for row, *said in cells}
        held = self._connection.execute(
            f"select {listed} from {batch.dataset.table} where batch = ?", [number]
        ).fetchall()
        return all(meant.get(row, tuple(said)) == tuple(said) for row, *said in held)

    def _answers_the_same(self, number: int, batch: NewBatch) -> bool:
        """Whether the rows that are left of an earlier load say the same in the columns of yes and no that plans name now: a column
        may be named, and a word explained, since."""
        marked = self._connection.execute("select row, mark, yes from marks where batch = ?", [number]).fetchall()
        if not (marked or batch.marks):
            return True
        rows = self._connection.execute(f"select row from {batch.dataset.table} where batch = ?", [number]).fetchall()
        left = {_READ, *(row for (row,) in rows)}
        said = {(row, mark, yes) for mark, answers in batch.marks.items() for row, yes in _kept(answers) if row in left}
        return set(marked) == said

    def add(self, batch: NewBatch, elsewhere: Sequence[str] = ()) -> tuple[int, tuple[ScopeChange, ...]]:
        """Stores the rows of a batch; its number and what it changes. ``elsewhere`` as in ``changes``.

        The load stands only once ``log`` has entered it: what it changes may still have to be told with it, or to be asked first.
        """
        number = self._next("batches", "batch")
        if batch.accepted:
            self._add_rows(number, batch)
            self._add_marks(number, batch)
        return number, changes(self._connection, number, batch, elsewhere)

    def drop(self, number: int, dataset: Dataset) -> None:
        """Leaves a batch that ``log`` has not entered: its rows go as if they had never come."""
        for table in (dataset.table, "marks"):
            self._connection.execute(f"delete from {table} where batch = ?", [number])

    def note_codes(self, number: int, batch: NewBatch, codes: Sequence[str]) -> None:
        """Keeps that codes are the program's, and that they came with this batch."""
        if codes:
            self._connection.execute(
                "insert into proposed_codes select $dataset, unnest($codes::varchar[]), $batch, $reason, $known_at, $by",
                {
                    "dataset": batch.dataset.id, "codes": list(codes), "batch": number, "reason": batch.file,
                    "known_at": batch.known_at, "by": batch.loaded_by,
                },
            )  # fmt: skip

    def log(self, number: int, batch: NewBatch, problems: list[dict[str, object]]) -> None:
        """Enters a batch in the import log, with what it speaks for."""
        for scope in batch.scopes:
            self._insert("batch_scopes", batch=number, **asdict(scope))
        same = {name: getattr(batch, name) for name in log.COLUMNS if hasattr(batch, name)}
        lists = {"problems": problems, "dropped_columns": batch.dropped_columns}
        kept = {name: json.dumps(content, ensure_ascii=False) for name, content in lists.items()}
        self._insert("batches", **{"batch": number, **same, "dataset": batch.dataset.id, **kept})

    def unknown_codes(self, number: int, batch: NewBatch) -> list[UnknownCode]:
        """Codes that a list declares and no register has ever held to the letter."""
        columns = [column for column in batch.dataset.columns if column.registers]
        asked = [_codes_on_no_register(batch.dataset, column) for column in columns]
        if not asked:
            return []
        rows = self._connection.execute(" union all ".join(asked) + " order by all", {"number": number}).fetchall()
        codes = sorted({code for _row, _field, code in rows})
        values = {"as_of": [batch.as_of], "known_at": batch.known_at, "households_left_out": [], "codes": codes}
        values["slots"] = sorted({*SLOTS.values()})
        alike: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for row in self.read("codes_alike", **values) if codes else ():
            alike.setdefault((row["code"], row["entity_kind"]), []).append((row["entries"], row["entry"]))
        kinds = {column.name: [register.id for register in column.registers] for column in columns}
        found = []
        for row, field, code in rows:
            entries = [one for kind in kinds[field] for one in alike.get((code, kind), ())]
            count = sum(number for number, _entry in entries)
            found.append(UnknownCode(row, field, code, count, entries[0][1] if count == 1 else None))
        return found

    def sorts_in_force(self) -> frozenset[bool]:
        """Whether lists in force are simulated, real, or some of either."""
        found = self._connection.execute(f"select distinct b.simulated from batches b where {ALIVE}").fetchall()
        return frozenset(simulated for (simulated,) in found)

    def mixes_simulated(self, batch: NewBatch) -> bool:
        """Whether live lists of the other sort, real or simulated, would be counted together with this one."""
        rows = self._connection.execute(
            f"select 1 from batches b where b.simulated <> $simulated and {ALIVE} limit 1",
            {"simulated": batch.simulated},
        ).fetchall()
        return bool(rows)

    def _add_rows(self, number: int, batch: NewBatch) -> None:
        """All rows in one statement: a list per column, unnested side by side."""
        names = ("row", *stored_columns(batch.dataset))
        # The description of an empty answer tells the types at a tenth of what the catalogue's own tables cost.
        empty = self._connection.execute(f"select * from {batch.dataset.table} limit 0")
        types = {column[0]: column[1] for column in empty.description or ()}
        picks = ", ".join(f'unnest($c{index}::{types[name]}[]) as "{name}"' for index, name in enumerate(names))
        listed = ", ".join(f'"{name}"' for name in names)
        if not isinstance(
            batch.columns["row"], list
        ):  # columns of Arrow, of a very long list: DuckDB reads them as they are
            import pyarrow

            self._connection.register("incoming", pyarrow.table({name: batch.columns[name] for name in names}))
            self._connection.execute(
                f"insert into {batch.dataset.table} (batch, {listed}) select {number}, {listed} from incoming"
            )
            self._connection.unregister("incoming")
            return
        self._connection.execute(
            f"insert into {batch.dataset.table} (batch, {listed}) select {number}, {listed} from (select {picks})",
            {f"c{index}": batch.columns[name] for index, name in enumerate(names)},
        )

    def _add_marks(self, number: int, batch: NewBatch) -> None:
        for mark, answers in batch.marks.items():
            rows, said = zip(*_kept(answers), strict=True)
            self._connection.execute(
                f"insert into marks select {number}, unnest($rows::integer[]), $mark, unnest($answers::boolean[])",
                {"rows": list(rows), "mark": mark, "answers": list(said)},
            )

    def is_undone(self, batch: int) -> bool:
        """Whether a batch is taken back as this transaction sees it."""
        rows = self._connection.execute(f"select 1 from batches b where b.batch = ? and {ALIVE}", [batch]).fetchall()
        return not rows

    def note_undo(self, batch: int, *, undone: bool, known_at: datetime, done_by: str, reason: str) -> None:
        """A batch taken back, or put back; from ``known_at`` on."""
        event = self._next("batch_events", "event")
        self._insert(
            "batch_events", event=event, batch=batch, undone=undone, known_at=known_at, done_by=done_by, reason=reason
        )

    def strike_out(self) -> None:
        """Of logs that are taken back: the numbers that no log in force has, and what a deadline was extended by.

        A number gives way to one of the program's, the same wherever it stood, so that what was known of a report stays together.
        """
        self._connection.execute(_STRIKE_NUMBERS)
        self._connection.execute(_STRIKE_BASES)

    def person(self, *, members: Collection[str] = (), households: Collection[str] = ()) -> HeldPerson:
        """Whoever is known by these keys or lives in these households, as this transaction sees it."""
        return persons.person_of(self._connection, members=members, households=households)

    def outlived(self, before: OutlivedBefore) -> ToForget:
        """What lists older than these days say and newer ones do not."""
        return outliving.outlived(self._connection, before)

    def villages_naming(self, person: HeldPerson) -> list[str]:
        """The villages whose registers name a person; see ``kpi.store.duckdb.persons``."""
        return persons.villages_of(self._connection, person)

    def forget(
        self, wanted: ToForget, rules: str, *, outdated: str, done_by: str, reason: str, at: datetime
    ) -> Forgetting:
        """Takes persons' data out; to be called in ``Store.writing_anew``. See ``kpi.store.duckdb.forgetting``."""
        return forgetting.forget(
            self._connection, wanted, rules, outdated=outdated, done_by=done_by, reason=reason, at=at
        )

    def note_decision(self, said: NewDecision) -> int:
        """A person's word about a member and an entity; its number."""
        number = self._next("decisions", "decision")
        self._insert("decisions", decision=number, **asdict(said))
        return number

    def moment(self, at: datetime) -> datetime:
        """When something that happens now is noted: after all that is known and frozen, so that what was known stays as it was.

        Two things may happen within a second, clocks of two PCs differ, and a person may name an earlier moment.
        """
        noted = [one for one in (self.newest_known_at(), meetings.frozen_until(self._connection)) if one]
        return max([at, *(one + timedelta(microseconds=1) for one in noted)])

    def freeze(self, state: FrozenState, *, above: int = 0) -> FrozenState:
        """Keeps a frozen state under the next number; ``above``: the highest that was given, known from elsewhere."""
        numbered = replace(state, number=self.next_frozen_number(above))
        content, batches = json.dumps(state.content, ensure_ascii=False), json.dumps(state.batches)
        self._insert("frozen_states", **{**asdict(numbered), "content": content, "batches": batches})
        return numbered

    def next_frozen_number(self, above: int = 0) -> int:
        """The number that the next frozen state gets, above every one here and another one."""
        return max(self._next("frozen_states", "number"), above + 1)

    def keep_configuration(self, name: str, content: dict[str, Any]) -> None:
        """Keeps a configuration by which figures were frozen, once."""
        if reports.configuration(self._connection, name) is None:
            self._insert("configurations", hash=name, content=json.dumps(content, ensure_ascii=False))

    def keep_report(self, report: KeptReport, files: list[ReportFile]) -> None:
        """Keeps a frozen report and what went up."""
        self._insert(
            "reports", number=report.number, period=report.period, starts_on=report.starts_on, replaces=report.replaces,
            request=report.request or None,
        )  # fmt: skip
        for file in files:
            self._insert("report_files", number=report.number, **asdict(file))
        for step in report.steps:
            self.note_step(report.number, step)

    def note_step(self, number: int, step: SignOff) -> bool:
        """Notes a step of a report's way to the signature; False where somebody has done it already."""
        done = "select 1 from report_steps where number = ? and step = ?"
        if self._connection.execute(done, [number, step.step]).fetchall():
            return False
        self._insert("report_steps", number=number, **asdict(step))
        return True

    def note_paper(self, number: int, step: PaperStep) -> None:
        """Notes the number and day of the paper that a report became, or takes the earlier note back."""
        self._insert("report_papers", event=self._next("report_papers", "event"), number=number, **asdict(step))

    def note_words(
        self, starts_on: date, ends_on: date, indicator: str | None, words: str, *, noted_by: str, known_at: datetime
    ) -> int:
        """Pins words to days; the note's number."""
        number = self._next("notes", "note")
        self._insert(
            "notes", note=number, starts_on=starts_on, ends_on=ends_on, indicator=indicator, words=words, noted_by=noted_by,
            known_at=known_at,
        )  # fmt: skip
        return number

    def strike_note(self, note: int, reason: str, *, struck_by: str, known_at: datetime) -> bool:
        """Notes that a note holds no longer; False where there is none that stands."""
        stands = "select 1 from notes where note = $note and note not in (select note from struck_notes)"
        if not self._connection.execute(stands, {"note": note}).fetchall():
            return False
        self._insert("struck_notes", note=note, reason=reason, struck_by=struck_by, known_at=known_at)
        return True

    def keep_settings(self, content: str, *, saved_at: datetime, saved_by: str, reason: str) -> int:
        """Keeps the text of a configuration that is in force from now on; its number."""
        number = self._next("settings_versions", "version")
        self._insert(
            "settings_versions", version=number, content=content, saved_at=saved_at, saved_by=saved_by, reason=reason
        )
        return number

    def note_call_list(self, row: CallList) -> None:
        """Notes that a list of households without anybody is switched on, or off."""
        self._insert("call_lists", event=self._next("call_lists", "event"), **asdict(row))

    def note_conclusion(
        self, meeting: int, decision: str, post: str, due_on: date | None, *, noted_by: str, known_at: datetime
    ) -> int:
        """Keeps what a meeting decided; its number."""
        number = self._next("conclusions", "conclusion")
        self._insert(
            "conclusions", conclusion=number, meeting=meeting, decision=decision, post=post, due_on=due_on,
            noted_by=noted_by, known_at=known_at,
        )  # fmt: skip
        return number

    def note_conclusion_state(
        self, conclusion: int, state: str, remark: str, *, noted_by: str, known_at: datetime
    ) -> None:
        """Notes how far a conclusion is: done, dropped, or open again."""
        event = self._next("conclusion_events", "event")
        self._insert(
            "conclusion_events", event=event, conclusion=conclusion, state=state, remark=remark, noted_by=noted_by,
            known_at=known_at,
        )  # fmt: skip

    def newest_known_at(self) -> datetime | None:
        """The newest moment of anything in the store."""
        return relations.newest_moment(self._connection)

    def _next(self, table: str, column: str) -> int:
        return next_number(self._connection, table, column)

    def _insert(self, table: str, /, **values: object) -> None:
        insert(self._connection, table, **values)


_STRIKE_NUMBERS = f"""
with gone as (
    select c.code, min((c.batch, c.row)) as first from cases c
    where c.code not like '{STRUCK_OUT} %'
        and not exists (select 1 from cases o join batches b on b.batch = o.batch where o.code = c.code and {ALIVE} and not {TYPED})
    group by c.code
), lent as (
    select coalesce(max(try_cast(substr(code, {len(STRUCK_OUT) + 2}) as bigint)), 0) as up_to from cases
    where code like '{STRUCK_OUT} %'
), numbered as (
    select gone.code, lent.up_to + row_number() over (order by gone.first) as number from gone cross join lent
)
update cases set code = '{STRUCK_OUT} ' || n.number from numbered n where n.code = cases.code"""
_STRIKE_BASES = f"""
update cases set extension_basis = '{STRUCK_OUT}' from batches b
where b.batch = cases.batch and not ({ALIVE}) and trim(cases.extension_basis) <> ''"""

# One that was loaded later, in force itself.
_LATER = f"(later.known_at, later.batch) > (b.known_at, b.batch) and {ALIVE.replace('b.batch', 'later.batch')}"


def _outvoted(dataset: Dataset) -> str:
    """Whether a later load took the place of batch b: of a scope for the same day, of a case (no fact that was typed does) or a day of
    activities whatever its own day, of added activities the same sheet loaded again."""
    if dataset.is_log:
        return f"""exists (
            select 1 from cases c join cases newer on newer.code = c.code join batches later on later.batch = newer.batch
            where c.batch = b.batch and {_LATER} and not {TYPED.replace("b.reason", "later.reason")})"""
    if dataset.scope is DatasetScope.DAYS:
        return f"""exists (
            select 1 from batch_scopes s join batches later on later.dataset = b.dataset
            join batch_scopes newer on newer.batch = later.batch
            where s.batch = b.batch and {_LATER} and (
                (newer.complete and newer.starts_on <= b.as_of and s.starts_on <= later.as_of)
                or (later.sha256, later.sheet) = (b.sha256, b.sheet)))"""
    return f"""exists (
        select 1 from batch_scopes s join batch_scopes newer on newer.scope = s.scope and newer.complete
        join batches later on later.batch = newer.batch and later.dataset = b.dataset and later.as_of = b.as_of
        where s.batch = b.batch and {_LATER})"""


def _codes_on_no_register(dataset: Dataset, column: Column) -> str:
    """Rows, field and code of a new batch whose code in this column stands on none of the column's registers."""
    absent = (
        f'and not exists (select 1 from {register.table} r where r."{register.key}" = l."{column.name}")'
        for register in column.registers
    )
    return f"""select l.row, '{column.name}', l."{column.name}" from {dataset.table} l
        where l.batch = $number and l."{column.name}" is not null {" ".join(absent)}"""


def _kept(answers: Mapping[int, bool | None]) -> Iterable[tuple[int, bool | None]]:
    """What is stored of a column of yes and no, row by row."""
    return chain([(_READ, None)], answers.items())
