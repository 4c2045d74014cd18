"""A row that a person types on a page: a load of one row, with who and why, seen in the log and taken back like any other.

It is checked by the very rules of a file; what a file's row would be rejected for is refused. It adds: no register is replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain.datasets import (
    ACTIVITY,
    BUSINESS,
    CASE,
    ENTRIES,
    HOUSEHOLD,
    INSTITUTION,
    OFFICIAL,
    SOLE_POSTS,
    Column,
    Dataset,
    Kind,
)
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_date
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.citizens import refuse_citizens
from kpi.ingest.checking.lists.case import called_timely
from kpi.ingest.checking.vocabulary import marked
from kpi.ingest.loading.load import Outcome, load_into
from kpi.ingest.loading.plan import SIMULATED, Source
from kpi.ingest.loading.spellings import key_of_code
from kpi.ingest.reading.files import Sheet
from kpi.store import Store, Writer
from kpi.vietnamese.text import clean_text, fold, name_key

# What may be typed of an entry that a list has, by its dataset. The rest of its row says whom it
# concerns: no figure takes it from there.
CHANGEABLE: Mapping[str, tuple[str, ...]] = {
    HOUSEHOLD.id: ("status",),
    BUSINESS.id: ("status", "representative", "phone"),
    INSTITUTION.id: ("representative", "phone"),
    CASE.id: ("outcome", "procedure_complete"),
}
_REGISTERS = {
    HOUSEHOLD.id: "households_at",
    BUSINESS.id: "businesses_at",
    INSTITUTION.id: "institutions_at",
    CASE.id: "newest_cases",
}
_OF_THE_LIST = ("as_of", "precedence", "row", "log_on")
# What the relation of a register works out of a cell, besides the fields that it fills.
_FOLLOWS = {(HOUSEHOLD.id, "status"): ("resides",)}
_Entries = dict[str, dict[str, Any]]


class Typed(NamedTuple):
    """What a fact concerns, in words, and the batch that it is."""

    told: str
    batch: int


def changeable(config: Config, dataset: Dataset) -> tuple[Column, ...]:
    """What may be typed of an entry that a list has; of a register that a plan adds its status and its columns of yes and no."""
    if dataset.table != ENTRIES:
        return tuple(dataset.column(name) for name in CHANGEABLE.get(dataset.id, ()))
    status = (column for column in dataset.columns if column.name == "status")
    return (*status, *(Column(marked(one.id), one.header, Kind.FLAG) for one in config.marks_of(dataset.id)))


def _columns(config: Config, dataset: Dataset) -> dict[str, Column]:
    """Every column that a typed row may have, by its name."""
    return {one.name: one for one in (*dataset.columns, *changeable(config, dataset))}


@needs(Right.LISTS, Right.LOGS, noted=N_("a row was typed in"))
def note_row(
    store: Store, config: Config, dataset: Dataset, cells: Mapping[str, str], *, as_of: date, noted_by: str, reason: str,
    at: datetime,
) -> Outcome:  # fmt: skip
    """Adds one row to what is there; ``cells`` by field, as they would stand in a list.

    A row of which a cell cannot be taken is refused with every reason; so is one that was typed before and stands, one of a day that
    has not come or of years before the plan's, and a reason that names a citizen by a number.
    """
    with store.writing() as writer:
        return _note(writer, config, dataset, cells, as_of=as_of, noted_by=noted_by, reason=reason, at=at)


@needs(Right.LISTS, Right.LOGS, noted=N_("a fact was typed in"))
def note_change(
    store: Store, config: Config, dataset: Dataset, code: str, said: Mapping[str, str], *, as_of: date, noted_by: str,
    reason: str, at: datetime,
) -> Outcome:  # fmt: skip
    """What is ``said`` of one entry of a register holds from ``as_of`` until a list of its scope of that day or later; of a case, that
    it was closed on that day. Fields of ``changeable``, as they would stand in a list.

    Refused where the entry is not on the register of the day, where nothing would change, where a newer list says otherwise or the
    log knows of a closing itself, and where anything else would change with it. Source: docs/decisions/data.md, "One fact, typed".
    """
    with store.writing() as writer:
        before = _entries(writer, config, dataset, as_of)
        entry = before.get(_spelled(code, before))
        if entry is None:
            raise _not_listed(code, as_of)
        may_be = {column.name for column in changeable(config, dataset)}
        said = {name: cell.strip() for name, cell in said.items() if name in may_be and cell.strip()}
        _refuse_old_number(said, entry)
        beside = {"representative": entry["representative"]} if "phone" in said and entry["representative"] else {}
        if dataset is CASE:
            _refuse_what_its_log_says(writer, entry["code"], as_of)
            said = {**said, "closed_at": _in_cell(as_of), "state": _closed(config)}
        cells = {column.name: _cell(config, dataset, column, entry) for column in dataset.columns if column.required}
        outcome = _note(
            writer, config, dataset, {**cells, **beside, **said}, as_of=as_of, noted_by=noted_by, reason=reason, at=at, said=said
        )  # fmt: skip
        _refuse_all_but(writer, config, dataset, entry["code"], before, as_of, _filled(config, dataset, said))
    return outcome


@needs(Right.LISTS, noted=N_("a fact was typed in"))
def note_household(
    store: Store, config: Config, cells: Mapping[str, str], *, as_of: date, noted_by: str, reason: str, at: datetime
) -> Typed:
    """A household that is new from ``as_of`` on, by its code, which is the program's where none is typed.

    Refused where its code is on a register of the day or the newest, where its village has no register to which it could be
    added or lists one of this head whose code it would get, and where a newer list of the village does not have it.
    """
    if cells.get("status", "").strip():  # a fact without a status is what adds one: kpi/sql/registers/typed_entries.sql
        raise UserError(
            _("A new household has no state yet"), found=cells["status"],
            remedy=_("Note it as new; what changes then, as a change of it."), code="new_with_state",
        )  # fmt: skip
    with store.writing() as writer:
        before = _entries(writer, config, HOUSEHOLD, as_of)
        typed = cells.get("code", "").strip()
        taken = _spelled(typed, {**_entries(writer, config, HOUSEHOLD, date.max), **before}) if typed else ""
        if taken:
            raise UserError(
                _("A household has this code already"), found=taken,
                remedy=_("Write another code, or note what has changed of that household."), code="code_taken",
            )  # fmt: skip
        outcome = _note(writer, config, HOUSEHOLD, cells, as_of=as_of, noted_by=noted_by, reason=reason, at=at)
        added = sorted(_entries(writer, config, HOUSEHOLD, as_of).keys() - before.keys())
        if len(added) != 1:
            _refuse_same_head(cells["head_name"], outcome, before)
            raise UserError(
                _("Its village has no list of households of this day to which it could be added"),
                found=cells.get("village", ""), remedy=_("Load the village's list first, or write a later day."), code="no_register",
            )  # fmt: skip
        _refuse_all_but(writer, config, HOUSEHOLD, added[0], before, as_of, None)
        assert outcome.batch is not None
    return Typed(added[0], outcome.batch)


@needs(Right.LISTS, noted=N_("a fact was typed in"))
def note_holder(
    store: Store, config: Config, cells: Mapping[str, str], *, as_of: date, noted_by: str, reason: str, at: datetime
) -> Typed:
    """Who holds a post of one person (``SOLE_POSTS``) from ``as_of`` on, until a list of officials of that day or later, by his name.

    ``cells``: post, village (of a village's post), name and phone, as they would stand in a list. Whoever held the post by older lists
    holds it no more. Refused where no list of officials is in force, where nothing would change, or a newer list says otherwise.
    """
    cells = {**cells, "post": _sole_post(config, cells)}
    with store.writing() as writer:
        before = _holders(writer, as_of)
        if not before:
            raise UserError(
                _("No list of officials of this day is there to which it could be added"),
                remedy=_("Load the list of officials first, or write a later day."), code="no_register",
            )  # fmt: skip
        told = {name: cells[name] for name in ("name", "post", "village", "phone") if cells.get(name, "").strip()}
        outcome = _note(
            writer, config, OFFICIAL, told, as_of=as_of, noted_by=noted_by, reason=reason, at=at, said=tuple(told)
        )  # fmt: skip
        after, newest = (_holders(writer, on) for on in (as_of, date.max))
        changed = [post for post in before.keys() | after.keys() if before.get(post) != after.get(post)]
        if not changed:
            raise UserError(
                _("The list says so already"),
                found=cells["name"],
                remedy=_("Nothing needs to be done."),
                code="nothing_new",
            )
        (post,) = changed
        if newest.get(post) != after[post]:
            raise _newer_list(cells["name"])
        assert outcome.batch is not None
    return Typed(clean_text(cells["name"]), outcome.batch)


def _holders(writer: Writer, day: date) -> dict[tuple[str, str | None], list[tuple[str, str | None]]]:
    """Names and numbers of those who hold each post of one person on a day, as all that is known says."""
    found: dict[tuple[str, str | None], list[tuple[str, str | None]]] = {}
    for row in writer.read("officials_at", as_of=[day], known_at=datetime.max):
        found.setdefault((row["post"], row["village"]), []).append((row["name_key"], row["phone"]))
    return {post: sorted(holders, key=str) for post, holders in found.items()}


def _sole_post(config: Config, cells: Mapping[str, str]) -> str:
    """The post as lists have it. Refused is one that several hold, since nobody could tell in whose place the new one comes."""
    words, typed = config.lookups[OFFICIAL.id]["post"], cells.get("post", "").strip()
    post = next((name for name in SOLE_POSTS if typed == name or fold(typed) in map(fold, words[name])), None)
    if post is None:
        raise UserError(
            _("Only a post of one person is typed"), found=typed, expected=", ".join(words[name][0] for name in SOLE_POSTS),
            remedy=_("Load the list of officials anew."), code="several_hold_it",
        )  # fmt: skip
    if (post == "village_head") != bool(cells.get("village", "").strip()):
        raise UserError(
            _("A village head has a village, the committee's head has none"), found=cells.get("village", ""),
            remedy=_("Choose the village, or leave it empty."), code="village_of_post",
        )  # fmt: skip
    return words[post][0]


def _note(
    writer: Writer,
    config: Config,
    dataset: Dataset,
    cells: Mapping[str, str],
    *,
    as_of: date,
    noted_by: str,
    reason: str,
    at: datetime,
    said: Collection[str] = (),
) -> Outcome:
    """Within the transaction, so that nothing of a refused row stays. ``said``: of a change, the fields that are not its entry's;
    said anew, it is another fact, for in between the contrary may have been typed.
    """
    name, why = clean_text(noted_by), clean_text(reason)
    if not name or not why:
        raise UserError(
            _("What is typed needs who notes it and why"), remedy=_("Fill in the empty boxes."), code="no_name"
        )
    refuse_citizens(name, why)
    _refuse_day(config, as_of, at.date())
    left_out = [name for name in dataset.supplied if name == dataset.key and not cells.get(name, "").strip()]
    every = dataset.table == ENTRIES  # such a list is known by all its columns
    columns = [
        column
        for column in _columns(config, dataset).values()
        if (column.required and column.name not in left_out)
        or cells.get(column.name, "").strip()
        or (every and column in dataset.columns)
    ]
    rows = [[column.header for column in columns], [cells.get(column.name, "").strip() for column in columns]]
    rows[:0] = [[SIMULATED]] if _is_simulated(writer) else []  # it goes when the simulated lists go
    moment = [[writer.moment(at).isoformat()]] if said else []
    digest = hashlib.sha256("\n".join("\t".join(row) for row in [*rows, *moment]).encode()).hexdigest()
    file = _("typed on the page")  # stands in the log where the name of a file would
    source = Source(Path(file), dataset=dataset.id, as_of=as_of, adds=True, reason=why)
    (outcome,) = load_into(
        writer, config, [(source, [Sheet(file, "", digest, rows)])], known_at=at, loaded_by=name, forgiving=True
    )
    _refuse(outcome, {_columns(config, dataset)[name].header for name in said})
    return outcome


def _is_simulated(writer: Writer) -> bool:
    """Whether what is typed speaks of simulated lists."""
    sorts = writer.sorts_in_force()
    if len(sorts) > 1:
        raise UserError(
            _("Simulated lists are in force beside real ones"),
            found=_("nobody could tell of which of them this is typed"),
            remedy=_("Take the simulated data out first."), code="mixed_with_simulated",
        )  # fmt: skip
    return True in sorts


def _entries(writer: Writer, config: Config, dataset: Dataset, day: date) -> _Entries:
    """The register on a day as all that is known says, by the codes."""
    if dataset.table == ENTRIES:
        return _of_plan(writer, config, dataset, day)
    left_out = list(config.participation.households_left_out)
    rows = writer.read(_REGISTERS[dataset.id], as_of=[day], known_at=datetime.max, households_left_out=left_out)
    return {row["code"]: {name: row[name] for name in row if name not in _OF_THE_LIST} for row in rows}


def _of_plan(writer: Writer, config: Config, dataset: Dataset, day: date) -> _Entries:
    """The same of a register that a plan adds, with what it says of each entry in its columns of yes and no."""
    register = dataset.id
    states = {one.id: list(one.left_out) for one in config.registers}
    asked = {
        "as_of": [day],
        "known_at": datetime.max,
        "added": [register],
        "added_left_out": [states.get(register, [])],
    }
    kept = ("code", "name", "village", "kind", "status", "counts")
    found: _Entries = {row["code"]: {name: row[name] for name in kept} for row in writer.read("entries_at", **asked)}
    for row in writer.read("marks_at", **asked):
        entry = found.get(row["code"]) if row["entity_kind"] == register else None
        if entry is not None and row["village"] in (None, entry["village"]):
            entry[marked(row["mark"])] = row["yes"]
    marks = [marked(one.id) for one in config.marks_of(register)]
    return {code: {**dict.fromkeys(marks), **entry} for code, entry in found.items()}


def _spelled(code: str, entries: Collection[str]) -> str:
    """The code as the register has it: to the letter, else as lists compare codes where that is one; empty: it has none."""
    code = code.strip()
    alike = [entry for entry in entries if key_of_code(entry) == key_of_code(code)] if code else []
    return code if code in entries else alike[0] if len(alike) == 1 else ""


def _not_listed(code: str, day: date) -> UserError:
    return UserError(
        _("Nothing on the register of this day has the code"),
        found=code,
        expected=_("a code that stands on the list in force on {day}", day=format_date(day)),
        remedy=_("Write the code as the list has it, or a later day."),
        code="not_listed",
    )


def _cell(config: Config, dataset: Dataset, column: Column, entry: Mapping[str, Any]) -> str:
    """What a list would have in this column of the entry."""
    value = entry[column.name]
    if column.kind is Kind.WORD:
        return config.lookups[dataset.id][column.name][value][0]
    return _in_cell(value, entry.get(column.also) is True) if isinstance(value, date) else str(value)


def _in_cell(day: date, has_time: bool = False) -> str:
    return f"{day:%d/%m/%Y %H:%M}" if has_time else f"{day:%d/%m/%Y}"


def _refuse_same_head(head: str, outcome: Outcome, before: _Entries) -> None:
    """Refuses a household without a code that was taken for one of the village's list."""
    village = {change.scope for change in outcome.scopes}
    alike = [
        code
        for code, one in before.items()
        if one["village"] in village and name_key(one["head_name"]) == name_key(head)
    ]
    if alike:
        raise UserError(
            _("A household of this head stands on the list of its village"),
            found=", ".join(alike),
            remedy=_("If it is another one, write a code for it; else note what has changed of that household."),
            code="same_head",
        )


def _filled(config: Config, dataset: Dataset, said: Mapping[str, str]) -> set[str]:
    columns, of_plan = _columns(config, dataset), {"status": ("counts",)} if dataset.table == ENTRIES else {}
    follows = {name: _FOLLOWS.get((dataset.id, name), of_plan.get(name, ())) for name in said}
    return {field for name in said for field in (*columns[name].fields, *follows[name])}


def _refuse_old_number(said: Mapping[str, str], entry: Mapping[str, Any]) -> None:
    """Whose number it is counts: the old one would go on to speak for the organisation in the name of who has left."""
    if said.get("representative") and entry["phone"] and not said.get("phone"):
        raise UserError(
            _("A new representative needs a phone number"),
            expected=_("the number of the new one; the old one again, where it stays"),
            remedy=_("Write the number: members are known by it."),
            code="no_phone",
        )


def _refuse_what_its_log_says(writer: Writer, code: str, day: date) -> None:
    """Refuses to overrule a log that has the report closed already, or still open on a later day."""
    (log,) = [row for row in writer.read("logged_cases", known_at=datetime.max) if row["code"] == code]
    remedy = _("If the log is wrong, load it corrected.")
    if log["closed_at"] is not None or log["state"] in ("closed", "void"):
        on = format_date(log["closed_at"]) if log["closed_at"] else code
        raise UserError(_("The log says itself how this report ended"), found=on, remedy=remedy, code="closed_by_log")
    if log["log_on"] > day:
        raise UserError(
            _("On a later day the log still has this report open"), found=format_date(log["log_on"]),
            expected=_("a day from that of the log on"), remedy=remedy, code="open_by_log",
        )  # fmt: skip


def _refuse_all_but(
    writer: Writer,
    config: Config,
    dataset: Dataset,
    code: str,
    before: _Entries,
    day: date,
    filled: Collection[str] | None,
) -> None:
    """Refuses what is not exactly one entry changed, in the fields ``filled`` (None: it is new), from its day on and today."""
    after, newest = (_entries(writer, config, dataset, on) for on in (day, date.max))
    if before == after:
        raise UserError(
            _("The list says so already"), found=code, remedy=_("Nothing needs to be done."), code="nothing_new"
        )
    changed = {name for name in after[code] if code not in before or after[code][name] != before[code][name]}
    others = [one for one in before.keys() | after.keys() if one != code and before.get(one) != after.get(one)]
    if others or (filled is not None and not changed <= set(filled)):
        raise UserError(
            _("This would change more than what was typed"), found=", ".join([code, *others[:5]]),
            remedy=_("Load a list instead."), code="changes_more",
        )  # fmt: skip
    told = filled or ("village", "resides")
    if code not in newest or any(newest[code][name] != after[code][name] for name in told):
        raise _newer_list(code)


def _newer_list(found: str) -> UserError:
    return UserError(
        _("A newer list says otherwise, and it would stay in force"), found=found, expected=_("a day from that of the newest list on"),
        remedy=_("Write the day of the newest list, or a later one, where it is wrong; or load that list corrected."),
        code="newer_list",
    )  # fmt: skip


def _refuse_day(config: Config, day: date, today: date) -> None:
    first = date(config.plan.start.year, 1, 1)
    if not first <= day <= today:
        raise UserError(
            _("The day cannot be right"),
            found=format_date(day),
            expected=_(
                "a day from {first}, the plan's first year, to today, {today}",
                first=format_date(first),
                today=format_date(today),
            ),
            remedy=_("Write the day on which it was done."),
            code="no_such_day",
        )


def _refuse(outcome: Outcome, headers: Collection[str]) -> None:
    """``headers``: of the cells that were typed, none where all were; what a list warns of the others, nobody can mend here."""
    if outcome.loaded_before is not None:
        raise UserError(
            _("This row was typed before"),
            found=_("batch {batch}", batch=outcome.loaded_before),
            remedy=_("If it was done several times, write how often in its number, and take the earlier row back.")
            if outcome.dataset == ACTIVITY.id
            else _("It stands; take that batch back first if it is wrong."),
            code="typed_before",
        )
    doubts = [
        problem
        for problem in outcome.problems
        if problem.severity in (("error", "warning") if not headers or problem.column in headers else ("error",))
        and problem.column
    ]
    if doubts:  # of a file's row a doubtful cell may stay out; who types can mend it
        raise UserError(
            _("The row cannot be taken"),
            found="; ".join(f"{problem.column}: {problem.told}" for problem in doubts),
            remedy=_("Correct these boxes."),
            code="row_refused",
        )
    if outcome.fault is not None:
        raise outcome.fault


def _closed(config: Config) -> str:
    """A word for a closed report that says nothing of its deadline."""
    words, timely = config.lookups[CASE.id]["state"]["closed"], called_timely(config)
    return next((word for word in words if timely(word) is None), words[0])
