"""What stands in the sidebar below the pages: the search box, a guide for whoever is here for the first time, and settings."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import ROLE_NAMES, Right
from kpi.answers.search import everything, find
from kpi.i18n.messages import N_, _
from kpi.ui.shell import settings
from kpi.ui.shell.actor import typed_name
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain
from kpi.ui.shell.office import OWN_ACCOUNT

# The page (its address) on which each kind is found.
PLACES = {
    "village": "thon-nhom",
    "group": "thon-nhom",
    "business": "doanh-nghiep",
    "institution": "co-quan",
    "case": "tin-bao",
}
KINDS = {
    "village": N_("Village"),
    "group": N_("Group"),
    "business": N_("Business"),
    "institution": N_("Institution"),
    "case": N_("Report"),
}
STEPS = (
    (
        N_("1. Load lists"),
        N_("villages and groups first, then households, businesses, agencies, members, the log of reports."),
    ),
    (N_("2. Data quality"), N_("see which lists are missing, old or incomplete, and mend rejected rows.")),
    (N_("3. Review"), N_("say who is who where only a display name is known.")),
    (N_("4. Meeting"), N_("freeze the figures, present them, note what was decided.")),
)
KEYS = (
    N_("Review: 1–3 yes, N none, S later, Z undo"),
    N_("Slides: → or PageDown next, ← or PageUp back, Home first, F full screen"),
    N_("Everywhere: Tab moves on, Enter confirms, Ctrl+P prints the page"),
)


def show(desk: Desk, pages: Mapping[str, st.Page]) -> None:
    """``pages`` by their addresses."""
    with st.sidebar, st.container(key="sidebar-tools"):
        if desk.observed() and who().may(Right.FIGURES):
            _search(desk, pages)
        over = _opening("guide", _("Guide"), _guide()) + _opening("display", _("Display"), settings.switches())
        st.html(f'{over}<p class="kpi-calm"{typed_name()}>{_account()}</p>')


def _opening(key: str, title: str, inside: str) -> str:
    """A button and what it opens over the page, by the browser itself: two of Streamlit's own were work on every page."""
    name = escape(title)
    return (
        f'<button type="button" class="kpi-opener" popovertarget="kpi-{key}">{name}</button>'
        f'<div popover id="kpi-{key}" class="kpi-over" role="region" aria-label="{name}">{inside}</div>'
    )


def _guide() -> str:
    steps = "".join(f"<p><b>{escape(_(step))}</b>: {escape(_(what))}</p>" for step, what in STEPS)
    return f"{steps}<ul>{''.join(f'<li>{escape(_(key))}</li>' for key in KEYS)}</ul>"


def _account() -> str:
    """Who sits here, and the way to his account; where nobody signs in, that this opens on the office's own PC only."""
    person = who()
    if not person.account:
        return escape(_("No accounts yet: this opens on this PC only, and everything is open to whoever sits here."))
    roles = ", ".join(_(ROLE_NAMES[role]) for role in person.roles)
    label = escape(f"{person.name} ({roles})")
    return f'<a href="{OWN_ACCOUNT}" target="_self">{label}</a>'


def _search(desk: Desk, pages: Mapping[str, st.Page]) -> None:
    typed = st.text_input(
        _("Search"), key="sidebar.search", placeholder=_("village, unit, report"), label_visibility="collapsed"
    )
    if not typed.strip():
        return
    found = find(desk.ask(everything, desk.observed()[-1]), typed)
    if not found:
        st.caption(_("Nothing fits “{typed}”. Households are not searched.", typed=plain(typed)))
    for hit in found:
        page = pages.get(PLACES[hit.kind])
        label = f"{_(KINDS[hit.kind])}: {plain(' · '.join(part for part in (hit.code, hit.name) if part))}"
        if page is not None:
            st.page_link(page, label=label)
