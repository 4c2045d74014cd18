"""What a header says, whatever its form: capitals, no accents, camel case, marks, additions in brackets, a second word.

A header is read as it stands first, then without what is added to it; the words themselves stand in config.yaml.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kpi.vietnamese.text import clean_text, fold

_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]")
_CAMEL = re.compile(r"(?<=[a-zà-ỹđ0-9])(?=[A-ZÀ-ỸĐ])|(?<=[A-ZĐ])(?=[A-ZĐ][a-zà-ỹđ])")
_SECOND_WORD = re.compile(r"\s*[/|]\s*")
_HOW_MANY = re.compile(r"(?:tong|so luong|sl|luot|si so|so nguoi|so thanh vien|so tv)\b")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s*(?=[^\W\d])")  # "2. Số điện thoại", as forms number their questions
_SENTENCE = re.compile(r".{81,}|(?:\S+\s+){4,}\S+\.", re.DOTALL)  # by its length, or five words and a full stop


@lru_cache(maxsize=4096)
def readings(header: str) -> tuple[str, ...]:
    """The keys by which a header may be known, the surest first: "Mã Hộ khẩu (Số hộ)" is "ma ho khau so ho", "ma ho khau".

    A header of camel case is read as words ("SoDienThoai"), what stands in brackets is left out and then read alone, and of
    two words with a slash each is read, the first before the second.
    """
    if _SENTENCE.fullmatch(header):
        return ()
    text, bare = _bare(header)
    found = [text, _CAMEL.sub(" ", text), bare, _CAMEL.sub(" ", bare)]
    found += [part for part in _SECOND_WORD.split(bare) if part]
    found += [inside.strip("()[]{} ") for inside in _BRACKETS.findall(text)]
    return _keys(found)


@lru_cache(maxsize=4096)
def whole_readings(header: str) -> tuple[str, ...]:
    """The keys that say all of a header, with what stands in brackets and without."""
    text, bare = _bare(header)
    return _keys([text, _CAMEL.sub(" ", text), bare, _CAMEL.sub(" ", bare)]) if not _SENTENCE.fullmatch(header) else ()


def _bare(header: str) -> tuple[str, str]:
    text = clean_text(header.replace("_", " "))
    text = text[numbered.end() :] if (numbered := _NUMBERED.match(text)) else text
    return text, _BRACKETS.sub("", text).strip() or text


def _keys(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for text in texts if (key := fold(text)) and any(map(str.isalnum, key))))


def says_how_many(header: str) -> bool:
    """Whether a header says of how many of something its numbers are, so that they are nobody's codes."""
    return _HOW_MANY.match(fold(header)) is not None
