"""The cases of a year on a day: what came in, what became of it and in what time. Codes only, never a person or a text.

Every count is a count of ``CaseLine``s, so a list opened from a figure has as many rows as the figure.
Source: plan II.1.1 and II.1.2, last dash; docs/decisions/cases.md#settled, #deadlines, #small-cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import all_known
from kpi.config.models import Config, DeadlineRule
from kpi.domain.datasets import CASE_KINDS
from kpi.measures.calendar import WorkingCalendar
from kpi.measures.case_lines import (
    Age,
    CaseLine,
    CaseState,
    Handling,
    MonthCount,
    Tally,
    handling_of,
    line_of,
    months_of,
    tally,
    urgency,
)
from kpi.measures.deadlines import deadline_of
from kpi.measures.flows import CaseFile, case_files, logs_until
from kpi.measures.secrecy import NEWEST, Group, Place, Rule, SentTable, groups_of, hide
from kpi.measures.small_cells import Cell, Mark, hide_small
from kpi.store.ports import Relations
from kpi.vietnamese.order import by_code


def _in(*states: CaseState) -> Callable[[CaseLine], bool]:
    return lambda line: line.state in states and not line.counted_before


# The cases behind each figure of the year; what was counted in an earlier year is behind none but its own.
_SETTLED = (CaseState.ON_TIME, CaseState.INCOMPLETE, CaseState.LATE, CaseState.OVERDUE)
CASE_LISTS: dict[str, Callable[[CaseLine], bool]] = {
    "carried": lambda line: line.carried and not line.counted_before,
    "received": lambda line: not line.carried and not line.counted_before,
    "settled": _in(*_SETTLED),
    "on_time": _in(CaseState.ON_TIME),
    "incomplete": _in(CaseState.INCOMPLETE),
    "late": _in(CaseState.LATE, CaseState.OVERDUE),
    "not_in_time": _in(CaseState.INCOMPLETE, CaseState.LATE, CaseState.OVERDUE),
    "open": _in(CaseState.OPEN),
    "unjudged": _in(CaseState.UNJUDGED),
    "undated": _in(CaseState.UNDATED),
    "unknown": _in(CaseState.UNKNOWN),
    "soon": lambda line: line.age is Age.SOON,
    "suspended": lambda line: line.age is Age.SUSPENDED,
    "no_clock": lambda line: line.age is Age.NO_CLOCK,
    "earlier": lambda line: line.counted_before,
}
# Their cases belong to the month in which they count; those of all other figures to the month in which they came in.
SETTLED_FIGURES = frozenset({"settled", "on_time", "incomplete", "late", "not_in_time"})


def month_of(line: CaseLine, figure: str) -> date:
    """The first day of the month to which a case behind a figure belongs."""
    settled = line.settled_on if figure in SETTLED_FIGURES else None
    return (settled or line.received_on).replace(day=1)


@dataclass(frozen=True, slots=True)
class MonthsOf:
    """A figure of the cases in the months from one to another, each by its first day."""

    figure: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule of law that nobody has reviewed yet, and how many cases' deadlines rest on it."""

    basis: str
    cases: int


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A row of the matrix as it is drawn: of one village (None: not stated), or of several together; no cell where each is shown."""

    villages: tuple[str | None, ...]
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cases received in the year, a row per village and a column per kind, with small cells hidden. Villages by code: two may
    have one name.

    Only kinds have totals: a village's total beside them would tell what is hidden in its row. ``groups``: the villages that are
    shown or hidden together, ``sums``: theirs by kind; none where the first rule hid each table by itself.
    """

    kinds: tuple[str, ...]
    codes: tuple[str | None, ...]
    villages: tuple[str | None, ...]
    cells: tuple[tuple[Cell, ...], ...]
    totals: tuple[int, ...]
    groups: tuple[Group, ...] = ()
    sums: tuple[tuple[int, ...], ...] = ()

    @property
    def tells(self) -> bool:
        """Whether any village's count is shown."""
        rows = zip(self.codes, self.cells, strict=True)
        shown = any(code is not None and any(isinstance(cell, int) for cell in cells) for code, cells in rows)
        return shown or len(self.groups) > 1

    @property
    def lines(self) -> tuple[MatrixLine, ...]:
        """Each village's row, and below the last of those that stand together, where others stand beside them, what is hidden there
        in one sum."""
        names = dict(zip(self.codes, self.villages, strict=True))
        cells = dict(zip(self.codes, self.cells, strict=True))
        sums: dict[Place, MatrixLine] = {}
        for group, together in zip(self.groups, self.sums, strict=True):
            places = sorted(group, key=self.codes.index)
            hidden = [isinstance(cell, Mark) for cell in cells[places[-1]]]
            if len(self.groups) > 1 and any(hidden):
                told = (count if is_hidden else None for count, is_hidden in zip(together, hidden, strict=True))
                sums[places[-1]] = MatrixLine(tuple(names[place] for place in places), tuple(told))
        rows = ((MatrixLine((names[code],), cells[code]), sums.get(code)) for code in self.codes)
        return tuple(line for pair in rows for line in pair if line is not None)


@dataclass(frozen=True, slots=True)
class CaseYear:
    """The cases of the year to a day, the most urgent first.

    ``lines`` are the year's, and those that were late in an earlier year and are still not closed. ``handling`` None: none was
    closed in the year. ``without_calendar``: years that ``config.yaml`` has no calendar of, and how many deadlines were counted
    through each of them by weekends only. ``names``: the villages by their codes; ``names_before``: as the year began.
    """

    as_of: date
    lines: tuple[CaseLine, ...]
    names: Mapping[str, str]
    names_before: Mapping[str, str]
    handling: Handling | None
    unreviewed: tuple[RuleUse, ...]
    without_calendar: tuple[tuple[int, int], ...]

    @property
    def tally(self) -> Tally:
        return tally(self.lines)

    @property
    def months(self) -> tuple[MonthCount, ...]:
        return months_of(self.lines, self.as_of)

    @property
    def overdue(self) -> tuple[CaseLine, ...]:
        """Not closed though the deadline is over, whatever the year in which they count as late."""
        return tuple(line for line in self.lines if line.state is CaseState.OVERDUE)

    @property
    def without_deadline(self) -> tuple[CaseLine, ...]:
        """What cannot be judged, closed or not."""
        return tuple(line for line in self.lines if line.state is CaseState.UNJUDGED or line.age is Age.NO_CLOCK)

    @property
    def without_hour(self) -> tuple[CaseLine, ...]:
        """Due by the hour, and the log does not say the hour of receipt: the term runs from the end of that day."""
        return tuple(line for line in self.lines if line.origin == "no_time")

    def listed(self, figure: str) -> tuple[CaseLine, ...]:
        """The cases behind a figure of the year, by its name in ``CASE_LISTS``."""
        return tuple(line for line in self.lines if CASE_LISTS[figure](line))

    def aged(self, age: Age) -> tuple[CaseLine, ...]:
        return tuple(line for line in self.lines if line.age is age)

    def tallies(self, key: Callable[[CaseLine], str | None]) -> dict[str | None, Tally]:
        """The year's cases by a property of theirs; what none of them has is left out."""
        found = {key(line) for line in self.lines if not line.counted_before}
        return {name: tally(line for line in self.lines if key(line) == name) for name in found}

    @property
    def received(self) -> dict[str, Counter[Place]]:
        """Cases received in the year by kind, then by village; kinds of which none came in are left out. Not to leave the office."""
        came_in = [line for line in self.lines if not line.carried]
        by_kind = {kind: Counter(line.village_code for line in came_in if line.kind == kind) for kind in CASE_KINDS}
        return {kind: counts for kind, counts in by_kind.items() if counts}

    def matrix(self, sent: Sequence[SentTable], rule: Rule = NEWEST) -> Matrix | None:
        """By village and kind, beside what reports told of the year before (``sent``); ``rule``: of a report that was frozen before.

        None where nothing came in, or where no cell can be hidden: of a single village the totals are the counts.
        """
        received, villages = self.received, self._villages
        if not received or len(villages) < 2:
            return None
        groups = groups_of(self.names_before, villages, sent)
        stand_together = [place for group in groups for place in group]
        nowhere = any(None in counts for counts in received.values()) or None in stand_together
        places = dict.fromkeys([*villages, *filter(None, stand_together), *([None] if nowhere else [])])
        shown = {
            kind: hide(kind, {place: counts[place] for place in places}, self.as_of, groups, sent, rule)
            for kind, counts in received.items()
        }
        names = {**self.names_before, **self.names}
        return self._matrix(tuple(places), names, [list(cells.values()) for cells in shown.values()], groups)

    @property
    def matrix_by_first_rule(self) -> Matrix | None:
        """As reports told it whose small counts were hidden table by table; their check needs the same table again."""
        received = self.received
        nowhere = [None] if any(None in counts for counts in received.values()) else []
        places = (*self._villages, *nowhere)
        if not received or len(places) < 2:
            return None
        columns = [hide_small([counts[place] for place in places]) for counts in received.values()]
        return self._matrix(places, self.names, columns)

    @property
    def _villages(self) -> tuple[str, ...]:
        """Those on the register, then those that are named by cases alone."""
        named = {place for counts in self.received.values() for place in counts if place}
        return (*self.names, *sorted(named - set(self.names), key=by_code))

    def _matrix(
        self, places: tuple[Place, ...], names: Mapping[str, str], columns: Sequence[Sequence[Cell]],
        groups: tuple[Group, ...] = (),
    ) -> Matrix:  # fmt: skip
        villages = tuple(place and names.get(place, place) for place in places)
        totals = tuple(counts.total() for counts in self.received.values())
        of = self.received.values()
        sums = tuple(tuple(sum(counts[place] for place in group) for counts in of) for group in groups)
        return Matrix(tuple(self.received), places, villages, tuple(zip(*columns, strict=True)), totals, groups, sums)


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """Cases received in a span, and those that count in it, by what has become of them by its last day."""

    received: int
    on_time: int
    incomplete: int
    late: int
    overdue: int


def in_period(
    store: Relations, config: Config, start: date, end: date, known_at: datetime | None = None
) -> PeriodCount | None:
    """What came in and what settled from a day to another, whatever the years they lie in; None: no log speaks of these days."""
    with store.one_view():
        known = known_at or all_known(store)
        until = logs_until(store, [end], known).get(end)
        if until is None or until < start:
            return None
        files = [_as_seen(file, config, end) for file in case_files(store, config, known)]
    settled = [
        file for file in files if file.settlement.settled_on is not None and start <= file.settlement.settled_on <= end
    ]
    in_time = [file for file in settled if file.settlement.on_time]
    late = [file for file in settled if not file.settlement.on_time]
    return PeriodCount(
        received=sum(start <= file.case.received_at.date() <= end for file in files),
        on_time=sum(file.fair for file in in_time),
        incomplete=sum(not file.fair for file in in_time),
        late=sum(file.closed_by(end) is not None for file in late),
        overdue=sum(file.closed_by(end) is None for file in late),
    )


@needs(Right.FIGURES)
def case_year(store: Relations, config: Config, as_of: date, known_at: datetime | None = None) -> CaseYear | None:
    """The cases of the year to a day, as known at ``known_at`` (None: all that is known); None: no log speaks of the year."""
    with store.one_view():
        known = known_at or all_known(store)
        if not logs_until(store, [as_of], known):
            return None
        first, names = _village_names(store, [date(as_of.year, 1, 1), as_of], known)
        files = [_as_seen(file, config, as_of) for file in case_files(store, config, known)]
    soon = config.attention.due_soon_days
    told = [(file, line) for file in files if (line := line_of(file, as_of, soon, names)) is not None]
    return CaseYear(
        as_of,
        tuple(sorted((line for _file, line in told), key=urgency)),
        names,
        first,
        handling_of(files, as_of),
        _unreviewed([file for file, _line in told]),
        _without_calendar([file for file, _line in told], {year.year for year in config.calendar}),
    )


def _village_names(store: Relations, days: Sequence[date], known_at: datetime) -> list[dict[str, str]]:
    """The villages on the register of each day, by their codes."""
    rows = store.read("village_names", as_of=sorted(set(days)), known_at=known_at)
    return [{row["code"]: row["name"] for row in rows if row["as_of"] == day} for day in days]


def _as_seen(file: CaseFile, config: Config, day: date) -> CaseFile:
    """A suspension that begins after the day has not happened yet: on the day the deadline still runs."""
    began = file.case.suspended_from
    if file.deadline.origin != "suspended" or began is None or began.date() <= day:
        return file
    running = replace(file.case, suspended_from=None)
    return replace(file, deadline=deadline_of(running, config.deadlines, WorkingCalendar(config.calendar)))


def _unreviewed(files: Sequence[CaseFile]) -> tuple[RuleUse, ...]:
    rules = [file.deadline.rule for file in files]
    found = Counter(rule.basis for rule in rules if rule is not None and not rule.reviewed)
    return tuple(RuleUse(basis, count) for basis, count in found.most_common())


def _without_calendar(files: Sequence[CaseFile], known: set[int]) -> tuple[tuple[int, int], ...]:
    missing: Counter[int] = Counter()
    for file in files:
        rule, at = file.deadline.rule, file.deadline.at
        if rule is not None and at is not None and _asks_the_calendar(rule):
            missing.update(set(range(file.case.received_at.year, at.year + 1)) - known)
    return tuple(sorted(missing.items()))


def _asks_the_calendar(rule: DeadlineRule) -> bool:
    return rule.term.working_days is not None or (rule.term.hours is None and rule.roll_to_working_day)
