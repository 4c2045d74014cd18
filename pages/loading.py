"""Nhập dữ liệu: files dropped, recognised, checked and compared; nothing is stored until the clerk says so."""

from __future__ import annotations

import streamlit as st

from kpi.language import _
from kpi.ui import import_steps, panels
from kpi.ui.cache import desk as open_desk


def show() -> None:
    desk = open_desk()
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.html(f'<h1 class="kpi-page-title">{_("Load lists")}</h1>')
    with right:
        import_steps.offer_templates(desk)
    import_steps.tell_what_was_done()
    sources = import_steps.take_files()
    if not sources:
        st.html(panels.calm(_("First you see what the lists would change; nothing is stored until you say so.")))
        import_steps.show_corrections(desk)
        return
    rehearsal = import_steps.rehearse(sources, desk)
    import_steps.tell_refusals(rehearsal)
    if rehearsal.outcomes:
        import_steps.show_sheets(rehearsal)
        import_steps.show_changes(rehearsal, desk)
        import_steps.confirm(rehearsal, sources, desk)
        import_steps.show_details(rehearsal, desk)
    import_steps.show_corrections(desk)


show()
