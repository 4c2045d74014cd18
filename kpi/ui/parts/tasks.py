"""What is to be done, in words: the sentence of a task, whose business it is, and where it is done; its block on the overview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from kpi.access.roles import ROLE_NAMES, Role
from kpi.answers.tasks import Tasks
from kpi.config.models import Config
from kpi.i18n.formats import format_count, format_date, format_goal
from kpi.i18n.messages import N_, _
from kpi.judgement.tasks import Area, OpenTask, TaskKind, Urgency
from kpi.ui.parts import panels
from kpi.ui.parts.look import Tone
from kpi.ui.parts.words import amount
from kpi.ui.shell.entries import entry_of
from kpi.ui.shell.leading import lead_to
from kpi.vietnamese.places import take_apart

# So many stand on the overview; the page has them all.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class UrgencyLook:
    """How a task that is late, at hand or ahead looks, and its heading."""

    title: str
    icon: str
    tone: Tone


_LOADING, _REVIEW, _CASES, _MEETING, _HOUSEHOLDS, _QUALITY = map(
    entry_of, ("loading.py", "review.py", "cases.py", "meeting.py", "households.py", "quality.py")
)
# The page on which something is done.
PLACES = {
    **dict.fromkeys(TaskKind, _LOADING),
    **dict.fromkeys(
        (TaskKind.REPORT_LATE, TaskKind.REPORT_TODAY, TaskKind.REPORT_DUE, TaskKind.REPORTS_WITHOUT_DEADLINE), _CASES
    ),
    **dict.fromkeys((TaskKind.MEMBERS_TIED, TaskKind.WAITING), _REVIEW),
    **dict.fromkeys(
        (TaskKind.CODES_UNKNOWN, TaskKind.HOUSEHOLDS_REPEATED, TaskKind.NUMBERS_SHARED, TaskKind.GROUP_FULL), _QUALITY
    ),
    TaskKind.CONCLUSION: _MEETING,
    TaskKind.VILLAGE_SHORT: _HOUSEHOLDS,
}
LOOKS = {
    Urgency.LATE: UrgencyLook(N_("Past their day"), "✖", "bad"),
    Urgency.NOW: UrgencyLook(N_("To be done, no day is set"), "▲", "near"),
    Urgency.AHEAD: UrgencyLook(N_("Ahead"), "○", "none"),
}


def post_of(task: OpenTask, config: Config) -> str:
    """Whose business it is: the post that a conclusion names, else the role that ``config.yaml`` names; "nobody named yet"."""
    if task.area is Area.MEETING:
        return task.post or _("nobody named yet")
    named = {
        Area.LISTS: config.tasks.roles.lists, Area.MATCHING: config.tasks.roles.matching,
        Area.REPORTS: config.tasks.roles.reports, Area.VILLAGES: config.tasks.roles.villages,
    }[task.area]  # fmt: skip
    if not named:
        return _("nobody named yet")
    role = _(ROLE_NAMES[Role(named)])
    if task.kind is TaskKind.VILLAGE_SHORT and named == Role.VILLAGE_HEAD.value:
        if take_apart(task.about).kind not in ("", "thon"):
            return _("head of {village}", village=task.about)
        return _("{role} of {village}", role=role, village=task.about)
    return role


def in_words(task: OpenTask, config: Config) -> str:
    """What is to be done, in one sentence."""
    return _SENTENCES[task.kind](task, config)


def _counted(text: str) -> Callable[[OpenTask, Config], str]:
    """A sentence of what it is about and how many."""
    return lambda task, _config: _(text, about=task.about, count=format_count(task.count))


def _unknown(task: OpenTask, _config: Config) -> str:
    return _(
        "Load a newer log: of reports that were open when the last one ended ({date}) nobody has said what became: {count}",
        date=_day_of(task), count=format_count(task.count),
    )  # fmt: skip


def _before(task: OpenTask, _config: Config) -> str:
    if not task.count:
        return _("Load the log of the year: the newest one ends on {date}", date=_day_of(task))
    return _(
        "Load the log of the year: the newest one ends on {date}; reports that were overdue and not closed by then: {count}",
        date=_day_of(task), count=format_count(task.count),
    )  # fmt: skip


def _day_of(task: OpenTask) -> str:
    return "" if task.listed_on is None else format_date(task.listed_on)


def _register_missing(task: OpenTask, config: Config) -> str:
    return _(
        "Load the register of “{indicator}”: there is none yet", indicator=config.indicator(task.about).spoken_title
    )


def _register_old(task: OpenTask, config: Config) -> str:
    return _(
        "Load the register of “{indicator}” as it is now: the last one is {days} days old",
        indicator=config.indicator(task.about).spoken_title, days=format_count(task.count),
    )  # fmt: skip


def _entries_unlisted(task: OpenTask, config: Config) -> str:
    return _("Load the list of {about}, there is none yet: {list}", about=task.about, list=_named(task, config))


def _entries_old(task: OpenTask, config: Config) -> str:
    return _(
        "Load the list of {about} as it is now, the last one is {count} days old: {list}",
        about=task.about, count=format_count(task.count), list=_named(task, config),
    )  # fmt: skip


def _named(task: OpenTask, config: Config) -> str:
    return _(config.dataset(task.dataset).name)


def _rejected(task: OpenTask, config: Config) -> str:
    return _(
        "Mend {count} rejected rows: {list}, {file}",
        count=format_count(task.count),
        list=list_of(task, config),
        file=task.about,
    )


def list_of(task: OpenTask, config: Config) -> str:
    """A list by its kind and its day."""
    kind = _named(task, config)
    return kind if task.listed_on is None else _("{kind} of {date}", kind=kind, date=format_date(task.listed_on))


def _waiting(task: OpenTask, config: Config) -> str:
    indicator = config.indicator(task.about)
    return _(
        "Confirm suggestions: they may win {amount} for “{indicator}”",
        amount=amount(task.count, indicator.spoken_counted_in), indicator=indicator.spoken_title,
    )  # fmt: skip


def _short(task: OpenTask, config: Config) -> str:
    unit = config.indicator("households").spoken_counted_in
    said = {
        "village": task.about,
        "missing": amount(task.count, unit),
        "target": "" if task.goal is None else format_goal(task.goal),
    }
    if task.a_week is None:
        return _("{village}: {missing} short of {target}, no day left", **said)
    return _("{village}: {missing} short of {target}; needs {pace} a week", pace=amount(task.a_week, unit), **said)


_SENTENCES: dict[TaskKind, Callable[[OpenTask, Config], str]] = {
    TaskKind.REPORT_LATE: lambda task, _config: _(
        "Close report {code}: overdue by {days} days", code=task.about, days=format_count(task.count)
    ),
    TaskKind.REPORT_TODAY: lambda task, _config: _("Close report {code} today, its last day", code=task.about),
    TaskKind.REPORT_DUE: lambda task, _config: _("Close report {code} in time", code=task.about),
    TaskKind.REPORTS_UNKNOWN: _unknown,
    TaskKind.REPORTS_BEFORE: _before,
    TaskKind.REPORTS_UNDATED: _counted(
        N_("Write the day of closing into the log: reports closed on a day that is not known: {count}")
    ),
    TaskKind.REPORTS_WITHOUT_DEADLINE: _counted(N_("Write the deadline into the log: open reports without one: {count}")),
    TaskKind.CONCLUSION: lambda task, _config: _(
        "Conclusion {number}: {decision}", number=format_count(task.number), decision=task.about
    ),
    TaskKind.REGISTER_MISSING: _register_missing,
    TaskKind.GROUPS_MISSING: _counted(N_("Load the list of groups: there is none yet")),
    TaskKind.VILLAGE_UNLISTED: _counted(N_("Load the household list of {about}: there is none yet")),
    TaskKind.ENTRIES_UNLISTED: _entries_unlisted,
    TaskKind.GROUP_UNLISTED: _counted(N_("Take the members of {about} and load them: there is no list yet")),
    TaskKind.LIST_INCOMPLETE: _counted(N_("Take the whole list of {about} again: the last one is incomplete")),
    TaskKind.REGISTER_OLD: _register_old,
    TaskKind.HOUSEHOLDS_OLD: _counted(N_("Load the household list of {about} as it is now: the last one is {count} days old")),
    TaskKind.ENTRIES_OLD: _entries_old,
    TaskKind.MEMBERS_OLD: _counted(N_("Take the members of {about} anew: the last list is {count} days old")),
    TaskKind.ROWS_REJECTED: _rejected,
    TaskKind.MEMBERS_TIED: _counted(N_("Decide for whom members count who fit several entries: {count}")),
    TaskKind.WAITING: _waiting,
    TaskKind.CODES_UNKNOWN: _counted(N_("Correct codes of members that no register holds: {count}")),
    TaskKind.HOUSEHOLDS_REPEATED: _counted(N_("Strike households that seem to stand twice: {count}")),
    TaskKind.NUMBERS_SHARED: _counted(N_("Ask households that share a number for one of their own: {count} numbers")),
    TaskKind.GROUP_FULL: _counted(N_("Prepare a further group beside {about}: it has {count} members and is nearly full")),
    TaskKind.VILLAGE_SHORT: _short,
}  # fmt: skip


def sums(found: Tasks) -> str:
    """How many are late, without a day, and ahead."""
    return " · ".join(
        f"{look.icon} {_(look.title)}: {format_count(len(found.of(urgency)))}" for urgency, look in LOOKS.items()
    )


def block(found: Tasks, config: Config) -> None:
    """The first of them on the overview, and the way to all."""
    with st.container(key="panel-tasks", border=True):
        panels.section(_("To do"))
        if not found.tasks:
            st.html(panels.calm(_("Lists and rules ask for nothing on this date.")))
            return
        st.html(panels.calm(sums(found)))
        st.html(f'<ul class="kpi-notices">{"".join(_item(task, config) for task in found.tasks[:SHOWN])}</ul>')
        lead_to("todo.py", _("All {count}, with posts and days", count=format_count(len(found.tasks))))


def _item(task: OpenTask, config: Config) -> str:
    look = LOOKS[task.urgency]
    day = "" if task.day is None else _("by {date}", date=format_date(task.day))
    detail = " · ".join(part for part in (day, post_of(task, config)) if part)
    return (
        f'<li class="kpi-notice tone-{look.tone}"><span class="kpi-notice-icon" aria-hidden="true">{look.icon}</span>'
        f'<div><p class="kpi-notice-title">{escape(in_words(task, config))}</p>'
        f'<p class="kpi-notice-detail">{escape(detail)}</p></div></li>'
    )
