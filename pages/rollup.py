"""Tổng hợp các xã: many communes' aggregate files checked, added and ranked, for the level above."""

from __future__ import annotations

from kpi.ui.rollup import steps
from kpi.ui.shell import faults
from kpi.ui.shell.desk import open_desk


def show() -> None:
    with faults.faults_shown():
        steps.show(open_desk())


show()
