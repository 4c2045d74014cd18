"""The answer about one indicator on one day: counts, target, verdict, what is missing, village by village."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from kpi.domain.goals import Goal, Quota, percent_of
from kpi.domain.reasons import Reason
from kpi.judgement.nearness import is_near
from kpi.judgement.verdicts import Judged, Verdict, judge, why_unjudged
from kpi.measures.counts import Basis, IndicatorCount, Interruption, VillageCount
from kpi.vietnamese.text import fold

# What is said of villages by their names.
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class VillageAssessment:
    code: str | None
    name: str | None
    numerator: int
    waiting: int
    denominator: int
    verdict: Verdict
    shortfall: int | None
    if_confirmed: Verdict
    near: bool = False
    target: Goal | None = None  # by which it was judged
    has_own: bool = False  # the plan sets it for this village


@dataclass(frozen=True, slots=True)
class Assessment:
    """One indicator on one day, judged. Counts are None where there is no data; ``reason`` then says why. Where only the verdict waits
    (``partial_register``) there are counts.

    ``if_confirmed`` is the verdict that the indicator would have, were everything that waits confirmed.
    ``near``: not met, and not far from it.
    ``target`` is a percentage (0–100), a number, or None. ``sustained``: it held on each day of the year that a new list describes
    (None where fewer than two can be judged). Villages are sorted as in the register.
    """

    id: str
    as_of: date
    numerator: int | None
    waiting: int | None
    denominator: int | None
    target: Goal | None
    verdict: Verdict
    reason: Reason | None
    shortfall: int | None
    open: int | None
    sustained: bool | None
    villages: tuple[VillageAssessment, ...]
    interruptions: tuple[Interruption, ...] = ()
    if_confirmed: Verdict = Verdict.NO_DATA
    basis: Basis = Basis()
    undated: int | None = None  # reports of the year, closed nobody knows when
    near: bool = False
    is_flow: bool = False  # events of the year, else a level on the day

    def as_dict(self) -> dict[str, object]:
        """The machine-readable form of the command line."""
        return {
            "id": self.id,
            "year": self.as_of.year,
            "numerator": self.numerator,
            "waiting": self.waiting,
            "denominator": self.denominator,
            "observed_on": _iso(self.basis.observed_on),
            "oldest_list_on": _iso(self.basis.oldest_on),
            "covered": None if self.basis.covered is None else list(self.basis.covered),
            "uncovered": list(self.basis.uncovered),
            **({"unlisted": list(self.basis.unlisted)} if self.basis.unlisted else {}),
            **({"unmarked": list(self.basis.unmarked)} if self.basis.unmarked else {}),
            **_goal(self.target),
            "verdict": self.verdict.value,
            "verdict_if_confirmed": self.if_confirmed.value,
            "near": self.near,
            "reason": self.reason,
            "shortfall": self.shortfall,
            "open": self.open,
            "undated": self.undated,
            "sustained": self.sustained,
            "interruptions": [
                {
                    "code": gap.code,
                    "name": gap.name,
                    "out_on": gap.out_on.isoformat(),
                    "back_on": None if gap.back_on is None else gap.back_on.isoformat(),
                }
                for gap in self.interruptions
            ],
            "villages": [
                {
                    "code": village.code,
                    "name": village.name,
                    "numerator": village.numerator,
                    "waiting": village.waiting,
                    "denominator": village.denominator,
                    "verdict": village.verdict.value,
                    "verdict_if_confirmed": village.if_confirmed.value,
                    "near": village.near,
                    "shortfall": village.shortfall,
                    **(_goal(village.target) if village.has_own else {}),
                }
                for village in self.villages
            ],
        }


def assess(
    count: IndicatorCount,
    target: Goal | None,
    *,
    near_points: int,
    of_villages: Mapping[str, Goal] = MappingProxyType({}),
    sustained: bool | None = None,
    interruptions: Sequence[Interruption] = (),
) -> Assessment:
    """The verdict on one count; no data stays no data whatever the target says. ``near_points``: ``config.yaml`` → nearness.

    ``of_villages``: the targets that the plan sets for villages, by their codes or names, folded. Any other village is judged by the
    unit's percentage; a number for the unit is none for a village.
    """
    if count.reason is not None:
        return Assessment(
            count.indicator, count.as_of, None, None, None, target, Verdict.NO_DATA, count.reason, None, None, None, (),
            basis=count.basis, is_flow=count.is_flow,
        )  # fmt: skip
    judged, reason = _judged(count, target, count.numerator)
    villages = tuple(_village(one, target, of_villages, near_points, flow=count.is_flow) for one in count.villages)
    return Assessment(
        count.indicator,
        count.as_of,
        count.numerator,
        count.waiting,
        count.denominator,
        target,
        judged.verdict,
        reason,
        judged.shortfall,
        count.open,
        None if judged.verdict is Verdict.NO_DATA else sustained,
        villages,
        () if judged.verdict is Verdict.NO_DATA else tuple(interruptions),
        _judged(count, target, count.numerator + count.waiting)[0].verdict,
        count.basis,
        count.undated,
        is_near(judged.verdict, count.numerator, count.denominator, target, near_points),
        count.is_flow,
    )


def _village(
    village: VillageCount, of_unit: Goal | None, of_villages: Mapping[str, Goal], near_points: int, *, flow: bool
) -> VillageAssessment:
    own = of_village(village, of_villages)
    target = own or percent_of(of_unit)
    here = judge(village.numerator, village.denominator, target, flow=flow)
    return VillageAssessment(
        village.code,
        village.name,
        village.numerator,
        village.waiting,
        village.denominator,
        here.verdict,
        here.shortfall,
        judge(village.numerator + village.waiting, village.denominator, target, flow=flow).verdict,
        is_near(here.verdict, village.numerator, village.denominator, target, near_points),
        target,
        own is not None,
    )


def of_village(village: VillageCount | VillageAssessment, named: Mapping[str, T]) -> T | None:
    """What stands under a village's code, else under its name; ``named`` by codes and names, folded."""
    called = [fold(name) for name in (village.code, village.name) if name] if named else []
    return next((named[name] for name in called if name in named), None)


def _judged(count: IndicatorCount, target: Goal | None, numerator: int) -> tuple[Judged, Reason | None]:
    """The verdict on the whole unit; it waits while villages lack a list that it needs, or have one without the column asked for."""
    basis = count.basis
    lacking = {
        Reason.PARTIAL_REGISTER: basis.uncovered,
        Reason.PARTIAL_LISTS: basis.unlisted,
        Reason.PARTIAL_MARKS: basis.unmarked,
    }
    reason = next((reason for reason, villages in lacking.items() if villages), None)
    judged = judge(numerator, count.denominator, target, flow=count.is_flow, reason=reason)
    return judged, why_unjudged(judged.verdict, reason)


def held_throughout(counts: Sequence[IndicatorCount], targets: Sequence[Goal | None]) -> bool | None:
    """Whether the target held on each day of a new list that can be judged; None where not even two can."""
    days = zip(counts, targets, strict=True)
    verdicts = [_judged(count, target, count.numerator)[0].verdict for count, target in days]
    judged = [verdict for verdict in verdicts if verdict in (Verdict.MET, Verdict.NOT_MET)]
    return None if len(judged) < 2 else all(verdict is Verdict.MET for verdict in judged)


def _goal(target: Goal | None) -> dict[str, object]:
    """A percentage as a share of one; a number under a key of its own."""
    if isinstance(target, Quota):
        return {"target": None, "target_count": target.count}
    return {"target": None if target is None else float(target / 100)}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
