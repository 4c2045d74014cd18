"""Notes: what happened on a day or in a span of days ("đợt cao điểm tuyên truyền"), pinned to the whole plan or to an indicator.

They explain figures and are none. Nothing is deleted: a note is struck out with a reason, and what was frozen with it keeps it.
Source: docs/decisions/reports.md#notes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.domain.errors import UserError
from kpi.domain.indicators import ORDER
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.citizens import refuse_citizens
from kpi.snapshots.personal import citizens_of, in_words
from kpi.store import DayNote, Store
from kpi.vietnamese.text import clean_text

LONGEST = 120
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@needs(Right.FIGURES)
def notes(store: Store) -> tuple[DayNote, ...]:
    """Every note, those that are struck out, too, oldest first."""
    return tuple(store.notes())


def standing(found: Iterable[DayNote], start: date, end: date, known_at: datetime | None = None) -> tuple[DayNote, ...]:
    """The notes on days from ``start`` to ``end`` that stood at a moment (None: now), by the day on which they begin."""
    shown = (note for note in found if note.starts_on <= end and note.ends_on >= start and note.stood_at(known_at))
    return tuple(sorted(shown, key=lambda note: (note.starts_on, note.note)))


@needs(Right.LISTS, Right.LOGS, noted=N_("a note was written"))
def write(
    store: Store,
    words: str,
    start: date,
    end: date | None = None,
    indicator: str | None = None,
    *,
    noted_by: str,
    at: datetime,
    known: Collection[str] = ORDER,
) -> int:
    """Pins words to a day, or to the days up to ``end``; of the whole plan where no indicator is named. Its number.

    ``known``: the indicators of the plan that is spoken of.
    """
    said, name, last = clean_text(words), clean_text(noted_by), end or start
    if not said or not name:
        raise UserError(
            _("A note needs its words and who writes it"), remedy=_("Fill in the empty boxes."), code="empty_note"
        )
    if len(said) > LONGEST:
        raise UserError(
            _("The text is too long"),
            expected=_("at most {count} letters", count=format_count(LONGEST)),
            code="too_long",
        )
    if not EARLIEST <= start <= last <= LATEST:
        raise UserError(
            _("These days cannot be right"), found=f"{format_date(start)} – {format_date(last)}",
            expected=_("a first day, and a last one that does not lie before it"), code="no_such_day",
        )  # fmt: skip
    if indicator is not None and indicator not in known:
        raise UserError(
            _("There is no such indicator"), found=indicator, expected=", ".join(known), code="unknown_indicator"
        )
    refuse_citizens(said, name)
    _refuse_personal(store, said)
    with store.writing() as writer:
        return writer.note_words(start, last, indicator, said, noted_by=name, known_at=writer.moment(at))


@needs(Right.LISTS, Right.LOGS, noted=N_("a note was struck out"), about="note")
def strike(store: Store, note: int, *, reason: str, struck_by: str, at: datetime) -> None:
    """Strikes a note out from now on; it stays to be seen with the reason, and in what was frozen with it."""
    why, name = clean_text(reason), clean_text(struck_by)
    if not why or not name:
        raise UserError(
            _("A note is struck out with a reason and a name"), remedy=_("Fill in the empty boxes."), code="no_reason"
        )
    refuse_citizens(why, name)
    _refuse_personal(store, why)
    with store.writing() as writer:
        if not writer.strike_note(note, why, struck_by=name, known_at=writer.moment(at)):
            raise UserError(_("There is no such note that stands"), found=str(note), code="unknown_note")


def refuse_personal_notes(store: Store, found: Iterable[DayNote]) -> None:
    """Refuses a paper with notes that lead to a citizen by lists that came later."""
    for note in found:
        _refuse_personal(store, note.words, _("note {number}", number=format_count(note.note)))


def _refuse_personal(store: Store, text: str, place: str = "") -> None:
    found = citizens_of(store).found_in(text)
    if found:
        raise UserError(
            _("A note leads to a citizen"), place=place, found=in_words(found),
            expected=_("what happened, with posts and villages"),
            remedy=_("Take it out; a note that stands is struck out and written anew."),
            code="personal_note",
        )  # fmt: skip
