"""Hộ dân: village by village, how many came and went, what the count rests on. Never a household's name or code."""

from __future__ import annotations

import streamlit as st

from kpi.domain.datasets import HOUSEHOLD
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ui.drill import steps
from kpi.ui.facts import dialog as facts
from kpi.ui.households import rungs, tables
from kpi.ui.households.answer import gather
from kpi.ui.parts import cards, charts, drawing, panels, words
from kpi.ui.shell import frame
from kpi.ui.shell.desk import open_desk


def show() -> None:
    desk = open_desk()
    scope = frame.head(_("Households"), desk)
    answer = gather(desk, scope.as_of, scope.compared)
    now, before = answer.status.of("households"), answer.before.of("households")
    unit = desk.config.indicator("households").spoken_counted_in
    colours = panels.colours()
    if now.numerator is None:
        frame.notice(_("No figures for this date"), words.reason_in_words(now.reason))
        return
    left, right = st.columns([2, 5])
    with left:
        st.html(cards.cards([(now, before)], desk.config))
    with right:
        drawing.chart_panel(
            "villages", _("Households by village"), charts.villages_note(now.villages),
            charts.villages_bars(now, unit, colours, narrow=panels.narrow()), steps.bars_open("households"),
        )  # fmt: skip
        if said := words.village_targets_in_words(now, desk.config):
            st.html(panels.calm(said))
    panels.html_panel(
        "table", _("Village by village"), _("compared with {date}", date=format_date(scope.compared)),
        tables.village_table(now, before, answer.movement),
    )  # fmt: skip
    first, second = st.columns([5, 4])
    with first:
        drawing.chart_panel(
            "rungs", _("What the count rests on"), _("– each household by its strongest link"),
            charts.rungs(answer.rungs, scope.as_of, unit, colours, narrow=panels.narrow()), rungs.call_for,
        )  # fmt: skip
    with second:
        rows = words.member_rows(answer.members) + tables.waiting_rows(now, unit)
        panels.html_panel("members", _("Members and what is waiting"), "", panels.facts(rows))
    facts.offer(HOUSEHOLD, {})
    steps.show(desk, answer.status, "households")
    steps.open_asked(desk, answer.status)
    rungs.open_asked(desk, answer)


show()
