"""Which levels below their target are near it: worth attention rather than lost."""

from __future__ import annotations

from kpi.domain.goals import Goal, Quota
from kpi.judgement.verdicts import Verdict, is_met


def is_near(verdict: Verdict, numerator: int, denominator: int, target: Goal | None, points: int) -> bool:
    """Whether counts that do not meet their target (0–100) reach it less so many points. Source: ``config.yaml`` → nearness.

    Of a target by number the points are percent of that number.
    """
    if verdict is not Verdict.NOT_MET or target is None:
        return False
    if isinstance(target, Quota):
        return numerator * 100 >= target.count * (100 - points)
    return is_met(numerator, denominator, target - points)
