"""A group's list of members: who a member is, and what the list says of its group."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.domain.datasets import MEMBERSHIP
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import EXACT_DIGITS, Doubt, unquoted
from kpi.ingest.checking.checked import Checked, missing_cell
from kpi.ingest.checking.lists.checks import Checks, Fields, Rows
from kpi.vietnamese.text import name_key

_ROUNDED = "00"


class MembershipChecks(Checks):
    """The members' keys; each group's total and its largest size; the day."""

    def check(self, rows: Rows) -> None:
        fields = rows.fields
        self._name(rows)
        _doubt_rounded(rows)
        _doubt_shared(rows)
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


def _doubt_rounded(rows: Rows) -> None:
    """Programs that keep 16 or 17 digits leave two zeros at least; where every long uid of the list has them, that is no chance."""
    column = MEMBERSHIP.column("uid")
    uids = {place: uid for place, uid in enumerate(rows.fields["uid"]) if uid and len(uid) > EXACT_DIGITS}
    if len(set(uids.values())) < 2 or not all(uid.endswith(_ROUNDED) for uid in uids.values()):
        return
    for place, uid in uids.items():
        if not rows.faults(place, column, "damaged_uid"):
            rows.doubt(place, column, uid, unquoted("damaged_uid", "error"))


def _doubt_shared(rows: Rows) -> None:
    """Under one uid the whole list knows one name: where it has several, nobody can say whose the uid is."""
    names: dict[str, set[str]] = {}
    for uid, name in zip(rows.fields["uid"], rows.fields["display_name"], strict=True):
        if uid and name:
            names.setdefault(uid, set()).add(name_key(name))
    for place, uid in enumerate(rows.fields["uid"]):
        if uid and len(names.get(uid, ())) > 1:
            message = _(
                "several names stand under this Zalo id on the list, so that none of them is sure; mend the ids"
            )
            rows.doubt(place, MEMBERSHIP.column("uid"), uid, Doubt("shared_uid", message, "error"))


def member_key(group: str, uid: str | None, phone: str | None, display_name: str) -> str:
    """A member is known by uid, else by phone, else by group and display name."""
    if uid:
        return f"uid:{uid}"
    if phone:
        return f"phone:{phone}"
    return f"name:{group}:{display_name}"
