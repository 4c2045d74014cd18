"""What a report says of one period, as plain answers: everything that is made from a report is made from this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kpi.access.audit import AuditHead
from kpi.answers.activities import Activities
from kpi.answers.case_ways import CaseWays
from kpi.answers.cases import CaseYear, Matrix, PeriodCount
from kpi.answers.households import Movement, compared_movement
from kpi.answers.lists import SourceList
from kpi.answers.organisations import Organisations
from kpi.answers.progress import Progress
from kpi.answers.quality import Quality
from kpi.answers.status import Status
from kpi.answers.structure.answer import GroupGrowth, StructureAnswer
from kpi.config.models import Config, Letterhead, Superior
from kpi.domain.periods import Period
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.measures.case_lines import CaseLine
from kpi.measures.secrecy import GivenAway
from kpi.reports.content.cells import Points, points_between, written
from kpi.reports.content.parts import ReportParts
from kpi.reports.content.restated import Restatement
from kpi.snapshots.personal import Personal
from kpi.store import Conclusion, DayNote, PaperStep


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes a report a frozen one: its number, the check code over its figures, who froze it when, which one it replaces.

    ``seal``: the signed text of the paper's QR (``kpi.exchange.seal``); None: frozen before reports were signed.
    ``sha256``, ``key``, ``signature``: the same as in the head of the aggregate file. ``audit``: how far the audit log reached then.
    """

    number: int
    code: str
    frozen_by: str
    frozen_at: datetime
    replaces: int | None = None
    sha256: str | None = None
    key: str | None = None
    signature: str | None = None
    seal: str | None = None
    audit: AuditHead | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """How cases came and ended in the period and since the first of January; None: no log speaks of it."""

    period: CaseWays | None
    year: CaseWays | None


@dataclass(frozen=True, slots=True)
class Report:
    """One period of one unit. ``stamp`` None: a draft.

    ``before`` is the last day of the period before, ``year_ago`` the same day a year ago; of a day without lists their
    indicators say why. ``path``: the month ends and observations of this year and the one before. ``cases`` None: no log of
    the year; ``log_ends_on``: the day up to which the newest log speaks, be it of an earlier year (None: there is none);
    ``handled``: what came in and settled in the period, whatever the years. ``activities`` None: no list speaks of the period.
    ``papers``: the papers that earlier reports became, by their numbers as frozen. ``matrix``: cases by village and kind beside what
    reports told before; ``given_away``: small counts that its totals give away all the same; ``by_first_rule``: reports of the year
    that do. ``held_back``: conclusions by number that lead to a citizen, and by what; their words are in nothing that is made of the
    report. ``businesses``, ``institutions`` None: the plan counts none; ``more_bodies``: further indicators of them, and villages that
    a register marks; ``participants``: the plan's lists of participants that are no Zalo groups. ``notes``: of days of the period, as
    they stood then; ``held_notes``: those of them that lead to a citizen, likewise. ``request``: the superior's paper that asked for
    it.
    """

    config: Config
    period: Period
    known_at: datetime
    now: Status
    before: Status
    year_ago: Status
    path: tuple[Status, ...]
    progress: Progress
    movement: tuple[Movement, ...]
    structure: StructureAnswer
    participants: tuple[GroupGrowth, ...]
    cases: CaseYear | None
    log_ends_on: date | None
    handled: PeriodCount | None
    matrix: Matrix | None
    given_away: tuple[GivenAway, ...]
    by_first_rule: tuple[int, ...]
    ways: Ways
    businesses: Organisations | None
    institutions: Organisations | None
    more_bodies: tuple[Organisations, ...]
    quality: Quality
    sources: tuple[SourceList, ...]
    activities: Activities | None
    conclusions: tuple[Conclusion, ...]
    notes: tuple[DayNote, ...]
    held_back: Mapping[int, tuple[Personal, ...]]
    held_notes: Mapping[int, tuple[Personal, ...]]
    papers: Mapping[int, PaperStep]
    restatements: tuple[Restatement, ...]
    simulated: bool
    stamp: Stamp | None = None
    request: str = ""

    @property
    def replaced_paper(self) -> PaperStep | None:
        """The paper that this one takes the place of; None: it replaces none, or nobody noted its number."""
        return None if self.stamp is None or self.stamp.replaces is None else self.papers.get(self.stamp.replaces)

    @property
    def as_of(self) -> date:
        return self.now.as_of

    @property
    def parts(self) -> ReportParts:
        """What the report tells, by its plan."""
        return ReportParts.of(self.config.plan)

    @property
    def lists(self) -> tuple[SourceList, ...]:
        """The lists that the plan's figures rest on; of the plan whose figures the level above adds up all that there are."""
        plan = self.config.plan
        if plan.tells_every:
            return self.sources
        asked = {name for one in plan.indicators for name in (*one.counting.lists, *one.counting.besides)}
        asked |= {"village"} if self.activities is None else {"village", "activity"}
        groups = {row.quality.code for row in self.groups}
        return tuple(
            row
            for row in self.sources
            if row.dataset in asked and (row.dataset != "membership" or groups.intersection(row.scopes))
        )

    @property
    def households(self) -> Assessment | None:
        """The leading indicator of households now; None: the plan has none."""
        lead = self.parts.households
        return None if lead is None else self.now.of(lead.id)

    @property
    def groups(self) -> tuple[GroupGrowth, ...]:
        """The groups whose lists the plan's figures rest on."""
        return (*(self.structure.groups if self.parts.zalo else ()), *self.participants)

    @property
    def compares_once(self) -> bool:
        """Whether the period before ends on the same day a year ago, as a year's does: then there is one comparison, not two."""
        return self.before.as_of == self.year_ago.as_of

    @property
    def letterhead(self) -> Letterhead:
        return self.config.letterhead_on(self.as_of)

    @property
    def superior(self) -> Superior | None:
        return self.config.superior_on(self.as_of)

    def moved(self, village: str | None) -> tuple[int, int] | tuple[None, None]:
        """How many households of a village joined and left in the period; None where nothing tells it: no figure to compare with,
        or no list of the period."""
        found = next((row for row in self._moved or () if row.code == village), None)
        return (found.joined, found.left) if found else (None, None)

    @property
    def moved_in_all(self) -> tuple[int, int] | tuple[None, None]:
        """The same of all villages that have."""
        if not self._moved:
            return None, None
        return sum(row.joined for row in self._moved), sum(row.left for row in self._moved)

    @property
    def villages_seen_anew(self) -> int:
        """Of how many villages a list of members describes a day of the period."""
        return sum(row.observed_on is not None and row.observed_on >= self.period.start for row in self.movement)

    def change_of(self, village: VillageAssessment) -> Points | None:
        """How the leading households of a village changed in the period; that they did not is told only where a list has looked."""
        lead = self.parts.households
        before = () if lead is None else self.before.of(lead.id).villages
        change = points_between(next((row for row in before if row.code == village.code), None), village)
        if change is None or written(change) != "0":
            return change
        return change if self._looked_at(village.code) else None

    def _looked_at(self, village: str | None) -> bool:
        """Whether a list of the period speaks of a village's households: of its members, or the register that marks them."""
        if self.parts.moves is not None:
            return self.moved(village) != (None, None)
        return any(
            row.code == village and row.listed_on is not None and row.listed_on > self.before.as_of
            for row in self.quality.villages
        )

    @property
    def _moved(self) -> tuple[Movement, ...] | None:
        lead = self.parts.moves
        return None if lead is None else compared_movement(self.movement, self.before.of(lead.id), self.now.of(lead.id))

    @property
    def log_until(self) -> date | None:
        """The day up to which the log of reports speaks; None: none speaks of the year."""
        cases = self.parts.cases
        return None if cases is None else self.now.of(cases.id).basis.observed_on

    @property
    def closed_beyond_log(self) -> tuple[CaseLine, ...]:
        """The year's reports that were closed after the log's last day: no log says so, a person typed it."""
        until = self.log_until
        if self.cases is None or until is None:
            return ()
        return tuple(line for line in self.cases.lines if line.closed_on is not None and line.closed_on > until)

    def of(self, indicator: str) -> tuple[Assessment, Assessment, Assessment]:
        """An indicator now, at the end of the period before, and a year ago."""
        return self.now.of(indicator), self.before.of(indicator), self.year_ago.of(indicator)
