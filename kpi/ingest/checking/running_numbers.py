"""A log without codes whose running numbers can stand for them: they number each report once, in the order of receipt.

Sorted otherwise (newest first, by village) they move as the log grows, and where another column may hold the codes a person must say
which one does: both are asked about. What a second such log may do, ``kpi.ingest.loading.two_logs`` looks at.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpi.domain.datasets import CASE
from kpi.ingest.checking.header_columns import HeaderColumns
from kpi.ingest.checking.traits import CellSample, Trait, is_day
from kpi.ingest.checking.vocabulary import RUNNING_NUMBERS
from kpi.vietnamese.moments import parse_moment
from kpi.vietnamese.text import fold

# What a log of reports says of each: by one of them a list with days of receipt is one.
_BEHIND_RECEIPT = frozenset(("due_at", "closed_at", "outcome", "state"))


def numbers_for_codes(columns: HeaderColumns, rows: Sequence[Sequence[str]], *, is_sure: bool) -> int | None:
    """The column of running numbers that stand for the codes of a log; None where it has codes, or may have, or is no log.
    ``is_sure``: the title or a person calls it one."""
    if columns.dataset is not CASE or CASE.key in columns.positions:
        return None
    received = columns.positions.get("received_at")
    places = [place for place, header in enumerate(columns.shown) if fold(header) in RUNNING_NUMBERS]
    behind = len(_BEHIND_RECEIPT.intersection(columns.positions))
    is_log = behind > 1 or (behind and (is_sure or "kind" in columns.positions))
    if received is None or len(places) != 1 or columns.shown[places[0]] in columns.left_out or not is_log:
        return None
    samples = (CellSample.of(rows, place) for place in columns.unknown_places)
    if any(column.trait() in (Trait.CODE, Trait.RUNNING) for column in samples):
        return None
    return places[0] if _numbers_in_order(rows, places[0], received) else None


def _numbers_in_order(rows: Sequence[Sequence[str]], number: int, received: int) -> bool:
    """Whether the numbers of all reports go up one by one, and their days of receipt never go down."""
    before: tuple[int, date] | None = None
    for row in rows:
        if max(number, received) >= len(row) or not is_day(row[received].strip()):
            continue
        cell, day = row[number].strip(" ."), parse_moment(row[received].strip()).at.date()
        if not cell.isdecimal() or (before is not None and (int(cell) != before[0] + 1 or day < before[1])):
            return False
        before = int(cell), day
    return before is not None
