"""What a pile of files would do, before it does it; and loading it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import newest_observation
from kpi.answers.status import Status, statuses
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.again import CheckedBefore
from kpi.ingest.loading.load import Pile, Progress, load_into, read_piles
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.loading.plan import Source, sheets_of
from kpi.ingest.reading.files import Sheet
from kpi.store import Store, Writer
from kpi.vietnamese.places import NOBODY, Register


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be read at all, and why."""

    file: str
    error: UserError


class Drop:
    """The files of one drop as they were read and checked: a person answers one question after another, each file is read once,
    and each sheet is checked again only where an answer concerns it."""

    def __init__(self) -> None:
        self.checked = CheckedBefore()
        self._read: dict[tuple[str, str, str], list[Sheet] | UserError] = {}

    def sheets(self, source: Source, config: Config) -> list[Sheet]:
        """The sheets of a file; the refusal of one that cannot be read."""
        if source.content is None:
            return sheets_of(source, config.storage)
        key = source.path.name, hashlib.sha256(source.content).hexdigest(), source.password
        if key not in self._read:
            try:
                self._read[key] = sheets_of(source, config.storage)
            except UserError as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, UserError):
            raise found
        return found


@dataclass(frozen=True, slots=True)
class Effect:
    """The figures of one day, as they are and as they would be."""

    day: date
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What loading would do; ``sheets`` are those of the outcomes, side by side. ``effects``: on the days that the lists describe
    and on the newest of all, in their order; none where nothing can be loaded. ``villages`` and ``groups``: those known once it
    is loaded."""

    outcomes: tuple[Outcome, ...]
    refusals: tuple[Refusal, ...]
    effects: tuple[Effect, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    villages: Register = field(default=NOBODY)
    groups: Register = field(default=NOBODY)

    @property
    def loadable(self) -> bool:
        """Whether any sheet would be stored."""
        return any(
            outcome.accepted and outcome.fault is None and outcome.loaded_before is None for outcome in self.outcomes
        )

    @property
    def asking(self) -> tuple[Outcome, ...]:
        """The sheets of which a person must say first whether they add or replace."""
        return tuple(outcome for outcome in self.outcomes if outcome.asks)


@dataclass(frozen=True, slots=True)
class Choice:
    """What lists would do as additions, and what in place of those that are there; each is the whole drop, rehearsed."""

    added: Rehearsal
    replaced: Rehearsal


@needs(Right.LISTS, Right.LOGS)
def both_ways(
    store: Store, config: Config, sources: Sequence[Source], file: str, *, known_at: datetime, read: Drop,
    progress: Progress | None = None,
) -> Choice:  # fmt: skip
    """The drop rehearsed twice: with the lists of one file as additions, and as replacements."""
    added, replaced = (
        rehearse(
            store,
            config,
            [replace(source, adds=adds) if source.path.name == file else source for source in sources],
            known_at=known_at,
            progress=progress,
            read=read,
        )
        for adds in (True, False)
    )
    return Choice(added, replaced)


@needs(Right.LISTS, Right.LOGS)
def rehearse(
    store: Store,
    config: Config,
    sources: Sequence[Source],
    *,
    known_at: datetime,
    forgiving: bool = True,
    strict: bool = False,
    progress: Progress | None = None,
    read: Drop | None = None,
) -> Rehearsal:
    """Reads, checks and compares the files, sheet by sheet; nothing is stored, and one bad file does not hide the others.

    Not ``forgiving``: the first refusal refuses them all, as the real load of a command does; so does ``strict`` with a bad row.
    ``read`` keeps the files, and what their checking found, for the next rehearsal of the same drop.
    """
    read = read or Drop()
    if forgiving:
        piles, refusals = _readable(sources, config, read, progress)
    else:
        piles, refusals = read_piles(sources, config.storage, progress), []
    if not piles:
        return Rehearsal((), tuple(refusals))
    with store.rehearsing() as writer:
        known = writer.moment(known_at)
        outcomes = load_into(
            writer,
            config,
            piles,
            known_at=known,
            loaded_by="",
            dry_run=True,
            forgiving=forgiving,
            strict=strict,
            progress=progress,
            check=read.checked.check,
        )
        if progress:
            progress(1, 1, _("the figures before and after"))
        days = {outcome.as_of for outcome in outcomes if outcome.as_of and outcome.accepted and outcome.fault is None}
        if days:
            days.add(newest_observation(writer) or max(days))
        after = statuses(writer, config, sorted(days))
        villages, groups = _register(writer, "newest_villages"), _register(writer, "newest_groups")
    before = statuses(store, config, sorted(days))
    effects = tuple(Effect(then.as_of, now, then) for now, then in zip(before, after, strict=True))
    sheets = tuple(sheet for _source, of_file in piles for sheet in of_file)
    return Rehearsal(tuple(outcomes), tuple(refusals), effects, sheets, villages, groups)


def _register(writer: Writer, relation: str) -> Register:
    return Register({row["code"]: row["name"] for row in writer.read(relation, known_at=datetime.max)})


@needs(Right.LISTS, Right.LOGS, noted=N_("lists were loaded"))
def load_rehearsed(
    store: Store,
    config: Config,
    sources: Sequence[Source],
    *,
    known_at: datetime,
    loaded_by: str,
    strict: bool = False,
    progress: Progress | None = None,
    read: Drop | None = None,
) -> list[Outcome]:
    """Loads what a rehearsal found loadable, in one transaction; sheets and files that were refused are left out.

    ``strict``: one bad row or sheet refuses them all.
    """
    read = read or Drop()
    piles, _refusals = _readable(sources, config, read, progress)
    with store.writing() as writer:
        known = writer.moment(known_at)
        return load_into(
            writer,
            config,
            piles,
            known_at=known,
            loaded_by=loaded_by,
            strict=strict,
            forgiving=not strict,
            progress=progress,
            check=read.checked.check,
        )


def _readable(
    sources: Sequence[Source], config: Config, read: Drop, progress: Progress | None
) -> tuple[list[Pile], list[Refusal]]:
    piles: list[Pile] = []
    refusals = []
    for number, source in enumerate(sources):
        if progress:
            progress(number, 2 * len(sources), source.path.name)
        try:
            piles.append((source, read.sheets(source, config)))
        except UserError as error:
            refusals.append(Refusal(source.path.name, error))
    return piles, refusals
