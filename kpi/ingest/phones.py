"""Vietnamese phone numbers as lists hold them, brought to ten or eleven digits from 0.

Rules and traps: docs/datasets.md (phones). The old eleven-digit mobile numbers became ten-digit ones in 2018.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RENUMBERED = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{8,9}")
_OLD_MOBILE = re.compile(r"01\d{9}")
_PIECES = re.compile(r"[/,;\n|]+|\s+(?:hoặc|hoac|và|va)\s+", re.IGNORECASE)
_FLOAT = re.compile(r"(\d+)\.0+")
_GROUPING = re.compile(r"[\s.\-()\u2013\u00a0]+")


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of one cell, each once, in their order; ``faults`` are the pieces that are no number."""

    numbers: tuple[str, ...]
    faults: tuple[str, ...] = ()


NONE = Phones(())


def is_mobile(number: str) -> bool:
    """Whether a canonical number is a mobile one: only these can be a Zalo account."""
    return _MOBILE.fullmatch(number) is not None


def parse_phones(text: str) -> Phones:
    """All numbers of a cell; "0912…/0987…" holds two."""
    if not text.strip():
        return NONE
    numbers: list[str] = []
    faults: list[str] = []
    for piece in _PIECES.split(text):
        if not piece.strip():
            continue
        found = _canonical(piece.strip())
        if not found:
            faults.append(piece.strip())
        for number in found:
            if number not in numbers:
                numbers.append(number)
    return Phones(tuple(numbers), tuple(faults))


def _canonical(piece: str) -> tuple[str, ...]:
    whole = _FLOAT.fullmatch(piece)
    digits = _GROUPING.sub("", whole.group(1) if whole else piece)
    plus = digits.startswith("+")
    digits = digits.removeprefix("+")
    if not digits.isascii() or not digits.isdigit():
        return ()
    number = _national(digits, plus)
    if number is not None:
        return (number,)
    # "0912345678 0987654321" and "0912345678-0987654321": two whole numbers with only a gap between them.
    half = len(digits) // 2
    pair = (_national(digits[:half], False), _national(digits[half:], False)) if len(digits) == 20 else (None, None)
    return (pair[0], pair[1]) if pair[0] and pair[1] else ()


def _national(digits: str, plus: bool) -> str | None:
    """One number from 0; "84" is the country's code only where a whole number remains behind it."""
    if digits.startswith("0084"):
        digits, plus = digits[2:], True
    candidates = [digits] if digits.startswith("0") else ["0" + digits]
    if digits.startswith("84") and len(digits) in (11, 12, 13):
        rest = digits[2:]
        candidates = [rest if rest.startswith("0") else "0" + rest]
    elif plus:
        return None
    for number in candidates:
        if _OLD_MOBILE.fullmatch(number) and number[:4] in _RENUMBERED:
            number = _RENUMBERED[number[:4]] + number[4:]
        if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
            return number
    return None
