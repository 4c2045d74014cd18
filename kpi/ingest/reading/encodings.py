"""Bytes of a text file become text: by their mark, by their form, or by which old reading gives Vietnamese syllables."""

from __future__ import annotations

import re
import unicodedata

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.vietnamese.syllables import is_vietnamese, sample_words

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_SAMPLE = 65536
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")  # the byte 1A ends files of old programs


def decode(name: str, content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding; what is neither Unicode nor plausible Vietnamese is refused.

    "TCVN3" and "VNI": the text is still in the old font's letters, for ``recognise_legacy`` and ``convert``. What was
    Windows-1258 comes composed (NFC); Unicode comes as it stands.
    """
    mark, codec, title = next((known for known in _MARKS if content.startswith(known[0])), None) or _unmarked(content)
    try:
        text = content[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        guess = _guess(content) if codec == "utf-8" and not mark else None
        if guess is None:
            raise _refusal(name, len(mark) + error.start) from None
        return guess
    junk = _CONTROL.findall(text[:_SAMPLE])
    # A stray control character goes with cleaning; a file full of them is no text.
    if len(junk) >= 5 and len(junk) > 0.01 * min(len(text), _SAMPLE):
        raise _refusal(name, len(mark) + len(text[: text.index(junk[0])].encode(codec)))
    return text, title


def _unmarked(content: bytes) -> tuple[bytes, str, str]:
    """No mark, and UTF-16 if every other byte is mostly zero, as in any table with digits and separators; else UTF-8."""
    sample = content[:4096]
    half = len(sample) // 2
    if half and len(content) % 2 == 0:
        first, second = sample[::2].count(0), sample[1::2].count(0)
        if second >= 0.4 * half and first <= 0.02 * half:
            return b"", "utf-16-le", "UTF-16"
        if first >= 0.4 * half and second <= 0.02 * half:
            return b"", "utf-16-be", "UTF-16"
    return b"", "utf-8", "UTF-8"


def _guess(content: bytes) -> tuple[str, str] | None:
    """The reading of single bytes that gives more Vietnamese: Windows-1258, or an old font's letters; None for neither."""
    vietnamese, western = _read(content, "cp1258"), _read(content, "cp1252")
    from kpi.vietnamese.legacy import recognise_legacy  # its tables are not needed by Unicode

    font = recognise_legacy(western.splitlines())
    share = _share_of_syllables(vietnamese)
    if share >= 0.6 and (font is None or share >= _share_of_syllables(western, font)):
        return vietnamese, "Windows-1258"
    return (western, font) if font else None


def _read(content: bytes, codec: str) -> str:
    """Composed text; empty if a byte has no meaning or means a control character, which no list holds."""
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        return ""
    return "" if _CONTROL.search(text) else unicodedata.normalize("NFC", text)


def _share_of_syllables(text: str, font: str = "") -> float:
    """How many of the distinct words beyond ASCII can be Vietnamese, from 0 to 1; a mark left without its letter is none."""
    words = sample_words(text.splitlines())
    if font:
        from kpi.vietnamese.legacy import convert

        words = {convert(word, font) for word in words}
    sound = sum(map(is_vietnamese, words))
    return sound / len(words) if words else 0.0


def _refusal(name: str, position: int) -> UserError:
    return UserError(
        _("The text of the file is not in Unicode"),
        place=_("{file}, byte {position}", file=name, position=position + 1),
        expected="UTF-8, UTF-16",
        remedy=_('In Excel choose "Save as" → "CSV UTF-8", and load the new file.'),
        code="unknown_encoding",
    )
