"""Tài khoản: who may sign in and as what, who is signed in now, and the audit log. For the administrator."""

from __future__ import annotations

from kpi.ui.access import steps


def show() -> None:
    steps.show()


show()
