"""What a Vietnamese syllable is, and whether a text is made of them: told of every name that is loaded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SAMPLE_CELLS = 5000

ACUTE, _GRAVE, _HOOK, _TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
TONES = (ACUTE, _GRAVE, _HOOK, _TILDE, DOT)


def composed(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)


# Every letter of the alphabet that ASCII lacks; eth is a đ from an old keyboard.
LETTERS = frozenset(
    cased
    for vowel in "aăâeêioôơuưy"
    for tone in ("", *TONES)
    for cased in (composed(vowel, tone), composed(vowel, tone).upper())
    if not cased.isascii()
) | frozenset("đĐðÐ")
UNICODE_ONLY = re.compile("[" + "".join(sorted(c for c in LETTERS if ord(c) > 0xFF)) + "\u0300-\u036f]")
# Latin letters, marks, and the signs that TCVN3 takes for letters.
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
# Controls that no keyboard gives: bytes of UTF-8 that somebody read as Latin-1.
C1 = re.compile("[\u0080-\u009f]")
ABBREVIATION = re.compile("[A-ZĐÐ]+")  # SĐT, HÐND
# A capital Ã with a space or a sign inside a word: Hoàng, HOÀNG have become two sound syllables.
SCRAMBLED_INSIDE = re.compile(
    "[a-z][ÃĂ](?:[\u00a0 ]|$)|[ÃĂ](?:\u00a0[a-z]|[€‚„†‡ˆ‰‹˜™›\u0081\u008d\u008f\u0090\u009d]|[‘’“”•–—…][A-Za-z\u00c0-\u1eff])"
)

_ONSET = "(?:ngh?|[cgknt]h|tr|gi|qu|ph|[bcdđghklmnrstvxp])?"
_RIMES = (
    "a[iouy]?|a(?:[cmnpt]|ch|ng|nh)|ă(?:[cmnpt]|ng)|â(?:[cmnptuy]|ng)|e[o]?|e(?:[cmnpt]|ng)|ê[u]?|ê(?:[mnpt]|ch|nh)"
    "|i[au]?|i(?:[mnpt]|ch|nh)|iê(?:[cmnptu]|ng)|yê(?:[mntu]|ng)|o[aei]?|o(?:[cmnpt]|ng)|oo(?:c|ng)"
    "|oa[ioy]|oau|oa(?:[cmnpt]|ch|ng|nh)|oă(?:[cmnt]|ng)|oe[ont]|ô[i]?|ô(?:[cmnpt]|ng)|ơ[i]?|ơ(?:[mnpt])"
    "|u[aiy]?|u(?:[cmnpt]|ng)|uâ(?:[nty]|ng)|uê(?:ch|nh|n)?|uơ|uô(?:[cimnt]|ng)|uy(?:[aptu]|ch|nh|n)|uyê[nt]"
    "|ư[aiu]?|ư(?:[cmnt]|ng)|ươ(?:[cimnptu]|ng)|y(?:[nt]|ch|nh)?"
)
_SYLLABLE = re.compile(f"{_ONSET}(?:{_RIMES})")
_STOPPED = re.compile("(?:[cpt]|ch)$")
# A tone on a glide that ends the rime (aõ, eó); gi and qu are no part of the rime (giú, quí).
_TONE_ON_GLIDE = re.compile(f"(?:[aeoy]|[aeo]\u0302|[ou]\u031b|a\u0306|(?<!g)i|(?<!q)u(?=i))[iouy][{''.join(TONES)}]$")


@lru_cache(maxsize=65536)
def is_sound(token: str) -> bool:
    """Whether a part of a name between spaces is beyond doubt; names share few parts, so nearly all are known soon."""
    if "\ufffd" in token or "?" in token:
        return False
    if token.isascii():
        return True
    token = unicodedata.normalize("NFC", token)
    if SCRAMBLED_INSIDE.search(token) or C1.search(token):
        return False
    return all(word.isascii() or is_vietnamese(word) or ABBREVIATION.fullmatch(word) for word in words_of(token))


def sample_words(texts: Iterable[str]) -> set[str]:
    """The distinct words with letters beyond ASCII, as NFC, of the first ``SAMPLE_CELLS`` texts that have any."""
    words: set[str] = set()
    seen = 0
    for text in texts:
        if text.isascii():
            continue
        words.update(word for word in words_of(unicodedata.normalize("NFC", text)) if not word.isascii())
        seen += 1
        if seen >= SAMPLE_CELLS:
            break
    return words


def are_unicode(words: set[str]) -> bool:
    """Whether the sample words of a sheet are sound enough not to ask in which old encoding they might be.

    True where more than a fifth of them can only be Unicode, or there are none.
    """
    return not words or sum(UNICODE_ONLY.search(word) is not None for word in words) > 0.2 * len(words)


def words_of(text: str) -> list[str]:
    """The words; a sign that stands alone ("·", "×") is none."""
    return [word for word in _WORD.findall(text) if len(word) > 1 or word.isalpha()]


@lru_cache(maxsize=65536)
def is_vietnamese(word: str) -> bool:
    """Whether the word can be a Vietnamese syllable: its letters, onset and rime, at most one tone.

    The tone may stand in the old way or the new (hóa, hoá). Words typed without marks need no tone.
    """
    lowered = unicodedata.normalize("NFC", word).lower().replace("ð", "đ")
    if any(not c.isascii() and c not in LETTERS for c in lowered):
        return False
    parts = unicodedata.normalize("NFD", lowered)
    tones = [c for c in parts if c in TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare) or _TONE_ON_GLIDE.search(parts):
        return False
    return lowered.isascii() or not _STOPPED.search(bare) or tones in ([ACUTE], [DOT])
