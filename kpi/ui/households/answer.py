"""Everything the household page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kpi.answers.households import MemberCount, Movement, RungCount, household_movement, household_rungs, member_counts
from kpi.answers.status import Status
from kpi.ui.shell.desk import Desk


@dataclass(frozen=True, slots=True)
class Households:
    """The figures of a day and of the one compared, who came and went between them, and what the count rests on."""

    status: Status
    before: Status
    movement: tuple[Movement, ...]
    rungs: tuple[RungCount, ...]
    members: MemberCount


def gather(desk: Desk, as_of: date, compared: date) -> Households:
    return Households(
        desk.status(as_of),
        desk.status(compared),
        desk.ask(household_movement, compared, as_of),
        desk.ask(household_rungs, as_of),
        desk.ask(member_counts, as_of),
    )
