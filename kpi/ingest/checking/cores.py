"""What a header says at its core: its words without their order, one word for all that mean the same, no filler words.

"Số ĐT của chủ hộ", "Điện thoại chủ hộ" and "SDT_CH" have one core. A word that nobody knows stays in it, so that "Ngày xử lý xong
dự kiến" is no other header. The words stand in config.yaml → recognition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from kpi.vietnamese.text import fold

Core = frozenset[str]


class Cores:
    """The cores of headers in any form. ``same``: word → those that mean the same; ``fillers`` say nothing; ``known`` are the
    headers by whose words one written without spaces ("tenchuho") is taken apart."""

    def __init__(self, same: Mapping[str, Iterable[str]], fillers: Iterable[str], known: Iterable[str]) -> None:
        self._meant = dict.fromkeys(map(fold, fillers), "")
        for word, others in same.items():
            self._meant |= dict.fromkeys(map(fold, (word, *others)), fold(word).replace(" ", "_"))
        phrases = sorted(self._meant, key=len, reverse=True)
        self._phrases = re.compile(rf"\b(?:{'|'.join(phrases)})\b") if phrases else None
        self._words = frozenset(word for text in (*self._meant, *known) for word in text.split())
        self._parts = frozenset(word for word in self._words if len(word) > 1)
        self.of = lru_cache(maxsize=8192)(self._of)  # the same headers are asked about for each kind of list

    def may_say(self, key: str) -> bool:
        """Whether a folded text could be a header: one word, or several of which two are known."""
        words = key.split()
        return not key.isdecimal() if len(words) == 1 else sum(word in self._words for word in words) > 1

    def _of(self, key: str) -> Core:
        """The core of a folded header."""
        if " " not in key and key not in self._meant:
            key = " ".join(_apart(key, self._parts) or (key,))
        return frozenset((self._phrases.sub(lambda met: self._meant[met[0]], key) if self._phrases else key).split())


def _apart(key: str, words: frozenset[str]) -> tuple[str, ...] | None:
    """The fewest known words that a text without spaces is made of; None where it is not."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(key)]
    for end in range(2, len(key) + 1):
        made = [
            (*before, key[start:end])
            for start in range(end - 1)
            if (before := best[start]) is not None and key[start:end] in words
        ]
        best[end] = min(made, key=len, default=None)
    return best[len(key)]
