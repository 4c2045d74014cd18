"""Họp Ban chỉ đạo: a frozen state to present, and what was decided. Nothing here changes a figure."""

from __future__ import annotations

from kpi.language import _
from kpi.ui import frame, meeting_steps
from kpi.ui.cache import desk as open_desk


def show() -> None:
    desk = open_desk()
    meeting_steps.show(desk, frame.head(_("Steering committee meeting"), desk))


show()
