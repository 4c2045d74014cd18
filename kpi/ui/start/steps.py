"""The page of the first start from top to bottom: unit, plan, villages, lists, and who reviews."""

from __future__ import annotations

import streamlit as st

from kpi.i18n.messages import _
from kpi.ui.parts import panels
from kpi.ui.settings.session import DONE
from kpi.ui.shell.desk import open_desk
from kpi.ui.shell.faults import say_once
from kpi.ui.start import lists, plan, unit, villages


def show() -> None:
    """The page."""
    desk = open_desk()
    st.html(f'<h1 class="kpi-page-title">{_("First start")}</h1>')
    st.html(panels.calm(_(
        "Five steps to the first right figure. What a step changes in the settings is shown before it is saved; everything can be"
        " changed again on the page of settings, and taken back there."
    )))  # fmt: skip
    say_once(DONE)
    unit.show(desk)
    plan.show(desk)
    villages.show(desk)
    lists.show_lists(desk)
    lists.show_reviewers(desk)
