"""Cơ quan – nhà trường: each agency, unit and school of the register, whether it takes part, since when, and who dropped out."""

from __future__ import annotations

from kpi.language import _
from kpi.ui import unit_steps


def show() -> None:
    unit_steps.show("institutions", _("Agencies and schools"))


show()
