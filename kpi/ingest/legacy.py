"""Vietnamese that is Unicode by form only: typed in an old font's encoding (TCVN3, VNI), or damaged on its way.

Each reading is tried and the one that gives Vietnamese syllables is believed; a text that is sound as it stands is never
touched. A word that holds a letter which only Unicode has (ă, ơ, ễ) cannot come from an old font and stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

ENCODINGS = ("TCVN3", "VNI")
SAMPLE_CELLS = 5000

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_TONES = (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)

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


def _composed(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)


def _tcvn3_table() -> dict[int, str]:
    table = {ord(sign): letter for sign, letter in _TCVN3_LETTERS.items()}
    for vowel, signs in _TCVN3_VOWELS.items():
        table |= {ord(sign): _composed(vowel, tone) for sign, tone in zip(signs, _TONES, strict=True)}
    return table


def _vni_table() -> dict[str, str]:
    """Pairs and single letters in small and capital; the letter decides the case, whatever the case of its mark."""
    small = _VNI_TONELESS | _VNI_SINGLE
    for letter, vowel, marks in _VNI_PAIRS:
        small |= {letter + mark: _composed(vowel, tone) for mark, tone in zip(marks, _TONES, strict=False)}
    return {
        spelling: meant.upper() if spelling[0].isupper() else meant
        for key, meant in small.items()
        for spelling in (key, key.upper(), key[0] + key[1:].upper(), key[0].upper() + key[1:])
    }


_TCVN3 = _tcvn3_table()
_VNI = _vni_table()
_VNI_SPELLING = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

# Every letter of the alphabet that ASCII lacks; eth is a đ from an old keyboard.
_LETTERS = frozenset(
    cased
    for vowel in "aăâeêioôơuưy"
    for tone in ("", *_TONES)
    for cased in (_composed(vowel, tone), _composed(vowel, tone).upper())
    if not cased.isascii()
) | frozenset("đĐðÐ")
_UNICODE_ONLY = re.compile("[" + "".join(sorted(c for c in _LETTERS if ord(c) > 0xFF)) + "\u0300-\u036f]")
# Latin letters, marks, and the signs that TCVN3 takes for letters.
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_ABBREVIATION = re.compile("[A-ZĐÐ]+")  # SĐT, HÐND
_BLANK_CUT = re.compile(r"\S+")

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
_TONE_ON_GLIDE = re.compile(f"(?:[aeoy]|[aeo]\u0302|[ou]\u031b|a\u0306|(?<!g)i|(?<!q)u(?=i))[iouy][{''.join(_TONES)}]$")


def convert(text: str, encoding: str) -> str:
    """The text as composed Unicode (NFC), read by one of ``ENCODINGS``; words that are Unicode already stay."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    read = {"TCVN3": _from_tcvn3, "VNI": _from_vni}[encoding]
    if not _UNICODE_ONLY.search(text):
        return read(text)
    return _BLANK_CUT.sub(lambda word: word[0] if _UNICODE_ONLY.search(word[0]) else read(word[0]), text)


def recognise_legacy(texts: Iterable[str]) -> str | None:
    """The old encoding in which the cells of a sheet are typed, None for sound Unicode and for what is not Vietnamese.

    Looks at the distinct words of the first ``SAMPLE_CELLS`` cells that are not ASCII. A sheet in which more than a fifth
    of the words can only be Unicode is mixed and is not converted as a whole.
    """
    words = sample_words(texts)
    unicode_only = {word for word in words if _UNICODE_ONLY.search(word)}
    if not words or len(unicode_only) > 0.2 * len(words):
        return None
    sound = {word for word in words if is_vietnamese(word)}
    doubtful = words - unicode_only
    read = {encoding: {word for word in doubtful if is_vietnamese(convert(word, encoding))} for encoding in ENCODINGS}
    best = max(ENCODINGS, key=lambda encoding: len(read[encoding]))
    found = read[best]
    clear = len(found) >= 0.6 * len(words) and len(found) - len(sound) >= 0.2 * len(words)
    # One odd word may be a foreigner's name that happens to look like a syllable.
    return best if clear and len(found - sound) >= 2 else None


def looks_mangled(name: str) -> str | None:
    """What a damaged name probably was, "" where nobody can tell, None for a name that is sound.

    Meant for one cell of an otherwise sound list. A question mark at the end of a word is a note, inside it is damage.
    """
    if all(map(_is_sound, name.split(" "))):
        return None
    if "\ufffd" in name or ("?" in name and _LOST_LETTER.search(name)):
        return ""
    if name.isascii():
        return None
    name = unicodedata.normalize("NFC", name)
    words = _words(name)
    is_sound = all(word.isascii() or is_vietnamese(word) or _ABBREVIATION.fullmatch(word) for word in words)
    if is_sound:
        return _unscrambled(name, must_be_syllables=True) if _SCRAMBLED_INSIDE.search(name) else None
    restored = _unscrambled(name)
    if restored is not None:
        return restored
    if _UNICODE_ONLY.search(name) and all(c.isascii() or c in _LETTERS for word in words for c in word):
        return None  # a slip of the keyboard, or a name of another people
    for encoding in ENCODINGS:
        if _reads_well(words, encoding):
            return convert(name, encoding)
    return None


@lru_cache(maxsize=65536)
def _is_sound(token: str) -> bool:
    """Whether a part of a name between spaces is beyond doubt; names share few parts, so nearly all are known soon."""
    if "\ufffd" in token or "?" in token:
        return False
    token = unicodedata.normalize("NFC", token)
    if _SCRAMBLED_INSIDE.search(token):
        return False
    return all(word.isascii() or is_vietnamese(word) or _ABBREVIATION.fullmatch(word) for word in _words(token))


def sample_words(texts: Iterable[str]) -> set[str]:
    """The distinct words with letters beyond ASCII, as NFC, of the first ``SAMPLE_CELLS`` texts that have any."""
    words: set[str] = set()
    seen = 0
    for text in texts:
        if text.isascii():
            continue
        words.update(word for word in _words(unicodedata.normalize("NFC", text)) if not word.isascii())
        seen += 1
        if seen >= SAMPLE_CELLS:
            break
    return words


def _words(text: str) -> list[str]:
    """The words; a sign that stands alone ("·", "×") is none."""
    return [word for word in _WORD.findall(text) if len(word) > 1 or word.isalpha()]


@lru_cache(maxsize=65536)
def is_vietnamese(word: str) -> bool:
    """Whether the word can be a Vietnamese syllable: its letters, onset and rime, at most one tone.

    The tone may stand in the old way or the new (hóa, hoá). Words typed without marks need no tone.
    """
    lowered = unicodedata.normalize("NFC", word).lower().replace("ð", "đ")
    if any(not c.isascii() and c not in _LETTERS for c in lowered):
        return False
    parts = unicodedata.normalize("NFD", lowered)
    tones = [c for c in parts if c in _TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare) or _TONE_ON_GLIDE.search(parts):
        return False
    return lowered.isascii() or not _STOPPED.search(bare) or tones in ([_ACUTE], [_DOT])


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
        small="a-z" + "".join(sorted(c for c in _LETTERS if c.islower())),
        capital="A-Z" + "".join(sorted(c for c in _LETTERS if c.isupper())),
    )
)


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
_TAIL = "[" + "".join(re.escape(c) for c, byte in _BYTES.items() if byte < 0xC0) + "]"
# UTF-8 of Vietnamese letters read byte by byte; the last byte of à is a no-break space, which may become a plain one.
_SCRAMBLED = re.compile(f"á[º»]{_TAIL}|[ÃĂÄÅÆÌ]{_TAIL}")
_SCRAMBLED_SPACED = re.compile("[ÃĂ](?: |$)")
# A capital Ã with a space or a sign inside a word: Hoàng, HOÀNG have become two sound syllables.
_SCRAMBLED_INSIDE = re.compile(
    "[a-z][ÃĂ](?:[\u00a0 ]|$)|[ÃĂ](?:\u00a0[a-z]|[€‚„†‡ˆ‰‹˜™›\u0081\u008d\u008f\u0090\u009d]|[‘’“”•–—…][A-Za-z\u00c0-\u1eff])"
)
_SCRAMBLED_REST = re.compile(r"á[º»](?=\w)")


def _unscrambled(name: str, must_be_syllables: bool = False) -> str | None:
    """The name of which UTF-8 was read as single bytes; "" if bytes are lost, None if it is something else."""
    if not _SCRAMBLED.search(name) and not _SCRAMBLED_INSIDE.search(name):
        return "" if _SCRAMBLED_REST.search(name) else None
    is_spaced = _SCRAMBLED_SPACED.search(name) is not None
    restored = _SCRAMBLED.sub(_letter_of_bytes, _SCRAMBLED_SPACED.sub("Ã\u00a0", name))
    restored = unicodedata.normalize("NFC", restored)
    words = _words(restored)
    if is_spaced or must_be_syllables:
        if all(is_vietnamese(word) for word in words):
            return restored
        return None if must_be_syllables else ""
    if _SCRAMBLED_REST.search(restored):
        return ""
    is_whole = all(c.isascii() or c in _LETTERS for word in words for c in word)
    return restored if is_whole and "\ufffd" not in restored else None


def _letter_of_bytes(run: re.Match[str]) -> str:
    return bytes(_BYTES[c] for c in run[0]).decode("utf-8", "replace")
