"""The flow indicator: citizens' reports settled from 1 January to a day, in time and by the full procedure.

Deadlines rest on configuration (rules of law, holidays), so they are worked out here at each question and never stored.
Source: plan II.1.1 and II.1.2, last dash; docs/decisions/cases.md#deadlines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from kpi.config.models import Config
from kpi.domain.reasons import Reason
from kpi.measures.calendar import WorkingCalendar
from kpi.measures.counts import Basis, IndicatorCount, VillageCount
from kpi.measures.deadlines import Case, Deadline, Settlement, deadline_of, settlement_of
from kpi.store.ports import Relations

_CASE_FIELDS = tuple(field.name for field in fields(Case))


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case with its deadline and when it settles; ``fair``: in time and, where the log says so, by the full procedure."""

    case: Case
    village: str | None
    channel: str | None
    deadline: Deadline
    settlement: Settlement
    fair: bool

    def closed_by(self, day: date) -> date | None:
        """The day on which it was closed; None: not by this one."""
        closed = self.case.closed_at
        return closed.date() if closed is not None and closed.date() <= day else None

    def counts_in_year_to(self, day: date) -> bool:
        """Whether the case has settled in the day's year, by that day."""
        settled_on = self.settlement.settled_on
        return settled_on is not None and settled_on.year == day.year and settled_on <= day

    def is_open_on(self, day: date) -> bool:
        """Received, and neither closed nor due yet; while the log speaks, or knows of the closing."""
        settled_on = self.settlement.settled_on
        return (
            self.case.received_at.date() <= day
            and self.closed_by(day) is None
            and not self.case.is_undated
            and (settled_on is None or settled_on > day)
            and (self.case.closed_at is not None or day <= self.case.log_on)
        )

    def is_undated_in_year_to(self, day: date) -> bool:
        """Received in the day's year, by that day, and closed nobody knows when."""
        received = self.case.received_at.date()
        return self.case.is_undated and received.year == day.year and received <= day


def logs_until(store: Relations, days: Sequence[date], known_at: datetime) -> dict[date, date]:
    """How far the logs of reports in use speak, of each day of whose year one does: an empty one says that nothing occurred.

    A log that ends before the day's year says nothing of the year.
    """
    ends = log_ends(store, days, known_at)
    return {day: until for day, until in ends.items() if until.year >= day.year}


def log_ends(store: Relations, days: Sequence[date], known_at: datetime) -> dict[date, date]:
    """The day up to which the newest log of reports speaks, by the days asked, be it of an earlier year; no entry: there is no log."""
    rows = store.read("case_logs", as_of=list(days), known_at=known_at)
    return {row["as_of"]: row["observed_on"] for row in rows}


def case_files(store: Relations, config: Config, known_at: datetime) -> list[CaseFile]:
    """Every case on the newest logs, judged against its clock."""
    calendar = WorkingCalendar(config.calendar)
    files = []
    for row in store.read("newest_cases", known_at=known_at):
        case = Case(**{name: row[name] for name in _CASE_FIELDS})
        deadline = deadline_of(case, config.deadlines, calendar)
        settlement = settlement_of(case, deadline)
        fair = settlement.on_time is True and row["procedure_complete"] is not False
        files.append(CaseFile(case, row["village"], row["channel"], deadline, settlement, fair))
    return files


def count_flow(
    store: Relations, config: Config, days: Sequence[date], known_at: datetime
) -> dict[tuple[str, date], IndicatorCount]:
    """Settled cases on each day; no log of the year is no data, a log without a settled case is "none occurred"."""
    flows = [one.id for one in config.plan.indicators if one.is_flow]
    if not flows:
        return {}
    until = logs_until(store, days, known_at)
    files = case_files(store, config, known_at)
    names: dict[date, dict[str | None, str | None]] = {day: {} for day in days}
    for row in store.read("village_names", as_of=list(days), known_at=known_at):
        names[row["as_of"]][row["code"]] = row["name"]
    return {(one, day): _flow(one, day, files, names[day], until.get(day)) for one in flows for day in days}


def _flow(
    indicator: str, day: date, files: Sequence[CaseFile], names: dict[str | None, str | None], until: date | None
) -> IndicatorCount:
    if until is None:
        return IndicatorCount(indicator, day, (), Reason.NO_CASE_LOG, is_flow=True)
    settled = [file for file in files if file.counts_in_year_to(day)]
    listed: dict[str | None, str | None] = dict(names)
    for file in settled:
        listed.setdefault(file.village, file.village)
    villages = []
    for code, name in listed.items():
        here = [file for file in settled if file.village == code]
        villages.append(VillageCount(code, name, sum(file.fair for file in here), 0, len(here)))
    return IndicatorCount(
        indicator, day, tuple(villages),
        open=sum(file.is_open_on(day) for file in files), undated=sum(file.is_undated_in_year_to(day) for file in files),
        basis=Basis(until), is_flow=True,
    )  # fmt: skip


def late_files(files: Sequence[CaseFile], day: date) -> list[CaseFile]:
    """The cases of the year that had not been closed in time by the day, and those of earlier years that are still open, oldest
    deadline first."""
    late = [file for file in files if file.settlement.on_time is False and _to_be_seen(file, day)]
    return sorted(late, key=lambda file: (_when(file.deadline), file.case.code))


def _to_be_seen(file: CaseFile, day: date) -> bool:
    settled_on = file.settlement.settled_on
    return file.counts_in_year_to(day) or (file.closed_by(day) is None and settled_on is not None and settled_on <= day)


def _when(deadline: Deadline) -> datetime:
    return deadline.at or datetime.max


def observed_days(rows: Sequence[dict[str, Any]]) -> list[date]:
    """The days that any live list describes, oldest first, each once."""
    return sorted({row["observed_on"] for row in rows})
