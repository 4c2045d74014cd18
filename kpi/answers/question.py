"""What every question shares: one view of the store, the moment up to which is known, the days that lists describe."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar, cast

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config, PlanIndicator, sets_of_groups
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.matching.question import asked
from kpi.measures.flows import observed_days
from kpi.store import Store
from kpi.store.ports import Relations

BEGINNING_OF_TIME = datetime(1900, 1, 1)
Question = TypeVar("Question", bound=Callable[..., Any])


def in_one_view(question: Question) -> Question:
    """All parts of a question see one state of the store, even while somebody loads a file."""

    @wraps(question)
    def looking(store: Relations, *arguments: Any, **named: Any) -> Any:
        with store.one_view():
            return question(store, *arguments, **named)

    return cast(Question, looking)


@in_one_view
@needs(*Right)
def observation_days(store: Relations, known_at: datetime | None = None) -> tuple[date, ...]:
    """The days that live lists describe, oldest first."""
    return tuple(observed_by(store, known_by(store, known_at)))


def newest_observation(store: Relations) -> date | None:
    """The newest day that any live list describes; None in an empty store."""
    observed = observation_days(store)
    return observed[-1] if observed else None


def newest_day(store: Relations) -> date:
    """The same of a store that is not empty; an empty one is refused."""
    day = newest_observation(store)
    if day is None:
        raise UserError(_("Nothing has been loaded yet"), remedy=_("Load the registers and lists first."), code="empty")
    return day


@needs(*Right)
def is_simulated(store: Store) -> bool:
    """Whether any live batch is the simulated sample."""
    return store.is_simulated()


def known_now(store: Relations) -> datetime | None:
    """The newest moment of anything in the store: what "all that is known" means."""
    return store.newest_known_at()


def all_known(store: Relations) -> datetime:
    """The moment to ask with for all that is known; in an empty store one at which nothing was."""
    return store.newest_known_at() or BEGINNING_OF_TIME


def known_by(store: Relations, known_at: datetime | None) -> datetime:
    return known_at or all_known(store)


def followed_by(
    store: Relations, config: Config, known_at: datetime, days: Iterable[date]
) -> dict[date, dict[str, list[date]]]:
    """By what each indicator is followed through the year to each of the days: the days of the year to it that new lists of its own
    describe, the last day of the year before in front of them."""
    seen = {
        (groups, row["dataset"], row["observed_on"])
        for groups in sets_of_groups(config.plan.indicators)
        for row in store.read("followed_days", **asked(config, [], known_at, groups=groups))
    }

    def followed(one: PlanIndicator, day: date) -> list[date]:
        new = sorted(
            on for of, name, on in seen if (of, name) == (one.groups, one.lists) and date(day.year, 1, 1) <= on <= day
        )
        return [date(day.year - 1, 12, 31), *new]

    return {day: {one.id: followed(one, day) for one in config.plan.indicators} for day in days}


def observed_by(store: Relations, known_at: datetime) -> list[date]:
    return observed_days(store.read("observations", known_at=known_at))
