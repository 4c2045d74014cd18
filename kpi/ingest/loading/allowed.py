"""Whose lists they are: the police keep the logs of citizens' reports, the office all others (docs/decisions/access.md#roles)."""

from __future__ import annotations

from kpi.access.acting import Need, refuse_without
from kpi.access.roles import Right
from kpi.domain.datasets import Dataset


def refuse_lists_of_others(dataset: Dataset) -> None:
    """Refuses a list that whoever acts may neither load nor take back."""
    refuse_without(Need((Right.LOGS if dataset.is_log else Right.LISTS,)))
