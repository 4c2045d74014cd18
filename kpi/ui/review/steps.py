"""The review page from top to bottom; a fragment, so that settling a card draws nothing else anew."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import N_, _
from kpi.matching.rungs import RUNGS
from kpi.review.own_village import own_village
from kpi.review.queue import UNSUGGESTED, Queue
from kpi.ui.parts import panels, words
from kpi.ui.review import bulk, lists
from kpi.ui.review.card import answers, draw, search_box, undo_button
from kpi.ui.review.session import FAULT, NAME, OUTCOME, ReviewSession, next_card, state
from kpi.ui.shell.actor import keep_actor, last_actor, typed_name
from kpi.ui.shell.anew import heard, once
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.faults import plain, say_once, show_fault

ALL = ""
VIEWS = {
    "cards": N_("One by one"),
    "bulk": N_("A whole rung"),
    "missing": N_("Nobody yet"),
    "stale": N_("Look at again"),
    "book": N_("By Excel"),
}
OFFICE = ("stale", "book")  # views that no village head has
RUNG_FILTERS = (*RUNGS.values(), UNSUGGESTED)


@st.fragment
def show(_desk: Desk) -> None:
    """Head, choice of view, and the view."""
    with heard(st.container()):
        _show()


def _show() -> None:
    desk = open_desk()
    now = state(desk)
    _head(desk, now)
    view = st.segmented_control(
        _("View"), [name for name in VIEWS if name not in OFFICE or who().may(Right.MATCHING)], default="cards",
        key="review.view", format_func=lambda name: _(VIEWS[name]),
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    _tell()
    if view == "bulk":
        bulk.draw(now)
    elif view == "missing":
        lists.show_missing(desk, now.queue)
    elif view == "stale":
        lists.show_stale(desk)
    elif view == "book":
        lists.show_book(desk, now)
    else:
        _cards(desk, now)


def _head(desk: Desk, now: ReviewSession) -> None:
    """How many are left, what that means for the figures, and who sits here."""
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    left.html(_progress(desk, now))
    if who().account:
        right.caption(f"{_('Decided by')}: {plain(who().name)}")
        return
    if NAME not in st.session_state:
        st.session_state[NAME] = last_actor()
    right.text_input(_("Decided by"), key=NAME, max_chars=80, placeholder=_("your name"), on_change=_keep_name)


def _keep_name() -> None:
    keep_actor(str(st.session_state[NAME]))


def _progress(desk: Desk, now: ReviewSession) -> str:
    people = now.queue.people
    nameless = len(now.queue.unsuggested)
    title = _("{count} persons left", count=format_count(people)) if people else _("Nobody waits for a confirmation")
    if nameless:
        title += " · " + _("{count} whom no name points to", count=format_count(nameless))
    elif not people:
        title = _("Everybody is settled")
    done = _("settled in this session: {count}", count=format_count(now.settled))
    note = _("lists of {date}", date=format_date(now.queue.as_of))
    share = 100 * now.settled / (now.settled + len(now.queue.cards)) if now.settled + len(now.queue.cards) else 100.0
    ranges = []
    day = now.queue.as_of
    for row in desk.ask(own_village, day).figures if who().sight else desk.status(day).indicators:
        indicator = desk.config.indicator(row.id)
        span = words.range_in_words(row, indicator.spoken_counted_in)
        if span:
            ranges.append(f"{indicator.spoken_title}: {span}")
    return (
        f'<p class="kpi-left"{typed_name()}><strong>{escape(title)}</strong> <span>{escape(done)} · {escape(note)}</span></p>'
        f'<div class="kpi-bar" aria-hidden="true"><i class="kpi-reached tone-good" style="width:{share:.2f}%"></i></div>'
        f'<p class="kpi-quiet">{escape(" · ".join(ranges))}</p>'
    )


def _tell() -> None:
    """The last step's success or fault, once."""
    fault: UserError | None = once(FAULT)
    if fault is not None:
        show_fault(fault)
    say_once(OUTCOME)


def _cards(desk: Desk, now: ReviewSession) -> None:
    queue = _narrowed(now.queue)
    # Where names point to nobody, a person may still know who it is: these come last.
    card = next_card(queue.cards or queue.unsuggested, now.skipped)
    if card is None:
        st.html(panels.calm(_("Nothing is left here.")))
        place, _rest = st.columns([1, 2])
        undo_button(place, now)
        return
    draw(card, queue, desk.config)
    answers(card, now)
    search_box(card, desk, queue)
    keys = _("Keys: 1–3 yes, N none, S later, Z undo.")
    st.html(f'<p class="kpi-quiet">{escape(keys)}</p>')


def _narrowed(queue: Queue) -> Queue:
    """By village, group and rung; the rungs with how many cards they have."""
    first, second, third = st.columns(3)
    village = first.selectbox(
        _("Village"), [ALL, *queue.villages], key="review.village", label_visibility="collapsed",
        format_func=lambda code: queue.village_names.get(code, code) if code else _("all villages"),
    )  # fmt: skip
    group = second.selectbox(
        _("Group"), [ALL, *queue.groups], key="review.group", label_visibility="collapsed",
        format_func=lambda code: queue.groups[code] if code else _("all groups"),
    )  # fmt: skip
    within = queue.of(village or None, group or None)
    rung = third.selectbox(
        _("Rung"), [ALL, *RUNG_FILTERS], key="review.rung", label_visibility="collapsed",
        format_func=lambda name: _rung_title(within.rungs, name),
    )  # fmt: skip
    return within.on(rung) if rung else within


def _rung_title(counts: Counter[str], rung: str) -> str:
    if not rung:
        return _("all with a suggestion: {count}", count=format_count(counts.total() - counts[UNSUGGESTED]))
    title = _("No suggestion") if rung == UNSUGGESTED else words.rung_in_words(rung)
    return _("{rung}: {count}", rung=title, count=format_count(counts[rung]))
