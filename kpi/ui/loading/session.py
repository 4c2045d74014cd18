"""What the steps of the import page share: what the session keeps, who answers, and how successes are shown."""

from __future__ import annotations

import streamlit as st

from kpi.i18n.messages import N_
from kpi.operations.mapping import ASKED
from kpi.operations.rehearsal import Drop, Rehearsal
from kpi.ui.shell.faults import say_once

# Keys of the session: which pile of files this is, what the clerk said about single sheets, the last rehearsal, what was done,
# what was loaded, the files as they were read, the lists pasted to them, the passwords of locked files, the files rehearsed as
# additions and as replacements.
ROUND, SAID, REHEARSED, DONE, LOADED, READ, PASTED, PASSWORDS, BOTH_WAYS = (
    f"import.{name}"
    for name in ("round", "said", "rehearsed", "done", "loaded", "read", "pasted", "passwords", "both_ways")
)
# What the browser forgets of a page that is left.
LOST = N_("Files must then be dropped here again.")


def files_read() -> Drop:
    """The files of this drop, each read once."""
    kept: Drop = st.session_state.setdefault(READ, Drop())
    return kept


def key_of_choice(file: str) -> str:
    """Where the session keeps whether a file's lists add (True) or replace (False)."""
    return f"import.adds.{st.session_state.get(ROUND, 0)}.{file}"


def waiting_sheets(rehearsal: Rehearsal) -> list[int]:
    """The sheets, by their place, that wait for a person's word about their kind or their columns."""
    return [
        number
        for number, outcome in enumerate(rehearsal.outcomes)
        if outcome.fault is not None and outcome.fault.code in ASKED
    ]


def show_what_was_done() -> None:
    """The last step's success, once."""
    say_once(DONE)
