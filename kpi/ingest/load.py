"""Loads files: each sheet becomes a batch, all files of one command in one transaction, or nothing at all.

Files are loaded in the order in which they lean on each other (villages, groups, registers, members, reports), whatever
order they were given in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kpi.config.models import Config
from kpi.datasets import DATASETS, Dataset
from kpi.datasets import Scope as ScopeKind
from kpi.errors import Problem, UserError
from kpi.ingest.cells import References
from kpi.ingest.files import Sheet, read_file
from kpi.ingest.moments import find_date, find_date_in_file_name
from kpi.ingest.recognise import Layout, Vocabulary, recognise, vocabulary
from kpi.ingest.rows import Checked, check_rows
from kpi.ingest.text import fold
from kpi.language import _
from kpi.store import NewBatch, Scope, Store, Writer

SIMULATED_MARK = "du lieu mo phong"
FAR_FUTURE = date(9999, 12, 31)
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Source:
    """One file to load, and what the user says about it."""

    path: Path
    dataset: str | None = None
    as_of: date | None = None
    group: str | None = None
    village: str | None = None
    known_at: datetime | None = None


@dataclass(slots=True)
class Outcome:
    """What became of one sheet. ``batch`` is None after a dry run; ``loaded_before`` names the batch that held it already."""

    file: str
    sheet: str
    dataset: str
    as_of: date
    batch: int | None
    read: int
    accepted: int
    rejected: int
    ignored: int
    complete: bool
    problems: list[Problem]
    dropped_columns: list[str]
    changes: dict[str, int]
    loaded_before: int | None = None

    def as_dict(self) -> dict[str, object]:
        """The machine-readable form of the command line."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "dataset": self.dataset,
            "as_of": self.as_of.isoformat(),
            "batch": self.batch,
            "read": self.read,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "ignored": self.ignored,
            "complete": self.complete,
            "problems": [problem.as_dict() for problem in self.problems],
            "dropped_columns": self.dropped_columns,
            "changes": self.changes,
            "already_loaded": self.loaded_before is not None,
        }


@dataclass(slots=True)
class _Plan:
    """One sheet, recognised, waiting for its turn; ``position`` is its place in the order given."""

    source: Source
    sheet: Sheet
    layout: Layout
    position: int
    as_of: date | None
    simulated: bool
    title_cells: list[str] = field(default_factory=list)

    @property
    def order(self) -> tuple[Any, ...]:
        return (
            DATASETS.index(self.layout.dataset),
            self.source.known_at or datetime.max,
            self.as_of or date.max,
            self.position,
        )


def load(
    store: Store,
    config: Config,
    sources: Sequence[Source],
    *,
    known_at: datetime,
    loaded_by: str,
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Recognises, checks and stores files, in the order given; what one of them refuses, nothing of any is stored.

    ``known_at`` is the moment of loading for sources that name none. ``strict`` refuses when any row is rejected.
    """
    plans = _plan(config, sources, progress)
    transaction: AbstractContextManager[Writer] = store.rehearsing() if dry_run else store.writing()
    outcomes: list[tuple[int, Outcome]] = []
    with transaction as writer:
        references: References | None = None
        for done, plan in enumerate(sorted(plans, key=lambda plan: plan.order)):
            if progress:
                progress(len(plans) + done, 2 * len(plans), plan.sheet.file)
            if references is None:
                references = _references(writer)
            moment = plan.source.known_at or known_at
            outcome = _load_sheet(writer, config, plan, references, moment, loaded_by)
            if strict and outcome.rejected:
                raise _too_many_faults(outcome)
            if dry_run:
                outcome.batch = None
            outcomes.append((plan.position, outcome))
            if plan.layout.dataset.id in ("village", "group"):
                references = None  # the files that follow lean on the register just loaded
    if progress:
        progress(1, 1, "")
    return [outcome for _position, outcome in sorted(outcomes, key=lambda pair: pair[0])]


def _plan(config: Config, sources: Sequence[Source], progress: Progress | None) -> list[_Plan]:
    """Reads and recognises every sheet before anything is stored. A sheet of a workbook that is no list is refused too."""
    words = vocabulary(config)
    plans: list[_Plan] = []
    for number, source in enumerate(sources):
        if progress:
            progress(number, 2 * len(sources), source.path.name)
        for sheet in read_file(source.path):
            plans.append(_plan_sheet(source, sheet, words, len(plans)))
    return plans


def _plan_sheet(source: Source, sheet: Sheet, words: Vocabulary, position: int) -> _Plan:
    # A village or group may stand in the sheet's name or title instead of a column; whether it does is known later.
    layout = recognise(sheet, words, dataset=source.dataset, given=frozenset({"village", "group"}))
    title = [cell for row in sheet.rows[: layout.header] for cell in row if cell.strip()]
    simulated = any(SIMULATED_MARK in fold(cell) for cell in title)
    as_of = source.as_of or _first_date(title)
    if as_of is None and "as_of" not in layout.positions:
        as_of = find_date_in_file_name(source.path.name)
    return _Plan(source, sheet, layout, position, as_of, simulated, title)


def _first_date(title: Sequence[str]) -> date | None:
    """The one date that the title rows name; two different dates are none."""
    dates = {found for cell in title if (found := find_date(cell)) is not None}
    return dates.pop() if len(dates) == 1 else None


def _references(writer: Writer) -> References:
    """The newest registers of villages and groups, to resolve names against."""
    asked: dict[str, Any] = {"as_of": [FAR_FUTURE], "known_at": datetime.max}
    villages, groups = writer.read("village_names", **asked), writer.read("group_names", **asked)
    return References(
        villages=_register(villages, ("code", "name")),
        groups=_register(groups, ("code", "name", "zalo_id")),
        village_names=tuple(row["name"] for row in villages),
        group_names=tuple(row["name"] for row in groups),
    )


def _register(rows: Sequence[dict[str, Any]], fields: Sequence[str]) -> dict[str, str]:
    """Folded spellings to codes; a spelling that two entries share names neither."""
    found: dict[str, str | None] = {}
    for row in rows:
        for key in {fold(row[name]) for name in fields if row[name]}:
            found[key] = row["code"] if found.get(key, row["code"]) == row["code"] else None
    return {key: code for key, code in found.items() if code is not None}


def _load_sheet(
    writer: Writer, config: Config, plan: _Plan, references: References, known_at: datetime, loaded_by: str
) -> Outcome:
    dataset = plan.layout.dataset
    checked = check_rows(plan.sheet, plan.layout, config, references, _given(plan, references))
    checked.problems[:0] = _column_notes(plan.layout)
    as_of = _as_of(plan, checked)
    if not checked.accepted and dataset.id != "case":
        raise _nothing_to_load(plan, checked)
    new = NewBatch(
        dataset, as_of, known_at, loaded_by, plan.sheet.file, plan.sheet.name, plan.sheet.sha256, plan.simulated,
        checked.read, checked.accepted, checked.rejected, checked.ignored,
        [problem.as_dict() for problem in checked.problems], [*plan.layout.forbidden, *plan.layout.unknown],
        _scopes(dataset, checked), checked.columns,
    )  # fmt: skip
    outcome = Outcome(
        plan.sheet.file, plan.sheet.name, dataset.id, as_of, None, checked.read, checked.accepted, checked.rejected,
        checked.ignored, all(scope.complete for scope in new.scopes), checked.problems, new.dropped_columns,
        {"added": 0, "changed": 0, "gone": 0},
    )  # fmt: skip
    earlier = writer.loaded_already(new)
    if earlier is not None:
        outcome.batch = outcome.loaded_before = earlier
        message = _("already loaded as batch {batch}; nothing changes", batch=earlier)
        outcome.problems = [Problem(None, None, None, "already_loaded", message, "info")]
        return outcome
    outcome.batch = writer.add(new)
    changes = writer.changes(outcome.batch, dataset)
    outcome.changes = {"added": changes.added, "changed": changes.changed, "gone": changes.gone}
    return outcome


def _given(plan: _Plan, references: References) -> dict[str, str]:
    """The village or group of the whole sheet: as the user said, else its name, else its title."""
    given: dict[str, str] = {}
    dataset = plan.layout.dataset
    for name, said, register, known in (
        ("village", plan.source.village, references.villages, references.village_names),
        ("group", plan.source.group, references.groups, references.group_names),
    ):
        if not any(column.name == name and column.required for column in dataset.columns):
            continue
        if not register:
            raise UserError(
                _("There is no list of villages yet") if name == "village" else _("There is no list of groups yet"),
                place=plan.sheet.file,
                remedy=_("Load that list first, or together with this file."),
                code=f"no_{name}_register",
            )
        if name in plan.layout.positions and said is None:
            continue
        found = _whole_sheet(plan, said, register)
        if found is None:
            raise UserError(
                _("The village of this list is not known")
                if name == "village"
                else _("The group of this list is not known"),
                place=_("{file}, sheet {sheet}", file=plan.sheet.file, sheet=plan.sheet.name),
                found=said or "",
                expected=", ".join(known),
                remedy=_("Say it with --{name}, or add a column that names it.", name=name),
                code=f"unknown_{name}",
            )
        given[name] = found
    return given


def _whole_sheet(plan: _Plan, said: str | None, register: dict[str, str]) -> str | None:
    if said is not None:
        return register.get(fold(said))
    if (named := register.get(fold(plan.sheet.name))) is not None:
        return named
    titles = [f" {fold(cell)} " for cell in plan.title_cells]
    found = {code for key, code in register.items() for title in titles if f" {key} " in title}
    return found.pop() if len(found) == 1 else None


def _as_of(plan: _Plan, checked: Checked) -> date:
    """The day the list describes: as said, by a column, a title row or the file's name; never today."""
    dates = checked.dates
    if plan.source.as_of is not None:
        return plan.source.as_of
    if len(dates) > 1:
        raise UserError(
            _("The list names several days"),
            place=plan.sheet.file,
            found=", ".join(f"{day:%d/%m/%Y}" for day in sorted(dates)[:6]),
            expected=_("one day for the whole list"),
            remedy=_("Make one file per day, or say the day with --as-of."),
            code="several_dates",
        )
    as_of: date | None = next(iter(dates), None) or plan.as_of or find_date_in_file_name(plan.source.path.name)
    if as_of is None:
        raise UserError(
            _("The list does not say which day it describes"),
            place=plan.sheet.file,
            expected=_(
                'a title row such as "tính đến ngày 30/6/2024", a column, or a file name such as …_2024-06-30.xlsx'
            ),
            remedy=_("Say the day with --as-of. Today is never assumed."),
            code="no_date",
        )
    return as_of


def _scopes(dataset: Dataset, checked: Checked) -> tuple[Scope, ...]:
    """What the batch speaks for. A group's list with fewer rows than its total is partial: it takes nobody away."""
    if dataset.scope is ScopeKind.VILLAGE:
        return tuple(Scope(village) for village in sorted(set(checked.columns["village"])))
    if dataset.scope is ScopeKind.GROUP:
        arrived: dict[str, int] = {}
        for group in checked.columns["group"]:
            arrived[group] = arrived.get(group, 0) + 1
        scopes = []
        for group in sorted(arrived):
            total = checked.totals.get(group)
            came = arrived[group] + checked.repeated.get(group, 0)
            scopes.append(Scope(group, total is None or came >= total, total))
        return tuple(scopes)
    return (Scope("commune"),)


def _column_notes(layout: Layout) -> list[Problem]:
    """What was left outside: columns that must never be stored, and columns that nobody knows."""
    row = layout.header + 1
    notes = [
        Problem(row, header, None, "never_stored", _("this column is never stored; it was dropped"), "info")
        for header in layout.forbidden
    ]
    notes += [
        Problem(row, header, None, "unknown_column", _("this column is not known; it was left out"), "warning")
        for header in layout.unknown
    ]
    return notes


def _nothing_to_load(plan: _Plan, checked: Checked) -> UserError:
    reasons: dict[str, int] = {}
    for problem in checked.problems:
        if problem.row is not None and problem.severity != "warning":
            reasons[problem.message] = reasons.get(problem.message, 0) + 1
    listed = "; ".join(f"{message} (×{count})" for message, count in list(reasons.items())[:5])
    return UserError(
        _("No row of the list can be used; nothing was loaded"),
        place=_("{file}, sheet {sheet}", file=plan.sheet.file, sheet=plan.sheet.name),
        found=_("{read} rows read, {rejected} rejected, {ignored} ignored. {reasons}",
                read=checked.read, rejected=checked.rejected, ignored=checked.ignored, reasons=listed),
        remedy=_("Correct the list and load it again."),
        code="no_rows",
    )  # fmt: skip


def _too_many_faults(outcome: Outcome) -> UserError:
    faults = [problem for problem in outcome.problems if problem.severity == "error"]
    listed = "; ".join(_("row {row}: {message}", row=problem.row, message=problem.message) for problem in faults[:10])
    return UserError(
        _("Some rows are wrong; because of --strict nothing was loaded"),
        place=outcome.file,
        found=_(
            "{rejected} of {read} rows rejected: {listed}", rejected=outcome.rejected, read=outcome.read, listed=listed
        ),
        remedy=_("Correct the rows and load the file again, or load without --strict."),
        code="strict",
    )
