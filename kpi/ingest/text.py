"""Cleans text and makes keys to compare by: Vietnamese marks, case, punctuation and invisible characters.

Source of the rules: docs/datasets.md (encodings, names).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
# Eth looks like đ and comes from old keyboards; NBSP and its kin are spaces.
_LOOKALIKES = {**_INVISIBLE, ord("Ð"): "Đ", ord("ð"): "đ", 0xA0: " ", 0x202F: " ", 0x2007: " "}
_NOT_WORD = re.compile(r"[\W_]+")
_TITLES = re.compile(r"^(?:(?:đồng chí|đ/c|ông|bà|anh|chị|cô|chú|bác)\.?\s+)+", re.IGNORECASE)


def clean_text(raw: str) -> str:
    """The text in composed Unicode, without invisible characters, single spaces only."""
    if raw.isascii():
        return " ".join(raw.split())
    return " ".join(unicodedata.normalize("NFC", raw).translate(_LOOKALIKES).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key to compare headers and words by: no marks, no case, no punctuation. A bare sign ("✓") stays itself."""
    cleaned = clean_text(text).lower().replace("đ", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", cleaned) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip() or cleaned


def name_key(text: str) -> str:
    """A key for people's names: case, spaces and leading titles do not matter, marks do (Thuý is not Thúy's neighbour Thủy)."""
    cleaned = clean_text(text).lower()
    return _TITLES.sub("", cleaned) or cleaned
