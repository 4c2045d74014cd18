"""The import page's box: one activity typed on the page, with who notes it and why; the log has it like any other load."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.config.models import Config
from kpi.domain import clock
from kpi.domain.datasets import ACTIVITY
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.operations.typing import note_row
from kpi.ui.loading.session import DONE
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown
from kpi.ui.shell.scope import typed_day

_KEY, _LONGEST = "import.activity", 60


def offer_typing(desk: Desk) -> None:
    """The box for one activity; what was typed stays in it while it is refused."""
    villages = desk.known_names().villages
    with st.expander(_("Note one activity: a paper, a session, a post, a place")), st.form(_KEY, border=False):
        cells = _cells(desk.config, villages)
        first, second, third = st.columns([2, 4, 2], vertical_alignment="bottom")
        name = ask_actor(first, _("Noted by"), f"{_KEY}.by")
        reason = second.text_input(
            _("Reason"), key=f"{_KEY}.reason", max_chars=300, placeholder=_("By which record? Please name no citizen.")
        )
        sure = third.form_submit_button(_("Note the activity"), key=f"{_KEY}.do", type="primary", width="stretch")
    if not sure:
        return
    with faults_shown():
        outcome = note_row(
            desk.store, desk.config, ACTIVITY, cells, as_of=typed_day(cells["held_on"]), noted_by=name, reason=reason,
            at=clock.now(desk.config.timezone),
        )  # fmt: skip
        st.session_state[DONE] = _(
            "The activity has been noted as load {batch}.", batch=format_count(outcome.batch or 0)
        )
        st.rerun()


def _cells(config: Config, villages: Mapping[str, str]) -> dict[str, str]:
    """The boxes, as many as the list has columns; cells by field, as they would stand in it."""
    words = config.lookups[ACTIVITY.id]
    above, below = st.columns([3, 2, 3, 2]), st.columns([3, 2, 2, 2, 2], vertical_alignment="bottom")
    kinds = [words["kind"][kind][0] for kind in ACTIVITY.column("kind").meanings]
    places = [words["place"][place][0] for place in ACTIVITY.column("place").meanings]
    return {
        "kind": _choice(above[0], "kind", kinds) or "",
        "held_on": _text(above[1], "held_on", format_date(date(2024, 6, 30))),
        "paper": _text(above[2], "paper", ACTIVITY.column("paper").example),
        "village": _choice(above[3], "village", list(villages), villages) or "",
        "place": _choice(below[0], "place", places) or "",
        "quantity": _text(below[1], "quantity"),
        "people": _text(below[2], "people"),
        "reach": _text(below[3], "reach"),
        "qr": "x" if below[4].checkbox(ACTIVITY.column("qr").header, key=f"{_KEY}.qr") else "",
    }


def _choice(
    place: DeltaGenerator, field: str, options: list[str], names: Mapping[str, str] | None = None
) -> str | None:
    found: str | None = place.selectbox(
        ACTIVITY.column(field).header, options, index=None, key=f"{_KEY}.{field}", placeholder="",
        format_func=lambda one: (names or {}).get(one, one),
    )  # fmt: skip
    return found


def _text(place: DeltaGenerator, field: str, example: str = "") -> str:
    typed: str = place.text_input(
        ACTIVITY.column(field).header, key=f"{_KEY}.{field}", placeholder=example, max_chars=_LONGEST
    )
    return typed
