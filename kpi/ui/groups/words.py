"""The model's build in words: requirements, the things they ask for, why there is no data, what to write where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kpi.answers.structure.answer import Part, Presence, Requirement, RequirementState
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.ui.parts.attention import named
from kpi.ui.parts.build import COMPONENTS, PLACES

# What each finding rests on, and what is not checked.
BASES = {
    "S1": N_("list of groups"),
    "S2": N_("the group's members held against the list of officials, by phone or by the very same name"),
    "S3": N_("list of groups and list of villages"),
    "S4": N_(
        "members held against the list of officials, by phone or by the very same name; police: area or commune police"
    ),
    "S5": N_("see the table of components below"),
    "S6": N_("manager column of the list of groups; not checked: that he belongs to the commune police"),
    "S7": N_("list of groups; not checked: each member against the approved list, which is not loaded"),
    "S8": N_("what the office has entered about it"),
    "S9": N_("what the office has entered about it"),
    "S10": N_("what the office has entered about it"),
    "S11": N_("list of groups; the plan names no number, so they are listed and not counted"),
}
_THINGS = {
    "committee_group": N_("the committee's group"),
    "committee_owner": N_("the committee's head as owner"),
    "committee_deputies": N_("the committee's deputies as the group's deputies"),
    "committee_members": N_("the committee's members in the group"),
    "village_group": N_("the village's group"),
    "village_owner": N_("the village head as owner"),
    "police_deputy": N_("police as a deputy of the group"),
    "manager": N_("an assigned manager"),
    "rules": N_("rules of conduct"),
    "approved_list": N_("an approved list"),
    "page": N_("the commune police's Zalo page"),
    "publicity": N_("publicity"),
    "further_group": N_("group"),
    **PLACES,
    **COMPONENTS,
}
_CAUSES = {
    "no_list": N_("no member list yet"),
    "no_group": N_("no group yet"),
    "partial": N_("the member list is not whole, so nobody can be said to be missing"),
    "no_roles": N_("the member list gives no roles"),
    "no_components": N_("the member list gives no components"),
    "no_officials": N_("the list of officials has not been loaded"),
    "no_post": N_("nobody on the list of officials holds the post"),
    "no_managers": N_("the list of groups names no manager at all"),
    "not_said": N_("the list of groups does not say"),
    "no_groups": N_("the list of groups has not been loaded"),
    "no_villages": N_("the list of villages has not been loaded"),
    "not_written": N_("nothing has been entered about it"),
}
_REMARKS = {
    "several_committee_groups": N_("The committee has {count} groups on the list."),
    "several_groups": N_("{place} has {count} groups."),
    "stray_group": N_("{place}: a village's group of no village on the list of villages."),
    "shared_manager": N_("One manager looks after {count} groups."),
    "no_further_group": N_("No group of another body is on the list of groups."),
    "unknown_village": N_("What was entered names {place}, which is no village's code."),
}
# With these causes it is the thing that matters, with the others the place.
_OF_THINGS = {"not_written", "no_post", "not_said"}
_ITEMS = {"S8": "posting, place: office", "S9": "qr, place: office", "S10": "publicity, village: T1"}


def lacking(requirement: Requirement) -> str:
    """Everything that is missing, thing by thing; empty where nothing is."""
    return things(requirement.in_state(RequirementState.MISSING))


def without_data(requirement: Requirement) -> list[str]:
    """One line a cause: what cannot be said, and why."""
    unknown = requirement.in_state(RequirementState.NO_DATA)
    causes = dict.fromkeys(part.cause for part in unknown)
    lines = []
    for cause in causes:
        parts = [part for part in unknown if part.cause == cause]
        words = things(parts) if cause in _OF_THINGS else _listed(part.where or thing(part.what) for part in parts)
        lines.append(f"{words} – {cause_in_words(cause)}")
    return lines


def with_reasons(requirement: Requirement, state: RequirementState) -> list[str]:
    """One line a reason: the things in this state, with the office's own words where it gave any."""
    parts = requirement.in_state(state)
    lines = []
    for reason in dict.fromkeys(part.reason for part in parts):
        words = things([part for part in parts if part.reason == reason])
        lines.append(f"{words} ({reason})" if reason else words)
    return lines


def written(requirement: Requirement) -> list[str]:
    """What the office declared to be there: with its proof, or, of publicity, how often."""
    if requirement.id == "S10":
        counts = [f"{part.where}: {format_count(part.found)}" for part in requirement.in_state(RequirementState.MET)]
        return [_("occasions of publicity – {places}", places="; ".join(counts))] if counts else []
    return with_reasons(requirement, RequirementState.MET) if requirement.id in _ITEMS else []


def bases_of(cell: Presence) -> str:
    """What says that a component is there."""
    said = ((cell.by_list, _("by list")), (cell.by_post, _("by post")), (cell.by_link, _("by link")))
    return ", ".join(word for count, word in said if count)


def remarks(requirement: Requirement) -> list[str]:
    return [_(_REMARKS[part.what], place=part.where, count=format_count(part.found)) for part in requirement.remarks]


def to_write(requirement: Requirement, day: date) -> list[tuple[str, str]]:
    """Rows that would answer what nothing is written about, or say why it cannot be: what they are for, and an example."""
    unwritten = {part.what for part in requirement.parts if part.cause == "not_written"}
    rows = []
    if unwritten and requirement.id in _ITEMS:
        example = f'- {{item: {_ITEMS[requirement.id]}, from: {day.isoformat()}, state: yes, basis: "…"}}'
        rows.append(
            (
                _("To be noted as an activity where lists are loaded, or written under entries, one row a place:"),
                example,
            )
        )
    absent = {part.what for part in requirement.in_state(RequirementState.MISSING)}
    for key, what in (("place", "apartments"), ("component", "criminal_police"), ("component", "order_police")):
        if what in unwritten | absent:
            example = f'- {{{key}: {what}, from: {day.isoformat()}, reason: "…"}}'
            rows.append((_("Where the commune has none, under not_applicable:"), example))
    return rows


def things(parts: Sequence[Part]) -> str:
    """Thing by thing with its places: "quy chế: Nhóm A, Nhóm B; danh sách phê duyệt: Nhóm A"."""
    words = []
    for what in dict.fromkeys(part.what for part in parts):
        places = [_place(part) for part in parts if part.what == what and _place(part)]
        words.append(f"{thing(what)}: {_listed(places)}" if places else thing(what))
    return "; ".join(words)


def thing(what: str) -> str:
    return _(_THINGS[what])


def cause_in_words(cause: str) -> str:
    return _(_CAUSES[cause])


def _listed(places: Iterable[str]) -> str:
    return named(dict.fromkeys(places), between=", ")


def _place(part: Part) -> str:
    """Where, and where several are wanted how many there are: "Nhóm BCĐ (1/2)"."""
    if part.wanted <= 1:
        return part.where
    return f"{part.where} ({format_count(part.found)}/{format_count(part.wanted)})"
