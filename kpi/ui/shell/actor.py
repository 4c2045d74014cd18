"""Who acts at this screen: who has signed in; where nobody does, the name that was typed once and stands in every box."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from kpi.access.acting import who
from kpi.ui.shell.faults import plain

ACTOR = "log.actor"
# The guard's word to the page, which Streamlit hands on as st.user["session"] (.streamlit/config.toml).
SESSION_HEADER = "x-kpi-session"


def session() -> str | None:
    """The session that this page belongs to; None outside of a page, empty where nobody has signed in."""
    return None if get_script_run_ctx(suppress_warning=True) is None else str(st.user.get("session") or "")


def last_actor() -> str:
    """Who has signed in, else the name given last; empty where nobody has given one."""
    return who().name or str(st.session_state.get(ACTOR, ""))


def keep_actor(name: str) -> None:
    """Keeps a name for the boxes to come."""
    st.session_state[ACTOR] = name.strip()


def ask_actor(place: DeltaGenerator, label: str, key: str) -> str:
    """The name of who has signed in; else a box for the name of who acts, and what stands in it.

    A name given once stands in every box, also in one that was shown before; who strikes it out does not get it again.
    """
    if who().account:
        place.caption(f"{label}: {plain(who().name)}")
        return who().name
    offered = f"{key}.offered"
    state, last = st.session_state, last_actor()
    if key not in state or (not state[key] and state.get(offered) != last):
        state[key] = state[offered] = last
    name: str = place.text_input(label, key=key, max_chars=80).strip()
    if name:
        keep_actor(name)
    return name
