"""What the roll-up says, as plain answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kpi.domain.goals import Goal
from kpi.domain.indicators import ORDER
from kpi.domain.reasons import Reason
from kpi.exchange.proof import Proof
from kpi.judgement.verdicts import Verdict
from kpi.rollup.plans import SentPlan


class NotCounted(StrEnum):
    """Why a file, or a report in it, is not counted, or not as it stands."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    VERSION = "version"
    DRAFT = "draft"
    INCOMPLETE = "incomplete"
    ALTERED = "altered"
    IMPOSSIBLE = "impossible"
    OVERFULL = "overfull"  # its villages add up to more than the whole unit
    NOT_SIGNED = "not_signed"  # though the unit's key is registered
    WRONG_KEY = "wrong_key"
    REPLACED_KEY = "replaced_key"
    WRONG_SIGNATURE = "wrong_signature"
    SAME = "same"  # the very report was read before; it counts once
    NEWER = "newer"  # the unit sent another report to the same day later
    CONFLICT = "conflict"  # two reports under one number tell different things; nobody can say which is right
    NUMBER_TWICE = (
        "number_twice"  # it counts, as does the unit's report to another day of the year under the very number
    )
    PACKAGE = "package"  # its report counts, and the data package beside it describes other bytes


class Fate(StrEnum):
    """What became of a file or report that there is something to tell of."""

    REFUSED = "refused"
    SET_ASIDE = "set_aside"
    COUNTED = "counted"


_OUTCOMES = {
    NotCounted.SAME: Fate.SET_ASIDE, NotCounted.NEWER: Fate.SET_ASIDE, NotCounted.PACKAGE: Fate.COUNTED,
    NotCounted.NUMBER_TWICE: Fate.COUNTED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """A file or report that there is something to tell of. ``stated`` and ``computed``: its check code and that of what is there.

    ``number`` and ``period_end`` None where the file could not be read; ``other``: the number of the report that counts instead;
    ``other_day``: the day of the one with the same number; ``detail``: what was found, of an unreadable or incomplete one; ``also``:
    other files of the very same, its other forms or copies; ``named``, ``registered``: the fingerprint of the key that it says has
    signed it, and of the one that is registered for the unit; ``plan``: whose it is, None: that of every commune's, or nobody knows.
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
    also: tuple[str, ...] = ()
    other_day: date | None = None
    plan: str | None = None

    @property
    def outcome(self) -> Fate:
        return _OUTCOMES.get(self.reason, Fate.REFUSED)

    @property
    def refused(self) -> bool:
        return self.outcome is Fate.REFUSED


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit lies on a day; ``district`` empty where there are none."""

    province: str
    district: str = ""

    def holds(self, other: Place | None) -> bool:
        """Whether another place is this one, or in it."""
        return other is not None and other.province == self.province and self.district in ("", other.district)


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """One unit and one indicator. Counts None: no data (``reason``); ``target`` 0–100, None: none, or its parts' differ.

    ``parts``: the names of the old units of whose reports the figure is added up; empty for a unit's own report. ``lacking``: those
    of them that have no figure; what the others have is not judged. ``place``: where the unit lies, None: no region names it.
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
    target: Goal | None
    verdict: Verdict
    shortfall: int | None
    reason: str | None
    observed_on: date | None = None
    oldest_list_on: date | None = None
    covered: tuple[int, int] | None = None
    near: bool = False
    lacking: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """One indicator over units that sent. Counts None: no unit has data; ``target`` None: none, or the units' differ (``reason``).

    ``met`` of ``judged`` units reached their target; ``none_occurred``, ``no_data`` and ``no_target`` units are in neither. Of these,
    ``partial`` units have counts of a part only, which are added and not judged; the parts of ``different`` ones differ in target.
    ``targets_differ``: units with counts have different targets, whatever else keeps the sum from being judged. ``oldest_on``,
    ``newest_on``: between which days the lists and logs lie that the counts rest on; the reports of ``days_untold`` units with counts
    do not say it (version 1).
    """

    id: str
    as_of: date
    numerator: int | None
    denominator: int | None
    open: int | None
    target: Goal | None
    verdict: Verdict
    shortfall: int | None
    met: int
    judged: int
    none_occurred: int
    no_data: int
    no_target: int
    near: bool = False
    reason: Reason | None = None
    partial: int = 0
    different: int = 0
    targets_differ: bool = False
    oldest_on: date | None = None
    newest_on: date | None = None
    days_untold: int = 0
    is_flow: bool = False

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
    place: Place | None = None


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
class RegionSum:
    """The units of a province with all its districts, or of a district, on the day, added; ``place`` None: those that no region names.

    ``missing`` and ``refused`` units are awaited and not among the ``units`` added.
    """

    place: Place | None
    units: int
    missing: int
    refused: int
    totals: tuple[Total, ...]

    def total(self, indicator: str) -> Total:
        return next(row for row in self.totals if row.id == indicator)


@dataclass(frozen=True, slots=True)
class UnitSeries:
    """One unit over its cut-offs, oldest first, a figure an indicator each. ``ended_on``: the last day of a unit that was merged."""

    code: str
    name: str
    ended_on: date | None
    figures: tuple[tuple[UnitFigure, ...], ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """The reports of one cut-off. ``as_of`` None: there is no report by the day asked for, and nothing but notes.

    ``as_of``: the day that most of the period's units speak of; ``start``: the first day of the period; a unit counts by its newest
    report of the period. ``files`` read, ``accepted`` reports in them (of all periods); ``units`` that sent; ``missing``: awaited
    units that sent nothing, ``turned_away``: those that sent, and nothing of it could be counted; ``path``: the totals at each
    cut-off, oldest first; ``series``: of merged units, of all where that was asked for; ``groups``: by province and district;
    ``proofs``: of each report that counts at the cut-off, by name. ``plan``: of which all this is; ``left_out``: other plans
    that reports were sent of, whose figures are not in it.
    """

    as_of: date | None
    start: date | None
    cut_offs: tuple[date, ...]
    files: int
    accepted: int
    units: int
    notes: tuple[Note, ...]
    missing: tuple[MissingUnit, ...]
    turned_away: tuple[MissingUnit, ...]
    covered: tuple[Covered, ...]
    totals: tuple[Total, ...]
    rankings: tuple[Ranking, ...]
    path: tuple[tuple[Total, ...], ...]
    series: tuple[UnitSeries, ...]
    groups: tuple[RegionSum, ...]
    proofs: tuple[UnitProof, ...] = ()
    plan: SentPlan = SentPlan("", None, ())
    left_out: tuple[SentPlan, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The indicators in the order of the screens."""
        return ORDER if self.plan.plan is None else self.plan.plan.order

    @property
    def refused(self) -> tuple[Note, ...]:
        return self.of(Fate.REFUSED)

    @property
    def not_added(self) -> tuple[SentPlan, ...]:
        """Other plans of whose reports nothing is in it; of a unit that reports two plans at once neither is one."""
        own = set(self.plan.units)
        beside = [
            replace(row, units=tuple(name for name in row.units if name not in own))
            if row.plan is None and self.plan.speaks_twice else row
            for row in self.left_out
        ]  # fmt: skip
        return tuple(row for row in beside if row.units and row not in self.added_in_part)

    @property
    def added_in_part(self) -> tuple[SentPlan, ...]:
        """Plans with more than every commune's indicators, of whose reports these are in it."""
        return tuple(row for row in self.left_out if self.plan.plan is None and row.speaks_twice)

    @property
    def begun(self) -> date | None:
        """The newest cut-off where it is a later one than that of the answer: few units have sent by then."""
        return next((day for day in self.cut_offs[-1:] if self.as_of is not None and day > self.as_of), None)

    def of(self, outcome: Fate) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if note.outcome is outcome)

    def total(self, indicator: str) -> Total:
        return next(row for row in self.totals if row.id == indicator)

    def ranking(self, indicator: str) -> Ranking:
        return next(row for row in self.rankings if row.id == indicator)
