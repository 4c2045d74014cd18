"""What the commune did for the plan on days: papers issued, publicity sessions, posts, guides, posting places. Counts only.

A day is spoken of where a list covers it or a row of it was added; of other days nothing is said, not even that nothing was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kpi.answers.question import all_known, in_one_view
from kpi.store.ports import Relations


@dataclass(frozen=True, slots=True)
class Activity:
    """One row that stands: ``quantity`` of its kind on a day. None: the list says nothing of it; ``village`` None: the commune."""

    kind: str
    held_on: date
    paper: str | None
    village: str | None
    place: str | None
    quantity: int
    people: int | None
    reach: int | None
    qr: bool | None


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of a kind; ``of_them`` tell a number (who came, who saw it), and all of it together is ``told``."""

    count: int
    of_them: int
    told: int


@dataclass(frozen=True, slots=True)
class Activities:
    """What was done from ``start`` to ``end``. ``covered``: whole lists speak of each day; ``until``: of each from the first on up to
    this one (None: not of the first). Rows that were added beside the lists are at least what was done."""

    start: date
    end: date
    rows: tuple[Activity, ...]
    until: date | None

    @property
    def covered(self) -> bool:
        return self.until == self.end

    @property
    def papers(self) -> tuple[Activity, ...]:
        """The papers, in the order of their days."""
        return tuple(row for row in self.rows if row.kind == "paper")

    @property
    def sessions(self) -> Counted:
        return _counted((row.quantity, row.people) for row in self._of("session"))

    @property
    def posts(self) -> Counted:
        return _counted((row.quantity, row.reach) for row in self._of("post"))

    @property
    def guides(self) -> int:
        return sum(row.quantity for row in self._of("guide"))

    @property
    def villages(self) -> int:
        """In how many villages sessions were held."""
        return len({row.village for row in self._of("session") if row.village and row.quantity})

    @property
    def places(self) -> int:
        """How many places got a notice: one that is named twice is one."""
        named: dict[tuple[str, str | None], int] = {}
        unnamed = 0
        for row in self._of("posting"):
            if row.place is None:
                unnamed += row.quantity
            else:
                key = row.place, row.village
                named[key] = max(row.quantity, named.get(key, 0))
        return unnamed + sum(named.values())

    def _of(self, kind: str) -> Iterable[Activity]:
        return (row for row in self.rows if row.kind == kind)


@in_one_view
def activities(store: Relations, start: date, end: date, known_at: datetime | None = None) -> Activities | None:
    """What was done from ``start`` to ``end``, as known at ``known_at`` (None: all); None: no list speaks of any of these days."""
    known = known_at or all_known(store)
    lists = store.read("activity_lists", known_at=known)
    spans = [(row["starts_on"], row["ends_on"]) for row in lists if row["complete"]]
    rows = tuple(row for row in done_by(store, end, known) if row.held_on >= start)
    if not rows and not any(first <= end and last >= start for first, last in spans):
        return None
    return Activities(start, end, rows, _spoken_until(spans, start, end))


def done_by(store: Relations, day: date, known_at: datetime) -> tuple[Activity, ...]:
    """Every activity up to a day, oldest first."""
    found = store.read("activities_in_force", known_at=known_at)
    return tuple(
        Activity(
            row["kind"], row["held_on"], row["paper"], row["village"], row["place"], row["quantity"], row["people"], row["reach"],
            row["qr"],
        )
        for row in found
        if row["held_on"] <= day
    )  # fmt: skip


def _counted(rows: Iterable[tuple[int, int | None]]) -> Counted:
    known = list(rows)
    told = [(count, number) for count, number in known if number is not None]
    return Counted(
        sum(count for count, _number in known),
        sum(count for count, _number in told),
        sum(number for _count, number in told),
    )


def _spoken_until(spans: Sequence[tuple[date, date]], start: date, end: date) -> date | None:
    """Up to which day, from ``start`` on without a gap, lists speak."""
    day = start
    for first, last in sorted(spans):
        if first <= day <= last:
            day = last + timedelta(days=1)
    return min(day - timedelta(days=1), end) if day > start else None
