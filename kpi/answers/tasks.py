"""What is to be done on a day, from lists and rules alone: nothing of it is stored, so the day tells it again at any time.

Counts, villages, groups, files and codes of reports; no household, no member and no citizen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.cases import case_year
from kpi.answers.quality import GroupQuality, IndicatorTrust, Quality, VillageList, quality
from kpi.answers.question import in_one_view, known_by
from kpi.answers.status import Status, status
from kpi.config.models import Config
from kpi.judgement.tasks import (
    OpenTask,
    TaskKind,
    Urgency,
    conclusion_task,
    horizon,
    in_order,
    log_tasks,
    old_list,
    report_task,
)
from kpi.judgement.trust import FigureDoubt
from kpi.judgement.verdicts import shortfall
from kpi.measures.calendar import WorkingCalendar
from kpi.measures.flows import log_ends
from kpi.store import Store

if TYPE_CHECKING:
    from kpi.forecast.schedule import Aim
    from kpi.judgement.assessment import VillageAssessment


@dataclass(frozen=True, slots=True)
class Tasks:
    """Everything to be done on a day, as known at a moment: what is late, what has no day, what is ahead; each part by its day.

    ``aimed``: whether households, or those of a village, have a target to work for; without one no village is short of anything.
    """

    as_of: date
    known_at: datetime
    tasks: tuple[OpenTask, ...]
    aimed: bool

    def of(self, urgency: Urgency) -> tuple[OpenTask, ...]:
        return tuple(task for task in self.tasks if task.urgency is urgency)


@in_one_view
@needs(Right.FIGURES)
def tasks(store: Store, config: Config, as_of: date, known_at: datetime | None = None) -> Tasks:
    """What is to be done on ``as_of`` as known at ``known_at`` (None: all that the store knows)."""
    known = known_by(store, known_at)
    found, now = quality(store, config, as_of, known), status(store, config, as_of, known)
    return gathered(now, found, noted_tasks(store, config, as_of, known), config)


@in_one_view
@needs(Right.FIGURES)
def noted_tasks(store: Store, config: Config, as_of: date, known_at: datetime | None = None) -> tuple[OpenTask, ...]:
    """What logs of reports and conclusions of meetings ask for, one by one."""
    known = known_by(store, known_at)
    return (*_reports(store, config, as_of, known), *_conclusions(store, config, as_of, known))


def gathered(now: Status, found: Quality, noted: Sequence[OpenTask], config: Config) -> Tasks:
    """All tasks of a day from what other questions have answered: the figures, how far they can be trusted, ``noted_tasks``."""
    lists = [
        *_registers(found, config),
        *_member_lists(found.member_lists, config),
        *_rows(found),
        *_members(now, found),
    ]
    # Not at the start: the room of forecasts is for a page's question.
    from kpi.answers.progress import aim_of

    aim = aim_of("households", found.as_of, config)
    villages = _villages_aimed(now, aim, config)
    every = in_order([*noted, *lists, *_villages(villages, now.as_of)], found.as_of)
    return Tasks(found.as_of, now.known_at, every, aimed=aim is not None or bool(villages))


def _reports(store: Store, config: Config, as_of: date, known_at: datetime) -> Iterable[OpenTask]:
    ends = log_ends(store, [as_of], known_at).get(as_of)
    if ends is None:
        return  # that there is no log is told with the registers
    year = case_year(store, config, as_of, known_at)
    if year is None:
        ended = case_year(store, config, ends, known_at)
        late = len(ended.overdue) if ended is not None else 0
        yield OpenTask(TaskKind.REPORTS_BEFORE, Urgency.NOW, count=late, dataset="case", listed_on=ends)
        return
    until = horizon(as_of, WorkingCalendar(config.calendar), config.tasks.reports_due_working_days)
    yield from (task for line in year.lines if (task := report_task(line, until)) is not None)
    yield from log_tasks(year.lines, ends)


def _conclusions(store: Store, config: Config, as_of: date, known_at: datetime) -> Iterable[OpenTask]:
    """Of meetings that looked at the figures of this day or an earlier one."""
    within = config.tasks.conclusions_due_days
    for row in store.conclusions(known_at):
        if row.state == "open" and row.figures_of <= as_of:
            task = conclusion_task(row.conclusion, row.decision, row.post, row.due_on, as_of, within)
            if task is not None:
                yield task


def _registers(found: Quality, config: Config) -> Iterable[OpenTask]:
    """Registers that are not there or out of date; of what villages send each for itself, village by village."""
    limit = config.attention.old_register_days
    if not found.groups:
        yield OpenTask(TaskKind.GROUPS_MISSING, Urgency.NOW)
    for village in found.villages:
        if village.listed_on is None:
            yield OpenTask(
                TaskKind.VILLAGE_UNLISTED, Urgency.NOW, about=village.name, dataset="household", code=village.code
            )
        elif village.stale:
            yield _old_households(village, village.listed_on, limit)
    for one in found.entry_lists:
        if one.listed_on is None:
            yield OpenTask(TaskKind.ENTRIES_UNLISTED, Urgency.NOW, about=one.name, dataset=one.register, code=one.code)
        elif one.stale:
            yield old_list(TaskKind.ENTRIES_OLD, one.name, one.listed_on, one.days or 0, limit, one.register, one.code)
    by_village = {*(["household"] if found.villages else []), *found.entry_registers}
    for trust in found.indicators:
        dataset = config.indicator(trust.indicator).register
        if dataset not in by_village:
            yield from _register(trust, dataset, limit)


def _old_households(village: VillageList, listed_on: date, limit: int) -> OpenTask:
    return old_list(
        TaskKind.HOUSEHOLDS_OLD, village.name, listed_on, village.days or 0, limit, "household", village.code
    )


def _register(trust: IndicatorTrust, dataset: str, limit: int) -> Iterable[OpenTask]:
    if FigureDoubt.NO_REGISTER in trust.doubts:
        yield OpenTask(TaskKind.REGISTER_MISSING, Urgency.NOW, about=trust.indicator, dataset=dataset)
    elif FigureDoubt.OLD_REGISTER in trust.doubts and trust.listed_on is not None:
        yield old_list(TaskKind.REGISTER_OLD, trust.indicator, trust.listed_on, trust.days or 0, limit, dataset)


def _member_lists(groups: Sequence[GroupQuality], config: Config) -> Iterable[OpenTask]:
    limit = config.attention.stale_list_days
    for group in groups:
        if group.listed_on is None:
            yield OpenTask(
                TaskKind.GROUP_UNLISTED, Urgency.NOW, about=group.name, dataset="membership", code=group.code
            )
        elif group.stale:
            yield old_list(
                TaskKind.MEMBERS_OLD, group.name, group.listed_on, group.days or 0, limit, "membership", group.code
            )
        if group.complete is False:
            yield OpenTask(
                TaskKind.LIST_INCOMPLETE,
                Urgency.NOW,
                about=group.name,
                dataset="membership",
                listed_on=group.listed_on,
                code=group.code,
            )
        if group.nearly_full:
            yield OpenTask(TaskKind.GROUP_FULL, Urgency.NOW, about=group.name, count=group.size or 0, code=group.code)


def _rows(found: Quality) -> Iterable[OpenTask]:
    """What stands wrong in lists: list by list what was rejected, the rest counted."""
    for row in found.rejections:
        yield OpenTask(
            TaskKind.ROWS_REJECTED, Urgency.NOW, about=f"{row.file}, {row.sheet}" if row.sheet else row.file,
            count=row.rejected, dataset=row.dataset, listed_on=row.as_of,
        )  # fmt: skip
    again = found.repetitions
    counts = {
        TaskKind.HOUSEHOLDS_REPEATED: again.codes_in_two_lists + again.same_head_and_phone,
        TaskKind.NUMBERS_SHARED: again.shared_numbers,
    }
    yield from (OpenTask(kind, Urgency.NOW, count=count) for kind, count in counts.items() if count)


def _members(now: Status, found: Quality) -> Iterable[OpenTask]:
    """Members whom a person must settle, and what waits for him."""
    unknown = sum(group.unknown_codes for group in found.groups)
    counts = {TaskKind.MEMBERS_TIED: found.tied, TaskKind.CODES_UNKNOWN: unknown}
    yield from (OpenTask(kind, Urgency.NOW, count=count) for kind, count in counts.items() if count)
    for one in now.indicators:
        if one.waiting:
            yield OpenTask(TaskKind.WAITING, Urgency.NOW, about=one.id, count=one.waiting)


def _villages_aimed(now: Status, of_unit: Aim | None, config: Config) -> list[tuple[VillageAssessment, Aim]]:
    """The villages that have households and something to work for."""
    from kpi.answers.progress import village_aim

    return [
        (village, aim)
        for one in now.indicators
        if one.id == "households"
        for village in one.villages
        if village.denominator and (aim := village_aim(village, one.id, of_unit, now.as_of, config)) is not None
    ]


def _villages(aimed: Iterable[tuple[VillageAssessment, Aim]], day: date) -> Iterable[OpenTask]:
    """The villages that lack households to what they are to reach, and the pace that brings them in time."""
    from kpi.forecast.schedule import needed_pace

    for village, aim in aimed:
        days_left = max(0, (aim.end - day).days)
        if missing := shortfall(village.numerator, village.denominator, aim.goal):
            yield OpenTask(
                TaskKind.VILLAGE_SHORT, Urgency.AHEAD if days_left else Urgency.LATE, aim.end,
                village.name or village.code or "", missing,
                goal=aim.goal, a_week=needed_pace(missing, days_left), code=village.code or "",
            )  # fmt: skip
