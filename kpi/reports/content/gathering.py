"""Asks everything that a report says, in one look at the store: nothing of it is worked out here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers import progress
from kpi.answers.activities import activities
from kpi.answers.case_ways import case_ways
from kpi.answers.cases import case_year, in_period
from kpi.answers.households import Movement, household_movement
from kpi.answers.lists import group_lists, sources
from kpi.answers.organisations import Organisations, organisations
from kpi.answers.overdue import late_cases
from kpi.answers.quality import quality
from kpi.answers.question import all_known, is_simulated, observation_days
from kpi.answers.status import Status, history_days, on_days, status
from kpi.answers.structure import participant_lists, structure
from kpi.config.models import Config, PlanIndicator
from kpi.domain.periods import Period, period_to, same_day_last_year
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.rows import Header
from kpi.measures.flows import log_ends
from kpi.reports.content.model import Report, Stamp, Ways
from kpi.reports.content.parts import ReportParts
from kpi.reports.content.restated import restatements
from kpi.snapshots import freezing
from kpi.snapshots.aggregate import rows_of, version_of
from kpi.snapshots.freezing import MeetingFigures
from kpi.snapshots.notes import standing
from kpi.snapshots.personal import Personal, citizens_of
from kpi.snapshots.village_tables import by_first_rule, matrix_of, newly_given_away, sent_tables
from kpi.store import Conclusion, DayNote, FrozenState, Store


@dataclass(frozen=True, slots=True)
class Order:
    """Which report: its cut-off, and the length of its period (a key of ``kpi.domain.periods.LENGTHS``; None: the configuration's).

    ``request``: the superior's paper that asked for it, as the first sentence cites it; empty: none.
    """

    as_of: date
    length: str | None = None
    request: str = ""

    def period(self, config: Config) -> Period:
        """The span from the day after the last cut-off to this one."""
        return period_to(self.length or config.reports.length, self.as_of, config.periods)


@needs(Right.REPORTS)
def gather(
    store: Store, config: Config, order: Order, known_at: datetime | None = None, stamp: Stamp | None = None
) -> Report:
    """The report as known at ``known_at`` (None: all that is known); a draft where it has no stamp."""
    with store.one_view():
        known = known_at or all_known(store)
        parts = ReportParts.of(config.plan)
        period, day = order.period(config), order.as_of
        before, year_ago = period.start - timedelta(days=1), same_day_last_year(day)
        earlier = {seen.as_of: seen for seen in _earlier(store, config, [before, year_ago], day, known)}
        now = status(store, config, day, known)
        listed = progress.list_days(store, config, day, known)
        path = (*(seen for on, seen in earlier.items() if on < day), now)
        states = store.frozen_states()
        year = case_year(store, config, day, known) if parts.cases else None
        tables = sent_tables(states)
        number = None if stamp is None else stamp.number
        matrix = matrix_of(year, tables, number)
        of_plan = freezing.states_of_plan(store, config, states)
        conclusions = _conclusions(store.conclusions(), of_plan, period, known)

        def listed_bodies(one: PlanIndicator | None) -> Organisations | None:
            return None if one is None else organisations(store, config, one.id, day, before, known)

        noted = _notes(store, config, period.start, day, known)
        return Report(
            config=config,
            period=period,
            known_at=known,
            now=now,
            before=earlier[before],
            year_ago=earlier[year_ago],
            path=path,
            progress=progress.progress(now, path, listed, config),
            movement=_movement(store, config, before, now, known),
            structure=structure(store, config, day, before, known),
            participants=participant_lists(store, config, day, before, known),
            cases=year,
            log_ends_on=log_ends(store, [day], known).get(day) if parts.cases else None,
            handled=in_period(store, config, period.start, day, known) if parts.cases else None,
            matrix=matrix,
            given_away=newly_given_away(year, matrix, tables, number),
            by_first_rule=by_first_rule(tables, number, day) if parts.cases else (),
            ways=_ways(store, period.start, day, known) if parts.cases else Ways(None, None),
            businesses=listed_bodies(parts.businesses),
            institutions=listed_bodies(parts.institutions),
            more_bodies=tuple(found for one in parts.more_bodies if (found := listed_bodies(one))),
            quality=quality(store, config, day, known),
            sources=sources(store, config, day, known),
            activities=activities(store, period.start, day, known) if parts.build or parts.zalo else None,
            conclusions=conclusions,
            notes=noted,
            held_back=_held_back(store, {row.conclusion: (row.decision, row.post, row.remark) for row in conclusions}),
            held_notes=_held_back(store, {note.note: (note.words,) for note in noted}),
            papers={one.number: paper for one in store.reports() if (paper := one.paper_by(known))},
            restatements=restatements(store, config, _sent_before(store, of_plan, stamp), known),
            simulated=is_simulated(store),
            stamp=stamp,
            request=order.request,
        )


def _movement(store: Store, config: Config, before: date, now: Status, known_at: datetime) -> tuple[Movement, ...]:
    """Which households joined and left, where lists of members tell it. A list of participants may be of the whole unit: it looks at
    every village that has none of its own."""
    lead = ReportParts.of(config.plan).moves
    if lead is None:
        return ()
    found = household_movement(store, config, before, now.as_of, known_at, indicator=lead.id)
    if not lead.groups:
        return found
    newest = now.of(lead.id).basis.observed_on
    return tuple(replace(row, observed_on=row.observed_on or newest) for row in found)


def _ways(store: Store, start: date, day: date, known_at: datetime) -> Ways:
    return Ways(*case_ways(store, [start, date(day.year, 1, 1)], day, known_at))


def _notes(store: Store, config: Config, start: date, day: date, known_at: datetime) -> tuple[DayNote, ...]:
    """The notes of the period's days; not those that are pinned to another plan's indicator."""
    others = {one.id for plan in config.plans[1:] for one in plan.indicators} - set(config.plan.names)
    return tuple(note for note in standing(store.notes(), start, day, known_at) if note.indicator not in others)


# Behind the name, which stands in file and QR and wherever the level above shows the unit: invented figures are signed, too.
SIMULATED_UNIT = " (mô phỏng)"


def shown_of(store: Store, report: Report) -> MeetingFigures:
    """What a meeting is shown of the report's day, so that the committee can look at the very figures that go up."""
    day, known = report.as_of, report.known_at
    return MeetingFigures(
        report.now,
        report.before,
        report.movement,
        group_lists(store, day, known),
        late_cases(store, report.config, day, known),
    )


def aggregate_of(report: Report, number: int | None) -> Aggregate:
    """The report's aggregate file; ``number`` None: of a draft."""
    plan = report.config.plan
    own = not plan.tells_no_more
    header = Header(
        schema_version=version_of(plan),
        plan=plan.id if own else None,
        plan_title=plan.title if own else None,
        unit=report.config.unit.code,
        unit_name=report.config.unit.name + (SIMULATED_UNIT if report.simulated else ""),
        number=number,
        period_length=report.period.length,
        period_start=report.period.start,
        period_end=report.period.end,
        known_at=report.known_at,
    )
    days = (report.now, report.before) if report.compares_once else (report.now, report.before, report.year_ago)
    rows = rows_of(days, report.matrix, report.as_of, plan if own else None)
    return Aggregate.of(header, rows)


def _earlier(store: Store, config: Config, days: Sequence[date], as_of: date, known_at: datetime) -> tuple[Status, ...]:
    """The days named, and the month ends and observations of this year and the one before, oldest first; and the day itself, for
    what was worked out for days together need not be for one of them."""
    observed = observation_days(store, known_at)
    path = history_days(observed, date(as_of.year - 1, 1, 1), as_of)
    return on_days(store, config, sorted({*path, *days, as_of}), known_at)


def _sent_before(store: Store, states: Sequence[FrozenState], stamp: Stamp | None) -> list[FrozenState]:
    """The frozen states that went up as reports before this one, and stood until it."""
    sent = [report for report in store.reports() if stamp is None or report.number < stamp.number]
    standing = {report.number for report in sent} - {report.replaces for report in sent}
    return [state for state in states if state.number in standing]


def _conclusions(
    conclusions: Sequence[Conclusion], states: Sequence[FrozenState], period: Period, known_at: datetime
) -> tuple[Conclusion, ...]:
    """What the committee decided on figures of the period, and of earlier ones what was still open; as it was known.

    What was dropped is left out, as on the notice of the conclusions. ``states``: those of the report's plan.
    """
    days = {state.number: state.as_of for state in states}
    known = [
        row
        for row in conclusions
        if row.meeting in days
        and row.known_at <= known_at
        and days[row.meeting] <= period.end
        and row.state != "dropped"
    ]
    return tuple(row for row in known if days[row.meeting] >= period.start or row.state == "open")


def _held_back(store: Store, said: Mapping[int, Sequence[str]]) -> dict[int, tuple[Personal, ...]]:
    """The numbers of what people wrote that leads to a citizen by all that is known today: a paper can be held back any day."""
    if not said:
        return {}
    citizens = citizens_of(store)
    found = {number: citizens.found_in(*texts) for number, texts in said.items()}
    return {number: what for number, what in found.items() if what}
