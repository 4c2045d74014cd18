"""Thôn của tôi: what a village head sees of the figures, his village alone."""

from __future__ import annotations

from kpi.ui.access import own_village


def show() -> None:
    own_village.show()


show()
