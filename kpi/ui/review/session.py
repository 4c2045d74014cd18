"""What the review page keeps between clicks: the queue as it was read, what was settled, skipped and can be undone.

The queue is read once and then shortened card by card; it is read anew when somebody else has changed the store. So the
thousandth card comes as fast as the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st

from kpi.domain import clock
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.review import decisions
from kpi.review.decisions import NOBODY, Saying, Step
from kpi.review.queue import Card, Queue, queue
from kpi.ui.shell.actor import last_actor
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.work import awaited

STATE, OUTCOME, FAULT, NAME = "review.state", "review.outcome", "review.fault", "review.name"


@dataclass(slots=True)
class Done:
    """One step that can be undone, and the cards that it settled."""

    step: Step
    cards: tuple[Card, ...]
    said: str


@dataclass(slots=True)
class ReviewSession:
    """The review under way in this session."""

    stamp: str
    queue: Queue
    skipped: list[tuple[str, str]] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    settled: int = 0


def state(desk: Desk) -> ReviewSession:
    """The review under way; the queue is read when the page opens and when the store was changed from elsewhere."""
    place = st.empty()
    kept: ReviewSession | None = st.session_state.get(STATE)
    if kept is not None and kept.stamp == desk.stamp:
        return kept
    waiting = awaited(_("Comparing names"), lambda _progress: desk.ask(queue, desk.observed()[-1]), place)
    fresh = ReviewSession(open_desk().stamp, waiting)  # names compared for it may have been kept meanwhile
    if kept is not None:
        fresh.done, fresh.skipped, fresh.settled = kept.done, kept.skipped, kept.settled
    st.session_state[STATE] = fresh
    return fresh


def actor() -> str:
    """Who decides at this screen; without a name nothing is decided."""
    name = last_actor()
    if not name:
        raise UserError(
            _("Write who decides"), remedy=_("The name stands beside every decision: fill in the box above.")
        )
    return name


@contextmanager
def faults_kept() -> Iterator[None]:
    """Keeps a step's refusal in a callback until the page is drawn and shows it."""
    try:
        yield
    except UserError as error:
        st.session_state[FAULT] = error


def give(desk: Desk, sayings: list[Saying], why: str, name: str = "") -> Step:
    """Notes decisions in the name of the person at this screen, or the one given."""
    return decisions.decide(
        desk.store, desk.config, sayings, reason=why, decided_by=name or actor(), at=clock.now(desk.config.timezone)
    )


def next_card(cards: tuple[Card, ...], skipped: list[tuple[str, str]]) -> Card | None:
    """The first card that was not put off; when all were, the one that was put off first."""
    fresh = next((card for card in cards if card.key not in skipped), None)
    if fresh is not None or not skipped:
        return fresh
    by_key = {card.key: card for card in cards}
    return next((by_key[key] for key in skipped if key in by_key), None)


def confirm(card_key: tuple[str, str], entity: tuple[str, str], why: str) -> None:
    """Yes to one entity of a card."""
    _settle(card_key, [entity], confirmed=True, why=why)


def deny(card_key: tuple[str, str], entities: list[tuple[str, str]]) -> None:
    """No to every entity that the card shows."""
    _settle(card_key, entities, confirmed=False, why=_("none of the entries shown"))


def settle_as_nobody(card_key: tuple[str, str]) -> None:
    """The member speaks for nobody, and is asked about no more."""
    card = _open_card(card_key)
    if card is not None:
        _note(card, [Saying(card.member, NOBODY, True)], None, _("speaks for nobody on the registers"))


def _settle(card_key: tuple[str, str], entities: list[tuple[str, str]], *, confirmed: bool, why: str) -> None:
    card = _open_card(card_key)
    if card is not None:
        sayings = [Saying(card.member, f"{kind}:{code}", confirmed) for kind, code in entities]
        _note(card, sayings, entities[0] if confirmed else None, why)


def _open_card(card_key: tuple[str, str]) -> Card | None:
    """A key pressed twice names a card that is settled already: the second time nothing happens."""
    now: ReviewSession = st.session_state[STATE]
    return next((card for card in (*now.queue.cards, *now.queue.unsuggested) if card.key == card_key), None)


def _note(card: Card, sayings: list[Saying], entity: tuple[str, str] | None, why: str) -> None:
    """Gives the words about one card; ``entity``: whom it was confirmed for."""
    now: ReviewSession = st.session_state[STATE]
    with faults_kept():
        desk = open_desk()
        step = give(desk, sayings, why)
        if desk.stamp == now.stamp:
            now.stamp = (
                open_desk().stamp
            )  # nothing but this decision has changed the store: the queue need not be read anew
        now.queue = now.queue.settled(card.key, entity)
        now.settled += 1
        now.done.append(Done(step, (card,), card.display_names[0]))


def confirm_all(cards: tuple[Card, ...], why: str, name: str) -> Step:
    """Yes to the best option of each card, all in one step."""
    chosen = [(card, card.best) for card in cards if card.best is not None]
    sayings = [Saying(card.member, f"{best.entity_kind}:{best.entity_code}", True) for card, best in chosen]
    return give(open_desk(), sayings, why, name)


def note_all(cards: tuple[Card, ...], step: Step) -> None:
    """Such a step can be undone, too."""
    now: ReviewSession = st.session_state[STATE]
    settled = tuple(card for card in cards if card.best is not None)
    count = format_count(len(settled))
    now.settled += len(settled)
    now.done.append(Done(step, settled, _("{count} persons", count=count)))
    now.stamp = ""  # so many at once: the queue is read anew
    st.session_state[OUTCOME] = _("{count} persons have been confirmed. Z takes it back.", count=count)


def put_off(card_key: tuple[str, str]) -> None:
    """The card comes again when all others are through."""
    now: ReviewSession = st.session_state[STATE]
    if card_key in now.skipped:
        now.skipped.remove(card_key)
    now.skipped.append(card_key)


def undo() -> None:
    """Takes the last step back; its cards are open again."""
    now: ReviewSession = st.session_state[STATE]
    if not now.done:
        return
    last = now.done[-1]
    desk = open_desk()
    with faults_kept():
        decisions.take_back(
            desk.store,
            desk.config,
            last.step,
            reason=_("taken back in the review"),
            decided_by=actor(),
            at=clock.now(desk.config.timezone),
        )
        now.done.pop()
        now.settled -= len(last.cards)
        now.stamp = ""
        st.session_state[OUTCOME] = _("Taken back: {what}", what=last.said)
