"""What stands around every page: style, banner, the first start, and faults in words."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ui import PAGES
from kpi.ui.shell import opening, saving, work
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.office import SIGN_IN
from kpi.ui.shell.scope import PageScope, boxes, chosen

log = logging.getLogger("kpi")
STYLE = Path(__file__).with_name("style.css")
# Two visitors may open an empty system at the same moment; one of them fills it.
_filling = threading.Lock()


def dress() -> None:
    """The page's style sheet."""
    st.html(STYLE)


def banner(desk: Desk) -> None:
    """Says on every page that the figures are invented, while any of them is."""
    if desk.is_simulated():
        words = _("SIMULATED DATA – invented lists that show how the system works; not figures of the commune.")
        st.html(f'<p class="kpi-banner" role="note">⚠ {escape(words)}</p>')


def head(title: str, desk: Desk) -> PageScope:
    """The page's title, and the choice of its dates."""
    scope = chosen(desk.observed())
    with st.container(key="head"):
        note = _("Figures as of {date} · {unit}", unit=desk.config.unit.name, date=format_date(scope.as_of))
        st.html(
            f'<h1 class="kpi-page-title">{escape(title)}</h1>'
            f'<p class="kpi-page-note">{escape(note)}{saving.buttons(title, scope)}</p>{saving.colophon(desk, scope)}'
        )
        with st.container(key="dates"):
            boxes(scope, desk.observed(), desk.meeting_days(), desk.config.periods)
    return scope


def fault(error: UserError) -> None:
    """A fault of the whole system, as it stands: every part of it, and no traceback."""
    headline, _newline, rest = fault_in_words(error).partition("\n")
    notice(_("The system cannot start"), headline, rest)


def unforeseen(error: Exception) -> bool:
    """The page's words for an error that nobody handles; the server's log says where it arose, not the error's own words: they
    may quote a list."""
    opening.forget()
    if isinstance(error, UserError):
        if error.code == "not_allowed":
            notice(error.title, error.remedy)
        else:
            fault(error)
        return True
    log.error("a page broke", exc_info=(RuntimeError, RuntimeError(type(error).__name__), error.__traceback__))
    notice(
        _("Something went wrong while this page was made. The data is unchanged."),
        _("Reload the page. If it happens again, tell the administrator the time and what you did."),
    )
    return True


def notice(title: str, text: str, detail: str = "") -> None:
    """A page that has nothing to show says why, and what to do."""
    more = f"<pre>{escape(detail)}</pre>" if detail else ""
    st.html(f'<div class="kpi-empty-state" role="status"><h2>{escape(title)}</h2><p>{escape(text)}</p>{more}</div>')


def not_of_plan(config: Config, indicators: Sequence[str]) -> None:
    """Instead of a page of which the plan has not all the indicators: which plan has them."""
    others = [one.title for one in config.plans if not one.lacking(indicators)]
    notice(
        _("This page does not belong to the plan chosen"),
        _("It belongs to: {plans}. Choose above which plan the pages speak of.", plans="; ".join(others))
        if others
        else _("No plan of this office has the indicators that it shows."),
    )


def signed_out() -> None:
    """The session of this page has ended, or its account may see nothing: the way to sign in."""
    notice(_("You are signed out"), _("Sign in again; what you had not kept is lost."))
    st.html(f'<p class="kpi-calm"><a href="{SIGN_IN}" target="_self">{escape(_("Sign in"))}</a></p>')


def first_start(desk: Desk) -> None:
    """Nothing has been loaded: begin with the lists of the commune, or look around in the simulated sample first."""
    notice(
        _("No data has been loaded yet"),
        _("Load the registers and the member lists of the groups; the figures then appear here by themselves."),
    )
    if who().may(Right.SETTINGS):
        _before, middle, _after = st.columns([1, 4, 1])
        if middle.button(_("Set this office up in five steps"), key="first.steps", width="stretch"):
            st.switch_page(PAGES / "start.py")
    if not who().may(Right.LISTS):
        return
    _before, left, right, _after = st.columns([1, 2, 2, 1])
    if left.button(_("Begin empty: load the lists"), key="first.empty", type="primary", width="stretch"):
        st.switch_page(PAGES / "loading.py")
    if os.environ.get("KPI_NO_DEMO") == "1":
        return
    looks = right.button(_("Look around in simulated data"), key="first.sample", width="stretch")
    right.caption(_("Invented lists; one click on the page of loading removes them without a trace."))
    if looks:
        _fill_with_sample(desk)


def _fill_with_sample(desk: Desk) -> None:
    """Through the same door as real files."""

    def fill(progress: work.Progress) -> None:
        with _filling, TemporaryDirectory() as folder:
            if desk.store.is_empty():
                from kpi.sample.loading import (
                    fill_with_sample,  # reading Excel files is slow to import and needed this once
                )

                fill_with_sample(desk.store, desk.config, Path(folder), progress)

    if work.carry_out(_("First start: loading the simulated sample"), fill, stops=True):
        st.rerun()
