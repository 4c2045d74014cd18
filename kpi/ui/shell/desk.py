"""The pages' questions: each is answered once per language, state of the store and of the configuration, and what one may see.

``Store.version`` changes with every write by any process, so an import on the command line shows at the next click.
All sessions share the answers themselves: a copy for each run took longer than the rest of a page. Nobody may change one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, runtime_checkable

import streamlit as st

from kpi.access.acting import acting_as, needs, opened, who
from kpi.access.roles import Right
from kpi.access.user import ANYBODY
from kpi.answers.lists import GroupList, SourceList, group_lists, sources
from kpi.answers.overdue import OverdueCase, late_cases
from kpi.answers.quality import IndicatorTrust, Quality, quality
from kpi.answers.question import in_one_view, is_simulated, observation_days
from kpi.answers.status import History, Status, drawn_history, status
from kpi.answers.tasks import Tasks, gathered, noted_tasks
from kpi.config import load_config
from kpi.config.models import Config, sets_of_groups
from kpi.domain.datasets import GROUP_KINDS
from kpi.i18n.messages import spoken
from kpi.judgement.tasks import OpenTask
from kpi.snapshots import meetings
from kpi.store import Batch, BatchEvent, BatchState, Correction, Store
from kpi.ui.shell import anew
from kpi.ui.shell.kept import KeptAnswers
from kpi.ui.shell.plans import spoken_of
from kpi.wiring import config_file, store_of

Terms = ParamSpec("Terms")
Answer = TypeVar("Answer")


@runtime_checkable
class Stamped(Protocol):
    """What is another one as soon as its stamp is."""

    @property
    def stamp(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows."""

    status: Status
    before: Status
    history: tuple[Status, ...]
    lists: tuple[GroupList, ...]
    late: tuple[OverdueCase, ...]
    trusts: dict[str, IndicatorTrust]
    tasks: Tasks


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What needs attention on a day, as far as no figure is needed for it."""

    lists: tuple[GroupList, ...]
    late: tuple[OverdueCase, ...]
    found: Quality
    noted: tuple[OpenTask, ...]


@dataclass(frozen=True, slots=True)
class LoadLog:
    """Every load, oldest first, and the names of the villages and groups that loads speak for."""

    states: tuple[BatchState, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Villages and groups by code as the newest registers call them, and the spellings that a person has explained."""

    villages: dict[str, str]
    groups: dict[str, str]
    explained: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What one page run works with: configuration, store, and the state that both are in."""

    config: Config
    store: Store
    stamp: str
    version: str

    def ask(
        self, question: Callable[Concatenate[Store, Config, Terms], Answer], *terms: Terms.args, **named: Terms.kwargs
    ) -> Answer:
        """The answer to a question, worked out once for this state of the store."""
        return self._once(question, partial(question, self.store, self.config), terms, named)

    def ask_store(
        self, question: Callable[Concatenate[Store, Terms], Answer], *terms: Terms.args, **named: Terms.kwargs
    ) -> Answer:
        """The same of a question that no configuration has a part in."""
        return self._once(question, partial(question, self.store), terms, named)

    def _once(
        self, question: Callable[..., Answer], work_out: Callable[..., Answer], terms: Sequence[Any], named: dict[str, Any]
    ) -> Answer:  # fmt: skip
        name = f"{question.__module__}.{question.__qualname__}"
        key = (f"{self.stamp} {spoken()}", name, who().sight, *map(_key_of, terms), *sorted(named.items()))
        with opened(question, (self.store, self.config, *terms), named):
            answer: Answer = _answers.once(key, lambda: work_out(*terms, **named))
        if self.store.version() != self.version and anew.is_whole_page():
            anew.run_anew()  # a page shows one state of the store, never two beside each other
        return answer

    def is_empty(self) -> bool:
        return self.ask_store(Store.is_empty)

    def is_simulated(self) -> bool:
        return self.ask_store(is_simulated)

    def observed(self) -> tuple[date, ...]:
        """The days that lists describe, oldest first."""
        return self.ask_store(observation_days)

    def meeting_days(self) -> tuple[date, ...]:
        """The days whose figures were frozen for a meeting."""
        return self.ask(_meeting_days)

    def status(self, as_of: date, counted: History | None = None) -> Status:
        """The plan's indicators on a day; what is ``counted`` already is not counted again."""
        return self._once(status, partial(status, self.store, self.config, counted=counted), (as_of,), {})

    def history(self, as_of: date) -> History:
        """The plan's indicators on the days that charts show on a day; of a year's days these are the same."""
        return self.ask(drawn_history, as_of.year)

    def foreseen(self, as_of: date) -> History:
        """The same with the days that a forecast rests on."""
        from kpi.answers.progress import foreseen  # only where a page asks: no start waits for it

        drawn = self.history(as_of)
        now = self.status(as_of, drawn)
        return self._once(foreseen, partial(foreseen, self.store, self.config, now=now, drawn=drawn), (as_of,), {})

    def overview(self, as_of: date, compared: date) -> Overview:
        known, looked = self.history(as_of), self.ask(_looked_at, as_of)
        now = self.status(as_of, known)
        return Overview(
            now,
            self.status(compared, known),
            tuple(status for status in known.statuses if status.as_of <= as_of),
            looked.lists,
            looked.late,
            {trust.indicator: trust for trust in looked.found.indicators},
            gathered(now, looked.found, looked.noted, self.config),
        )

    def tasks(self, as_of: date) -> Tasks:
        """What is to be done on a day, from what the overview asks for, too."""
        looked = self.ask(_looked_at, as_of)
        return gathered(self.status(as_of, self.history(as_of)), looked.found, looked.noted, self.config)

    def sources(self, as_of: date) -> tuple[SourceList, ...]:
        """The lists that the figures of a day rest on."""
        return self.ask(sources, as_of)

    def load_log(self) -> LoadLog:
        """What the log page's table is chosen from."""
        return self.ask_store(_load_log)

    def batches(self, numbers: Iterable[int]) -> dict[int, Batch]:
        """What is known of these loads, by their numbers."""
        return self.ask_store(_batches, tuple(sorted(numbers)))

    def known_names(self) -> KnownNames:
        """What a list that is loaded next may call its places, and what has been explained of earlier ones."""
        return self.ask_store(_known_names)

    def events(self, batch: int) -> list[BatchEvent]:
        """What was done to a load since, oldest first."""
        return self.ask_store(Store.events, batch)


@in_one_view
@needs(Right.FIGURES)
def _looked_at(store: Store, config: Config, as_of: date) -> LookedAt:
    kinds = [*GROUP_KINDS, *chain.from_iterable(sets_of_groups(config.plan.stocks))]
    return LookedAt(
        group_lists(store, as_of, kinds=kinds), late_cases(store, config, as_of), quality(store, config, as_of),
        noted_tasks(store, config, as_of),
    )  # fmt: skip


@needs(*Right)
def _meeting_days(store: Store, config: Config) -> tuple[date, ...]:
    from kpi.snapshots.freezing import states_shown  # only where a page asks: no start waits for it

    with acting_as(ANYBODY):  # the days alone are told, to whoever chooses one
        reports = meetings.reported(store)
        return tuple(state.as_of for state in states_shown(store, config) if state.number not in reports)


@needs(Right.LISTS, Right.LOGS, Right.NAMES)
def _load_log(store: Store) -> LoadLog:
    return LoadLog(tuple(store.batch_states()), store.scope_names())


@needs(Right.LISTS, Right.LOGS, Right.NAMES)
def _batches(store: Store, numbers: Sequence[int]) -> dict[int, Batch]:
    return {batch.batch: batch for batch in store.batches(numbers)}


@in_one_view
@needs(Right.LISTS, Right.LOGS)
def _known_names(store: Store) -> KnownNames:
    villages, groups = (
        {row["code"]: row["name"] for row in store.read(register, known_at=datetime.max)}
        for register in ("newest_villages", "newest_groups")
    )
    return KnownNames(villages, groups, tuple(store.listed_corrections()))


def open_desk() -> Desk:
    """The configuration and the store as they are now; a fault in them is a ``UserError``."""
    read, written = configuration()
    store = store_of(read)
    config, version = spoken_of(read, store), store.version()
    return Desk(config, store, f"{written} {config.plan.id} {store.path.resolve()} {version}", version)


def configuration() -> tuple[Config, str]:
    """The configuration as it is now, and the hash of its text; a fault in it is a ``UserError``."""
    path = config_file()
    written = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return _config(str(path), written), written


@st.cache_resource(show_spinner=False, max_entries=2)
def _config(path: str, written: str) -> Config:  # noqa: ARG001 - the text's hash is part of the key
    return load_config(Path(path))


_answers = KeptAnswers(400)


def _key_of(term: object) -> object:
    """What stands for itself by its stamp: to read thousands of reports for a key would take longer than the answer."""
    return (type(term).__name__, term.stamp) if isinstance(term, Stamped) else term
