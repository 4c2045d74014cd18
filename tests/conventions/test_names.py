"""A class is known by its name alone."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.conftest import ROOT

# Still two of a name: a plan of the commune and of a sheet, a list's scope and a batch's.
TWICE = {"Plan", "Scope"}


def test_no_two_classes_of_kpi_have_one_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "kpi").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(file.relative_to(ROOT).as_posix())
    twice = {name: files for name, files in places.items() if len(files) > 1}
    assert not {name: files for name, files in twice.items() if name not in TWICE}
    assert not TWICE - set(twice), "one of a name by now: take it out of TWICE"
