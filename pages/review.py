"""Đối soát: who is who. Members whom names alone point to somewhere are settled here by a person, once."""

from __future__ import annotations

import streamlit as st

from kpi.language import _
from kpi.ui import review_steps
from kpi.ui.cache import desk as open_desk


def show() -> None:
    st.html(f'<h1 class="kpi-page-title">{_("Review of members")}</h1>')
    review_steps.show(open_desk())


show()
