"""Who acts at this screen, by the name that the session keeps: typed once, it stands in every box."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

ACTOR = "log.actor"


def last_actor() -> str:
    """The name given last; empty where nobody has given one."""
    return str(st.session_state.get(ACTOR, ""))


def keep_actor(name: str) -> None:
    """Keeps a name for the boxes to come."""
    st.session_state[ACTOR] = name.strip()


def ask_actor(place: DeltaGenerator, label: str, key: str) -> str:
    """A box for the name of who acts, and what stands in it.

    A name given once stands in every box, also in one that was shown before; who strikes it out does not get it again.
    """
    offered = f"{key}.offered"
    state, last = st.session_state, last_actor()
    if key not in state or (not state[key] and state.get(offered) != last):
        state[key] = state[offered] = last
    name: str = place.text_input(label, key=key, max_chars=80).strip()
    if name:
        keep_actor(name)
    return name
