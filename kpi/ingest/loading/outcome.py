"""What became of one sheet: counts that add up, what it changes, and everything that was doubtful, in the user's words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from kpi.domain.datasets import Dataset, list_named
from kpi.domain.errors import Problem, UserError
from kpi.ingest.checking.checked import RejectedRow
from kpi.store import ScopeChange

# How grave a problem is, as a person is told of it.
SIGNS = {"error": "✖", "warning": "▲", "info": "·"}


@dataclass(slots=True)
class Outcome:
    """What became of one sheet. ``batch`` is None after a dry run and for a sheet that was left aside (no ``dataset``);
    ``loaded_before`` names the batch that held it already; ``scopes`` are the changes village by village or group by group."""

    file: str
    sheet: str
    dataset: str | None
    as_of: date | None
    batch: int | None
    read: int
    accepted: int
    rejected: int
    ignored: int
    complete: bool
    problems: list[Problem]
    dropped_columns: list[str]
    scopes: tuple[ScopeChange, ...] = ()
    loaded_before: int | None = None
    simulated: bool = False
    columns: tuple[str, ...] = ()  # the fields that the sheet has, in its order
    rejected_rows: list[RejectedRow] = field(default_factory=list)
    preview: list[dict[str, str]] = field(default_factory=list)  # the first rows, by field, as they were read
    marked: tuple[str, ...] = ()  # the headers of its columns of yes and no that plans name
    added: Dataset | None = None  # the kind of list, where it is a register that a plan adds
    renumbered: dict[str, str] = field(default_factory=dict)  # names numbered as entries of another unit are → theirs
    fault: UserError | None = None  # why the sheet as a whole cannot be loaded, where others go on without it

    @property
    def title(self) -> str:
        """The sheet as a clerk calls it."""
        return f"{self.file} – {self.sheet}" if self.sheet else self.file

    @property
    def kind(self) -> Dataset:
        """The kind of list that a sheet is which was not left aside."""
        return self.added or list_named(self.dataset or "")

    @property
    def asks(self) -> bool:
        """Whether a person must say first whether the list adds or replaces."""
        return self.fault is not None and self.fault.code == "add_or_replace"

    @property
    def changes(self) -> dict[str, int]:
        """Entries new, changed and gone against what was in force, each scope for itself."""
        return {
            "added": sum(scope.added for scope in self.scopes),
            "changed": sum(scope.changed for scope in self.scopes),
            "gone": sum(scope.gone for scope in self.scopes),
        }

    def as_dict(self) -> dict[str, object]:
        """The machine-readable form of the command line."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "dataset": self.dataset,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "batch": self.batch,
            "read": self.read,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "ignored": self.ignored,
            "complete": self.complete,
            "problems": [self._machine(problem) for problem in self.problems],
            "dropped_columns": self.dropped_columns,
            "changes": self.changes,
            "scopes": [scope.as_dict() for scope in self.scopes],
            "already_loaded": self.loaded_before is not None,
        }

    def _machine(self, problem: Problem) -> dict[str, object]:
        told = self.dataset is not None and self.kind.may_tell(problem.column)
        return problem.kept() | {"value": problem.value if told else None}


@dataclass(frozen=True, slots=True)
class Cause:
    """Problems of one kind in one column, told once: how many, where, with examples."""

    code: str
    column: str | None
    severity: str
    message: str  # of the first of them, and its words for whoever has the list before him
    told: str
    count: int
    places: tuple[str, ...]  # the first cells or rows
    values: tuple[str, ...]  # the most frequent values

    @property
    def where(self) -> str:
        """The first places in one line, and whether there are more."""
        return ", ".join(self.places) + (" …" if self.count > len(self.places) > 0 else "")


def causes(problems: list[Problem]) -> list[Cause]:
    """Problems grouped by what is wrong; the gravest kind first, then the most frequent."""
    grouped: dict[tuple[str, str, str | None], list[Problem]] = {}
    for problem in problems:
        grouped.setdefault((problem.severity, problem.code, problem.column), []).append(problem)
    found = []
    for (severity, code, column), rows in grouped.items():
        places = tuple(row.cell or str(row.row) for row in rows[:8] if row.row is not None)
        values = tuple(value for value, _count in Counter(row.value for row in rows if row.value).most_common(5))
        found.append(Cause(code, column, severity, rows[0].message, rows[0].told, len(rows), places, values))
    gravity = ("error", "warning", "info")
    return sorted(found, key=lambda cause: (gravity.index(cause.severity), -cause.count))
