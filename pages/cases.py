"""Tin báo: how many reports came in, what became of them and in what time. By code only: never a person, never a text."""

from __future__ import annotations

from kpi.i18n.messages import _
from kpi.ui.cases import steps
from kpi.ui.shell import frame
from kpi.ui.shell.desk import open_desk


def show() -> None:
    desk = open_desk()
    scope = frame.head(_("Reports"), desk)
    found = steps.years(desk, scope)
    if found is None:
        frame.notice(
            _("No log of reports has been loaded for this date"),
            _("Load the log on the page “Load lists”. An empty log is good, too: it says that nothing occurred."),
        )
        return
    year, before = found
    steps.figures(year, before, desk)
    if year.lines:
        steps.tables(year, desk)
        steps.listing(year, desk)
    else:
        steps.nothing(year)
    steps.open_asked(year, desk)


show()
