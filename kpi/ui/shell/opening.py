"""What a press on a chart asks to be opened over the page: by the run that follows the press, and by no later one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from kpi.ui.shell.anew import once

_ASKED, _TIMES, _PAGE = "opening.asked", "opening.times", "opening.page"


@dataclass(frozen=True, slots=True)
class Asked:
    """What sort of thing, and which; ``times``: the how manieth it is in the session, for each begins with its own choices."""

    what: str
    about: Any
    times: int


def call_for(what: str, about: Any) -> None:
    """Notes it, before the page's run begins."""
    times = st.session_state.get(_TIMES, 0) + 1
    st.session_state[_TIMES], st.session_state[_ASKED] = times, Asked(what, about, times)


def turn_to(page: str) -> None:
    """Which page runs now: what was asked for on another one, left before its run began, is forgotten."""
    if st.session_state.get(_PAGE) != page:
        forget()
    st.session_state[_PAGE] = page


def called_for(what: str) -> Asked | None:
    """What was asked for, once; None: nothing of this sort."""
    found: Asked | None = st.session_state.get(_ASKED)
    if found is None or found.what != what:
        return None
    once(_ASKED)
    return found


def forget() -> None:
    """The run has ended, or failed: what it did not open must not pop up in a later one."""
    st.session_state.pop(_ASKED, None)
