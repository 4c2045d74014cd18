"""The store on DuckDB: one file of dated batches, opened anew for each question (see ``kpi.store.duckdb.database``).

It keeps and fetches; it knows no rule of the plan. ``read`` asks a relation of ``kpi/sql``; ``Store.writing`` hands out one
transaction in which batches are added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.domain.errors import UserError
from kpi.exchange.whole import clear_left
from kpi.i18n.messages import _
from kpi.store.duckdb import (
    call_lists,
    comparisons,
    corrections,
    database,
    log,
    meetings,
    notes,
    relations,
    replacing,
    reports,
    settings,
)
from kpi.store.duckdb.patience import still_busy
from kpi.store.records import (
    Batch,
    BatchEvent,
    BatchState,
    CallList,
    Comparison,
    Conclusion,
    Correction,
    Corrections,
    DayNote,
    FrozenState,
    KeptReport,
    ReportFile,
    SettingsVersion,
)

# Modules that write, copy or look for persons are imported where they are called: whoever asks a figure does not wait for them.
if TYPE_CHECKING:
    from kpi.store.duckdb.writer import Writer
    from kpi.store.lake.partition import Partition
    from kpi.store.persons import Forgetting, Held, HeldPerson, OutlivedBefore, ToForget

# What the questions of the view under way share.
_view: ContextVar[tuple[Path, relations.View] | None] = ContextVar("view", default=None)
# Versions that say what an earlier one said: comparisons that this process has kept spare time and change no answer.
_says_the_same: dict[str, str] = {}
# How often this thread has stored something; names kept for later comparisons are nothing that anybody stores.
_stored: ContextVar[int] = ContextVar("stored", default=0)
# Names compared in the view under way, with the rules by which they were.
_worked_out: ContextVar[list[tuple[str, Comparison]] | None] = ContextVar("worked_out", default=None)


@dataclass(frozen=True, slots=True)
class ReadOnlyStore:
    """A database file that is asked and never touched: neither changed, nor brought forward where an older program made it."""

    path: Path

    def _reading(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        return database.reading(self.path, forward=False)

    def version(self) -> str:
        """Changes with every write by any process that may change an answer; costs one look at the file system."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return ""
        written = f"{stat.st_mtime_ns}-{stat.st_size}-{stat.st_ino}"
        return _says_the_same.get(written, written)

    def read(self, relation: str, **values: object) -> list[dict[str, Any]]:
        """The rows of a relation of ``kpi/sql`` as dictionaries; values it does not ask for are left aside."""
        with self._reading() as connection:
            of, view = _view.get() or (None, None)
            return relations.ask(connection, relation, values, view if of == self.path else None)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """All questions within the block go through one connection, so that they see one state of the store."""
        if database.holds(self.path):
            yield
            return
        token = _view.set((self.path, {}))
        try:
            with self._reading():
                yield
        finally:
            _view.reset(token)

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Names compared for the question under way, and for it alone."""
        with self._reading() as connection:
            comparisons.keep(connection, rules, compared, tables=comparisons.FRESH)

    def newest_known_at(self) -> datetime | None:
        """The newest moment at which anything was loaded, taken back or decided; None in an empty store."""
        with self._reading() as connection:
            return relations.newest_moment(connection)

    @needs(Right.FIGURES)
    def frozen_states(self) -> list[FrozenState]:
        """Every frozen state, oldest first."""
        with self._reading() as connection:
            return meetings.frozen_states(connection)

    def reports(self) -> list[KeptReport]:
        """Every frozen report with its sign-off, oldest first; the figures are its frozen state's."""
        with self._reading() as connection:
            return reports.reports(connection)

    @needs(Right.REPORTS)
    def report_files(self, number: int) -> list[ReportFile]:
        """The files of a frozen report as they were kept."""
        with self._reading() as connection:
            return reports.files(connection, number)

    def configuration(self, name: str) -> dict[str, Any] | None:
        """A configuration that a frozen report was made by, as the keys of its file; None: it was not kept."""
        with self._reading() as connection:
            return reports.configuration(connection, name)

    def conclusions(self, known_at: datetime | None = None) -> list[Conclusion]:
        """Every conclusion of a meeting that was known by then (None: all) with its newest state by then, oldest first."""
        with self._reading() as connection:
            return meetings.conclusions(connection, known_at)

    def notes(self) -> list[DayNote]:
        """Every note, in the order of their numbers, those that are struck out, too."""
        with self._reading() as connection:
            return notes.notes(connection)

    def settings_versions(self) -> list[SettingsVersion]:
        """Every configuration that the screen put in force or found changed by hand, oldest first."""
        with self._reading() as connection:
            return settings.versions(connection)

    def call_lists(self) -> list[CallList]:
        """Every time that a list of households without anybody was switched on or off, oldest first."""
        with self._reading() as connection:
            return call_lists.call_lists(connection)

    def corrections(self) -> Corrections:
        """The spellings that a person has explained."""
        with self._reading() as connection:
            return Corrections.of(corrections.listed(connection))

    def listed_corrections(self) -> list[Correction]:
        """The same as a list, with who explained them, when and why."""
        with self._reading() as connection:
            return corrections.listed(connection)

    @needs(*Right)
    def is_empty(self) -> bool:
        """Whether nothing has ever been loaded."""
        with self._reading() as connection:
            return log.is_empty(connection)

    def is_simulated(self) -> bool:
        """Whether any load that stands is the simulated sample."""
        with self._reading() as connection:
            return log.is_simulated(connection)

    def batch_states(self) -> list[BatchState]:
        """Every load by its number, oldest first; all that is known of some of them tells ``batches``."""
        with self._reading() as connection:
            return log.states(connection)

    def batches(self, numbers: Collection[int] | None = None) -> list[Batch]:
        """The import log, or of it the loads of these numbers, oldest load first."""
        with self._reading() as connection:
            return log.batches(connection, numbers)

    @needs(Right.LISTS, Right.LOGS, Right.NAMES)
    def events(self, batch: int) -> list[BatchEvent]:
        """What was done to a load since: taken back, put back; oldest first."""
        with self._reading() as connection:
            return log.events(connection, batch)

    def scope_names(self) -> dict[str, str]:
        """The names of villages and groups by their codes, for the log: also of registers that are taken back by now."""
        with self._reading() as connection:
            return log.scope_names(connection)

    def frozen_on(self, batches: Sequence[int]) -> list[int]:
        """The numbers of the frozen states that rest on any of these loads."""
        from kpi.store.duckdb import removal

        with self._reading() as connection:
            return removal.frozen_on(connection, batches)

    def export(self, folder: Path, unit: str, configuration: dict[str, Any], key: bytes) -> Partition:
        """Brings a unit's folder of a lake to what the store holds; see ``kpi.store.duckdb.lake``."""
        from kpi.store.duckdb import lake

        with self._reading() as connection:
            return lake.export(connection, folder, unit, configuration, key)

    def look_up(self, said: str) -> tuple[list[str], list[str]]:
        """Keys of members and codes of households that are this, or bear this very name or number."""
        from kpi.store.duckdb import persons

        with self._reading() as connection:
            return persons.look_up(connection, said)

    def person(self, *, members: Collection[str] = (), households: Collection[str] = ()) -> HeldPerson:
        """Whoever is known by these keys or lives in these households; see ``kpi.store.duckdb.persons``."""
        from kpi.store.duckdb import persons

        with self._reading() as connection:
            return persons.person_of(connection, members=members, households=households)

    def held(self, person: HeldPerson) -> Held:
        """All that the file says of a person."""
        from kpi.store.duckdb import persons
        from kpi.store.persons import Held

        with self._reading() as connection:
            cleaned, stays = persons.texts_of(connection, person)
            return Held(
                tuple(persons.rows_of(connection, person)),
                tuple(persons.decisions_of(connection, person)),
                tuple(cleaned),
                tuple(stays),
            )

    def outlived(self, before: OutlivedBefore) -> ToForget:
        """What lists older than these days say and newer ones do not; see ``kpi.store.duckdb.outliving``."""
        from kpi.store.duckdb import outliving

        with self._reading() as connection:
            return outliving.outlived(connection, before)

    @needs(Right.LISTS)
    def forgettings(self) -> list[Forgetting]:
        """When persons were forgotten, by whom and why, oldest first."""
        from kpi.store.duckdb import forgetting

        with self._reading() as connection:
            return forgetting.listed(connection)

    def batch(self, number: int) -> Batch:
        """One load by its number; a number that does not exist is refused."""
        found = next(iter(self.batches([number])), None)
        if found is None:
            raise UserError(
                _("There is no such batch"),
                found=str(number),
                remedy=_("See the list of loads: python -m kpi batches"),
                code="unknown_batch",
            )
        return found


class Store(ReadOnlyStore):
    """The same file to work with; one that an older program made is brought forward when it is first asked."""

    __slots__ = ()

    def _reading(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        return database.reading(self.path, forward=True)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """The same, and names that were compared for these questions are kept afterwards, where the file can be had at once.

        Else the next one to ask compares them.
        """
        if database.holds(self.path):
            yield
            return
        worked_out: list[tuple[str, Comparison]] = []
        seen = self.version()
        token = _worked_out.set(worked_out)
        try:
            with ReadOnlyStore.one_view(self):
                yield
        finally:
            _worked_out.reset(token)
        if worked_out:
            with (
                suppress(UserError),
                database.writing(self.path, patience=0, then=partial(self._same_as, seen)) as connection,
            ):
                if self.version() != seen:  # who bears one of these names may have been forgotten meanwhile
                    raise still_busy(self.path)
                for rules in sorted({rules for rules, _one in worked_out}):
                    compared = [one for by, one in worked_out if by == rules]
                    comparisons.keep(connection, rules, compared, tables=comparisons.KEPT)

    def _same_as(self, before: str) -> None:
        _says_the_same[self.version()] = before

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Names compared for the question under way: for it at once, and for later ones when its view is over."""
        ReadOnlyStore.keep_comparisons(self, rules, compared)
        worked_out = _worked_out.get()
        if worked_out is not None:
            worked_out += [(rules, one) for one in compared]

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction: everything in the block is stored, or nothing."""
        from kpi.store.duckdb.writer import Writer

        with database.writing(self.path) as connection:
            yield Writer(connection)
        _stored.set(_stored.get() + 1)

    @contextmanager
    def writing_anew(self) -> Iterator[Writer]:
        """The same in a copy of the file that takes its place: of what the block overwrites nothing stays to be read."""
        from kpi.store.duckdb.writer import Writer

        with database.writing_anew(self.path) as connection:
            yield Writer(connection)
        _stored.set(_stored.get() + 1)

    @contextmanager
    def rehearsing(self) -> Iterator[Writer]:
        """The same as ``writing``, and then nothing is stored: for a dry run."""

        from kpi.store.duckdb.writer import Writer

        class _Rehearsed(Exception):
            pass

        try:
            with database.writing(self.path) as connection:
                yield Writer(connection)
                raise _Rehearsed
        except _Rehearsed:
            return

    def content(self) -> bytes:
        """All that the store holds at one moment, as a file of its own, read through; see ``kpi.store.duckdb.copying``."""
        from kpi.store.duckdb import copying

        with database.alone(self.path) as file, replacing.settled_copy(file, changes=False) as settled:
            return copying.content(file, settled)

    def forget(self, batches: Sequence[int], frozen: Sequence[int]) -> None:
        """Takes loads out of the file for good, with the frozen states named; see ``kpi.store.duckdb.removal``."""
        from kpi.store.duckdb import removal

        with database.alone(self.path) as file, replacing.settled_copy(file) as old:
            removal.rewrite(file, old, batches, frozen)


def stored_here() -> int:
    """How many times this thread has stored something by ``Store.writing``; by it one knows whether a step has done so."""
    return _stored.get()


def open_store(path: Path) -> Store:
    """The store at a path; makes the file where there is none, and clears away what a program that was killed has left beside it."""
    clear_left(path.resolve().parent, path.resolve().name)
    if not path.exists():
        database.bring_forward(path)
    elif database.is_unsettled(path):
        with suppress(UserError):  # who only asks may lack the right; to the next one to write it is told
            database.bring_forward(path)
    return Store(path)


def open_read_only(path: Path) -> ReadOnlyStore:
    """The store at a path, to be asked only; a file that is missing or cannot be read as it is, is a ``UserError``."""
    if not path.is_file():
        raise UserError(
            _("There is no database"),
            place=str(path.absolute()),
            remedy=_("Name the file that the dashboard and the command line use (config.yaml: storage.database)."),
            code="no_database",
        )
    store = ReadOnlyStore(path)
    with store.one_view():
        return store


def put_in_place(taken: Path, path: Path, *, aside: str) -> Path | None:
    """Lets a file take the place of the database at a path; where that is kept now. See ``kpi.store.duckdb.copying``."""
    with database.alone(path) as file:
        from kpi.store.duckdb import copying

        return copying.put_in_place(taken, file, aside=aside)
