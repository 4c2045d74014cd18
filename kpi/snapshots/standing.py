"""Whether what is known of a day is what was frozen of it."""

from __future__ import annotations

from datetime import date

from kpi.access.acting import acting_as, needs
from kpi.access.roles import Right
from kpi.access.user import ANYBODY
from kpi.answers.question import all_known
from kpi.config import config_hash
from kpi.config.models import Config
from kpi.store import FrozenState, Store


@needs(Right.FIGURES, Right.OWN_VILLAGE)
def standing(store: Store, config: Config, as_of: date) -> FrozenState | None:
    """The newest frozen state of the day, where it is by these rules and nothing that may change a figure was noted since."""
    with acting_as(ANYBODY), store.one_view():  # whoever sees figures of the day may know how they were frozen
        states = [one for one in store.frozen_states() if one.as_of == as_of]
        if not states:
            return None
        newest = max(states, key=lambda one: one.number)
        since = store.read("later_events", known_at=newest.known_at, until=all_known(store))
        return newest if not since and newest.config_hash == config_hash(config) else None
