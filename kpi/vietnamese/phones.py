"""Vietnamese phone numbers as lists hold them, brought to ten or eleven digits from 0.

Lists write them with the country's code, without the first 0 (Excel), as decimals (a column read as numbers), in
groups, and two in a cell. From 15/9/2018 the eleven-digit mobile numbers became ten-digit ones;
old lists still hold them.
The rules and their traps are written down in docs/datasets.md (phones).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi.vietnamese.text import clean_text

# First four digits of the old mobile numbers → first three of the new ones.
_RENUMBERED = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035",
    "0166": "036", "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_PLAIN_MOBILE = re.compile(r"0?([35789][0-9]{8})")
_LANDLINE = re.compile(r"02[0-9]{8,9}")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]*)?E[+-]?[0-9]+", re.IGNORECASE)
# 912345678.0: a number column read as decimals. 912,345,678: one shown with thousands.
_DECIMALS = re.compile(r"(?<![0-9.,])([0-9]{9,13})[.,]0{1,2}(?![0-9.,])")
_THOUSANDS = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:,[0-9]{3}){2,3})(?![0-9.,])")
_BETWEEN_NUMBERS = re.compile(r"\s*(?:[/\\,;|&]|\b(?:hoặc|hoac|và|va)\b)\s*", re.IGNORECASE)
_LINE_BREAK = re.compile(r"[\r\n\v\f\u2028\u2029]+")
# What may stand around a number without making it doubtful.
_LABEL = re.compile(r"\b(?:s?[đd]t|(?:số )?điện thoại|tel|phone|di động|zalo)(?![^\W\d])[.:]*", re.IGNORECASE)
_DIGIT_GROUPS = re.compile(r"[()\s.\-\u2010-\u2015]+")
# Digits in a sentence as far as they may be one number; days, whose digits are none.
_RUN = re.compile(r"[+(]*[0-9][0-9()\s.\-+\u2010-\u2015]*")
_DAY = re.compile(r"(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}(?![0-9])")
_LONGEST = 14  # 0084 and ten digits
_MOST_GROUPS = 16


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of one cell, each once, in their order; ``faults`` are the pieces that are no number."""

    numbers: tuple[str, ...]
    faults: tuple[str, ...] = ()


_NONE = Phones(())


def is_mobile(number: str) -> bool:
    """Whether a canonical number is a mobile one: only these can be a Zalo account."""
    return _MOBILE.fullmatch(number) is not None


def parse_phones(text: str) -> Phones:
    """All numbers of a cell, in canonical form; "0912…/0987…" holds two.

    Signs, words and line breaks part numbers; spaces, points and hyphens part groups of digits as well, so they part
    numbers only where just one reading gives whole numbers. Nothing is guessed: digits that fit no rule are
    a fault, and so is 9.12E+08, of which Excel may have lost digits.
    """
    if plain := _PLAIN_MOBILE.fullmatch(text):
        return Phones(("0" + plain[1],))
    cell = clean_text(_LINE_BREAK.sub(";", text))
    if not cell:
        return _NONE
    if _SCIENTIFIC.search(cell):
        return Phones((), (cell,))
    cell = _DECIMALS.sub(r"\1", cell)
    cell = _THOUSANDS.sub(lambda number: number.group().replace(",", ""), cell)
    numbers: dict[str, None] = {}
    faults: list[str] = []
    for piece in _BETWEEN_NUMBERS.split(cell):
        bare = _LABEL.sub("", piece).strip(" .-:")
        found = _read(bare)
        numbers.update(dict.fromkeys(found))
        if not found and bare:
            faults.append(piece)
    return Phones(tuple(numbers), tuple(faults))


def mentions_phone(text: str) -> bool:
    """Whether a phone number stands in a sentence, beginning as people write one: with 0, 84 or +84, its digits in groups or not.

    Amounts, days and years are none: "500000000 đồng", "05.12.2024 – 31.12.2024".
    """
    return any(_begins_number(groups[start:]) for groups in _digit_runs(text) for start in range(len(groups)))


def _digit_runs(text: str) -> list[list[str]]:
    runs = _RUN.findall(_DAY.sub(";", clean_text(text)))
    return [[group for group in _DIGIT_GROUPS.split(run.replace("+", " +")) if group] for run in runs]


def _begins_number(groups: list[str]) -> bool:
    """Whether the first groups of digits are a whole number."""
    digits = ""
    for group in groups:
        digits += group
        if len(digits) > _LONGEST or not digits.startswith(("0", "84", "+")):
            return False
        if _national(digits) is not None:
            return True
    return False


def _read(piece: str) -> tuple[str, ...]:
    """The one number of a piece, else the numbers that its groups of digits form in only one way, else nothing."""
    groups = [group for group in _DIGIT_GROUPS.split(piece.replace("+", " +")) if group]
    whole = _national("".join(groups))
    if whole is not None:
        return (whole,)
    if not 1 < len(groups) <= _MOST_GROUPS:
        return ()
    readings = _readings(groups)
    return readings[0] if len(readings) == 1 else ()


def _readings(groups: list[str]) -> list[tuple[str, ...]]:
    """Every way to part the groups into whole numbers that each begin as one does: with 0, 84 or +."""
    if not groups:
        return [()]
    readings: list[tuple[str, ...]] = []
    digits = ""
    for end, group in enumerate(groups, start=1):
        digits += group
        if len(digits) > _LONGEST or not digits.startswith(("0", "84", "+")):
            break
        number = _national(digits)
        if number is not None:
            readings += [(number, *rest) for rest in _readings(groups[end:])]
    return readings


def _national(digits: str) -> str | None:
    """One number from 0, or None; "84" is the country's code only where a whole number remains behind it.

    843 123 456 is 084 312 3456 without its 0; 84 912 345 678 is 0912 345 678 seen from abroad.
    """
    abroad = digits.startswith(("+", "0084"))
    if abroad:
        digits = digits.removeprefix("+").removeprefix("00")
    if not (digits.isascii() and digits.isdigit()):
        return None
    if digits.startswith("84") and len(digits) >= 11:
        digits = digits[2:]
    elif abroad:
        return None
    number = digits if digits.startswith("0") else "0" + digits
    if len(number) == 11 and (renumbered := _RENUMBERED.get(number[:4])):
        number = renumbered + number[4:]
    return number if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number) else None
