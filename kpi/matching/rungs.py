"""The ladder's rungs by number and name, and what a rung or a form of likeness says in words (docs/glossary.md: rung, tie)."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _

DECLARED, DECIDED, PHONE, EXACT_NAME, TONE_FREE, FOLDED, SIMILAR = range(1, 8)
# Up to here a link counts; beyond, it is a suggestion that a person must confirm.
LAST_COUNTING = PHONE
COUNTING = {DECLARED: "declared", DECIDED: "decided", PHONE: "phone"}
SUGGESTING = {EXACT_NAME: "exact_name", TONE_FREE: "tone_free", FOLDED: "folded", SIMILAR: "similar"}
RUNGS = COUNTING | SUGGESTING
_REASONS = {
    "declared": N_("the list itself carries the code"),
    "decided": N_("a person decided so"),
    "phone": N_("the same phone number, on the register at this entry only"),
}
# By form of likeness (kpi.matching.likeness.Form) and by hint (kpi.matching.roll).
_EVIDENCE = {
    "letters": N_("the same full name"),
    "placed": N_("the same full name, the tone mark on another letter"),
    "letter_i": N_("the same full name, written with i or y"),
    "tones_lost": N_("the same full name, tone marks missing"),
    "marks_lost": N_("the same full name, marks missing"),
    "shortened": N_("the same name, parts of it left out"),
    "lengthened": N_("the same name, longer than on the register"),
    "given_only": N_("the same given name, nothing more"),
    "turned": N_("the same name, the given name first"),
    "turned_shortened": N_("the same name, the given name first, parts of it left out"),
    "abbreviated": N_("the same name, abbreviated"),
    "misspelt": N_("one letter differs"),
    "other_marks": N_("the same letters, other marks: probably another person"),
    "child": N_("called parent of somebody of this given name"),
    "organisation": N_("the name of the organisation itself"),
    "code": N_("only the code in the display name speaks for it"),
    "code_named": N_("the display name states this code"),
    "other_code_named": N_("the display name states another code"),
    "village_named": N_("the display name states this village"),
    "other_village_named": N_("the display name states another village"),
    "of_shop": N_("the display name is a shop's"),
}
_NAMESAKES = {
    "household": N_("{count} households of the village fit the name"),
    "business": N_("{count} businesses fit the name"),
    "institution": N_("{count} institutions fit the name"),
}


def reason(rung: str, candidates: int = 1) -> str:
    """Why this member is linked, or why a person has to look."""
    if candidates > 1:
        return _("{candidates} entries of the register fit on this rung: a person must decide", candidates=candidates)
    return _(_REASONS[rung])


def suggestion_in_words(evidence: Sequence[str], entity_kind: str, namesakes: int) -> str:
    """What speaks for a suggestion and what against it: "the same full name, marks missing, same village; 2 households …"."""
    parts = [_(_EVIDENCE[name]) for name in evidence]
    if entity_kind == "household" and not {"village_named", "other_village_named"} & set(evidence):
        parts.append(_("same village"))
    said = ", ".join(parts)
    return f"{said}; {_(_NAMESAKES[entity_kind], count=format_count(namesakes))}" if namesakes > 1 else said
