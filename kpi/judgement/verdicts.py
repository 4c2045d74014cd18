"""Is the level reached, and how many are missing? Integers decide, never a rounded percentage.

Source of the rules: plan II.1 (targets), docs/decisions/reports.md#truncation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kpi.domain.goals import Goal, needed
from kpi.domain.reasons import INCOMPLETE, Reason


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


def is_met(numerator: int, denominator: int, goal: Goal) -> bool:
    """Whether numerator of denominator reaches the goal, by whole numbers."""
    return numerator >= needed(denominator, goal)


def shortfall(numerator: int, denominator: int, goal: Goal) -> int:
    """The smallest number of further entities that meets the target with the denominator as it is."""
    return max(0, needed(denominator, goal) - numerator)


def verdict_on(numerator: int, denominator: int, goal: Goal | None, *, flow: bool, reason: str | None) -> Verdict:
    """What can be said of counts that exist; a flow without any case has "none occurred", a stock "no data".

    ``reason``: counts of a part only (``INCOMPLETE``) are not judged, whatever they are.
    """
    if reason in INCOMPLETE:
        return Verdict.NO_DATA
    if denominator == 0:
        return Verdict.NONE_OCCURRED if flow else Verdict.NO_DATA
    if goal is None:
        return Verdict.NO_TARGET
    return Verdict.MET if is_met(numerator, denominator, goal) else Verdict.NOT_MET


def judge(
    numerator: int, denominator: int, goal: Goal | None, *, flow: bool = False, reason: str | None = None
) -> Judged:
    """The verdict on counts that exist, with what is missing where it can be missed."""
    verdict = verdict_on(numerator, denominator, goal, flow=flow, reason=reason)
    if goal is None or denominator == 0 or reason in INCOMPLETE:
        return Judged(verdict, None)
    return Judged(verdict, shortfall(numerator, denominator, goal))


def why_unjudged(verdict: Verdict, reason: Reason | None) -> Reason | None:
    """Why counts that exist are neither met nor not met, beside the verdict itself; None where there is no more to tell."""
    match verdict:
        case Verdict.NO_DATA:
            return reason if reason in INCOMPLETE else Reason.EMPTY_REGISTER
        case Verdict.NO_TARGET:
            return reason if reason == Reason.DIFFERENT_TARGETS else None
        case _:
            return None
