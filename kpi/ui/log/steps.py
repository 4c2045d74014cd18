"""The log page's choices and its one action: taking a load back or putting it back, once the page shows what that would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from kpi.config.models import Config
from kpi.domain import clock
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.operations.undo import can_be_put_back, consequences, redo, undo
from kpi.store import Batch, BatchState
from kpi.ui.log import tables
from kpi.ui.parts import panels
from kpi.ui.parts.listing import paged, shown_of
from kpi.ui.parts.mending import where_to_mend
from kpi.ui.parts.tables import Page
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.anew import once
from kpi.ui.shell.desk import Desk, LoadLog
from kpi.ui.shell.faults import plain, show_fault
from kpi.ui.shell.work import Progress, carry_out

ALL = ""
IN_USE, TAKEN_BACK = "in_use", "taken_back"
BATCHES_PER_PAGE, MOST_OFFERED = 25, 250
# Keys of the session: the chosen load, the step to confirm, what was done.
DATASET, STATE, CHOSEN, ASKING, DONE = (f"log.{name}" for name in ("dataset", "state", "chosen", "asking", "done"))
PAGE, DAY, NAME, REASON = "log.page", "log.day", "log.name", "log.reason"


def choose(known: LoadLog, desk: Desk) -> tuple[list[BatchState], Batch | None]:
    """Draws the filters and the choice of one load; the loads that pass, newest first, and the chosen one."""
    first, second, third = st.columns([3, 2, 6])
    datasets = [ALL, *_in_order(known, desk.config)]
    states = {ALL: _("All"), IN_USE: _("In use"), TAKEN_BACK: _("Taken back")}
    with first:
        dataset = st.selectbox(
            _("Kind of list"), datasets, key=DATASET, persist_state="session",
            format_func=lambda name: tables.dataset_in_words(name, desk.config) if name else _("All"),
        )  # fmt: skip
    with second:
        state = st.selectbox(
            _("State"), list(states), key=STATE, format_func=lambda name: states[name], persist_state="session"
        )
    passing = [one for one in reversed(known.states) if _passes(one, dataset, state)]
    with third:
        return passing, _chosen(passing, known, desk)


def _in_order(known: LoadLog, config: Config) -> list[str]:
    """The kinds of list that were loaded, those of registers that no plan has any more last."""
    loaded = dict.fromkeys(row.dataset for row in known.states)
    names = [one.id for one in config.datasets]
    return [*(name for name in names if name in loaded), *(name for name in loaded if name not in names)]


def _passes(one: BatchState, dataset: object, state: object) -> bool:
    return dataset in (ALL, one.dataset) and state in (ALL, TAKEN_BACK if one.undone else IN_USE)


def _chosen(passing: Sequence[BatchState], known: LoadLog, desk: Desk) -> Batch | None:
    """One of the newest loads, or of those on the table's page: to offer thousands, all of them would be worded at every click.

    A load that was just taken back stays chosen, though the filter may no longer let it pass.
    """
    offered = [*passing[:MOST_OFFERED], *shown_of(passing, BATCHES_PER_PAGE, PAGE)]
    kept = next((one for one in known.states if one.batch == st.session_state.get(CHOSEN)), None)
    if kept is not None and kept not in offered:
        offered.insert(0, kept)
    numbers = list(dict.fromkeys(one.batch for one in offered))
    rows = desk.batches(numbers)
    older = _(
        "The newest {count} loads, and those on the page of the table below; to choose an older one, turn its pages.",
        count=format_count(MOST_OFFERED),
    )
    number = st.selectbox(
        _("Load"), numbers, index=None, key=CHOSEN, filter_mode="contains", persist_state="session",
        placeholder=_("Choose a load to see its details or to take it back"),
        format_func=lambda number: tables.label(rows[number], known.names, desk.config),
        help=older if len(passing) > MOST_OFFERED else None,
    )  # fmt: skip
    return None if number is None else rows[number]


def listing(passing: Sequence[BatchState], known: LoadLog, desk: Desk) -> None:
    """The loads that pass, a page at a time."""
    undone = sum(one.undone for one in passing)
    count = format_count(len(passing))
    if undone:
        note = _("– {count} loads, {undone} of them taken back", count=count, undone=format_count(undone))
    else:
        note = _("– {count} loads", count=count)
    with st.container(key="panel-log", border=True):
        panels.section(_("Loads, newest first"), note)
        if not passing:
            st.html(panels.calm(_("No load passes this filter.")))
            return
        below = st.container()
        shown = paged(passing, BATCHES_PER_PAGE, PAGE)
        told = desk.batches(one.batch for one in shown)
        rows = [told[one.batch] for one in shown]
        below.html(tables.batch_table(Page(rows) if isinstance(shown, Page) else rows, known.names, desk.config))


def details(batch: Batch, desk: Desk, known: LoadLog) -> None:
    """Everything about one load, and the button that begins to take it back or to put it back."""
    with st.container(key="panel-batch", border=True):
        left, right = st.columns([4, 1], vertical_alignment="center")
        with left:
            panels.section(_("Load {batch}", batch=format_count(batch.batch)))
            st.html(tables.head_of(batch))
        right.button(
            _("Put this load back") if batch.undone else _("Take this load back"),
            key="log.begin", width="stretch", on_click=_begin, args=(batch,),
            disabled=_asking(batch) or (batch.undone and not can_be_put_back(batch)),
        )  # fmt: skip
        _say_overtaken(batch)
        if not can_be_put_back(batch):
            st.caption(
                _("Of a log of reports that is taken back no number is kept; to count it again, load its file again.")
            )
        if _asking(batch):
            _ask(batch, desk)
        first, second = st.columns(2, gap="large")
        first.html(panels.facts(tables.batch_rows(batch, known.names, desk.config)))
        second.html(panels.facts(tables.count_rows(batch)))
        st.html(tables.problem_table(batch))
        if batch.rejected and not batch.undone:
            where_to_mend()
        st.html(tables.event_table(batch, desk.events(batch.batch)))


def _begin(batch: Batch) -> None:
    """Asks about a load in its present state: once somebody has taken the step, the question goes."""
    st.session_state[ASKING] = (batch.batch, batch.undone)


def _say_overtaken(batch: Batch) -> None:
    """Somebody else has taken the step that was asked about, or that was begun on a page of before."""
    number, undone = st.session_state.get(ASKING) or (None, None)
    if number != batch.batch or undone == batch.undone:
        return
    once(ASKING)
    said = {"batch": format_count(batch.batch)}
    st.warning(
        _("Somebody else has taken load {batch} back meanwhile; below stands who.", **said)
        if batch.undone
        else _("Somebody else has put load {batch} back meanwhile; below stands who.", **said),
        icon="⚠",
    )


def _asking(batch: Batch) -> bool:
    return bool(st.session_state.get(ASKING) == (batch.batch, batch.undone))


def _ask(batch: Batch, desk: Desk) -> None:
    """What the step would change; who does it and why; and then it is done."""
    in_force = not batch.undone
    day = _day(batch, desk)
    try:
        answer = desk.ask(consequences, batch.batch, as_of=day, undo=in_force)
    except UserError as error:
        show_fault(error)
        return
    if not answer.changes_figures:
        st.info(plain(_no_change(batch, day)))
    left, right = st.columns([6, 5])
    left.html(tables.indicator_changes(answer, desk.config))
    if lead := desk.config.plan.lead:
        right.html(tables.village_changes(answer, lead))
    with st.form("log.confirm", border=False):
        first, second = st.columns([2, 5])
        ask_actor(first, _("Done by"), NAME)
        second.text_input(_("Reason"), key=REASON, max_chars=300, placeholder=_("Why? Please name no citizen."))
        confirm, cancel, _rest = st.columns([2, 1, 4])
        # The key names the step, so that a second click can never confirm the opposite one.
        sure = confirm.form_submit_button(
            _("Yes, take it back") if in_force else _("Yes, put it back"),
            key="log.undo" if in_force else "log.redo", type="primary", width="stretch",
        )  # fmt: skip
        cancelled = cancel.form_submit_button(_("Cancel"), key="log.cancel", width="stretch")
    if cancelled:
        st.session_state.pop(ASKING, None)
        st.rerun()
    if sure:
        _do(batch, desk)


def _no_change(batch: Batch, day: date) -> str:
    """Often a newer list has taken the load's place; then its own day shows what it meant."""
    if day == batch.as_of:
        return _("No figure as of {date} changes.", date=format_date(day))
    return _(
        "No figure as of {date} changes. Figures of other dates may, such as those of {own}, the date of this list: choose it"
        " on the right.", date=format_date(day), own=format_date(batch.as_of),
    )  # fmt: skip


def _day(batch: Batch, desk: Desk) -> date:
    """The day whose figures are compared: by default the newest that lists describe, the load's own day included."""
    described = sorted({*desk.observed(), batch.as_of}, reverse=True)
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    title = _("If this load is put back") if batch.undone else _("If this load is taken back")
    left.html(f'<h2 class="kpi-section">{title}</h2>')
    with right:
        return st.selectbox(_("Figures as of"), described, key=f"{DAY}.{batch.batch}", format_func=format_date)


def _do(batch: Batch, desk: Desk) -> None:
    name, reason = (str(st.session_state[key]).strip() for key in (NAME, REASON))
    if not name or not reason:
        st.error(_("Write who does it and why; both stand in the log."))
        return
    now = clock.now(desk.config.timezone)

    def do(_progress: Progress) -> None:
        if batch.undone:
            redo(desk.store, batch.batch, redone_by=name, reason=reason, at=now)
        else:
            undo(desk.store, batch.batch, undone_by=name, reason=reason, at=now)

    title = _("Putting the load back") if batch.undone else _("Taking the load back")
    if carry_out(title, do, lambda _none: _say_done(batch)):
        st.rerun()


def _say_done(batch: Batch) -> None:
    number = format_count(batch.batch)
    st.session_state.pop(ASKING, None)
    st.session_state[DONE] = (
        _("Load {batch} counts again. All figures are up to date.", batch=number)
        if batch.undone
        else _("Load {batch} has been taken back. All figures are up to date.", batch=number)
    )


def show_what_was_done() -> None:
    """The last step's success, once."""
    if done := once(DONE):
        st.success(plain(done))
