"""What every relation is asked with on both engines, and how their answers are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from kpi.store import Store, statements
from kpi.store.differing import only_one_has
from kpi.store.ports import RelationsOfMany
from kpi.store.records import Batch
from tests.scattered import DAYS, HOUSEHOLDS, MEMBERS, REGISTER, START, VILLAGES

# They read aggregate files, which are in no lake.
RELATIONS = sorted(name for name, file in statements.files().items() if not name.startswith("exchange_"))
# What the five indicators rest on.
OF_FIGURES = [
    "observations", "followed_days", "registers_known", "village_names", "participation", "marked_participation", "member_list_days",
    "village_registers", "register_dates", "unmarked_villages", "unlisted_villages", "waiting", "names_to_compare", "rolls",
    "roll_entries", "case_logs", "newest_cases", "newest_moment",
]  # fmt: skip
OF_A_BATCH = ["codes_of_others", "entry_codes_of_others"]
_NEVER = datetime.max
_NOTHING: dict[str, Any] = {
    "as_of": [], "known_at": START, "until": START, "waiting_on": [], "roll_villages": [], "names": [], "codes": [], "members": [],
    "group_kinds": [], "households_left_out": [], "enterprise_kinds": [], "enterprise_statuses": [], "household_follow_up": [],
    "indicators": [], "registers": [], "kinds": [], "marked": [], "marked_registers": [], "marked_kinds": [], "marks": [],
    "named_registers": [], "named_in": [], "added": [], "added_left_out": [], "added_by_village": [], "composed": [],
    "composed_asks": [], "composed_kinds": [], "composed_by_rule": [], "village_rule": "strict", "matching_rules": "none",
    "slots": [], "everybody": False, "indicator": "", "register": "", "dataset": "", "simulated": True, "batch": -1, "content": "",
    "before": DAYS[0], "after": DAYS[0],
}  # fmt: skip
_EVERYTHING: dict[str, Any] = {
    "as_of": DAYS, "known_at": _NEVER, "until": _NEVER, "waiting_on": DAYS, "roll_villages": list(VILLAGES),
    "names": ["Đỗ", "Dũng", "Ân", "An", "ăn", "Thôn 10", "Thôn 2"], "codes": [*HOUSEHOLDS, "c-001"], "members": MEMBERS,
    "group_kinds": ["village", "committee", "other"], "households_left_out": ["gone"], "enterprise_kinds": ["llc"],
    "enterprise_statuses": ["active"], "household_follow_up": ["T1", "T10"],
    "indicators": ["households", "villages", "firms", "ponds"],
    "registers": ["household", "village", "business", REGISTER], "kinds": [[], [], ["llc"], []],
    "marked": ["marked", "marked farms", "all villages"], "marked_registers": ["household", REGISTER, "village"],
    "marked_kinds": [[], ["pond"], []], "marks": ["mark", "mark", "mark"], "named_registers": [REGISTER], "named_in": ["entry"],
    "added": [REGISTER], "added_left_out": [["gone"]], "added_by_village": [REGISTER], "composed": ["villages", "police"],
    "composed_asks": [[], ["area_police"]], "composed_kinds": ["village"], "composed_by_rule": [True, False],
    "slots": ["household", "organisation"], "everybody": True,
    "village_rule": "minimal", "matching_rules": "rules", "indicator": "households", "register": "business", "dataset": "household",
    "simulated": False, "before": DAYS[1], "after": DAYS[3],
}  # fmt: skip


def questions(batches: Sequence[Batch]) -> list[dict[str, Any]]:
    """Bound values that let every relation find something, and others: one day, an earlier moment, another log; nothing at all."""
    logs = [{"batch": one.batch, "content": one.sha256} for one in batches if one.dataset == "case"]
    another, log = [{}, {}, *logs][-2:]
    of_a_plan = {"group_kinds": ["committee"], "indicator": "all villages", "register": "village", "dataset": "group"}
    earlier = {
        "known_at": START + timedelta(hours=25),
        "as_of": DAYS[2:3],
        "waiting_on": DAYS[2:3],
        "village_rule": "strict",
        "everybody": False,
    }
    return [
        {**_NOTHING, **_EVERYTHING, **log},
        {**_NOTHING, **_EVERYTHING, **another, **of_a_plan, **earlier},
        _NOTHING,
    ]


def of_other_lists(batches: Sequence[Batch]) -> list[dict[str, Any]]:
    """The same of lists that are being loaded and are no logs, for the relations that speak of one: ``OF_A_BATCH``."""
    newest = {one.dataset: one.batch for one in batches}
    return [{**_EVERYTHING, "batch": newest[dataset]} for dataset in ("household", REGISTER)]


def differences(
    stores: Mapping[str, Store],
    lake: RelationsOfMany,
    questions: Mapping[str, Mapping[str, object]],
    relations: Sequence[str] = RELATIONS,
) -> dict[tuple[str, str], list[str]]:
    """Where the rows of a lake that is asked of all units at once are not those of each unit's store: by relation and unit."""
    wanted = {unit: _rows_of(stores[unit], question, relations) for unit, question in questions.items()}
    return {
        (relation, unit): only
        for relation in relations
        for found in [lake.ask(relation, questions)]
        for unit in questions
        if (only := _only_one_has(wanted[unit][relation], found.get(unit, [])))
    }


def _rows_of(store: Store, question: Mapping[str, object], relations: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """In one view, so that what relations share is worked out once; of several views under way only the newest is one."""
    with store.one_view():
        return {relation: store.read(relation, **question) for relation in relations}


def _only_one_has(some: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[str]:
    first, second = only_one_has(some, others)
    return [f"store: {row}" for row in first] + [f"lake: {row}" for row in second]
