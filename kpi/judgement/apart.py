"""Where a plan sets villages targets of their own: what they come to together, beside what the unit is to reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from kpi.domain.goals import Goal, Quota, needed
from kpi.judgement.assessment import Assessment
from kpi.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class ApartTargets:
    """``villages`` of ``of`` have a target of their own; with those that the unit's percentage is for they need ``together`` entities.

    ``whole``: how many the unit needs, where every village has a target; else None. ``rounded``: the two differ by no more than that
    each village's number is a whole one. ``unused``: villages that targets name and the register of the day does not have.
    ``doubled``: names of villages that have a target by their code, too, which goes before.
    """

    villages: int
    of: int
    together: int
    whole: int | None
    rounded: bool
    unused: tuple[str, ...]
    doubled: tuple[str, ...]


def apart(now: Assessment, named: Iterable[str]) -> ApartTargets | None:
    """What the targets of villages come to on a day; None where the plan sets none. ``named``: the villages that they name."""
    wanted = list(named)
    if not wanted:
        return None
    counted = [one for one in now.villages if one.denominator > 0]
    aimed = [(one.denominator, one.target) for one in counted if one.target is not None]
    whole, rounded = None, False
    if now.target is not None and now.denominator and len(aimed) == len(counted):
        whole = needed(now.denominator, now.target)
        rounded = sum(_exact(*one) for one in aimed) == _exact(now.denominator, now.target)
    return ApartTargets(
        sum(one.has_own for one in counted), len(counted), sum(needed(*one) for one in aimed), whole, rounded,
        *_not_used(now, wanted),
    )  # fmt: skip


def _exact(denominator: int, goal: Goal) -> Fraction:
    """How many a goal asks for, before it is rounded up to whole ones."""
    return Fraction(goal.count) if isinstance(goal, Quota) else Fraction(goal) * denominator / 100


def _not_used(now: Assessment, wanted: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that are no village's, and names of villages that a target names by their code, too."""
    named = {fold(one) for one in wanted}
    codes = {fold(one.code) for one in now.villages if one.code}
    by_name = {fold(one.name): fold(one.code or "") in named for one in now.villages if one.name}
    unused = tuple(one for one in wanted if fold(one) not in codes and fold(one) not in by_name)
    return unused, tuple(one for one in wanted if fold(one) not in codes and by_name.get(fold(one)))
