"""Where two engines have other rows of a relation, told so that it leads to the place where they part and to nobody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kpi.store.ports import Relations
from kpi.store.records import Comparison
from kpi.store.statements import needs, parameters, stack

# The columns of relations whose texts are codes and words of the program; of others a row tells numbers and days.
_CODES = frozenset(
    "code village group_code entity_code entity_kind indicator dataset register slot kind scope rung mark component post"
    " verdict state role status".split()
)
_ROWS_TOLD = 5
Row = dict[str, Any]
# A relation, and the bound values that it takes.
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class OtherRows:
    """A relation of which two engines have different rows: how many only the first has, how many only the second; some of them, where
    the engines part there."""

    relation: str
    only_first: int
    only_second: int
    rows: tuple[str, ...]


@dataclass(slots=True)
class Overheard:
    """Answers ``ports.Relations`` as what stands behind it does, and notes what it was asked."""

    behind: Relations
    asked: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def read(self, relation: str, **values: object) -> list[Row]:
        """The rows of a relation; bound values that it does not ask for are left aside."""
        self.asked.append((relation, values))
        return self.behind.read(relation, **values)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """All questions within the block see one state."""
        with self.behind.one_view():
            yield

    def newest_known_at(self) -> datetime | None:
        """The newest moment at which anything was noted."""
        return self.behind.newest_known_at()

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Names compared for the question under way."""
        self.behind.keep_comparisons(rules, compared)


def other_rows(
    first: Relations, second: Relations, asked: Sequence[tuple[str, Mapping[str, object]]]
) -> tuple[OtherRows, ...]:
    """The relations of which the engines have other rows, of those asked and of all that these stand on: each after what it needs.

    Rows are told where the engines part, of relations that stand on nothing that differs itself.
    """
    questions = {_key(below, values): (below, values) for relation, values in asked for below in stack(relation)}
    found: dict[_Key, OtherRows] = {}
    with first.one_view(), second.one_view():
        for key, (relation, values) in questions.items():
            ours, theirs = only_one_has(first.read(relation, **values), second.read(relation, **values))
            if ours or theirs:
                told = [f"1: {_told(row)}" for row in ours] + [f"2: {_told(row)}" for row in theirs]
                parts_here = not any(_key(needed, values) in found for needed in needs(relation))
                found[key] = OtherRows(relation, len(ours), len(theirs), tuple(told[:_ROWS_TOLD]) if parts_here else ())
    return tuple(found.values())


def _key(relation: str, values: Mapping[str, object]) -> _Key:
    return relation, repr([(name, values[name]) for name in sorted(parameters(relation))])


def only_one_has(first: Sequence[Row], second: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that only the first has, and those that only the second has, whatever their order and that of lists in them."""
    counted = [Counter(map(_plainly, rows)) for rows in (first, second)]
    by_text = {_plainly(row): row for row in (*first, *second)}
    only = counted[0] - counted[1], counted[1] - counted[0]
    return [by_text[text] for text in only[0].elements()], [by_text[text] for text in only[1].elements()]


def _plainly(row: Row) -> str:
    return repr(_sorted(row))


def _sorted(value: Any) -> Any:
    """A value whatever the order of the columns, and of a list that is in none."""
    if isinstance(value, dict):
        return sorted((name, _sorted(inner)) for name, inner in value.items())
    return sorted(map(_sorted, value), key=repr) if isinstance(value, list) else value


def _told(row: Row) -> str:
    """A row by its codes, days and numbers."""
    return " ".join(f"{name}={value}" for name, value in row.items() if _may_be_told(name, value))


def _may_be_told(name: str, value: Any) -> bool:
    if isinstance(value, str):
        return name in _CODES
    return isinstance(value, int | float | date)
