"""The simulated sample in the store: whether it is there, and taking it out for good, so that no trace of it stays."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.domain.errors import UserError
from kpi.exchange.numbers import take_back_given
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.store import Store


@dataclass(frozen=True, slots=True)
class Simulated:
    """The simulated loads in the store, and the frozen states and reports that rest on any of them."""

    batches: tuple[int, ...]
    frozen: tuple[int, ...]


@needs(Right.LISTS)
def simulated(store: Store) -> Simulated:
    """What of the store is simulated, loads taken back included."""
    batches = tuple(batch.batch for batch in store.batches() if batch.simulated)
    return Simulated(batches, tuple(store.frozen_on(batches)))


@needs(Right.LISTS, noted=N_("the simulated sample was removed"))
def remove_simulated(store: Store, *, with_frozen: bool = False) -> Simulated:
    """Takes every simulated load out of the file, with decisions about people who are on no other list; what was removed.

    States and reports that were frozen on simulated lists are figures of nobody, and go with them where the user has said so
    (``with_frozen``); else all is refused.
    """
    found = simulated(store)
    if found.frozen and not with_frozen:
        raise UserError(
            _("Frozen states or reports rest on the simulated lists"),
            found=", ".join(format_count(number) for number in found.frozen),
            remedy=_("Say that these go, too: they are figures of invented lists."),
            code="frozen_on_simulated",
        )
    if found.batches:
        store.forget(found.batches, found.frozen)
        take_back_given(
            store.path, found.frozen, left=max((state.number for state in store.frozen_states()), default=0)
        )
    return found
