"""Terms that a log writes as a number of days or hours instead of a day: "Thời hạn (ngày)": 10.

Whether such days are calendar or working days the log rarely says, so that a person answers; then they run from the day of receipt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.traits import CellSample, Trait
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold

_TERM = re.compile(r"\bhan\b")
_HOURS = re.compile(r"\b(?:gio|hours?)\b")
_LONGEST = 3  # digits


def counts_days(column: CellSample) -> bool:
    """Whether the cells are small numbers, and no days."""
    return column.trait() in (Trait.COUNT, Trait.RUNNING)


def names_term(header: str) -> bool:
    """Whether a header speaks of a deadline: "Thời hạn (ngày)"."""
    return _TERM.search(fold(header)) is not None


def counts_hours(header: str) -> bool:
    """Whether the numbers below a header are hours: "Thời hạn (giờ)"."""
    return _HOURS.search(fold(header)) is not None


def count_of_term(cell: str) -> int | None:
    """The number of a term; None where the cell says anything else."""
    return int(cell) if cell.isdecimal() and len(cell) <= _LONGEST else None


def deadline_in_days(received: datetime, count: int) -> tuple[datetime, bool]:
    """The last day of a term in calendar days from the day of receipt, without an hour."""
    return datetime.combine(received.date() + timedelta(days=count), time.min), False


def deadline_in_hours(received: datetime, has_time: bool, count: int) -> tuple[datetime, bool]:
    """The end of a term in hours, and whether it has an hour. Without an hour of receipt it runs from the end of that day (the ruling
    on hour terms): 24 hours from it end with the next day."""
    begin = received if has_time else datetime.combine(received.date() + timedelta(days=1), time.min)
    end = begin + timedelta(hours=count)
    if has_time or end.time() != time.min:
        return end, True
    return end - timedelta(days=1), False


def terms_left_out(sheet: Sheet, layout: Layout) -> Iterator[str]:
    """The headers of columns of terms of which a person has said that they are not needed, in a log without another deadline."""
    if not layout.dataset.is_log or "due_at" in layout.positions or "term" in layout.helpers:
        return
    rows = sheet.rows[layout.body :]
    for place in layout.places_of(layout.left_out):
        if names_term(layout.headers[place]) and counts_days(CellSample.of(rows, place)):
            yield layout.headers[place]
