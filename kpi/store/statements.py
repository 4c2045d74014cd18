"""The statements of ``kpi/sql`` as every engine takes them: a file is one relation, and its ``-- needs:`` names what it stands on."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).parents[1] / "sql"
_NEEDS = re.compile(r"^-- needs:(.*)$", re.MULTILINE)
_KEPT = re.compile(r"^-- kept:", re.MULTILINE)
# The signs that a folded code is without (fold_code), by their blocks: what is left would be letters and digits by \p{L}, which takes
# five times as long to compile, in every question a dozen times.
SIGNS = (
    r"\x{0}-/:-`{-\x{a9}\x{ab}-\x{b1}\x{b4}\x{b6}-\x{b8}\x{bb}\x{bf}\x{d7}\x{f7}\x{2b0}-\x{36f}\x{2000}-\x{2bff}\x{3000}-\x{303f}"
    r"\x{fe00}-\x{fe6f}\x{ff00}-\x{ff0f}\x{ff1a}-\x{ff20}\x{ff3b}-\x{ff40}\x{ff5b}-\x{ff65}"
)
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
