"""What one kind of list may ask for itself, and what it is given for that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from kpi.config.models import Config
from kpi.domain.datasets import Column, Dataset
from kpi.domain.errors import Problem
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.checked import Checked
from kpi.vietnamese.places import Register

# The values of a sheet's rows: field → values, all of one length; a row is known by its place among them.
Fields = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet, read cell by cell. ``problems`` are those found so far, by place; ``doubt`` adds one: place, column,
    the text to show, why."""

    dataset: Dataset
    fields: Fields
    problems: dict[int, list[Problem]]
    lacking: tuple[str, ...]  # needed fields without a column
    villages: Register
    naming: Collection[str]  # the groups whose lists name entries of a register that a plan adds
    doubt: Callable[[int, Column, str | None, Doubt], None]
    config: Config
    headers: dict[str, str]  # field → what stands above its column
    pass_over: Callable[[int, Doubt], None]  # ignores a row, for a reason that stands in the place of all others
    parts: Sequence[str]  # the heading of the part of the list in which each row stands, or nothing
    said: Callable[[int, str], str]  # what the cell of a row says in the column of a field or helper

    def faults(self, place: int, column: Column, code: str = "unknown_word") -> list[Problem]:
        """What is wrong with a cell of this column, of one sort: a word that is not known, where nothing else is said."""
        return [one for one in self.problems.get(place, ()) if one.column == column.header and one.code == code]

    def soften(self, place: int, column: Column) -> bool:
        """A word that is not known no longer rejects the row, for another cell says enough; whether there was one."""
        faults = self.faults(place, column)
        for problem in faults:
            self.problems[place][self.problems[place].index(problem)] = problem.softened()
        return bool(faults)


class Checks:
    """As it stands, a list asks nothing beyond its columns; a list with questions of its own overrides one of these."""

    def check(self, rows: Rows) -> None:
        """What the cells of a row say together: works out fields, doubts what cannot be true, softens what is settled."""

    def note(self, checked: Checked, fields: Fields, taken: Sequence[int], repeated: Sequence[int]) -> None:
        """What the rows say of the list itself; ``taken``: places of the accepted rows, ``repeated``: of those that stand above
        already."""
