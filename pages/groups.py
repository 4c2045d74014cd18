"""Thôn và nhóm Zalo: is the model built as the plan asks, who is in the groups, and how do they grow. Posts only, no names."""

from __future__ import annotations

from kpi.domain.datasets import OFFICIAL
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ui.drill import steps
from kpi.ui.facts import dialog as facts
from kpi.ui.groups import tables
from kpi.ui.parts import panels
from kpi.ui.shell import frame
from kpi.ui.shell.desk import open_desk


def show() -> None:
    desk = open_desk()
    scope = frame.head(_("Villages and Zalo groups"), desk)
    shown = tables.shown(desk, scope.as_of, scope.compared)
    answer = shown.found
    if not answer.groups:
        frame.notice(
            _("The list of groups has not been loaded for this date"),
            _("Load it on the page Load lists, or choose a later date; the checklist then appears here by itself."),
        )
        return
    before = tables.answer(desk, scope.compared, scope.compared)
    panels.html_panel("build", _("The plan's requirements of the groups"), "", tables.summary(answer, before))
    steps.offer(desk, desk.status(scope.as_of), ["villages"])
    facts.offer(OFFICIAL, {})
    panels.html_panel(
        "checklist", _("Checklist of the plan's requirements"), _("– each with the plan's own words"), shown.checklist
    )
    panels.html_panel(
        "matrix", _("Components in each village's group"),
        _("– number of members and what says so: the list of members, a post, a link to a household or body"),
        shown.matrix,
    )  # fmt: skip
    panels.html_panel(
        "growth", _("Groups, their lists and their growth"), _("– compared with {date}", date=format_date(scope.compared)),
        shown.groups,
    )  # fmt: skip


show()
