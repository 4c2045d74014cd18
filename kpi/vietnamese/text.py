"""Cleans text and makes keys to compare by: Vietnamese marks, case, punctuation and invisible characters.

Lists come from many keyboards and programs: composed and decomposed letters, eth for đ, spaces that are none,
characters that nobody sees. The rules are written down in docs/datasets.md (encodings, names).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Zero width, byte order mark, soft hyphen, direction marks, control characters. What str.split takes for a space stays.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
)
_ODD = re.compile(f"[{_INVISIBLE}Ðð]")
_NO_ODD = {ord("Ð"): "Đ", ord("ð"): "đ"}
_TITLES = re.compile(r"(?:(?:đồng chí|đ/c|ông|bà|anh|chị|cô|chú|bác)(?:\s*[.:]\s*|\s+)(?=\S))+")

_COMRADE = re.compile(r"^(?:đồng chí|đ/c)(?:\s*[.:]\s*|\s+)(?=\S)", re.IGNORECASE)


class _BareLetters(dict[int, str]):
    """What each character is in a key: letters without marks, digits, a space for all else; learnt on first sight."""

    def __missing__(self, code: int) -> str:
        parts = (c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        bare = self[code] = "".join(c if c.isalnum() else " " for c in parts)
        return bare


_BARE = _BareLetters({ord("đ"): "d"})


def clean_text(raw: str) -> str:
    """The text in composed Unicode (NFC), without invisible characters, with single spaces, nothing around it.

    Eth (Ð, ð), which old keyboards give for Đ and đ, becomes the Vietnamese letter. Case and marks stay as they are.
    """
    if raw.isascii():
        # Printable: no control character, and the space is the only white space.
        if raw.isprintable():
            return raw if "  " not in raw and raw[:1] != " " and raw[-1:] != " " else " ".join(raw.split())
        return " ".join(_ODD.sub("", raw).split())
    if _ODD.search(raw):
        raw = _ODD.sub(_visible, raw)
    # After the invisible is gone: a mark behind a zero-width space belongs to the letter before it.
    return " ".join(unicodedata.normalize("NFC", raw).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key to compare headers and words by: no marks, no case, no punctuation, single spaces.

    A text without any letter or digit keeps its signs, so that a ticked cell ("✓") does not compare as an empty one.
    """
    lowered = clean_text(text).lower()
    # A variation selector only chooses the picture of a sign: ✓ and ✓️ are one tick.
    return " ".join(lowered.translate(_BARE).split()) or clean_text(lowered.replace("\ufe0f", "").replace("\ufe0e", ""))


def holds_all(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds each of these folded words, also where signs or spaces stand within it ("hg12" in "HG-12")."""
    folded = fold(text)
    compact = folded.replace(" ", "")
    return all(word in folded or word in compact for word in words)


def mentions(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text, word by word; a word written without marks may be any word of its letters.

    "ĐĂNG KÝ NHẬN" and "dang ky nhan" mention "đăng ký nhận", "đăng ký nhân khẩu" does not.
    """
    if f" {fold(phrase)} " not in f" {fold(text)} ":
        return False
    words, wanted = _marked_words(text), _marked_words(phrase)
    runs = (words[start : start + len(wanted)] for start in range(len(words) - len(wanted) + 1))
    return any(all(map(_may_be_one, run, wanted)) for run in runs)


@lru_cache(maxsize=65536)
def _marked_words(text: str) -> tuple[tuple[str, str], ...]:
    """Each word's bare letters and its marks, wherever in it they stand: "hoà" and "hòa" are alike."""
    lowered = clean_text(text).lower()
    words = "".join(sign if sign.isalnum() else " " for sign in lowered).split()
    return tuple((fold(word), "".join(sorted(filter(_is_mark, unicodedata.normalize("NFD", word))))) for word in words)


def _is_mark(sign: str) -> bool:
    return sign == "đ" or unicodedata.combining(sign) > 0


def _may_be_one(written: tuple[str, str], wanted: tuple[str, str]) -> bool:
    return written[0] == wanted[0] and written[1] in ("", wanted[1])


def name_key(text: str) -> str:
    """A key for people's names: case, spaces, the Unicode form, eth and leading titles do not matter, marks do.

    "Ông Nguyễn Văn Hoà" and "nguyễn  văn hoà" are one key; Thuý and Thuỳ are two. A title with nothing behind it stays:
    Anh is a name too.
    """
    # Composed again: a few letters have a composed form in small only.
    lowered = unicodedata.normalize("NFC", clean_text(text).lower())
    title = _TITLES.match(lowered)
    return lowered[title.end() :] if title else lowered


def without_comrade(text: str) -> str:
    """A name as it is written, without the "Đ/c" or "Đồng chí" before it, which nobody is called; "Ông", "Anh" stay."""
    return _COMRADE.sub("", clean_text(text), count=1)


def _visible(odd: re.Match[str]) -> str:
    return _NO_ODD.get(ord(odd.group()), "")
