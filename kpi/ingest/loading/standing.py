"""Activities that are added though a list in force says the same: mended before, say, or in another file. Counted again they would be
two.

Source of the rule: docs/decisions/data.md#activities.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kpi.domain.datasets import ACTIVITY
from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.checked import Checked
from kpi.ingest.loading.plan import Plan
from kpi.store import Writer

_FACTS = ("kind", "held_on", "village", "place", "people", "reach", "qr")


def without_standing(writer: Writer, plan: Plan, checked: Checked) -> Checked:
    """An addition without the rows that stand already, each told. A paper is one wherever it stands, and what the same sheet said
    when it was loaded before goes anyway."""
    if plan.layout.dataset is not ACTIVITY or not plan.adds or not checked.accepted:
        return checked
    lists = writer.read("activity_lists", known_at=datetime.max)
    again = {row["batch"] for row in lists if (row["sha256"], row["sheet"]) == (plan.sheet.sha256, plan.sheet.name)}
    standing = {
        (*(row[name] for name in _FACTS), row["quantity"]): row["batch"]
        for row in writer.read("activities_in_force", known_at=datetime.max)
        if row["paper"] is None and row["batch"] not in again
    }
    columns, kept, told = checked.columns, list[int](), list[Problem]()
    for place, quantity in enumerate(columns["quantity"]):
        facts = (*(columns[name][place] for name in _FACTS), 1 if quantity is None else quantity)
        batch = None if columns["paper"][place] else standing.get(facts)
        if batch is None:
            kept.append(place)
            continue
        message = _(
            "batch {batch} says the same, and this row was left out; if it was done once more, write how often in its number",
            batch=batch,
        )
        header = ACTIVITY.column("kind").header
        told.append(Problem(columns["row"][place], header, None, "stands_already", message, "warning"))
    if not told:
        return checked
    return replace(
        checked,
        columns={name: [values[place] for place in kept] for name, values in columns.items()},
        problems=sorted([*checked.problems, *told], key=lambda problem: problem.row or 0),
        accepted=len(kept),
        ignored=checked.ignored + len(told),
    )
