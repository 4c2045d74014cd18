"""Which parts a report has, by what its plan counts: households, organisations, citizens' reports, groups, the model's build. Pure.

A plan without an indicator of a kind has no such part: nothing is said of what it does not ask for.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi.config.models import Plan, PlanIndicator
from kpi.domain.datasets import GROUP_KINDS
from kpi.domain.indicators import BY_MEMBERS, HOUSEHOLDS, Way


@dataclass(frozen=True, slots=True)
class ReportParts:
    """The indicators behind each part; None, or none of them: the report has no such part.

    ``households`` leads: it is drawn, and told by village and over time; ``more_households`` are told by village only. ``cases``: of
    the log of reports. The entries of the first of ``businesses`` and of ``institutions`` stand by name in a table of their own,
    those of ``more_bodies`` (villages, where a register marks them, too) together in one. ``groups``: whether figures rest on lists
    of members at all, ``zalo``: on those of Zalo groups. ``build``: whether the plan asks anything of the model's build.
    """

    households: PlanIndicator | None
    more_households: tuple[PlanIndicator, ...]
    businesses: PlanIndicator | None
    institutions: PlanIndicator | None
    more_bodies: tuple[PlanIndicator, ...]
    cases: PlanIndicator | None
    groups: bool
    zalo: bool
    build: bool

    @classmethod
    def of(cls, plan: Plan) -> ReportParts:
        """What a plan's report tells."""
        by_register: dict[str, list[PlanIndicator]] = {}
        for one in plan.indicators:
            by_register.setdefault(one.register, []).append(one)
        households = [one for one in by_register.get("household", []) if one.id != plan.lead]
        lead = next((one for one in plan.indicators if one.id == plan.lead), None)
        businesses, institutions = by_register.get("business", []), by_register.get("institution", [])
        villages = [one for one in by_register.get("village", []) if one.way == Way.MARKED]
        members = [one for one in plan.indicators if one.way in BY_MEMBERS]
        return cls(
            lead, tuple(households), next(iter(businesses), None), next(iter(institutions), None),
            (*businesses[1:], *institutions[1:], *villages), next(iter(by_register.get("case", [])), None),
            bool(members), any(not one.groups or set(one.groups) & set(GROUP_KINDS) for one in members),
            bool(plan.requirements) or plan.tells_every,
        )  # fmt: skip

    @property
    def moves(self) -> PlanIndicator | None:
        """The leading households where lists of members tell who joined and who left: a mark on a register does not."""
        return self.households if self.households is not None and self.households.way == Way.LINKED else None

    @property
    def named_households(self) -> str:
        """What the leading households are called within a sentence: "hộ tham gia", "hộ dùng nước sạch"."""
        if self.households is None or self.households.id == HOUSEHOLDS:
            return "hộ tham gia"
        return lowered(self.households.short_title)


def lowered(title: str) -> str:
    """A title within a sentence: "hộ dùng nước sạch"; one that begins with an abbreviation stays."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
