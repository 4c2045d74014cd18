"""A group's list of members as it is copied from Zalo's screen, on the phone or the PC, turned into a table like any other.

Each member is a line with his name, mostly followed by one that says his role or who added him; headings and buttons of the
screen stand between them. Whatever has columns, or a column's header on a line of its own, is a table and none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.vietnamese.text import clean_text, fold

HEADING = "Danh sách thành viên"
EXAMPLE = "Thành viên (30)\nNguyễn Văn A\nTrưởng nhóm\nTrần Thị B\n…"
HEADER = ["Tên hiển thị", "Vai trò", "Tổng thành viên"]
# Lines of the screen, folded: its headings, how many members they state, its buttons, and what stands below a name.
_COUNTED = re.compile(r"(?:danh sach |tat ca )?thanh vien(?: nhom| cong dong)? (\d+)(?: nguoi)?|(\d+) thanh vien")
_HEADING = re.compile(
    r"danh sach thanh vien(?: nhom| cong dong| nhom zalo)?|thanh vien (?:nhom|cong dong)|truong va pho nhom(?: \d+)?"
    r"|sap xep(?: .*)?|tim(?: kiem)? thanh vien|them thanh vien|duyet thanh vien(?: \d+)?|tat ca"
)
_ROLE = re.compile(r"(?:truong|pho|chu|quan tri) (?:nhom|cong dong)|quan tri vien")
_DETAIL = re.compile(
    r"thanh vien|ban|ban be|ket ban|nhan tin|da ket ban|da them ban|(?:duoc )?(?:them|moi) (?:boi|vao boi) .+|ban da them"
    r"|(?:da )?tham gia (?:bang|qua|tu|nhom) .+"
)
_SELF = "ban"  # who copied the list, or a friend of his
_SAID = re.compile(r"(?:tinh den|ngay|lay ngay|den ngay) .*\d.*")
_COLUMN = frozenset(("ten hien thi", "ten zalo", "ten thanh vien", "ho ten", "ho va ten", "uid", "nhom"))
_SEPARATOR = re.compile(r"[,;\t]")
# As many lines above the first heading may say which group it is and of which day; the list itself does not begin there.
_MOST_TITLES = 3
_MOST_WITH_SEPARATOR = 0.3  # a comma may stand in a name, hardly in every third one


def table(text: str) -> list[list[str]] | None:
    """Title rows, header and one row per member; None where the text is no such list."""
    lines = [line for line in map(clean_text, text.splitlines()) if line]
    folded = [fold(line) for line in lines]
    if not any(map(_is_sign, folded)) or _is_table(text, folded):
        return None
    start = _first_member(folded)
    title = [[line] for line, key in zip(lines, folded, strict=True) if _SAID.fullmatch(key)]
    title = [[line] for line in lines[:start] if [line] not in title] + title
    total = next((match[1] or match[2] for key in folded if (match := _COUNTED.fullmatch(key))), "")
    members = [[name, role, total] for name, role in _counted(lines[start:], folded[start:], total)]
    return [*title, HEADER, *members] if members else None


def as_list(text: str) -> str:
    """A text that somebody says to be a list of members: names alone get the heading that makes it one."""
    return text if table(text) is not None else f"{HEADING}\n{text}"


def _is_heading(line: str) -> bool:
    return _COUNTED.fullmatch(line) is not None or _HEADING.fullmatch(line) is not None


def _is_sign(line: str) -> bool:
    return _is_heading(line) or _ROLE.fullmatch(line) is not None


def _is_table(text: str, folded: Sequence[str]) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    separated = sum(_SEPARATOR.search(line) is not None for line in lines)
    return separated > _MOST_WITH_SEPARATOR * len(lines) or "\t" in text or any(line in _COLUMN for line in folded)


def _first_member(folded: Sequence[str]) -> int:
    """Where the members begin: below the first heading where a few lines of title stand above it, else at once."""
    first = next((place for place, line in enumerate(folded) if _is_heading(line)), 0)
    above = folded[:first]
    return first if len(above) <= _MOST_TITLES and not any(_ROLE.fullmatch(line) for line in above) else 0


def _counted(lines: Sequence[str], folded: Sequence[str], total: str) -> list[tuple[str, str]]:
    """Names with their roles. One "Bạn" that may be a name or a mark is the name where the list says that it has one member more."""
    members = list(_members(lines, folded))
    unsure = [place for place, key in enumerate(folded) if key == _SELF]
    if len(unsure) == 1 and all(fold(name) != _SELF for name, _role in members) and total == str(len(members) + 1):
        members.append((lines[unsure[0]], ""))
    return members


def _members(lines: Sequence[str], folded: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names with their roles. "Bạn" is a member where it stands as a name does (it is who copied the list), else a mark."""
    name, role = "", ""
    for place, (line, key) in enumerate(zip(lines, folded, strict=True)):
        after = folded[place + 1] if place + 1 < len(folded) else ""
        is_self = key == _SELF and (not name or bool(role) or _ROLE.fullmatch(after) is not None)
        if _ROLE.fullmatch(key) and name:
            role = role or line
        elif not is_self and (_is_sign(key) or _DETAIL.fullmatch(key) or _SAID.fullmatch(key)):
            continue
        else:
            if name:
                yield name, role
            name, role = line, ""
    if name:
        yield name, role
