"""Tổng quan: the five indicators on a day, where the households lag, how it went, and what needs attention."""

from __future__ import annotations

from html import escape

import streamlit as st

from kpi.i18n.messages import _
from kpi.ui.drill import steps
from kpi.ui.log import keeping
from kpi.ui.parts import attention, cards, charts, drawing, panels, tasks, words
from kpi.ui.parts.course import course
from kpi.ui.parts.notes import noted_of
from kpi.ui.parts.summary import summary
from kpi.ui.parts.trust import warning
from kpi.ui.shell import frame
from kpi.ui.shell.desk import Desk, Overview, open_desk
from kpi.ui.shell.scope import go_to


def show() -> None:
    desk = open_desk()
    scope = frame.head(_("Overview"), desk)
    answer = desk.overview(scope.as_of, scope.compared)
    if said := summary(answer.status, answer.before, desk.config):
        st.html(f'<p class="kpi-summary">{escape(said)}</p>')
    steps.cards_with_lists(desk, answer.status, {name: _card(answer, name, desk) for name in desk.config.plan.order})
    if lead := desk.config.plan.lead:
        _households(answer, lead, desk)
    steps.open_asked(desk, answer.status)
    left, right = st.columns([7, 5])
    with left:
        found = attention.notices(answer.status, answer.lists, answer.late, desk.config)
        attention.show([*found, *keeping.notices(desk)])
    with right:
        tasks.block(answer.tasks, desk.config)


def _households(answer: Overview, lead: str, desk: Desk) -> None:
    """Where the households lag, and how it went, by the plan's first indicator of households."""
    now, indicator, colours = answer.status.of(lead), desk.config.indicator(lead), panels.colours()
    is_first = lead == "households"
    left, right = st.columns([8, 5] if charts.has_long_names(now.villages) else [6, 7])
    with left:
        title = (
            _("Households by village") if is_first else _("{indicator} by village", indicator=indicator.spoken_title)
        )
        if now.villages:
            bars = charts.villages_bars(now, indicator.spoken_counted_in, colours, narrow=panels.narrow())
            drawing.chart_panel("villages", title, charts.villages_note(now.villages), bars, steps.bars_open(lead))
            if said := words.village_targets_in_words(now, desk.config):
                st.html(panels.calm(said))
        else:
            panels.html_panel("villages", title, "", panels.calm(words.reason_in_words(now.reason)))
    with right:
        title = _("Households over time") if is_first else _("{indicator} over time", indicator=indicator.spoken_title)
        trend = charts.trend(answer.history, answer.status, lead, desk.config, colours, noted_of(desk, lead))
        drawing.chart_panel("trend", title, _("and the target of each year"), trend, go_to)


def _card(answer: Overview, name: str, desk: Desk) -> str:
    now = answer.status.of(name)
    year = course([status.of(name) for status in answer.history], now)
    doubt = "" if now.numerator is None else warning(answer.trusts[name])
    return cards.card(now, answer.before.of(name), desk.config, course=year, doubt=doubt)


show()
