"""Tin báo: how many reports came in, what became of them and in what time. By code only: never a person, never a text."""

from __future__ import annotations

from kpi.language import _
from kpi.ui import case_steps, frame
from kpi.ui.cache import desk as open_desk


def show() -> None:
    desk = open_desk()
    scope = frame.head(_("Reports"), desk)
    found = case_steps.years(desk, scope)
    if found is None:
        frame.notice(
            _("No log of reports has been loaded"),
            _("Load the log on the page “Load lists”. An empty log is good, too: it says that nothing occurred."),
        )
        return
    year, before = found
    case_steps.figures(year, before, desk)
    if year.lines:
        case_steps.tables(year, desk)
        case_steps.listing(year, desk)
    else:
        case_steps.nothing(year)


show()
