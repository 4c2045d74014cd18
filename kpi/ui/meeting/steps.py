"""The meeting page's steps: freeze the figures, present them, note what was decided, show what was decided before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from urllib.parse import quote

import streamlit as st

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain import clock
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import _
from kpi.snapshots import freezing, meetings
from kpi.snapshots.meetings import STATES, Meeting
from kpi.store import Conclusion, FrozenState, Store
from kpi.ui.meeting import check, slides
from kpi.ui.meeting.notice import offer_notice
from kpi.ui.parts import panels
from kpi.ui.parts.files import apart
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.anew import once
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown, say_once
from kpi.ui.shell.plans import ASKED
from kpi.ui.shell.scope import PageScope, typed_day
from kpi.ui.shell.server.files import owned
from kpi.ui.shell.work import Progress, awaited, carry_out

OUTCOME, NOTED = "meeting.outcome", "meeting.noted_one"


def show(desk: Desk, scope: PageScope) -> None:
    """From top to bottom: what was done, freezing, the choice of a frozen state, presenting it, its conclusions."""
    say_once(OUTCOME)
    states = desk.ask(freezing.states_shown)
    _freeze(desk, scope)
    if not states:
        st.html(
            panels.calm(_("Nothing has been frozen yet. Freeze the figures before the meeting: they stay as they are."))
        )
        return
    number = _choose(states, desk.ask_store(meetings.reported))
    found = desk.ask(_meeting, number)
    _present(found, desk)
    _conclusions(found, desk)


@needs(Right.FIGURES)
def _meeting(store: Store, config: Config, number: int) -> Meeting:
    return meetings.meeting(store, number, config)


@needs(Right.FIGURES)
def _check(store: Store, config: Config, number: int) -> freezing.Check:
    return freezing.check(store, config, meetings.meeting(store, number).state)


def _freeze(desk: Desk, scope: PageScope) -> None:
    with st.form("meeting.freeze", border=True):
        first, second, third = st.columns([5, 2, 2], vertical_alignment="bottom")
        words = _(
            "Freeze the figures as of {date}, compared with {compared}: slides and conclusions rest on them.",
            date=format_date(scope.as_of), compared=format_date(scope.compared),
        )  # fmt: skip
        first.html(f'<p class="kpi-line">{escape(words)}</p>')
        name = ask_actor(second, _("Done by"), "meeting.name")
        # The key names the days, so that a press never freezes those that another's load has put in their place.
        key = f"meeting.freeze.{scope.as_of}.{scope.compared}"
        sure = third.form_submit_button(_("Freeze"), key=key, type="primary", width="stretch")
    if not sure:
        return
    at = clock.now(desk.config.timezone)

    def freeze(_progress: Progress) -> FrozenState:
        return freezing.freeze(desk.store, desk.config, scope.as_of, scope.compared, frozen_by=name, at=at)

    if carry_out(_("Freezing the figures"), freeze, _say_frozen):
        st.rerun()


def _say_frozen(state: FrozenState) -> None:
    # Said, since what is only forgotten here stays in the browser's box.
    st.session_state["meeting.number"] = state.number
    st.session_state[OUTCOME] = _(
        "Frozen as number {number}, figures as of {date}, check code {code}.",
        date=format_date(state.as_of), number=format_count(state.number), code=state.code,
    )  # fmt: skip


def _choose(states: Sequence[FrozenState], reports: frozenset[int]) -> int:
    """The newest meeting, unless another one is chosen; a report's figures can be presented, too, and come last."""
    held = sorted((one for one in states if one.number not in reports), key=lambda one: one.number)
    numbered = {
        one.number: _("Meeting {ordinal}: {state}", ordinal=format_count(at), state=_title(one))
        for at, one in enumerate(held, 1)
    }
    sent = {one.number: _("Report: {state}", state=_title(one)) for one in states if one.number in reports}
    titles = dict(sorted(numbered.items(), reverse=True)) | dict(sorted(sent.items(), reverse=True))
    if st.session_state.get("meeting.number") not in titles:  # another plan was chosen
        st.session_state.pop("meeting.number", None)
    chosen: int = st.selectbox(_("Frozen state"), list(titles), key="meeting.number", format_func=titles.__getitem__)
    return chosen


def _title(state: FrozenState) -> str:
    return _(
        "as of {date} – frozen as no. {number} by {name}, {moment}",
        number=format_count(state.number), date=format_date(state.as_of), name=state.frozen_by, moment=format_moment(state.frozen_at),
    )  # fmt: skip


def _present(found: Meeting, desk: Desk) -> None:
    """The way to the slides, in this browser or as a file; and whether the figures come out again."""
    state = found.state
    spoken = freezing.config_of(desk.store, desk.config, state)
    if len(desk.config.plans) > 1:
        st.html(panels.calm(_("Plan: {title}", title=spoken.plan.title)))
    first, second, third = st.columns(3)
    first.link_button(_("Present (full screen)"), f"trinh-chieu/{state.number}", type="primary", width="stretch")
    newest = "trinh-chieu/moi-nhat?tu-dong"
    if len(desk.config.plans) > 1:
        newest += f"&{ASKED}={quote(desk.config.plan.id)}"
    first.caption(_("On a screen in the hall: [the newest meeting, turning by itself]({address})", address=newest))
    whole = apart(desk.config.language, _slides, found, spoken, desk.is_simulated())
    second.download_button(
        _("Slides as a file, for a PC without this program"), key="meeting.slides", width="stretch", on_click="ignore",
        data=owned(whole, f"hop-bcd_so-{state.number}"), mime="text/html",
        file_name=f"hop-bcd_so-{state.number}_{state.as_of.isoformat()}.html",
    )  # fmt: skip
    if third.button(_("Check: work the figures out again"), key="meeting.check", width="stretch"):
        again = awaited(_("Working the figures out again"), lambda _progress: desk.ask(_check, state.number))
        check.show(again, spoken)


def _slides(found: Meeting, config: Config, simulated: bool) -> bytes:
    return slides.document(found, config, simulated=simulated).encode()


def _conclusions(found: Meeting, desk: Desk) -> None:
    with st.container(key="panel-earlier", border=True):
        title = _("Conclusions of earlier meetings")
        panels.section(title, _("– open ones, and all of the last meeting"))
        _list(found.earlier, found.state, title, desk)
    with st.container(key="panel-decided", border=True):
        title = _("Conclusions of this meeting")
        panels.section(title)
        _list(found.decided, found.state, title, desk)
        _add(found.state, desk)
        if any(row.state != "dropped" for row in found.decided):
            offer_notice(desk, found.state.number)


def _list(rows: tuple[Conclusion, ...], state: FrozenState, title: str, desk: Desk) -> None:
    if not rows:
        st.html(panels.calm(_("None has been noted.")))
        return
    st.html(slides.conclusion_table(rows, state, title))
    with st.expander(_("How far is it? Note a state")), st.form(f"meeting.state.{rows[0].conclusion}", border=False):
        first, second, third, by, fourth = st.columns([4, 2, 3, 2, 2], vertical_alignment="bottom")
        numbers = {row.conclusion: f"{format_count(row.conclusion)}. {row.decision}" for row in rows}
        key = (
            f"meeting.state.{rows[0].conclusion}"  # its own, so that the choice stays where another conclusion is added
        )
        which = first.selectbox(
            _("Conclusion"), list(numbers), key=f"{key}.which", format_func=lambda number: numbers[number]
        )
        how = second.selectbox(
            _("State"), list(STATES), index=1, key=f"{key}.how", format_func=lambda name: _(STATES[name])
        )
        remark = third.text_input(_("Remark"), key=f"{key}.remark", max_chars=meetings.LONGEST)
        name = ask_actor(by, _("Noted by"), f"{key}.by")
        if fourth.form_submit_button(_("Note it"), key=f"meeting.note.{rows[0].conclusion}", width="stretch"):
            with faults_shown():
                meetings.note_state(
                    desk.store, which or 0, how or "", remark, noted_by=name, at=clock.now(desk.config.timezone)
                )
                st.session_state[OUTCOME] = _(
                    "The state of conclusion {number} has been noted.", number=format_count(which or 0)
                )
                st.rerun()


def _add(state: FrozenState, desk: Desk) -> None:
    if once(NOTED):  # given as values: what is only forgotten here stays in the browser's boxes
        st.session_state.update(dict.fromkeys(("meeting.decision", "meeting.post", "meeting.due"), ""))
    with st.form("meeting.conclude", border=False, clear_on_submit=False):
        first, second, third = st.columns([5, 3, 2])
        decision = first.text_input(_("What is to be done"), key="meeting.decision", max_chars=meetings.LONGEST)
        post = second.text_input(
            _("Responsible (post)"), key="meeting.post", placeholder=_("Head of village 3"), max_chars=120
        )
        due = third.text_input(_("Until"), key="meeting.due", placeholder=format_date(date(2025, 3, 31)))
        fourth, fifth = st.columns([3, 2], vertical_alignment="bottom")
        name = ask_actor(fourth, _("Noted by"), "meeting.noted")
        sure = fifth.form_submit_button(
            _("Add the conclusion"), key="meeting.conclude.do", type="primary", width="stretch"
        )
    if not sure:
        return
    with faults_shown():
        number = meetings.conclude(
            desk.store, state.number, decision, post, _day(due), noted_by=name, at=clock.now(desk.config.timezone)
        )
        st.session_state[NOTED] = True
        st.session_state[OUTCOME] = _("Conclusion {number} has been noted.", number=format_count(number))
        st.rerun()


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    return typed_day(text, remedy=_("Write the day as in 31/3/2025, or leave the box empty."))
