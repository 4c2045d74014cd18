"""Tiến độ và dự báo: how each indicator has gone, where it should be today, and where it is heading, as a range."""

from __future__ import annotations

import streamlit as st

from kpi.i18n.messages import _
from kpi.ui.parts import drawing, panels, words
from kpi.ui.parts.notes import noted_of
from kpi.ui.progress import charts, tables
from kpi.ui.progress import notes as note_steps
from kpi.ui.progress.answer import gather
from kpi.ui.shell import frame
from kpi.ui.shell.address import in_this_language
from kpi.ui.shell.desk import open_desk
from kpi.ui.shell.scope import go_to

# The key stands in the address, so that a link shows the same indicator.
CHOSEN = "chi-tieu"


def show() -> None:
    desk = open_desk()
    scope = frame.head(_("Progress and forecast"), desk)
    answer = gather(desk, scope.as_of)
    order = desk.config.plan.order
    in_this_language(CHOSEN, lambda: {name: desk.config.indicator(name).spoken_title for name in order})
    chosen = st.segmented_control(
        _("Indicator"), order, default=order[0], required=True, key=CHOSEN, bind="query-params",
        format_func=lambda name: desk.config.indicator(name).spoken_title, label_visibility="collapsed",
    )  # fmt: skip
    course = answer.of(chosen or order[0])
    unit = desk.config.indicator(course.now.id).spoken_counted_in
    written = note_steps.written(desk)
    if course.now.numerator is None:
        frame.notice(_("No figures for this date"), words.reason_in_words(course.now.reason))
        note_steps.show(desk, written)
        return
    left, right = st.columns([7, 5])
    with left:
        drawing.chart_panel(
            "course", _("Result, target and forecast"), "",
            charts.outlook_chart(course, answer.year_end, desk.config, panels.colours(), noted_of(desk, course.now.id)), go_to,
        )  # fmt: skip
    with right:
        before = desk.status(scope.compared, desk.foreseen(scope.as_of)).of(course.now.id)
        panels.html_panel(
            "prospect", _("Will the target be met?"), "",
            tables.outlook_block(course, before, answer, desk.config),
        )  # fmt: skip
    note_steps.show(desk, written)
    panels.html_panel("indicators", _("All indicators"), "", tables.indicator_table(answer, desk.config))
    if course.gaps:
        panels.html_panel("missing", _("What each village misses"), "", tables.village_block(course, unit))
    panels.html_panel("how", _("How the forecast is made"), "", tables.method(answer))


show()
