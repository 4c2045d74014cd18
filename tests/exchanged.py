"""Aggregate files for tests: communes' reports written from a few counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from kpi.domain.indicators import INDICATORS
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.rows import Header, Row
from kpi.exchange.signing import SigningKey
from kpi.exchange.writing import write

# Of an indicator: numerator, denominator; None: no data.
Counts = Mapping[str, tuple[int, int] | None]
TARGETS = {"institutions": 95, "villages": 95, "businesses": 90, "households": 70, "processed_reports": 95}
PLENTY: Counts = dict.fromkeys(INDICATORS, (10, 10))


def report(
    unit: str, name: str, day: date, counts: Counts, *, number: int = 1, start: date | None = None,
    known_at: datetime | None = None, targets: Mapping[str, int | None] = TARGETS,
) -> tuple[Header, list[Row]]:  # fmt: skip
    """A report to a day, of a period from the 15th of the month before; what is not in ``counts`` is all met."""
    begin = start or (day.replace(day=1) - timedelta(days=1)).replace(day=15)
    rows = [_row(day, indicator, {**PLENTY, **counts}[indicator], targets.get(indicator)) for indicator in INDICATORS]
    rows.append(Row(day - timedelta(days=31), "households", numerator=1, denominator=999, verdict="no_target"))
    told = {**PLENTY, **counts}["households"]
    if told is not None:  # a village has no more than the whole unit
        few = min(2, told[0]), min(3, told[1])
        rows.append(Row(day, "households", "T1", "Thôn 1", numerator=few[0], denominator=few[1], verdict="not_met"))
    rows.append(Row(day, "reports_received", kind="feedback", count=12))
    at = known_at or datetime.combine(day, datetime.min.time())
    head = Header(unit, name, number, "month", begin, day, at)
    return headed(head, rows), rows


def headed(head: Header, rows: Sequence[Row]) -> Header:
    """The head with the hash and the code of these rows."""
    return Aggregate.of(head, tuple(rows)).header


def signed(made: tuple[Header, Sequence[Row]], key: SigningKey) -> tuple[Header, list[Row]]:
    """The report signed with a key."""
    head, rows = made
    return Aggregate.of(head, tuple(rows)).signed(key).header, list(rows)


def _row(day: date, indicator: str, counts: tuple[int, int] | None, target: int | None) -> Row:
    percent = None if target is None else Decimal(target)
    if counts is None:
        return Row(day, indicator, target_percent=percent, verdict="no_data", reason="no_register")
    return Row(day, indicator, numerator=counts[0], denominator=counts[1], target_percent=percent, verdict="met")


def put(folder: Path, *reports: tuple[Header, list[Row]], suffix: str = ".parquet") -> list[Path]:
    """One file a report, in one form."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = []
    for head, rows in reports:
        for path in write(folder, f"{head.unit}-{head.period_end}-{head.number}", head, rows):
            if path.suffix == suffix:
                kept.append(path)
            else:
                path.unlink()
    return kept
