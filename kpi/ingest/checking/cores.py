"""What a header says at its core: its words without their order, one word for all that mean the same, no filler words.

"Số ĐT của chủ hộ", "Điện thoại chủ hộ" and "SDT_CH" have one core. A word that nobody knows stays in it, so that "Ngày xử lý xong
dự kiến" is no other header. The words stand in config.yaml → recognition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        self._shortened = self._in_other_words(phrases)
        self._longest = max((len(phrase.split()) for phrase in (*self._meant, *self._shortened)), default=0)
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
        return frozenset(self._rewritten(key).split())

    def head(self, key: str) -> tuple[str, str]:
        """What a folded header is of, as the word that stands first in it says, and all that follows: "Ngày cấp sổ" is a day."""
        word, _space, rest = self._rewritten(key).partition(" ")
        return word, rest

    def _rewritten(self, key: str) -> str:
        """A folded text in the words that stand for all that mean the same; again, for a phrase may hold words that have others:
        "điện thoại LH" is "điện thoại liên hệ", "chủ HGĐ" is "chủ hộ"."""
        for meanings in (self._meant, self._meant, self._shortened):
            key = " ".join(self._said(key.split(), meanings))
        return key

    def _said(self, words: Sequence[str], meanings: Mapping[str, str]) -> Iterator[str]:
        """The words, or what the longest phrase means that begins with each; nothing for a filler."""
        start = 0
        while start < len(words):
            ends = range(min(len(words), start + self._longest), start, -1)
            end = next((end for end in ends if " ".join(words[start:end]) in meanings), start)
            said = words[start] if end == start else meanings[" ".join(words[start:end])]
            start = max(end, start + 1)
            if said:
                yield said

    def _that_may_stand_in(
        self, phrase: str, phrases: Sequence[str], beginning: Mapping[str, Sequence[int]]
    ) -> Iterator[str]:
        """The phrases that begin with a word of this one, or of what others in it mean, the longest first."""
        places, met, words = set[int](), set[str](), set(phrase.split())
        while words:
            met |= words
            begun = {place for word in words for place in beginning.get(word, ())} - places
            places |= begun
            words = {self._meant[phrases[place]] for place in begun} - met
        return (phrases[place] for place in sorted(places))

    def _in_other_words(self, phrases: Sequence[str]) -> dict[str, str]:
        """Every phrase as it reads when all the words in it are rewritten → its meaning; not what reads so for two meanings."""
        meant = frozenset(self._meant.values())
        beginning = _by_first_word(phrases)
        found: dict[str, set[str]] = {}
        for phrase in phrases:
            text = f" {phrase} "
            for other in self._that_may_stand_in(phrase, phrases, beginning):
                if other != phrase and f" {other} " in text:
                    text = text.replace(f" {other} ", f" {self._meant[other]} ")
            text = " ".join(text.split())
            rest = set(text.split()) - meant
            # Without its marks a word of two letters may be another one: "hộ (dân) cư", "hộ cũ".
            is_plain = all(len(word) > 2 for word in rest)
            if " " in text and text != phrase and self._meant[phrase] and rest < set(text.split()) and is_plain:
                found.setdefault(text, set()).add(self._meant[phrase])
        return {text: meanings.pop() for text, meanings in found.items() if len(meanings) == 1}


def _by_first_word(phrases: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """First word → the places of the phrases that begin with it."""
    found: dict[str, list[int]] = {}
    for place, phrase in enumerate(phrases):
        found.setdefault(phrase.partition(" ")[0], []).append(place)
    return found


def cores_of(same: Mapping[str, Iterable[str]], fillers: Iterable[str], known: Iterable[str]) -> Cores:
    """The cores of these words, which are made once: each load asks by the same ones."""
    return _made(tuple((word, tuple(others)) for word, others in same.items()), tuple(fillers), frozenset(known))


@lru_cache(maxsize=8)
def _made(same: tuple[tuple[str, tuple[str, ...]], ...], fillers: tuple[str, ...], known: frozenset[str]) -> Cores:
    return Cores(dict(same), fillers, known)


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
