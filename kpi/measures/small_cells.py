"""Small counts beside a total that is shown: hidden, and so that the total does not give them away. Pure.

A count of 1 to 4 may point to a person whom a village knows. One hidden count alone is the total less what is shown, so
a second one is hidden with it. Source: docs/decisions.md (small cells); the thresholds that statistics offices use.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

SMALLEST_SHOWN = 5


class Mark(StrEnum):
    """What stands in place of a count."""

    SMALL = "small"  # below 5: 1 to 4, or a 0 that had to hide with another count
    HIDDEN = "hidden"  # any number


Cell = int | Mark


def hide_small(counts: Sequence[int]) -> tuple[Cell, ...]:
    """The counts of one line as they can be shown beside the line's total: at least two numbers fit each hidden one.

    Totals across the lines must not be shown: a line is safe beside its own total only. A line of a single count is that
    total, and no mark can hide it.
    """
    small = [place for place, count in enumerate(counts) if 0 < count < SMALLEST_SHOWN]
    marks = dict.fromkeys(small, Mark.SMALL)
    if _given_away([counts[place] for place in small]):
        partner = _partner(counts)
        if partner is not None:
            marks[partner] = Mark.HIDDEN if counts[partner] else Mark.SMALL
        elif counts[small[0]] > 1:
            marks = dict.fromkeys(small, Mark.HIDDEN)  # nothing but fours: "<5" would say so
    return tuple(marks.get(place, count) for place, count in enumerate(counts))


def _given_away(small: Sequence[int]) -> bool:
    """Whether their sum tells each: one alone, and nothing but the least or nothing but the most that each can be."""
    return len(small) == 1 or set(small) in ({1}, {SMALLEST_SHOWN - 1})


def _partner(counts: Sequence[int]) -> int | None:
    """Which count hides with the small ones: the smallest of the others, a 0 only where there is no other."""
    others = [place for place, count in enumerate(counts) if not 0 < count < SMALLEST_SHOWN]
    return min(others, key=lambda place: (counts[place] == 0, counts[place]), default=None)
