"""The questions that pages and the command line ask, answered by measuring and judging. They compute nothing themselves.

Every answer is a function of the store, the configuration, ``as_of`` and ``known_at``; nothing here asks what day it is.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from kpi.config.models import Config
from kpi.datasets import INDICATORS
from kpi.judgement.assessment import Assessment, assess, held_throughout
from kpi.language import _
from kpi.matching.rungs import COUNTING, LAST_COUNTING, RUNGS, reason, suggestion_in_words
from kpi.matching.suggestions import prepare, waiting
from kpi.measures.counts import IndicatorCount
from kpi.measures.flows import case_files, count_flow, late_files, observed_days
from kpi.measures.stocks import count_stocks, interruptions
from kpi.rules import asked
from kpi.store import Comparison, Store

BEGINNING_OF_TIME = datetime(1900, 1, 1)
Question = TypeVar("Question", bound=Callable[..., Any])


class Readable(Protocol):
    """What questions are asked of: the store, or a transaction under way, so that a rehearsal can be asked what it changes."""

    def read(self, relation: str, **values: object) -> list[dict[str, Any]]: ...

    def one_look(self) -> AbstractContextManager[None]: ...

    def newest_known_at(self) -> datetime | None: ...

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None: ...


def _in_one_look(question: Question) -> Question:
    """All parts of a question see one state of the store, even while somebody loads a file."""

    @wraps(question)
    def looking(store: Readable, *arguments: Any, **named: Any) -> Any:
        with store.one_look():
            return question(store, *arguments, **named)

    return cast(Question, looking)


@dataclass(frozen=True, slots=True)
class Status:
    """The five indicators on one day, in the plan's order."""

    as_of: date
    known_at: datetime
    indicators: tuple[Assessment, ...]

    def of(self, indicator: str) -> Assessment:
        return next(row for row in self.indicators if row.id == indicator)


@dataclass(frozen=True, slots=True)
class Movement:
    """Households counted on one date and not on the other, per village (counts only, no names)."""

    code: str | None
    name: str | None
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class RungCount:
    """How many counted entities of one indicator rest on this rung at best."""

    rung: str
    entities: int


@dataclass(frozen=True, slots=True)
class MemberCount:
    """What became of the members on the lists: persons, each once."""

    linked: int
    tied: int
    unlinked: int


@dataclass(frozen=True, slots=True)
class GroupList:
    """The list that one group's members are known by on the day: its date, how many rows, whether everybody is named.

    ``added`` rows came on partial lists after it, the newest of ``added_on`` (None: none came); ``added_total``: how many are in
    the group by those lists, where they say so.
    """

    group: str
    name: str
    village: str | None
    as_of: date | None
    members: int
    total_members: int | None
    complete: bool | None
    added_on: date | None = None
    added: int = 0
    added_total: int | None = None


@dataclass(frozen=True, slots=True)
class OverdueCase:
    """A case that was not closed in time, by its code only. ``closed_on`` None = still open on the day."""

    code: str
    kind: str
    village: str | None
    due_on: date
    closed_on: date | None


@_in_one_look
def status(store: Readable, config: Config, as_of: date, known_at: datetime | None = None) -> Status:
    """The five indicators on ``as_of`` as known at ``known_at`` (None: all that the store knows)."""
    known = _known(store, known_at)
    days = [day for day in _observed(store, known) if date(as_of.year, 1, 1) <= day < as_of] + [as_of]
    counts = _counts(store, config, days, known, waiting_on=[as_of])
    rows = []
    for indicator in INDICATORS:
        targets = {day: _target(config, indicator, day) for day in days}
        rows.append(
            assess(
                counts[indicator, as_of],
                targets[as_of],
                sustained=held_throughout([counts[indicator, day] for day in days], targets),
                interruptions=interruptions([counts[indicator, day] for day in days]),
            )
        )
    return Status(as_of, known, tuple(rows))


@_in_one_look
def history(
    store: Readable,
    config: Config,
    start: date | None = None,
    end: date | None = None,
    known_at: datetime | None = None,
) -> tuple[Status, ...]:
    """The same answers at each month end and each observation between two dates, oldest first (sustained is None)."""
    known = _known(store, known_at)
    days = history_days(_observed(store, known), start, end)
    return on_days(store, config, days, known, waiting_on=days)


@_in_one_look
def on_days(
    store: Readable, config: Config, days: Sequence[date], known_at: datetime, *, waiting_on: Sequence[date] = ()
) -> tuple[Status, ...]:
    """The same answers on the days named, in their order; what waits is told of the days in ``waiting_on`` (sustained is None)."""
    if not days:
        return ()
    counts = _counts(store, config, days, known_at, waiting_on=waiting_on)
    return tuple(
        Status(
            day,
            known_at,
            tuple(assess(counts[indicator, day], _target(config, indicator, day)) for indicator in INDICATORS),
        )
        for day in days
    )


def history_days(observed: Sequence[date], start: date | None, end: date | None) -> list[date]:
    """The observations and the month ends between them, within the two dates where they are given."""
    first = start or (observed[0] if observed else end)
    last = end or (observed[-1] if observed else start)
    if first is None or last is None:
        return []
    days = {day for day in observed if first <= day <= last}
    month_end = first.replace(day=monthrange(first.year, first.month)[1])
    while month_end <= last:
        days.add(month_end)
        following = month_end + timedelta(days=1)
        month_end = following.replace(day=monthrange(following.year, following.month)[1])
    return sorted(days)


@_in_one_look
def observation_days(store: Readable, known_at: datetime | None = None) -> tuple[date, ...]:
    """The days that live lists describe, oldest first."""
    return tuple(_observed(store, _known(store, known_at)))


def newest_observation(store: Readable) -> date | None:
    """The newest day that any live list describes; None in an empty store."""
    observed = observation_days(store)
    return observed[-1] if observed else None


def is_simulated(store: Store) -> bool:
    """Whether any live batch is the simulated sample."""
    return any(batch.simulated and not batch.undone for batch in store.batches())


@_in_one_look
def household_movement(
    store: Readable, config: Config, before: date, after: date, known_at: datetime | None = None
) -> tuple[Movement, ...]:
    """Households that joined and left between two days, village by village."""
    question = asked(config, [before, after], _known(store, known_at))
    names = {row["code"]: row["name"] for row in store.read("village_names", **question)}
    rows = {
        row["village"]: row
        for row in store.read("household_movement", **question, before=before, after=after)
    }
    listed = {**names, **{code: code for code in rows if code not in names}}
    return tuple(
        Movement(code, name, rows[code]["joined_count"], rows[code]["left_count"])
        if code in rows
        else Movement(code, name, 0, 0)
        for code, name in listed.items()
    )


def compared_movement(
    movement: Sequence[Movement], before: Assessment, now: Assessment
) -> tuple[Movement, ...] | None:
    """Of the villages that had a figure on the earlier day; None: the unit has none on one of the two. A first list is no growth."""
    if not before.denominator or not now.denominator:
        return None
    had = {village.code for village in before.villages if village.denominator}
    return tuple(row for row in movement if row.code in had)


@_in_one_look
def household_rungs(store: Readable, config: Config, as_of: date) -> tuple[RungCount, ...]:
    """The counted households by their strongest rung; the sum is the numerator."""
    question = asked(config, [as_of], _known(store, None))
    found = {row["rung"]: row["households"] for row in store.read("household_rungs", **question)}
    return tuple(RungCount(name, found.get(number, 0)) for number, name in COUNTING.items())


@_in_one_look
def member_counts(store: Readable, config: Config, as_of: date) -> MemberCount:
    """Members of all groups on the day by what became of them."""
    question = asked(config, [as_of], _known(store, None))
    rows = store.read("member_counts", **question)
    return MemberCount(rows[0]["linked"], rows[0]["tied"], rows[0]["unlinked"]) if rows else MemberCount(0, 0, 0)


@_in_one_look
def group_lists(store: Readable, as_of: date, known_at: datetime | None = None) -> tuple[GroupList, ...]:
    """Every group on the register with the newest complete list by the day, else the newest partial one; no list = as_of None."""
    return tuple(
        GroupList(
            row["code"],
            row["name"],
            row["village"],
            row["list_on"],
            row["members"],
            row["total_members"],
            row["complete"],
            row["added_on"],
            row["added"],
            row["added_total"],
        )
        for row in store.read("group_lists", as_of=[as_of], known_at=_known(store, known_at))
    )


@_in_one_look
def late_cases(
    store: Readable, config: Config, as_of: date, known_at: datetime | None = None
) -> tuple[OverdueCase, ...]:
    """The cases that are late on the day: of the year, and of earlier years what is still open; oldest deadline first."""
    late = late_files(case_files(store.read, config, _known(store, known_at)), as_of)
    cases = []
    for file in late:
        due = file.settlement.settled_on
        if due is not None:
            cases.append(OverdueCase(file.case.code, file.case.kind, file.village, due, file.closed_by(as_of)))
    return tuple(cases)


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """One member and one entity that the ladder found for him, with the reason in words; entity None: nobody was found."""

    member: str
    group: str
    display_name: str
    entity_kind: str | None
    entity_code: str | None
    rung: str | None
    score: float | None
    reason: str
    state: str
    counted: bool


@_in_one_look
def links(store: Readable, config: Config, as_of: date, state: str | None = None) -> tuple[LinkAnswer, ...]:
    """What is linked or suggested on a day and why; ``state`` keeps only suggested, confirmed, rejected or unlinked rows."""
    question = asked(config, [as_of], _known(store, None))
    prepare(store, config, question)
    answers = [_link(row) for row in store.read("link_list", **question)]
    return tuple(answer for answer in answers if state is None or answer.state == state)


def _link(row: dict[str, Any]) -> LinkAnswer:
    state, score, why = _state_of(row)
    return LinkAnswer(
        row["member"],
        row["group_code"],
        row["display_name"],
        row["entity_kind"],
        row["entity_code"],
        RUNGS.get(row["rung"]),
        score,
        why,
        state,
        bool(row["counted"]),
    )


def _state_of(row: dict[str, Any]) -> tuple[str, float | None, str]:
    """State, score and reason in words of a row of ``link_list``."""
    if row["rejected"]:
        return "rejected", 1.0, _("a person said no")
    if row["rung"] is None:
        return "unlinked", None, _("no code, no decision, no phone number and no name leads to the registers")
    if row["rung"] > LAST_COUNTING:
        why = suggestion_in_words(row["evidence"].split(), row["entity_kind"], row["namesakes"])
        if (row["candidates"] or 1) > 1:
            why = f"{why}; {reason(RUNGS[row['rung']], row['candidates'])}"
        return "suggested", row["score"], why
    state = "confirmed" if row["candidates"] == 1 else "suggested"
    return state, 1.0 / row["candidates"], reason(RUNGS[row["rung"]], row["candidates"])


@dataclass(frozen=True, slots=True)
class SourceList:
    """One list that the figures of a day rest on: what it describes, where it came from, who loaded it when."""

    batch: int
    dataset: str
    observed_on: date
    known_at: datetime
    loaded_by: str
    file: str
    sheet: str
    accepted: int
    scopes: tuple[str, ...]


@_in_one_look
def sources(
    store: Readable, config: Config, as_of: date, known_at: datetime | None = None
) -> tuple[SourceList, ...]:
    """Every list that speaks for some figure of the day."""
    rows = store.read("sources", **asked(config, [as_of], _known(store, known_at)))
    return tuple(
        SourceList(
            row["batch"], row["dataset"], row["observed_on"], row["known_at"], row["loaded_by"], row["file"], row["sheet"],
            row["accepted"], tuple(row["scopes"] or ()),
        )
        for row in rows
    )  # fmt: skip


def known_now(store: Readable) -> datetime | None:
    """The newest moment of anything in the store: what "all that is known" means."""
    return store.newest_known_at()


def all_known(store: Readable) -> datetime:
    """The moment to ask with for all that is known; in an empty store one at which nothing was."""
    return store.newest_known_at() or BEGINNING_OF_TIME


def _known(store: Readable, known_at: datetime | None) -> datetime:
    return known_at or all_known(store)


def _observed(store: Readable, known_at: datetime) -> list[date]:
    return observed_days(store.read("observations", known_at=known_at))


def _counts(
    store: Readable, config: Config, days: Sequence[date], known_at: datetime, *, waiting_on: Sequence[date]
) -> dict[tuple[str, date], IndicatorCount]:
    new = waiting(store, asked(config, waiting_on, known_at), config) if waiting_on else {}
    return {
        **count_stocks(store.read, config, days, known_at, new),
        **count_flow(store.read, config, days, known_at),
    }


def _target(config: Config, indicator: str, day: date) -> Decimal | None:
    target = config.target_on(indicator, day)
    return None if target is None else target.percent
