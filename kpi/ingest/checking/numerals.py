"""The numerals that count the parts of a list, and no entries of it: I, II, A, B."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

PART = re.compile(r"(?:[IVX]+|[A-H])[.)]?")
PART_NUMBER = re.compile(r"(?:[IVX]+|[A-H])[.)/-]\s*")
_NUMBERED_PART = re.compile(rf"{PART_NUMBER.pattern}\S+ \S")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_SIGNS = " .)"


def parts_the_list(filled: Sequence[str]) -> bool:
    """Whether a row is the heading of a part ("II | KHỐI TRƯỜNG HỌC", "A. Cơ quan"): a numeral that counts no entry and one text."""
    if len(set(filled)) == 1:
        return _NUMBERED_PART.match(filled[0].strip()) is not None
    return len(filled) == 2 and PART.fullmatch(filled[0].strip()) is not None and len(filled[1].split()) > 1


def is_numeral(numeral: str, above: Iterable[int]) -> bool:
    """Whether a numeral is the next one after so many headings: I, II, III or A, B, C."""
    said = numeral.strip(_SIGNS)
    return any(said in (chr(ord("A") + count), *_ROMAN[count : count + 1]) for count in above)


def times(numeral: str, cells: Iterable[str]) -> int:
    """How often a numeral stands among the cells."""
    return sum(PART.fullmatch(cell) is not None and cell.strip(_SIGNS) == numeral.strip(_SIGNS) for cell in cells)


def parts_above(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """What the headings of the parts say that begin above a list's header, each numbered in its turn: "I | CƠ QUAN" and then the
    header."""
    found: list[str] = []
    for row in rows:
        filled = [cell.strip() for cell in row if cell.strip()]
        if filled and parts_the_list(filled) and is_numeral(_numeral_of(filled[0]), [len(found)]):
            found.append(PART_NUMBER.sub("", max(filled, key=len)))
    return tuple(found)


def _numeral_of(cell: str) -> str:
    numbered = PART_NUMBER.match(cell)
    return cell if numbered is None else numbered[0].strip(" /-")
