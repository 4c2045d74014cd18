"""Which levels below their target are near it: worth attention rather than lost."""

from __future__ import annotations

from decimal import Decimal

from kpi.judgement.verdicts import is_met

# In points of a percentage. The plan sets no such limit: it only parts the colours of levels that are not met, never a verdict.
NEAR_POINTS = 10


def is_near(numerator: int, denominator: int, target: Decimal) -> bool:
    """Whether counts reach the target (0–100) less ``NEAR_POINTS``."""
    return is_met(numerator, denominator, target - NEAR_POINTS)
