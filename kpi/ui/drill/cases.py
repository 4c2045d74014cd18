"""The lists behind the figures of the cases: by code, as many rows as the figure says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

import streamlit as st

from kpi.answers.cases import SETTLED_FIGURES, CaseYear, MonthsOf, case_year, month_of
from kpi.config.models import Config
from kpi.domain.indicators import REPORTS
from kpi.i18n.formats import format_count, format_month
from kpi.i18n.messages import N_, _
from kpi.measures.case_lines import CaseLine
from kpi.ui.drill import case_lines
from kpi.ui.parts import listing, panels, words
from kpi.ui.parts.downloads import download
from kpi.ui.parts.tables import book
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.opening import Asked

ALL, UNSTATED = "", "-"
ROWS_PER_PAGE = 50
KEY = "list.cases"
WORDS = {
    "not_in_time": N_("Late or not by the full procedure"),
    "on_time": N_("In time"),
    "incomplete": N_("In time, procedure incomplete"),
    "late": N_("Late"),
    "settled": N_("Closed or past the deadline"),
    "open": N_("In progress, not yet due"),
    "soon": N_("Due soon"),
    "suspended": N_("Suspended, no day of resumption yet"),
    "no_clock": N_("No deadline can be worked out"),
    "received": N_("Received in the year"),
    "carried": N_("Carried over from the year before"),
    "unjudged": N_("Closed, but cannot be judged"),
    "undated": N_("Closed, day not known"),
    "unknown": N_("Not known yet: the log that has the report ends before the deadline"),
    "earlier": N_("Late in an earlier year and still not closed"),
}
# These are offered even when they are empty: the card shows their figures.
_ALWAYS = ("not_in_time", "on_time", "settled", "open", "received")


def show(desk: Desk, as_of: date, known_at: datetime, opened: Asked | None = None) -> None:
    """The choice of a figure, of its months, of a kind and of a channel, and its list; first what a month's bar ``opened``."""
    year = desk.ask(case_year, as_of, known_at)
    if year is None:
        return
    months: MonthsOf | None = None if opened is None else opened.about
    key = KEY if opened is None else f"{KEY}.{opened.times}"
    first, second, third, fourth = st.columns([5, 3, 3, 3])
    with first:
        which = _choose_figure(year, months, key)
    with second:
        span = _choose_months(which, year.listed(which), months, key)
    listed = [line for line in year.listed(which) if span is None or span[0] <= month_of(line, which) <= span[1]]
    with third:
        kind = _choose(_("Kind of report"), "kind", listed, desk, key)
    with fourth:
        channel = _choose(_("Channel"), "channel", listed, desk, key)
    chosen = {"kind": kind, "channel": channel}
    rows = tuple(line for line in listed if all(_fits(line, field, value) for field, value in chosen.items()))

    def title() -> str:
        said = f"{_(WORDS[which])}: {words.amount(len(rows), desk.config.indicator(REPORTS).spoken_counted_in)}"
        spans = () if span is None else (_months_in_words(span),)
        return " · ".join(
            (said, *spans, *(_word(desk, field, value) for field, value in chosen.items() if value != ALL))
        )

    _list(title, rows, year, desk)


def _choose_months(
    which: str, listed: Sequence[CaseLine], opened: MonthsOf | None, key: str
) -> tuple[date, date] | None:
    """One of the months that the figure's cases belong to, or those that a bar opened; None: all."""
    asked = None if opened is None else (opened.first, opened.last)
    there = {(month, month) for month in (month_of(line, which) for line in listed)}
    spans = sorted(there if asked is None else there | {asked})
    label = _("Month in which it counts") if which in SETTLED_FIGURES else _("Month of receipt")
    return st.selectbox(
        label, [None, *spans], index=0 if asked is None else 1 + spans.index(asked),
        key=f"{key}.months.{which in SETTLED_FIGURES}.{len(spans)}",
        format_func=lambda span: _("All") if span is None else _months_in_words(span),
    )  # fmt: skip


def _months_in_words(span: tuple[date, date]) -> str:
    return " – ".join(dict.fromkeys(map(format_month, span)))


def _choose_figure(year: CaseYear, opened: MonthsOf | None, key: str) -> str:
    counts = {name: len(year.listed(name)) for name in WORDS}
    offered = [name for name, count in counts.items() if count or name in _ALWAYS]
    first = 0 if counts["not_in_time"] else 1
    if opened is not None and opened.figure in offered:
        first = offered.index(opened.figure)
    which: str = st.selectbox(
        _("Figure"), offered, index=first, key=f"{key}.which",
        format_func=lambda name: f"{_(WORDS[name])}: {format_count(counts[name])}",
    )  # fmt: skip
    return which


def _choose(label: str, field: str, lines: Sequence[CaseLine], desk: Desk, key: str) -> str:
    """One of the kinds or channels that the figure's cases have."""
    there = {_value(line, field) for line in lines}
    options = [value for value in (*desk.config.lookups["case"][field], UNSTATED) if value in there]
    chosen: str = st.selectbox(
        label, [ALL, *options], key=f"{key}.{field}.{'.'.join(options)}",
        format_func=lambda value: _("All") if value == ALL else _word(desk, field, value),
    )  # fmt: skip
    return chosen


def _value(line: CaseLine, field: str) -> str:
    return (line.kind if field == "kind" else line.channel) or UNSTATED


def _fits(line: CaseLine, field: str, value: str) -> bool:
    return value in (ALL, _value(line, field))


def _word(desk: Desk, field: str, value: str) -> str:
    return _("Not stated") if value == UNSTATED else case_lines.spelling(desk.config, field, value)


def _list(title: Callable[[], str], rows: Sequence[CaseLine], year: CaseYear, desk: Desk) -> None:
    """The title with the number of rows, the workbook, and the rows a page at a time."""
    offer(title, "", rows, year, desk, KEY)
    if not rows:
        st.html(panels.calm(_("No report stands on this list.")))
        return
    rows = listing.narrowed(rows, case_lines.line_columns(desk.config), ROWS_PER_PAGE, KEY)
    below = st.container()
    shown = listing.paged(rows, ROWS_PER_PAGE, f"{KEY}.page")
    if shown:
        below.html(case_lines.line_table(shown, desk.config))


def offer(title: Callable[[], str], note: str, rows: Sequence[CaseLine], year: CaseYear, desk: Desk, key: str) -> None:
    """The heading of a list of cases, with its workbook; its title in the language of each."""
    make = listing.made_apart(desk, lambda notes: workbook(title(), rows, year, desk.config, notes))
    listing.heading(title(), note, key, f"tin-bao_{year.as_of.isoformat()}.xlsx", make, there=bool(rows))


def workbook(title: str, lines: Sequence[CaseLine], year: CaseYear, config: Config, notes: Sequence[str] = ()) -> bytes:
    """The list in the order given, that says of itself where it may go."""
    columns, rows = book(lines, case_lines.line_columns(config))
    return download(columns, rows, title, year.as_of, notes=[_("For use within the office only"), *notes])
