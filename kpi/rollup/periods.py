"""The cut-offs that reports were sent for, and which reports speak at each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpi.store.exchange_files import SentReport


@dataclass(frozen=True, slots=True)
class Window:
    """One period: a unit speaks by its newest report whose last day is within it. Both days are included."""

    start: date
    end: date


def windows(reports: Sequence[SentReport], as_of: date | None) -> list[Window]:
    """The periods by a day (None: all), oldest first: each ends on the newest cut-off before the later one begins.

    It begins as most reports to that cut-off do, of equally many the latest; so a unit that closed its period a day or two
    earlier than the others is still of the same period.
    """
    starts: dict[date, Counter[date]] = {}
    for report in reports:
        starts.setdefault(report.header.period_end, Counter())[report.header.period_start] += 1
    found: list[Window] = []
    for end in sorted(starts, reverse=True):
        if (as_of is None or end <= as_of) and (not found or end < found[-1].start):
            start = max(starts[end], key=lambda day: (starts[end][day], day))
            found.append(Window(min(start, end), end))
    return found[::-1]


def by_window(reports: Sequence[SentReport], periods: Sequence[Window]) -> list[dict[str, SentReport]]:
    """For each period the newest report of each unit, by its code."""
    spoken: list[dict[str, SentReport]] = [{} for _period in periods]
    ends = [period.end for period in periods]
    for report in reports:
        day = report.header.period_end
        place = bisect_left(ends, day)
        if place < len(periods) and periods[place].start <= day:
            before = spoken[place].get(report.header.unit)
            if before is None or before.header.period_end < day:
                spoken[place][report.header.unit] = report
    return spoken
