"""Where a plan sets villages targets of their own: what they come to together, beside what the unit is to reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpi.domain.goals import needed
from kpi.judgement.assessment import Assessment
from kpi.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class ApartTargets:
    """``villages`` of ``of`` have a target of their own, and need ``together`` entities; the ``whole`` unit needs so many (None: no
    target). ``unused``: villages that targets name and the register of the day does not have."""

    villages: int
    of: int
    together: int
    whole: int | None
    unused: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether every village has a target, and they do not come to the unit's."""
        return self.villages == self.of and self.whole is not None and self.together != self.whole


def apart(now: Assessment, named: Iterable[str]) -> ApartTargets | None:
    """What the targets of villages come to on a day; None where the plan sets none that day. ``named``: the villages that they name.

    Needed entities are whole ones, village by village, so that equal percentages already come to a little more than the unit's.
    """
    wanted = list(named)
    if not wanted:
        return None
    with_own = [one for one in now.villages if one.has_own and one.target is not None]
    codes = {fold(one.code) for one in with_own if one.code}
    # A village's code goes before its name: a target by name beside one by code is used for nothing.
    used = codes & {fold(one) for one in wanted}
    used |= {fold(one.name) for one in with_own if one.name and not (one.code and fold(one.code) in used)}
    together = sum(needed(one.denominator, one.target) for one in with_own if one.target is not None)
    counted = sum(one.denominator > 0 for one in now.villages)
    whole = None if now.target is None or not now.denominator else needed(now.denominator, now.target)
    return ApartTargets(
        len([one for one in with_own if one.denominator > 0]), counted, together, whole,
        tuple(one for one in wanted if fold(one) not in used),
    )  # fmt: skip
