"""Họp Ban chỉ đạo: a frozen state to present, and what was decided. Nothing here changes a figure."""

from __future__ import annotations

from kpi.i18n.messages import _
from kpi.ui.meeting import steps
from kpi.ui.shell import frame
from kpi.ui.shell.desk import open_desk


def show() -> None:
    desk = open_desk()
    steps.show(desk, frame.head(_("Steering committee meeting"), desk))


show()
