"""Finds a person's name, phone number or Zalo id in any text, as people write them, and takes it out.

A name of three words or more is found whatever its case and marks, with spaces, points or underscores between its words; one of two
words only where both begin with a capital letter; one of a single word is nobody's. Numbers are found with and without the
country's code, their digits in groups or not.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from kpi.vietnamese.text import fold, name_key

_FEWEST_WORDS = 2
_CERTAIN_WORDS = 3
_FIRST_MARK, _LAST_MARK = chr(0x300), chr(0x36F)
_BETWEEN_WORDS = r"[^a-z0-9]{1,3}"
_BETWEEN_DIGITS = r"[\s().\-]{0,2}"
_LETTERS = str.maketrans("đð", "dd")
_MARKS = re.compile(f"[{_FIRST_MARK}-{_LAST_MARK}]")
# In which offices' programs write text; of old workbooks the second, of lists for old programs the third.
_ENCODINGS = ("utf-8", "utf-16-le", "cp1258")


@dataclass(frozen=True, slots=True)
class _Bare:
    """A text letter by letter without marks and case, and where each letter stands in it."""

    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Bare:
        letters, places = [], []
        for place, sign in enumerate(text):
            for part in unicodedata.normalize("NFD", sign.lower()):
                if not unicodedata.combining(part):
                    letters.append(part.translate(_LETTERS))
                    places.append(place)
        return cls("".join(letters), tuple(places))

    def spans(self, pattern: re.Pattern[str], end: int) -> Iterator[tuple[int, int]]:
        """Where the pattern stands in the text itself, with the marks that follow a decomposed letter."""
        for found in pattern.finditer(self.letters):
            after = self.places[found.end()] if found.end() < len(self.places) else end
            yield self.places[found.start()], after


@dataclass(frozen=True)
class Traces:
    """What leads to one person, or to several: names, phone numbers in canonical form, Zalo ids."""

    names: frozenset[str]
    phones: frozenset[str]
    uids: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str], phones: Iterable[str], uids: Iterable[str]) -> Traces:
        return cls(frozenset(filter(None, names)), frozenset(filter(None, phones)), frozenset(filter(None, uids)))

    def found_in(self, text: str) -> bool:
        """Whether any of it stands in a text."""
        return self._may_stand_in(text) and next(self._spans(text), None) is not None

    def _may_stand_in(self, text: str) -> bool:
        """The same but for capital letters, at a hundredth of the cost: nearly no text holds any of it."""
        bare = _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).translate(_LETTERS)
        return any(pattern.search(bare) for pattern in (*self._numbers, *(pattern for _words, pattern in self._names)))

    def without(self, text: str, instead: str) -> str:
        """The text with ``instead`` in the place of each."""
        if not self._may_stand_in(text):
            return text
        kept, at = [], 0
        for start, end in sorted(self._spans(text)):
            if start >= at:
                kept += [text[at:start], instead]
                at = end
        return "".join([*kept, text[at:]])

    def without_in(self, value: Any, instead: str) -> Any:
        """The same for every text of what JSON holds."""
        if isinstance(value, str):
            return self.without(value, instead)
        if isinstance(value, list):
            return [self.without_in(one, instead) for one in value]
        if isinstance(value, dict):
            return {key: self.without_in(one, instead) for key, one in value.items()}
        return value

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        if not text:
            return
        bare = _Bare.of(text)
        for pattern in self._numbers:
            yield from bare.spans(pattern, len(text))
        for words, pattern in self._names:
            for start, end in bare.spans(pattern, len(text)):
                end = start + len(text[start:end].rstrip(" .,;:-_"))
                if words >= _CERTAIN_WORDS or _is_written_as_name(text[start:end]):
                    yield start, end

    @cached_property
    def _numbers(self) -> tuple[re.Pattern[str], ...]:
        found = [rf"(?<![0-9]){re.escape(uid)}(?![0-9])" for uid in sorted(self.uids)]
        for phone in sorted(self.phones):
            digits = _BETWEEN_DIGITS.join(phone.removeprefix("0"))
            found.append(rf"(?<![0-9])(?:\+?84|0084|0)?{_BETWEEN_DIGITS}{digits}(?![0-9])")
        return tuple(map(re.compile, found))

    @cached_property
    def _names(self) -> tuple[tuple[int, re.Pattern[str]], ...]:
        words = {tuple(fold(name_key(name)).split()) for name in self.names}
        return tuple(
            (len(name), re.compile(rf"(?<![a-z0-9]){_BETWEEN_WORDS.join(map(re.escape, name))}(?![a-z0-9])"))
            for name in sorted(words, key=lambda one: (-len(one), one))
            if len(name) >= _FEWEST_WORDS
        )


def text_of_file(content: bytes) -> str:
    """All that may be text in a file, of a zip (workbook, Word file) in all its parts; for looking through, not for reading."""
    parts = [content]
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = [packed.read(name) for name in packed.namelist()]
    return "\n".join(part.decode(encoding, errors="ignore") for part in parts for encoding in _ENCODINGS)


def _is_written_as_name(text: str) -> bool:
    words: Collection[str] = [word for word in re.split(r"[\W_]+", text) if word]
    return bool(words) and all(word[:1].isupper() for word in words)
