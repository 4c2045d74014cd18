"""Lists of members as they are copied from Zalo's screen, on the phone or the PC, turned into tables like any other: one a group.

Each member is a line with his name, mostly followed by one that says his role or who added him, which may stand behind the name
as well; headings and buttons of the screen stand between them. Whatever has columns, or a column's header on a line of its own,
is a table and none of this. Where a text goes on with another group, ``kpi.ingest.reading.pasted_groups`` finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.ingest.reading import written
from kpi.ingest.reading.pasted_groups import GroupPart, parts_of
from kpi.ingest.reading.pasted_lines import LineKind, ScreenLine, has_columns, lines_of

HEADING = "Danh sách thành viên"
EXAMPLE = "Thành viên (30)\nNguyễn Văn A\nTrưởng nhóm\nTrần Thị B\n…"
HEADER = ["Tên hiển thị", "Vai trò", "Tổng thành viên"]


def tables(name: str, text: str) -> list[list[list[str]]]:
    """Of each group title rows, header and one row per member; nothing where the text is no such list.

    ``name``: the file's, for the refusal of a text of which nobody could say where the next group begins.
    """
    lines = lines_of(text)
    if not _is_list(text, lines):
        return []
    parts = parts_of(name, lines)
    said = next((days for part in parts if (days := _days(part))), [])
    return [rows for part in parts if (rows := _table(part, _days(part) or said))]


def as_list(text: str) -> str:
    """A pasted text: names alone get the heading that makes them a list of members, lines that say more stay as they are."""
    return text if _is_list(text, lines_of(text)) or written.table(text) is not None else f"{HEADING}\n{text}"


def _is_list(text: str, lines: Sequence[ScreenLine]) -> bool:
    return any(line.is_sign for line in lines) and not has_columns(text, lines)


def _days(part: GroupPart) -> list[str]:
    return [line.text for line in part.lines if line.kind is LineKind.DAY]


def _table(part: GroupPart, days: Sequence[str]) -> list[list[str]]:
    """One group's table; nothing where no member is named."""
    title = [*(line.text for line in part.title if line.text not in days and line.kind is not LineKind.COUNT), *days]
    total = next((line.count for line in part.lines if line.count), "")
    members = [[name, role, total] for name, role in _counted(part.body, total)]
    return [*([line] for line in title), HEADER, *members] if members else []


def _counted(lines: Sequence[ScreenLine], total: str) -> list[tuple[str, str]]:
    """Names with their roles. One "Bạn" that may be a name or a mark is the name where the list says that it has one member more."""
    members = _each_once(list(_members(lines)), total)
    unsure = [line for line in lines if line.is_self]
    named = any(line.text == name for line in unsure for name, _role in members)
    if len(unsure) == 1 and not named and total == str(len(members) + 1):
        members.append((unsure[0].text, ""))
    return members


def _each_once(members: list[tuple[str, str]], total: str) -> list[tuple[str, str]]:
    """The members; who stands above the list with his role ("Trưởng nhóm: Lan") and in it again is one, where the total says so."""
    above = {name for name, role in members if role}
    again = [one for one in members if not one[1] and one[0] in above]
    return [one for one in members if one not in again] if total == str(len(members) - len(again)) else members


def _members(lines: Sequence[ScreenLine]) -> Iterator[tuple[str, str]]:
    """Names with their roles. "Bạn" is a member where it stands as a name does (it is who copied the list), else a mark."""
    name, role = "", ""
    for place, line in enumerate(lines):
        follows_role = place + 1 < len(lines) and lines[place + 1].kind is LineKind.ROLE
        is_self = line.is_self and (not name or bool(role) or follows_role)
        if line.kind is LineKind.ROLE and name:
            role = role or line.text
        elif not is_self and line.kind is not LineKind.NAME:
            continue
        else:
            if name:
                yield name, role
            name, role = line.text, ""
    if name:
        yield name, role
