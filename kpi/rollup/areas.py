"""Who stands for whom, and where: a unit that became part of another one counts for itself before that day, and for the other from
it on; a unit belongs to a district and a province for a span of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.config.models import Region, Rollup, Successor
from kpi.exchange.sent import SentReport
from kpi.rollup.answer import Place


@dataclass(frozen=True, slots=True)
class Areas:
    """The configured successors and regions, and the names of units.

    ``following``: a unit's successor; ``joined``: who became part of a unit; ``older``: units that were there before others joined
    them, with the name that they bore then; ``regions``: a unit's rows, oldest first.
    """

    following: Mapping[str, Successor]
    joined: Mapping[str, tuple[Successor, ...]]
    names: Mapping[str, str]
    older: Mapping[str, str]
    regions: Mapping[str, tuple[Region, ...]]

    @classmethod
    def of(cls, rules: Rollup, reports: Iterable[SentReport]) -> Areas:
        """Names as the newest report says them, else the list of awaited units, else the successor's row."""
        by_day = sorted(reports, key=lambda report: report.header.period_end)
        names = {row.into: row.into_name for row in rules.successors if row.into_name}
        names |= {row.unit: row.unit_name for row in rules.successors if row.unit_name}
        names |= {row.code: row.name for row in rules.expected}
        names |= {report.header.unit: report.header.unit_name for report in by_day}
        joined: dict[str, tuple[Successor, ...]] = {}
        for row in rules.successors:
            joined[row.into] = (*joined.get(row.into, ()), row)
        regions: dict[str, tuple[Region, ...]] = {}
        for region in sorted(rules.regions, key=lambda row: row.start):
            regions |= {unit: (*regions.get(unit, ()), region) for unit in region.units}
        following = {row.unit: row for row in rules.successors}
        return cls(following, joined, names, _older(rules, joined, by_day), regions)

    def standing(self, code: str, day: date) -> str:
        """The unit that this one belongs to on a day."""
        row = self.following.get(code)
        while row is not None and row.start <= day:
            code = row.into
            row = self.following.get(code)
        return code

    def line(self, code: str) -> list[str]:
        """The unit and those that it became part of, one after the other, whatever the day."""
        found = [code]
        while (row := self.following.get(found[-1])) is not None:
            found.append(row.into)
        return found

    def name(self, code: str) -> str:
        return self.names.get(code, code)

    def grown_on(self, code: str, day: date) -> date | None:
        """The last day by ``day`` on which other units became part of this one; None: never."""
        joined = self.joined.get(code)  # of nearly every unit none
        return max((row.start for row in joined if row.start <= day), default=None) if joined else None

    def parts(self, code: str, grown_on: date) -> list[str]:
        """The units of which this one was made on a day, itself among them where it was there before under its code."""
        came = sorted(row.unit for row in self.joined[code] if row.start == grown_on)
        before = code in self.older or self.grown_on(code, grown_on - timedelta(days=1)) is not None
        return [code, *came] if before else came

    def part_name(self, code: str) -> str:
        """A part's name as it was: that of a unit that others joined may be another one since."""
        return self.older.get(code) or self.name(code)

    def ended_on(self, code: str, day: date) -> date | None:
        """The last day of a unit that is part of another one on ``day``."""
        row = self.following.get(code)
        return None if row is None or row.start > day else row.start - timedelta(days=1)

    def place(self, code: str, *days: date) -> Place | None:
        """Where a unit lies on the first of the days on which a region names it."""
        for day in days:
            for region in self.regions.get(code, ()):
                if region.holds_on(day):
                    return Place(region.province, region.district)
        return None


def _older(rules: Rollup, joined: Mapping[str, tuple[Successor, ...]], by_day: Iterable[SentReport]) -> dict[str, str]:
    """Units known from before others joined them: they were awaited on the eve, or have sent a report to a day before."""
    begun = {code: min(row.start for row in rows) for code, rows in joined.items()}
    eve = {code: start - timedelta(days=1) for code, start in begun.items()}
    found = {row.code: row.name for row in rules.expected if row.code in eve and row.is_awaited_on(eve[row.code])}
    for report in by_day:
        head = report.header
        if head.unit in begun and head.period_end < begun[head.unit]:
            found[head.unit] = head.unit_name
    return found
