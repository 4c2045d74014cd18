"""Zalo group lists as JSON, in the shape that zca-js's ``getGroupInfo`` returns, turned into a table like any other.

Only who is in the group, in which role, how many there are in all and may be; avatars, times of activity and settings are
never read.
"""

from __future__ import annotations

import json
from typing import Any

from kpi.domain.errors import UserError
from kpi.i18n.messages import _

HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Vai trò", "Tổng thành viên", "Sĩ số tối đa"]


def tables(name: str, text: str) -> list[tuple[str, list[list[str]]]]:
    """One table per group in the file: title rows (name and description), header, members."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(
            _("The JSON file is broken"),
            place=_("{file}, line {line}", file=name, line=error.lineno),
            remedy=_("Take the group's list anew and load the new file."),
            code="unreadable_file",
        ) from None
    groups = content.get("gridInfoMap") if isinstance(content, dict) else None
    if not isinstance(groups, dict) or not groups:
        raise UserError(
            _("This JSON file is not a Zalo group list"),
            place=name,
            expected=_("an object with gridInfoMap, as getGroupInfo of zca-js returns it"),
            code="unknown_shape",
        )
    return [(str(group_id), _table(name, str(group_id), group)) for group_id, group in groups.items()]


def _table(name: str, group_id: str, group: Any) -> list[list[str]]:
    members = group.get("currentMems") if isinstance(group, dict) else None
    if not isinstance(members, list) or not all(isinstance(member, dict) for member in members):
        raise UserError(
            _("The group in this JSON file has no list of members"),
            place=_("{file}, group {group}", file=name, group=group_id),
            expected="currentMems",
            code="unknown_shape",
        )
    owner, deputies = _text(group.get("creatorId")), {_text(uid) for uid in group.get("adminIds") or ()}
    totals = [_text(group.get(name)) for name in ("totalMember", "maxMember")]
    title = [[_text(group.get("name"))], [_text(group.get("desc"))]]
    rows = []
    for member in members:
        uid = _text(member.get("id"))
        role = "Trưởng nhóm" if uid == owner else "Phó nhóm" if uid in deputies else "Thành viên"
        shown = _text(member.get("dName")) or _text(member.get("zaloName"))
        rows.append([group_id, uid, shown, role, *totals])
    return [*title, HEADER, *rows]


def _text(value: Any) -> str:
    """A name or a number; whatever else stands there is none."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
