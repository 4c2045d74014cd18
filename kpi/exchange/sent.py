"""Reports as they stand in the aggregate files that units have sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from kpi.domain.goals import Goal, Quota
from kpi.domain.indicators import EXCHANGED, FLOWS, Way
from kpi.exchange.code import short_code
from kpi.exchange.proof import Proof
from kpi.exchange.rows import Header, rule_of, seal_columns


class Figure(NamedTuple):
    """One indicator of a whole unit on the last day of a report's period; counts None: no data (``reason``).

    What it rests on, as in a ``Row``; None: a report of version 1, which does not say it. The last five: of version 4 alone.
    """

    measure: str
    numerator: int | None
    denominator: int | None
    open: int | None
    target: Decimal | None
    verdict: str | None
    reason: str | None
    observed_on: date | None = None
    oldest_list_on: date | None = None
    covered: int | None = None
    villages: int | None = None
    place: int | None = None
    title: str | None = None
    counted_in: str | None = None
    rule: str | None = None
    target_count: int | None = None

    @property
    def goal(self) -> Goal | None:
        """The target: a percentage, or a number."""
        return self.target if self.target_count is None else Quota(self.target_count)

    @property
    def is_flow(self) -> bool:
        """Whether it counts events of a year: as its plan says, else as the name does that every commune's has."""
        return self.measure in FLOWS if self.rule is None else self.rule.split()[1:2] == [Way.TIMELY]


# How a report of version 4 says that it counts one of every commune's indicators.
_EVERY_COMMUNES = {name: rule_of(counting.register, counting.way) for name, counting in EXCHANGED.items()}


@dataclass(frozen=True, slots=True)
class SentReport:
    """One report as it stands in a file. ``sha256``: the hash of what is there, whatever the head says; empty: it can have none.
    The head's fields may be None.

    ``overfull``: indicators whose villages' counts on the last day of the period sum to more than the whole unit's. ``proof``: what
    its signature says of it; None: nobody has looked at it yet.
    """

    file: Path
    header: Header
    sha256: str
    figures: tuple[Figure, ...]
    overfull: tuple[str, ...] = ()
    proof: Proof | None = None

    @property
    def every_communes(self) -> tuple[Figure, ...]:
        """The figures of every commune's indicators, where it has each of them, counted as every commune does; else empty."""
        found = tuple(
            one
            for one in self.figures
            if one.measure in _EVERY_COMMUNES and one.rule in (None, _EVERY_COMMUNES[one.measure])
        )
        return found if len(found) == len(_EVERY_COMMUNES) else ()

    @property
    def computed(self) -> str:
        """The check code of what is there."""
        return short_code(self.sha256)

    @property
    def intact(self) -> bool:
        """Whether the head says the hash of what is there; reports before version 3 say its short form only."""
        head = self.header
        whole = not seal_columns(head.schema_version) or head.sha256 == self.sha256
        return whole and self.computed == head.check_code


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """What was found: reports in the order of files; files that cannot be read (what the reader said), and those without a row."""

    reports: tuple[SentReport, ...]
    unreadable: tuple[tuple[Path, str], ...]
    empty: tuple[Path, ...]
