"""What a pile of files would do, before it does it; loading it; and spellings explained once for all later files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kpi.answers.status import Status, status
from kpi.config.models import Config
from kpi.domain.datasets import DATASET_BY_ID
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.vocabulary import vocabulary
from kpi.ingest.loading.load import Pile, Progress, load_into, read_piles
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.loading.plan import Source, plan_file, sheets_of
from kpi.store import Correction, Store
from kpi.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be read at all, and why."""

    file: str
    error: UserError


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What loading would do. ``day`` is the newest day that the lists describe; ``before`` and ``after`` are its figures;
    all three are None where nothing can be loaded."""

    outcomes: tuple[Outcome, ...]
    refusals: tuple[Refusal, ...]
    day: date | None = None
    before: Status | None = None
    after: Status | None = None

    @property
    def loadable(self) -> bool:
        """Whether any sheet would be stored."""
        return any(outcome.accepted and outcome.loaded_before is None for outcome in self.outcomes)


def rehearse(
    store: Store,
    config: Config,
    sources: Sequence[Source],
    *,
    known_at: datetime,
    forgiving: bool = True,
    strict: bool = False,
    progress: Progress | None = None,
) -> Rehearsal:
    """Reads, checks and compares the files, sheet by sheet; nothing is stored, and one bad file does not hide the others.

    Not ``forgiving``: the first refusal refuses them all, as the real load of a command does; so does ``strict`` with a bad row.
    """
    piles, refusals = (
        _readable(store, config, sources)
        if forgiving
        else (
            read_piles(sources, config.storage, progress),
            [],
        )
    )
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
        )
        days = [outcome.as_of for outcome in outcomes if outcome.as_of and outcome.accepted]
        day = max(days, default=None)
        after = status(writer, config, day) if day else None
    before = status(store, config, day) if day else None
    return Rehearsal(tuple(outcomes), tuple(refusals), day, before, after)


def load_rehearsed(
    store: Store,
    config: Config,
    sources: Sequence[Source],
    *,
    known_at: datetime,
    loaded_by: str,
    strict: bool = False,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Loads what a rehearsal found loadable, in one transaction; sheets and files that were refused are left out."""
    piles, _refusals = _readable(store, config, sources)
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
        )


def _readable(store: Store, config: Config, sources: Sequence[Source]) -> tuple[list[Pile], list[Refusal]]:
    words = vocabulary(config, store.corrections())
    piles: list[Pile] = []
    refusals = []
    for source in sources:
        try:
            sheets = sheets_of(source, config.storage)
            plan_file(source, sheets, words, 0)
        except UserError as error:
            refusals.append(Refusal(source.path.name, error))
        else:
            piles.append((source, sheets))
    return piles, refusals


def explain(
    store: Store,
    kind: str,
    spelling: str,
    meaning: str | None,
    *,
    dataset: str = "",
    field: str = "",
    reason: str,
    decided_by: str,
    at: datetime,
) -> None:
    """Keeps what a spelling means (``kpi.store.records`` names the kinds); ``meaning`` None takes it back."""
    if not fold(spelling):
        raise UserError(_("There is nothing to explain"), code="no_spelling")
    known = {column.name for column in DATASET_BY_ID[dataset].columns} if dataset else set()
    if kind == "header" and meaning is not None and meaning not in known:
        raise UserError(
            _("There is no such column"), found=meaning, expected=", ".join(sorted(known)), code="no_column"
        )
    row = Correction(kind, dataset, field, spelling, fold(spelling), meaning, reason, at, decided_by)
    with store.writing() as writer:
        writer.note_correction(row)
