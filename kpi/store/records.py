"""The rows of the import log, and which fields each dataset's table holds."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kpi.domain.datasets import Dataset

FILE_COLUMNS = (
    "batch", "dataset", "as_of", "known_at", "loaded_by", "file", "sheet", "sha256", "simulated",
    "read", "accepted", "rejected", "ignored", "problems", "dropped_columns",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """What a batch speaks for. ``complete`` False: it may add members but never takes any away.

    ``total_members`` and ``max_members``: what the list says of its group, where it does.
    """

    scope: str
    complete: bool = True
    total_members: int | None = None
    max_members: int | None = None


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A load before it has a number: the observed rows by column, and where they came from.

    ``columns`` maps each stored field of the dataset to its values, all of one length.
    """

    dataset: Dataset
    as_of: date
    known_at: datetime
    loaded_by: str
    file: str
    sheet: str
    sha256: str
    simulated: bool
    read: int
    accepted: int
    rejected: int
    ignored: int
    dropped_columns: list[str]
    scopes: tuple[Scope, ...]
    columns: dict[str, list[Any]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """A load in the log, with its scopes and whether it is taken back at this time."""

    batch: int
    dataset: str
    as_of: date
    known_at: datetime
    loaded_by: str
    file: str
    sheet: str
    sha256: str
    simulated: bool
    read: int
    accepted: int
    rejected: int
    ignored: int
    problems: list[dict[str, object]] = field(repr=False)
    dropped_columns: list[str]
    undone: bool
    scopes: tuple[str, ...]
    complete: bool

    @classmethod
    def from_row(cls, row: tuple[Any, ...]) -> Batch:
        values = list(row)
        values[13], values[14] = json.loads(values[13]), json.loads(values[14])
        values[16] = tuple(values[16] or ())
        return cls(*values)

    def as_dict(self) -> dict[str, object]:
        """The machine-readable form of the command line."""
        return {
            "batch": self.batch, "dataset": self.dataset, "as_of": self.as_of.isoformat(),
            "known_at": self.known_at.isoformat(sep=" "), "loaded_by": self.loaded_by, "file": self.file,
            "sheet": self.sheet, "sha256": self.sha256, "simulated": self.simulated, "read": self.read,
            "accepted": self.accepted, "rejected": self.rejected, "ignored": self.ignored,
            "dropped_columns": self.dropped_columns, "undone": self.undone, "scopes": list(self.scopes),
            "complete": self.complete,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchEvent:
    """A batch taken back (``undone``) or put back: when, by whom and why."""

    batch: int
    undone: bool
    known_at: datetime
    done_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A person's word about a member and an entity: yes, no, or None where the earlier word is taken back.

    ``display_name`` and ``entity_name`` are what the lists said at that time: by them it can be told later what has changed.
    """

    member: str
    entity_kind: str
    entity_code: str
    confirmed: bool | None
    reason: str
    known_at: datetime
    decided_by: str
    display_name: str | None = None
    entity_name: str | None = None


def stored_columns(dataset: Dataset) -> tuple[str, ...]:
    """The fields of the dataset's table besides batch and row."""
    filled = (field for column in dataset.columns if column.is_stored for field in column.fields)
    return (*filled, *dataset.worked_out)
