"""What a worksheet says of its cells beside their values, alike for every kind of workbook."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

# Number formats that workbooks know by a number alone, as far as they matter here.
BUILT_IN = {11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 48: "##0.0E+0"}
# Longer numbers have lost their end, which no format may hide: Excel keeps 15 digits.
EXACT = 10**15
_QUOTED = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
_FRACTION = re.compile(r"[?#0]/")
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]|([0#?])|([-+ ()/:])')


class Style(NamedTuple):
    """How a cell is shown."""

    number_format: str = ""
    is_struck: bool = False


@dataclass(slots=True)
class Marks:
    """Of one sheet, places from 0. ``texts``: what cells show instead of their value, Excel's errors among them; ``guessed``: by
    column, the rows of fractions and powers of ten; ``struck``: by row, how many filled cells are struck through."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    guessed: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    struck: Counter[int] = field(default_factory=Counter)

    def note(self, row: int, column: int, style: Style, number: float | None) -> None:
        """A filled cell in its style; ``number``: its value if that is one."""
        self.struck[row] += style.is_struck
        if number is None:
            return
        if is_guess(style.number_format):
            self.guessed[column].add(row)
        elif (text := shown(style.number_format, number)) is not None:
            self.texts[row, column] = text


@dataclass(slots=True)
class WorkbookMarks:
    """What a workbook says: by sheet its marks, and whether its days count from 1904."""

    marks: dict[str, Marks] = field(default_factory=dict)
    since_1904: bool = False

    def of(self, name: str, number: int) -> Marks:
        """The marks of a worksheet; by its place where its name is in letters that are read otherwise elsewhere."""
        if name in self.marks:
            return self.marks[name]
        return list(self.marks.values())[number] if number < len(self.marks) else Marks()


def says_something(style: Style) -> bool:
    """Whether cells of this style need a look."""
    return style.is_struck or is_guess(style.number_format) or shown(style.number_format, 1) is not None


def is_guess(number_format: str) -> bool:
    """Whether the format is one that a program gives to a number when it takes 1E5 or 1/2 for it."""
    bare = _QUOTED.sub("", number_format)
    return "E+" in bare or "E-" in bare or _FRACTION.search(bare) is not None


def shown(number_format: str, number: float) -> str | None:
    """A whole number with the zeros and letters that its format adds (007, H07); None where it adds none of them."""
    section = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)[0]
    if not 0 <= number < EXACT or not math.isclose(number, round(number), rel_tol=1e-15, abs_tol=1e-9):
        return None
    tokens = list(_TOKEN.finditer(section))
    if "".join(match[0] for match in tokens) != section:
        return None  # a point, a comma, a percentage, a day: these do not name anything
    places = [match[3] for match in tokens if match[3]]
    literal = "".join((match[1] or match[2] or "") for match in tokens)
    if not places or not (places.count("0") > 1 or any(map(str.isalnum, literal))):
        return None
    digits = str(round(number)).rjust(len(places))
    spare = list(digits[len(digits) - len(places) :])
    return _filled(tokens, digits[: len(digits) - len(places)], spare)


def _filled(tokens: list[re.Match[str]], before: str, digits: list[str]) -> str:
    """The format with its digits: those beyond its places stand before the first one."""
    text = ""
    for match in tokens:
        if not match[3]:
            text += match[1] or match[2] or match[4] or ""
            continue
        digit = digits.pop(0)
        text += before + (digit if digit != " " else "0" if match[3] == "0" else "")
        before = ""
    return text.strip()
