"""The script that every visit runs: configuration, frame, navigation, and then the page."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.domain.errors import UserError
from kpi.i18n.messages import N_, _
from kpi.ui import PAGES
from kpi.ui.shell import frame, opening, settings, sidebar, work
from kpi.ui.shell.desk import open_desk


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its file, title and address, and the rights of which one opens it.

    ``without_figures``: it opens when every load has been taken back, too: there one puts a load back, or loads anew.
    ``without_lists``: and when there is nothing at all.
    """

    file: str
    title: str
    address: str
    rights: tuple[Right, ...]
    without_figures: bool = False
    without_lists: bool = False

    @property
    def opens(self) -> bool:
        return any(who().may(right) for right in self.rights)


_LISTS = (Right.LISTS, Right.LOGS)
OVERVIEW = PageEntry("overview.py", N_("Overview"), "tong-quan", (Right.FIGURES,))
# Every page in the groups that a user would name; the first that is open to somebody is where he begins.
SECTIONS = {
    N_("Follow-up"): (
        OVERVIEW,
        PageEntry("households.py", N_("Households"), "ho-dan", (Right.FIGURES,)),
        PageEntry("businesses.py", N_("Businesses"), "doanh-nghiep", (Right.NAMES,)),
        PageEntry("institutions.py", N_("Agencies and schools"), "co-quan", (Right.NAMES,)),
        PageEntry("groups.py", N_("Villages and Zalo groups"), "thon-nhom", (Right.FIGURES,)),
        PageEntry("cases.py", N_("Reports"), "tin-bao", (Right.FIGURES,)),
        PageEntry("progress.py", N_("Progress and forecast"), "tien-do", (Right.FIGURES,)),
        PageEntry("todo.py", N_("To do"), "viec-can-lam", (Right.FIGURES,)),
        PageEntry("own_village.py", N_("My village"), "thon-cua-toi", (Right.OWN_VILLAGE,)),
    ),
    N_("Meetings and reports"): (
        PageEntry("meeting.py", N_("Meeting"), "hop-ban-chi-dao", (Right.FIGURES,)),
        PageEntry("report.py", N_("Reporting"), "bao-cao", (Right.REPORTS,)),
        PageEntry("rollup.py", N_("Communes together"), "tong-hop", (Right.ROLLUP,), True, True),
        PageEntry("method.py", N_("How it is counted"), "phuong-phap", (Right.FIGURES,)),
    ),
    N_("Data"): (
        PageEntry("loading.py", N_("Load lists"), "nhap-du-lieu", _LISTS, True, True),
        PageEntry("review.py", N_("Review"), "doi-soat", (Right.MATCHING, Right.OWN_VILLAGE)),
        PageEntry("quality.py", N_("Data quality"), "chat-luong", (Right.FIGURES,)),
        PageEntry("log.py", N_("Log"), "nhat-ky", (*_LISTS, Right.NAMES), True),
        PageEntry("accounts.py", N_("Accounts"), "tai-khoan-nguoi-dung", (Right.ACCOUNTS,), True, True),
    ),
}


def main() -> None:
    """Builds the frame and runs the page asked for."""
    st.set_page_config(page_icon="📊", layout="wide", initial_sidebar_state="locked")
    frame.dress()
    try:
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
    pages = _pages(opened)
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
    sidebar.show(desk, {place.address: one for place, one in pages.items()})
    work.show(desk.store.path)
    place = next(place for place, one in pages.items() if one == page)
    if desk.is_empty() and not place.without_lists:
        frame.first_start(desk)
        return
    frame.banner(desk)
    if desk.observed() or place.without_figures:
        page.run()
        opening.forget()
    else:
        frame.notice(
            _("No data has been loaded yet"),
            _("Every load has been taken back. Put one back in the log, or load the lists again."),
        )


def _pages(opened: dict[str, list[PageEntry]]) -> dict[PageEntry, st.Page]:
    """The pages that are open to whoever sits here; the overview is the one without an address."""
    places = [place for of_section in opened.values() for place in of_section]
    return {
        place: st.Page(PAGES / place.file, title=_(place.title), url_path=place.address, default=place == OVERVIEW)
        for place in places
    }


main()
