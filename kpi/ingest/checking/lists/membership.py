"""A group's list of members: who a member is, and what the list says of its group."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.domain.datasets import MEMBERSHIP
from kpi.ingest.checking.checked import Checked, missing_cell
from kpi.ingest.checking.lists.checks import Checks, Fields, Rows
from kpi.vietnamese.text import name_key


class MembershipChecks(Checks):
    """The members' keys; each group's total and its largest size; the day."""

    def check(self, rows: Rows) -> None:
        fields = rows.fields
        self._name(rows)
        fields["name_key"] = [name_key(name) for name in fields["display_name"]]
        facts = (fields["group"], fields["uid"], fields["phone"], fields["display_name"])
        fields["member"] = [member_key(*known) for known in zip(*facts, strict=True)]

    def _name(self, rows: Rows) -> None:
        """Whom Zalo names by his id, or a list by his phone, needs no display name; nobody else is known without one."""
        column = MEMBERSHIP.column("display_name")
        known = [uid or phone for uid, phone in zip(rows.fields["uid"], rows.fields["phone"], strict=True)]
        for place, name in enumerate(rows.fields["display_name"]):
            if name:
                continue
            doubts = [one for one in rows.problems.get(place, ()) if (one.code, one.column) != ("empty", column.header)]
            rows.problems[place] = doubts
            if not known[place] and not any(one.severity == "error" for one in doubts):
                rows.doubt(place, column, None, missing_cell(column))
        rows.fields["display_name"] = [name or "" for name in rows.fields["display_name"]]

    def note(self, checked: Checked, fields: Fields, taken: Sequence[int], repeated: Sequence[int]) -> None:
        groups = fields["group"]
        counted = [*taken, *repeated]
        for facts, name in ((checked.totals, "total_members"), (checked.maxima, "max_members")):
            for place in counted:
                if (number := fields[name][place]) is not None:
                    facts[groups[place]] = max(number, facts.get(groups[place], 0))
        checked.dates = {day for place in counted if (day := fields["as_of"][place]) is not None}


def member_key(group: str, uid: str | None, phone: str | None, display_name: str) -> str:
    """A member is known by uid, else by phone, else by group and display name."""
    if uid:
        return f"uid:{uid}"
    if phone:
        return f"phone:{phone}"
    return f"name:{group}:{display_name}"
