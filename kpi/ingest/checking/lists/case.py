"""A log of reports: which kind a report is of, whether it is closed, and whether its days and its suspension can be true."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from kpi.config.models import Config
from kpi.domain.datasets import CASE, Kind
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ingest.checking.beginnings import words_of
from kpi.ingest.checking.cells import Doubt, longest_first, unquoted
from kpi.ingest.checking.columns import is_word_of, unknown_places
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.own_columns import OwnColumns
from kpi.ingest.checking.noted import OF_A_REPORT, places_of_notes
from kpi.ingest.checking.terms import counts_days, names_term
from kpi.ingest.checking.traits import MOST, CellSample, is_day
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.moments import is_time, parse_moment
from kpi.vietnamese.text import fold, mentions

# What became of a report that is over and done with, in whatever column the log says it.
_OUTCOMES_OF_CLOSED = ("resolved", "forwarded", "rejected", "withdrawn")
# What a header says that tells of a term made longer.
_LONGER = re.compile(r"\b(?:gia han|dinh chi|extend|extension|suspend)")
_HOUR = frozenset(("gio", "gio phut", "thoi gian", "luc", "hour", "time"))  # all that a header of times says
# A day on which something was decided, of which only the outcome says what: of one handed on it is no day of closing.
_DECIDED = re.compile(r"\b(?:quyet dinh|qd)$")
# What a report is that has no result yet.
_NOT_CLOSED = ("open", "late")


# The columns that may call a report late or in time; the last one says nothing else.
_TIMELY = "timely"
_SAYING = ("state", "outcome", _TIMELY)


class CaseChecks(Checks):
    """Kinds and states that are not known, states against days, and days before the day of receipt."""

    def check(self, rows: Rows) -> None:
        _soften_words(rows)
        _leave_decisions(rows)
        timely = called_timely(rows.config)
        for place, received in enumerate(rows.fields["received_at"]):
            called = next(filter(None, (timely(rows.said(place, name)) for name in _SAYING)), None)
            _settle_state(rows, place, called)
            if received is not None:
                _doubt_days(rows, place, received)
            _doubt_suspension(rows, place, received)


class CaseColumns(OwnColumns):
    """Subjects in the column of kinds, what makes a term longer, and what calls a report late or in time."""

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """With the column that only calls closed reports late or in time ("Đánh giá": Trễ hạn), to be compared with their days. Of one
        that is not closed it may say how things stand: a column that nobody knows then stays one that is asked about."""
        layout = _with_hours(sheet, layout)
        timely = called_timely(config)
        closed = [row for row in sheet.rows[layout.body :] if layout.cell(row, "closed_at").strip()]
        rest = [row for row in sheet.rows[layout.body :] if not layout.cell(row, "closed_at").strip()]
        asked = {place for place in layout.places_of(layout.unknown) if CellSample.of(rest, place).cells}
        places = (place for place in layout.places_of(layout.beside) if place not in asked)
        found = next(
            (one for one in places if _holds(closed, one, lambda cell: timely(cell) is not None)),
            None,
        )
        layout = layout if found is None else layout.helped(_TIMELY, found)
        return _with_notes(sheet, layout, config)

    def clear(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """Without the column of kinds where none of its cells is a kind: it says what the reports are about, or that they are no
        reports at all; the kind is then read from the title, or asked."""
        due = layout.positions.get("due_at")
        if due is not None and counts_days(CellSample.of(sheet.rows[layout.body :], due)):
            layout = layout.without("due_at")
        if "kind" not in layout.positions:
            return layout
        column = CellSample.of(sheet.rows[layout.body :], layout.positions["kind"])
        if not column.cells or column.share(is_word_of(CASE.column("kind"), layout, config)):
            return layout
        return layout.turned("kind", "subject")

    def asks_about(self, sheet: Sheet, layout: Layout, config: Config) -> list[str]:  # noqa: ARG002
        """Whatever says more of an extension or a suspension, in whatever cells: without its basis an extension does not count; and
        terms in days ("Thời hạn (ngày)": 7), for which the rules may have others."""
        columns = {place: CellSample.of(sheet.rows[layout.body :], place) for place in unknown_places(layout)}
        terms = {place: CellSample.of(sheet.rows[layout.body :], place) for place in layout.places_of(layout.needless)}
        return [
            *(
                layout.headers[one]
                for one in columns
                if columns[one].cells and _LONGER.search(fold(layout.headers[one]))
            ),
            *(layout.headers[one] for one in terms if counts_days(terms[one]) and names_term(layout.headers[one])),
        ]


def _with_hours(sheet: Sheet, layout: Layout) -> Layout:
    """The layout with the times of day that stand in columns of their own: beside a day of the same name ("Giờ tiếp nhận"), or right
    before or behind one ("Giờ", "Giờ xong" behind "Ngày xử lý xong")."""
    rows, unknown = sheet.rows[layout.body :], unknown_places(layout)
    for name in [column.name for column in CASE.columns if column.kind is Kind.MOMENT]:
        if (first := layout.positions.get(name)) is None:
            continue
        beside = [place for place, field in layout.rivals if field == name]
        near = [
            place
            for place in unknown
            if abs(place - first) == 1 and _is_hour_of(layout.headers[place], layout.headers[first])
        ]
        hours = [place for place in (first, *(beside or near)) if _holds(rows, place, is_time)]
        days = [place for place in (first, *beside) if _holds(rows, place, _is_bare_day)]
        if len(hours) == 1 and days:
            layout = layout.timed(name, days[0], hours[0])
            unknown = [place for place in unknown if place != hours[0]]
    return layout


def _is_hour_of(header: str, day: str) -> bool:
    """Whether a header names the time of day, and no other day than the one beside it."""
    said = fold(header)
    return said in _HOUR or (said.startswith("gio ") and set(said.split()[1:]) <= set(fold(day).split()))


def _holds(rows: Sequence[Sequence[str]], place: int, fits: Callable[[str], bool]) -> bool:
    return CellSample.of(rows, place).share(fits) >= MOST


def _is_bare_day(cell: str) -> bool:
    return is_day(cell) and not parse_moment(cell).has_time


def _with_notes(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout with the rows whose notes say what another column should: a longer term, a report that stands twice or was called
    off, or the closing of one that has no day of it."""
    known, places, noted = config.recognition, places_of_notes(layout, config), {}
    for number, row in enumerate(sheet.rows[layout.body :] if places else (), start=layout.body + 1):
        words = (
            known.notes_of_reports
            if layout.cell(row, "closed_at").strip()
            else (*known.notes_of_reports, *known.notes_of_closing)
        )
        said = " ".join(row[place] for place in places if place < len(row)).strip()
        if said and any(mentions(said, word) for word in words):
            noted[number] = OF_A_REPORT
    return replace(layout, noted=noted) if noted else layout


def _soften_words(rows: Rows) -> None:
    """A kind that is not known still counts where the log itself gives the deadline, a state where it gives the closing day."""
    states, timely, fields = dict(words_of(rows.config, CASE, "state")), called_timely(rows.config), rows.fields
    for place in list(rows.problems):
        for problem in rows.faults(place, CASE.column("outcome")):
            if fields["closed_at"][place] is not None and timely(problem.value or "") is not None:
                rows.problems[place].remove(problem)  # "Trước hạn" beside the day of closing says no other result
                continue
            # "Đang giải quyết" in the column of results: there is none yet.
            if (state := states.get(fold(problem.value or ""))) in _NOT_CLOSED:
                rows.problems[place].remove(problem)
                rows.fields["state"][place] = rows.fields["state"][place] or state
        if rows.fields["due_at"][place] is not None and rows.soften(place, CASE.column("kind")):
            rows.fields["kind"][place] = "other"
        if rows.fields["closed_at"][place] is not None:
            rows.soften(place, CASE.column("state"))


def _leave_decisions(rows: Rows) -> None:
    """The day of a decision closes a report unless it goes on: handed on, or still open. What nobody knows to have been decided is
    asked about."""
    column = CASE.column("closed_at")
    if not _DECIDED.search(fold(rows.headers.get("closed_at", ""))):
        return
    for place, decided in enumerate(rows.fields["closed_at"]):
        if decided is None:
            continue
        unknown = rows.faults(place, CASE.column("outcome"))
        if unknown or (rows.fields["outcome"][place] is None and rows.fields["state"][place] is None):
            message = _(
                "what was decided on this day is not known, nor whether it closes the report; explain the result"
            )
            doubt = Doubt("unknown_decision", message, "error" if unknown else "warning")
            rows.doubt(place, column, format_date(decided), doubt)
        elif _goes_on(rows, place):
            rows.fields["closed_at"][place] = None
            rows.fields["state"][place] = rows.fields["state"][place] or "open"
            message = _("the day of a decision after which the report goes on; it does not close the report")
            rows.doubt(place, column, format_date(decided), Doubt("decided_not_closed", message, "warning"))


def _goes_on(rows: Rows, place: int) -> bool:
    state = rows.fields["state"][place]
    return state in _NOT_CLOSED or (state is None and rows.fields["outcome"][place] == "forwarded")


def called_timely(config: Config) -> Callable[[str], str | None]:
    """What a cell calls a report, "late" or "in_time"; None where it calls it neither."""
    words = longest_first(config.recognition.timely)
    return cache(lambda cell: next((meaning for word, meaning in words if f" {word} " in f" {fold(cell)} "), None))


def _settle_state(rows: Rows, place: int, called: str | None) -> None:
    """A report is closed by its day, else by its state, else by its outcome; what two of them say against each other is doubted.

    A report that was refused or called off is closed, too: its outcome says how.
    """
    fields = rows.fields
    closed, state = fields["closed_at"][place], fields["state"][place]
    if state is None and closed is None and fields["outcome"][place] in _OUTCOMES_OF_CLOSED:
        state = fields["state"][place] = "closed"
    if state == "void" and fields["outcome"][place] is None:
        fields["outcome"][place] = "rejected"
    if closed is None and state in ("closed", "void"):
        message = _(
            "closed, but on which day is not written: it counts neither as in time nor as late until the day is known"
        )
        rows.doubt(place, CASE.column("closed_at"), None, Doubt("closed_without_day", message, "warning"))
    if closed is not None and state == "open":
        day = format_date(closed)
        rows.doubt(place, CASE.column("closed_at"), day, unquoted("closed_but_open", "warning"))
    if closed is None and state == "late":
        called = "late"
    elif closed is None:
        called = None
    if called is not None and fields["suspended_from"][place] is None:
        _doubt_called(rows, place, closed, called)


def _doubt_called(rows: Rows, place: int, closed: datetime | None, called: str) -> None:
    """What a log calls a closed report against its days, by which alone it counts, and an open one without a deadline. Whether an
    extension counts, its basis decides."""
    fields = rows.fields
    deadlines = [
        (fields[name][place], fields[known][place])
        for name, known in (("due_at", "due_has_time"), ("extended_to", "extended_has_time"))
        if fields[name][place] is not None
    ]
    if called == "late" and not deadlines:
        message = _("called late, but without a deadline; whether it was late is reckoned by the rules for its kind")
    elif called == "in_time" and not deadlines:
        message = _(
            "called in time, but without a deadline; whether it was in time is reckoned by the rules for its kind"
        )
    elif closed is None:
        return  # whether its deadline has passed turns on the day that is asked
    elif called == "late" and not any(_is_late(closed, fields["closed_has_time"][place], deadlines)):
        message = _("called late, but by its days it was closed in time; it counts by its days")
    elif called == "in_time" and all(_is_late(closed, fields["closed_has_time"][place], deadlines)):
        message = _("called in time, but by its days it was closed late; it counts by its days")
    else:
        return
    shown = None if closed is None else format_date(closed)
    rows.doubt(place, CASE.column("closed_at"), shown, Doubt("called_otherwise", message, "warning"))


def _is_late(closed: datetime, has_time: bool, deadlines: Iterable[tuple[datetime, bool]]) -> list[bool]:
    """Of each deadline whether it had passed; where an hour is missing the days are compared."""
    return [
        closed > deadline if is_hour and has_time else closed.date() > deadline.date()
        for deadline, is_hour in deadlines
    ]


def _doubt_days(rows: Rows, place: int, received: datetime) -> None:
    """A report cannot be closed or due before the day of its receipt, nor its time extended to such a day: it would count in a
    year in which it was not."""
    hint = _("received on {day}", day=format_date(received))
    codes = {
        "closed_at": "closed_before_received", "due_at": "due_before_received", "extended_to": "extended_before_received",
    }  # fmt: skip
    for name, code in codes.items():
        moment = rows.fields[name][place]
        if moment is not None and moment.date() < received.date():
            rows.doubt(place, CASE.column(name), format_date(moment), unquoted(code, "error", hint))


def _doubt_suspension(rows: Rows, place: int, received: datetime | None) -> None:
    """A suspension counts from receipt at the earliest, and one that ends before it begins stops no clock; both are told."""
    begin, end = rows.fields["suspended_from"][place], rows.fields["suspended_to"][place]
    if begin is None:
        return
    if end is not None and end < begin:
        hint = _("suspended on {day}", day=format_date(begin))
        doubt = unquoted("suspension_backwards", "warning", hint)
        rows.doubt(place, CASE.column("suspended_to"), format_date(end), doubt)
    elif received is not None and begin.date() < received.date():
        hint = _("received on {day}", day=format_date(received))
        doubt = unquoted("suspended_before_received", "warning", hint)
        rows.doubt(place, CASE.column("suspended_from"), format_date(begin), doubt)
