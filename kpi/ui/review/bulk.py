"""Confirming a whole rung of a village in one go, after a look at some of it."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from html import escape

import streamlit as st

from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.review.queue import SAMPLE_SIZE, Card, Queue, rungs_in_bulk, sample
from kpi.ui.parts import panels, words
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.review.session import ReviewSession, actor, confirm_all, note_all
from kpi.ui.shell.faults import faults_shown
from kpi.ui.shell.work import carry_out

SEEN = "review.bulk.seen"


def draw(now: ReviewSession) -> None:
    """What can be confirmed together, a sample of it, and the button."""
    found = rungs_in_bulk(now.queue.cards)
    if not found:
        st.html(panels.calm(_("There is nothing that could be confirmed together.")))
        return
    with st.container(key="panel-bulk", border=True):
        panels.section(_("Confirm a whole rung of a village"), _("– after a look at a sample of it"))
        chosen = st.selectbox(
            _("Village and rung"), list(found), key="review.bulk.choice",
            format_func=lambda key: _title(key, found[key], now.queue),
        )  # fmt: skip
        if chosen is None:
            return
        cards = found[chosen]
        # Of these very cards: where somebody else has decided on one of them, the sample is to be looked at anew.
        seed = sha256(repr((chosen, now.queue.as_of, [card.key for card in cards])).encode()).hexdigest()
        st.html(_table(sample(cards, seed)))
        left, right = st.columns([3, 2], vertical_alignment="center")
        seen = left.checkbox(_("I have looked at the sample, and every row is right"), key=f"{SEEN}.{seed}")
        why = _(
            "the whole rung “{rung}”, after a look at {seen} of {count}",
            rung=words.rung_in_words(chosen[1]), seen=min(SAMPLE_SIZE, len(cards)), count=len(cards),
        )  # fmt: skip
        count = format_count(len(cards))
        sure = right.button(
            _("Confirm all {count}", count=count), key="review.bulk.confirm", type="primary", width="stretch", disabled=not seen
        )  # fmt: skip
        title = _("Confirming {count} persons", count=count)
        if not sure:
            return
        with faults_shown():
            name = actor()
            if carry_out(title, lambda _progress: confirm_all(cards, why, name), partial(note_all, cards)):
                st.rerun()


def _title(key: tuple[str, str], cards: tuple[Card, ...], queue: Queue) -> str:
    village, rung = key
    return _(
        "{village} – {rung}: {count} persons",
        village=queue.village_names.get(village, village), rung=words.rung_in_words(rung), count=format_count(len(cards)),
    )  # fmt: skip


def _table(cards: tuple[Card, ...]) -> str:
    columns = [HtmlColumn(_("Display name")), HtmlColumn(_("Best suggestion")), HtmlColumn(_("Why"), long=True)]
    rows = []
    for card in cards:
        best = card.best
        if best is not None:
            rows.append([" · ".join(card.display_names), f"{best.entity_code} · {best.name}", best.why])
    return table(columns, rows, alt=escape(_("Sample of what would be confirmed")))
