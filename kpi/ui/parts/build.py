"""How the model's build is called: the plan's requirements, the components of a village's group, the places of postings."""

from __future__ import annotations

from kpi.answers.structure.answer import Requirement, RequirementState
from kpi.i18n.messages import N_, _
from kpi.ui.parts.words import Badge

TITLES = {
    "S1": N_("One Zalo group of the committee"),
    "S2": N_("Owner, deputies and members of the committee's group"),
    "S3": N_("One Zalo group for each village"),
    "S4": N_("Village head as owner, police as a deputy"),
    "S5": N_("All seven components in each village's group"),
    "S6": N_("A manager assigned to each group"),
    "S7": N_("Rules of conduct and an approved list of members"),
    "S8": N_("Public posting"),
    "S9": N_("Zalo page and QR codes"),
    "S10": N_("Publicity in each village"),
    "S11": N_("Groups of other bodies"),
}
COMPONENTS = {
    "village_committee": N_("Village committee"),
    "criminal_police": N_("Criminal police in charge of the area"),
    "order_police": N_("Order police in charge of the route"),
    "agency_official": N_("Officials of agencies and units"),
    "business_official": N_("Businesses' officers"),
    "household": N_("Households' representatives"),
    "active_citizen": N_("Active citizens"),
}
PLACES = {
    "reception": N_("the place where citizens are received"),
    "procedures": N_("the police's office for procedures"),
    "office": N_("the commune's office"),
    "culture_house": N_("the village's house of culture"),
    "apartments": N_("boards of blocks of flats"),
}


def title(requirement: Requirement) -> str:
    return _(TITLES[requirement.id])


def state_badge(state: RequirementState) -> Badge:
    """The state's word, with its sign and tone."""
    return {
        RequirementState.MET: Badge(_("In place"), "✔", "good"),
        RequirementState.MISSING: Badge(_("Lacking"), "✖", "bad"),
        RequirementState.NOT_APPLICABLE: Badge(_("Not applicable"), "–", "none"),
        RequirementState.NO_DATA: Badge(_("No data yet"), "○", "none"),
        RequirementState.LISTED: Badge(_("Not counted"), "•", "none"),
    }[state]
