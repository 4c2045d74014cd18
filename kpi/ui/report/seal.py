"""The report page's last panels: the key that reports are signed with, and papers to be checked."""

from __future__ import annotations

from functools import partial

import streamlit as st

from kpi.domain import clock
from kpi.exchange import card
from kpi.exchange.keys import OwnKey, UnitKeys
from kpi.i18n.formats import format_moment_short
from kpi.i18n.messages import _
from kpi.reports.sending import seals
from kpi.reports.sending.freezing import signed_by_then
from kpi.store import Store
from kpi.ui.parts import panels, paper
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown, plain
from kpi.ui.shell.server.files import owned


def show(desk: Desk) -> None:
    """The unit's key with its public part to hand out; a box for papers' QRs."""
    with st.container(key="panel-key", border=True), faults_shown():
        panels.section(_("The unit's key"), _("– frozen reports are signed with it"))
        _key(desk, UnitKeys.beside(desk.store.path))
    note = _("– against this unit's keys and frozen reports")
    with faults_shown():
        paper.check_box("report.scan", note, lambda typed: seals.check(desk.store, desk.config, typed))


def tell(desk: Desk, number: int) -> None:
    """What the signature of a frozen report says."""
    found = seals.seals_of(desk.store, UnitKeys.beside(desk.store.path)).get(number)
    if found is None:
        return
    words = plain(_("Report no. {number}: {said}", number=number, said=_(seals.WORDS[found])))
    if found in seals.SOUND:
        st.success(words, icon="✔")
    else:
        st.error(words, icon="✖")


def _key(desk: Desk, keys: UnitKeys) -> None:
    now, known = keys.current(), keys.known()
    if known:
        st.html(listing(known, _columns(now), alt=_("The unit's key")))
    if now is None:
        said = _("The first frozen report makes it. The administrator must keep a copy of its folder.")
        gone = _("It is missing: no report can be frozen until the administrator puts its folder back.")
        st.html(panels.calm(gone if known else said))
        return
    unit = desk.config.unit
    key = keys.signing(
        by=now.made_by,
        at=clock.now(desk.config.timezone),
        signed_before=signed_by_then(desk.ask_store(Store.frozen_states)),
    )
    st.download_button(
        _("Public key for the level above"), key="report.key", on_click="ignore", file_name=f"khoa-cong-khai-{unit.code}.txt",
        data=owned(partial(bytes, card.written(unit.code, unit.name, key)), "khoa-cong-khai"),
        help=_("The level above registers it after comparing the fingerprint with you, as by telephone. It holds no secret."),
    )  # fmt: skip


def _columns(now: OwnKey | None) -> list[ListColumn[OwnKey]]:
    return [
        ListColumn(_("Fingerprint"), lambda one: one.public.fingerprint, long=True),
        ListColumn(_("State"), lambda one: _("in use") if one == now else _("no longer in use")),
        ListColumn(_("Since"), lambda one: format_moment_short(one.since)),
        ListColumn(_("Who"), lambda one: one.made_by),
        ListColumn(_("Reason"), lambda one: one.reason or None),
    ]
