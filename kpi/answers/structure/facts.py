"""What the lists say of groups, posts and components on a day, read once for all requirements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kpi.vietnamese.text import name_key

# Asks a relation of kpi/sql for its rows on the day.
Rows = Callable[[str], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Seats:
    """A post that the plan names for a group: how many hold it, and how many of them are in the group, own it, are its deputies."""

    holders: int = 0
    seated: int = 0
    owners: int = 0
    deputies: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A group on the register; ``listed``: members on the lists in force; ``whole``: the newest list names everybody."""

    code: str
    name: str
    kind: str
    village: str | None
    village_name: str
    manager: str  # a key to tell whether it is the same one; empty: nobody
    rules: bool | None
    approved_list: bool | None
    listed: int
    whole: bool
    gives_roles: bool
    gives_components: bool
    posts: Mapping[str, Seats]

    def seats(self, *posts: str) -> Seats:
        """The posts taken together."""
        held = [self.posts.get(post, Seats()) for post in posts]
        return Seats(
            sum(row.holders for row in held), sum(row.seated for row in held),
            sum(row.owners for row in held), sum(row.deputies for row in held),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the requirements are held against; ``villages`` are names by code, None without a register of them.

    ``groups_known``: the list of groups has been loaded.
    """

    groups: tuple[Group, ...]
    groups_known: bool
    villages: Mapping[str, str] | None
    officials_known: bool
    components: Mapping[tuple[str, str], Mapping[str, Any]]  # by group and component

    def of_kind(self, *kinds: str) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.kind in kinds)

    def of_village(self, code: str) -> tuple[Group, ...]:
        return tuple(group for group in self.of_kind("village") if group.village == code)

    @property
    def without_group(self) -> tuple[str, ...]:
        """The villages that have no group, by name."""
        return tuple(name for code, name in (self.villages or {}).items() if not self.of_village(code))

    def place_of(self, group: Group) -> str:
        """A village's group by the village's name; by its own where the village has several, or it has no village."""
        alone = group.village is not None and len(self.of_village(group.village)) == 1
        return group.village_name if alone else group.name


def read_facts(rows: Rows, whole: Mapping[str, bool]) -> Facts:
    """The day's facts; ``whole`` says of each group with a list whether the newest one names everybody."""
    posts: dict[str, dict[str, Seats]] = {}
    for row in rows("group_posts"):
        seats = Seats(row["holders"], row["seated"], row["owners"], row["deputies"])
        posts.setdefault(row["group_code"], {})[row["post"]] = seats
    known = {row["dataset"] for row in rows("registers_known")}
    return Facts(
        tuple(_group(row, whole.get(row["code"], False), posts.get(row["code"], {})) for row in rows("group_register")),
        "group" in known,
        {row["code"]: row["name"] for row in rows("village_names")} if "village" in known else None,
        "official" in known,
        {(row["group_code"], row["component"]): row for row in rows("group_components")},
    )


def _group(row: dict[str, Any], whole: bool, posts: Mapping[str, Seats]) -> Group:
    return Group(
        row["code"], row["name"], row["kind"], row["village"], row["village_name"] or row["village"] or "",
        name_key(row["manager"] or ""), row["rules"], row["approved_list"], row["listed"], whole, row["gives_roles"],
        row["gives_components"], posts,
    )  # fmt: skip
