"""Questions about lists: what each group is known by, and every list that the figures of a day rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import in_one_view, known_by
from kpi.config.models import Config, sets_of_groups
from kpi.domain.datasets import GROUP_KINDS
from kpi.matching.question import asked
from kpi.store.ports import Relations


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


@in_one_view
@needs(Right.FIGURES)
def group_lists(
    store: Relations, as_of: date, known_at: datetime | None = None, *, kinds: Sequence[str] = GROUP_KINDS
) -> tuple[GroupList, ...]:
    """Every group of these kinds on the register with the newest complete list by the day, else the newest partial one; no list =
    as_of None. No kinds named: Zalo groups."""
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
        for row in store.read("group_lists", as_of=[as_of], known_at=known_by(store, known_at), group_kinds=list(kinds))
    )


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
    typed: bool = False  # one row that a person typed, no list


@in_one_view
@needs(Right.FIGURES)
def sources(store: Relations, config: Config, as_of: date, known_at: datetime | None = None) -> tuple[SourceList, ...]:
    """Every list that speaks for some figure of the day: with the lists of participants that the plan's indicators look at."""
    known = known_by(store, known_at)
    seen: dict[int, dict[str, Any]] = {}
    for groups in dict.fromkeys(((), *sets_of_groups(config.plan.stocks))):
        seen |= {row["batch"]: row for row in store.read("sources", **asked(config, [as_of], known, groups=groups))}
    rows = sorted(seen.values(), key=lambda row: (row["dataset"], row["observed_on"], row["batch"]))
    return tuple(
        SourceList(
            row["batch"], row["dataset"], row["observed_on"], row["known_at"], row["loaded_by"], row["file"], row["sheet"],
            row["accepted"], tuple(row["scopes"] or ()), row["typed"],
        )
        for row in rows
    )  # fmt: skip
