"""What the store knows of one person: by which keys and numbers he is known, and every row that he stands in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class HeldPerson:
    """Whoever is asked about: a member with all keys, numbers and names by which lists know him; or a household's head with those who
    speak for it.

    ``households``: codes of the households asked about. ``named``: by dataset, the rows of registers that name him, as batch and row.
    ``name_keys``: his names as lists of members and of officials are compared by them. ``shown_by``: other members (as key and display
    name) whose display name says his number.
    """

    members: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()
    uids: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    name_keys: frozenset[str] = frozenset()
    named: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    shown_by: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_known(self) -> bool:
        return bool(self.members or self.households or self.named)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row of a list that says something of a person, with the list and who loaded it. ``facts``: by field, as stored;
    ``marks``: what it answers in the columns of yes and no that plans name, None where the cell is empty.

    ``by_number``: only his number stands there, and the row names somebody else, of whom nothing is told.
    """

    dataset: str
    batch: int
    row: int
    as_of: date
    known_at: datetime
    loaded_by: str
    file: str
    sheet: str
    undone: bool
    facts: dict[str, str]
    by_number: bool = False
    marks: dict[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text that people wrote and that names a person: table and column, and the text itself."""

    table: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held of a person: rows of lists; decisions about him, as the store has them; texts that name him, which can be
    cleaned; and what stays, for it was signed or says who acted."""

    rows: tuple[HeldRow, ...]
    decisions: tuple[dict[str, Any], ...]
    texts: tuple[HeldText, ...]
    stays: tuple[HeldText, ...]


@dataclass(frozen=True, slots=True)
class Forgetting:
    """That persons were forgotten: when, by whom, why, and how much of each kind was removed."""

    forgetting: int
    done_at: datetime
    done_by: str
    reason: str
    removed: dict[str, int]


@dataclass(frozen=True, slots=True)
class ToForget:
    """What is to be forgotten in one go: persons; display names that the newer lists of their members no longer have (as member and
    name); and batches whose words of what was wrong with them are to go."""

    persons: tuple[HeldPerson, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    batches: tuple[int, ...] = ()

    @property
    def is_anything(self) -> bool:
        return bool(self.persons or self.names or self.batches)


@dataclass(frozen=True, slots=True)
class OutlivedBefore:
    """How long each kind of personal data is kept: what only lists of before these days say has outlived it; None: for good."""

    members: date | None = None
    households: date | None = None
    display_names: date | None = None
    problems: date | None = None


def merged(persons: Collection[HeldPerson]) -> HeldPerson:
    """Several persons as one, to be forgotten together."""
    named: dict[str, frozenset[tuple[int, int]]] = {}
    for one in persons:
        for dataset, rows in one.named.items():
            named[dataset] = named.get(dataset, frozenset()) | rows
    sets = {
        name: frozenset().union(*(getattr(one, name) for one in persons))
        for name in ("members", "households", "uids", "phones", "names", "name_keys", "shown_by")
    }
    return HeldPerson(**sets, named=named)
