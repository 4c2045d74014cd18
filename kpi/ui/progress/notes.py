"""The notes of the progress page: written and struck out by whoever may load lists, read by everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.domain import clock
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import _
from kpi.snapshots.notes import LONGEST, notes, strike, write
from kpi.store import DayNote
from kpi.ui.parts import panels
from kpi.ui.parts.notes import about_in_words, days_in_words, note_in_words
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown, say_once
from kpi.ui.shell.scope import typed_day

DONE, KEY, OPENED = "notes.done", "notes", "notes.opened"
WHOLE_PLAN = ""


def written(desk: Desk) -> tuple[DayNote, ...]:
    """Every note, those that are struck out, too."""
    return desk.ask_store(notes)


def show(desk: Desk, found: Sequence[DayNote]) -> None:
    """The list of notes; below it the boxes, for whoever may load lists."""
    may_write = who().may(Right.LISTS) or who().may(Right.LOGS)
    if not found and not may_write:
        return
    with st.container(key="panel-notes", border=True):
        panels.section(_("Notes"), _("– what happened beside the figures; no figure rests on them"))
        say_once(DONE)
        st.html(_table(found, desk) if found else panels.calm(_("Nothing has been noted yet.")))
        if may_write:
            # Made for whoever opens it: its boxes are more work for a browser than the rest of the page beside its chart.
            opened = st.expander(_("Write a note, or strike one out"), key=OPENED, on_change="rerun")
            if opened.open:
                with opened:
                    _write(desk)
                    _strike(desk, [note for note in found if note.struck is None])


def _table(found: Sequence[DayNote], desk: Desk) -> str:
    columns: list[ListColumn[DayNote]] = [
        ListColumn(_("Number"), lambda note: note.note, numeric=True),
        ListColumn(_("On the days"), days_in_words),
        ListColumn(_("About"), lambda note: about_in_words(note, desk.config)),
        ListColumn(_("What happened"), lambda note: note.words, long=True),
        ListColumn(_("Noted by"), lambda note: f"{note.noted_by}, {format_moment(note.known_at)}"),
        ListColumn(_("Struck out"), _struck, long=True),
    ]
    return listing(found, columns, alt=_("Notes"))


def _struck(note: DayNote) -> str | None:
    if note.struck is None:
        return None
    return f"{note.struck.reason} ({note.struck.struck_by}, {format_moment(note.struck.known_at)})"


def _write(desk: Desk) -> None:
    with st.form(f"{KEY}.write", border=False):
        first, second, third = st.columns([2, 2, 3])
        start = first.text_input(
            _("First day"), key=f"{KEY}.start", max_chars=20, placeholder=format_date(date(2025, 3, 1))
        )
        end = second.text_input(
            _("Last day, if there are several"),
            key=f"{KEY}.end",
            max_chars=20,
            placeholder=format_date(date(2025, 3, 15)),
        )
        about = third.selectbox(
            _("About"), [WHOLE_PLAN, *desk.config.plan.order], key=f"{KEY}.about",
            format_func=lambda one: desk.config.indicator(one).spoken_title if one else _("the whole plan"),
        )  # fmt: skip
        words = st.text_input(
            _("What happened"),
            key=f"{KEY}.words",
            max_chars=LONGEST,
            placeholder=_("What happened? Please name no citizen."),
        )
        name = ask_actor(st.container(), _("Noted by"), f"{KEY}.by")
        sure = st.form_submit_button(_("Write the note"), key=f"{KEY}.do", type="primary")
    if sure:

        def done() -> str:
            number = write(
                desk.store, words, typed_day(start), typed_day(end) if end.strip() else None, about or None, noted_by=name,
                at=clock.now(desk.config.timezone), known=desk.config.plan.order,
            )  # fmt: skip
            return _("Note {number} has been written.", number=format_count(number))

        _carry_out(done)


def _strike(desk: Desk, found: Sequence[DayNote]) -> None:
    if not found:
        return
    with st.form(f"{KEY}.strike", border=False):
        first, second = st.columns([3, 2])
        by_number = {note.note: note for note in found}
        number = first.selectbox(
            _("Note to strike out"), list(by_number), index=None, key=f"{KEY}.which", placeholder="",
            format_func=lambda one: note_in_words(by_number[one]),
        )  # fmt: skip
        name = ask_actor(second, _("Struck out by"), f"{KEY}.struck_by")
        reason = st.text_input(_("Reason"), key=f"{KEY}.reason", max_chars=200)
        sure = st.form_submit_button(_("Strike it out"), key=f"{KEY}.strike.do")
    if sure:

        def done() -> str:
            at = clock.now(desk.config.timezone)
            strike(desk.store, number or 0, reason=reason, struck_by=name, at=at)
            return _("The note has been struck out; it stays to be seen.")

        _carry_out(done)


def _carry_out(step: Callable[[], str]) -> None:
    with faults_shown():
        st.session_state[DONE] = step()
        st.rerun()
