"""The order of lists: codes and names with numbers as people count them, names by the Vietnamese alphabet, people by given name.

``kpi/sql`` orders with ``in_order(…)`` and ``collate vi``; what is put together in Python uses these keys and stands the same.
"""

from __future__ import annotations

import re
import unicodedata

# Vietnamese letters by the dictionary: those with a breve, circumflex, horn or bar are letters of their own.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: place for place, letter in enumerate(_ALPHABET)}
# Marks of tone, in their order; they count only where the letters are the same. The breve, circumflex and horn belong to letters.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

Key = tuple[object, ...]


def by_code(code: str) -> Key:
    """T2 before T10."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", code))


def by_name(name: str) -> Key:
    """Word by word: a before ă before â, D before Đ, then by tones; "Thôn 2" before "Thôn 10"."""
    words = name.casefold().split()
    return tuple(map(_letters, words)), tuple(map(_tones, words)), name


def by_given_name(person: str) -> Key:
    """People as Vietnamese lists have them: by the given name, which stands last, then by family and middle names."""
    words = person.split()
    return by_name(words[-1] if words else ""), by_name(" ".join(words[:-1]))


def _letters(word: str) -> Key:
    parts = re.findall(r"\d+|\D", _without_tones(word))
    return tuple((0, int(part), "") if part.isdecimal() else (1, _PLACES.get(part, -1), part) for part in parts)


def _without_tones(word: str) -> str:
    marked = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in _TONES))


def _tones(word: str) -> Key:
    return tuple(_TONES[mark] for mark in unicodedata.normalize("NFD", word) if mark in _TONES)
