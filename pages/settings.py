"""Thiết lập: what the plan, the law and the office decide, changed on the screen with its reason. For the administrator."""

from __future__ import annotations

from kpi.ui.settings import steps


def show() -> None:
    steps.show()


show()
