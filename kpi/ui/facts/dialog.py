"""The dialog in which a clerk types one fact: which entry, what has changed, since when, by whom and why.

It is stored as a load of one row (``kpi.operations.typing``): it stands in the log and is taken back there like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.domain import clock
from kpi.domain.datasets import CASE, HOUSEHOLD, OFFICIAL, SOLE_POSTS, Column, Dataset, Kind
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_date
from kpi.i18n.messages import N_, _, speaking, spoken
from kpi.operations.typing import changeable, note_change, note_holder, note_household
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.faults import faults_shown, plain, say_once
from kpi.ui.shell.scope import typed_day

DONE, KEY = "fact.done", "fact"
_LONGEST = 60
_OPENS = {
    CASE.id: N_("Note that a report is closed"),
    HOUSEHOLD.id: N_("Note one household's change"),
    OFFICIAL.id: N_("Note who holds a post now"),
}
_DAYS = {CASE.id: N_("Closed on")}
Noting = Callable[[date, str, str], tuple[str, date]]


def offer(dataset: Dataset, entries: Mapping[str, str]) -> None:
    """The button that opens the dialog, for whoever may load such lists; ``entries``: what may be chosen, by code, or nothing where
    the code is typed. Above it what was noted last, once."""
    if not who().may(Right.LOGS if dataset is CASE else Right.LISTS):
        return
    say_once(f"{DONE}.{dataset.id}")
    label = _(_OPENS.get(dataset.id, N_("Note one change")))
    if st.button(label, key=f"{KEY}.open.{dataset.id}", icon=":material/edit_note:"):
        st.dialog(label, width="large")(partial(_inside, dataset, dict(entries), spoken()))()


def within(dataset: Dataset, entries: Mapping[str, str]) -> None:
    """The same boxes below a list that stands in a dialog itself; what was noted is said on the page (``told_of``)."""
    if who().may(Right.LISTS):
        with st.expander(_(_OPENS.get(dataset.id, N_("Note one change"))), icon=":material/edit_note:"):
            _inside(dataset, entries, spoken())


def told_of(dataset: Dataset) -> None:
    """What was noted last of a list in a dialog, once."""
    say_once(f"{DONE}.{dataset.id}")


def _inside(dataset: Dataset, entries: Mapping[str, str], language: str) -> None:
    with speaking(language):  # drawn anew at each choice, apart from the page
        desk = open_desk()
        new = dataset is HOUSEHOLD and _is_new()
        with st.form(f"{KEY}.{dataset.id}", border=False):
            note = (
                _new_household(desk)
                if new
                else _holder(desk)
                if dataset is OFFICIAL
                else _change(desk, dataset, entries)
            )
            first, second = st.columns(2)
            day = first.text_input(
                _(_DAYS.get(dataset.id, N_("Since"))),
                key=f"{KEY}.day",
                max_chars=_LONGEST,
                placeholder=format_date(date(2025, 3, 31)),
            )
            name = ask_actor(second, _("Noted by"), f"{KEY}.by")
            reason = st.text_input(
                _("Reason"),
                key=f"{KEY}.reason",
                max_chars=300,
                placeholder=_("By which record? Please name no citizen."),
            )
            sure = st.form_submit_button(_("Note it"), key=f"{KEY}.do", type="primary")
        if sure:
            with faults_shown():
                told, since = note(typed_day(day), name, reason)
                st.session_state[f"{DONE}.{dataset.id}"] = _(
                    "Noted: {told}, since {day}. It stands in the log of loads and can be taken back there.",
                    told=told,
                    day=format_date(since),
                )
                st.rerun()


def _is_new() -> bool:
    choices = {"changed": N_("A household of the list has moved, is away or is back"), "new": N_("A new household")}
    chosen = st.segmented_control(
        _("What has changed"), list(choices), default="changed", required=True, key=f"{KEY}.which", wrap=True,
        label_visibility="collapsed", format_func=lambda one: _(choices[one]),
    )  # fmt: skip
    return chosen == "new"


def _change(desk: Desk, dataset: Dataset, entries: Mapping[str, str]) -> Noting:
    """The boxes for a change of an entry, and what notes it."""
    header = dataset.column("code").header
    if entries:
        code = st.selectbox(
            header, list(entries), index=None, key=f"{KEY}.{dataset.id}.code", format_func=entries.__getitem__,
            placeholder=_("Choose, or type some of it"),
        )  # fmt: skip
    else:
        code = st.text_input(header, key=f"{KEY}.{dataset.id}.code", max_chars=_LONGEST)
    columns = changeable(desk.config, dataset)
    said = dict(zip((one.name for one in columns), _boxes(desk, dataset, columns), strict=True))

    def note(day: date, name: str, reason: str) -> tuple[str, date]:
        if not code:
            raise UserError(_("Nothing is chosen"), remedy=_("Choose whom it concerns."), code="no_code")
        note_change(
            desk.store, desk.config, dataset, code, said, as_of=day, noted_by=name, reason=reason, at=_now(desk)
        )
        return entries.get(code, code), day

    return note


def _new_household(desk: Desk) -> Noting:
    """The boxes for a household that no list has, and what notes it."""
    names = ("head_name", "village", "phone", "code")
    cells = dict(zip(names, _boxes(desk, HOUSEHOLD, map(HOUSEHOLD.column, names)), strict=True))
    st.caption(_("Without a code the program gives it one."))

    def note(day: date, name: str, reason: str) -> tuple[str, date]:
        typed = note_household(desk.store, desk.config, cells, as_of=day, noted_by=name, reason=reason, at=_now(desk))
        return typed.told, day

    return note


def _holder(desk: Desk) -> Noting:
    """The boxes for the new holder of a post that one person holds, and what notes him."""
    names = ("post", "village", "name", "phone")
    cells = dict(zip(names, _boxes(desk, OFFICIAL, map(OFFICIAL.column, names)), strict=True))
    st.caption(_("Who held the post by the list holds it no more. Leave the village empty for the committee's head."))

    def note(day: date, name: str, reason: str) -> tuple[str, date]:
        note_holder(desk.store, desk.config, cells, as_of=day, noted_by=name, reason=reason, at=_now(desk))
        return f"{cells['post']} – {cells['name']}", day

    return note


def _boxes(desk: Desk, dataset: Dataset, columns: Iterable[Column]) -> list[str]:
    """A box for each column; cells as they would stand in a list."""
    fields = list(columns)
    found = []
    for place, column in zip(st.columns(len(fields), vertical_alignment="bottom"), fields, strict=True):
        key, options = f"{KEY}.{dataset.id}.{column.name}", _options(desk, dataset, column)
        if options is None:
            found.append(place.text_input(plain(column.header), key=key, max_chars=_LONGEST) or "")
        else:
            found.append(
                place.selectbox(
                    plain(column.header),
                    list(options),
                    index=None,
                    key=key,
                    placeholder="",
                    format_func=options.__getitem__,
                )
                or ""
            )
    return found


def _options(desk: Desk, dataset: Dataset, column: Column) -> Mapping[str, str] | None:
    """What may be chosen, by the word that a list would have; None: it is typed."""
    words = desk.config.lookups.get(dataset.id, {}).get(column.name, {})
    if column.meanings:
        meanings = SOLE_POSTS if dataset is OFFICIAL else column.meanings
        spelled = (words[meaning][0] for meaning in meanings)
        return {word: word for word in spelled}
    if column.kind is Kind.FLAG:
        words = (
            words or desk.config.lookups["group"]["rules"]
        )  # a plan's column of yes and no: the same words everywhere
        return {words[one][0]: _(word) for one, word in _FLAGS.items()}
    if column.kind is Kind.VILLAGE:
        rows: list[dict[str, Any]] = desk.store.read("newest_villages", known_at=datetime.max)
        return {row["code"]: row["name"] for row in rows}
    return None


_FLAGS = {"yes": N_("Yes"), "no": N_("No")}


def _now(desk: Desk) -> datetime:
    return clock.now(desk.config.timezone)
