"""What stands in an aggregate file: one flat table whose head is repeated on every row. Source: docs/exchange.md.

One row is measure × village × date (× kind of report). Nobody's name, phone or code is in it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

SCHEMA_VERSION = "3"
# The versions that are read, and what version 2 says beyond version 1: what a figure rests on. Version 3 adds the seal.
READ_VERSIONS = ("1", "2", SCHEMA_VERSION)
_WITHOUT_SEAL = ("1", "2")
_SINCE_2 = ("observed_on", "oldest_list_on", "covered", "villages")
# Reports received in the year, by village and kind; the other measures are the plan's indicators.
RECEIVED = "reports_received"
# The three forms of the file, in the order in which they are read: of one report in several forms the first counts.
SUFFIXES = (".parquet", ".csv", ".json")


Day = date  # a row has a field of that name


@dataclass(frozen=True, slots=True)
class Header:
    """Whose figures, of which period, as known when. ``number`` None: a draft; ``unit`` is the administrative code.

    ``sha256``, ``key`` (the fingerprint of the key that signed) and ``signature`` are the seal: since version 3, and the last two
    of a frozen report only.
    """

    unit: str
    unit_name: str
    number: int | None
    period_length: str
    period_start: date
    period_end: date
    known_at: datetime
    check_code: str = ""
    schema_version: str = SCHEMA_VERSION
    sha256: str | None = None
    key: str | None = None
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``village`` None: the whole unit; counts None: no data (``reason``), or hidden (``hidden``: small, hidden).

    ``open``: reports not yet due; ``target_percent`` 0–100 or None; ``count``: of ``reports_received`` only. ``observed_on``,
    ``oldest_list_on``: the days of the lists behind it; ``covered`` of ``villages`` have a household register. These four are told of
    the whole unit, and since version 2.
    """

    date: date
    measure: str
    village: str | None = None
    village_name: str | None = None
    kind: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    open: int | None = None
    target_percent: Decimal | None = None
    verdict: str | None = None
    reason: str | None = None
    count: int | None = None
    hidden: str | None = None
    observed_on: Day | None = None
    oldest_list_on: Day | None = None
    covered: int | None = None
    villages: int | None = None


# The columns of the newest version, in order.
HEADER_COLUMNS = (
    "schema_version", "unit", "unit_name", "number", "period_length", "period_start", "period_end", "known_at", "check_code",
)  # fmt: skip
ROW_COLUMNS = tuple(field.name for field in fields(Row))
# Of the head, too, but last in the table: a CSV file is read by its columns' places, whatever its version.
SEAL_COLUMNS = ("sha256", "key", "signature")
COLUMNS = (*HEADER_COLUMNS, *ROW_COLUMNS, *SEAL_COLUMNS)


def row_columns(version: str) -> tuple[str, ...]:
    """A row's columns in a version, in order."""
    return tuple(name for name in ROW_COLUMNS if name not in _SINCE_2) if version == "1" else ROW_COLUMNS


def seal_columns(version: str) -> tuple[str, ...]:
    """The seal's columns in a version, in order; none in a version that has no seal."""
    return () if version in _WITHOUT_SEAL else SEAL_COLUMNS
