"""Loads files: each sheet becomes a batch, all files of one command in one transaction, or nothing at all.

Files are loaded in the order in which they lean on each other (villages, groups, registers, members, reports), whatever
order they were given in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config, Storage
from kpi.config.participants import kinds_by_code, registers_by_kind
from kpi.domain.datasets import CASE, ENTRIES, GROUP, GROUP_KINDS, VILLAGE, Dataset
from kpi.domain.datasets import Scope as ScopeKind
from kpi.domain.errors import Problem, UserError
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.again import Check
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.check import check_rows
from kpi.ingest.checking.checked import Checked
from kpi.ingest.checking.groups import GroupRegister
from kpi.ingest.checking.held_down import held_for
from kpi.ingest.checking.marks import read_marks, rejected_with_marks
from kpi.ingest.checking.placing import placed
from kpi.ingest.checking.vocabulary import Vocabulary, vocabulary
from kpi.ingest.loading import remarks, two_books, two_logs
from kpi.ingest.loading.allowed import refuse_lists_of_others
from kpi.ingest.loading.codes import propose
from kpi.ingest.loading.entry_codes import unknown_entries
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.loading.plan import (
    CheckedSheet,
    Plan,
    Refused,
    Skipped,
    Source,
    day_of,
    given_of,
    is_form,
    plan_file,
    sheets_of,
    whole_group,
    whole_village,
)
from kpi.ingest.loading.sheet_kind import kind_of_sheet, remembered_kind
from kpi.ingest.loading.spans import first_day
from kpi.ingest.loading.spellings import as_registered
from kpi.ingest.loading.standing import with_standing_told
from kpi.ingest.loading.stated import doubt_stated_count, with_stated_total
from kpi.ingest.loading.taking_away import AddOrReplace, ask, is_asked
from kpi.ingest.reading.files import Sheet
from kpi.store import NewBatch, Scope, Store, Writer
from kpi.vietnamese.places import Register
from kpi.vietnamese.text import fold

__all__ = ["Outcome", "Source", "load", "load_into"]

_OF_A_VILLAGE = "village"  # the kind of a village's group
Pile = tuple[Source, list[Sheet]]
Progress = Callable[[int, int, str], None]


@needs(Right.LISTS, Right.LOGS, noted=N_("lists were loaded"))
def load(
    store: Store,
    config: Config,
    sources: Sequence[Source],
    *,
    known_at: datetime,
    loaded_by: str,
    strict: bool = False,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Recognises, checks and stores files, in the order given; what one of them refuses, nothing of any is stored.

    ``known_at`` is the moment of loading for sources that name none. ``strict`` refuses when any row is rejected. A list that would
    take much away of what is there is refused until its source says whether it adds or replaces (``AddOrReplace``).
    """
    piles = read_piles(sources, config.storage, progress)
    with store.writing() as writer:
        return load_into(
            writer, config, piles, known_at=known_at, loaded_by=loaded_by, strict=strict, progress=progress
        )


def read_piles(sources: Sequence[Source], storage: Storage, progress: Progress | None = None) -> list[Pile]:
    """Reads every file before the store is opened to write: others wait no longer than they must."""
    piles = []
    for number, source in enumerate(sources):
        if progress:
            progress(number, 2 * len(sources), source.path.name)
        piles.append((source, sheets_of(source, storage)))
    return piles


def plan_piles(piles: Sequence[Pile], words: Vocabulary) -> list[Plan | Skipped | Refused]:
    """Recognises every sheet before anything is checked."""
    plans: list[Plan | Skipped | Refused] = []
    for source, sheets in piles:
        plans += plan_file(source, sheets, words, len(plans))
    return plans


def load_into(
    writer: Writer,
    config: Config,
    piles: Sequence[Pile],
    *,
    known_at: datetime,
    loaded_by: str,
    strict: bool = False,
    dry_run: bool = False,
    forgiving: bool = False,
    progress: Progress | None = None,
    check: Check = check_rows,
) -> list[Outcome]:
    """The same within a transaction under way: what it has stored can be asked before it ends.

    ``forgiving``: a sheet that is refused becomes an outcome with its ``fault``, and the others go on; one that asks whether it
    adds or replaces does so in a preview alone (``dry_run``). ``check``: how rows are checked, where it is known already for some
    sheets.
    """
    listed = writer.read("places_at", as_of=[date.max], known_at=datetime.max)
    villages = [row["name"] for row in listed if row["dataset"] == VILLAGE.id]
    groups = [row["name"] for row in listed if row["dataset"] == GROUP.id]
    plans = plan_piles(piles, vocabulary(config, writer.corrections()).knowing(villages, groups))
    refused = [plan for plan in plans if isinstance(plan, Refused)]
    if refused and not forgiving:
        raise refused[0].fault
    outcomes = {plan.position: _left_aside(plan) for plan in plans if isinstance(plan, Skipped)}
    outcomes |= {plan.position: _refused(plan.sheet, plan.fault) for plan in refused}
    to_load = sorted((plan for plan in plans if isinstance(plan, Plan)), key=lambda plan: plan.order)
    reader = _SheetReader(writer, config, check)
    earliest = writer.moment(datetime.min)
    beside: dict[tuple[str, str, date], set[str]] = {}  # file, dataset and day → scopes of which a sheet has spoken
    for done, plan in enumerate(to_load):
        if progress:
            progress(len(to_load) + done, 2 * len(to_load), plan.sheet.file)
        try:
            refuse_lists_of_others(plan.layout.dataset)
            moment = plan.source.known_at or known_at
            read, elsewhere = reader.read(plan), reader.listed_elsewhere(plan, to_load)
            told = beside.setdefault((plan.sheet.sha256, plan.layout.dataset.id, read.as_of), set())
            starts_on = reader.first_day(plan, to_load)
            outcome = _load_sheet(
                writer, config, plan, read, starts_on, max(moment, earliest), loaded_by, elsewhere, told
            )
            if outcome.fault is None and not plan.layout.dataset.is_log:  # a log replaces none
                told |= {scope.scope for scope in _scopes(plan, read.rows, read.references, starts_on)}
            if moment + timedelta(microseconds=1) < earliest and outcome.loaded_before is None:
                outcome.problems.insert(0, remarks.about_moment(earliest))
        except UserError as error:
            outcome = _refused(plan.sheet, error, plan)
        if outcome.fault is not None:
            if not (forgiving or outcome.asks or _may_be_strange(plan, outcome, strict)):
                raise outcome.fault
            outcomes[plan.position] = outcome
            if outcome.asks and plan.layout.dataset.is_referred_to and not forgiving:
                break  # what leans on it would be refused for a reason that is not its own
            continue
        if strict and outcome.rejected:
            raise _too_many_faults(outcome)
        if dry_run:
            outcome.batch = None
        outcomes[plan.position] = outcome
        if plan.layout.dataset.is_referred_to:
            reader.registers.clear()  # the files that follow lean on the register just loaded
    if progress:
        progress(1, 1, "")
    found = [outcomes[position] for position in sorted(outcomes)]
    if any(outcome.asks for outcome in found) and not (forgiving and dry_run):
        raise AddOrReplace(found)
    _leave_strangers_aside(to_load, outcomes, forgiving=forgiving, strict=strict)
    return [outcomes[position] for position in sorted(outcomes)]


def _left_aside(plan: Skipped) -> Outcome:
    problem = Problem(None, None, None, plan.code, plan.reason, "info", hint=plan.hint)
    return Outcome(plan.sheet.file, plan.sheet.name, None, None, None, plan.rows, 0, 0, plan.rows, True, [problem], [])


def _may_be_strange(plan: Plan, outcome: Outcome, strict: bool) -> bool:
    """Whether the sheet is refused for its group alone, which the register of groups does not know."""
    known_group = outcome.fault is None or outcome.fault.code != "unknown_group"
    return not (strict or known_group or plan.source.group)


def _leave_strangers_aside(
    plans: Sequence[Plan], outcomes: dict[int, Outcome], *, forgiving: bool, strict: bool
) -> None:
    """A group that is not the commune's (a family's, say) leaves the other groups of its file be; alone in its file it is
    refused."""
    good = {plan.sheet.sha256 for plan in plans if outcomes[plan.position].fault is None}
    for plan in plans:
        outcome = outcomes[plan.position]
        if outcome.fault is None or not _may_be_strange(plan, outcome, strict):
            continue
        if plan.sheet.sha256 in good:
            outcomes[plan.position] = _left_aside(
                Skipped(plan.sheet, plan.position, "unknown_group", _stranger(plan), outcome.read, _name_of(plan))
            )
        elif not forgiving:
            raise outcome.fault


def _stranger(plan: Plan) -> str:
    if plan.source.path.suffix.lower() != ".json":
        return _(
            "above the members on sheet or part {number} stands no group of the list of groups; they were left aside. If they are of"
            " one of the commune's groups, write its name there as it stands on the list of groups, and load the file again.",
            number=plan.sheet.name,
        )  # fmt: skip
    return _(
        "the group {code} is not on the list of groups; its members were left aside. If it is one of the commune's, add it to"
        " the list of groups with this number as its Zalo id, and load the file again.", code=plan.sheet.name,
    )  # fmt: skip


def _name_of(plan: Plan) -> str:
    return next(iter(plan.title_cells), "")


def _refused(sheet: Sheet, error: UserError, plan: Plan | None = None) -> Outcome:
    dataset, as_of = (plan.layout.dataset.id, plan.as_of) if plan else (None, None)
    added = _added(plan.layout.dataset) if plan else None
    return Outcome(sheet.file, sheet.name, dataset, as_of, None, 0, 0, 0, 0, True, [], [], added=added, fault=error)


def _added(dataset: Dataset) -> Dataset | None:
    """The kind of list where it is a register that a plan adds, which its name alone does not tell."""
    return dataset if dataset.table == ENTRIES else None


def _references(writer: Writer, config: Config, day: date | None) -> References:
    """The registers of villages and groups that stand on a list's day, to resolve names against (before the first the first one;
    None: the newest), and the spellings that a person has explained. Source: the ruling on names of villages and groups."""
    listed = writer.read("places_at", as_of=[day or date.max], known_at=datetime.max)
    villages, groups = ([row for row in listed if row["dataset"] == dataset] for dataset in ("village", "group"))
    observed = writer.read("observations", known_at=datetime.max)
    corrections = writer.corrections()
    zalo_ids = {fold(row["zalo_id"]): row["code"] for row in groups if row["zalo_id"]}
    by_village = Register({row["code"]: row["name"] for row in villages}, corrections.villages)
    registers, kinds = registers_by_kind(config), kinds_by_code(config)
    own = ((row["village"], row["code"]) for row in groups if row["kind"] == _OF_A_VILLAGE and row["village"])
    return References(
        villages=by_village,
        groups=GroupRegister(
            {row["code"]: row["name"] for row in groups},
            {**zalo_ids, **corrections.groups},
            by_village,
            own,
            identified=zalo_ids.values(),
        ),
        words=corrections.words,
        sheet_kinds=corrections.sheet_kinds,
        held_down=corrections.held_down,
        participants={row["code"]: row["name"] for row in groups if row["kind"] not in GROUP_KINDS},
        by_code=frozenset(row["code"] for row in groups if row["kind"] in kinds),
        naming={row["code"]: registers[row["kind"]] for row in groups if row["kind"] in registers},
        first_on=min((row["observed_on"] for row in observed if row["dataset"] == "village"), default=None),
    )


@dataclass(slots=True)
class _SheetReader:
    """Sheets of one load, each checked once: for its own turn and for the other sheets of its file."""

    writer: Writer
    config: Config
    check: Check
    registers: dict[date | None, References] = field(default_factory=dict)

    def read(self, plan: Plan) -> CheckedSheet:
        """The sheet's rows by the registers of its day; a day that only its rows name is found out by the newest ones first."""
        if plan.checked is not None:
            return plan.checked
        day = plan.as_of
        for _time in range(2):
            references = self.registers[day] = self.registers.get(day) or _references(self.writer, self.config, day)
            village = whole_village(plan, references.villages)
            group = whole_group(plan, references.groups)
            plan.layout = placed(plan.sheet, plan.layout, self.config, references, village, group)
            given = given_of(plan, references)
            kind, found = kind_of_sheet(plan, self.config, references.sheet_kinds)
            if kind is not None:
                given["kind"] = kind
            if plan.source.holds_down:
                references = held_for(plan.layout, references)
            rows = self.check(plan.sheet, plan.layout, self.config, references, given)
            with_stated_total(plan, rows)
            as_of = day_of(plan, rows.dates)
            if as_of == day:
                break
            day = as_of
        told = [*found, *remarks.about_names(plan, as_of, references), *doubt_stated_count(plan, rows)]
        plan.checked = CheckedSheet(rows, given, as_of, told, references)
        return plan.checked

    def listed_elsewhere(self, plan: Plan, plans: Sequence[Plan]) -> list[str]:
        """Codes that other sheets of the file list: what has moved from one village's sheet to another's is not gone."""
        if plan.layout.dataset.key != "code" or plan.layout.dataset.is_log:
            return []
        codes: list[str] = []
        for other in plans:
            same = other.sheet.sha256 == plan.sheet.sha256 and other.layout.dataset is plan.layout.dataset
            if same and other is not plan:
                with suppress(UserError):  # told when its turn comes
                    codes += map(str, self.read(other).rows.columns["code"])
        return codes

    def first_day(self, plan: Plan, plans: Sequence[Plan]) -> date | None:
        """The first day that a list of activities speaks for; what other sheets of its file say up to the same day is one list with
        it. None of all other lists."""
        own = self.read(plan)
        days = [first_day(plan, own)]
        for other in plans:
            same = other.sheet.sha256 == plan.sheet.sha256 and other.layout.dataset is plan.layout.dataset
            if days[0] is not None and same and other is not plan:
                with suppress(UserError):  # told when its turn comes
                    read = self.read(other)
                    days += [first_day(other, read)] if read.as_of == own.as_of else []
        return min((day for day in days if day is not None), default=None)


def _load_sheet(
    writer: Writer, config: Config, plan: Plan, read: CheckedSheet, starts_on: date | None, known_at: datetime, loaded_by: str,
    elsewhere: Sequence[str], beside: Collection[str],
) -> Outcome:  # fmt: skip
    """Stores one sheet, which speaks for days from ``starts_on`` on where it is of activities; ``beside``: scopes of which another
    sheet of its file has spoken, to which it adds."""
    dataset = plan.layout.dataset
    checked, given, as_of, references = read.rows, read.given, read.as_of, read.references
    proposed = propose(writer, plan.layout, checked, simulated=plan.simulated)
    checked = as_registered(writer, plan.sheet, plan.layout, checked, as_of)
    checked = with_standing_told(writer, plan, checked)
    marks = read_marks(plan.sheet, plan.layout, checked, config)
    problems = [
        *remarks.about_day(plan, as_of, known_at),
        *remarks.about_sheet(plan),
        *read.remarks,
        *proposed.problems,
        *checked.problems,
        *marks.problems,
        *_marks_missing(writer, config, plan, as_of, marks.answers),
        *remarks.about_participants(plan, checked, references),
    ]
    alone = _scopes(plan, checked, references, starts_on)
    scopes = tuple(replace(scope, complete=scope.complete and scope.scope not in beside) for scope in alone)
    new = NewBatch(
        dataset, as_of, known_at, loaded_by, plan.sheet.file, plan.sheet.name, plan.sheet.sha256, plan.simulated,
        checked.read, checked.accepted, checked.rejected, checked.ignored,
        plan.layout.dropped, scopes, checked.columns, plan.source.reason,
        marks.answers,
    )  # fmt: skip
    outcome = Outcome(
        plan.sheet.file, plan.sheet.name, dataset.id, as_of, None, checked.read, checked.accepted, checked.rejected,
        checked.ignored, all(scope.complete for scope in scopes), problems, new.dropped_columns,
        columns=tuple(column.name for column in dataset.columns if column.name in {*checked.fields, *given}),
        simulated=plan.simulated, rejected_rows=rejected_with_marks(plan.sheet, plan.layout, checked.rejected_rows),
        preview=checked.preview, added=_added(dataset), renumbered=proposed.renumbered,
        marked=tuple(plan.layout.headers[place] for place in plan.layout.marks.values()),
    )  # fmt: skip
    # A log without a row says that no report came; one of which no row can be used says nothing.
    if not checked.accepted and (checked.rejected or not dataset.is_log):
        outcome.fault = _nothing_to_load(plan, checked)
        return outcome
    earlier = writer.loaded_already(new)
    if earlier is not None:
        outcome.batch = outcome.loaded_before = earlier
        message = _("already loaded as batch {batch}; nothing changes", batch=earlier)
        outcome.problems = [Problem(None, None, None, "already_loaded", message, "info")]
        return outcome
    outcome.batch, outcome.scopes = writer.add(new, elsewhere)
    if not _may_stand(writer, config, plan, new, outcome, references):
        return outcome
    if plan.source.kind is not None and dataset is CASE:
        writer.note_correction(
            remembered_kind(plan.layout, plan.title_cells, plan.source.kind, config, known_at, loaded_by)
        )
    writer.note_codes(outcome.batch, new, proposed.new)
    outcome.problems[:0] = remarks.about_changes(plan, outcome, references, writer.mixes_simulated(new))
    outcome.problems[:0] = remarks.about_places(plan, checked, as_of, references)
    outcome.problems[:0] = remarks.about_parts(plan, alone, checked, references)
    outcome.problems[:0] = remarks.about_sheets_together(alone, scopes, dataset, references)
    strange = [*writer.unknown_codes(outcome.batch, new), *unknown_entries(writer, plan, checked, as_of, references)]
    outcome.problems += remarks.about_codes(plan.layout, strange)
    writer.log(outcome.batch, new, [problem.kept() for problem in outcome.problems])
    return outcome


def _may_stand(
    writer: Writer, config: Config, plan: Plan, new: NewBatch, outcome: Outcome, references: References
) -> bool:
    """Whether a list just added takes nothing away that nobody has agreed to, nor names entries that may be others; else it is
    dropped, and its fault says why."""
    assert outcome.batch is not None
    names = remarks.scope_names(new.dataset, references)
    shared = two_books.shared_codes(writer, config, outcome.batch, new)
    others = two_logs.other_reports(writer, outcome.batch, new)
    outcome.fault = two_books.refusal(shared, new, outcome.title, names) or two_logs.refusal(others, new, outcome.title)
    if outcome.fault is None and plan.layout.numbers_for_codes:
        alone = "village" not in plan.layout.positions and whole_village(plan, references.villages) is not None
        outcome.fault = two_logs.another_numbering(writer, outcome.batch, new, outcome.title, of_one_village=alone)
    asks = plan.source.adds is None and any(is_asked(outcome, change) for change in outcome.scopes)
    if outcome.fault is not None or asks:
        writer.drop(outcome.batch, new.dataset)
        outcome.batch = None
    if outcome.fault is None and asks:
        ask(outcome, names)
    outcome.problems += [*two_books.doubts(shared, new, names), *two_logs.doubts(others)]
    return outcome.fault is None


def _marks_missing(writer: Writer, config: Config, plan: Plan, as_of: date, read: Collection[str]) -> Iterator[Problem]:
    """Of a register without a column in which lists that stand give answers; of one fact that is typed nobody expects any."""
    dataset = plan.layout.dataset.id
    lacking = [mark for mark in config.marks_of(dataset) if mark.id not in read]
    if not lacking or plan.source.reason:
        return
    rows = writer.read("marks_at", as_of=[as_of], known_at=datetime.max)
    answered = {row["mark"] for row in rows if row["entity_kind"] == dataset}
    for mark in lacking:
        if mark.id in answered:
            message = _(
                "the list lacks the column “{header}”, which lists before it have: where it leaves an entry without an answer,"
                " its village is not counted", header=mark.header,
            )  # fmt: skip
            yield Problem(None, mark.header, None, "marks_missing", message, "warning")


def _scopes(plan: Plan, checked: Checked, references: References, starts_on: date | None) -> tuple[Scope, ...]:
    """What the batch speaks for; ``starts_on``: the first day of a list that speaks for days. A group's list with fewer persons than
    its total is partial: it takes nobody away; so is a list of rows added to another one, and the export of a form."""
    dataset: Dataset = plan.layout.dataset
    whole, mends = not (plan.adds or plan.sheet.missing or is_form(plan)), plan.supplement
    if dataset.scope is ScopeKind.VILLAGE:
        villages = checked.columns["village"]
        different = set(villages) if isinstance(villages, list) else villages.unique().to_pylist()
        return tuple(Scope(village, whole, mends=mends) for village in sorted(different))
    if dataset.scope is ScopeKind.GROUP:
        scopes = []
        for group, persons in sorted(remarks.persons_on(checked, references).items()):
            total = checked.totals.get(group)
            complete = whole and (total is None or persons >= total)
            scopes.append(Scope(group, complete, total, checked.maxima.get(group), mends))
        return tuple(scopes)
    return (Scope(ScopeKind.COMMUNE.value, whole, mends=mends, starts_on=starts_on),)


def _nothing_to_load(plan: Plan, checked: Checked) -> UserError:
    strange = checked.rejected_rows and all(
        any(field == "group" for field, _message in row.reasons) for row in checked.rejected_rows
    )
    reasons: dict[str, int] = {}
    for problem in checked.problems:
        if problem.row is not None and (problem.severity != "warning" or not checked.rejected):
            reasons[problem.message] = reasons.get(problem.message, 0) + 1
    listed = "; ".join(f"{message} (×{count})" for message, count in list(reasons.items())[:5])
    return UserError(
        _("No row of the list can be used; nothing was loaded"),
        place=_("{file}, sheet {sheet}", file=plan.sheet.file, sheet=plan.sheet.name),
        found=_("{read} rows read, {rejected} rejected, {ignored} ignored. {reasons}",
                read=checked.read, rejected=checked.rejected, ignored=checked.ignored, reasons=listed),
        remedy=_("Correct the list and load it again."),
        code="unknown_group" if strange else "no_rows",
    )  # fmt: skip


def _too_many_faults(outcome: Outcome) -> UserError:
    faults = [problem for problem in outcome.problems if problem.severity == "error"]
    listed = "; ".join(
        _("{place}: {message}", place=problem.cell or problem.row, message=problem.message) for problem in faults[:10]
    )
    return UserError(
        _("Some rows are wrong; because of --strict nothing was loaded"),
        place=outcome.file,
        found=_(
            "{rejected} of {read} rows rejected: {listed}", rejected=outcome.rejected, read=outcome.read, listed=listed
        ),
        remedy=_("Correct the rows and load the file again, or load without --strict."),
        code="strict",
    )
