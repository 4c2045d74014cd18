"""Nhật ký nhập dữ liệu: every load, what was wrong in it, and the way to take one back or put it back. Never a household,
but for what is held of the one person who is asked about."""

from __future__ import annotations

import streamlit as st

from kpi.i18n.messages import _
from kpi.ui.log import keeping, personal, steps
from kpi.ui.shell.desk import open_desk


def show() -> None:
    desk = open_desk()
    known = desk.load_log()
    st.html(f'<h1 class="kpi-page-title">{_("Log of loads")}</h1>')
    steps.show_what_was_done()
    passing, chosen = steps.choose(known, desk)
    if chosen is not None:
        steps.details(chosen, desk, known)
    steps.listing(passing, known, desk)
    keeping.backups(desk)
    personal.panel(desk)


show()
