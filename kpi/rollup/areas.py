"""Who stands for whom: a unit that became part of another one counts for itself before that day, and for the other from it on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kpi.config.models import Rollup, Successor
from kpi.exchange.sent import SentReport


@dataclass(frozen=True, slots=True)
class Areas:
    """The configured successors, and the names of units."""

    following: dict[str, Successor]
    names: dict[str, str]

    @classmethod
    def of(cls, rules: Rollup, reports: Iterable[SentReport]) -> Areas:
        """Names as the newest report says them, else the list of awaited units, else the successor's row."""
        names = {row.into: row.into_name for row in rules.successors if row.into_name}
        names |= {row.code: row.name for row in rules.expected}
        by_day = sorted(reports, key=lambda report: report.header.period_end)
        names |= {report.header.unit: report.header.unit_name for report in by_day}
        return cls({row.unit: row for row in rules.successors}, names)

    def standing(self, code: str, day: date) -> str:
        """The unit that this one belongs to on a day."""
        row = self.following.get(code)
        while row is not None and row.start <= day:
            code = row.into
            row = self.following.get(code)
        return code

    def name(self, code: str) -> str:
        return self.names.get(code, code)

    def grown_on(self, code: str, day: date) -> date | None:
        """The last day by ``day`` on which other units became part of this one; None: never."""
        return max(
            (row.start for row in self.following.values() if row.into == code and row.start <= day), default=None
        )

    def ended_on(self, code: str, day: date) -> date | None:
        """The last day of a unit that is part of another one on ``day``."""
        row = self.following.get(code)
        return None if row is None or row.start > day else row.start - timedelta(days=1)
