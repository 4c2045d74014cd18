"""Zalo group lists as JSON, in the shape that zca-js's ``getGroupInfo`` and zlapi return, turned into a table like any other.

Only who is in the group, in which role, how many there are in all and may be; avatars, times of activity and settings are
never read, but for the one that hides the members.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from kpi.domain.errors import UserError
from kpi.i18n.messages import _

HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Vai trò", "Tổng thành viên", "Sĩ số tối đa"]
# Why Zalo gave fewer members than the group has: it shows them to its owner and deputies only, or it gave a first part.
LOCKED, FIRST_PART = "locked", "first_part"


class GivenGroup(NamedTuple):
    """A group's id, its table (name and description, header, members), and why members are missing; "" where none is."""

    id: str
    rows: list[list[str]]
    missing: str


def groups(name: str, text: str) -> list[GivenGroup]:
    """Every group of the file."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(
            _("The JSON file is broken"),
            place=_("{file}, line {line}", file=name, line=error.lineno),
            remedy=_("Take the group's list anew and load the new file."),
            code="unreadable_file",
        ) from None
    found = content.get("gridInfoMap") if isinstance(content, dict) else None
    if not isinstance(found, dict) or not found:
        raise UserError(
            _("This JSON file is not a Zalo group list"),
            place=name,
            expected=_("an object with gridInfoMap, as getGroupInfo of zca-js returns it"),
            code="unknown_shape",
        )
    return [_group(name, str(group_id), group) for group_id, group in found.items()]


def whole_uid(text: str) -> str:
    """An id without the version that ``memVerList`` writes behind it: ``7000000000000000001_0``."""
    uid, mark, version = text.partition("_")
    return uid if mark and uid.isdecimal() and version.isdecimal() else text


def _group(name: str, group_id: str, group: Any) -> GivenGroup:
    if not isinstance(group, dict) or not _has_members(group):
        raise UserError(
            _("The group in this JSON file has no list of members"),
            place=_("{file}, group {group}", file=name, group=group_id),
            expected="currentMems, memVerList, memberIds",
            code="unknown_shape",
        )
    owner, deputies = _uid(group.get("creatorId")), {_uid(uid) for uid in group.get("adminIds") or ()}
    members = _members(group)
    totals = [_text(group.get(name)) for name in ("totalMember", "maxMember")]
    rows = []
    for uid, shown in members:
        role = "Trưởng nhóm" if uid == owner else "Phó nhóm" if uid in deputies else "Thành viên"
        rows.append([group_id, uid, shown, role, *totals])
    title = [[_text(group.get("name"))], [_text(group.get("desc"))]]
    return GivenGroup(group_id, [*title, HEADER, *rows], _why_missing(group, len(members), totals[0]))


def _has_members(group: dict[str, Any]) -> bool:
    """Whether at least one of the lists of members is there, and none is something else."""
    lists = [group[name] for name in ("currentMems", "memVerList", "memberIds") if group.get(name) is not None]
    named = group.get("currentMems") or []
    return bool(lists) and all(isinstance(one, list) for one in lists) and all(isinstance(one, dict) for one in named)


def _members(group: dict[str, Any]) -> list[tuple[str, str]]:
    """Ids and names; whom the tool did not look up has an id alone."""
    named = [
        (_uid(one.get("id")), _text(one.get("dName")) or _text(one.get("zaloName")))
        for one in group.get("currentMems") or ()
    ]
    known = {uid for uid, _name in named}
    ids = map(_uid, [*(group.get("memVerList") or ()), *(group.get("memberIds") or ())])
    return named + [(uid, "") for uid in dict.fromkeys(ids) if uid and uid not in known]


def _why_missing(group: dict[str, Any], given: int, total: str) -> str:
    if given >= int(total) if total.isdecimal() and int(total) else not group.get("hasMoreMember"):
        return ""
    setting = group.get("setting")
    return LOCKED if isinstance(setting, dict) and setting.get("lockViewMember") else FIRST_PART


def _uid(value: Any) -> str:
    return whole_uid(_text(value))


def _text(value: Any) -> str:
    """A name or a number; whatever else stands there is none."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
