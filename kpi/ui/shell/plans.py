"""Which plan the pages speak of, where the configuration has several: that of the day until somebody chooses another."""

from __future__ import annotations

from collections import Counter

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kpi.access.acting import acting_as
from kpi.access.user import ANYBODY
from kpi.answers.question import newest_observation
from kpi.config.models import Config, Plan
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.store import Store
from kpi.ui.shell.scope import day_asked

# In the address, so that a link speaks of the same plan; and in the session, since moving between pages clears the address.
ASKED, CHOSEN = "ke-hoach", "plan.chosen"


def spoken_of(config: Config, store: Store) -> Config:
    """The configuration that speaks of the plan chosen in this session, else of the plan of the day that is looked at."""
    if len(config.plans) == 1 or get_script_run_ctx(suppress_warning=True) is None:
        return config  # nobody chooses where there is one plan, or no page
    chosen = st.session_state.get(CHOSEN)
    if chosen in _titles(config):
        return config.speaking_of(chosen)
    with acting_as(ANYBODY):  # that there are lists of a day may be known to whoever opens a page
        day = day_asked() or newest_observation(store)
    return config if day is None else config.speaking_of(config.plan_on(day))


def hear(config: Config) -> None:
    """Takes the plan that the address names, or says there which one was chosen before."""
    if len(config.plans) > 1:
        asked = st.query_params.get(ASKED)
        if asked in _titles(config):
            st.session_state[CHOSEN] = asked
        elif chosen := st.session_state.get(CHOSEN):
            st.query_params[ASKED] = chosen


def choose(config: Config) -> None:
    """The choice above every page; nothing where there is one plan."""
    titles = dict(sorted(_titles(config).items()))  # the order stays, whichever is chosen
    if len(titles) == 1:
        return
    st.session_state["box.plan"] = config.plan.id
    with st.container(key="plan"):
        st.selectbox(
            _("Plan"), list(titles), key="box.plan", on_change=_take,
            format_func=titles.__getitem__, label_visibility="collapsed",
        )  # fmt: skip


def _take() -> None:
    st.session_state[CHOSEN] = st.query_params[ASKED] = st.session_state["box.plan"]


def _titles(config: Config) -> dict[str, str]:
    """Every plan by its title; of several with one title each with its span, else a browser could not choose between them."""
    called = Counter(one.title for one in config.plans)
    return {
        one.id: _("Plan: {title}", title=one.title if called[one.title] == 1 else f"{one.title} ({_span(one)})")
        for one in config.plans
    }


def _span(plan: Plan) -> str:
    return _("{start} – {end}", start=format_date(plan.start), end=format_date(plan.end))
