"""Nhập dữ liệu: files dropped, recognised, checked and compared; nothing is stored until the clerk says so."""

from __future__ import annotations

import streamlit as st

from kpi.i18n.messages import _
from kpi.ui.loading import (
    activity,
    afterwards,
    changes,
    choice,
    held_down,
    mapping,
    pasting,
    sample,
    session,
    spellings,
    steps,
)
from kpi.ui.parts import panels
from kpi.ui.shell import faults
from kpi.ui.shell.desk import open_desk


def show() -> None:
    desk = open_desk()
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.html(f'<h1 class="kpi-page-title">{_("Load lists")}</h1>')
    with right:
        steps.offer_templates(desk)
    session.show_what_was_done()
    with faults.faults_shown():
        sources = steps.take_files()
        box = st.container()
        if not sources:
            pasting.offer_pasting(box, desk)
            activity.offer_typing(desk)
            afterwards.show_next_steps(desk)
            st.html(panels.calm(_("First you see what the lists would change; nothing is stored until you say so.")))
            sample.offer_removal(desk)
        else:
            rehearsal = steps.rehearsed(sources, desk)
            pasting.offer_pasting(box, desk, rehearsal)
            steps.show_sheets(rehearsal, desk)
            steps.show_refusals(rehearsal)
            mapping.ask(rehearsal, desk)
            held_down.ask(rehearsal, desk)
            spellings.ask_nearest(rehearsal, desk)
            sample.warn_of_simulated(rehearsal, desk)
            choice.ask(rehearsal, sources, desk)
            changes.show_changes(rehearsal, desk)
            steps.confirm(rehearsal, sources, desk)
            changes.show_details(rehearsal, desk)
        spellings.show_corrections(desk)


show()
