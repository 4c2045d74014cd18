"""The ladder's rungs by number, name and reason in words (docs/glossary.md: rung, tie)."""

from __future__ import annotations

from kpi.language import N_, _

RUNGS = {1: "declared", 2: "decided", 3: "phone"}
SCORES = {"declared": 1.0, "decided": 1.0, "phone": 1.0}
_REASONS = {
    "declared": N_("the list itself carries the code"),
    "decided": N_("a person decided so"),
    "phone": N_("the same phone number, on the register at this entry only"),
}


def reason(rung: str, candidates: int = 1) -> str:
    """Why this member is linked, or why a person has to look."""
    if candidates > 1:
        return _("{candidates} entries of the register fit on this rung: a person must decide", candidates=candidates)
    return _(_REASONS[rung])
