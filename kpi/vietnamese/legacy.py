"""Vietnamese that is Unicode by form only: typed in an old font's encoding (TCVN3, VNI), or damaged on its way.

Each reading is tried and the one that gives Vietnamese syllables is believed; a text that is sound as it stands is never
touched. A word that holds a letter which only Unicode has (ă, ơ, ễ) cannot come from an old font and stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from kpi.vietnamese.syllables import (
    ABBREVIATION,
    C1,
    LETTERS,
    SAMPLE_CELLS,
    SCRAMBLED_INSIDE,
    TONES,
    UNICODE_ONLY,
    are_unicode,
    composed,
    is_sound,
    is_vietnamese,
    sample_words,
    words_of,
)

ENCODINGS = ("TCVN3", "VNI")

# TCVN3 by vowel: the signs for acute, grave, hook, tilde and dot. It has no capitals with a tone: fonts draw them.
_TCVN3_VOWELS = {
    "a": "¸µ¶·¹", "ă": "¾»¼½Æ", "â": "ÊÇÈÉË", "e": "ÐÌÎÏÑ", "ê": "ÕÒÓÔÖ", "i": "Ý×ØÜÞ",
    "o": "ãßáâä", "ô": "èåæçé", "ơ": "íêëìî", "u": "óïñòô", "ư": "øõö÷ù", "y": "ýúûüþ",
}  # fmt: skip
_TCVN3_LETTERS = {
    "¨": "ă", "©": "â", "ª": "ê", "«": "ô", "¬": "ơ", "\u00ad": "ư", "®": "đ",
    "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ",
}  # fmt: skip
# VNI by vowel: a letter and its mark, in the order of the tones; å and the like carry circumflex and tone in one.
_VNI_PLAIN, _VNI_CIRCUMFLEX, _VNI_BREVE = "ùøûõï", "áàåãä", "éèúüë"
_VNI_PAIRS = (
    ("a", "a", _VNI_PLAIN), ("e", "e", _VNI_PLAIN), ("o", "o", _VNI_PLAIN), ("u", "u", _VNI_PLAIN), ("y", "y", "ùøûõ"),
    ("ô", "ơ", _VNI_PLAIN), ("ö", "ư", _VNI_PLAIN),
    ("a", "â", _VNI_CIRCUMFLEX), ("e", "ê", _VNI_CIRCUMFLEX), ("o", "ô", _VNI_CIRCUMFLEX), ("a", "ă", _VNI_BREVE),
)  # fmt: skip
_VNI_TONELESS = {"aâ": "â", "eâ": "ê", "oâ": "ô", "aê": "ă"}
_VNI_SINGLE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư", "ñ": "đ"}


def _tcvn3_table() -> dict[int, str]:
    table = {ord(sign): letter for sign, letter in _TCVN3_LETTERS.items()}
    for vowel, signs in _TCVN3_VOWELS.items():
        table |= {ord(sign): composed(vowel, tone) for sign, tone in zip(signs, TONES, strict=True)}
    return table


def _vni_table() -> dict[str, str]:
    """Pairs and single letters in small and capital; the letter decides the case, whatever the case of its mark."""
    small = _VNI_TONELESS | _VNI_SINGLE
    for letter, vowel, marks in _VNI_PAIRS:
        small |= {letter + mark: composed(vowel, tone) for mark, tone in zip(marks, TONES, strict=False)}
    return {
        spelling: meant.upper() if spelling[0].isupper() else meant
        for key, meant in small.items()
        for spelling in (key, key.upper(), key[0] + key[1:].upper(), key[0].upper() + key[1:])
    }


_TCVN3 = _tcvn3_table()
_VNI = _vni_table()
_VNI_SPELLING = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_BLANK_CUT = re.compile(r"\S+")


def convert(text: str, encoding: str) -> str:
    """The text as composed Unicode (NFC), read by one of ``ENCODINGS``; words that are Unicode already stay."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    read = {"TCVN3": _from_tcvn3, "VNI": _from_vni}[encoding]
    if not UNICODE_ONLY.search(text):
        return read(text)
    return _BLANK_CUT.sub(lambda word: word[0] if UNICODE_ONLY.search(word[0]) else read(word[0]), text)


def recognise_legacy(texts: Iterable[str]) -> str | None:
    """The old encoding in which the cells of a sheet are typed, None for sound Unicode and for what is not Vietnamese.

    Looks at the distinct words of the first ``SAMPLE_CELLS`` cells that are not ASCII. A sheet in which more than a fifth
    of the words can only be Unicode is mixed and is not converted as a whole.
    """
    words = sample_words(texts)
    if are_unicode(words):
        return None
    unicode_only = {word for word in words if UNICODE_ONLY.search(word)}
    sound = {word for word in words if is_vietnamese(word)}
    doubtful = words - unicode_only
    read = {encoding: {word for word in doubtful if is_vietnamese(convert(word, encoding))} for encoding in ENCODINGS}
    best = max(ENCODINGS, key=lambda encoding: len(read[encoding]))
    found = read[best]
    clear = len(found) >= 0.6 * len(words) and len(found) - len(sound) >= 0.2 * len(words)
    # One odd word may be a foreigner's name that happens to look like a syllable.
    return best if clear and len(found - sound) >= 2 else None


def mended(text: str) -> str:
    """The text as it was before its UTF-8 was read in another encoding, once or several times over; any other as it stands."""
    if text.isascii():
        return text
    from ftfy import fix_encoding

    for _time in range(_MOST_TIMES):
        found = fix_encoding(_VIETNAMESE_WINDOWS.sub("Ã", text))
        if found == text:
            break
        text = found
    return unicodedata.normalize("NFC", text)


def is_damaged(texts: Iterable[str]) -> bool:
    """Whether a whole sheet gets Vietnamese by ``mended``; looks at its first ``SAMPLE_CELLS`` cells that are not ASCII."""
    cells = list(islice((text for text in texts if not text.isascii()), SAMPLE_CELLS))
    before, after = sample_words(cells), sample_words(map(mended, cells))
    sound = {word for word in after if is_vietnamese(word)}
    # Two at least: one odd word may be a foreigner's name.
    return len(sound - before) >= 2 and len(sound) >= 0.6 * len(after)


def looks_mangled(name: str, *, is_self_chosen: bool = False) -> str | None:
    """What a damaged name probably was, "" where nobody can tell, None for a name that is sound.

    Meant for one cell of an otherwise sound list. A question mark at the end of a word is a note, inside it is damage.
    ``is_self_chosen``: people play with letters (Tîn, ?ai), and only what is nobody's play is damage.
    """
    if all(map(is_sound, name.split(" "))):
        return None
    if "\ufffd" in name or ("?" in name and _has_lost_letters(name, is_self_chosen)):
        return ""
    if name.isascii():
        return None
    if C1.search(name):
        return _if_sound(mended(name)) or ""
    name = unicodedata.normalize("NFC", name)
    words = words_of(name)
    sound = all(word.isascii() or is_vietnamese(word) or ABBREVIATION.fullmatch(word) for word in words)
    if sound:
        return _unscrambled(name, must_be_syllables=True) if SCRAMBLED_INSIDE.search(name) else None
    restored = _unscrambled(name)
    if restored is not None:
        return restored
    if (right := mended(name)) != name:
        return _if_sound(right) or ""
    unreadable = "" if len(_SIGN_INSIDE.findall(name)) > int(is_self_chosen) else None
    if UNICODE_ONLY.search(name) and all(c.isascii() or c in LETTERS for word in words for c in word):
        return unreadable  # else a slip of the keyboard, or a name of another people
    for encoding in ENCODINGS:
        if _reads_well(words, encoding) and not (is_self_chosen and _may_be_play(words, encoding)):
            return convert(name, encoding)
    return unreadable


def _if_sound(name: str) -> str | None:
    return name if all(map(is_sound, name.split(" "))) else None


def _may_be_play(words: list[str], encoding: str) -> bool:
    """Whether one word with one odd letter is all there is; a sign that is no letter, or two letters for one, are no play."""
    marked = [word for word in words if not word.isascii()]
    return len(marked) == 1 and marked[0].isalpha() and len(convert(marked[0], encoding)) == len(marked[0])


def _from_tcvn3(text: str) -> str:
    """Capitals with a tone are typed as small ones among capitals; they become capitals again."""
    converted = text.translate(_TCVN3)
    return converted.upper() if _INNER_CAPITAL.search(text) and not _SMALL.search(text) else converted


def _from_vni(text: str) -> str:
    return _VNI_SPELLING.sub(lambda spelling: _VNI[spelling[0]], text)


# A sign counts as small only if its capital has a sign of its own.
_SMALL = re.compile("[a-z" + "".join(sign for sign, letter in _TCVN3_LETTERS.items() if letter.islower()) + "]")
_CAPITAL = "A-Z" + "".join(sign for sign, letter in _TCVN3_LETTERS.items() if letter.isupper())
_INNER_CAPITAL = re.compile(f"[A-Z\u00a1-\u00ff][{_CAPITAL}]")


def _reads_well(words: list[str], encoding: str) -> bool:
    """Whether the reading leaves only Vietnamese syllables; beside two of them a company's foreign word may stand."""
    marked = [word for word in words if not word.isascii()]
    if not all(is_vietnamese(convert(word, encoding)) for word in marked):
        return False
    return len(marked) >= 2 or all(
        is_vietnamese(word) or word.isupper() or len(word) == 1 for word in words if word.isascii()
    )


# A letter that became a question mark: before a small letter, or among capitals (a note: "Hùng?Hưng", "B?").
_LOST_LETTER = re.compile(
    r"[^\W\d_]\?+(?=[{small}])|[{capital}]\?+(?=[{capital}])".format(
        small="a-z" + "".join(sorted(c for c in LETTERS if c.islower())),
        capital="A-Z" + "".join(sorted(c for c in LETTERS if c.isupper())),
    )
)


# Signs that stand between two letters where bytes were read twice in different wrong ways; nobody writes them there in earnest.
_SIGN_INSIDE = re.compile(r"(?<=[^\W\d_])[ƒ€‚„†‡ˆ‰‹›…˜™¡¢£¤¥¦§¨©ª«¬®°±²³´µ¶¸¹º»¼½¾¿\u00ad]+(?=[^\W\d_])")
# One that began a word: "??ng", "?inh".
_LOST_FIRST = re.compile(r"(?<![^\W\d_])(\?+)([^\W\d_]+)")


def _has_lost_letters(name: str, is_self_chosen: bool) -> bool:
    """Whether question marks stand for letters: inside a word, before one, or at the end of several ("L? Ho?")."""
    if _LOST_LETTER.search(name):
        return True
    firsts = _LOST_FIRST.findall(name)
    if any(not is_self_chosen or len(marks) > 1 or not is_vietnamese(rest) for marks, rest in firsts):
        return True
    lasts = [word.rstrip("?") for word in name.split() if word.endswith("?") and word.strip("?")]
    return len(lasts) > 1 and (not is_self_chosen or not all(map(is_vietnamese, lasts)))


def _byte_of_western() -> dict[str, int]:
    """The byte of each character that programs take for one by cp1252, with the bytes that it leaves undefined."""
    bytes_of = {}
    for byte in range(0x80, 0x100):
        try:
            bytes_of[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            bytes_of[chr(byte)] = byte
    return bytes_of | {"Ă": 0xC3}  # a Vietnamese Windows (cp1258) shows Ã as Ă


_BYTES = _byte_of_western()
# A text may be read wrongly, stored, and read wrongly again.
_MOST_TIMES = 3
_TAIL = "[" + "".join(re.escape(c) for c, byte in _BYTES.items() if byte < 0xC0) + "]"
# No syllable ends in Ă.
_VIETNAMESE_WINDOWS = re.compile(f"Ă(?={_TAIL})")
# UTF-8 of Vietnamese letters read byte by byte; the last byte of à is a no-break space, which may become a plain one.
_SCRAMBLED = re.compile(f"á[º»]{_TAIL}|[ÃĂÄÅÆÌ]{_TAIL}")
_SCRAMBLED_SPACED = re.compile("[ÃĂ](?: |$)")
_SCRAMBLED_REST = re.compile(r"á[º»](?=\w)")


def _unscrambled(name: str, must_be_syllables: bool = False) -> str | None:
    """The name of which UTF-8 was read as single bytes; "" if bytes are lost, None if it is something else."""
    if not _SCRAMBLED.search(name) and not SCRAMBLED_INSIDE.search(name):
        return "" if _SCRAMBLED_REST.search(name) else None
    is_spaced = _SCRAMBLED_SPACED.search(name) is not None
    restored = _SCRAMBLED.sub(_letter_of_bytes, _SCRAMBLED_SPACED.sub("Ã\u00a0", name))
    restored = unicodedata.normalize("NFC", restored)
    words = words_of(restored)
    if is_spaced or must_be_syllables:
        if all(is_vietnamese(word) for word in words):
            return restored
        return None if must_be_syllables else ""
    if _SCRAMBLED_REST.search(restored):
        return ""
    is_whole = all(c.isascii() or c in LETTERS for word in words for c in word)
    return restored if is_whole and "\ufffd" not in restored else None


def _letter_of_bytes(run: re.Match[str]) -> str:
    return bytes(_BYTES[c] for c in run[0]).decode("utf-8", "replace")
