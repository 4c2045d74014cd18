"""Báo cáo: draft, freeze, sign and check the report to the level above; what of it would be another figure today."""

from __future__ import annotations

from kpi.i18n.messages import _
from kpi.ui.report import steps
from kpi.ui.shell import frame
from kpi.ui.shell.desk import open_desk


def show() -> None:
    desk = open_desk()
    steps.show(desk, frame.head(_("Reporting"), desk))


show()
