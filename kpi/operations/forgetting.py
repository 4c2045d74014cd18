"""Forgets a person for good: first says what would go and what stays, then takes it out, and proves that no figure has changed.

Source: docs/decisions/data.md, "Forgetting a person" (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; a lawyer has still to look at it).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import all_known, observed_by
from kpi.answers.status import Status, history_days, on_days
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.citizens import refuse_citizens
from kpi.matching.ahead import compare_ahead
from kpi.matching.fingerprint import matching_rules
from kpi.operations.backup import back_up, folders_of, passphrase_for, take_away
from kpi.operations.copies import OlderCopy, copies_since, kept_files
from kpi.store import Store, Writer
from kpi.store.persons import Forgetting, Held, HeldPerson, ToForget, merged
from kpi.vietnamese.text import clean_text
from kpi.vietnamese.traces import Traces

_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held of a person: in the database, in files of the inbox, and in copies of the database of before today.

    ``whom``: by what he was asked for.
    """

    whom: str
    person: HeldPerson
    held: Held
    files: tuple[Path, ...]
    copies: tuple[OlderCopy, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done: the note that is kept, the files that went, and the copies that hold him still, or went, too (``dropped``)."""

    noted: Forgetting
    files: tuple[Path, ...]
    copies: tuple[OlderCopy, ...]
    dropped: bool


@needs(Right.LISTS, noted=N_("what is held of a person was seen"), reads=True)
def holding(store: Store, config: Config, whom: str) -> Holding:
    """All that is held of whoever is meant: a member's key, a household's code, or the very name, phone number or Zalo id of one."""
    with store.one_view():
        members, households = _meant(store, whom)
        person = store.person(members=members, households=households)
        held = store.held(person)
    first = min((row.known_at for row in held.rows), default=None)
    return Holding(
        whom,
        person,
        held,
        tuple(kept_files(store, config, person, held)),
        tuple(copies_since(store.path, config, first)),
    )


def _meant(store: Store, whom: str) -> tuple[list[str], list[str]]:
    """The one member, or the one household; refused where nobody is meant, or several may be."""
    members, households = store.look_up(whom)
    found = [*members, *(f"household:{code}" for code in households)]
    if len(found) == 1:
        return members, households
    if not found:
        raise UserError(
            _("Nobody on the lists is called so"),
            found=whom,
            expected=_("a member's key, a household's code, or the whole name, phone number or Zalo id of one"),
            code="unknown_person",
        )
    raise UserError(
        _("Several persons or households may be meant"),
        found=", ".join(found[:_MOST_TOLD]) + (" …" if len(found) > _MOST_TOLD else ""),
        remedy=_("Name one of them; nobody is forgotten by guess."),
        code="several_persons",
    )


@needs(Right.LISTS, noted=N_("a person was forgotten"))
def forget(
    store: Store, config: Config, found: Holding, *, reason: str, done_by: str, at: datetime, drop_copies: bool = False
) -> Forgotten:
    """Takes a person out of the database and of the inbox's files; with ``drop_copies`` also out of backups, after a new one is made.

    Copies that hold him still are told. Refused, and nothing changed, where the reason names him or a figure would change.
    """
    _refuse_reason(reason, done_by, found.person)
    keys = {"members": found.person.members, "households": found.person.households}
    noted = take_out(
        store, config, lambda writer: ToForget((writer.person(**keys),)), reason=reason, done_by=done_by, at=at
    )
    for file in found.files:
        with suppress(OSError):  # held by another program: told, for it is still there
            file.unlink()
    dropped = drop_copies and _drop(store, config, found.copies, at)
    return Forgotten(noted, found.files, found.copies, dropped)


def take_out(
    store: Store, config: Config, find: Callable[[Writer], ToForget], *, reason: str, done_by: str, at: datetime
) -> Forgetting:
    """Puts stand-ins in the place of what is found to be forgotten, in a copy of the file that takes its place; held against the
    figures of before."""
    rules = matching_rules(config.matching, config.participation)
    moments = [(state.as_of, state.known_at) for state in store.frozen_states()]
    with store.writing_anew() as writer:
        wanted = find(writer)
        person = merged(wanted.persons)
        compare_ahead(
            writer, config, villages=writer.villages_naming(person),
            names=person.names | {name for _member, name in (*wanted.names, *person.shown_by)},
        )  # fmt: skip
        before = _figures(writer, config, moments)
        noted = writer.forget(
            wanted, rules, outdated=_("Removed: it was kept for as long as the office keeps it."),
            done_by=clean_text(done_by), reason=clean_text(reason), at=at,
        )  # fmt: skip
        if _figures(writer, config, moments) != before:
            raise UserError(
                _("Forgetting would change figures, so nothing was changed"),
                remedy=_("This is a fault of the program: tell whoever looks after it."),
                code="figures_would_change",
            )
    return noted


def _figures(writer: Writer, config: Config, moments: Sequence[tuple[date, datetime]]) -> list[tuple[Status, ...]]:
    """The figures of every day as all is known, and of every frozen state as it was."""
    known = all_known(writer)
    days = history_days(observed_by(writer, known), None, None)
    asked = [(days, known), *(([day], moment) for day, moment in moments)]
    return [on_days(writer, config, days, moment, waiting_on=days) for days, moment in asked]


def _refuse_reason(reason: str, done_by: str, person: HeldPerson) -> None:
    if not reason.strip() or not done_by.strip():
        raise UserError(
            _("Forgetting needs a name and a reason"),
            remedy=_("Write who does it and why; both are kept, and nothing of the person."),
            code="no_reason",
        )
    refuse_citizens(reason)
    if Traces.of(person.names, person.phones, person.uids).found_in(reason):
        raise UserError(
            _("The reason names the person who is to be forgotten"),
            remedy=_("Name the paper or the request instead: the reason is kept."),
            code="named_in_reason",
        )


def _drop(store: Store, config: Config, copies: Sequence[OlderCopy], at: datetime) -> bool:
    """A new backup first; then the older copies go."""
    folders = folders_of(store.path, config)
    if folders:
        back_up(store, config, folders, at=at, passphrase=passphrase_for(folders, config))
    for copy in copies:
        with suppress(OSError):
            take_away(copy.file)
    return not any(copy.file.exists() for copy in copies)
