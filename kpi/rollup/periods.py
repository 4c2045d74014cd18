"""The cut-offs that reports were sent for, and which reports speak at each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.domain.periods import LENGTHS
from kpi.exchange.sent import SentReport


@dataclass(frozen=True, slots=True)
class Window:
    """One period: a unit speaks by its newest report whose last day is within it. Both days are included."""

    start: date
    end: date


def windows(reports: Sequence[SentReport]) -> list[Window]:
    """The periods, oldest first: each ends on the newest cut-off before the later one begins.

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
        if not found or end < found[-1].start:
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
        place = _place(report, periods, ends)
        if place is not None:
            before = spoken[place].get(report.header.unit)
            if before is None or before.header.period_end < report.header.period_end:
                spoken[place][report.header.unit] = report
    return spoken


def _place(report: SentReport, periods: Sequence[Window], ends: Sequence[date]) -> int | None:
    """The period in which a report ends; of one that closed some days after the others, the one that it is about.

    It is about the period before where it covers half of that, and not half of the one in which it ends.
    """
    head = report.header
    place = bisect_left(ends, head.period_end)
    within = place < len(periods) and periods[place].start <= head.period_end
    if within and (head.period_end == ends[place] or _covers_half(report, periods[place])):
        return place
    if place and _covers_half(report, periods[place - 1]):
        return place - 1
    return place if within else None


def _covers_half(report: SentReport, period: Window) -> bool:
    head = report.header
    days = (min(head.period_end, period.end) - max(head.period_start, period.start)).days + 1
    return 2 * days > (period.end - period.start).days


def cut_off(spoken: Mapping[str, SentReport]) -> date:
    """The day that most of a period's units speak of, of equally many the newest: the period is called by it."""
    days = Counter(report.header.period_end for report in spoken.values())
    return max(days, key=lambda day: (days[day], day))
