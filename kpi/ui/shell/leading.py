"""A link to another page, for whom that page is open; Streamlit refuses to draw one to a page that somebody does not have."""

from __future__ import annotations

import streamlit as st

from kpi.ui import PAGES
from kpi.ui.shell.entries import entry_of
from kpi.ui.shell.faults import plain


def lead_to(file: str, label: str) -> bool:
    """The link, or nothing where the page is closed to whoever sits here; whether it is there."""
    is_open = entry_of(file).opens
    if is_open:
        st.page_link(PAGES / file, label=plain(label))
    return is_open
