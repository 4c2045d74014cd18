"""Random changes of the shipped configuration, in brackets and in lines of their own: every comment and every other value stays."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.config.writing import Append, Edit, Place, Put, Remove, rewritten
from tests.conftest import ROOT

# Up to the words of headers, which are half of the file and written like the rest.
SHIPPED = (ROOT / "config.yaml").read_text("utf-8").partition("\nheaders:\n")[0]
# Lists whose rows have no comments in lines of their own: these would go with them.
CHANGED = ("unit", "deadlines", "calendar", "matching", "participation", "access", "rollup")
VALUES: tuple[Any, ...] = (
    "", "xã Hà Long", "a: b", "# không phải chú thích", "yes", "2025-01-01", "12", 'ngoặc "kép"', "hai\ndòng", " lề ", "[a, b]",
    "null", "- a", "1:30", "*x", "a, b", True, None, 7, 70.5, date(2026, 11, 24), ["a", "b, c"], [],
)  # fmt: skip


def test_fifty_changes_keep_every_comment_and_every_other_value() -> None:
    tried()


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32))
def tried(seed: int) -> None:
    chance, content = Random(seed), yaml.safe_load(SHIPPED)
    edits = [_changed(content, chance) for _turn in range(50)]
    text = rewritten(Path("config.yaml"), SHIPPED, edits)
    assert yaml.safe_load(text) == content
    assert _comments(text) == _comments(SHIPPED)


def _changed(content: Any, chance: Random) -> Edit:
    """Changes the content by a plain hand, and says how."""
    here = list(_places(content))
    lists = [(place, rows) for place, rows in here if isinstance(rows, list) and place[0] in CHANGED]
    kind = chance.choice((Put, Append, Remove))
    if kind is Append:
        place, rows = chance.choice(lists)
        rows.append(copy.deepcopy(rows[0] if rows and isinstance(rows[0], dict) else chance.choice(VALUES)))
        return Append(place, copy.deepcopy(rows[-1]))
    if kind is Remove:
        place, rows = chance.choice([one for one in lists if one[1]])
        number = chance.randrange(len(rows))
        del rows[number]
        return Remove((*place, number))
    place = chance.choice([place for place, value in here if not isinstance(value, dict | list)])
    if isinstance(place[-1], str):
        place = chance.choice((place, (*place[:-1], "new")))
    holder, value = content, chance.choice(VALUES)
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = copy.deepcopy(value)
    return Put(place, value)


def _places(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    for step, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*place, step), one
        yield from _places(one, (*place, step))


def _comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]
