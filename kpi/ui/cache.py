"""The session's questions to ``kpi.answers``, each asked once per state of the store and of the configuration.

``Store.version`` changes with every write by any process, so an import on the command line shows at the next click.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from kpi import answers, decisions, log, quality, review
from kpi.config import load_config
from kpi.config.models import Config
from kpi.store import Batch, BatchEvent, Store, open_store


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows."""

    status: answers.Status
    before: answers.Status
    history: tuple[answers.Status, ...]
    lists: tuple[answers.GroupList, ...]
    late: tuple[answers.OverdueCase, ...]


@dataclass(frozen=True, slots=True)
class Households:
    """Everything the household page shows."""

    status: answers.Status
    before: answers.Status
    movement: tuple[answers.Movement, ...]
    rungs: tuple[answers.RungCount, ...]
    members: answers.MemberCount


@dataclass(frozen=True, slots=True)
class LoadLog:
    """Every load, oldest first, and the names of the villages and groups that loads speak for."""

    batches: tuple[Batch, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """One run's view: which configuration, which database, in which state."""

    config: Config
    store: Store
    stamp: str

    def is_empty(self) -> bool:
        return bool(_ask(self, "is_empty"))

    def is_simulated(self) -> bool:
        return bool(_ask(self, "is_simulated"))

    def observed(self) -> tuple[date, ...]:
        """The days that lists describe, oldest first."""
        return tuple(_ask(self, "observation_days"))

    def status(self, as_of: date) -> answers.Status:
        """The five indicators on a day."""
        answer: answers.Status = _ask(self, "status", as_of)
        return answer

    def overview(self, as_of: date, compared: date) -> Overview:
        known: tuple[answers.Status, ...] = _ask(self, "history")
        return Overview(
            _ask(self, "status", as_of),
            _ask(self, "status", compared),
            tuple(status for status in known if status.as_of <= as_of),
            _ask(self, "group_lists", as_of),
            _ask(self, "late_cases", as_of),
        )

    def households(self, as_of: date, compared: date) -> Households:
        return Households(
            _ask(self, "status", as_of),
            _ask(self, "status", compared),
            _ask(self, "household_movement", compared, as_of),
            _ask(self, "household_rungs", as_of),
            _ask(self, "member_counts", as_of),
        )

    def quality(self, as_of: date) -> quality.Quality:
        """How far the figures of the day can be trusted."""
        answer: quality.Quality = _ask(self, "quality", as_of)
        return answer

    def review_queue(self, as_of: date) -> review.Queue:
        """Whom a person has to settle."""
        answer: review.Queue = _ask(self, "review_queue", as_of)
        return answer

    def register(self, as_of: date) -> tuple[review.Entry, ...]:
        """Everything that a member can be linked to."""
        return tuple(_ask(self, "register", as_of))

    def missing(self, as_of: date) -> tuple[review.Missing, ...]:
        """What nobody speaks for yet."""
        return tuple(_ask(self, "missing", as_of))

    def decisions(self) -> tuple[decisions.Decision, ...]:
        """Every word of a person that is in force."""
        return tuple(_ask(self, "decisions"))

    def load_log(self) -> LoadLog:
        """Everything the log page's table shows."""
        return LoadLog(tuple(_ask(self, "batches")), _ask(self, "scope_names"))

    def events(self, batch: int) -> tuple[BatchEvent, ...]:
        """What was done to a load since, oldest first."""
        return tuple(_ask(self, "events", batch))

    def consequences(self, batch: int, as_of: date, *, undo: bool) -> log.Consequences:
        """What taking a batch back (or putting it back) would do to the figures of the day."""
        answer: log.Consequences = _ask(self, "consequences", batch, as_of, undo)
        return answer


QUESTIONS: dict[str, Callable[..., Any]] = {
    "is_empty": lambda store, _config: store.is_empty(),
    "is_simulated": lambda store, _config: answers.is_simulated(store),
    "observation_days": lambda store, _config: answers.observation_days(store),
    "status": answers.status,
    "history": answers.history,
    "group_lists": lambda store, _config, as_of: answers.group_lists(store, as_of),
    "late_cases": answers.late_cases,
    "household_movement": answers.household_movement,
    "household_rungs": answers.household_rungs,
    "member_counts": answers.member_counts,
    "quality": quality.quality,
    "review_queue": review.queue,
    "register": review.register,
    "missing": review.missing,
    "decisions": decisions.decisions,
    "batches": lambda store, _config: store.batches(),
    "scope_names": lambda store, _config: store.scope_names(),
    "events": lambda store, _config, batch: store.events(batch),
    "consequences": lambda store, config, batch, as_of, undo: log.consequences(
        store, config, batch, as_of=as_of, undo=undo
    ),
}


def config_file() -> Path:
    """The configuration file: as the environment names it (KPI_CONFIG), else ``config.yaml``."""
    return Path(os.environ.get("KPI_CONFIG") or "config.yaml")


def desk() -> Desk:
    """The configuration and the store as they are now; a fault in them is a ``UserError``."""
    path = config_file()
    written = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    config = _config(str(path), written)
    store = open_store(Path(os.environ.get("KPI_DATABASE") or config.storage.database))
    return Desk(config, store, f"{written} {store.path.resolve()} {store.version()}")


@st.cache_resource(show_spinner=False, max_entries=2)
def _config(path: str, written: str) -> Config:  # noqa: ARG001 - the text's hash is part of the key
    return load_config(Path(path))


def _ask(desk: Desk, question: str, *asked: date | int) -> Any:
    return _answer(desk.stamp, question, asked, desk.store, desk.config)


@st.cache_data(show_spinner=False, max_entries=400)
def _answer(stamp: str, question: str, asked: tuple[date | int, ...], _store: Store, _config: Config) -> Any:  # noqa: ARG001
    return QUESTIONS[question](_store, _config, *asked)
