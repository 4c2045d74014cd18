"""A box for the text of a paper's QR, and what it turned out to be."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from kpi.exchange.paper import PaperCheck
from kpi.i18n.messages import _
from kpi.ui.parts import panels
from kpi.ui.shell.faults import plain

LONGEST = 2_000  # letters; a QR of the paper holds some 300


def check_box(key: str, note: str, check: Callable[[str], PaperCheck]) -> None:
    """Scanning is the phone's part; here its text is pasted or typed."""
    with st.container(key=f"panel-{key}", border=True), st.form(key, border=False):
        panels.section(_("Check a paper by its QR"), note)
        typed = st.text_area(
            _("The text that a phone shows when it scans the QR"), key=f"{key}.text", max_chars=LONGEST, height=150
        )
        sure = st.form_submit_button(_("Check the paper"), key=f"{key}.do")
        if sure and typed.strip():
            _tell(check(typed))


def _tell(found: PaperCheck) -> None:
    if not found.genuine or found.seal is None:
        st.error(plain(found.said), icon="✖")
        return
    if found.replaced_by is None:
        st.success(plain(found.said), icon="✔")
    else:
        st.warning(plain(found.said), icon="⚠")
    st.html("".join(f'<p class="kpi-line">{escape(line)}</p>' for line in found.seal.shown))
