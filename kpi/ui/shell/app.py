"""The script that every visit runs: configuration, frame, navigation, and then the page."""

from __future__ import annotations

import streamlit as st

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ui import PAGES
from kpi.ui.shell import frame, settings, sidebar
from kpi.ui.shell.desk import open_desk

# These open when every load has been taken back, too: there one puts a load back, or loads anew.
WITHOUT_FIGURES = {"nhat-ky", "nhap-du-lieu", "tong-hop"}
# These open when there is nothing at all: there one loads the first list, or adds what others have counted.
WITHOUT_LISTS = {"nhap-du-lieu", "tong-hop"}


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
    sections = _sections()
    page = st.navigation(sections, position="sidebar", expanded=True)
    sidebar.show(desk, {one.url_path: one for pages in sections.values() for one in pages})
    if desk.is_empty() and page.url_path not in WITHOUT_LISTS:
        frame.first_start(desk)
        return
    frame.banner(desk)
    if desk.observed() or page.url_path in WITHOUT_FIGURES:
        page.run()
    else:
        frame.notice(
            _("No data has been loaded yet"),
            _("Every load has been taken back. Put one back in the log, or load the lists again."),
        )


def _sections() -> dict[str, list[st.Page]]:
    """Every page in the groups that a user would name."""
    return {
        _("Follow-up"): [
            st.Page(PAGES / "overview.py", title=_("Overview"), default=True),
            st.Page(PAGES / "households.py", title=_("Households"), url_path="ho-dan"),
            st.Page(PAGES / "businesses.py", title=_("Businesses"), url_path="doanh-nghiep"),
            st.Page(PAGES / "institutions.py", title=_("Agencies and schools"), url_path="co-quan"),
            st.Page(PAGES / "groups.py", title=_("Villages and Zalo groups"), url_path="thon-nhom"),
            st.Page(PAGES / "cases.py", title=_("Reports"), url_path="tin-bao"),
            st.Page(PAGES / "progress.py", title=_("Progress and forecast"), url_path="tien-do"),
        ],
        _("Meetings and reports"): [
            st.Page(PAGES / "meeting.py", title=_("Meeting"), url_path="hop-ban-chi-dao"),
            st.Page(PAGES / "report.py", title=_("Reporting"), url_path="bao-cao"),
            st.Page(PAGES / "rollup.py", title=_("Communes together"), url_path="tong-hop"),
            st.Page(PAGES / "method.py", title=_("How it is counted"), url_path="phuong-phap"),
        ],
        _("Data"): [
            st.Page(PAGES / "loading.py", title=_("Load lists"), url_path="nhap-du-lieu"),
            st.Page(PAGES / "review.py", title=_("Review"), url_path="doi-soat"),
            st.Page(PAGES / "quality.py", title=_("Data quality"), url_path="chat-luong"),
            st.Page(PAGES / "log.py", title=_("Log"), url_path="nhat-ky"),
        ],
    }


main()
