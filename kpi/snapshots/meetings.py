"""The steering committee's meetings: each looks at one frozen state, and what it decides is looked at again by the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain.datasets import Kind
from kpi.domain.errors import UserError
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.cells import holds_citizen_number
from kpi.judgement.tasks import is_past
from kpi.snapshots.personal import refuse_typed
from kpi.store import Conclusion, FrozenState, Store
from kpi.vietnamese.text import clean_text

STATES = {"open": N_("in progress"), "done": N_("done"), "dropped": N_("dropped")}
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Meeting:
    """A frozen state with what came before it and what it decided; ``earlier`` were open when it began, or are of the one before.

    A report's frozen state is no meeting, unless something was concluded on it.
    """

    state: FrozenState
    earlier: tuple[Conclusion, ...]
    decided: tuple[Conclusion, ...]


@needs(Right.FIGURES)
def reported(store: Store) -> frozenset[int]:
    """The numbers of the frozen states that went up as reports."""
    return frozenset(report.number for report in store.reports())


@needs(Right.FIGURES)
def meeting(store: Store, number: int | None, config: Config | None = None) -> Meeting:
    """One meeting by the number of its frozen state; None: the newest.

    ``config``: beside others of the plan that it speaks of alone; None: of whatever plan.
    """
    from kpi.snapshots.freezing import states_shown  # only where a page asks: no start waits for it

    with store.one_view():
        own = None if config is None else {number, *(state.number for state in states_shown(store, config))}
        states = {state.number: state for state in store.frozen_states() if own is None or state.number in own}
        conclusions, reports = [row for row in store.conclusions() if row.meeting in states], reported(store)
    held = (states.keys() - reports) | {row.meeting for row in conclusions}
    number = max(held, default=None) if number is None else number
    if number not in states:
        raise UserError(_("There is no frozen state of this number"), found=str(number or "—"), code="unknown_state")
    previous = max((one for one in held if one < number), default=None)
    return Meeting(states[number], _earlier(conclusions, states[number], previous), _of(conclusions, number))


def _of(conclusions: Sequence[Conclusion], number: int) -> tuple[Conclusion, ...]:
    return tuple(row for row in conclusions if row.meeting == number)


def _earlier(conclusions: Sequence[Conclusion], state: FrozenState, previous: int | None) -> tuple[Conclusion, ...]:
    """All of the meeting before, and of older ones what was open when this one began."""
    return tuple(
        row
        for row in conclusions
        if row.meeting < state.number
        and (row.meeting == previous or row.state == "open" or row.state_known_at >= state.frozen_at)
    )


@needs(Right.MEETINGS, noted=N_("what a meeting concluded was noted"), about="meeting")
def conclude(
    store: Store, meeting_number: int, decision: str, post: str, due_on: date | None, *, noted_by: str, at: datetime
) -> int:
    """Keeps a conclusion: what is to be done, which post is responsible, and until when; its number."""
    decision, post, noted_by = (clean_text(text) for text in (decision, post, noted_by))
    _refuse_empty(decision, post, noted_by)
    _refuse_personal(store, decision, post)
    meeting(store, meeting_number)  # a number that does not exist is refused
    with store.writing() as writer:
        return writer.note_conclusion(
            meeting_number, decision, post, due_on, noted_by=noted_by, known_at=writer.moment(at)
        )


@needs(Right.MEETINGS, noted=N_("how far a conclusion is was noted"), about="conclusion")
def note_state(store: Store, conclusion: int, state: str, remark: str, *, noted_by: str, at: datetime) -> None:
    """Notes that a conclusion is done, dropped or open again."""
    remark, noted_by = clean_text(remark), clean_text(noted_by)
    if state not in STATES or not noted_by:
        raise UserError(_("A state needs a name beside it"), remedy=_("Write who notes it."), code="no_name")
    _refuse_personal(store, remark)
    with store.writing() as writer:
        writer.note_conclusion_state(conclusion, state, remark, noted_by=noted_by, known_at=writer.moment(at))


def is_overdue(conclusion: Conclusion, day: date) -> bool:
    """Open past its day."""
    return conclusion.state == "open" and is_past(conclusion.due_on, day)


def _refuse_empty(decision: str, post: str, noted_by: str) -> None:
    if not decision or not post or not noted_by:
        raise UserError(
            _("A conclusion needs what is to be done, the responsible post and who notes it"),
            remedy=_("Fill in the empty boxes."),
            code="empty_conclusion",
        )


def _refuse_personal(store: Store, *texts: str) -> None:
    """A conclusion speaks of posts and villages; what leads to a citizen is never kept, a long text may be a report's."""
    if any(holds_citizen_number(text, Kind.TEXT) for text in texts):
        raise UserError(
            _("A citizen's number (CCCD) is never stored"), remedy=_("Take the number out."), code="never_stored"
        )
    if any(len(text) > LONGEST for text in texts):
        raise UserError(
            _("The text is too long"), expected=_("at most {count} letters", count=LONGEST), code="too_long"
        )
    refuse_typed(store, *texts)
