"""Stacks the statements of ``kpi/sql``: each file is one relation, and its ``-- needs:`` line names what it stands on.

A question is a relation; what it needs comes before it as common table expressions of the same name. So a rule is written
once, every list and every figure rests on the same text, and one statement goes to the engine.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).parent.parent / "sql"
_NEEDS = re.compile(r"^-- needs:(.*)$", re.MULTILINE)
_PARAMETER = re.compile(r"\$([a-z_]+)")


@cache
def _source(name: str) -> str:
    return (SQL_FOLDER / f"{name}.sql").read_text("utf-8")


@cache
def needs(name: str) -> tuple[str, ...]:
    """The relations that a statement names directly."""
    match = _NEEDS.search(_source(name))
    return tuple(match.group(1).replace(",", " ").split()) if match else ()


@cache
def statement(name: str) -> str:
    """One statement that answers the relation, everything it needs before it."""
    order: list[str] = []

    def visit(relation: str) -> None:
        if relation not in order:
            for needed in needs(relation):
                visit(needed)
            order.append(relation)

    visit(name)
    stack = ",\n".join(f"{relation} as (\n{_source(relation).strip()}\n)" for relation in order[:-1])
    return f"with {stack}\n{_source(name)}" if stack else _source(name)


@cache
def parameters(name: str) -> frozenset[str]:
    """The names that a stacked statement expects as bound values."""
    code = re.sub(r"--[^\n]*", "", statement(name))
    return frozenset(_PARAMETER.findall(code))
