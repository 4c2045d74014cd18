"""Random changes by the boxes of every part of the page of settings: every comment of the file and every other value stays."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.config import load_config
from kpi.config.writing import Edit, Remove, applied, rewritten
from kpi.ui.settings.fields import Box, SettingField, SettingsPart, as_typed, changes, new_row, said_of, values_of
from kpi.ui.settings.parts import PARTS
from kpi.ui.settings.plan_parts import INDICATORS
from tests.conftest import ROOT
from tests.property.test_config_writing import SHIPPED, _comments

CONFIG = load_config(ROOT / "config.yaml")
WORDS = (
    "xã Ea Súp",
    "a: b",
    "# không phải chú thích",
    "yes",
    "12",
    'ngoặc "kép"',
    "[a, b]",
    "- a",
    "a, b",
    "Kế hoạch 7, mục II",
)


def test_fifty_changes_by_the_boxes_keep_every_comment_and_every_other_value() -> None:
    tried()


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32))
def tried(seed: int) -> None:
    chance, content = Random(seed), yaml.safe_load(SHIPPED)
    edits: list[Edit] = []
    for turn in range(50):
        part = PARTS[turn % len(PARTS)]
        step = _changed(part, content, chance)
        content = applied(content, step)
        edits += step
    text = rewritten(Path("config.yaml"), SHIPPED, edits)
    assert yaml.safe_load(text) == content
    assert _comments(text) == _comments(SHIPPED)


def _changed(part: SettingsPart, content: Any, chance: Random) -> list[Edit]:
    """What one press of the part's button changes: a row, a new row, or a row that goes."""
    place = part.place(0)
    there = content
    for step in place:
        there = there.get(step) if isinstance(there, dict) else there[step]
    if part.label is None:
        return changes(place, there, _typed(part, there, chance))
    kind = chance.choice(("row", "row", "new", "drop")) if there else "new"
    number = chance.randrange(len(there)) if there else 0
    if kind == "new":
        return new_row(place, {"id": f"new-{chance.random()}", **_typed(part, {}, chance)})
    if kind == "drop" and (part is not INDICATORS or there[number]["id"].startswith("new-")):
        return [Remove((*place, number))]  # of the shipped indicators comments stand within, which go with them
    return changes((*place, number), there[number], _typed(part, there[number], chance))


def _typed(part: SettingsPart, row: Mapping[str, Any], chance: Random) -> dict[str, Any]:
    """The boxes as they stand, two of them typed anew (of a new row all), as the page reads them."""
    anew = (
        {field.key for field in chance.sample(part.fields, min(2, len(part.fields)))}
        if row
        else {f.key for f in part.fields}
    )
    flat = part.flat(row)
    boxes = {field.key: _box(field, flat, chance, anew=field.key in anew) for field in part.fields}
    values, faults = values_of(part.fields, boxes)
    if [fault for fault in faults if fault.key not in ("to", "mark")]:  # the shipped plan has no column to choose
        raise AssertionError(faults)
    return part.nested(values, row)


def _box(field: SettingField, row: Mapping[str, Any], chance: Random, *, anew: bool) -> Any:
    said = copy.deepcopy(said_of(field, row))
    if field.box in (Box.TEXT, Box.LINES, Box.DAYS, Box.PERCENT, Box.NUMBER) and not anew:
        return as_typed(field, said)
    if field.box is Box.CHOICE and not anew:
        return said or ""
    if not anew:
        return said
    choices = list(field.choices(CONFIG)) or [""]
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(400))
    made = {
        Box.TEXT: chance.choice(WORDS), Box.LINES: "\n".join(chance.sample(WORDS, chance.randint(1, 3))), Box.DAY: day,
        Box.DAYS: "\n".join(f"{day + timedelta(days=step):%d/%m/%Y}" for step in range(chance.randint(1, 3))),
        Box.PERCENT: str(Decimal(chance.randint(1, 1000)) / 10), Box.COUNT: chance.randint(0, 99), Box.NUMBER: "1.250",
        Box.YEAR: 2027, Box.TERM: {chance.choice(("days", "hours")): 7}, Box.CHOICE: chance.choice(choices),
        Box.CHOICES: chance.sample(choices, 1), Box.FLAG: chance.random() < 0.5,
    }  # fmt: skip
    empties: dict[Box, Any] = {Box.LINES: "", Box.DAYS: "", Box.DAY: None, Box.CHOICES: []}
    return empties.get(field.box, "") if field.empty and chance.random() < 0.25 else made[field.box]
