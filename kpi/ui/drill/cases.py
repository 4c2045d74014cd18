"""The lists behind the figures of the cases: by code, as many rows as the figure says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

import streamlit as st

from kpi.answers.cases import CaseYear, case_year
from kpi.config.models import Config
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.measures.case_lines import CaseLine
from kpi.measures.flows import INDICATOR
from kpi.ui.drill import case_lines
from kpi.ui.parts import listing, panels, words
from kpi.ui.parts.downloads import download
from kpi.ui.parts.tables import book
from kpi.ui.shell.desk import Desk

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


def show(desk: Desk, as_of: date, known_at: datetime) -> None:
    """The choice of a figure, of a kind and of a channel, and its list."""
    year = desk.ask(case_year, as_of, known_at)
    if year is None:
        return
    first, second, third = st.columns([5, 3, 3])
    with first:
        which = _choose_figure(year)
    listed = year.listed(which)
    with second:
        kind = _choose(_("Kind of report"), "kind", listed, desk)
    with third:
        channel = _choose(_("Channel"), "channel", listed, desk)
    chosen = {"kind": kind, "channel": channel}
    rows = tuple(line for line in listed if all(_fits(line, field, value) for field, value in chosen.items()))

    def title() -> str:
        said = f"{_(WORDS[which])}: {words.amount(len(rows), desk.config.indicator(INDICATOR).spoken_counted_in)}"
        return " · ".join((said, *(_word(desk, field, value) for field, value in chosen.items() if value != ALL)))

    _list(title, rows, year, desk)


def _choose_figure(year: CaseYear) -> str:
    counts = {name: len(year.listed(name)) for name in WORDS}
    offered = [name for name, count in counts.items() if count or name in _ALWAYS]
    which: str = st.selectbox(
        _("Figure"), offered, index=0 if counts["not_in_time"] else 1, key=f"{KEY}.which",
        format_func=lambda name: f"{_(WORDS[name])}: {format_count(counts[name])}",
    )  # fmt: skip
    return which


def _choose(label: str, field: str, lines: Sequence[CaseLine], desk: Desk) -> str:
    """One of the kinds or channels that the figure's cases have."""
    there = {_value(line, field) for line in lines}
    options = [value for value in (*desk.config.lookups["case"][field], UNSTATED) if value in there]
    chosen: str = st.selectbox(
        label, [ALL, *options], key=f"{KEY}.{field}.{'.'.join(options)}",
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
