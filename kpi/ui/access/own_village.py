"""The page of a village head: the indicators of his village, and the way to the members whom he knows."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.review.own_village import own_village
from kpi.ui import PAGES
from kpi.ui.parts import cards, panels
from kpi.ui.shell import frame
from kpi.ui.shell.desk import open_desk
from kpi.ui.shell.faults import plain


def show() -> None:
    """Cards of the day chosen, each beside the day that it is compared with."""
    desk = open_desk()
    scope = frame.head(_("My village"), desk)
    now, before = (desk.ask(own_village, day) for day in (scope.as_of, scope.compared))
    if not now.figures:
        frame.notice(
            _("No figures of {village} yet", village=now.name),
            _("They come with the village's register and the first list of its group's members."),
        )
        return
    earlier = {one.id: one for one in before.figures}
    listed = now.listed_on
    note = _("Members by the list of {date}", date=format_date(listed)) if listed else _("No list of members yet")
    panels.section(now.name, f"– {note}")
    st.html(cards.cards([(one, earlier.get(one.id, _without(one))) for one in now.figures], desk.config))
    st.page_link(PAGES / "review.py", label=_("Settle members of {village} whom you know", village=plain(now.name)))


def _without(one: Assessment) -> Assessment:
    """An indicator on a day for which the village has no figure."""
    return replace(one, numerator=None, waiting=None, denominator=None, verdict=Verdict.NO_DATA, shortfall=None)
