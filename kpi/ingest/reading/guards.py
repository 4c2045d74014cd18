"""Signs that other programs put around a text so that Excel leaves it as it is: ``="H01"``, ``'H01``."""

from __future__ import annotations

import re

_FORMULA = re.compile(r'\s*="((?:[^"]|"")*)"\s*')
_APOSTROPHE = re.compile(r"\s*'[^\s'][^']*")


def without_guard(text: str) -> str:
    """The text that was guarded; any other as it stands. An apostrophe that a second one answers is a person's own quote.

    A leading tab, the third guard, needs nothing: blanks around a text never count.
    """
    if "'" in text and _APOSTROPHE.fullmatch(text):
        return text.lstrip()[1:]
    if '="' in text and (guarded := _FORMULA.fullmatch(text)):
        return guarded[1].replace('""', '"')
    return text
