"""What the store has of each list, as far as the first steps ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.store import Store
from kpi.vietnamese.order import by_name


@dataclass(frozen=True, slots=True)
class KnownList:
    """What is loaded of a dataset and not taken back: the day of the newest list, how many loads, and their rows together."""

    newest: date
    loads: int
    rows: int


@dataclass(frozen=True, slots=True)
class KnownVillage:
    """A village on the newest register."""

    code: str
    name: str


@needs(Right.SETTINGS)
def lists_in_force(store: Store) -> dict[str, KnownList]:
    """By dataset; one of which nothing is loaded is not there."""
    found: dict[str, KnownList] = {}
    for one in store.batches():
        if not one.undone:
            known = found.get(one.dataset, KnownList(one.as_of, 0, 0))
            found[one.dataset] = KnownList(max(known.newest, one.as_of), known.loads + 1, known.rows + one.accepted)
    return found


@needs(Right.SETTINGS)
def villages_without(store: Store, config: Config) -> dict[str, tuple[str, ...]]:
    """By register that the plan adds and villages send, of which some list is there: the villages on the newest register of them that
    have sent none."""
    by_village = [one.id for one in config.plan.registers if one.scope == "village" and one.id in lists_in_force(store)]
    found: dict[str, tuple[str, ...]] = {}
    if by_village:
        asked = {"as_of": [date.max], "known_at": datetime.max, "added_by_village": by_village}
        for row in store.read("unlisted_villages", **asked):
            found[row["dataset"]] = (*found.get(row["dataset"], ()), row["name"])
    return {register: tuple(sorted(names, key=by_name)) for register, names in found.items()}


@needs(Right.SETTINGS)
def known_villages(store: Store) -> tuple[KnownVillage, ...]:
    """The newest register of villages."""
    rows = store.read("newest_villages", known_at=datetime.max)
    return tuple(KnownVillage(str(row["code"]), str(row["name"])) for row in rows)
