"""Is the level reached, and how many are missing? Integers decide, never a rounded percentage.

Source of the rules: plan II.1 (targets), docs/decisions.md (small denominators, truncation).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    """What can be said of an indicator on a day."""

    MET = "met"
    NOT_MET = "not_met"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    NONE_OCCURRED = "none_occurred"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the number of further entities that would meet the target; None where that means nothing."""

    verdict: Verdict
    shortfall: int | None


def is_met(numerator: int, denominator: int, percent: Decimal) -> bool:
    """Whether numerator/denominator reaches ``percent`` (0–100), by whole numbers."""
    return numerator * 100 >= Fraction(percent) * denominator


def shortfall(numerator: int, denominator: int, percent: Decimal) -> int:
    """The smallest number of further entities that meets the target with the denominator as it is."""
    needed = Fraction(percent) * denominator / 100
    return max(0, -(-needed.numerator // needed.denominator) - numerator)


def judge(numerator: int, denominator: int, percent: Decimal | None, *, flow: bool = False) -> Judged:
    """The verdict on counts that exist; a flow without any case has "none occurred", a stock "no data"."""
    if denominator == 0:
        return Judged(Verdict.NONE_OCCURRED if flow else Verdict.NO_DATA, None)
    if percent is None:
        return Judged(Verdict.NO_TARGET, None)
    met = is_met(numerator, denominator, percent)
    return Judged(Verdict.MET if met else Verdict.NOT_MET, shortfall(numerator, denominator, percent))
