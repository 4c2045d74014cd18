"""The days that a page offers, by what a committee calls them: periods first, then meetings, then the days of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from kpi.domain.periods import Kind, Period, newest_period, period_before, same_day_last_year
from kpi.i18n.formats import format_date, format_day_and_month, format_year
from kpi.i18n.messages import _

# Between a day and its names.
NAMED = " – "
QUARTERS = ("I", "II", "III", "IV")
MOST_QUARTERS = 8  # of two years; an older day is typed, or taken from the calendar


def days_to_offer(chosen: date, observed: Sequence[date], meetings: Sequence[date], kind: Kind) -> dict[str, date]:
    """The days whose figures one may look at, each by its words: "Quý II/2025 (đến 14/6)", "20/6/2025 – họp", "30/6/2025"."""
    names = {day: [_("meeting")] for day in sorted(meetings, reverse=True)}
    names.setdefault(observed[-1], []).append(_("newest"))
    return _by_words(_periods(observed[0], observed[-1], kind), names, [*observed, chosen])


def days_to_compare(
    chosen: date, as_of: date, observed: Sequence[date], meetings: Sequence[date], kind: Kind
) -> dict[str, date]:
    """The days before ``as_of`` in the same order; those with which a committee usually compares stand with its meetings."""
    names: dict[date, list[str]] = {}
    for day in sorted((day for day in meetings if day < as_of), reverse=True):
        names[day] = [_("meeting") if names else _("last meeting")]
    usual = (
        (same_day_last_year(as_of), _("same day last year")),
        (date(as_of.year - 1, 12, 31), _("start of the year")),
    )
    for day, name in usual:
        if observed[0] <= day:
            names.setdefault(day, []).append(name)
    periods = _periods(observed[0], as_of - timedelta(days=1), kind)
    return _by_words(periods, names, [*(day for day in observed if day < as_of), chosen])


def day_meant(typed: str, offered: Mapping[str, date]) -> date | None:
    """The one day in whose words stands what was typed: "quý II/2025"; of meetings and the like the newest; None: in none, or in
    several that are told apart by figures ("2024")."""
    said = typed.strip().casefold()
    if not said:
        return None
    whole = re.compile(rf"(?<![\w/]){re.escape(said)}(?![\w/])")
    found = [day for words, day in offered.items() if whole.search(words.casefold())]
    return found[0] if len(found) == 1 or (found and not any(map(str.isdigit, said))) else None


def _periods(first: date, last: date, kind: Kind) -> list[Period]:
    """The quarters that end between two days, and the months since the newest of them; newest first."""
    quarter = newest_period("quarter", last, kind)
    month = newest_period("month", last, kind)
    found = []
    while month.end > max(quarter.end, first):
        found.append(month)
        month = period_before(month, kind)
    for _number in range(MOST_QUARTERS):
        found.append(quarter)
        quarter = period_before(quarter, kind)
    return [period for period in found if period.end >= first]


def _by_words(
    periods: Sequence[Period], names: Mapping[date, Sequence[str]], others: Iterable[date]
) -> dict[str, date]:
    by_end = {period.end: _period_in_words(period) for period in periods}
    days = dict.fromkeys([*by_end, *names, *sorted(others, reverse=True)])
    return {NAMED.join((by_end.get(day) or format_date(day), *_joined(names.get(day)))): day for day in days}


def _joined(names: Sequence[str] | None) -> tuple[str, ...]:
    return (", ".join(names),) if names else ()


def _period_in_words(period: Period) -> str:
    """A period by its cut-off, as a report of it is called."""
    end, year = format_day_and_month(period.end), format_year(period.end.year)
    if period.length == "month":
        return _("Month {month}/{year} (to {end})", month=period.end.month, year=year, end=end)
    return _("Quarter {quarter}/{year} (to {end})", quarter=QUARTERS[period.end.month // 3 - 1], year=year, end=end)
