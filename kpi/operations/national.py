"""The communes of the country from 1/7/2025 on, each with the units that were merged into it; read only where somebody looks one up.

Source: ``data/units/2025.tsv``, which names its own and its licence. It tells the day of the merger: what was renamed since is not in
it, so whoever takes a name and a code from it still holds them against his own papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from kpi.vietnamese.text import fold

NATIONAL_LIST = Path(__file__).resolve().parents[2] / "data" / "units" / "2025.tsv"


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A unit of before 1/7/2025: its code then, its name with the district; ``partly``: only a part of it came here."""

    code: str
    name: str
    partly: bool


@dataclass(frozen=True)  # its keys are worked out once
class NationalUnit:
    """A commune, ward or special zone; ``code`` is empty where public lists disagree."""

    code: str
    name: str
    province: str
    formerly: tuple[FormerUnit, ...]

    @cached_property
    def key(self) -> str:
        """Its name and province, to search by."""
        return fold(f"{self.name} {self.province}")

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """How it is called, with and without its kind, and its code; then the same of every former unit."""
        called = [(self.name, self.code), *((one.name.split(",")[0], one.code) for one in self.formerly)]
        return tuple((fold(name), fold(name).split(" ", 1)[-1], code) for name, code in called)


@lru_cache(maxsize=1)
def national_units(file: Path = NATIONAL_LIST) -> tuple[NationalUnit, ...]:
    """The whole list, in its own order; empty where the file is not there."""
    if not file.is_file():
        return ()
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    return tuple(_unit(*line.split("\t")) for line in lines[1:])


def units_called(words: str, among: Sequence[NationalUnit], most: int = 30) -> list[NationalUnit]:
    """Those whose name today, or that of a unit merged into them, is or has the words (marks and case aside), or whose code it is.

    First those that are called so, then those that were, then those with the words in a longer name; where there are none, those
    whose name and province have all the words in any order.
    """
    asked = fold(words)
    if not asked:
        return []
    ranked = [(rank, unit) for unit in among if (rank := _rank(asked, unit)) is not None]
    found = [unit for _nearness, unit in sorted(ranked, key=lambda one: one[0])]
    return (found or [unit for unit in among if set(asked.split()) <= set(unit.key.split())])[:most]


def _rank(asked: str, unit: NationalUnit) -> int | None:
    """How near a unit is to the words; None: they do not mean it."""
    today, *earlier = unit.names
    if asked in today:
        return 0
    if any(asked in names for names in earlier):
        return 1
    return next((2 for names in unit.names if f" {asked} " in f" {names[0]} "), None)


def _unit(code: str, name: str, province: str, formerly: str) -> NationalUnit:
    return NationalUnit(code, name, province, tuple(_former(one) for one in formerly.split("; ") if one))


def _former(text: str) -> FormerUnit:
    code, name = text.split(" ", 1)
    return FormerUnit(code.rstrip("*"), name, code.endswith("*"))
