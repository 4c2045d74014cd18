"""English that agrees with its number: "1 rows are hidden" is said as "1 row is hidden".

Messages are written once, for many; Vietnamese has one form for all, so no catalogue of plurals stands beside them.
"""

from __future__ import annotations

import re
from string import Formatter

_NOUNS = (
    "households", "businesses", "institutions", "villages", "reports", "units", "groups", "members", "persons", "entries",
    "activities", "rows", "lines", "cells", "columns", "lists", "loads", "batches", "files", "sheets", "copies", "codes", "names",
    "spellings", "faults", "differences", "figures", "deadlines", "states", "days", "weeks", "months", "hours", "minutes", "seconds",
    "times", "letters", "characters", "numbers", "conclusions", "suggestions",
)  # fmt: skip
_BEFORE = "more|other|good|working|frozen|simulated|rejected|display|different"
_VERBS = {
    "are": "is", "were": "was", "have": "has", "fit": "fits", "do": "does", "wait": "waits", "differ": "differs", "name": "names",
    "point": "points", "stay": "stays", "keep": "keeps",
}  # fmt: skip
# A whole 1, not the end of a larger number, of a ratio or of a day; what stands between it and its noun; the verb that follows.
_ONE = re.compile(rf"(?<![\d.,/:-])1 ((?:(?:{_BEFORE}) )?)({'|'.join(_NOUNS)})\b(?: ({'|'.join(_VERBS)})\b)?")


# A value that has a part in the agreement: the number 1 itself, or a noun.
_TAKES_PART = re.compile(rf"[+−-]?1|(?:(?:{_BEFORE}) )?(?:{'|'.join(_NOUNS)})")
_KEPT = re.compile("\ue000(\\d+)\ue001")  # private characters, which no message holds, around the place of a kept value


def agreeing(text: str) -> str:
    """The text with the singular after each 1."""
    return _ONE.sub(_singular, text)


def filled(message: str, values: dict[str, object]) -> str:
    """The message with its values, agreeing; what a value says of itself (a file's name, "1 files.xlsx") stays letter by letter."""
    sentence = _Sentence()
    return _KEPT.sub(lambda found: sentence.kept[int(found[1])], agreeing(sentence.vformat(message, (), values)))


class _Sentence(Formatter):
    """Fills a message, and keeps back every value that has no part in the agreement."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def format_field(self, value: object, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        if _TAKES_PART.fullmatch(text):
            return text
        self.kept.append(text)
        return f"\ue000{len(self.kept) - 1}\ue001"


def _singular(found: re.Match[str]) -> str:
    before, noun, verb = found.groups()
    return f"1 {before}{_one(noun)}" + (f" {_VERBS[verb]}" if verb else "")


def _one(noun: str) -> str:
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-2] if noun.endswith(("sses", "ches")) else noun[:-1]
