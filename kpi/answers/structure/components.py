"""S5: who the plan wants in each village's group, component by component."""

from __future__ import annotations

from collections.abc import Iterator

from kpi.answers.structure.answer import ComponentRow, Part, Presence, Requirement, RequirementState, judged
from kpi.answers.structure.facts import Facts, Group
from kpi.answers.structure.written import Written
from kpi.domain.datasets import COMPONENTS


def component_rows(facts: Facts, written: Written) -> tuple[ComponentRow, ...]:
    """One row a village's group, in the order of the villages; villages without a group have a row, too."""
    return tuple(_rows(facts, written))


def components(rows: tuple[ComponentRow, ...]) -> Requirement:
    """S5: at least one person of each component in each group, where the commune has such people."""
    return judged("S5", [cell.part for row in rows for cell in row.cells])


def _rows(facts: Facts, written: Written) -> Iterator[ComponentRow]:
    for code, name in (facts.villages or {}).items():
        groups = facts.of_village(code)
        for group in groups:
            yield _row(facts, written, group)
        if not groups:
            cells = (
                _absent(component, name, written.exception(component, code), "no_group") for component in COMPONENTS
            )
            yield ComponentRow(name, None, tuple(cells))
    for group in facts.of_kind("village"):
        if group.village not in (facts.villages or {}):
            yield _row(facts, written, group)


def _row(facts: Facts, written: Written, group: Group) -> ComponentRow:
    cells = (_presence(facts, written, group, component) for component in COMPONENTS)
    return ComponentRow(group.village_name, group.name, tuple(cells))


def _presence(facts: Facts, written: Written, group: Group, component: str) -> Presence:
    where = facts.place_of(group)
    found = facts.components.get((group.code, component))
    if found is not None:
        part = Part(RequirementState.MET, component, where, found["members"], 1)
        return Presence(component, part, found["by_list"], found["by_post"], found["by_link"])
    return _absent(component, where, written.exception(component, group.village or ""), _doubt(group))


def _absent(component: str, where: str, reason: str, cause: str) -> Presence:
    """Nobody was found: the commune has none, or nobody can tell, or they are missing."""
    if reason:
        return Presence(component, Part(RequirementState.NOT_APPLICABLE, component, where, reason=reason))
    state = RequirementState.MISSING if cause in ("", "no_group") else RequirementState.NO_DATA
    return Presence(component, Part(state, component, where, 0, 1, cause))


def _doubt(group: Group) -> str:
    """Why nobody found does not mean nobody there; empty where it does."""
    if not group.listed:
        return "no_list"
    if not group.gives_components:
        return "no_components"
    return "" if group.whole else "partial"
