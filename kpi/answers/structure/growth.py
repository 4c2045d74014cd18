"""How many are in each group by its lists, within twelve months, and what changed since an earlier day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from kpi.answers.quality import GroupQuality
from kpi.answers.structure.answer import GroupGrowth, Size
from kpi.store import Store


def growth(
    store: Store,
    lists: Sequence[GroupQuality],
    kinds: Mapping[str, str],
    as_of: date,
    compared: date,
    known_at: datetime,
) -> tuple[GroupGrowth, ...]:
    """Every group with its sizes, in the order of the lists."""
    start = year_before(as_of)
    observed = {
        row["observed_on"]
        for row in store.read("observations", known_at=known_at)
        if row["dataset"] == "membership" and start < row["observed_on"] <= as_of
    }
    sizes: dict[str, dict[date, Size]] = {}
    for row in store.read("group_sizes", as_of=sorted({*observed, as_of, compared}), known_at=known_at):
        sizes.setdefault(row["code"], {})[row["as_of"]] = Size(row["listed_on"], row["members"])
    return tuple(
        _grown(quality, kinds[quality.code], sizes.get(quality.code, {}), start, as_of, compared) for quality in lists
    )


def year_before(day: date) -> date:
    """The same day a year ago; of 29 February the 28th."""
    year = day.year - 1
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _grown(
    quality: GroupQuality, kind: str, sizes: Mapping[date, Size], start: date, as_of: date, compared: date
) -> GroupGrowth:
    """A size seen on several days is of one list, and stands once."""
    own = {size.listed_on: size for size in sizes.values() if start < size.listed_on <= as_of}
    seen = tuple(own[day] for day in sorted(own))
    return GroupGrowth(kind, quality, seen, sizes.get(as_of), sizes.get(compared))
