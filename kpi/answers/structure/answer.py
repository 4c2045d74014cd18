"""What is said about the model's build: requirements and their parts, the groups' components, and how groups grow.

Places, posts and groups only: no person's name is in any of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kpi.answers.quality import GroupQuality


class RequirementState(StrEnum):
    """How a requirement, or a part of it, stands. LISTED: the plan asks for it without a number, so nobody is measured by it."""

    MET = "met"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a requirement asks for in one place.

    ``what`` and ``cause`` (why there is no data) are names for the page to put in words; ``where`` is a group's or village's
    name; ``found`` of ``wanted`` persons, groups or occasions; ``reason`` are the office's own words from config.yaml.
    """

    state: RequirementState
    what: str
    where: str = ""
    found: int = 0
    wanted: int = 0
    cause: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of the plan's requirements with all its parts; ``remarks`` are worth telling and change nothing."""

    id: str
    state: RequirementState
    parts: tuple[Part, ...]
    remarks: tuple[Part, ...] = ()
    reason: str = ""

    @property
    def met(self) -> int:
        return sum(part.state is RequirementState.MET for part in self.parts)

    @property
    def applying(self) -> int:
        """How many parts are asked for: those that do not apply, or are listed only, are in neither count."""
        return sum(part.state not in (RequirementState.NOT_APPLICABLE, RequirementState.LISTED) for part in self.parts)

    def in_state(self, state: RequirementState) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.state is state)


@dataclass(frozen=True, slots=True)
class Presence:
    """One component in one village's group: how many persons make it up, and what says so of each (one may have two reasons)."""

    component: str
    part: Part
    by_list: int = 0
    by_post: int = 0
    by_link: int = 0


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One village's group, or a village without any, with the plan's components in their order."""

    village: str
    group: str | None
    cells: tuple[Presence, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How many persons were in a group by the list of a day."""

    listed_on: date
    members: int


@dataclass(frozen=True, slots=True)
class GroupGrowth:
    """A group, its newest list, and how it grew: ``sizes`` within twelve months, oldest first; None: no list by then."""

    kind: str
    quality: GroupQuality
    sizes: tuple[Size, ...]
    now: Size | None
    before: Size | None

    @property
    def compared(self) -> tuple[int, int] | None:
        """How many were in it then and are now; None without two lists: one and the same list tells no change."""
        if self.now is None or self.before is None or self.now.listed_on == self.before.listed_on:
            return None
        return self.before.members, self.now.members

    @property
    def change(self) -> int | None:
        return None if self.compared is None else self.compared[1] - self.compared[0]


@dataclass(frozen=True, slots=True)
class StructureAnswer:
    """How the model is built on a day."""

    as_of: date
    requirements: tuple[Requirement, ...]
    components: tuple[ComponentRow, ...]
    groups: tuple[GroupGrowth, ...]

    @property
    def counted(self) -> tuple[Requirement, ...]:
        """The requirements that the commune is measured by."""
        aside = (RequirementState.LISTED, RequirementState.NOT_APPLICABLE)
        return tuple(row for row in self.requirements if row.state not in aside)

    def in_state(self, state: RequirementState) -> tuple[Requirement, ...]:
        return tuple(row for row in self.requirements if row.state is state)


def judged(name: str, parts: Iterable[Part], remarks: Iterable[Part] = ()) -> Requirement:
    """A requirement by its parts: missing if one is, without data if one is, met if all that apply are.

    Where nothing can be asked for there is no data: a commune without villages has not met what villages must have.
    """
    every = tuple(parts)
    states = {part.state for part in every}
    for state in (
        RequirementState.MISSING,
        RequirementState.NO_DATA,
        RequirementState.MET,
        RequirementState.NOT_APPLICABLE,
    ):
        if state in states:
            return Requirement(name, state, every, tuple(remarks))
    return Requirement(name, RequirementState.NO_DATA, every, tuple(remarks))
