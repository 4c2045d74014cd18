"""What one kind of list may ask for itself, and what it is given for that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kpi.config.models import Config
from kpi.domain.datasets import Column, Dataset
from kpi.domain.errors import Problem
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.checked import Checked

# The values of a sheet's rows: field → values, all of one length; a row is known by its place among them.
Fields = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet, read cell by cell. ``problems`` are those found so far, by place; ``doubt`` adds one: place, column,
    the text to show, why."""

    dataset: Dataset
    fields: Fields
    problems: dict[int, list[Problem]]
    doubt: Callable[[int, Column, str | None, Doubt], None]
    config: Config

    def soften_words(self, name: str, where: str) -> list[int]:
        """Words of a column that are not known no longer reject rows in which another field says enough; the rows' places."""
        return [
            place
            for place, problems in self.problems.items()
            if self.fields[where][place] is not None and _softened(problems, self.dataset.column(name).header)
        ]


def _softened(problems: list[Problem], header: str) -> bool:
    found = [n for n, problem in enumerate(problems) if problem.code == "unknown_word" and problem.column == header]
    for number in found:
        problems[number] = problems[number].softened()
    return bool(found)


class Checks:
    """As it stands, a list asks nothing beyond its columns; a list with questions of its own overrides one of these."""

    def check(self, rows: Rows) -> None:
        """What the cells of a row say together: works out fields, doubts what cannot be true, softens what is settled."""

    def note(self, checked: Checked, fields: Fields, taken: Sequence[int], repeated: Sequence[int]) -> None:
        """What the rows say of the list itself; ``taken``: places of the accepted rows, ``repeated``: of those that stand above
        already."""
