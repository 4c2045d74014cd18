"""The text for the committee's group: it leaves the office, so that it names no household, no report and no file, and no phone number.

Names that people gave to villages, groups and posts, and what was concluded, are looked through for what ``citizens_of`` knows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.tasks import Tasks
from kpi.config.models import Config
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import N_, _
from kpi.judgement.tasks import OpenTask, TaskKind
from kpi.snapshots.personal import citizens_of
from kpi.store import Store
from kpi.ui.parts import tasks

# Reports are told by their number and day: a code leads to whoever reported.
_REPORTS = {
    TaskKind.REPORT_LATE: N_("Reports that are overdue and not closed: {count}"),
    TaskKind.REPORT_TODAY: N_("Reports to be closed today, their last day: {count}"),
    TaskKind.REPORT_DUE: N_("Reports to be closed: {count}"),
}

_OF_VILLAGES = (
    TaskKind.VILLAGE_UNLISTED, TaskKind.HOUSEHOLDS_OLD, TaskKind.ENTRIES_UNLISTED, TaskKind.ENTRIES_OLD, TaskKind.VILLAGE_SHORT,
)  # fmt: skip
_UNNAMED = {
    True: (N_("the village with the code {code}"), N_("a village whose name is not told here")),
    False: (N_("the group with the code {code}"), N_("a group whose name is not told here")),
}


def words_of(found: Tasks) -> tuple[str, ...]:
    """What stands in tasks as people wrote it."""
    return tuple(text for task in found.tasks for text in (task.about, task.code, task.post) if text)


@needs(Right.FIGURES)
def held_back(store: Store, *texts: str) -> frozenset[str]:
    """Those of some texts that hold the name of a household's head, a phone number or a report's code."""
    citizens = citizens_of(store)
    return frozenset(text for text in texts if citizens.found_in(text))


def of_group(found: Tasks, config: Config, held: Collection[str]) -> str:
    """Everything that is to be done, a line each, under the headings of the page; what is ``held`` is told by a number or a code."""
    title = _("WHAT IS TO BE DONE – {unit}", unit=config.unit.name)
    basis = _("As of {date}; known at {moment}", date=format_date(found.as_of), moment=format_moment(found.known_at))
    parts = [f"{title}\n{basis}"]
    for urgency, look in tasks.LOOKS.items():
        if rows := found.of(urgency):
            parts.append("\n".join([f"{look.icon} {_(look.title)}", *_lines(rows, config, held)]))
    return "\n\n".join(parts if found.tasks else [*parts, _("Lists and rules ask for nothing on this date.")])


def _lines(rows: Sequence[OpenTask], config: Config, held: Collection[str]) -> list[str]:
    """The lines in the order of the tasks; reports of one kind and day are one line."""
    together: dict[object, list[OpenTask]] = {}
    for place, row in enumerate(rows):
        together.setdefault((row.kind, row.day) if row.kind in _REPORTS else place, []).append(row)
    return [_line(alike[0], config, held, len(alike)) for alike in together.values()]


def _line(task: OpenTask, config: Config, held: Collection[str], together: int) -> str:
    day = "" if task.day is None else _("by {date}", date=format_date(task.day)) + ": "
    task = _by_its_code(task, held)
    said, post = _said(task, config, together), tasks.post_of(task, config)
    if task.kind is TaskKind.CONCLUSION and not {task.about, task.post}.isdisjoint(held):
        return f"- {day}" + _("conclusion {number} of the meeting", number=format_count(task.number))
    return f"- {day}{said} ({post})"


def _by_its_code(task: OpenTask, held: Collection[str]) -> OpenTask:
    """The task of a village or group whose name leads to a citizen, told by the code; by neither where the code does, too."""
    if not task.code or task.about not in held:
        return task
    by_code, by_neither = _UNNAMED[task.kind in _OF_VILLAGES]
    return replace(task, about=_(by_neither) if task.code in held else _(by_code, code=task.code))


def _said(task: OpenTask, config: Config, together: int) -> str:
    if task.kind in _REPORTS:
        return _(_REPORTS[task.kind], count=format_count(together))
    if task.kind is TaskKind.ROWS_REJECTED:  # a file's name may be a person's
        return _("Mend {count} rejected rows: {list}", count=format_count(task.count), list=tasks.list_of(task, config))
    return tasks.in_words(task, config)
