"""The page's steps: what is late, what has no day, what is ahead, and the text for the committee's group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from kpi.config.models import Config
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.judgement.tasks import OpenTask
from kpi.ui.parts import panels, tasks
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.shell import frame
from kpi.ui.shell.desk import open_desk
from kpi.ui.shell.plans import ASKED
from kpi.ui.shell.scope import AS_OF
from kpi.ui.todo import text


def show() -> None:
    """A table each of what is late, what has no day and what is ahead, in the order of the days; below it the text."""
    desk = open_desk()
    scope = frame.head(_("To do"), desk)
    found = desk.tasks(scope.as_of)
    if not found.tasks:
        frame.notice(_("Nothing is to be done"), _("Lists and rules ask for nothing on this date."))
    for urgency, look in tasks.LOOKS.items():
        if rows := found.of(urgency):
            note = f"– {format_count(len(rows))}"
            panels.html_panel(
                f"todo-{urgency}", _(look.title), note, _table(rows, desk.config, scope.as_of, _(look.title))
            )
    if not found.aimed and not desk.config.plan.lacking(["households"]):
        st.html(
            panels.calm(
                _("No target of households is set for this date or the next day: no village is said to be short.")
            )
        )
    _offer_text(text.of_group(found, desk.config, desk.ask_store(text.held_back, *text.words_of(found))))


def _table(rows: Sequence[OpenTask], config: Config, as_of: date, title: str) -> str:
    columns: list[ListColumn[OpenTask]] = [
        ListColumn(_("By"), lambda task: task.day),
        ListColumn(_("What"), lambda task: tasks.in_words(task, config), long=True),
        ListColumn(_("Responsible"), lambda task: tasks.post_of(task, config), long=True),
        ListColumn(_("Where it is done"), lambda task: _way(task, config, as_of), html=True),
    ]
    return listing(rows, columns, alt=title)


def _way(task: OpenTask, config: Config, as_of: date) -> str:
    """A link to the page, on the same day and in the plan spoken of, else in one that has something to show there; the page's name
    where it is closed to whoever sits here."""
    place = tasks.PLACES[task.kind]
    plan = next((one for one in (config.plan, *config.plans) if place.leads_on(one)), None)
    if plan is None:
        return escape(_(place.title))
    # The link begins a new session, which knows of no choice made in this one.
    asked = {AS_OF: f"{as_of}"} | ({ASKED: plan.id} if len(config.plans) > 1 else {})
    return f'<a href="{place.address}?{escape(urlencode(asked))}" target="_self">{escape(_(place.title))}</a>'


def _offer_text(said: str) -> None:
    with st.container(key="panel-todo-text", border=True):
        panels.section(
            _("For the committee's group"),
            _(
                "– to copy: without phone numbers, codes of reports and the heads of households on the lists; whether a"
                " conclusion names anybody else, please look"
            ),
        )
        st.code(said, language=None, wrap_lines=True)
