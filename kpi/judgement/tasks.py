"""What somebody must do on a day, by when, and what of it is late. Pure: lists and rules in, tasks out.

What is wrong with a list is judged by ``kpi.answers.quality``, what became of a report by ``kpi.measures.case_lines``; here is
judged only whether that is a task, and in which order tasks stand. Limits: ``config.yaml`` → attention, tasks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kpi.domain.goals import Goal
from kpi.measures.calendar import WorkingCalendar
from kpi.measures.case_lines import Age, CaseLine, CaseState
from kpi.vietnamese.order import by_name


class TaskKind(StrEnum):
    """What is to be done; tasks of one day stand in this order."""

    REPORT_LATE = "report_late"  # a citizen's report is not closed, and its deadline is over
    REPORT_TODAY = "report_today"  # due on the day asked
    REPORT_DUE = "report_due"
    REPORTS_UNKNOWN = "reports_unknown"  # the log ends before the day: what became of them, nobody has said
    REPORTS_BEFORE = "reports_before"  # no log speaks of the day's year: those that were late when the last one ended
    REPORTS_UNDATED = "reports_undated"
    REPORTS_WITHOUT_DEADLINE = "reports_without_deadline"
    CONCLUSION = "conclusion"
    REGISTER_MISSING = "register_missing"
    GROUPS_MISSING = "groups_missing"  # no register of groups at all
    VILLAGE_UNLISTED = "village_unlisted"  # a village without a list of households
    ENTRIES_UNLISTED = "entries_unlisted"  # a village that has not sent its list of a register that the plan adds
    GROUP_UNLISTED = "group_unlisted"  # a group without a list of members
    LIST_INCOMPLETE = "list_incomplete"
    REGISTER_OLD = "register_old"
    HOUSEHOLDS_OLD = "households_old"  # a village's list of households
    ENTRIES_OLD = "entries_old"  # such a list
    MEMBERS_OLD = "members_old"  # a group's list of members
    ROWS_REJECTED = "rows_rejected"
    MEMBERS_TIED = "members_tied"
    WAITING = "waiting"
    CODES_UNKNOWN = "codes_unknown"
    HOUSEHOLDS_REPEATED = "households_repeated"
    NUMBERS_SHARED = "numbers_shared"
    GROUP_FULL = "group_full"
    VILLAGE_SHORT = "village_short"


class Area(StrEnum):
    """Whose business a task is; which role that is: ``config.yaml`` → tasks.roles. A conclusion names its post itself."""

    LISTS = "lists"
    MATCHING = "matching"
    REPORTS = "reports"
    VILLAGES = "villages"
    MEETING = "meeting"


class Urgency(StrEnum):
    """Where a task stands on the day."""

    LATE = "late"
    NOW = "now"  # nothing says by when
    AHEAD = "ahead"


AREAS = {
    **dict.fromkeys(TaskKind, Area.LISTS),
    **{kind: Area.REPORTS for kind in TaskKind if kind.startswith("report")},
    **dict.fromkeys((TaskKind.MEMBERS_TIED, TaskKind.WAITING, TaskKind.CODES_UNKNOWN), Area.MATCHING),
    TaskKind.CONCLUSION: Area.MEETING,
    TaskKind.VILLAGE_SHORT: Area.VILLAGES,
}


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One thing to be done; ``day``: the last day on which it is done in time, None: nothing says by when.

    ``about``: the report's code, the village, group, file or indicator, or what was concluded; ``code``: the village's or
    group's. ``count``: days over (a late report, an old list), rows, members, households, reports. ``post``: a conclusion's own,
    ``number`` its number. ``dataset``, ``listed_on``: of a list. ``goal``, ``a_week``: what a village is to reach, and at which
    pace (None: no day is left).
    """

    kind: TaskKind
    urgency: Urgency
    day: date | None = None
    about: str = ""
    count: int = 0
    post: str = ""
    number: int = 0
    dataset: str = ""
    listed_on: date | None = None
    goal: Goal | None = None
    a_week: int | None = None
    code: str = ""

    @property
    def area(self) -> Area:
        """Of a log of reports it is the business of those who keep it, as of the reports themselves."""
        return Area.REPORTS if self.dataset == "case" else AREAS[self.kind]


def is_past(due_on: date | None, day: date) -> bool:
    """Whether what was to be done on a day at the latest is late: the day itself is in time."""
    return due_on is not None and due_on < day


def horizon(day: date, calendar: WorkingCalendar, working_days: int) -> date:
    """The last day on which a report is told that is not due yet: so many working days on."""
    return calendar.add_working_days(day, working_days)


def report_task(line: CaseLine, until: date) -> OpenTask | None:
    """A report that is late, or is due by ``until``; the day on which it is due is in time, as of a conclusion (its figure counts it
    at the end of that day)."""
    if line.due_on is None or (line.state is not CaseState.OVERDUE and line.due_on > until):
        return None
    match line.state:
        case CaseState.OVERDUE if line.days_over:
            return OpenTask(TaskKind.REPORT_LATE, Urgency.LATE, line.due_on, line.code, line.days_over)
        case CaseState.OVERDUE:
            return OpenTask(TaskKind.REPORT_TODAY, Urgency.AHEAD, line.due_on, line.code)
        case CaseState.OPEN:
            return OpenTask(TaskKind.REPORT_DUE, Urgency.AHEAD, line.due_on, line.code)
        case _:
            return None


def log_tasks(lines: Iterable[CaseLine], log_until: date) -> list[OpenTask]:
    """Reports of which the log cannot say what they need: those left open when it ended, those closed nobody knows when, and
    those that run without a deadline."""
    told = list(lines)
    counts = {
        TaskKind.REPORTS_UNKNOWN: sum(line.state is CaseState.UNKNOWN for line in told),
        TaskKind.REPORTS_UNDATED: sum(line.state is CaseState.UNDATED for line in told),
        TaskKind.REPORTS_WITHOUT_DEADLINE: sum(line.age is Age.NO_CLOCK for line in told),
    }
    return [
        OpenTask(kind, Urgency.NOW, count=count, dataset="case", listed_on=log_until)
        for kind, count in counts.items()
        if count
    ]


def conclusion_task(
    number: int, decision: str, post: str, due_on: date | None, day: date, within: int
) -> OpenTask | None:
    """An open conclusion that is late, due within so many days, or of which nobody said by when."""
    if due_on is not None and due_on > day + timedelta(days=within):
        return None
    urgency = Urgency.NOW if due_on is None else Urgency.LATE if is_past(due_on, day) else Urgency.AHEAD
    return OpenTask(TaskKind.CONCLUSION, urgency, due_on, decision, post=post, number=number)


def old_list(
    kind: TaskKind, about: str, listed_on: date, age: int, limit: int, dataset: str, code: str = ""
) -> OpenTask:
    """A list that is older than the limit (days): it was in time until the limit was reached."""
    day = listed_on + timedelta(days=limit)
    return OpenTask(kind, Urgency.LATE, day, about, age, dataset=dataset, listed_on=listed_on, code=code)


def in_order(tasks: Iterable[OpenTask], day: date) -> tuple[OpenTask, ...]:
    """By the day; what has none stands at the day asked, after what is late by then and before what is ahead."""
    places = {kind: place for place, kind in enumerate(TaskKind)}
    ranks = {urgency: rank for rank, urgency in enumerate(Urgency)}
    return tuple(
        sorted(
            tasks,
            key=lambda task: (
                ranks[task.urgency],
                task.day or day,
                places[task.kind],
                -task.count,
                by_name(task.about),
            ),
        )
    )
