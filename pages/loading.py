"""Nhập dữ liệu: files dropped, recognised, checked and compared; nothing is stored until the clerk says so."""

from __future__ import annotations

import streamlit as st

from kpi.language import _
from kpi.ui import import_changes, import_session, import_spellings, import_steps, panels
from kpi.ui.cache import desk as open_desk


def show() -> None:
    desk = open_desk()
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.html(f'<h1 class="kpi-page-title">{_("Load lists")}</h1>')
    with right:
        import_steps.offer_templates(desk)
    import_session.tell_what_was_done()
    with import_session.faults_told():
        sources = import_steps.take_files()
        if not sources:
            st.html(panels.calm(_("First you see what the lists would change; nothing is stored until you say so.")))
        else:
            rehearsal = import_steps.rehearse(sources, desk)
            import_steps.tell_refusals(rehearsal)
            import_steps.warn_of_simulated(rehearsal, desk)
            import_steps.show_sheets(rehearsal)
            import_changes.show_changes(rehearsal, desk)
            import_steps.confirm(rehearsal, sources, desk)
            import_changes.show_details(rehearsal, desk)
        import_spellings.show_corrections(desk)


show()
