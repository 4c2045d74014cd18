"""Tổng hợp các xã: many communes' aggregate files checked, added and ranked, for the level above."""

from __future__ import annotations

from kpi.ui.rollup import steps
from kpi.ui.shell import told
from kpi.ui.shell.desk import open_desk


def show() -> None:
    with told.faults_told():
        steps.show(open_desk())


show()
