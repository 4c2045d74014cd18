"""Doanh nghiệp: each business of the register, whether it takes part, since when, and why it does not count."""

from __future__ import annotations

from kpi.i18n.messages import _
from kpi.ui.organisations import steps


def show() -> None:
    steps.show("businesses", _("Businesses"))


show()
