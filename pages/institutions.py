"""Cơ quan – nhà trường: each agency, unit and school of the register, whether it takes part, since when, and who dropped out."""

from __future__ import annotations

from kpi.i18n.messages import _
from kpi.ui.organisations import steps


def show() -> None:
    steps.show("institutions", _("Agencies and schools"))


show()
