"""Opens the list behind a figure: which figure, in which village; as many rows as the figure says."""

from __future__ import annotations

import streamlit as st

from kpi import drill
from kpi.judgement.assessment import Assessment
from kpi.language import N_, _
from kpi.ui import drill_tables, panels
from kpi.ui.cache import Desk
from kpi.ui.charts import by_shortfall, village_name

WHICH: dict[drill.Which, str] = {
    "numerator": N_("Taking part"),
    "missing": N_("Not taking part"),
    "waiting": N_("Waiting for a confirmation"),
    "denominator": N_("All that count"),
}


def show(desk: Desk, now: Assessment) -> None:
    """The panel for one indicator on the day of its figures."""
    names = {village.code: village_name(village) for village in by_shortfall(now.villages)}
    with st.container(key="panel-drill", border=True):
        panels.section(_("The list behind a figure"), _("– as many rows as the figure says"))
        first, second = st.columns([3, 2])
        which = first.segmented_control(
            _("Figure"), list(WHICH), default="missing", key="drill.which", required=True, label_visibility="collapsed",
            format_func=lambda name: _(WHICH[name]),
        )  # fmt: skip
        place = second.selectbox(
            _("Village"), [drill.COMMUNE, *names], key="drill.village", label_visibility="collapsed",
            format_func=lambda code: _("Whole commune") if code == drill.COMMUNE else names[code],
        )  # fmt: skip
        found = desk.ask(drill.lists, now.id, now.as_of).of(which or "missing", place)
        panels.section(drill_tables.drill_title(found, desk.config))
        st.html(drill_tables.drill_list(found, {code: name for code, name in names.items() if code}, desk.config))
