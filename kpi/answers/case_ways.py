"""How cases came and how they ended within a span: by channel and by outcome, of the whole unit. Words of the log, never a person.

Neither is crossed with village or kind, so that no small count of the table by village and kind can be worked out from them.
Source: plan II.2, third and fourth dash (what citizens send by Zalo); docs/decisions/cases.md#channels-and-outcomes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kpi.answers.question import all_known
from kpi.measures.flows import logs_until
from kpi.store.ports import Relations


@dataclass(frozen=True, slots=True)
class CaseWays:
    """Cases received in a span by channel, and cases closed in it by outcome; the key None: the log does not say."""

    received: Mapping[str | None, int]
    closed: Mapping[str | None, int]


def case_ways(
    store: Relations, starts: Sequence[date], end: date, known_at: datetime | None = None
) -> tuple[CaseWays | None, ...]:
    """One answer for each span that begins on a day of ``starts`` and ends with ``end``; None: no log speaks of these days.

    A case that is closed on a day that nobody knows is in no span.
    """
    with store.one_view():
        known = known_at or all_known(store)
        until = logs_until(store, [end], known).get(end)
        rows = store.read("newest_cases", known_at=known) if until is not None else []
    return tuple(
        None
        if until is None or until < start
        else CaseWays(
            Counter(row["channel"] for row in rows if _lies(row["received_at"], start, end)),
            Counter(row["outcome"] for row in rows if _lies(row["closed_at"], start, end)),
        )
        for start in starts
    )


def _lies(moment: datetime | None, start: date, end: date) -> bool:
    return moment is not None and start <= moment.date() <= end
