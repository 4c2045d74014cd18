"""Names of villages and of groups as lists write them: a word for the kind of unit, and the core that tells one from another.

"Đông Hải", "thôn Đông Hải" and "Xóm Đông Hải" are one where a register has a single entry with that core; numbers are alike
("7", "Thôn số 7", "Thôn Bảy", "T7"). The rules are those of docs/decisions/data.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi.vietnamese.text import clean_text, fold

# Words for the units below the commune, folded → the kind; longer ones first. In law and on maps: thôn, xóm, bản, ấp, buôn, làng,
# phum, sóc, khóm, khu phố, khối phố, tiểu khu, tổ dân phố; in lists also their short forms and what self-governed groups are called.
_UNIT_WORDS = {
    "to dan pho": "to", "to nhan dan tu quan": "to", "to nhan dan": "to", "to tu quan": "to", "to dan cu": "to", "to dan": "to",
    "to ndtq": "to", "to dp": "to", "tdp": "to", "to": "to",
    "khu dan cu": "khu", "khu pho": "khu", "khu vuc": "khu", "kdc": "khu", "kp": "khu", "khu": "khu",
    "khoi pho": "khoi", "khoi": "khoi", "tieu khu": "tieu khu", "tk": "tieu khu", "cum dan cu": "cum", "cum": "cum",
    "thon": "thon", "xom": "xom", "ban": "ban", "ap": "ap", "buon": "buon", "lang": "lang", "phum": "phum", "soc": "soc",
    "khom": "khom", "doi": "doi",
}  # fmt: skip
# What tells units of one kind apart where a register has two of one core: "KP 3" is Khu phố 3 beside Khu 3.
_EXACT = {"kp": "khu pho", "tdp": "to dan pho", "to dp": "to dan pho", "kdc": "khu dan cu", "tk": "tieu khu"}
_SHORT = re.compile(r"(kp|tdp|kdc|tk|t|x|k|b|a) ?0*(\d{1,3})")  # KP3, T7, X2: a letter and a number, nothing else
_GROUP_WORDS = re.compile(r"^(?:(?:nhom|zalo|group)\s+)+")
_NUMBERED = re.compile(r"^so\s+(?=\d|\S+$)")
_HIGHER = re.compile(r"\s*[,;]\s*(?:xã|phường|thị trấn|huyện|quận|thành phố|tp|tỉnh)\b.*$", re.IGNORECASE)
# The same without a comma, as groups are called: "Nhóm Zalo Khu phố 1 phường Hải Tân".
_OF_HIGHER = re.compile(r"(?<=\S)(?:\s+[-–])?\s+(?:xã|phường|thị trấn)((?:\s+[^\W\d_]+){0,4})$", re.IGNORECASE)
_DAYS = re.compile(r"\b(?:\d{1,2}[/.-]){1,2}\d{4}\b")  # "CÁC TỔ DÂN PHỐ - 01/6/2024" names no Tổ 1
_LONGEST_NAME = 7  # words
_UNITS = sorted(_UNIT_WORDS, key=len, reverse=True)
UNIT_WORDS = tuple(_UNITS)  # folded, longer ones first
_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_OTHERWISE = {"nhất": 1, "nhì": 2, "nhị": 2, "tư": 4, "bẩy": 7, "mười": 10, "mười lăm": 15}
_NUMBER_WORDS = _OTHERWISE | {
    f"{tens} {one}".strip(): 10 * number + ones
    for number, tens in enumerate(["", "mười", *(f"{ten} mươi" for ten in _ONES[2:])])
    for ones, one in enumerate(_ONES)
    if number + ones
}
_UNMARKED = {fold(word): number for word, number in _NUMBER_WORDS.items()}
_ROMAN = {numeral: number for number, numeral in enumerate(
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), start=1)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name taken apart. ``kind``: the kind of unit ("to" for Tổ and for Tổ dân phố), ``word`` the unit's word in full; both
    empty where there is none. ``core``: what is left, numbers as digits without zeros before them."""

    kind: str
    word: str
    core: str


@lru_cache(maxsize=65536)
def take_apart(name: str) -> PlaceName:
    """The kind of unit and the core of a name: "Tổ dân phố số 02" is ("to", "to dan pho", "2"), "Ấp Tư" ("ap", "ap", "4")."""
    folded = _GROUP_WORDS.sub("", fold(_HIGHER.sub("", clean_text(name))))
    short = _SHORT.fullmatch(folded)
    if short:
        word = {"t": "thon", "x": "xom", "k": "khu", "b": "ban", "a": "ap"}.get(
            short[1], _EXACT.get(short[1], short[1])
        )
        return PlaceName(_UNIT_WORDS[word], word, short[2])
    word = next((unit for unit in _UNITS if folded == unit or folded.startswith(unit + " ")), "")
    core = _NUMBERED.sub("", folded[len(word) :].strip())
    written = " ".join(clean_text(name).lower().split()[-len(core.split()) :])
    return PlaceName(_UNIT_WORDS.get(word, ""), _EXACT.get(word, word), _number(core, written))


@lru_cache(maxsize=65536)
def _without_higher(name: str) -> tuple[PlaceName, str]:
    """A name taken apart without the commune that it ends in, and that commune, folded: "Ban chỉ đạo xã Vân Sơn" is "Ban chỉ
    đạo". Of a unit only a commune with its name counts, for a village may be called Văn Xã."""
    text, whole = clean_text(name), take_apart(name)
    told = _OF_HIGHER.search(text)
    is_unit = bool(whole.kind) and not text.lower().startswith("ban ")  # a committee is no Bản
    if told is None or (is_unit and not told[1]):
        return whole, ""
    rest = take_apart(text[: told.start()])
    return (rest, fold(told[1])) if rest.core else (whole, "")


def _number(core: str, written: str) -> str:
    """Numbers alike: "bảy" and "VII" are 7 where nothing else stands beside them; "tay 02" is "tay 2". Hải is no Hai."""
    found = (_UNMARKED if written.isascii() else _NUMBER_WORDS).get(written) or _ROMAN.get(core)
    return (
        str(found)
        if found
        else " ".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in core.split())
    )


def fold_code(code: str) -> str:
    """A code to compare by: letters and digits only, no case, no zeros before a number wherever it stands (HG-001 is hg 1)."""
    parts = re.findall(r"\d+|[^\W\d_]+", fold(code))
    return "".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts)


class Register:
    """Entries of a register by the texts that name them: code, folded code, further spellings, whole name, core of the name.

    ``entries``: code → name; ``spellings``: folded text → code, what a person has explained or what else stands for an entry.
    """

    def __init__(self, entries: Mapping[str, str], spellings: Mapping[str, str] | None = None) -> None:
        self.names = dict(entries)
        self.explained = dict(spellings or {})
        self._steps: tuple[tuple[Callable[[str], str], dict[str, tuple[str, ...]]], ...] = (
            (fold, _by_key((fold(code), code) for code in entries)),
            (fold_code, _by_key((fold_code(code), code) for code in entries)),
            (fold, _by_key((fold(name), code) for code, name in entries.items())),
        )
        self._cores = _by_key((take_apart(name).core, code) for code, name in entries.items())
        self._bare_cores = _by_key((_without_higher(name)[0].core, code) for code, name in entries.items())

    def __bool__(self) -> bool:
        return bool(self.names)

    def find(self, text: str) -> str | None:
        """The code of the one entry that a text means; None for nobody, or for two alike."""
        meant = self.candidates(text)
        return meant[0] if len(meant) == 1 else None

    def candidates(self, text: str) -> tuple[str, ...]:
        """Every entry that a text fits at the first step at which it fits any: one is meant, two are a question, none unknown."""
        key = fold(text)
        if not key:
            return ()
        if (explained := self.explained.get(key)) is not None:
            return (explained,)
        for key_of, entries in self._steps:
            if found := entries.get(key_of(text)):
                return found
        name = take_apart(text)
        return self._of_core(self._cores.get(name.core, ()) if name.core else (), name) or self._by_bare_core(text)

    def _by_bare_core(self, text: str) -> tuple[str, ...]:
        """By the core without the commune's name behind it, which the text or the register may add; two communes are not one."""
        name, higher = _without_higher(text)
        alike = self._bare_cores.get(name.core, ()) if name.core else ()
        found = [code for code in alike if not higher or _without_higher(self.names[code])[1] in ("", higher)]
        return self._of_core(tuple(found), name)

    def _of_core(self, found: tuple[str, ...], name: PlaceName) -> tuple[str, ...]:
        if len(found) < 2 or not name.word:
            return found
        # Several of one core: the unit's word decides, to the letter before its kind.
        for told in ("word", "kind"):
            same = tuple(code for code in found if getattr(take_apart(self.names[code]), told) == getattr(name, told))
            if same:
                return same
        return found

    def mentioned(self, text: str) -> str | None:
        """The one entry that a longer text such as a title names; None where it names nobody, or two.

        By the whole name, the longest that stands there, or by a code with a letter; else by words that begin with a unit's word.
        """
        within = f" {fold(_DAYS.sub(' ngày ', text))} "
        whole = {code: name for code, name in self.names.items() if f" {fold(name)} " in within}
        if whole:
            longest = max(map(len, whole.values()))
            found = {code for code, name in whole.items() if len(name) == longest}
        else:
            found = {code for code in self.names if any(map(str.isalpha, code)) and f" {fold(code)} " in within}
            found = found or set(self._by_unit_words(within.split()))
        return found.pop() if len(found) == 1 else None

    def _by_unit_words(self, words: Sequence[str]) -> Iterator[str]:
        """What the words name from each unit's word on, the longest reading first: "ho dan kp 3 nam 2024" names KP 3."""
        for start in range(len(words)):
            for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
                text = " ".join(words[start:end])
                if take_apart(text).kind and (found := self.find(text)) is not None:
                    yield found
                    break


def _by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, code in pairs:
        if key:
            found[key] = (*found.get(key, ()), code)
    return found


NOBODY = Register({})
