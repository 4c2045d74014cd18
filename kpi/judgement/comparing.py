"""Which changes between two days can be told: of the same villages, and "no change" only where a list or log has looked since."""

from __future__ import annotations

from kpi.judgement.assessment import Assessment


def has_change(before: Assessment, now: Assessment) -> bool:
    """Whether what became of an indicator between two days is known. Source: design, "Nothing is said that nobody observed"."""
    if not before.denominator or not now.denominator or before.numerator is None or now.numerator is None:
        return False
    if before.basis.uncovered != now.basis.uncovered or before.basis.unlisted != now.basis.unlisted:
        return False
    same = before.numerator * now.denominator == now.numerator * before.denominator
    return not same or now.basis.is_newer_than(before.as_of)
