"""A step's change of the settings: made when its button is pressed, shown with its effect below the step, saved like any other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kpi.config.writing import Edit
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.operations.settings import Draft, read_settings
from kpi.ui.settings import effect
from kpi.ui.settings.session import DRAFT, REFUSED, SEEN, faults_kept
from kpi.ui.shell.anew import once
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import show_fault
from kpi.wiring import config_file

# Which step made the change that is not saved yet.
STEP = "start.step"


def look(step: str, edits: Sequence[Edit]) -> None:
    """Makes the draft; a refusal is kept for the step to show."""
    forget()
    st.session_state[STEP] = step
    with faults_kept():
        st.session_state[DRAFT] = read_settings(config_file()).changed(edits)


def refuse(step: str, title: str, remedy: str) -> None:
    """Nothing is made of what was filled in, and why."""
    forget()
    st.session_state[STEP] = step
    st.session_state[REFUSED] = UserError(title, remedy=remedy, code="start")


def show(step: str, desk: Desk) -> None:
    """What this step has made or was refused, if it was the last."""
    if st.session_state.get(STEP) != step:
        return
    if (refused := once(REFUSED)) is not None:
        show_fault(refused)
    draft: Draft | None = st.session_state.get(DRAFT)
    if draft is None:
        return
    settings = read_settings(config_file())
    if draft.base != settings.text:
        forget()
        st.warning(_("The file was changed in the meantime, so look at the effect again. Nothing was overwritten."))
        return
    effect.show(desk, settings, draft)


def forget() -> None:
    """Another try."""
    for key in (DRAFT, SEEN, REFUSED, STEP):
        st.session_state.pop(key, None)
