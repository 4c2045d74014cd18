"""Đối soát: who is who. Members whom names alone point to somewhere are settled here by a person, once."""

from __future__ import annotations

import streamlit as st

from kpi.i18n.messages import _
from kpi.ui.review import steps
from kpi.ui.shell.desk import open_desk


def show() -> None:
    st.html(f'<h1 class="kpi-page-title">{_("Review of members")}</h1>')
    steps.show(open_desk())


show()
