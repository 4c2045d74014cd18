"""Files from before plans were data: one ``plan``, its ``targets`` beside it, and what its indicators are the program knew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kpi.domain.indicators import EXCHANGED, ORDER

# What the one plan of such a file is called.
ONLY_PLAN = "plan"


def is_earlier(content: Mapping[str, Any]) -> bool:
    """Whether the keys of a file are those of before."""
    return "plans" not in content and bool({"plan", "targets"} & set(content))


def in_todays_form(content: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a file as they would stand in one of today; whatever is misshapen stays so, to be told by the check."""
    if not is_earlier(content):
        return dict(content)
    plan = content.get("plan", {})
    if isinstance(plan, Mapping):
        indicators = plan.get("indicators")
        if isinstance(indicators, list):
            plan = {**plan, "indicators": [_counted(row) for row in indicators]}
        plan = {"id": ONLY_PLAN, **plan, **({"targets": content["targets"]} if "targets" in content else {})}
    others = {key: value for key, value in content.items() if key not in ("plan", "targets")}
    return {**others, "plans": [plan]}


def place_of_then(path: str) -> str:
    """A place of today's form where it stands in such a file."""
    first = "plans[0]"
    return path.removeprefix(f"{first}.") if path.startswith(f"{first}.targets") else path.replace(first, "plan", 1)


def steps_of_then(place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The same step by step."""
    if place[:3] == ("plans", 0, "targets"):
        return place[2:]
    return ("plan", *place[2:]) if place[:2] == ("plans", 0) else place


def _counted(row: Any) -> Any:
    """An indicator with what the program knew of it."""
    known = EXCHANGED.get(str(row.get("id"))) if isinstance(row, Mapping) else None
    if known is None:
        return row
    return {"register": known.register, "way": str(known.way), "place": ORDER.index(row["id"]) + 1, **row}
