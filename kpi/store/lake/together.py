"""Many units answered side by side: what all of them ask next goes to the engine as one question.

Each unit's answer is worked out as if it were alone, in a thread of its own that stands still when the unit asks. Once every unit has
asked something or has come to its end, what they asked is answered together, relation by relation; so a nation is asked as often as a
commune is. One thread runs at a time: thousands that woke at once would spend their time waking, and nothing that an answer calls
need know of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, TypeVar

from kpi.store.ports import Relations, RelationsOfMany
from kpi.store.records import Comparison

Answer = TypeVar("Answer")
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a unit asks; ``relation`` empty: names that it has compared."""

    unit: str
    relation: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    rules: str = ""
    compared: Sequence[Comparison] = ()


@dataclass(frozen=True, slots=True)
class _Failure:
    """An error that a unit is told; ``for_good``: whatever it asks afterwards."""

    error: BaseException
    traceback: TracebackType | None
    for_good: bool = False


@dataclass(frozen=True, slots=True)
class _Unit(Generic[Answer]):
    """One unit's side: what it says, what it is told, and what is found in the end."""

    name: str
    said: SimpleQueue[_Asked | None] = field(default_factory=SimpleQueue)  # None: it has come to its end
    told: SimpleQueue[Rows | _Failure] = field(default_factory=SimpleQueue)
    found: Future[Answer] = field(default_factory=Future)

    def run(self, answer: Callable[[str, Relations], Answer]) -> None:
        try:
            self.found.set_result(answer(self.name, _OneOfMany(self)))
        except BaseException as error:  # told where the answer is looked for
            self.found.set_exception(error)
        self.said.put(None)

    def go_on(self, told: Rows | _Failure) -> _Asked | None:
        """Lets it run until it asks what comes next."""
        self.told.put(told)
        return self.said.get()


def answered(
    engine: RelationsOfMany, units: Sequence[str], answer: Callable[[str, Relations], Answer]
) -> dict[str, Answer]:
    """What ``answer`` makes of each unit's relations; the first error of any is raised when all have come to their end."""
    of: dict[str, _Unit[Answer]] = {name: _Unit(name) for name in units}
    with ThreadPoolExecutor(max(len(of), 1)) as threads:
        try:
            waiting = []
            for unit in of.values():
                threads.submit(copy_context().run, unit.run, answer)
                waiting.append(unit.said.get())
            while asked := [one for one in waiting if one is not None]:
                waiting = [of[name].go_on(told) for name, told in _answers(engine, asked)]
        except BaseException as error:  # told to stop: so is every unit
            for unit in of.values():
                unit.told.put(_Failure(error, error.__traceback__, for_good=True))
            raise
    return {name: unit.found.result() for name, unit in of.items()}


def _answers(engine: RelationsOfMany, waiting: Sequence[_Asked]) -> Iterator[tuple[str, Rows | _Failure]]:
    for relation in sorted({asked.relation for asked in waiting}):
        together = [asked for asked in waiting if asked.relation == relation]
        if relation:
            yield from _rows(engine, relation, {asked.unit: asked.values for asked in together})
        else:
            yield from ((asked.unit, _kept(engine, asked)) for asked in together)


def _rows(
    engine: RelationsOfMany, relation: str, asked: Mapping[str, Mapping[str, object]]
) -> Iterator[tuple[str, Rows | _Failure]]:
    try:
        found = engine.ask(relation, asked)
    except Exception as error:  # whatever an engine makes of it: who asked is told
        failure = _Failure(error, error.__traceback__)
        yield from ((unit, failure) for unit in asked)
    else:
        yield from ((unit, found.get(unit, [])) for unit in asked)


def _kept(engine: RelationsOfMany, asked: _Asked) -> Rows | _Failure:
    try:
        engine.keep_comparisons(asked.unit, asked.rules, asked.compared)
    except Exception as error:  # it is this unit's own
        return _Failure(error, error.__traceback__)
    return []


class Alone:
    """Answers ``ports.Relations`` of one unit, beside which no other is asked."""

    def __init__(self, engine: RelationsOfMany, unit: str) -> None:
        self._engine, self._unit = engine, unit

    def read(self, relation: str, **values: object) -> Rows:
        """The rows of a relation; bound values that it does not ask for are left aside."""
        return self._engine.ask(relation, {self._unit: values}).get(self._unit, [])

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Names compared for the question under way, and for it alone."""
        self._engine.keep_comparisons(self._unit, rules, compared)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """A part of a lake is read at one moment."""
        yield

    def newest_known_at(self) -> datetime | None:
        """The newest moment at which anything was noted; None where nothing is there."""
        (row,) = self.read("newest_moment")
        moment: datetime | None = row["known_at"]
        return moment


class _OneOfMany(Alone):
    """The same, when all have asked."""

    def __init__(self, unit: _Unit[Any]) -> None:
        self._one = unit

    def _ask(self, asked: _Asked) -> Rows:
        self._one.said.put(asked)
        told = self._one.told.get()
        if isinstance(told, _Failure):
            if told.for_good:
                self._one.told.put(told)
            # Raised by every unit, one error would gather the lines of all of them.
            raise told.error.with_traceback(told.traceback)
        return told

    def read(self, relation: str, **values: object) -> Rows:
        return self._ask(_Asked(self._one.name, relation, values))

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        self._ask(_Asked(self._one.name, rules=rules, compared=compared))
