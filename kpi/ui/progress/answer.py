"""How each indicator has gone and where it is heading, from figures that other pages ask for, too."""

from __future__ import annotations

from datetime import date

from kpi.answers.progress import Progress, list_days, progress
from kpi.ui.shell.desk import Desk


def gather(desk: Desk, as_of: date) -> Progress:
    known = desk.foreseen(as_of)
    return progress(desk.status(as_of, known), known.statuses, desk.ask(list_days, as_of), desk.config)
