"""What is to be reached: a percentage of what is counted, or so many of it. Whole numbers decide, never a rounded percentage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quota:
    """So many, however many there are in all."""

    count: int


# A percentage (0–100) or a number.
Goal = Decimal | Quota


def needed(denominator: int, goal: Goal) -> int:
    """How many must take part at least; more than there are, where a number says so."""
    if isinstance(goal, Quota):
        return goal.count
    limit, parts = goal.as_integer_ratio()
    return -(-limit * denominator // (100 * parts))


def percent_of(goal: Goal | None) -> Decimal | None:
    """The percentage, where the goal is one."""
    return goal if isinstance(goal, Decimal) else None


def count_of(goal: Goal | None) -> int | None:
    """The number, where the goal is one."""
    return goal.count if isinstance(goal, Quota) else None
