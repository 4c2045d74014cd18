"""Activities that are added though a list in force says the same: mended before, say, or in another file. They count once, and that is
told.

Source of the rule: docs/decisions/data.md#activities.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any

from kpi.domain.datasets import ACTIVITY
from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.checked import Checked
from kpi.ingest.loading.plan import Plan
from kpi.store import Writer

_FACTS = ("kind", "held_on", "village", "place", "people", "reach", "qr")


def with_standing_told(writer: Writer, plan: Plan, checked: Checked) -> Checked:
    """An addition with a remark at each row that stands already. A paper is one wherever it stands, and what the same sheet said when
    it was loaded before goes anyway."""
    if plan.layout.dataset is not ACTIVITY or not plan.adds or not checked.accepted:
        return checked
    lists = writer.read("activity_lists", known_at=datetime.max)
    again = {row["batch"] for row in lists if (row["sha256"], row["sheet"]) == (plan.sheet.sha256, plan.sheet.name)}
    standing = defaultdict[tuple[Any, ...], list[int]](list)
    for row in writer.read("activities_in_force", known_at=datetime.max):
        if row["paper"] is None and row["batch"] not in again:
            standing[(*(row[name] for name in _FACTS), row["quantity"])].append(row["batch"])
    columns, told = checked.columns, list[Problem]()
    header = ACTIVITY.column("kind").header
    for place, quantity in enumerate(columns["quantity"]):
        batches = standing[(*(columns[name][place] for name in _FACTS), 1 if quantity is None else quantity)]
        if columns["paper"][place] or not batches:
            continue
        message = _(
            "batch {batch} says the same, and both count once; if it was done once more, write how often in its number",
            batch=batches.pop(0),
        )
        told.append(Problem(columns["row"][place], header, None, "stands_already", message, "warning"))
    return replace(checked, problems=sorted([*checked.problems, *told], key=lambda problem: problem.row or 0))
