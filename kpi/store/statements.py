"""The statements of ``kpi/sql`` as every engine takes them: a file is one relation, and its ``-- needs:`` names what it stands on."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).parents[1] / "sql"
_NEEDS = re.compile(r"^-- needs:(.*)$", re.MULTILINE)
_KEPT = re.compile(r"^-- kept:", re.MULTILINE)
_PARAMETER = re.compile(r"\$([a-z_]+)")


@cache
def files() -> dict[str, Path]:
    """Each relation's file by its name, in whatever folder of ``kpi/sql`` it stands."""
    return {file.stem: file for file in SQL_FOLDER.rglob("*.sql")}


@cache
def source(name: str) -> str:
    """A relation's text as its file has it."""
    return files()[name].read_text("utf-8")


@cache
def needs(name: str) -> tuple[str, ...]:
    """The relations that a statement names directly."""
    match = _NEEDS.search(source(name))
    return tuple(match.group(1).replace(",", " ").split()) if match else ()


@cache
def is_kept(name: str) -> bool:
    """Whether an engine works a relation out once for all questions of a view (its line ``-- kept:``)."""
    return _KEPT.search(source(name)) is not None


@cache
def stack(name: str) -> tuple[str, ...]:
    """A relation and all that it stands on, each after what it needs itself."""
    order: dict[str, None] = {}
    for needed in needs(name):
        order |= dict.fromkeys(stack(needed))
    return (*order, name)


@cache
def parameters(name: str) -> frozenset[str]:
    """The names that a relation, with all that it stands on, expects as bound values."""
    return frozenset().union(*(parameters_in(source(relation)) for relation in stack(name)))


def parameters_in(text: str) -> frozenset[str]:
    """The names of the bound values in a text; comments aside."""
    return frozenset(_PARAMETER.findall(re.sub(r"--[^\n]*", "", text)))
