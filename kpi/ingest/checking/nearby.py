"""What a spelling that nobody knows may stand for: known texts that come near. Never an opposite, never another number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from kpi.vietnamese.text import fold

# How alike two texts must be, from 0 to 1, and how many are proposed.
_ALIKE = 0.72
MOST_PROPOSED = 3
# Words that turn a meaning round: "Đang giải quyết" is not "Đã giải quyết", "Chưa xong" is not "Xong".
_TURNS = {"da": "done", "xong": "done", "dang": "going", "chua": "not", "khong": "not", "tam": "pause", "het": "end", "ngung": "end",
          "con": "going"}  # fmt: skip


def nearby(spelling: str, known: Mapping[str, str], *, without: Iterable[str] = ()) -> tuple[str, ...]:
    """The meanings whose texts come nearest, best first; ``known``: text → meaning, ``without``: words that need not agree."""
    left_aside = frozenset(without)
    wanted = _words(spelling, left_aside)
    scored: dict[str, float] = {}
    for text, meaning in known.items():
        words = _words(text, left_aside)
        if words and wanted and _turns(words) == _turns(wanted) and _numbers(words) == _numbers(wanted):
            score = SequenceMatcher(None, "".join(wanted), "".join(words)).ratio()
            scored[meaning] = max(score, scored.get(meaning, 0.0))
    near = [meaning for meaning, score in scored.items() if score >= _ALIKE]
    return tuple(sorted(near, key=lambda meaning: (-scored[meaning], meaning))[:MOST_PROPOSED])


def _words(text: str, left_aside: frozenset[str]) -> list[str]:
    return [word for word in fold(text).split() if word not in left_aside]


def _turns(words: Iterable[str]) -> set[str]:
    return {_TURNS[word] for word in words if word in _TURNS}


def _numbers(words: Iterable[str]) -> list[str]:
    return [word.lstrip("0") for word in words if word.isdecimal()]
