"""What the roll-up says, as plain answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kpi.exchange.proof import Proof
from kpi.judgement.verdicts import Verdict


class NotCounted(StrEnum):
    """Why a file, or a report in it, is not counted as it stands."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    VERSION = "version"
    DRAFT = "draft"
    INCOMPLETE = "incomplete"
    ALTERED = "altered"
    IMPOSSIBLE = "impossible"
    NOT_SIGNED = "not_signed"  # though the unit's key is registered
    WRONG_KEY = "wrong_key"
    REPLACED_KEY = "replaced_key"
    WRONG_SIGNATURE = "wrong_signature"
    SAME = "same"  # the very report was read before; it counts once
    NEWER = "newer"  # the unit sent another report to the same day later
    CONFLICT = (
        "conflict"  # two reports under one number and moment tell different figures; nobody can say which is right
    )


SET_ASIDE = (NotCounted.SAME, NotCounted.NEWER)


@dataclass(frozen=True, slots=True)
class Note:
    """A file or report that is not counted. ``stated`` and ``computed``: its check code and that of what is there.

    ``number`` and ``period_end`` None where the file could not be read; ``other``: the number of the report that counts instead;
    ``detail``: what was found, of an unreadable or incomplete one; ``named``, ``registered``: the fingerprint of the key that it
    says has signed it, and of the one that is registered for the unit.
    """

    file: str
    reason: NotCounted
    unit: str | None = None
    unit_name: str | None = None
    number: int | None = None
    period_end: date | None = None
    stated: str | None = None
    computed: str | None = None
    other: int | None = None
    detail: str = ""
    named: str | None = None
    registered: str | None = None

    @property
    def refused(self) -> bool:
        return self.reason not in SET_ASIDE


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """One unit and one indicator. Counts None: no data (``reason``); ``target`` 0–100, None: none, or its parts' differ.

    ``parts``: the names of the old units of whose reports the figure is added up; empty for a unit's own report.
    ``as_of``: the last day of the (newest) report. ``observed_on``, ``oldest_list_on``: the days of the lists behind the figure, None
    also where a report of version 1 does not say them; ``covered``: villages with a household register, of all, of households only.
    """

    code: str
    name: str
    as_of: date
    parts: tuple[str, ...]
    numerator: int | None
    denominator: int | None
    open: int | None
    target: Decimal | None
    verdict: Verdict
    shortfall: int | None
    reason: str | None
    observed_on: date | None = None
    oldest_list_on: date | None = None
    covered: tuple[int, int] | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """One indicator over all units that sent. Counts None: no unit has data; ``target`` None: none, or the units' differ.

    ``met`` of ``judged`` units reached their target; ``none_occurred``, ``no_data`` and ``no_target`` units are in neither.
    """

    id: str
    as_of: date
    numerator: int | None
    denominator: int | None
    open: int | None
    target: Decimal | None
    verdict: Verdict
    shortfall: int | None
    met: int
    judged: int
    none_occurred: int
    no_data: int
    no_target: int
    near: bool = False

    @property
    def units(self) -> int:
        """How many units sent a report."""
        return self.judged + self.none_occurred + self.no_data + self.no_target


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of one indicator: who lacks most first, then the lowest ratio; those without a ratio stand apart, by name."""

    id: str
    ranked: tuple[UnitFigure, ...]
    apart: tuple[UnitFigure, ...]


@dataclass(frozen=True, slots=True)
class MissingUnit:
    """A unit that is awaited and has sent nothing of the period. ``last``: the day of its newest report; None: it never sent one."""

    code: str
    name: str
    last: date | None


@dataclass(frozen=True, slots=True)
class Covered:
    """An old unit's report that is not added, since the unit it became part of has sent its own."""

    code: str
    name: str
    into: str


@dataclass(frozen=True, slots=True)
class UnitProof:
    """A report that counts at the cut-off, and what its signature says of it."""

    unit: str
    unit_name: str
    number: int | None
    period_end: date
    proof: Proof


@dataclass(frozen=True, slots=True)
class UnitSeries:
    """One unit over its cut-offs, oldest first, five figures each. ``ended_on``: the last day of a unit that was merged."""

    code: str
    name: str
    ended_on: date | None
    figures: tuple[tuple[UnitFigure, ...], ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """The reports of one cut-off. ``as_of`` None: there is no report by the day asked for, and nothing but notes.

    ``start``: the first day of the period; a unit counts by its newest report of the period. ``files`` read, ``accepted``
    reports in them (of all periods); ``units`` that sent; ``path``: the totals at each cut-off, oldest first; ``series``: of
    merged units, of all where that was asked for; ``proofs``: of each report that counts at the cut-off, by name.
    """

    as_of: date | None
    start: date | None
    cut_offs: tuple[date, ...]
    files: int
    accepted: int
    units: int
    notes: tuple[Note, ...]
    missing: tuple[MissingUnit, ...]
    covered: tuple[Covered, ...]
    totals: tuple[Total, ...]
    rankings: tuple[Ranking, ...]
    path: tuple[tuple[Total, ...], ...]
    series: tuple[UnitSeries, ...]
    proofs: tuple[UnitProof, ...] = ()

    @property
    def refused(self) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if note.refused)

    def total(self, indicator: str) -> Total:
        return next(row for row in self.totals if row.id == indicator)

    def ranking(self, indicator: str) -> Ranking:
        return next(row for row in self.rankings if row.id == indicator)
