"""Spellings that nobody knows yet: where they stand, what they may mean, and what a person says of them, once for all lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain.datasets import LEFT_OUT, Column, Dataset, list_named
from kpi.domain.errors import Problem, UserError
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.nearby import nearby
from kpi.ingest.loading.outcome import Outcome
from kpi.store import Correction, Store
from kpi.store.records import GROUP, HEADER, VILLAGE, WORD
from kpi.vietnamese.places import Register, take_apart
from kpi.vietnamese.text import fold

# Which correction explains what a problem found.
EXPLAINED_BY = {"unknown_village": VILLAGE, "unknown_group": GROUP, "unknown_word": WORD, "unknown_column": HEADER}


@dataclass(frozen=True, slots=True)
class Unknown:
    """A spelling that nobody knows, once per list: in how many rows, whether they are rejected for it, and what it may mean,
    the nearest first. ``field``: the column, for words."""

    kind: str
    dataset: str
    field: str
    column: str
    spelling: str
    rows: int
    rejects: bool
    candidates: tuple[str, ...]


def unknowns(outcome: Outcome, config: Config, villages: Register, groups: Register) -> list[Unknown]:
    """The spellings of one list that could be explained, those first for which rows are rejected.

    ``villages`` and ``groups`` are those in force once the lists beside it are loaded.
    """
    if outcome.dataset is None:
        return []
    dataset = outcome.kind
    found: dict[tuple[str, str | None, str], list[Problem]] = {}
    for problem in outcome.problems:
        spelling = problem.column if problem.code == "unknown_column" else problem.value
        if problem.code in EXPLAINED_BY and spelling:
            found.setdefault((problem.code, problem.column, fold(spelling)), []).append(problem)
    rows = [_unknown(same, dataset, config, villages, groups) for same in found.values()]
    return sorted(rows, key=lambda row: (not row.rejects, -row.rows))


def _unknown(same: list[Problem], dataset: Dataset, config: Config, villages: Register, groups: Register) -> Unknown:
    first = same[0]
    kind = EXPLAINED_BY[first.code]
    column = next((one for one in dataset.columns if one.header == first.column), None)
    spelling = (first.column if kind == HEADER else first.value) or ""
    return Unknown(
        kind, dataset.id if kind in (HEADER, WORD) else "", column.name if column and kind == WORD else "", first.column or "",
        spelling, len(same), first.severity == "error", _candidates(kind, spelling, dataset, column, config, villages, groups),
    )  # fmt: skip


def _candidates(
    kind: str,
    spelling: str,
    dataset: Dataset,
    column: Column | None,
    config: Config,
    villages: Register,
    groups: Register,
) -> tuple[str, ...]:
    if kind == WORD and column is not None:
        meanings = config.lookups.get(dataset.id, {}).get(column.name, {})
        return nearby(spelling, {word: meaning for meaning, words in meanings.items() for word in words})
    if kind in (VILLAGE, GROUP):
        return _places(spelling, villages if kind == VILLAGE else groups)
    return ()


def _places(spelling: str, register: Register) -> tuple[str, ...]:
    """Those that the spelling fits, else those whose core comes near: "Đông Hảy" may be Thôn Đông Hải, never Thôn 3 Thôn 5."""
    fits = register.candidates(spelling)
    if fits:
        return fits
    core = take_apart(spelling).core or spelling
    return nearby(core, {take_apart(name).core or name: code for code, name in register.names.items()})


@needs(Right.LISTS, Right.LOGS, noted=N_("a spelling was explained"))
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
    key = fold(spelling)
    if not key:
        raise UserError(_("There is nothing to explain"), code="no_spelling")
    known = {*list_named(dataset).fillable, LEFT_OUT} if dataset else set()
    if kind == HEADER and meaning is not None and meaning not in known:
        raise UserError(
            _("There is no such column"), found=meaning, expected=", ".join(sorted(known)), code="no_column"
        )
    with store.writing() as writer:
        writer.note_correction(Correction(kind, dataset, field, spelling, key, meaning, reason, at, decided_by))


@needs(Right.LISTS, Right.LOGS, noted=N_("an explained spelling was taken back"))
def take_back(store: Store, row: Correction, *, decided_by: str, at: datetime) -> None:
    """From now on the spelling means nothing again."""
    with store.writing() as writer:
        writer.note_correction(replace(row, meaning=None, reason="", known_at=at, decided_by=decided_by))


def meanings(
    outcome: Outcome, config: Config, villages: Register, groups: Register
) -> Mapping[tuple[str, str, str], str]:
    """Everything that a spelling of this list could mean: (kind, field, meaning) → its name."""
    dataset = outcome.kind
    found = {(VILLAGE, "", code): name for code, name in villages.names.items()}
    if any(column.kind == "group" for column in dataset.columns):
        found |= {(GROUP, "", code): name for code, name in groups.names.items()}
    for column in dataset.columns:
        found[HEADER, "", column.name] = column.header
        for meaning, words in config.lookups.get(dataset.id, {}).get(column.name, {}).items():
            found[WORD, column.name, meaning] = words[0] if words else meaning
    return found
