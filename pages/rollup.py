"""Tổng hợp các xã: many communes' aggregate files checked, added and ranked, for the level above."""

from __future__ import annotations

from kpi.ui import import_session, rollup_steps
from kpi.ui.cache import desk as open_desk


def show() -> None:
    with import_session.faults_told():
        rollup_steps.show(open_desk())


show()
