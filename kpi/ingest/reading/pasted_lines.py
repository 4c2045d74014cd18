"""What each line of a list copied from Zalo's screen is: a name, a mark below or behind one, a heading, a day, a group's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from kpi.vietnamese.text import clean_text, fold

# Lines of the screen, folded: its headings, how many members they state, its buttons, and what stands below a name.
_COUNTED = re.compile(
    r"(?:danh sach |tat ca |tong so |tong |so |si so |so luong )?thanh vien(?: nhom| cong dong)? (\d+)(?: nguoi)?"
    r"|(?:(?:tong so|tong|tong cong|si so|nhom(?: \w+)?|cong dong) )?(\d+) thanh vien|si so (\d+)(?: nguoi)?"
)
_HEADING = re.compile(
    r"danh sach thanh vien(?: nhom| cong dong| nhom zalo)?|thanh vien (?:nhom|cong dong)"
    r"|(?:truong|chu)(?: nhom)? (?:va )?pho nhom(?: \d+)?"
    r"|sap xep(?: .*)?|tim(?: kiem)? thanh vien|them thanh vien|duyet thanh vien(?: \d+)?|tat ca"
)
_KIND = re.compile(r"(?:nhom )?(?:cong dong|cong khai|rieng tu)|nhom kin")
_ROLE = re.compile(r"(?:truong|pho|chu|quan tri) (?:nhom|cong dong)|quan tri vien")
_DETAIL = re.compile(
    r"thanh vien|ban|ban be|ket ban|nhan tin|da ket ban|da them ban|(?:duoc )?(?:them|moi) (?:boi|vao boi) .+|ban da them"
    r"|(?:da )?tham gia (?:bang|qua|tu|nhom) .+"
)
_SELF = "ban"  # who copied the list, or a friend of his
_SAID = re.compile(r"(?:tinh den|ngay|lay ngay|den ngay) .*\d.*|(?:\d{1,2} \d{2} )?\d{1,2} \d{1,2} \d{4}")
_NAMES_GROUP = re.compile(
    r"\W*(?:\w{1,4}[.)/]\s*)?(?:tên\s+)?(?:nhóm|group)(?:\s+(?:zalo|chat))?\s*:\s*\w", re.IGNORECASE
)
_COLUMN = frozenset(("ten hien thi", "ten zalo", "ten thanh vien", "ho ten", "ho va ten", "uid", "nhom"))
_SEPARATOR = re.compile(r"[,;\t]")
_MOST_WITH_SEPARATOR = 0.3  # a comma may stand in a name, hardly in every third one
# What stands between a name and its mark in one line: "Lan - Trưởng nhóm", "Hùng (Thêm bởi Lan)", "ANTT Thôn 1 · 30 thành viên".
_NUMBER = re.compile(r"(\d{1,3})[.)]\s*(?=\D)")
_FEWEST_NUMBERED = 2
_BEFORE_MARK = re.compile(r"\s+[-–—|•·:]\s*|\s*[(\[•·:]\s*")


class LineKind(Enum):
    """What a line of the screen is."""

    NAME = auto()  # of a member or a group: whatever is nothing else
    ROLE = auto()
    MARK = auto()  # below a name: who added him, or a button
    COUNT = auto()  # a heading that says how many members there are
    HEADING = auto()
    GROUP_KIND = auto()
    DAY = auto()


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """One line of the screen: its text, what it is, how many members it states; whether an empty line stands above it, and the number
    that somebody wrote before it (0: none)."""

    text: str
    kind: LineKind
    count: str = ""
    is_parted: bool = False
    number: int = 0

    @property
    def is_sign(self) -> bool:
        """Whether a line is one that only such a list has."""
        return self.kind in (LineKind.COUNT, LineKind.HEADING, LineKind.ROLE)

    @property
    def is_self(self) -> bool:
        """Whether it is the word for who copied the list, which marks a friend of his as well."""
        return fold(self.text) == _SELF

    @property
    def names_group(self) -> bool:
        """Whether it says of itself that it names a group: "Nhóm: ANTT Thôn 1"."""
        return self.kind is LineKind.NAME and _NAMES_GROUP.match(self.text) is not None


def lines_of(text: str) -> list[ScreenLine]:
    """The filled lines of a text; a mark behind a name in one line, or before it, is a line of its own below the name."""
    found: list[ScreenLine] = []
    is_parted = False
    for number, written in _numbered([clean_text(line) for line in text.splitlines()]):
        for place, part in enumerate(_parts(written)):
            kind, count = _kind(fold(part))
            first = place == 0
            found.append(ScreenLine(part, kind, count, is_parted and first, number if first else 0))
        is_parted = not written
    return found


def _numbered(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The lines without the numbers before them, where these count up: "1. Lan", "2. Hùng"."""
    met = [_NUMBER.match(line) for line in lines]
    numbers = [int(one[1]) for one in met if one is not None]
    if (
        len(numbers) < _FEWEST_NUMBERED
        or numbers[0] != 1
        or any(after not in (1, before + 1) for before, after in pairwise(numbers))
    ):
        return [(0, line) for line in lines]
    return [(int(one[1]), line[one.end() :]) if one else (0, line) for one, line in zip(met, lines, strict=True)]


def has_columns(text: str, lines: Sequence[ScreenLine]) -> bool:
    """Whether a text is a table: separators stand in many of its lines, or a line is a column's header."""
    filled = [line for line in text.splitlines() if line.strip()]
    separated = sum(_SEPARATOR.search(line) is not None for line in filled)
    is_header = any(fold(line.text) in _COLUMN for line in lines)
    return separated > _MOST_WITH_SEPARATOR * len(filled) or "\t" in text or is_header


def _parts(line: str) -> tuple[str, ...]:
    """A line, or the name in it and its mark."""
    if _kind(fold(line))[0] is LineKind.NAME:
        for sign in _BEFORE_MARK.finditer(line):
            one, other = line[: sign.start()].strip(), line[sign.end() :].strip(" )]")
            if one and fold(one) not in _COLUMN and _kind(fold(other))[0] in _BEHIND:
                return one, other
            if _ROLE.fullmatch(fold(one)) and other:
                return other, one  # "Trưởng nhóm: Lan"
    return (line,) if line else ()


_BEHIND = (LineKind.ROLE, LineKind.MARK, LineKind.COUNT, LineKind.DAY)  # what may stand behind a name in one line


def _kind(key: str) -> tuple[LineKind, str]:
    if (counted := _COUNTED.fullmatch(key)) is not None:
        return LineKind.COUNT, next(filter(None, counted.groups()))
    kinds = (
        (LineKind.ROLE, _ROLE), (LineKind.HEADING, _HEADING), (LineKind.GROUP_KIND, _KIND), (LineKind.MARK, _DETAIL),
        (LineKind.DAY, _SAID),
    )  # fmt: skip
    return next((kind for kind, words in kinds if words.fullmatch(key)), LineKind.NAME), ""
