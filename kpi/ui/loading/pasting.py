"""The import page's box: a list of members copied from Zalo, or one that somebody wrote as a message, is pasted, with the group and
the day that it speaks of beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ingest.loading.plan import Source
from kpi.ingest.reading.pasted import EXAMPLE, as_list
from kpi.operations.rehearsal import Rehearsal
from kpi.ui.loading.session import PASTED
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain
from kpi.vietnamese.moments import parse_date


def pasted() -> list[Source]:
    """The lists pasted so far."""
    found: list[Source] = st.session_state.get(PASTED, [])
    return found


def offer_pasting(place: st.delta_generator.DeltaGenerator, desk: Desk, beside: Rehearsal | None = None) -> None:
    """The box that takes one more list, of a group that is loaded or lies in the files ``beside`` it."""
    groups = beside.groups.names if beside else {}
    groups = groups or desk.known_names().groups
    with (
        place,
        st.expander(_("Paste a list copied from Zalo or from a message")),
        st.form("import.paste", clear_on_submit=True, border=False),
    ):
        left, right = st.columns([3, 2])
        text = left.text_area(
            _("The list as it was copied"), key="import.paste.text", height=180,
            placeholder=EXAMPLE,
        )  # fmt: skip
        group = right.selectbox(
            _("Group"), list(groups), index=None, format_func=lambda code: groups[code], key="import.paste.group",
            placeholder=_("as the list says"),
        )  # fmt: skip
        day = right.text_input(_("List as of"), key="import.paste.day", placeholder=format_date(date(2024, 6, 30)))
        sure = right.form_submit_button(_("Read this list"), key="import.paste.take", width="stretch")
    if sure and text.strip():
        _take(text, group, day)


def _take(text: str, group: str | None, day: str) -> None:
    """One more list; a day that is none is refused."""
    try:
        as_of = parse_date(day) if day.strip() else None
    except ValueError as error:
        st.error(plain(str(error)))
        return
    name = Path(_("pasted_from_zalo_{number}.txt", number=len(pasted()) + 1))
    source = Source(name, as_of=as_of, group=group, content=as_list(text).encode())
    st.session_state[PASTED] = [*pasted(), source]
    st.rerun()
