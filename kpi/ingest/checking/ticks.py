"""Signs with which a list of persons marks the heads of households: "x", "1", "✓", whatever the hand that set them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kpi.ingest.checking.headers import readings
from kpi.ingest.checking.traits import MOST
from kpi.vietnamese.text import clean_text, fold

Says = Callable[[str], bool]
_SIGNS = frozenset(("x", "х", "×", "✓", "✔", "☑", "☒", "✅", "√", "●", "*", "+", "1", "có", "co", "yes", "đúng"))
_CODE, _CODE_OF_HEAD = re.compile(r"[1-9]\d?"), "1"
_CODED = re.compile(r"(?:ma|ky hieu)\b")  # "Mã QH": numbers under "Chủ hộ" are ticks, or nobody knows what
_HEADED = "v"  # a tick below "Chủ hộ" and a wife (Vợ) below "Quan hệ với chủ hộ"
_NO = frozenset(("", "0", "-", "–", "—", ".", "không", "khong", "no"))


def heads_of(cells: Iterable[str], header: str, is_head: Says, is_relation: Says) -> Says:
    """Which of a column's cells call somebody the head: a word for one, and a tick where nearly all that is no relation ticks. Under
    a header of codes ("Mã QH": 01, 02, 03) the first of them is the head's."""
    signs = _SIGNS | {_HEADED} if any(map(is_head, readings(header))) else _SIGNS
    texts = [clean_text(cell).lower() for cell in cells]
    if _CODED.match(fold(header)) and _are_codes(texts):
        return lambda cell: clean_text(cell).lstrip("0") == _CODE_OF_HEAD
    told = [
        text in signs for text in texts if text in signs or not (says_no(text) or is_head(text) or is_relation(text))
    ]
    if not told or sum(told) < MOST * len(told):
        return is_head
    return lambda cell: clean_text(cell).lower() in signs or is_head(cell)


def _are_codes(texts: Iterable[str]) -> bool:
    """Whether a column holds codes of relations, which begin with a head's; ticks and counts are of one kind, or of none."""
    codes = [text.lstrip("0") for text in texts if text]
    return bool(codes) and all(map(_CODE.fullmatch, codes)) and codes[0] == _CODE_OF_HEAD and len({*codes}) > 1


def says_no(cell: str) -> bool:
    """Whether a cell of a column of ticks says that its row is not meant."""
    return clean_text(cell).lower() in _NO
