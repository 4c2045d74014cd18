"""Questions about households and members: who joined and left, on which rung households count, what became of members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import in_one_view, known_by
from kpi.config.models import Config
from kpi.domain.indicators import HOUSEHOLDS
from kpi.judgement.assessment import Assessment
from kpi.matching.question import asked
from kpi.matching.rungs import COUNTING
from kpi.store.ports import Relations


@dataclass(frozen=True, slots=True)
class Movement:
    """Households counted on one date and not on the other, per village (counts only, no names).

    ``observed_on``: the day of the newest list of members of the village's own groups by the later date.
    """

    code: str | None
    name: str | None
    joined: int
    left: int
    observed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RungCount:
    """How many counted entities of one indicator rest on this rung at best; of households in each village, too (None: in none)."""

    rung: str
    entities: int
    villages: tuple[tuple[str | None, int], ...] = ()

    def of(self, village: str | None) -> int:
        return dict(self.villages).get(village, 0)


@dataclass(frozen=True, slots=True)
class MemberCount:
    """What became of the members on the lists: persons, each once."""

    linked: int
    tied: int
    unlinked: int


@in_one_view
@needs(Right.FIGURES)
def household_movement(
    store: Relations,
    config: Config,
    before: date,
    after: date,
    known_at: datetime | None = None,
    *,
    indicator: str = HOUSEHOLDS,
) -> tuple[Movement, ...]:
    """Households that joined and left between two days by one indicator, which counts them by members, village by village."""
    groups = config.indicator(indicator).groups
    question = asked(config, [before, after], known_by(store, known_at), groups=groups)
    names = {row["code"]: row["name"] for row in store.read("village_names", **question)}
    rows = {
        row["village"]: row
        for row in store.read("household_movement", **question, indicator=indicator, before=before, after=after)
    }
    seen = {
        row["village"]: row["newest_on"] for row in store.read("village_list_days", **question) if row["as_of"] == after
    }
    listed = {**names, **{code: code for code in rows if code not in names}}
    none = {"joined_count": 0, "left_count": 0}
    moved = {code: rows.get(code, none) for code in listed}
    return tuple(
        Movement(code, name, moved[code]["joined_count"], moved[code]["left_count"], seen.get(code))
        for code, name in listed.items()
    )


def compared_movement(movement: Sequence[Movement], before: Assessment, now: Assessment) -> tuple[Movement, ...] | None:
    """Of the villages that had a figure on the earlier day, and of those where nobody moved the ones with a newer list; None: the unit
    has no figure on one of the two. A first list is no growth."""
    if not before.denominator or not now.denominator:
        return None
    had = {village.code for village in before.villages if village.denominator}
    return tuple(row for row in movement if row.code in had and _is_told(row, before.as_of))


def _is_told(row: Movement, since: date) -> bool:
    return bool(row.joined or row.left) or (row.observed_on is not None and row.observed_on > since)


@in_one_view
@needs(Right.FIGURES)
def household_rungs(store: Relations, config: Config, as_of: date) -> tuple[RungCount, ...]:
    """The counted households by their strongest rung; the sum is the numerator."""
    question = asked(config, [as_of], known_by(store, None))
    rows = store.read("household_rungs", **question)
    found = {
        number: tuple((row["village"], row["households"]) for row in rows if row["rung"] == number)
        for number in COUNTING
    }
    return tuple(
        RungCount(name, sum(count for _village, count in found[number]), found[number])
        for number, name in COUNTING.items()
    )


@in_one_view
@needs(Right.FIGURES)
def member_counts(store: Relations, config: Config, as_of: date) -> MemberCount:
    """Members of all groups on the day by what became of them."""
    question = asked(config, [as_of], known_by(store, None))
    rows = store.read("member_counts", **question)
    return MemberCount(rows[0]["linked"], rows[0]["tied"], rows[0]["unlinked"]) if rows else MemberCount(0, 0, 0)
