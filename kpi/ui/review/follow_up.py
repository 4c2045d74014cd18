"""Households without anybody, for a village's head: the list while it is switched on, who switched it on, and the way to do so."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.domain import clock
from kpi.i18n.formats import format_count, format_moment, mask_phone
from kpi.i18n.messages import _
from kpi.review.call_lists import call_lists, switch_off, switch_on
from kpi.review.queue import Missing, Queue
from kpi.store import CallList
from kpi.ui.parts import panels
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.review.session import OUTCOME, actor, faults_kept
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.faults import plain

# What is offered; never more than config.yaml allows.
DAYS = (1, 3, 7, 14, 31)


def village_of(row: Missing, queue: Queue) -> str | None:
    """A village by its name."""
    return _named(row.village or "", queue) or None


def show(rows: Sequence[Missing], switched: Sequence[CallList], desk: Desk, queue: Queue) -> None:
    """The list, where it is switched on; below it, for the office, the switch and what was switched so far."""
    with st.container(key="panel-follow-up", border=True):
        sight = who().sight
        always = [code for code in desk.config.matching.household_follow_up if not sight or code == sight]
        if not always and not switched:
            panels.section(_("Households"))
            st.html(panels.calm(_off()))
        else:
            panels.section(_("Households"), _("– nobody in a group yet: {count}", count=format_count(len(rows))))
            st.html("".join(map(panels.calm, _notes(always, switched, queue))) + _table(rows, queue))
        if who().may(Right.MATCHING):
            _switches(switched, desk, queue)


def _off() -> str:
    return _(
        "Households without anybody are not listed. For a village head who follows them up, the list of his village is switched on"
        " for some days."
    )


def _notes(always: Sequence[str], switched: Sequence[CallList], queue: Queue) -> list[str]:
    villages = ", ".join(_named(code, queue) for code in (*always, *(one.village for one in switched)))
    said = [_("The list is switched on for the heads of: {villages}. For their eyes only.", villages=villages)]
    return said + [
        _(
            "{village}: until {moment}, by {name}: {reason}", village=_named(one.village, queue), moment=format_moment(one.until),
            name=one.switched_by, reason=one.reason,
        )
        for one in switched
    ]  # fmt: skip


def _table(rows: Sequence[Missing], queue: Queue) -> str:
    """The village stands above; in the rows only where there are several."""
    villages = {row.village for row in rows}
    columns: list[ListColumn[Missing]] = [
        ListColumn(_("Code"), lambda row: row.code),
        ListColumn(_("Head of household"), lambda row: row.name),
        ListColumn(_("Phone"), lambda row: mask_phone(row.phone), numeric=True),
    ]
    if len(villages) > 1:
        columns.insert(2, ListColumn(_("Village"), lambda row: village_of(row, queue)))
    return listing(rows, columns, alt=_("Households"))


def _switches(switched: Sequence[CallList], desk: Desk, queue: Queue) -> None:
    for one in switched:
        st.button(
            _("Switch off the list of {village}", village=plain(_named(one.village, queue))),
            key=f"follow_up.off.{one.village}", on_click=_switch_off, args=(one.village,),
        )  # fmt: skip
    with st.form("follow_up.on", border=False):
        first, second, third, fourth = st.columns([3, 2, 5, 2], vertical_alignment="bottom")
        names = queue.village_names
        first.selectbox(_("Village"), list(names), format_func=names.__getitem__, key="follow_up.village")
        offered = [days for days in DAYS if days <= desk.config.matching.call_list_days]
        second.selectbox(_("Days"), offered or [1], format_func=format_count, key="follow_up.days")
        third.text_input(_("Why"), key="follow_up.reason", max_chars=200)
        fourth.form_submit_button(_("Switch on"), key="follow_up.on.do", width="stretch", on_click=_switch_on)
    past = desk.ask_store(call_lists)
    if past:
        with st.expander(_("Who switched it on and off")):
            st.html(_log(past, queue))


def _log(past: Sequence[CallList], queue: Queue) -> str:
    columns: list[ListColumn[CallList]] = [
        ListColumn(_("When"), lambda one: format_moment(one.switched_at)),
        ListColumn(_("Village"), lambda one: _named(one.village, queue)),
        ListColumn(_("Until"), lambda one: format_moment(one.until)),
        ListColumn(_("Who"), lambda one: one.switched_by),
        ListColumn(_("Why"), lambda one: one.reason, long=True),
    ]
    return listing(reversed(past), columns, alt=_("Who switched it on and off"))


def _switch_on() -> None:
    state, desk = st.session_state, open_desk()
    with faults_kept():
        one = switch_on(
            desk.store, desk.config, state["follow_up.village"] or "", state["follow_up.days"] or 0, state["follow_up.reason"],
            switched_by=actor(), at=clock.now(desk.config.timezone),
        )  # fmt: skip
        state["follow_up.reason"] = ""
        state[OUTCOME] = _("The list is switched on until {moment}.", moment=format_moment(one.until))


def _switch_off(village: str) -> None:
    desk = open_desk()
    with faults_kept():
        switch_off(desk.store, village, switched_by=actor(), at=clock.now(desk.config.timezone))
        st.session_state[OUTCOME] = _("The list is switched off.")


def _named(code: str, queue: Queue) -> str:
    return queue.village_names.get(code, code)
