"""Small counts: what stands in place of one, and the first rule that hid them, each table by itself. Pure.

A count of 1 to 4 may point to a person whom a village knows. Reports are hidden by ``kpi.measures.secrecy``; those frozen before it
keep the cells that this rule gave them. Source: docs/decisions/cases.md#reports-by-earlier-rules; thresholds of statistics offices.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

SMALLEST_SHOWN = 5


class Mark(StrEnum):
    """What stands in place of a count."""

    SMALL = "small"  # 1 to 4
    HIDDEN = "hidden"  # any number


Cell = int | Mark


def hide_small(counts: Sequence[int]) -> tuple[Cell, ...]:
    """The counts of one line as the first rule shows them beside the line's total: at least two numbers fit each hidden one, even
    for who knows this rule, but has no village's list and no other table.

    Totals across the lines must not be shown: a line is safe beside its own total only. Nothing can hide a line of a single
    count, which is that total, nor one of nothing but ones or nothing but fours, where there is nothing to hide with.
    """
    small = [place for place, count in enumerate(counts) if 0 < count < SMALLEST_SHOWN]
    marks = dict.fromkeys(small, Mark.SMALL)
    if _given_away([counts[place] for place in small]):
        partner = _partner(counts)
        if partner is not None and _doubtful(counts, small, partner):
            marks[partner] = Mark.HIDDEN
        else:
            marks = dict.fromkeys(_alike(counts, small, partner), Mark.HIDDEN)
    return tuple(marks.get(place, count) for place, count in enumerate(counts))


def _given_away(small: Sequence[int]) -> bool:
    """Whether their sum tells each: one alone, and nothing but the least or nothing but the most that each can be."""
    return len(small) == 1 or set(small) in ({1}, {SMALLEST_SHOWN - 1})


def _partner(counts: Sequence[int]) -> int | None:
    """Which count hides with the small ones: the smallest of the others, a 0 only where there is no other."""
    others = [place for place, count in enumerate(counts) if not 0 < count < SMALLEST_SHOWN]
    return min(others, key=lambda place: (counts[place] == 0, counts[place]), default=None)


def _doubtful(counts: Sequence[int], small: Sequence[int], partner: int) -> bool:
    """Whether the small ones, shown as such, may still be two numbers each: their partner is 5 or more, and less than what is
    shown beside them."""
    if not counts[partner]:
        return False
    shown = [count for place, count in enumerate(counts) if place != partner and count >= SMALLEST_SHOWN]
    together = sum(counts[place] for place in small) + counts[partner]
    sums = range(1, SMALLEST_SHOWN) if len(small) == 1 else (len(small), len(small) * (SMALLEST_SHOWN - 1))
    return sum(SMALLEST_SHOWN <= together - least < min(shown, default=together) for least in sums) > 1


def _alike(counts: Sequence[int], small: Sequence[int], partner: int | None) -> list[int]:
    """Cells that are hidden together, so that each of them may be the small one: with all counts like the partner's. A single
    count among zeros hides in a pair of neighbours, or in the last three, so that most zeros can be read."""
    if partner is None:
        return list(small)
    if len(small) == 1 and not counts[partner]:
        last_three = len(counts) - 3
        if len(counts) % 2 and small[0] >= last_three:
            return list(range(last_three, len(counts)))
        first = small[0] // 2 * 2
        return [first, first + 1]
    return [place for place, count in enumerate(counts) if place in small or count == counts[partner]]
