"""Every business or institution of the register on a day: whether it takes part, since when, why it does not count, who waits.

The states rest on the relations that count the indicator, so that the rows of a state are as many as the indicator says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import takewhile
from typing import Any

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.drill import Which, belongs
from kpi.answers.question import all_known, followed_by
from kpi.config.models import Config
from kpi.domain.datasets import DATASET_BY_ID
from kpi.domain.reasons import Reason
from kpi.i18n.messages import N_
from kpi.matching.question import asked
from kpi.matching.rungs import RUNGS
from kpi.matching.suggestions import prepare
from kpi.measures.counts import IndicatorCount, Interruption
from kpi.measures.flows import observed_days
from kpi.measures.stocks import count_stocks, interruptions
from kpi.store import Store

# Each register's kinds in its own order.
KINDS = tuple(
    dict.fromkeys(
        kind for register in ("institution", "business") for kind in DATASET_BY_ID[register].column("kind").meanings
    )
)


class OrganisationState(StrEnum):
    """Where an organisation stands, what needs a person first. ``interrupted``: it took part earlier in the year."""

    INTERRUPTED = "interrupted"
    NOT_YET = "not_yet"
    TAKING_PART = "taking_part"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One entry of the register. ``since``: the first observation of the unbroken span in which it has stood as it does now;
    None where it has never counted. ``rung``: what it counts by, None where it does not take part. ``left_out``: the kind or
    the status by which it does not count. ``took_part``: on the compared day, None where that day has no figure. ``gaps``: its
    interruptions of the year."""

    code: str
    name: str
    kind: str | None
    representative: str | None
    village: str | None
    village_name: str | None
    state: OrganisationState
    since: date | None
    rung: str | None
    waits: bool
    left_out: str | None
    took_part: bool | None
    gaps: tuple[Interruption, ...]

    @property
    def counts(self) -> bool:
        return self.state is not OrganisationState.LEFT_OUT

    @property
    def takes_part(self) -> bool:
        return self.state is OrganisationState.TAKING_PART


@dataclass(frozen=True, slots=True)
class Organisations:
    """The register on a day, by name. ``reason`` tells why there is no figure, and then no row; ``first_seen``: the first
    observation that has a figure; ``gaps``: every interruption of the year, also of what is no longer on the register."""

    indicator: str
    as_of: date
    compared: date
    reason: Reason | None
    first_seen: date | None
    gaps: tuple[Interruption, ...]
    rows: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class KindCount:
    """The organisations of one kind: all on the register, those that count, and of these those that take part."""

    kind: str | None
    registered: int
    denominator: int
    numerator: int


def _of_figure(which: Which) -> Callable[[Organisation], bool]:
    return lambda one: one.counts and belongs(which, one.takes_part, one.waits)


# The lists that the page offers; the four of ``kpi.answers.drill`` have as many rows as the indicator's figures.
ORGANISATION_LISTS: dict[str, Callable[[Organisation], bool]] = {
    "registered": lambda _one: True,
    "denominator": _of_figure("denominator"),
    "numerator": _of_figure("numerator"),
    "missing": _of_figure("missing"),
    "interrupted": lambda one: one.state is OrganisationState.INTERRUPTED,
    "waiting": _of_figure("waiting"),
    "joined": lambda one: one.takes_part and one.took_part is False,
    "gone": lambda one: one.took_part is True and not one.takes_part,
    "left_out": lambda one: not one.counts,
}


@needs(Right.NAMES, noted=N_("names of enterprises and institutions were seen"), about="as_of", reads=True)
def organisations(
    store: Store, config: Config, indicator: str, as_of: date, compared: date, known_at: datetime | None = None
) -> Organisations:
    """The register of one indicator of organisations on a day, each entry with its state and its history."""
    with store.one_view():
        known = known_at or all_known(store)
        observed = [*_days_of_change(store, config, indicator, as_of, known), as_of]
        followed = followed_by(store, config, known, [as_of])[as_of][indicator]
        days = sorted({*observed, *followed, compared})
        found = count_stocks(store, config, days, known, of=indicator)
        counts = {day: found[indicator, day] for day in days}
        reason = counts[as_of].reason
        if reason is not None:
            return Organisations(indicator, as_of, compared, reason, None, (), ())
        question = asked(config, [as_of], known, groups=config.indicator(indicator).groups)
        prepare(store, config, question)
        register = config.indicator(indicator).register
        rows = store.read("organisation_list", **question, indicator=indicator, register=register)
    gaps = interruptions([counts[day] for day in followed])
    path = [_standings(counts[day]) for day in observed if counts[day].reason is None]
    then = None if counts[compared].reason else _standings(counts[compared])[1]
    entries = tuple(_organisation(row, config, path, then, gaps) for row in rows)
    return Organisations(indicator, as_of, compared, None, path[0][0], gaps, entries)


def _days_of_change(store: Store, config: Config, indicator: str, as_of: date, known_at: datetime) -> list[date]:
    """The observations before the day on which it may have changed who takes part: what stood before each of them stands until it.

    To ask on every day ever listed who takes part would cost more with each year.
    """
    observed = [day for day in observed_days(store.read("observations", known_at=known_at)) if day < as_of]
    question = asked(config, [], known_at, groups=config.indicator(indicator).groups, of=indicator)
    changes = (row["observed_on"] for row in store.read("days_of_change", **question))
    told = (bisect_left(observed, day) for day in changes)
    return [observed[place] for place in sorted(set(told)) if place < len(observed)]


# A day, and whether each organisation that counted on it took part.
_Standings = tuple[date, dict[str, bool]]


def _standings(count: IndicatorCount) -> _Standings:
    return count.as_of, {entity.code: entity.counted for entity in count.entities}


def _organisation(
    row: dict[str, Any],
    config: Config,
    path: Sequence[_Standings],
    then: dict[str, bool] | None,
    gaps: Sequence[Interruption],
) -> Organisation:
    code = row["code"]
    own = tuple(gap for gap in gaps if gap.code == code)
    state = _state(row["takes_part"], own)
    return Organisation(
        code, row["name"], row["kind"], row["representative"], row["village"], row["village_name"] or row["village"], state,
        _since(code, path), RUNGS.get(row["rung"]), bool(row["waits"]),
        _left_out(row, config) if state is OrganisationState.LEFT_OUT else None, None if then is None else then.get(code, False), own,
    )  # fmt: skip


def _state(takes_part: bool | None, gaps: Sequence[Interruption]) -> OrganisationState:
    if takes_part is None:
        return OrganisationState.LEFT_OUT
    if takes_part:
        return OrganisationState.TAKING_PART
    return OrganisationState.INTERRUPTED if any(gap.back_on is None for gap in gaps) else OrganisationState.NOT_YET


def _since(code: str, path: Sequence[_Standings]) -> date | None:
    """Going back from the newest day: the first one of the span in which the organisation stood as it does now."""
    now = path[-1][1].get(code)
    span = list(takewhile(lambda standings: standings[1].get(code) is now, reversed(path)))
    # What counts on no day of the path may not even have been on the register then: nothing is said of its days.
    return None if now is None and len(span) == len(path) else span[-1][0]


def _left_out(row: dict[str, Any], config: Config) -> str | None:
    """By what an entry does not count as an enterprise (Luật Doanh nghiệp; config.yaml → participation)."""
    kinds: tuple[str, ...] = config.participation.enterprise_kinds
    by: str | None = row["kind"] if row["kind"] is not None and row["kind"] not in kinds else row["status"]
    return by


def by_kind(rows: Sequence[Organisation]) -> tuple[KindCount, ...]:
    """The organisations kind by kind, in the order of the kinds; those without a kind last."""
    return tuple(
        KindCount(
            kind,
            len(of_kind),
            *(sum(map(ORGANISATION_LISTS[which], of_kind)) for which in ("denominator", "numerator")),
        )
        for kind in (*KINDS, None)
        if (of_kind := [one for one in rows if one.kind == kind])
    )
