"""The script that every visit runs: configuration, frame, navigation, and then the page."""

from __future__ import annotations

import streamlit as st

from kpi.config.models import Plan
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ui import PAGES
from kpi.ui.shell import anew, frame, opening, plans, settings, sidebar, work
from kpi.ui.shell.desk import configuration, open_desk
from kpi.ui.shell.entries import OVERVIEW, SECTIONS, PageEntry


def main() -> None:
    """Builds the frame and runs the page asked for."""
    st.set_page_config(page_icon="📊", layout="wide", initial_sidebar_state="locked")
    frame.dress()
    anew.begin()
    with anew.heard(st.container()):
        _show()


def _show() -> None:
    try:
        plans.hear(configuration()[0])
        desk = open_desk()
    except UserError as error:
        st.navigation([st.Page(lambda: None, title=_("Overview"), default=True)], position="hidden")
        frame.fault(error)
        return
    settings.hear(desk.config.language)
    opened = {section: [place for place in places if place.opens] for section, places in SECTIONS.items()}
    if not any(opened.values()):
        st.navigation([st.Page(lambda: None, title=_("Overview"), default=True)], position="hidden")
        frame.signed_out()
        return
    pages = _pages(opened, desk.config.plan)
    shown = {_(section): [pages[place] for place in places] for section, places in opened.items() if places}
    first, *_others = pages
    if first != OVERVIEW:  # the page without an address: Streamlit knows the first one by no other
        begin = st.Page(lambda: st.switch_page(pages[first]), title=_("Overview"), default=True, visibility="hidden")
        shown = {"": [begin], **shown}
    page = st.navigation(shown, position="sidebar", expanded=True)
    opening.turn_to(page.url_path)
    if page not in pages.values():
        page.run()
        return
    sidebar.show(desk, {place.address: one for place, one in pages.items() if place.leads_on(desk.config.plan)})
    work.show(desk.store.path)
    place = next(place for place, one in pages.items() if one == page)
    if desk.is_empty() and not place.without_lists:
        frame.first_start(desk)
        return
    frame.banner(desk)
    plans.choose(desk.config)
    if desk.config.plan.lacking(place.indicators):
        frame.not_of_plan(desk.config, place.indicators)
    elif desk.observed() or place.without_figures:
        page.run()
        opening.forget()
    else:
        frame.notice(
            _("No data has been loaded yet"),
            _("Every load has been taken back. Put one back in the log, or load the lists again."),
        )


def _pages(opened: dict[str, list[PageEntry]], plan: Plan) -> dict[PageEntry, st.Page]:
    """The pages that are open to whoever sits here; the overview is the one without an address. Of those that have nothing to show of
    the plan spoken of the navigation says nothing; by its address each says which plan it belongs to."""
    places = [place for of_section in opened.values() for place in of_section]
    return {
        place: st.Page(
            PAGES / place.file,
            title=_(place.title),
            url_path=place.address,
            default=place == OVERVIEW,
            visibility="visible" if place.leads_on(plan) else "hidden",
        )
        for place in places
    }


main()
