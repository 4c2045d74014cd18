"""The import page's way to be rid of the simulated sample, for good."""

from __future__ import annotations

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.operations.rehearsal import Rehearsal
from kpi.operations.simulated import Simulated, remove_simulated, simulated
from kpi.ui.loading.session import DONE, REHEARSED
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain
from kpi.ui.shell.work import Progress, carry_out


def warn_of_simulated(rehearsal: Rehearsal, desk: Desk) -> None:
    """Real lists beside invented ones would give figures of neither: one step removes every invented one."""
    mixed = any(
        problem.code == "mixed_with_simulated"
        for outcome in rehearsal.outcomes
        if not outcome.simulated
        for problem in outcome.problems
    )
    found = desk.ask_store(simulated) if mixed and who().may(Right.LISTS) else None
    if not found or not found.batches:
        return
    with st.container(key="panel-simulated", border=True):
        words = _(
            "{count} simulated lists are here. Before you load the lists of the commune, remove the simulated ones: nothing of"
            " them stays, neither here nor in the file.", count=format_count(len(found.batches)),
        )  # fmt: skip
        st.warning(f"**{plain(_('Real and simulated lists would be counted together'))}**  \n{plain(words)}", icon="⚠")
        _ask(found, desk)


def offer_removal(desk: Desk) -> None:
    """Whoever has looked around enough begins with an empty database."""
    if not who().may(Right.LISTS):
        return
    found = desk.ask_store(simulated)
    if found.batches:
        with st.expander(_("Remove the simulated data and begin with the lists of the commune")):
            _ask(found, desk)


def _ask(found: Simulated, desk: Desk) -> None:
    with_frozen = False
    if found.frozen:
        with_frozen = st.checkbox(
            _("Remove also {count} frozen states and reports that rest on them", count=format_count(len(found.frozen))),
            key="import.simulated.frozen",
        )  # fmt: skip
    if not st.button(_("Remove all simulated data for good"), key="import.simulated.remove", type="primary"):
        return

    def remove(_progress: Progress) -> Simulated:
        return remove_simulated(desk.store, with_frozen=with_frozen)

    if carry_out(_("Removing the simulated data"), remove, _say_removed):
        st.rerun()


def _say_removed(removed: Simulated) -> None:
    st.session_state.pop(REHEARSED, None)
    st.session_state[DONE] = _(
        "{count} simulated lists have been removed; nothing of them is left.", count=format_count(len(removed.batches))
    )
