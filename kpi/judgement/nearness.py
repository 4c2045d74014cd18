"""Which levels below their target are near it: worth attention rather than lost."""

from __future__ import annotations

from decimal import Decimal

from kpi.judgement.verdicts import Verdict, is_met


def is_near(verdict: Verdict, numerator: int, denominator: int, target: Decimal | None, points: int) -> bool:
    """Whether counts that do not meet their target (0–100) reach it less so many points. Source: ``config.yaml`` → nearness."""
    return verdict is Verdict.NOT_MET and target is not None and is_met(numerator, denominator, target - points)
