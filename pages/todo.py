"""Việc cần làm: what lists and rules say is to be done, each with its post, its day and the way to where it is done."""

from __future__ import annotations

from kpi.ui.todo import steps


def show() -> None:
    steps.show()


show()
