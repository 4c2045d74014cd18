"""The cut-offs that reports were sent for, and which reports speak at each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.domain.periods import LENGTHS
from kpi.exchange.sent import SentReport


@dataclass(frozen=True, slots=True)
class Window:
    """One period: a unit speaks by its newest report whose last day is within it. Both days are included."""

    start: date
    end: date


def windows(reports: Sequence[SentReport], as_of: date | None) -> list[Window]:
    """The periods by a day (None: all), oldest first: each ends on the newest cut-off before the later one begins.

    It begins as most reports to that cut-off do, of equally many the latest; so a unit that closed its period a day or two
    earlier than the others is still of the same period. Reports of the length that most units send say where periods begin: a year's
    report beside the quarters' is about the same cut-off, and takes none of them away.
    """
    usual = _usual_length(reports)
    starts: dict[date, Counter[date]] = {}
    others: dict[date, Counter[date]] = {}
    for report in reports:
        head = report.header
        told = starts if head.period_length == usual else others
        told.setdefault(head.period_end, Counter())[head.period_start] += 1
    found: list[Window] = []
    for end in sorted(starts.keys() | others.keys(), reverse=True):
        if (as_of is None or end <= as_of) and (not found or end < found[-1].start):
            begun = starts.get(end) or others[end]
            start = max(begun, key=lambda day: (begun[day], day))
            if end not in starts:
                start = max([start, *(day + timedelta(days=1) for day in starts if day < end)])
            found.append(Window(min(start, end), end))
    return found[::-1]


def _usual_length(reports: Sequence[SentReport]) -> str | None:
    """The length in which most units report, of equally many the shorter one."""
    sent = {(report.header.unit, report.header.period_length) for report in reports}
    lengths = Counter(length for _unit, length in sent)
    return max(lengths, key=lambda length: (lengths[length], -LENGTHS.get(length, 0)), default=None)


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
