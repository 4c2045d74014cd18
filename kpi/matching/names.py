"""Vietnamese names as people write them: what in a Zalo display name is the name, what is a hint, and how alike two names are.

It knows syllables and tones, not people: nothing here looks at a register. Two people who differ only in marks are different
people; marks that one side lacks are another matter. Source: docs/decisions/matching.md#marks, docs/datasets.md (names).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from kpi.config.models import Matching
from kpi.vietnamese.places import UNIT_WORDS, PlaceName, Register
from kpi.vietnamese.places import take_apart as take_place_apart
from kpi.vietnamese.syllables import TONES
from kpi.vietnamese.text import clean_text, fold

_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_SHAPES = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn: the marks that make another vowel
_FINAL_Y = re.compile(r"(?<![aăâeêioôơuưy])y$|(?<=^qu)y$")
# A misspelt syllable is still long enough to be known; a shorter one may be any other.
_LONG_ENOUGH = 3
_MOST_ABBREVIATED = 2


class Alike(IntEnum):
    """How one written syllable stands to another; the lower the closer."""

    SAME = 0  # to the letter, case aside
    PLACED = 1  # the tone stands on another letter: hoà, hòa
    LETTER_I = 2  # i for y: Mỹ, Mĩ
    TONE_LOST = 3  # one side has no tone
    MARKS_LOST = 4  # one side has fewer marks
    OTHER_MARKS = 5  # both are marked, differently: probably another person
    ABBREVIATED = 6  # N for Nguyễn, Ng for Nguyễn
    MISSPELT = 7  # one letter more, less, other or swapped
    DIFFERENT = 8


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable taken apart: ``toneless`` keeps the vowels' shapes and đ, ``bare`` is without any mark, ``tone`` is a mark or ""."""

    written: str
    toneless: str
    tone: str
    bare: str


@lru_cache(maxsize=65536)
def syllable(written: str) -> Syllable:
    """Takes a syllable apart; wherever the tone stands on it."""
    letters = unicodedata.normalize("NFD", written)
    tone = next((mark for mark in letters if mark in TONES), "")
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in TONES))
    bare = "".join(mark for mark in letters if not unicodedata.combining(mark)).replace("đ", "d")
    return Syllable(written, toneless, tone, bare)


@lru_cache(maxsize=262144)
def alike(one: str, other: str) -> Alike:
    """How two syllables stand to each other; the order of the two does not matter."""
    if one == other:
        return Alike.SAME
    a, b = syllable(one), syllable(other)
    if syllable_key(one) == syllable_key(other):
        return _marked_alike(a, b)
    if _abbreviates(a, b) or _abbreviates(b, a):
        return Alike.ABBREVIATED
    return Alike.MISSPELT if is_slip(one, other) else Alike.DIFFERENT


def _marked_alike(a: Syllable, b: Syllable) -> Alike:
    """Two syllables with the same letters under their marks: one side may lack marks of the other, but not each of the other."""
    with_i = a.bare != b.bare
    if _with_i(a.toneless) == _with_i(b.toneless):
        if a.tone == b.tone:
            return Alike.LETTER_I if with_i else Alike.PLACED
        return Alike.OTHER_MARKS if a.tone and b.tone else Alike.TONE_LOST
    pairs = [(a.tone, b.tone), *zip(_shapes(_with_i(a.toneless)), _shapes(_with_i(b.toneless)), strict=True)]
    fewer_in_a, fewer_in_b = (all(x == y or not (x, y)[side] for x, y in pairs) for side in (0, 1))
    return Alike.MARKS_LOST if fewer_in_a or fewer_in_b else Alike.OTHER_MARKS


def _with_i(text: str) -> str:
    return _FINAL_Y.sub("i", text)


@lru_cache(maxsize=65536)
def syllable_key(written: str) -> str:
    """The same for all syllables that differ in marks or in i and y only."""
    return _with_i(syllable(written).bare)


@lru_cache(maxsize=65536)
def _shapes(toneless: str) -> tuple[str, ...]:
    """Of each letter the mark that makes it another letter (ă, â, ê, ô, ơ, ư, đ), or nothing."""
    shapes: list[str] = []
    for sign in unicodedata.normalize("NFD", toneless):
        if sign in _SHAPES:
            shapes[-1] = sign
        else:
            shapes.append(sign if sign == "đ" else "")
    return tuple(shapes)


def _abbreviates(short: Syllable, full: Syllable) -> bool:
    """N., V. and Ng.: consonants at the beginning of the other syllable, and no vowel."""
    letters = short.bare
    if len(letters) > _MOST_ABBREVIATED or len(letters) >= len(full.bare):
        return False
    if not full.bare.startswith(letters) or set(letters) & set("aeiouy"):
        return False
    return short.toneless[0] in (full.toneless[0], full.bare[0])  # d may stand for đ, đ never for d


def _with_and_without_marks(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (word, syllable(word).bare))


# Family names that are hardly anybody's given name, what only stands before one, and what does so behind a family name.
_FAMILY = _with_and_without_marks(
    "nguyễn trần lê phạm huỳnh phan võ vũ hoàng đặng bùi đỗ hồ ngô đinh trịnh trương đoàn tạ phùng lưu chu tống quách hứa lương"
)
_BEFORE_A_GIVEN_NAME = _with_and_without_marks("văn thị")
_MIDDLE = _with_and_without_marks("ngọc xuân quốc đình hữu đức công quang minh thanh thu hồng kim bá duy gia")
Phrase = tuple[str, ...]
# Phrases by the token that begins them, as it is written and without marks; nearly no token of a name begins one.
PhrasesByFirst = dict[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words around names, as ``config.yaml → matching`` has them; of one beginning the longer ones first."""

    titles: PhrasesByFirst
    parents: PhrasesByFirst
    places: frozenset[str]
    shops: PhrasesByFirst

    @classmethod
    @cache
    def of(cls, said: Matching) -> NameWords:
        return cls(
            phrases_of(said.titles), phrases_of(said.parents), frozenset(map(fold, said.places)), phrases_of(said.shops)
        )


def phrases_of(words: Iterable[str]) -> PhrasesByFirst:
    """Words of one or more tokens, ready to be looked for."""
    found: dict[str, set[Phrase]] = {}
    for phrase in map(tuple, map(tokens_of, words)):
        for first in (phrase[0], syllable(phrase[0]).bare):
            found.setdefault(first, set()).add(phrase)
    return {first: tuple(sorted(every, key=lambda one: (-len(one), one))) for first, every in found.items()}


class VillagePhrases(dict[Phrase, str]):
    """What names a village, in folded tokens, to its code; with the tokens that begin one, and how long the longest is.

    ``cores``: those that name one without any word for a unit, as they are written; they may be a person's name as well.
    """

    def __init__(self, found: Mapping[Phrase, str], cores: Mapping[Phrase, Phrase] | None = None) -> None:
        super().__init__(found)
        self.cores = dict(cores or {})
        self.firsts = frozenset(phrase[0] for phrase in found)
        self.longest = max(map(len, found), default=0)


_INNER_UNITS = frozenset(word.split()[0] for word in UNIT_WORDS.values())
NO_VILLAGES = VillagePhrases({})


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a display name: its syllables, and whether what stands there may be a child's name or a shop's."""

    syllables: tuple[str, ...]
    of_child: bool = False
    of_shop: bool = False

    @property
    def bare(self) -> str:
        return " ".join(syllable(part).bare for part in self.syllables)


@dataclass(frozen=True, slots=True)
class DisplayName:
    """A display name taken apart: the ways to read the name in it (most literal first), the villages that it names, and its
    labels, which may be a house's or an organisation's code (``hg0123``)."""

    readings: tuple[Reading, ...]
    villages: frozenset[str]
    labels: frozenset[str]
    names_a_place: bool = False


def tokens_of(text: str) -> list[str]:
    """Runs of letters and runs of digits, in small letters; signs and pictures separate."""
    return _TOKENS.findall(unicodedata.normalize("NFC", clean_text(text).lower()))


def plain_name(text: str) -> tuple[str, ...]:
    """The syllables of a name on a register; titles before it are no part of it when a full name is left."""
    return tuple(token for token in tokens_of(text) if not token.isdigit())


def compact(code: str) -> str:
    """A code as a label in a display name is compared with it: no case, no signs, no spaces."""
    return fold(code).replace(" ", "")


def village_phrases(villages: Mapping[str, str], places: Iterable[str]) -> VillagePhrases:
    """What names a village: its name, its code, the core of its name; what would name two of them names none.

    ``villages`` maps codes to names. A number names one behind a word for a unit, or behind the letter of the village's own
    ("KP3", "T2"); a core of one syllable ("Hải") behind "thôn" or the village's own word; a longer one ("Yên Xá") alone, too.
    """
    register = Register(villages)
    found: dict[Phrase, str | None] = {}
    cores: dict[Phrase, Phrase] = {}
    initials = frozenset(map(fold, places))

    def add(phrase: Phrase, code: str) -> None:
        found[phrase] = code if found.get(phrase, code) == code else None

    for code, name in villages.items():
        place = take_place_apart(name)
        core = tuple(place.core.split())
        written = tuple(tokens_of(name))[-len(core) :] if core else ()
        for phrase in _spellings(code, name, place, initials):
            add(phrase, code)
        is_told_alone = len(core) > 1 or place.core.isdecimal()
        for unit in UNIT_WORDS if is_told_alone else ("thon",):
            if register.candidates(f"{UNIT_WORDS[unit]} {' '.join(written)}") == (code,):
                add((*unit.split(), *core), code)
        for own in _own_units(place) if core and not is_told_alone else ():
            if register.candidates(" ".join((*own, *written))) == (code,):
                phrase = (*map(fold, own), *core)
                add(phrase, code)
                cores.setdefault(phrase, (*own, *written))
        if len(core) > 1 and register.candidates(" ".join(written)) == (code,):
            add(core, code)
            cores[core] = written
    return VillagePhrases({phrase: code for phrase, code in found.items() if code is not None}, cores)


def _own_units(place: PlaceName) -> Iterator[Phrase]:
    """The words for units that stand last before a village's core, without the first: "làng" of Thôn Làng Vàng."""
    units = [UNIT_WORDS[word].split() for word in place.words]
    return (tuple(word for unit in units[start:] for word in unit) for start in range(1, len(units)))


def _spellings(code: str, name: str, place: PlaceName, initials: Container[str]) -> Iterator[Phrase]:
    """A village's name and its short code as they stand, and its number behind its unit's letter."""
    parts, short = tuple(_folded_tokens(name)), tuple(_folded_tokens(code))
    if len(parts) > 1:
        yield parts
    if place.core.isdecimal() and place.word in initials:
        yield place.word[0], place.core
    if len(short) == 2 and short[1].isdigit():
        yield short


def _folded_tokens(text: str) -> list[str]:
    """As villages are compared: numbers without the zeros before them."""
    return list(map(_folded, tokens_of(text)))


def _folded(token: str) -> str:
    return fold(token).lstrip("0") or "0" if token.isdigit() else fold(token)


def take_apart(display_name: str, words: NameWords, villages: VillagePhrases = NO_VILLAGES) -> DisplayName:
    """What a display name says."""
    tokens = tokens_of(display_name)
    labels = frozenset(
        fold(one) + fold(two)
        for one, two in zip(tokens, tokens[1:], strict=False)
        if not one.isdigit() and two.isdigit()
    ) | frozenset(token for token in tokens if token.isdigit() and len(token) > 1)
    rest, named, placed = _without_places(tokens, words, villages)
    rest = _without_labels(rest)
    return DisplayName(_readings(rest, words), frozenset(named), labels, placed)


def _without_places(
    tokens: Sequence[str], words: NameWords, villages: VillagePhrases
) -> tuple[list[str], set[str], bool]:
    """The tokens that name no place, the villages named, and whether any place was named."""
    folded = list(map(_folded, tokens))
    kept: list[str] = []
    named: set[str] = set()
    placed = False
    at = 0
    while at < len(tokens):
        longest = min(villages.longest, len(tokens) - at) if folded[at] in villages.firsts else 0
        for length in range(longest, 1, -1):
            phrase = tuple(folded[at : at + length])
            written = villages.cores.get(phrase)
            if phrase in villages and (written is None or _is_place(tokens, at, written, words)):
                named.add(villages[phrase])
                break
        else:
            # "thôn 9", which is on no register: a place all the same, and no part of the name.
            length = 2 if folded[at] in words.places and at + 1 < len(tokens) and tokens[at + 1].isdigit() else 0
        if length:
            placed, at = True, at + length
        else:
            kept.append(tokens[at])
            at += 1
    return kept, named, placed


def _is_place(tokens: Sequence[str], at: int, written: Phrase, words: NameWords) -> bool:
    """Whether a village's core without a word for a unit names the village, and is no part of the person's name.

    It stands last, with the village's own marks or none, behind a whole name: "Kiên Đông Hải", but not "Nguyễn Đông Hải",
    "Trần Thị Đông Hải", "Anh Đông Hải" or "Shop Đông Hải". Behind an inner word for a unit with its marks ("Làng Vàng" of Thôn
    Làng Vàng) it does so anywhere; "Ban Mai" may be a person.
    """
    end = at + len(written)
    if tuple(tokens[at:end]) == written and not written[0].isascii() and written[0] in _INNER_UNITS:
        return True
    if not all(token.isdigit() for token in tokens[end:]):
        return False
    if any(alike(token, word) > Alike.MARKS_LOST for token, word in zip(tokens[at:end], written, strict=True)):
        return False
    before = [token for token in _without(tokens[:at], words.shops)[0] if not token.isdigit()]
    title = _beginning(before, words.titles) or _beginning(before, words.parents)
    if len(before) == len(title) or before[-1] in _FAMILY | _BEFORE_A_GIVEN_NAME:
        return False
    return not (len(before) > 1 and before[-1] in _MIDDLE and before[-2] in _FAMILY)


def _without_labels(tokens: Sequence[str]) -> list[str]:
    """Without numbers, and without the letters that belong to one: HG-0123."""
    kept = []
    for place, token in enumerate(tokens):
        before_number = place + 1 < len(tokens) and tokens[place + 1].isdigit()
        if not token.isdigit() and not (before_number and not set(fold(token)) & set("aeiouy")):
            kept.append(token)
    return kept


def _readings(tokens: Sequence[str], words: NameWords) -> tuple[Reading, ...]:
    """As it stands; without titles; without shop words. "Anh Tuấn" may be a name or Mr Tuấn: both are read."""
    readings = [Reading(tuple(tokens))]
    without_shop, of_shop = _without(tokens, words.shops)
    if of_shop:
        readings.append(Reading(tuple(without_shop), of_shop=True))
    rest, titled, of_child = _without_titles(without_shop, words)
    if titled:
        readings.append(Reading(tuple(rest), of_child and len(rest) == 1, of_shop))
    return tuple(dict.fromkeys(reading for reading in readings if reading.syllables))


def _without_titles(tokens: Sequence[str], words: NameWords) -> tuple[list[str], bool, bool]:
    """The name behind leading titles, whether there was one, and whether the last one was a parent's word."""
    rest, titled, of_child = list(tokens), False, False
    while True:
        for phrases, parent in ((words.parents, True), (words.titles, False)):
            phrase = _beginning(rest, phrases)
            if phrase and len(phrase) < len(rest):
                rest, titled, of_child = rest[len(phrase) :], True, parent
                break
        else:
            return rest, titled, of_child


def _without(tokens: Sequence[str], phrases: PhrasesByFirst) -> tuple[list[str], bool]:
    kept: list[str] = []
    at, found = 0, False
    while at < len(tokens):
        phrase = _beginning(tokens[at:], phrases)
        if not phrase:
            kept.append(tokens[at])
            at += 1
        else:
            found, at = True, at + len(phrase)
    return kept, found


def _beginning(tokens: Sequence[str], phrases: PhrasesByFirst) -> Phrase:
    """The longest phrase that stands there, with its own marks or typed without any ("Chí" is not "chị"); () where none does."""
    for phrase in phrases.get(tokens[0], ()) if tokens else ():
        if len(tokens) >= len(phrase) and all(
            token in (word, syllable(word).bare) for token, word in zip(tokens, phrase, strict=False)
        ):
            return phrase
    return ()


def is_slip(one: str, other: str, shortest: int = _LONG_ENOUGH) -> bool:
    """Whether two syllables, marks aside, differ by one letter more, less, other or swapped; both long enough to tell."""
    a, b = syllable(one).bare, syllable(other).bare
    return min(len(a), len(b)) >= shortest and OSA.distance(a, b, score_cutoff=1) == 1
