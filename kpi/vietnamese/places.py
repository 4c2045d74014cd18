"""Names of villages and of groups as lists write them: a word for the kind of unit, and the core that tells one from another.

"Đông Hải", "thôn Đông Hải" and "Xóm Đông Hải" are one where a register has a single entry with that core; numbers are alike
("7", "Thôn số 7", "Thôn Bảy", "T7"). The rules are those of docs/decisions/data.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi.vietnamese.text import clean_text, fold

# Words for the units below the commune → the kind; longer ones first. In law and on maps: thôn, xóm, bản, ấp, buôn, làng,
# phum, sóc, khóm, khu phố, khối phố, tiểu khu, tổ dân phố; in lists also their short forms and what self-governed groups are called.
_WRITTEN = {
    "tổ dân phố": "to", "tổ nhân dân tự quản": "to", "tổ nhân dân": "to", "tổ tự quản": "to", "tổ dân cư": "to", "tổ dân": "to",
    "tổ ndtq": "to", "tổ dp": "to", "tdp": "to", "tổ": "to",
    "khu dân cư": "khu", "khu phố": "khu", "khu vực": "khu", "kdc": "khu", "kp": "khu", "khu": "khu",
    "khối phố": "khoi", "khối": "khoi", "tiểu khu": "tieu khu", "tk": "tieu khu", "cụm dân cư": "cum", "cụm": "cum",
    "thôn": "thon", "xóm": "xom", "bản": "ban", "ấp": "ap", "buôn": "buon", "làng": "lang", "phum": "phum", "sóc": "soc",
    "khóm": "khom", "đội": "doi",
}  # fmt: skip
_KINDS = {fold(word): kind for word, kind in _WRITTEN.items()}
# Folded → as it is written, longer ones first.
UNIT_WORDS: Mapping[str, str] = {fold(word): word for word in sorted(_WRITTEN, key=len, reverse=True)}
# What tells units of one kind apart where a register has two of one core: "KP 3" is Khu phố 3 beside Khu 3.
_EXACT = {"kp": "khu pho", "tdp": "to dan pho", "to dp": "to dan pho", "kdc": "khu dan cu", "tk": "tieu khu"}
# Which words a letter may stand for, the likeliest first: "T3", "K. Đồng Mạ".
_LETTERS = {"t": ("thon", "to"), "x": ("xom",), "k": ("khu", "khom", "khoi"), "b": ("ban", "buon"), "a": ("ap",),
            "l": ("lang",)}  # fmt: skip
_LETTERED = re.compile(r"([txkbal])\.\s*(?=[^\W\d])(.+)", re.IGNORECASE)  # "T. Đông Hải"
_SHORT = re.compile(r"(kp|tdp|kdc|tk|t|x|k|b|a) ?0*(\d{1,3})")  # KP3, T7, X2: a letter and a number, nothing else
_GROUP_WORDS = re.compile(r"^(?:(?:nhóm|nhom|zalo|group)[\W_]+)+", re.IGNORECASE)
_HIGHER_WORD = r"(?:xã|phường|thị trấn|huyện|quận|thành phố|tp|tỉnh)\b"
_HIGHER = re.compile(rf"\s*[,;]\s*{_HIGHER_WORD}.*$", re.IGNORECASE)
_BEGINS_HIGHER = re.compile(_HIGHER_WORD, re.IGNORECASE)
# The same without a comma, as groups are called: "Nhóm Zalo Khu phố 1 phường Hải Tân".
_OF_HIGHER = re.compile(r"(?<=\S)(?:\s+[-–])?\s+(?:xã|phường|thị trấn)((?:\s+[^\W\d_]+){0,4})$", re.IGNORECASE)
_INNER_SHORT = re.compile(r"\b(kp|tdp|kdc|tk) ?0*(?=\d)")  # "Tổ 1 KP2"
# "CÁC TỔ DÂN PHỐ - 01/6/2024" names no Tổ 1, and T3/2024 is a month.
_DAYS = re.compile(r"\b(?:\d{1,2}[/.-]){1,2}\d{4}\b|\bT\d{1,2}[/. -](?:19|20)\d\d\b", re.IGNORECASE)
# T3 alone may be March as well as a thôn or a tổ: only a person knows, or other sheets beside it.
_MONTH_OR_UNIT = re.compile(r"\bT[. ]?0?(?:[1-9]|1[0-2])\b", re.IGNORECASE)
# Behind a unit's own word or "mã" it is the unit: "thôn T3".
_BEHIND = "".join(rf"(?<!\b{word} )" for word in ("thôn", "xóm", "ấp", "bản", "tổ", "mã", "thôn:"))
_MONTH_ALONE = re.compile(_BEHIND + _MONTH_OR_UNIT.pattern, re.IGNORECASE)
_SHORT_WITHIN = re.compile(r"\b(kp|tdp|to dp|kdc)(?: ?(?:so )?0*(\d+))?\b")
# What stands between the names of several units: "Thôn 1, 2 và 3", "thôn 1 đến 5", "THÔN ĐÔNG - TÂY".
_BETWEEN_NAMES = re.compile(r"\s*([,;&+/–-])\s*|\s(và|va|đến|den)\s", re.IGNORECASE)
_DASHES = ("-", "–")
_TIMES = re.compile(r"\b(?:ngày|tháng|quý|năm|ngay|thang|quy|nam)\s+\d[\d/.-]*", re.IGNORECASE)
# Behind a number that counts: "Thôn 1, 15 hộ", "THÔN 1 - 6 THÁNG ĐẦU NĂM"; and what may follow a name that ends there.
_COUNTED = frozenset("ho khau nhan nguoi thanh lan dot ngay tuan thang quy nam".split())
_NAME_ENDS = frozenset("ngay thang quy nam tinh den tu trong theo thuoc xa phuong thi huyen quan tp".split())
_LONGEST_NAME = 7  # words
_SHORT_NUMBER = re.compile(r"\d{1,2}")
_BARE_DAY = re.compile(r"(?<=[,;(–-])\s*\d{1,2}/\d{1,2}\b(?!/)")  # "THÔN 1 - 30/6"
# Numbers with spaces alone between them, which are no day, and what follows.
_NUMBERS = re.compile(r"(?<![\d/.,–-])(\d{1,2})((?:[\s_]+\d{1,2})+)(?![\s_]*[\d/.–-])(?:[\s_]+([^\W\d]+))?")
_NO_SYLLABLES = ("thon", "xom", "ap", "khom")  # nothing else begins so, however it is marked: "Âp Bình Hòa"
_NO_CORES = ("", *UNIT_WORDS)  # "hộ dân thôn, xóm" names no Thôn Xóm
_OF_ALL = re.compile(r"\b(?:cac|tung|moi|nhung|theo)\b(?: \w+){2}")  # "các thôn bản" names no Thôn Bản
_WITHIN = 2  # how far apart those are of which one's words stand all in the other's
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
_SYLLABLES = ("vi", "xi")  # Thôn Hà Vi is no Hà 6


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name taken apart. ``words``: the words for units before the core in full, the outer first ("thon", "lang"); ``core``: what
    is left, numbers as digits without zeros before them. A name of words for units only keeps the last as its core."""

    words: tuple[str, ...]
    core: str

    @property
    def word(self) -> str:
        """The first word for a unit; empty where there is none."""
        return self.words[0] if self.words else ""

    @property
    def kind(self) -> str:
        """The kind of unit that the first word tells ("to" for Tổ and for Tổ dân phố); empty where there is none."""
        return self.kinds[0] if self.words else ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kind that each word tells."""
        return tuple(_KINDS[word] for word in self.words)

    def is_of_another_unit(self, other: PlaceName) -> bool:
        """Whether both names bear words for units, and none of one kind."""
        return bool(self.words and other.words) and set(self.kinds).isdisjoint(other.kinds)


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """One way to take a name apart; ``is_sure`` where its marks say so. One that is not fits only what bears all its words."""

    name: PlaceName
    is_sure: bool = True


def take_apart(name: str) -> PlaceName:
    """The words for units and the core of a name as it most likely is meant: "Tổ dân phố số 02" is "to dan pho" and "2", "Thôn
    Làng Vàng" "thon", "lang" and "vang"."""
    return readings(name)[0].name


@lru_cache(maxsize=65536)
def readings(name: str) -> tuple[PlaceReading, ...]:
    """Every way to take a name apart, the likeliest first: "doi che" may be Đội Chè or Đồi Chè, "T. Vàng" Thôn or Tổ Vàng."""
    text = _GROUP_WORDS.sub("", _HIGHER.sub("", clean_text(name)))
    if short := _SHORT.fullmatch(fold(text)):
        units = _LETTERS.get(short[1]) or (_EXACT.get(short[1], short[1]),)
        return tuple(PlaceReading(PlaceName((unit,), short[2])) for unit in units)
    found = dict.fromkeys(_ways(_words(text)))
    if lettered := _LETTERED.fullmatch(text):
        for unit in _LETTERS[lettered[1].lower()]:
            ways = _ways(_words(lettered[2]))
            found |= {
                PlaceReading(PlaceName((unit, *way.name.words), way.name.core), way.is_sure): None for way in ways
            }
    return tuple(found)


def parts_of_address(text: str) -> tuple[str, ...]:
    """What stands between the commas of an address, without the commune and what is above it."""
    parts = map(str.strip, clean_text(text).split(","))
    return tuple(part for part in parts if part and not _BEGINS_HIGHER.match(part))


def _words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters with their marks, as ``fold`` parts them."""
    lowered = clean_text(text).lower()
    return tuple("".join(sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in lowered).split())


def _ways(
    words: Sequence[str], before: tuple[str, ...] = (), *, is_unmarked: bool | None = None
) -> Iterator[PlaceReading]:
    """The ways to take words apart, with what stands ``before`` them, the likeliest first.

    A word for a unit with its marks is one ("Làng Vàng") unless nothing follows. Without its marks it is one or none, behind
    another only in a text without any ("xom doi che"; "Thôn Lang Chánh" has no Làng). Under other marks it is none ("Đồi Chè");
    but at the beginning it may be misspelt, and is so before a number.
    """
    unmarked = all(map(str.isascii, words)) if is_unmarked is None else is_unmarked
    units = list(_units_before(words))
    is_unit = bool(units) and len(units[0].split()) == len(words)
    # "Nam" alone is a boy or the south, and no Năm.
    may_lack_marks = unmarked and bool(before)
    if not words or (before and is_unit):
        yield PlaceReading(PlaceName(before, _core(words, may_lack_marks=may_lack_marks)))
        return
    doubted: list[PlaceReading] = []
    is_marked = False  # whether a word for a unit stands there with its marks
    for unit in units:
        written, rest = words[: len(unit.split())], words[len(unit.split()) :]
        is_exact = " ".join(written) == UNIT_WORDS[unit] or (not before and unit in _NO_SYLLABLES)
        is_bare = all(map(str.isascii, written))
        if before and not (is_exact or (is_bare and unmarked)):
            continue
        is_sure = not is_marked if is_exact else unmarked or _core(rest, may_lack_marks=unmarked).isdecimal()
        is_marked = is_marked or is_exact
        ways = (
            PlaceReading(way.name, way.is_sure and is_sure)
            for way in _ways(rest, (*before, _EXACT.get(unit, unit)), is_unmarked=unmarked)
        )
        if is_exact or is_bare or is_sure:
            yield from ways
        else:
            doubted += ways
    if is_unit or not is_marked:
        yield PlaceReading(PlaceName(before, _core(words, may_lack_marks=may_lack_marks)))
    yield from doubted


def _units_before(words: Sequence[str]) -> Iterator[str]:
    """The words for units that others begin with, whatever their marks; the longest first."""
    folded = f"{' '.join(map(fold, words))} "
    return (unit for unit in UNIT_WORDS if folded.startswith(f"{unit} "))


def _core(words: Sequence[str], *, may_lack_marks: bool) -> str:
    """What tells a unit from others: "số 02" is "2", "Tư" "4", "Túy Loan Tây 02" "tuy loan tay 2"; without marks "tu" is "4", too,
    where nothing about it has any."""
    folded = tuple(map(fold, words))
    if folded[:1] == ("so",) and len(folded) > 1 and (len(folded) == 2 or folded[1][0].isdecimal()):
        words, folded = words[1:], folded[1:]
    return _number(" ".join(folded), " ".join(words), may_lack_marks=may_lack_marks)


@lru_cache(maxsize=65536)
def _without_higher(name: str) -> tuple[str, str]:
    """A name without the commune that it ends in, and that commune, folded: "Ban chỉ đạo xã Vân Sơn" is "Ban chỉ đạo". Of a unit
    only a commune with its name counts, for a village may be called Văn Xã."""
    text = clean_text(name)
    told = _OF_HIGHER.search(text)
    is_unit = bool(take_apart(name).kind) and not text.lower().startswith("ban ")  # a committee is no Bản
    if told is None or (is_unit and not told[1]):
        return name, ""
    rest = text[: told.start()]
    return (rest, fold(told[1])) if take_apart(rest).core else (name, "")


def _number(core: str, written: str, *, may_lack_marks: bool) -> str:
    """Numbers alike: "bảy" and "VII" are 7 where nothing else stands beside them; "tay 02" is "tay 2". Hải is no Hai."""
    words = _UNMARKED if may_lack_marks and written.isascii() else _NUMBER_WORDS
    found = words.get(written) or _ROMAN.get(core)
    return (
        str(found)
        if found
        else " ".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in core.split())
    )


def may_be_month(name: str) -> bool:
    """Whether a name alone may be a month's as well as a unit's: "T3", "T.12"."""
    return _MONTH_OR_UNIT.fullmatch(clean_text(name)) is not None


def is_numbered_otherwise(name: str, other: str) -> bool:
    """Whether two names have one number behind words for different units ("Tổ 1", "Khu phố 1"), which need not be one place."""
    one = take_apart(name)
    return one.core.isdecimal() and one.is_of_another_unit(take_apart(other))


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
        self._whole = frozenset(map(fold, (*entries, *entries.values(), *self.explained)))
        self._cores = _by_core((code, name) for code, name in entries.items())
        self._bare_cores = _by_core((code, _without_higher(name)[0]) for code, name in entries.items())
        self._inner_cores = {code: core for code, name in entries.items() if (core := _inner_core(name)) is not None}

    def __bool__(self) -> bool:
        return bool(self.names)

    def find(self, text: str) -> str | None:
        """The code of the one entry that a text means; None for nobody, or for two alike."""
        meant = self.candidates(text)
        return meant[0] if len(meant) == 1 else None

    def find_in_words(self, text: str) -> str | None:
        """The same of words that may be no name: "bản" alone may be any, also where the register has a Thôn Bản."""
        return None if fold(text) in UNIT_WORDS and fold(text) not in self._whole else self.find(text)

    def find_in_address(self, text: str) -> str | None:
        """The one entry that a cell names, alone or as a part of an address: "Số 3, KP Chợ Mới, xã Hà Giang"."""
        found = self.candidates_in_address(text)
        return found[0] if len(found) == 1 else self.find_in_words(text)

    def candidates_in_address(self, text: str) -> tuple[str, ...]:
        """Every entry that a part of an address names, with or without its unit's word; none of a text without parts, nor of one that
        names two villages by one word ("Thôn 1, 2").

        A number is a house's ("Số 5, Yên Xá") or of a unit inside of a village ("Tổ 3, Đông Hải") but behind the entry's own word.
        """
        parts = parts_of_address(text) if "," in text and fold(text) not in self._whole else ()
        named = ((part, code) for part in parts for code in self.candidates(part))
        if any(part.isdecimal() and self.candidates(part) for part in parts[1:]):
            return ()
        return tuple(dict.fromkeys(code for part, code in named if self._is_no_number_within(part, code)))

    def _is_no_number_within(self, part: str, code: str) -> bool:
        said, own = readings(part), take_apart(self.names[code]).kinds
        return not said[0].name.core.isdecimal() or any(one.name.kind in own for one in said)

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
        return self._of_core(text, self._cores) or self._by_bare_core(text) or self._by_inner_core(text)

    def _by_bare_core(self, text: str) -> tuple[str, ...]:
        """By the core without the commune's name behind it, which the text or the register may add; two communes are not one."""
        rest, higher = _without_higher(text)
        alike = self._of_core(rest, self._bare_cores)
        return tuple(code for code in alike if not higher or _without_higher(self.names[code])[1] in ("", higher))

    def _by_inner_core(self, text: str) -> tuple[str, ...]:
        """By what stands before a unit and by the unit's core, for names that begin with neither: "ANTT Na Loc" and "Ap Na Loc - ANTT"
        are ANTT Bản Nà Lốc where no other name has both."""
        said = set(_inner_cores(text)) if self._inner_cores else set()
        return tuple(code for code, core in self._inner_cores.items() if core in said)

    def _of_core(self, text: str, cores: Mapping[str, Sequence[tuple[str, PlaceReading]]]) -> tuple[str, ...]:
        """Those whose core the text has in any reading; of several the nearest by their words for units."""
        nearest: dict[str, int] = {}
        for said in readings(text):
            for code, own in cores.get(_spelt_out(said.name.core), ()):
                far = _apart(said.name, own.name)
                if far <= _WITHIN or (said.is_sure and own.is_sure):
                    nearest[code] = min(far, nearest.get(code, far))
        return tuple(code for code in self.names if nearest.get(code) == min(nearest.values())) if nearest else ()

    def mentioned(self, text: str) -> str | None:
        """The one entry that a longer text such as a title names; None where it names nobody, or two.

        By the whole name, the longest that stands there, or by a code with a letter; else by words that begin with a unit's word.
        What may as well be a month ("T3") names nobody. "ANTT KP Chợ Mới" is "ANTT Khu phố Chợ Mới".
        """
        if self.lists_several(text):
            return None
        within = f" {fold(_DAYS.sub(' ngày ', text))} "
        of_units = _OF_ALL.sub(" ", " / ".join(map(fold, re.split(r"[,;/]", text))))
        whole = {
            code: name for code, name in self.names.items()
            if f" {fold(name)} " in (f" {of_units} " if take_apart(name).core in _NO_CORES else within)
        }  # fmt: skip
        if whole:
            longest = max(whole.values(), key=len)
            found = {code for code, name in whole.items() if len(name) == len(longest)}
            found |= {code for code, name in whole.items() if f" {fold(name)} " not in f" {fold(longest)} "}
            found.update(self._by_unit_words(_words(_without(text, longest)), beside=True))
        elif (spelt := self._by_names_in_full(within)) is not None:
            return spelt
        else:
            rest = _MONTH_ALONE.sub(" ngày ", _DAYS.sub(" ngày ", text))
            found = {
                code for code in self.names if any(map(str.isalpha, code)) and f" {fold(code)} " in f" {fold(rest)} "
            }
            found = found or set(self._by_unit_words(_words(rest)))
        return found.pop() if len(found) == 1 else None

    def lists_several(self, text: str) -> bool:
        """Whether a longer text goes on from one entry to another one, whose unit's word need not stand again: "THÔN 1, 2", "Thôn
        Đông và Tây"; also to one that nobody knows, behind the same word: "Thôn Đông và thôn Mới"."""
        within = f" {fold(text)} "
        if any(_BETWEEN_NAMES.search(name) and f" {fold(name)} " in within for name in self.names.values()):
            return False  # "Thôn Đông - Tây" may be one
        parts = _BETWEEN_NAMES.split(_DAYS.sub(" ngày ", _TIMES.sub(" ", _BARE_DAY.sub(" ", clean_text(text)))))
        if any(map(self._numbers_several, parts[::3])):
            return True
        named = (self._named_last(_words(part)) for part in parts[::3])
        signs = (sign or word for sign, word in zip(parts[1::3], parts[2::3], strict=True))
        return any(
            last is not None and self._goes_on(*last, _words(part), is_joined=sign not in _DASHES)
            for last, sign, part in zip(named, signs, parts[3::3], strict=False)
        )

    def _numbers_several(self, text: str) -> bool:
        """Whether nothing but a space stands between the numbers of several units: "THÔN 1 2"; "Thôn 1 15 hộ" counts."""
        for found in _NUMBERS.finditer(text):
            last, more = self._named_last(_words(text[: found.end(1)])), re.findall(r"\d+", found[2])
            is_counted = len(more) == 1 and fold(found[3] or "") in _COUNTED
            if last is None or is_counted or not _ends_in_number(last[1]):
                continue
            if self.find(f"{last[1]} {more[0]}") is None:
                return True
        return False

    def _named_last(self, words: Sequence[str]) -> tuple[str, str] | None:
        """The entry that words end in, from its unit's word on, and what they say of it."""
        for start in range(max(0, len(words) - _LONGEST_NAME), len(words)):
            text = " ".join(words[start:])
            name = take_apart(text)
            if name.kind and name.core not in _NO_CORES and (found := self.find(text)) is not None:
                return found, text
        return None

    def _goes_on(self, code: str, said: str, words: Sequence[str], *, is_joined: bool) -> bool:
        """Whether words that stand behind an entry begin with another one; ``is_joined``: by more than a dash, behind which the
        commune may stand."""
        own = take_apart(said)
        begun = take_apart(" ".join(words[:_LONGEST_NAME])) if words else own
        if begun.kind not in ("", own.kind) or _BEGINS_HIGHER.match(" ".join(words)):
            return False
        for end in range(min(len(words), _LONGEST_NAME), 0, -1):
            text, rest = " ".join(words[:end]), tuple(map(fold, words[end:]))
            if fold(text) in UNIT_WORDS or (_MONTH_OR_UNIT.fullmatch(text) and not _MONTH_OR_UNIT.search(said)):
                continue
            found = {*self.candidates(text), *(() if begun.kind else self.candidates(f"{own.word} {text}"))}
            if code in found:
                return False
            if found and _is_whole_name(text, rest, is_joined=is_joined):
                return True
        written = " ".join(words)
        if words and _SHORT_NUMBER.fullmatch(words[0]) and take_apart(said).core.isdecimal():
            return _is_whole_name(
                words[0], tuple(map(fold, words[1:])), is_joined=is_joined
            )  # "Thôn 1, 12", of which one is not known
        return (
            bool(begun.kind)
            and begun.core not in _NO_CORES
            and any(written.startswith(f"{word} ") for unit, word in UNIT_WORDS.items() if _KINDS[unit] == own.kind)
        )

    def _by_names_in_full(self, within: str) -> str | None:
        """The one name of which the words for units stand in a text in their short forms, or the other way round; none that is
        no more than a unit's."""
        said = _in_full(within)
        found = [
            code
            for code, name in self.names.items()
            if not take_apart(name).kind and f" {_in_full(fold(name))} " in said
        ]
        return found[0] if len(found) == 1 else None

    def _by_unit_words(self, words: Sequence[str], *, beside: bool = False) -> Iterator[str]:
        """What the words name from each unit's word on, the longest reading first: "hộ dân KP 3 năm 2024" names KP 3. A letter
        and a number ("A02") may be anything where no unit has such a letter. ``beside``: another entry's whole name, so that a
        number may be of a unit inside of it ("Tổ 3 Thôn Đông Hải")."""
        kinds = {kind for name in self.names.values() for kind in take_apart(name).kinds}
        for start in range(len(words)):
            for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
                text = " ".join(words[start:end])
                name = take_apart(text)
                if _SHORT.fullmatch(text) and kinds.isdisjoint(one.name.kind for one in readings(text)):
                    continue
                if name.kind and name.core not in _NO_CORES and (found := self.find(text)) is not None:
                    if not beside or self._is_no_number_within(text, found):
                        yield found
                    break


def _is_whole_name(text: str, rest: Sequence[str], *, is_joined: bool) -> bool:
    """Whether a name among others is one with what stands behind it, folded: "2 hộ" counts, and "Tây Sơn" may be a commune."""
    if text.isdecimal() and rest and (rest[0] in _COUNTED or rest[0].isdecimal()):
        return False
    is_sure = is_joined and (text.isdecimal() or not take_apart(text).core.isdecimal())  # "tư nhân" is no 4
    return is_sure or not rest or rest[0] in _NAME_ENDS


def _ends_in_number(name: str) -> bool:
    return take_apart(name).core.split()[-1].isdecimal()


def _inner_core(name: str) -> tuple[str, str] | None:
    """What stands before a unit in a name, and the unit's core; None where the name begins with the unit or names none."""
    words = _words(_GROUP_WORDS.sub("", _without_higher(clean_text(name))[0]))
    for start in range(len(words)):
        unit = take_apart(" ".join(words[start:]))
        if unit.kind:
            return (fold(" ".join(words[:start])), unit.core) if start and unit.core not in _NO_CORES else None
    return None


def _inner_cores(text: str) -> Iterator[tuple[str, str]]:
    """The same of a text in every way in which it may say both: the unit first, or without its word."""
    if (inner := _inner_core(text)) is not None:
        yield inner
    before, _dash, behind = map(str.strip, re.sub(r"\s+[–-]\s+", "\n", text, count=1).partition("\n"))
    if behind:
        yield fold(before), take_apart(behind).core
        yield fold(behind), take_apart(before).core
    words = _words(_GROUP_WORDS.sub("", clean_text(text)))
    if not any(take_apart(" ".join(words[start:])).kind for start in range(len(words))):
        yield from (
            (fold(" ".join(words[:at])), _core(words[at:], may_lack_marks=False)) for at in range(1, len(words))
        )


def _in_full(folded: str) -> str:
    """A folded text with the words for units in full and no zeros before numbers: "antt tdp03" is "antt to dan pho 3"."""
    return _SHORT_WITHIN.sub(lambda found: _EXACT[found[1]] + (f" {found[2]}" if found[2] else ""), folded)


def _without(text: str, name: str) -> str:
    """A text without a name that stands in it; what stood around it is joined by what is no part of a name."""
    said, left = _words(text), fold(name).split()
    folded = [fold(word) for word in said]
    start = next((at for at in range(len(said)) if folded[at : at + len(left)] == left), None)
    return text if start is None else " ".join((*said[:start], "/", *said[start + len(left) :]))


def _apart(said: PlaceName, own: PlaceName) -> int:
    """How far what is said of a core's unit is from an entry's own words; "Làng Vàng" is a part of "Thôn Làng Vàng"."""
    if said.words == own.words and said.words:
        return 0
    if said.kinds == own.kinds or set(said.words) <= set(own.words):
        return 1
    if set(said.kinds) <= set(own.kinds):
        return _WITHIN
    return _WITHIN + (1 if own.kinds and said.kinds[-1] == own.kinds[-1] else 2)


def _spelt_out(core: str) -> str:
    """A core to compare by: "1 kp2" is "1 khu pho 2", "yen xa ii" "yen xa 2"."""
    spelt = _INNER_SHORT.sub(lambda found: f"{_EXACT[found[1]]} ", core)
    before, _space, last = spelt.rpartition(" ")
    number = "" if last in _SYLLABLES or not before else _ROMAN.get(last)
    return f"{before} {number}" if number else spelt


def _by_core(pairs: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, PlaceReading]]]:
    found: dict[str, list[tuple[str, PlaceReading]]] = {}
    for code, name in pairs:
        for reading in readings(name):
            if reading.name.core:
                found.setdefault(_spelt_out(reading.name.core), []).append((code, reading))
    return found


def _by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, code in pairs:
        if key:
            found[key] = (*found.get(key, ()), code)
    return found


NOBODY = Register({})
