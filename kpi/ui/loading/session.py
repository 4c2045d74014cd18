"""What the steps of the import page share: what the session keeps, and how successes are shown."""

from __future__ import annotations

import streamlit as st

from kpi.ui.shell.faults import plain

# Keys of the session: which pile of files this is, the lists pasted to it, what the clerk said about single sheets, the last
# rehearsal, what was done.
ROUND, PASTED, SAID, REHEARSED, DONE = (f"import.{name}" for name in ("round", "pasted", "said", "rehearsed", "done"))


def show_what_was_done() -> None:
    """The last step's success, once."""
    done = st.session_state.pop(DONE, None)
    if done:
        st.success(plain(done), icon="✔")
