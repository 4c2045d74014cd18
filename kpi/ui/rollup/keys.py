"""The roll-up page's panels about signatures: what the counted reports' say, the registered keys, and papers to be checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.domain import clock
from kpi.exchange.proof import Proof
from kpi.exchange.registry import Registered, Registry
from kpi.i18n.formats import format_count, format_moment_short
from kpi.i18n.messages import _
from kpi.rollup import keys, wording
from kpi.rollup.answer import UnitProof
from kpi.rollup.asking import Stamps
from kpi.store import Store
from kpi.ui.parts import listing as pages
from kpi.ui.parts import panels, paper
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown, say_once

OUTCOME = "rollup.key.outcome"
ROWS = 60


def show(desk: Desk, files: Sequence[Path]) -> None:
    """The registered keys and the form that adds one; a box for papers' QRs."""
    registry = Registry.beside(desk.store.path)
    with st.container(key="panel-keys", border=True):
        panels.section(_("Registered keys"), _("– a unit's unsigned files are refused once its key is registered"))
        say_once(OUTCOME)
        with faults_shown():
            units = desk.ask_store(_registered, registry.stamp())
            if units:
                st.html(listing(pages.paged(units, ROWS, "rollup.keys"), _columns(), alt=_("Registered keys")))
            else:
                st.html(panels.calm(_("No unit's key is registered.")))
            _register(desk, registry, files)
    with faults_shown():
        note = _("– against the registered keys and the files received")
        paper.check_box("rollup.paper", note, lambda typed: keys.check(typed, registry, files))


@needs(Right.ROLLUP)
def _registered(store: Store, _stamp: Stamps) -> tuple[Registered, ...]:
    """By code; worked out once for a state of the registry."""
    units = Registry.beside(store.path).units()
    return tuple(units[code] for code in sorted(units))


def proofs(found: Sequence[UnitProof]) -> None:
    """How many of the counted reports are signed, and which are not."""
    doubtful = [row for row in found if row.proof is not Proof.SIGNED]
    columns: list[ListColumn[UnitProof]] = [
        ListColumn(_("Unit"), lambda one: one.unit_name),
        ListColumn(_("Report to"), lambda one: one.period_end),
        ListColumn(_("Number"), lambda one: one.number, numeric=True),
        ListColumn(_("Signature"), wording.proof, long=True),
    ]
    with st.container(key="panel-proofs", border=True):
        panels.section(_("Signatures"), f"– {wording.proven(found)}")
        if doubtful:
            st.html(listing(pages.paged(doubtful, ROWS, "rollup.proofs"), columns, alt=_("Signatures")))


def _columns() -> list[ListColumn[Registered]]:
    return [
        ListColumn(_("Code"), lambda one: one.unit),
        ListColumn(_("Unit"), lambda one: one.name),
        ListColumn(_("Fingerprint"), lambda one: one.public.fingerprint, long=True),
        ListColumn(_("Since"), lambda one: format_moment_short(one.since)),
        ListColumn(_("Who"), lambda one: one.by),
        ListColumn(_("Earlier keys"), lambda one: len(one.earlier), numeric=True),
    ]


def _register(desk: Desk, registry: Registry, files: Sequence[Path]) -> None:
    with st.form("rollup.key", border=False):
        first, second, third = st.columns([3, 3, 2], vertical_alignment="bottom")
        file = first.file_uploader(_("A unit's public key"), type=["txt"], key="rollup.key.file")
        name = ask_actor(second, _("Registered by"), "rollup.key.name")
        reason = second.text_input(
            _("Why, where it replaces another key"), key="rollup.key.reason", max_chars=200,
            help=_("Left empty, another key than the registered one is refused."),
        )  # fmt: skip
        sure = third.form_submit_button(_("Register the key"), key="rollup.key.do", width="stretch")
    if not sure or file is None:
        return
    made, kept = keys.register(
        registry, file.getvalue(), file.name, at_hand=files, by=name, at=clock.now(desk.config.timezone),
        replacing=reason.strip() or None,
    )  # fmt: skip
    st.session_state[OUTCOME] = _(
        "Registered for {unit} {name}: {mark}. Compare it with what the unit reads out. "
        "{count} reports received before count as they are.",
        unit=made.unit, name=made.name, mark=made.public.fingerprint, count=format_count(kept),
    )  # fmt: skip
    st.rerun()
