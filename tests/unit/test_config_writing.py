"""Changes of a configuration's text: styles that the shipped file does not have, what is refused, and how a change is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from kpi.config.earlier import steps_of_then
from kpi.config.writing import Append, Edit, Put, Remove, applied, comment_at, replaced, rewritten
from kpi.domain.errors import UserError
from kpi.operations.settings import ChangedValue, differences

FILE = Path("config.yaml")
HEADING = "\n# ---- Phần sau\nb: 1\n"


@pytest.mark.parametrize(
    "text, edit, expected",
    [
        (f"a:\n- x: 1 # vì\n- y: 2{HEADING}", Append(("a",), {"x": 3}), f"a:\n- x: 1 # vì\n- y: 2\n- x: 3{HEADING}"),
        (f"a:\n  - x: 1 # vì\n  # y\n  - y: 2{HEADING}", Remove(("a", 1)), f"a:\n  - x: 1 # vì\n  # y{HEADING}"),
        (f"a:\n- x: 1{HEADING}", Remove(("a", 0)), f"a:\n  []{HEADING}"),
        ("a:\n  -\n    x: 1\n  -\n    x: 2\n", Remove(("a", 0)), "a:\n  -\n    x: 2\n"),
        ("a:\n  - x: 1\n    y: 2 # vì\n", Remove(("a", 0, "x")), "a:\n  - y: 2 # vì\n"),
        (f"a:{HEADING}", Put(("a",), ["q"]), f"a: [q]{HEADING}"),
        (f"a: |\n  x\n  y\n{HEADING}", Put(("a",), "z"), f"a: z\n{HEADING}"),
        ("a: 'x'   # vì\n", Put(("a",), "y: z"), 'a: "y: z"   # vì\n'),
        ("a: 1", Put(("r", "m"), 5), "a: 1\nr: {m: 5}"),
        ("a: [\n  1, # một\n  2\n]\n", Append(("a",), 3), "a: [\n  1, # một\n  2, 3\n]\n"),
        ("a: {x: 1, y: 2}\n", Remove(("a", "x")), "a: {y: 2}\n"),
        ("a: 70\n", Put(("a",), Decimal("72.5")), "a: 72.5\n"),
        ("a: no\n", Put(("a",), "yes"), 'a: "yes"\n'),
        ("a: 2025-01-01\n", Put(("a",), date(2026, 11, 24)), "a: 2026-11-24\n"),
    ],
)
def test_only_the_place_named_changes(text: str, edit: Edit, expected: str) -> None:
    assert rewritten(FILE, text, [edit]) == expected
    assert yaml.safe_load(expected) == applied(yaml.safe_load(text), [edit])


@pytest.mark.parametrize(
    "text, edit",
    [
        ("a: &q [1]\nb: *q\n", Append(("b",), 2)),  # it would change both
        ("a: 1\n", Put(("a",), object())),
        ("a: 1\n", Remove(("b",))),
        ("- - 1\n  - 2\n", Remove((0, 0))),
    ],
)
def test_what_would_change_more_or_nothing_is_refused(text: str, edit: Edit) -> None:
    with pytest.raises(UserError, match="không sửa được trên màn hình"):
        rewritten(FILE, text, [edit])


def test_lists_are_changed_value_by_value() -> None:
    assert replaced(("a",), [1, 2, 3], [1, 3, 4]) == [Remove(("a", 1)), Append(("a",), 4)]
    assert replaced(("a",), ["x", "y", "z"], ["y", "x"]) == [Put(("a", 0), "y"), Put(("a", 1), "x"), Remove(("a", 2))]


def test_comments_are_those_above_and_behind() -> None:
    text = "# ---- Phần\n# vì sao\nb:\n  c: 1 # lý do\n\n  # xa\n\n  d: [1, 2]  # hai\n"
    said = [
        comment_at(text, place) for place in (("b",), ("b", "c"), ("b", "d"), ("b", "d", 0), ("b", "e"), ("x", "y"))
    ]
    assert said == ["vì sao", "lý do", "hai", "", "", ""]


def test_differences_name_the_row_that_changed_came_or_went() -> None:
    before = {"a": [{"x": 1}, {"x": 2}, {"x": 3}], "b": {"c": [1, 2]}}
    after = {"a": [{"x": 1}, {"x": 3}, {"x": 4}], "b": {"c": [2]}, "d": 1}
    assert differences(before, after) == (
        ChangedValue(("a", 1), {"x": 2}, None), ChangedValue(("a", 2), None, {"x": 4}), ChangedValue(("b", "c"), [1, 2], [2]),
        ChangedValue(("d",), None, 1),
    )  # fmt: skip
    assert differences({"a": [{"x": 1, "y": 2}]}, {"a": [{"x": 1, "y": 3}]}) == (ChangedValue(("a", 0, "y"), 2, 3),)


def test_places_of_files_from_before_plans() -> None:
    assert steps_of_then(("plans", 0, "targets", 3, "percent")) == ("targets", 3, "percent")
    assert steps_of_then(("plans", 0, "title")) == ("plan", "title") and steps_of_then(("unit",)) == ("unit",)
