"""How far a figure can be trusted, by what speaks against it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class FigureDoubt(StrEnum):
    """What speaks against an indicator's figure, gravest first."""

    NO_REGISTER = "no_register"
    VILLAGES_MISSING = "villages_missing"
    LISTS_UNSENT = "lists_unsent"  # of a register that the plan adds and villages send
    MARKS_MISSING = "marks_missing"
    ROWS_REJECTED = "rows_rejected"
    OLD_REGISTER = "old_register"
    NO_GROUPS = "no_groups"
    LISTS_MISSING = "lists_missing"
    LISTS_INCOMPLETE = "lists_incomplete"
    LISTS_REJECTED = "lists_rejected"
    LISTS_STALE = "lists_stale"
    TIES = "ties"
    REPORTS_UNDATED = "reports_undated"


class Trust(StrEnum):
    """Whether a figure can be used; a partial one is about less than the whole commune, a doubted one whole and less sure."""

    NO_DATA = "no_data"
    PARTIAL = "partial"
    DOUBTED = "doubted"
    SOUND = "sound"


def trust_in(doubts: Collection[FigureDoubt]) -> Trust:
    """What all that speaks against a figure makes of it."""
    if FigureDoubt.NO_REGISTER in doubts:
        return Trust.NO_DATA
    if not {FigureDoubt.VILLAGES_MISSING, FigureDoubt.LISTS_UNSENT, FigureDoubt.MARKS_MISSING}.isdisjoint(doubts):
        return Trust.PARTIAL
    return Trust.DOUBTED if doubts else Trust.SOUND
