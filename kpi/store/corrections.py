"""Spellings that a person has explained once, and that every later import understands.

They are kept in the database, so that config.yaml stays as the office wrote it. Nothing is deleted: the newest word decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import duckdb

HEADER, VILLAGE, GROUP, WORD = "header", "village", "group", "word"


@dataclass(frozen=True, slots=True)
class Correction:
    """One explained spelling. ``meaning``: a field for headers, a code for villages and groups, a meaning for words;
    None: no longer in force."""

    kind: str
    dataset: str
    field: str
    spelling: str
    folded: str
    meaning: str | None
    reason: str
    known_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """Those in force, by what they explain; keys are folded spellings."""

    headers: dict[str, dict[str, str]] = field(default_factory=dict)  # dataset → header → field
    villages: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    words: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)  # dataset, field → word → meaning


_NEWEST = """select kind, dataset, field, spelling, folded, meaning, reason, known_at, decided_by from (
    select *, row_number() over (partition by kind, dataset, field, folded order by correction desc) as newest from corrections
) where newest = 1 and meaning is not null order by kind, dataset, field, spelling"""


def listed(connection: duckdb.DuckDBPyConnection) -> list[Correction]:
    """The corrections in force."""
    return [Correction(*row) for row in connection.execute(_NEWEST).fetchall()]


def in_force(connection: duckdb.DuckDBPyConnection) -> Corrections:
    """The same, ready to be looked up."""
    found = Corrections()
    for row in listed(connection):
        assert row.meaning is not None
        if row.kind == HEADER:
            found.headers.setdefault(row.dataset, {})[row.folded] = row.meaning
        elif row.kind == WORD:
            found.words.setdefault((row.dataset, row.field), {})[row.folded] = row.meaning
        else:
            (found.villages if row.kind == VILLAGE else found.groups)[row.folded] = row.meaning
    return found


def note(connection: duckdb.DuckDBPyConnection, row: Correction) -> None:
    """Keeps a correction; one without a meaning takes the earlier one back."""
    connection.execute(
        "insert into corrections select coalesce(max(correction), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? from corrections",
        [
            row.kind,
            row.dataset,
            row.field,
            row.spelling,
            row.folded,
            row.meaning,
            row.reason,
            row.known_at,
            row.decided_by,
        ],
    )
