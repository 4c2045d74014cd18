"""In which way a name that somebody shows and a name on a register are alike. Order matters: Văn Anh is not Anh Văn."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from kpi.matching.names import Alike, DisplayName, Reading, alike, is_slip


class Form(StrEnum):
    """The ways, the closer first. Each has its words in ``kpi.matching.rungs`` and its weight in ``kpi.matching.roll``."""

    LETTERS = "letters"  # to the letter
    PLACED = "placed"  # the tone stands on another letter
    LETTER_I = "letter_i"  # i for y
    TONES_LOST = "tones_lost"
    MARKS_LOST = "marks_lost"
    SHORTENED = "shortened"  # surname or middle name left out
    LENGTHENED = "lengthened"  # the register's name is the shorter one
    GIVEN_ONLY = "given_only"  # nothing but the given name
    TURNED = "turned"  # the given name first, as abroad
    TURNED_SHORTENED = "turned_shortened"  # … and parts of the name left out
    ABBREVIATED = "abbreviated"
    MISSPELT = "misspelt"
    OTHER_MARKS = "other_marks"  # both are marked, differently: probably another person
    CHILD = "child"  # called mother or father of somebody of that name
    ORGANISATION = "organisation"  # the name of the body itself
    CODE = "code"  # nothing but the code in the display name speaks for it


_SHORT_NAME, _SHORT_SYLLABLE = 2, 2
_WHOLE = {
    Alike.SAME: Form.LETTERS,
    Alike.PLACED: Form.PLACED,
    Alike.LETTER_I: Form.LETTER_I,
    Alike.TONE_LOST: Form.TONES_LOST,
    Alike.MARKS_LOST: Form.MARKS_LOST,
}


def likeness(reading: Reading, name: Sequence[str]) -> Form | None:
    """How a reading of a display name is like a name on a register; None: it is not."""
    shown = reading.syllables
    if reading.of_child:
        return Form.CHILD if _same(shown[-1], name[-1]) else None
    if len(shown) == len(name):
        found = _whole(shown, name)
    elif len(shown) < len(name):
        found = _shorter(shown, name)
    else:
        found = Form.LENGTHENED if len(name) > 1 and _within(name, shown) and _same(shown[0], name[0]) else None
    return found or _turned(shown, name)


def _whole(shown: Sequence[str], name: Sequence[str]) -> Form | None:
    """As many syllables on both sides; at most one of them may be misspelt or marked otherwise, and not a lone one misspelt."""
    levels = [alike(one, other) for one, other in zip(shown, name, strict=True)]
    if len(levels) > _SHORT_NAME:
        # In a long name the other syllables carry a slip in a short one before the given name: Tị for Thị.
        levels[:-1] = [
            Alike.MISSPELT if level is Alike.DIFFERENT and is_slip(one, other, _SHORT_SYLLABLE) else level
            for level, one, other in zip(levels[:-1], shown, name, strict=False)
        ]
    worst = max(levels)
    if worst in _WHOLE:
        return _WHOLE[worst]
    if worst is Alike.OTHER_MARKS:
        return Form.OTHER_MARKS
    if worst is Alike.ABBREVIATED:
        return Form.ABBREVIATED if levels[-1] <= Alike.MARKS_LOST else None
    doubtful = sum(level > Alike.MARKS_LOST for level in levels)
    return Form.MISSPELT if worst is Alike.MISSPELT and doubtful == 1 and len(shown) > 1 else None


def _shorter(shown: Sequence[str], name: Sequence[str]) -> Form | None:
    if not _within(shown, name):
        return None
    if len(shown) > 1:
        return Form.SHORTENED
    return Form.GIVEN_ONLY if len(shown[0]) > 1 else None  # a lone letter is nobody's name


def _within(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the syllables of one stand in the other in their order, the given name at the end of both."""
    if not _same(short[-1], full[-1]):
        return False
    rest = iter(full[:-1])
    return all(any(_same(one, other) for other in rest) for one in short[:-1])


def _turned(shown: Sequence[str], name: Sequence[str]) -> Form | None:
    """Hùng Nguyễn, Hùng Nguyễn Văn, Văn Hùng Nguyễn: the surname is not in front, but nothing else is changed."""
    if len(shown) < 2 or len(name) < 2 or len(shown) > len(name):
        return None
    for turn in turns(shown):
        if _same(turn[0], name[0]) and _within(turn, name):
            return Form.TURNED if len(shown) == len(name) or len(shown) == 2 else Form.TURNED_SHORTENED
    return None


def turns(shown: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two ways to turn a name back: the given name was in front, or the surname at the end."""
    return (*shown[1:], shown[0]), (shown[-1], *shown[:-1])


def _same(one: str, other: str) -> bool:
    return alike(one, other) <= Alike.MARKS_LOST


def recognisable(then: DisplayName, now: DisplayName) -> bool:
    """Whether one display name may still be the other one's: a name in full for a short one, with or without marks."""
    return any(
        one.syllables == other.syllables or _near(one, other) or _near(other, one)
        for one in then.readings
        for other in now.readings
    )


def _near(one: Reading, other: Reading) -> bool:
    form = likeness(one, other.syllables)
    return form is not None and form is not Form.OTHER_MARKS
