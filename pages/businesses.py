"""Doanh nghiệp: each business of the register, whether it takes part, since when, and why it does not count."""

from __future__ import annotations

from kpi.language import _
from kpi.ui import unit_steps


def show() -> None:
    unit_steps.show("businesses", _("Businesses"))


show()
