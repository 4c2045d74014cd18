"""What the cells of a column look like, whatever stands above them: numbers of phones, of Zalo, codes, days, villages, names.

A sample is looked at, never the whole list; what a cell means is decided later, one by one, by its reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from kpi.vietnamese.moments import parse_moment
from kpi.vietnamese.phones import parse_phones
from kpi.vietnamese.places import Register
from kpi.vietnamese.text import clean_text, fold

# Entries of a column that are looked at, and the share of them from which a column looks like something.
SAMPLED = 200
MOST = 0.8
_CODE = re.compile(r"(?=.*\d)[A-Za-zĐđ]{0,6}[-./ ]?\d[\w./-]{0,18}")
_UID = re.compile(r"\d{16,21}(?:_\d+)?")
_WITHIN_NAMES = re.compile(r"(?<=\w)['’ʼ`](?=\w)")
_COUNT = re.compile(r"\d{1,3}")
_MONEY = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+|[1-9]\d*000")
_AMOUNT = re.compile(r"(?!(?:19|20)\d\d$)\d{1,7}(?:[.,]\d{1,3})*")
_CURRENCY = re.compile(r"\s*(?:đ|đồng|vnđ|vnd|₫)$", re.IGNORECASE)
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}:\d{2}")

_SINCE_DAY = re.compile(r"\d{1,2} \d{1,2}(?: \d{2,4})?|(?:\d{1,2} )?(?:19|20)\d\d")
_SINCE_WORDS = frozenset("ke tu ngay thang nam vao hoi luc dau giua cuoi trong khoang".split())
_BY_THE_MOON = re.compile(r" (?:am lich|al|duong lich|dl)$")


class Trait(StrEnum):
    """What most cells of a column can be."""

    PHONE = "phone"
    UID = "uid"
    DAY = "day"
    VILLAGE = "village"
    RUNNING = "running"
    COUNT = "count"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class CellSample:
    """A column below its header: its filled cells of the sample, in their order."""

    cells: tuple[str, ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], position: int) -> CellSample:
        """The column of a table without its header; a row that is too short has an empty cell. Of a column that fills only farther
        down its first cells there are looked at."""
        found = _filled_cells(rows[: 2 * SAMPLED], position) or _filled_cells(rows[2 * SAMPLED :], position)
        return cls(found)

    def share(self, fits: Callable[[str], bool]) -> float:
        """How many of the cells fit, as a part of those that are filled."""
        return sum(map(fits, self.cells)) / len(self.cells) if self.cells else 0.0

    def trait(self) -> Trait | None:
        """What the column looks like, the more telling first; None where it could be anything."""
        if not self.cells:
            return None
        if is_running(self.cells):
            return Trait.RUNNING
        return next((trait for trait, fits in _FITS.items() if self.share(fits) >= MOST), None)

    def names_villages(self, villages: Register) -> float:
        """The share of cells that name one village; of bare numbers none does, for anything may be counted."""
        return self.share(lambda cell: not cell.isdecimal() and villages.find_in_address(cell) is not None)


def _filled_cells(rows: Sequence[Sequence[str]], position: int) -> tuple[str, ...]:
    filled = (cell for row in rows if position < len(row) and row[position] and (cell := clean_text(row[position])))
    return tuple(islice(filled, SAMPLED))


class Samples(dict[int, CellSample]):
    """The columns of a table without its header, each taken from the rows when it is asked for."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, place: int) -> CellSample:
        return self.setdefault(place, CellSample.of(self._rows, place))


def is_sent_one_by_one(cells: Sequence[str]) -> bool:
    """Whether each entry bears a moment of its own, to the minute, as in the export of a form that people filled in."""
    return len(cells) > 1 and 2 * len(set(cells)) > len(cells) and sum(map(_has_hour, cells)) >= MOST * len(cells)


def is_running(cells: Sequence[str]) -> bool:
    """Whether they only count the entries: 1, 2, 3 …, also where the count starts again."""
    steps = _steps(cells)
    return bool(steps) and sum(step == 1 for step in steps) >= MOST * len(steps)


def numbers_groups(cells: Sequence[str]) -> bool:
    """Whether they number groups of entries that stand together: 1, 1, 1, 2, 3, 3 …"""
    steps = _steps(cells)
    return {0, 1}.issubset(steps) and sum(step in (0, 1) for step in steps) >= MOST * len(steps)


def _steps(cells: Sequence[str]) -> list[int]:
    """From each cell to the next, where most of them are numbers."""
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) <= 6]
    if len(numbers) < MOST * len(cells):
        return []
    return [after - before for before, after in zip(numbers, numbers[1:], strict=False)]


def is_money(cell: str) -> bool:
    """Whether a cell is a sum in thousands of đồng: 20000, 50.000, 1.200.000 đồng."""
    return _MONEY.fullmatch(_CURRENCY.sub("", clean_text(cell))) is not None


def is_amount(cell: str) -> bool:
    """Whether a cell is a number of something: no year, and nothing that only begins with digits."""
    return _AMOUNT.fullmatch(clean_text(cell)) is not None


def is_code(cell: str) -> bool:
    """Whether a cell may be a code: letters, a number, and what stands between the parts of one."""
    return _CODE.fullmatch(cell) is not None


def is_uid(cell: str) -> bool:
    """Whether a cell is a number as long as Zalo's."""
    return _UID.fullmatch(cell) is not None


@lru_cache(maxsize=8192)
def is_phone(cell: str) -> bool:
    """Whether a cell holds a number that can be called."""
    digits = sum(map(str.isdigit, cell))
    return digits >= 8 and bool(parse_phones(cell).numbers)


@lru_cache(maxsize=8192)
def is_day(cell: str) -> bool:
    """Whether a cell is a day, or a moment of one."""
    if not _DAY.search(cell):
        return False
    try:
        parse_moment(cell)
    except ValueError:
        return False
    return True


def _has_hour(cell: str) -> bool:
    return is_day(cell) and parse_moment(cell).has_time


_FITS: dict[Trait, Callable[[str], bool]] = {
    Trait.PHONE: is_phone,
    Trait.UID: is_uid,
    Trait.DAY: is_day,
    Trait.COUNT: lambda cell: _COUNT.fullmatch(cell) is not None,
    Trait.CODE: is_code,
}


def is_name(cell: str) -> bool:
    """Whether a cell may be a person's name: a few words of letters alone, also with the mark of "H'Len Êban"."""
    words = _WITHIN_NAMES.sub("", cell).split()
    return 2 <= len(words) <= 6 and all(word.isalpha() for word in words)


def says_nobody(words: Iterable[str], openings: Iterable[str]) -> Callable[[str], bool]:
    """Whether a cell for a name says that there is nobody: one of these words, signs alone ("-", "…"), or what begins, mark for mark,
    with an opening ("Chưa phân công"), as no name does."""
    is_one, first = says((*words, "0")), tuple(f"{word.lower()} " for word in openings)

    def nobody(cell: str) -> bool:
        text = clean_text(cell).lower()
        return is_one(text) or f"{text} ".startswith(first) or not any(map(str.isalnum, text))

    return nobody


def says(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a cell is one of these words, in whatever form."""
    known = frozenset(map(fold, words))
    return lambda cell: fold(cell) in known


def begins_with(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a cell begins with one of these words: "Con riêng của vợ" is a relation where "Con" is."""
    known = tuple(f"{fold(word)} " for word in words)
    return lambda cell: f"{fold(cell)} ".startswith(known)


def without_day(note: str) -> tuple[str, ...]:
    """A folded note without the day since when it holds ("đã rời nhóm từ 10/2026"), in every reading: "tu" before a day may be a part
    of what is said ("khai tử 2023"). A number alone is no day ("đã mời 3"); a note without one is itself."""
    words = _BY_THE_MOON.sub("", note).split()
    start = len(words)
    while start and (words[start - 1] in _SINCE_WORDS or words[start - 1].isdecimal()):
        start -= 1
    day = words[start:]
    is_day = bool(day) and day[-1].isdecimal() and (day[0] in _SINCE_WORDS or _SINCE_DAY.fullmatch(" ".join(day)))
    if not is_day:
        return (note,)
    before = next(at for at, word in enumerate(day) if word.isdecimal())
    return tuple(" ".join(words[: start + kept]) for kept in range(before + 1))
