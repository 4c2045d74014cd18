"""Who acts at this screen: who has signed in; where nobody does, the name that was typed once and stands in every box."""

from __future__ import annotations

from html import escape
from urllib.parse import unquote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from kpi.access.acting import who
from kpi.ui.shell.faults import plain

ACTOR, LONGEST = "log.actor", 80
# The browser keeps the name until it is closed (page.js), for a page that is loaded anew or opened beside.
KEPT_NAME = "kpi_nguoi"
# The guard's word to the page, which Streamlit hands on with the run (.streamlit/config.toml).
SESSION_HEADER = "x-kpi-session"


def session() -> str | None:
    """The session that this page belongs to; None outside of a page, empty where nobody has signed in.

    As ``st.user["session"]`` has it, which looks for a file of secrets first: a page run asks some seventy times, a tenth of it.
    """
    run = get_script_run_ctx(suppress_warning=True)
    return None if run is None else str(run.user_info.get("session") or "")


def last_actor() -> str:
    """Who has signed in, else the name given last; empty where nobody has given one."""
    if name := who().name:
        return name
    if ACTOR not in st.session_state:
        kept = st.context.cookies.get(KEPT_NAME)
        st.session_state[ACTOR] = unquote(kept)[:LONGEST].strip() if isinstance(kept, str) else ""
    return str(st.session_state[ACTOR])


def typed_name() -> str:
    """The name given last, as an attribute by which the browser hears of it; nothing where people sign in."""
    return "" if who().account else f' data-kpi-actor="{escape(last_actor())}"'


def keep_actor(name: str) -> None:
    """Keeps a name for the boxes to come."""
    st.session_state[ACTOR] = name.strip()


def ask_actor(place: DeltaGenerator, label: str, key: str) -> str:
    """The name of who has signed in; else a box for the name of who acts, and what stands in it.

    A name given once stands in every box, also in one that was shown before; who strikes it out does not get it again, and the
    browser keeps it no longer.
    """
    if who().account:
        place.caption(f"{label}: {plain(who().name)}")
        return who().name
    offered = f"{key}.offered"
    state, last = st.session_state, last_actor()
    if key not in state or (not state[key] and state.get(offered) != last):
        state[key] = state[offered] = last
    name: str = place.text_input(label, key=key, max_chars=LONGEST).strip()
    if name:
        keep_actor(name)
        state[offered] = name
    elif state.get(offered) == last:
        keep_actor("")
    return name
