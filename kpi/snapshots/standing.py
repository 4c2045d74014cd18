"""Whether what is known of a day is what was frozen of it."""

from __future__ import annotations

from datetime import date

from kpi.access.acting import acting_as, needs
from kpi.access.roles import Right
from kpi.access.user import ANYBODY
from kpi.answers.question import all_known
from kpi.answers.status import Status, status
from kpi.config import config_hash
from kpi.config.models import Config
from kpi.measures.rulings import RULINGS
from kpi.store import FrozenState, Store


@needs(Right.FIGURES, Right.OWN_VILLAGE)
def standing(store: Store, config: Config, as_of: date) -> FrozenState | None:
    """The newest frozen state of the day, where it is by these rules and rulings, nothing that may change a figure was noted since,
    and the counts are its own; None: there is none."""
    with acting_as(ANYBODY), store.one_view():  # whoever sees figures of the day may know how they were frozen
        states = [one for one in store.frozen_states() if one.as_of == as_of]
        if not states:
            return None
        newest = max(states, key=lambda one: one.number)
        by_the_same = newest.config_hash == config_hash(config) and newest.content.get("rulings") == RULINGS
        if not by_the_same or store.read("later_events", known_at=newest.known_at, until=all_known(store)):
            return None
        return newest if _frozen(newest) == _counted(status(store, config, as_of)) else None


def _frozen(state: FrozenState) -> list[tuple[object, ...]]:
    return [
        (row["id"], row["numerator"], row["denominator"], village["code"], village["numerator"], village["denominator"])
        for row in state.content["now"]["indicators"]
        for village in (*row["villages"], dict.fromkeys(("code", "numerator", "denominator")))
    ]


def _counted(now: Status) -> list[tuple[object, ...]]:
    return [
        (row.id, row.numerator, row.denominator, *counts)
        for row in now.indicators
        for counts in (*((one.code, one.numerator, one.denominator) for one in row.villages), (None, None, None))
    ]
