"""What the first steps of an office change in its settings: which unit it is, and the plan that it begins with.

They are changes like any other (``kpi.operations.settings``): shown before they are saved, kept as a version, and taken back by it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kpi.config.models import Letterhead
from kpi.config.reading import parsed
from kpi.config.writing import Append, Edit, Put, Remove
from kpi.domain.indicators import EXCHANGED, Counting, Way
from kpi.operations.plan_rows import short_name
from kpi.vietnamese.text import fold

# Kinds of units that are two words; every other kind is one.
_KINDS_OF_TWO = ("dac khu", "thi tran", "thi xa", "thanh pho")
# From this day on there is no district between a commune and its province.
TWO_LEVELS = date(2025, 7, 1)
# What is to be reached, as a target of the file says it: {"percent": 62.5} or {"count": 57}.
Amount = Mapping[str, Decimal | int]
EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "plans"


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What a plan is called and when it holds; ``basis``: the paper that its targets stand in."""

    title: str
    number: str
    issued: str
    start: date
    end: date
    basis: str


def unit_edits(
    name: str, code: str, province: str, scope_note: str, basis: str, *, merged_into: str = ""
) -> list[Edit]:
    """The unit, and the province as the level above; letterheads of another unit go, so that papers bear this unit's name.

    ``merged_into``: the unit that it is an area of since the merger, in whose name papers go out from then on; empty: none.
    """
    superior = as_in_text(province)
    row = {"from": TWO_LEVELS, "name": f"UBND {superior}", "parents": [superior], "basis": basis}
    values = {"name": name, "code": code, "place": place_of(name), "scope_note": scope_note}
    return [
        *(Put(("unit", key), value) for key, value in values.items()), Put(("unit", "report_to"), [row]),
        Put(("unit", "letterheads"), [_letterhead(name, merged_into, basis)] if merged_into else []),
    ]  # fmt: skip


def _letterhead(merged: str, unit: str, basis: str) -> dict[str, Any]:
    made = Letterhead.of_unit(unit, place_of(unit), TWO_LEVELS, basis, merged=merged)
    lines = {"issuer": list(made.issuer), "signature": list(made.signature)}
    words = ("short_name", "area", "place", "symbol", "basis")
    return {"from": made.start, **lines, **{name: getattr(made, name) for name in words}}


def as_in_text(name: str) -> str:
    """A unit's name as it stands within a sentence: its kind in small letters."""
    return name[:1].lower() + name[1:]


def place_of(name: str) -> str:
    """A unit's name without its kind, as it stands in the line of the date."""
    words = name.split()
    of_two = fold(" ".join(words[:2])) in _KINDS_OF_TWO
    return " ".join(words[2 if of_two else 1 :]) or name


def plans_to_copy(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The plans of the file, then the examples that come with the program and are not in it; all in the form of the file."""
    own = list(content["plans"])
    names = {plan.get("id") for plan in own}
    examples = [parsed(file, file.read_text("utf-8")) for file in sorted(EXAMPLES.glob("*.yaml"))]
    return [*own, *(plan for plan in examples if plan["id"] not in names)]


def copied_plan(
    source: Mapping[str, Any],
    head: PlanHead,
    kept: Collection[str],
    goals: Mapping[str, Amount],
    taken: Collection[str],
) -> dict[str, Any]:
    """A plan with the indicators ``kept`` of another one, and targets of its own for its whole span; ``taken``: the names of plans."""
    indicators = [dict(row) for row in source["indicators"] if row["id"] in kept]
    marks = {row.get("mark") for row in indicators}
    lists = {kind for row in indicators for kind in row.get("groups", ())}
    registers = {row["register"] for row in indicators}
    asked = {one for row in indicators for one in row.get("asks", ())}
    parts = {
        "requirements": source.get("requirements", ()),
        "marks": [row for row in source.get("marks", ()) if row["id"] in marks],
        "group_kinds": [row for row in source.get("group_kinds", ()) if row["id"] in lists],
        "posts": [row for row in source.get("posts", ()) if row["id"] in asked],
        "components": [row for row in source.get("components", ()) if row["id"] in asked],
        "registers": [row for row in source.get("registers", ()) if row["id"] in registers],
    }
    return _plan(head, indicators, goals, taken) | {name: list(rows) for name, rows in parts.items() if rows}


def own_plan(
    head: PlanHead,
    counting: Counting,
    title: str,
    counted_in: str,
    column: str,
    goal: Amount | None,
    taken: Collection[str],
) -> dict[str, Any]:
    """A plan with one indicator to begin with; ``column``: of the register, where a yes in it counts. Words that the office does not
    say otherwise are its title. ``taken``: the names of plans, and of what they count."""
    name = short_name(title, (*EXCHANGED, *taken))
    words = dict.fromkeys(("title", "short_title", "numerator", "denominator", "why", "clause", "quote"), title)
    mark = {"mark": name} if counting.way is Way.MARKED else {}
    row = {"id": name, "register": counting.register, "way": str(counting.way), **mark, **words, "unit": counted_in}
    plan = _plan(head, [row], {} if goal is None else {name: goal}, taken)
    return plan | ({"marks": [{"id": name, "register": counting.register, "header": column}]} if mark else {})


def takes_numbers(indicator: Mapping[str, Any]) -> bool:
    """Whether a target of it may be a number: not of what the level above reckons by percentages, nor of events."""
    return indicator.get("id") not in EXCHANGED and indicator.get("way") != Way.TIMELY


def plan_edits(content: Mapping[str, Any], plan: Mapping[str, Any], *, alone: bool) -> list[Edit]:
    """One more plan behind the others, or in the place of all of them."""
    others = range(len(content["plans"]) - 1, -1, -1) if alone else ()
    return [Append(("plans",), dict(plan)), *(Remove(("plans", number)) for number in others)]


def _plan(
    head: PlanHead,
    indicators: Sequence[Mapping[str, Any]],
    goals: Mapping[str, Amount],
    taken: Collection[str],
) -> dict[str, Any]:
    return {
        "id": short_name(f"{head.title[:24]} {head.end:%Y}", taken), "number": head.number or "…/KH-UBND", "title": head.title,
        "issued": head.issued,
        "from": head.start, "to": head.end, "indicators": list(indicators),
        "targets": [
            {"indicator": name, "from": head.start, "to": head.end, **goal, "basis": head.basis}
            for name, goal in goals.items()
        ],
    }  # fmt: skip
