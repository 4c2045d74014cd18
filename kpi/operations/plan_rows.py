"""The rows of a plan that name each other: what a new one is called in the file, which plans have it, too, and what counts by it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from kpi.config.models import PLAN_WORDS
from kpi.config.writing import Edit, Place, Remove
from kpi.domain.datasets import COMPONENTS, DATASET_BY_ID, GROUP_KINDS, POSTS
from kpi.domain.indicators import EXCHANGED
from kpi.exchange.rows import RECEIVED
from kpi.vietnamese.text import fold

Row = Mapping[str, Any]
# What one name means in every plan that has it: a change of one is a change of all.
SHARED = ("marks", "registers", *PLAN_WORDS)
# Names that mean something everywhere, whatever a plan says.
_FIXED: Mapping[str, Collection[str]] = {
    "indicators": (*EXCHANGED, RECEIVED), "registers": tuple(DATASET_BY_ID), "group_kinds": GROUP_KINDS,
    "posts": (*POSTS, *COMPONENTS), "components": (*POSTS, *COMPONENTS),
}  # fmt: skip


def named(plans: Sequence[Row], part: str, row: Row, words: str) -> dict[str, Any]:
    """A new row with its name: that of another plan's row which says the same, else one made of ``words`` that nothing else has."""
    there = [one for plan in plans for one in plan.get(part) or ()]
    same = next((one["id"] for one in there if part in SHARED and _content(one) == _content(row)), None)
    taken = {*_FIXED.get(part, ()), *(str(one.get("id")) for one in there)}
    return {"id": same or short_name(words, taken), **{key: value for key, value in row.items() if key != "id"}}


def short_name(words: str, taken: Collection[str], otherwise: str = "plan") -> str:
    """A short name for the file, of letters and digits, that nothing else has."""
    first = "-".join(fold(words).split())[:32].strip("-")
    first = "".join(sign for sign in first if sign.isascii()) or otherwise
    return next(name for name in _numbered(first) if name not in taken)


def alike(plans: Sequence[Row], place: Place) -> list[Place]:
    """Where other plans have the row of this place, under its name."""
    _plans, here, part, number = place
    assert isinstance(here, int) and isinstance(part, str) and isinstance(number, int)
    if part not in SHARED:
        return []
    name = plans[here][part][number]["id"]
    return [
        ("plans", other, part, at)
        for other, plan in enumerate(plans)
        if other != here
        for at, row in enumerate(plan.get(part) or ())
        if row.get("id") == name
    ]


def counting_by(plan: Row, part: str, row: Row) -> list[str]:
    """What of a plan leans on one of its rows: the short titles of indicators, of a register the headers of its columns, too."""
    name = row.get("id")
    keys = {"marks": "mark", "registers": "register", "group_kinds": "groups", "posts": "asks", "components": "asks"}
    key = keys.get(part)
    if key is None:
        return []
    found = [
        str(one.get("short_title"))
        for one in plan.get("indicators") or ()
        if name == one.get(key) or (isinstance(one.get(key), list) and name in one[key])
    ]
    columns = (plan.get("marks") or ()) if part == "registers" else ()
    return [*found, *(str(one.get("header")) for one in columns if one.get("register") == name)]


def taken_out(plan: Row, place: Place) -> list[Edit]:
    """What goes with a row: of an indicator its targets."""
    _plans, here, part, number = place
    targets: list[Edit] = []
    if part == "indicators":
        assert isinstance(number, int)
        name = plan[part][number].get("id")
        rows = list(enumerate(plan.get("targets") or ()))
        targets = [Remove(("plans", here, "targets", at)) for at, row in reversed(rows) if row.get("indicator") == name]
    return [*targets, Remove(place)]


def _content(row: Row) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "id" and value not in (None, "", [])}


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1
