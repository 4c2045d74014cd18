"""The report page's box for the number and day of the signed paper, and what was noted of them before."""

from __future__ import annotations

from datetime import date

import streamlit as st

from kpi.domain import clock
from kpi.i18n.formats import NOTHING, format_date, format_moment_short
from kpi.i18n.messages import _
from kpi.reports.sending.freezing import FrozenReport
from kpi.reports.sending.papers import note_paper, take_paper_back
from kpi.store import PaperStep
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown
from kpi.ui.shell.scope import typed_day

# How the number of a report looks.
EXAMPLE = "12/BC-UBND"


def in_words(step: PaperStep | None) -> str:
    """12/BC-UBND, 05/7/2024; a dash where there is none."""
    return NOTHING if step is None or step.issued_on is None else f"{step.paper}, {format_date(step.issued_on)}"


def ask_paper(desk: Desk, one: FrozenReport) -> None:
    """After signing: the number and the day, by whom; a number noted wrongly is taken back."""
    columns: list[ListColumn[PaperStep]] = [
        ListColumn(_("Number and day of the paper"), lambda step: in_words(step) if step.paper else _("taken back")),
        ListColumn(_("Who"), lambda step: step.noted_by),
        ListColumn(_("When"), lambda step: format_moment_short(step.known_at)),
    ]
    if one.kept.papers:
        st.html(listing(one.kept.papers, columns, alt=_("Number and day of the paper")))
    with st.form(f"report.paper.{one.number}", border=False):
        first, second, third, fourth = st.columns([2, 2, 3, 2], vertical_alignment="bottom")
        paper = first.text_input(_("Number on the signed paper"), key=f"report.paper.{one.number}", placeholder=EXAMPLE)
        day = second.text_input(
            _("Day of issue"), key=f"report.paper.day.{one.number}", placeholder=format_date(date(2024, 7, 5))
        )
        name = ask_actor(third, _("Noted by"), "report.paper.by")
        sure = fourth.form_submit_button(_("Note the number"), key="report.paper.do", width="stretch")
        back = one.kept.paper_by() is not None and fourth.form_submit_button(
            _("Take the number back"), key="report.paper.back", width="stretch"
        )
    at = clock.now(desk.config.timezone)
    with faults_shown():
        if sure:
            note_paper(
                desk.store,
                one.number,
                paper,
                typed_day(day, remedy=_("Write the day that stands on the signed paper.")),
                noted_by=name,
                at=at,
            )
            st.rerun()
        if back:
            take_paper_back(desk.store, one.number, noted_by=name, at=at)
            st.rerun()
