"""Bắt đầu: the unit, its plan, its villages, the lists it needs and who reviews, step by step. For the administrator."""

from __future__ import annotations

from kpi.ui.start import steps


def show() -> None:
    steps.show()


show()
