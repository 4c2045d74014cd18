"""Báo cáo: draft, freeze, sign and check the report to the level above; what of it would be another figure today."""

from __future__ import annotations

from kpi.language import _
from kpi.ui import frame, report_steps
from kpi.ui.cache import desk as open_desk


def show() -> None:
    desk = open_desk()
    report_steps.show(desk, frame.head(_("Reporting"), desk))


show()
