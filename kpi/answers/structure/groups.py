"""The plan's requirements of the groups themselves: S1–S4, S6, S7 and S11, held against the lists of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kpi.answers.structure.answer import Part, Requirement, RequirementState, judged
from kpi.answers.structure.facts import Facts, Group

# Known as police by the same posts as the strict rule of participation (kpi/sql/village_participants.sql).
POLICE = ("area_police", "commune_police")
# A named requirement's groups: the plan counts these five, and only lists all others (S11).
COUNTED = ("committee", "village")


def group_requirements(facts: Facts) -> tuple[Requirement, ...]:
    """S1 to S4, S6, S7 and S11."""
    return (
        committee_group(facts), committee_seats(facts), village_groups(facts), village_seats(facts), managers(facts),
        rules(facts), further_groups(facts),
    )  # fmt: skip


def committee_group(facts: Facts) -> Requirement:
    """S1: one group of the committee."""
    found = len(facts.of_kind("committee"))
    remarks = [Part(RequirementState.MET, "several_committee_groups", found=found)] if found > 1 else []
    return judged("S1", [_there(facts, "committee_group", "", found)], remarks)


def committee_seats(facts: Facts) -> Requirement:
    """S2: the committee's head owns its group, all his deputies are its deputies, all other members are in it."""
    groups = facts.of_kind("committee")
    return judged("S2", [*_committee_parts(facts, groups)] if groups else [_there(facts, "committee_group", "", 0)])


def village_groups(facts: Facts) -> Requirement:
    """S3: a group of each village. Several of one village are told: Zalo's maximum may ask for them."""
    if facts.villages is None:
        return judged("S3", [Part(RequirementState.NO_DATA, "village_group", cause="no_villages")])
    counts = {name: len(facts.of_village(code)) for code, name in facts.villages.items()}
    remarks = [Part(RequirementState.MET, "several_groups", name, count) for name, count in counts.items() if count > 1]
    remarks += [
        Part(RequirementState.NO_DATA, "stray_group", group.name)
        for group in facts.of_kind("village")
        if group.village not in facts.villages
    ]
    return judged("S3", [_there(facts, "village_group", name, count) for name, count in counts.items()], remarks)


def village_seats(facts: Facts) -> Requirement:
    """S4: the village's head owns its group, and a deputy of the group is police."""
    parts = [_there(facts, "village_group", name, 0) for name in facts.without_group]
    for group in facts.of_kind("village"):
        head, police = group.seats("village_head"), group.seats(*POLICE)
        parts += [
            _seat(facts, group, "village_owner", min(head.owners, 1), min(head.holders, 1)),
            _seat(facts, group, "police_deputy", min(police.deputies, 1), min(police.holders, 1)),
        ]
    return judged("S4", parts)


def managers(facts: Facts) -> Requirement:
    """S6: each of the counted groups has somebody assigned to look after it; one person may have several groups."""
    groups = facts.of_kind(*COUNTED)
    said = Counter(group.manager for group in groups if group.manager)
    remarks = [Part(RequirementState.MET, "shared_manager", found=count) for count in said.values() if count > 1]
    return judged("S6", [_managed(group, silent=not said) for group in groups], remarks)


def rules(facts: Facts) -> Requirement:
    """S7: each of the counted groups has its rules of conduct and an approved list of members."""
    parts = []
    for group in facts.of_kind(*COUNTED):
        parts += [_flagged(group, "rules", group.rules), _flagged(group, "approved_list", group.approved_list)]
    return judged("S7", parts)


def further_groups(facts: Facts) -> Requirement:
    """S11: groups of other bodies; the plan names no number of them, so they are listed only."""
    parts = tuple(
        Part(RequirementState.LISTED, "further_group", group.name)
        for group in facts.groups
        if group.kind not in COUNTED
    )
    return Requirement(
        "S11", RequirementState.LISTED, parts, () if parts else (Part(RequirementState.LISTED, "no_further_group"),)
    )


def _there(facts: Facts, what: str, where: str, found: int) -> Part:
    """A group that should be there; without a list of groups nobody can say that it is not."""
    if not found and not facts.groups_known:
        return Part(RequirementState.NO_DATA, what, where, 0, 1, "no_groups")
    return Part(RequirementState.MET if found else RequirementState.MISSING, what, where, found, 1)


def _committee_parts(facts: Facts, groups: tuple[Group, ...]) -> Iterator[Part]:
    for group in groups:
        head, deputies, members = (group.seats(f"committee_{post}") for post in ("head", "deputy", "member"))
        yield _seat(facts, group, "committee_owner", head.owners, head.holders)
        yield _seat(facts, group, "committee_deputies", deputies.deputies, deputies.holders)
        yield _seat(facts, group, "committee_members", members.seated, members.holders, by_role=False)


def _seat(facts: Facts, group: Group, what: str, found: int, wanted: int, *, by_role: bool = True) -> Part:
    """Holders of a post in their place in a group. Who is not on a list that is not whole may be in the group all the same."""
    where = facts.place_of(group)
    if wanted and found >= wanted:
        return Part(RequirementState.MET, what, where, found, wanted)
    causes = {
        "no_list": not group.listed,
        "no_officials": not facts.officials_known,
        "no_post": not wanted,
        "no_roles": by_role and not group.gives_roles,
        "partial": not group.whole,
    }
    cause = next((name for name, holds in causes.items() if holds), "")
    return Part(RequirementState.NO_DATA if cause else RequirementState.MISSING, what, where, found, wanted, cause)


def _managed(group: Group, *, silent: bool) -> Part:
    """``silent``: the list of groups names nobody at all, as one without that column does."""
    if group.manager:
        return Part(RequirementState.MET, "manager", group.name, 1, 1)
    return Part(
        RequirementState.NO_DATA if silent else RequirementState.MISSING,
        "manager",
        group.name,
        0,
        1,
        "no_managers" if silent else "",
    )


def _flagged(group: Group, what: str, flag: bool | None) -> Part:
    if flag is None:
        return Part(RequirementState.NO_DATA, what, group.name, 0, 1, "not_said")
    return Part(RequirementState.MET if flag else RequirementState.MISSING, what, group.name, int(flag), 1)
