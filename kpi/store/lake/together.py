"""Many units answered side by side: what all of them ask next goes to the engine as one question.

Each unit's answer is worked out as if it were alone, in a thread of its own. Once every unit has asked something or has come to its
end, what they asked is answered together, relation by relation; so a nation is asked as often as a commune is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime
from queue import SimpleQueue
from typing import Any, TypeVar

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


def answered(
    engine: RelationsOfMany, units: Sequence[str], answer: Callable[[str, Relations], Answer]
) -> dict[str, Answer]:
    """What ``answer`` makes of each unit's relations; the first error of any is raised when all have come to their end."""
    said: SimpleQueue[_Asked | None] = SimpleQueue()  # None: a unit has come to its end
    told = {unit: SimpleQueue[Rows | BaseException]() for unit in units}

    def work_out(unit: str) -> Answer:
        try:
            return answer(unit, _OneOfMany(unit, said, told[unit]))
        finally:
            said.put(None)

    with ThreadPoolExecutor(max(len(units), 1)) as threads:
        answers = {unit: threads.submit(copy_context().run, work_out, unit) for unit in units}
        try:
            _answer_all(engine, said, told)
        except BaseException as error:  # told to stop: so is every unit
            for waiting in told.values():
                waiting.put(error)
            raise
    return {unit: found.result() for unit, found in answers.items()}


def _answer_all(
    engine: RelationsOfMany, said: SimpleQueue[_Asked | None], told: Mapping[str, SimpleQueue[Rows | BaseException]]
) -> None:
    going, waiting = len(told), list[_Asked]()
    while going:
        asked = said.get()
        if asked is None:
            going -= 1
        else:
            waiting.append(asked)
        if going and len(waiting) == going:
            for unit, rows in _answers(engine, waiting):
                told[unit].put(rows)
            waiting = []


def _answers(engine: RelationsOfMany, waiting: Sequence[_Asked]) -> Iterator[tuple[str, Rows | BaseException]]:
    for relation in sorted({asked.relation for asked in waiting}):
        together = {asked.unit: asked for asked in waiting if asked.relation == relation}
        try:
            if relation:
                found = engine.ask(relation, {unit: asked.values for unit, asked in together.items()})
            else:
                found = {}
                for asked in together.values():
                    engine.keep_comparisons(asked.unit, asked.rules, asked.compared)
        except Exception as error:  # whatever an engine makes of it: who asked is told
            yield from ((unit, error) for unit in together)
        else:
            yield from ((unit, found.get(unit, [])) for unit in together)


class _OneOfMany:
    """Answers ``ports.Relations`` of one unit, when all have asked."""

    def __init__(self, unit: str, said: SimpleQueue[_Asked | None], told: SimpleQueue[Rows | BaseException]) -> None:
        self._unit, self._said, self._told = unit, said, told

    def _ask(self, asked: _Asked) -> Rows:
        self._said.put(asked)
        rows = self._told.get()
        if isinstance(rows, BaseException):
            raise rows
        return rows

    def read(self, relation: str, **values: object) -> Rows:
        """The rows of a relation; bound values that it does not ask for are left aside."""
        return self._ask(_Asked(self._unit, relation, values))

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """A part of a lake is read at one moment."""
        yield

    def newest_known_at(self) -> datetime | None:
        """The newest moment at which anything was noted; None where nothing is there."""
        (row,) = self.read("newest_moment")
        moment: datetime | None = row["known_at"]
        return moment

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Names compared for the question under way, and for it alone."""
        self._ask(_Asked(self._unit, rules=rules, compared=compared))
