"""Whether a frozen state comes out again: the same check code, or a table of what differs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kpi.config.models import Config
from kpi.i18n.messages import N_, _
from kpi.snapshots.freezing import Check, Difference
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.shell.faults import plain

RULE_WORDS = {
    "targets": N_("targets"),
    "indicators": N_("what is counted"),
    "participation": N_("who counts"),
    "deadlines": N_("deadlines"),
    "calendar": N_("days off"),
}


def show(check: Check, config: Config) -> None:
    """One sentence; below it every figure that differs, where any does, and what today's rules would make of the same lists."""
    if check.same:
        st.success(plain(_("The same figures, the same check code: {code}", code=check.code)), icon="✔")
    else:
        st.warning(
            plain(_("The figures differ: code {code}, now {now}", code=check.code, now=check.recomputed)), icon="⚠"
        )
        st.html(_table(check.differences, config))
    if check.restated:
        st.info(plain(_("The rules of counting have changed since; by today's the figures would be others.")), icon="ℹ️")
        st.html(_table(check.restated, config))
    if check.by_todays_rules:
        rules = ", ".join(_(RULE_WORDS[name]) for name in check.changed_rules)
        st.info(
            plain(_("By today's configuration ({rules}) the same lists would give other figures.", rules=rules)),
            icon="ℹ️",
        )
        st.html(_table(check.by_todays_rules, config))


def _table(differences: Sequence[Difference], config: Config) -> str:
    sides = {"now": _("on the day"), "before": _("on the day compared"), "content": _("kept content")}
    columns: list[ListColumn[Difference]] = [
        ListColumn(_("Indicator"), lambda row: config.indicator(row.indicator).spoken_title if row.indicator else None),
        ListColumn(_("Village"), lambda row: row.village or _("whole unit")),
        ListColumn(_("Where"), lambda row: sides[row.side]),
        ListColumn(_("Then → now"), lambda row: f"{row.then} → {row.now}", long=True),
    ]
    return listing(differences, columns, alt=_("What differs"))
