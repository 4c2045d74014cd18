"""Whether what is known of a day is what was frozen of it."""

from __future__ import annotations

from datetime import date

from kpi.access.acting import acting_as, needs
from kpi.access.roles import Right
from kpi.access.user import ANYBODY
from kpi.answers.question import all_known
from kpi.answers.status import status
from kpi.config import config_hash
from kpi.config.models import Config
from kpi.measures.rulings import RULINGS
from kpi.store import FrozenState, Store


@needs(Right.FIGURES, Right.OWN_VILLAGE)
def standing(store: Store, config: Config, as_of: date) -> FrozenState | None:
    """The newest frozen state of the day, where it is by these rules and rulings, nothing that may change a figure was noted since,
    and its indicators are those of the day; None: there is none."""
    with acting_as(ANYBODY), store.one_view():  # whoever sees figures of the day may know how they were frozen
        states = [one for one in store.frozen_states() if one.as_of == as_of]
        if not states:
            return None
        from kpi.snapshots.freezing import rulings_of, shown_of  # only where something was frozen

        newest = max(states, key=lambda one: one.number)
        by_the_same = newest.config_hash == config_hash(config) and rulings_of(newest) == RULINGS
        if not by_the_same or store.read("later_events", known_at=newest.known_at, until=all_known(store)):
            return None
        return newest if shown_of(newest).now.indicators == status(store, config, as_of).indicators else None
