"""What stands in an aggregate file: one flat table whose head is repeated on every row. Source: docs/exchange.md.

One row is measure × village × date (× kind of report). Nobody's name, phone or code is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

# Of a plan that has the indicators which every commune tells; what these mean is fixed (``kpi.domain.indicators``).
SCHEMA_VERSION = "3"
# Of a plan with indicators of its own: it says which plan it is, and of each indicator how it is counted and called.
PLAN_VERSION = "4"
# The versions that are read, and what version 2 says beyond version 1: what a figure rests on. Version 3 adds the seal.
READ_VERSIONS = ("1", "2", SCHEMA_VERSION, PLAN_VERSION)
_WITHOUT_SEAL = ("1", "2")
_SINCE_2 = ("observed_on", "oldest_list_on", "covered", "villages")
_SINCE_4 = ("place", "title", "counted_in", "rule", "target_count")
# Reports received in the year, by village and kind; the other measures are the plan's indicators.
RECEIVED = "reports_received"
# The three forms of the file, in the order in which they are read: of one report in several forms the first counts.
SUFFIXES = (".parquet", ".csv", ".json")


Day = date  # a row has a field of that name


@dataclass(frozen=True, slots=True)
class Header:
    """Whose figures, of which period, as known when. ``number`` None: a draft; ``unit`` is the administrative code.

    ``sha256``, ``key`` (the fingerprint of the key that signed) and ``signature`` are the seal: since version 3, and the last two
    of a frozen report only. ``plan``, ``plan_title``: of version 4 alone.
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
    plan: str | None = None
    plan_title: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``village`` None: the whole unit; counts None: no data (``reason``), or hidden (``hidden``: small, hidden).

    ``open``: reports not yet due; ``target_percent`` 0–100 or None; ``count``: of ``reports_received`` only. ``observed_on``,
    ``oldest_list_on``: the days of the lists behind it; ``covered`` of ``villages`` have a household register. These four are told of
    the whole unit, and since version 2.

    Of version 4 alone, and but for the last of the whole unit: ``place``, ``title`` and ``counted_in``: where the plan has the
    indicator and what it calls it; ``rule``: how it is counted (``rule_of``); ``target_count``: a target by number.
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
    place: int | None = None
    title: str | None = None
    counted_in: str | None = None
    rule: str | None = None
    target_count: int | None = None


# The columns of the head and of a row, in the order of the hash.
HEADER_COLUMNS = (
    "schema_version", "unit", "unit_name", "number", "period_length", "period_start", "period_end", "known_at", "check_code",
)  # fmt: skip
ROW_COLUMNS = tuple(field.name for field in fields(Row))
# Of the head, too, but last in the table: a CSV file is read by its columns' places, whatever its version.
SEAL_COLUMNS = ("sha256", "key", "signature")
PLAN_COLUMNS = ("plan", "plan_title")
OF_HEAD = (*HEADER_COLUMNS, *SEAL_COLUMNS, *PLAN_COLUMNS)
# What somebody typed; all other words are the program's own.
TYPED = ("unit_name", "village", "village_name", *PLAN_COLUMNS, "measure", "title", "counted_in")


def row_columns(version: str) -> tuple[str, ...]:
    """A row's columns in a version, in order."""
    younger = {"1": (*_SINCE_2, *_SINCE_4), PLAN_VERSION: ()}.get(version, _SINCE_4)
    return tuple(name for name in ROW_COLUMNS if name not in younger)


def plan_columns(version: str) -> tuple[str, ...]:
    """The columns that name the plan in a version; none in one whose indicators are every commune's."""
    return PLAN_COLUMNS if version == PLAN_VERSION else ()


def table_columns(version: str) -> tuple[str, ...]:
    """All columns in a version, in the table's order: what a version adds stands behind what was there."""
    told = row_columns(version)
    before = tuple(name for name in told if name not in _SINCE_4)
    added = tuple(name for name in told if name in _SINCE_4)
    return (*HEADER_COLUMNS, *before, *seal_columns(version), *plan_columns(version), *added)


def seal_columns(version: str) -> tuple[str, ...]:
    """The seal's columns in a version, in order; none in a version that has no seal."""
    return () if version in _WITHOUT_SEAL else SEAL_COLUMNS


# Those of the version that every commune writes.
COLUMNS = table_columns(SCHEMA_VERSION)


def rule_of(
    register: str, way: str, kinds: Sequence[str] = (), groups: Sequence[str] = (), mark: str = "", asks: Sequence[str] = (),
    left_out: Sequence[str] = (),
) -> str:  # fmt: skip
    """How an indicator is counted, in one line: "household marked clean_water", "institution linked kinds agency,unit".

    ``asks``: of whom a group must have a member; ``left_out``: the statuses of a plan's own register that do not count. Two units'
    figures of one name are added only where these are alike.
    """
    told = [register, way, *([mark] if mark else [])]
    for word, names in (("kinds", kinds), ("groups", groups), ("asks", asks), ("left_out", left_out)):
        if names:
            told += [word, ",".join(sorted(names))]
    return " ".join(told)
