"""What the page of settings keeps between its runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from kpi.domain.errors import UserError

PART, ROW, DAY, NAME, REASON = (f"settings.{name}" for name in ("part", "row", "day", "name", "reason"))
# A change that is not saved yet, its effect on a day, what is wrong in boxes, what a step refused, what was done.
DRAFT, SEEN, FAULTS, REFUSED, DONE = (f"settings.{name}" for name in ("draft", "seen", "faults", "refused", "done"))


@contextmanager
def faults_kept() -> Iterator[None]:
    """Keeps a step's refusal in a callback until the page is drawn and shows it."""
    try:
        yield
    except UserError as error:
        st.session_state[REFUSED] = error
