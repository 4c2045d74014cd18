"""Personal data on the screen: what is held of one person, a workbook of it for him, and forgetting him for good.

Nobody is found by part of a name, so that the panel is no way to look through the lists.
"""

from __future__ import annotations

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.domain import clock
from kpi.domain.datasets import DATASET_BY_ID
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.formats import format_count, format_date, format_moment_short
from kpi.i18n.messages import _, spoken
from kpi.operations import held as telling
from kpi.operations.forgetting import Forgotten, Holding, forget, holding
from kpi.store import Store
from kpi.store.persons import Forgetting, HeldRow
from kpi.ui.parts import panels
from kpi.ui.parts.files import apart
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.anew import once
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain
from kpi.ui.shell.server.files import owned
from kpi.ui.shell.work import Progress, carry_out

WHOM, ASKING, DONE = "personal.whom", "personal.asking", "personal.done"
NAME, REASON, DROP = "personal.name", "personal.reason", "personal.drop"


def panel(desk: Desk) -> None:
    """The box to look somebody up, what is held of him, and the log of what was forgotten; for whoever keeps the lists."""
    if not who().may(Right.LISTS):
        return
    with st.container(key="panel-personal", border=True):
        panels.section(_("Personal data"), _("– what is held of one person, and forgetting it"))
        _show_done()
        whom = st.text_input(
            _("Member or household"), key=WHOM, max_chars=120,
            placeholder=_("The whole name, a phone number, a Zalo id or a household's code"),
        ).strip()  # fmt: skip
        if whom:
            _show(desk, whom)
        if notes := desk.ask_store(Store.forgettings):
            st.html(listing(list(reversed(notes)), _note_columns(), alt=_("What was forgotten")))


def _note_columns() -> list[ListColumn[Forgetting]]:
    return [
        ListColumn(_("Note"), lambda one: one.forgetting, numeric=True),
        ListColumn(_("When"), lambda one: format_moment_short(one.done_at)),
        ListColumn(_("By whom"), lambda one: one.done_by),
        ListColumn(_("Reason"), lambda one: one.reason),
        ListColumn(_("Members"), lambda one: one.removed.get("members", 0), numeric=True),
    ]


def _show(desk: Desk, whom: str) -> None:
    try:
        found = holding(desk.store, desk.config, whom)
    except UserError as error:
        st.warning(plain(fault_in_words(error)), icon="⚠")
        return
    columns: list[ListColumn[HeldRow]] = [
        ListColumn(_("Kind of list"), lambda row: _(DATASET_BY_ID[row.dataset].name)),
        ListColumn(_("As of"), lambda row: format_date(row.as_of)),
        ListColumn(_("What is held"), lambda row: telling.facts_in_words(row, desk.config), long=True),
        ListColumn(_("File"), lambda row: " ".join(filter(None, (row.file, row.sheet)))),
        ListColumn(_("Load"), lambda row: row.batch, numeric=True),
        ListColumn(_("Loaded by"), lambda row: row.loaded_by),
    ]
    st.html(listing(found.held.rows, columns, alt=_("What is held")))
    for line in (*telling.summary(found), *telling.outside(found)):
        st.caption(plain(line))
    today = clock.now(desk.config.timezone).date()
    left, right, _rest = st.columns([2, 2, 5])
    left.download_button(
        _("Workbook for the person"), data=owned(apart(spoken(), telling.workbook, found, desk.config, today), "du-lieu-ca-nhan"),
        on_click="ignore",
        file_name=f"du-lieu-ca-nhan-{today.isoformat()}.xlsx", key="personal.book", width="stretch",
    )  # fmt: skip
    right.button(_("Forget this person …"), key="personal.begin", width="stretch", on_click=_begin, args=(whom,))
    if st.session_state.get(ASKING) == whom:
        _ask(desk, found)


def _begin(whom: str) -> None:
    st.session_state[ASKING] = whom


def _ask(desk: Desk, found: Holding) -> None:
    """Who does it and why; and then it is done."""
    st.warning(
        _(
            "All that is listed above will be removed for good; nothing brings it back. Every figure of every day stays as it is."
        ),
        icon="⚠",
    )
    with st.form("personal.confirm", border=False):
        first, second = st.columns([2, 5])
        ask_actor(first, _("Done by"), NAME)
        second.text_input(
            _("Reason"), key=REASON, max_chars=300, placeholder=_("Which request? Please do not name the person.")
        )
        if found.copies:
            st.checkbox(_("Make a new backup, and delete the older copies that hold the person"), key=DROP)
        confirm, cancel, _rest = st.columns([2, 1, 4])
        sure = confirm.form_submit_button(
            _("Yes, forget for good"), key="personal.forget", type="primary", width="stretch"
        )
        cancelled = cancel.form_submit_button(_("Cancel"), key="personal.cancel", width="stretch")
    if cancelled:
        st.session_state.pop(ASKING, None)
        st.rerun()
    if sure:
        _do(desk, found)


def _do(desk: Desk, found: Holding) -> None:
    state = st.session_state
    reason, name, drops = str(state[REASON]), str(state[NAME]), bool(state.get(DROP, False))
    at = clock.now(desk.config.timezone)

    def do(_progress: Progress) -> Forgotten:
        return forget(desk.store, desk.config, found, reason=reason, done_by=name, at=at, drop_copies=drops)

    if carry_out(_("Forgetting the person"), do, _say_forgotten):
        st.rerun()


def _say_forgotten(done: Forgotten) -> None:
    st.session_state.pop(ASKING, None)
    st.session_state[DONE] = _said(done)


def _said(done: Forgotten) -> str:
    said = _("Forgotten; every figure is as it was (note {number}).", number=format_count(done.noted.forgetting))
    said += " " + _("A later list that names the person is a new observation: it is loaded as somebody new.")
    if done.copies and not done.dropped:
        said += " " + _("{count} copies of the database still hold the person.", count=format_count(len(done.copies)))
    return said


def _show_done() -> None:
    """What the last forgetting did, once; before the boxes are drawn, so that the person's name leaves them, too."""
    if done := once(DONE):
        st.session_state[WHOM] = ""
        st.success(plain(done))
