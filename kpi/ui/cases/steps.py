"""The cases page's parts: the figures, the tables, and the list by code with its filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from kpi.answers.cases import CaseYear, case_year
from kpi.domain.datasets import CASE
from kpi.domain.indicators import REPORTS
from kpi.i18n.formats import format_count, format_date, format_year
from kpi.i18n.messages import _
from kpi.measures.case_lines import CaseLine, CaseState
from kpi.snapshots.village_tables import sent_in_year
from kpi.ui.cases import charts
from kpi.ui.cases.notices import case_notices
from kpi.ui.cases.tables import age_table, handling_block, matrix_table, tallies_in_order, tally_table, year_table
from kpi.ui.drill import case_lines, cases, steps
from kpi.ui.facts import dialog as facts
from kpi.ui.parts import attention, cards, drawing, panels
from kpi.ui.parts.listing import paged
from kpi.ui.parts.notes import noted_of
from kpi.ui.shell.address import in_this_language
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.scope import PageScope

ALL, NOWHERE = "", "-"
ROWS_PER_PAGE = 50
# The widgets' keys stand in the address, so that a link brings back the same list.
STATE, KIND, VILLAGE, PAGE, OPENED = "tinh-trang", "loai-tin", "dia-ban", "cases.page", "cases.opened"


def years(desk: Desk, scope: PageScope) -> tuple[CaseYear, CaseYear] | None:
    """The year to the day looked at, and to the day compared with; None: no log of cases has been loaded."""
    now, before = (desk.ask(case_year, day) for day in (scope.as_of, scope.compared))
    return None if now is None or before is None else (now, before)


def figures(year: CaseYear, before: CaseYear, desk: Desk) -> None:
    """The indicator's card, what its counts are made of, the months, and what needs attention."""
    soon = desk.config.attention.due_soon_days
    first, second, third = st.columns([5, 10, 12])
    with first:
        pair = [desk.status(one.as_of).of(REPORTS) for one in (year, before)]
        st.html(cards.cards([(pair[0], pair[1])], desk.config))
        steps.offer(desk, desk.status(year.as_of), [REPORTS])
    with second:
        title = _("Reports of {year}", year=format_year(year.as_of.year))
        panels.html_panel("year", title, "", year_table(year, before, soon))
    with third:
        unit = desk.config.indicator(REPORTS).spoken_counted_in
        bars = charts.months_bars(year.months, year.as_of, unit, panels.colours(), noted_of(desk, REPORTS))
        drawing.chart_panel(
            "months", _("Month by month"), _("– what came in, and what was closed or past the deadline"), bars,
            steps.bars_open(REPORTS),
        )  # fmt: skip
    notices = case_notices(year, soon)
    panels.html_panel("attention", _("Needs attention"), "", attention.notices_html(notices))


def open_asked(year: CaseYear, desk: Desk) -> None:
    """The list that a month's bar asked for."""
    steps.open_asked(desk, desk.status(year.as_of))


def nothing(year: CaseYear) -> None:
    """In place of tables in which nothing would stand."""
    first = year.as_of.replace(month=1, day=1)
    said = _("No report came in from {first} to {last}.", first=format_date(first), last=format_date(year.as_of))
    panels.html_panel("nothing", _("Reports by code"), "", panels.calm(said))


def tables(year: CaseYear, desk: Desk) -> None:
    """By kind, by channel, by urgency; how long it took; by village and kind."""
    config, whole = desk.config, year.tally
    kinds, channels = (tallies_in_order(year, config, field) for field in ("kind", "channel"))
    ages = age_table(year, config.attention.due_soon_days)
    left, right = st.columns([7, 4])
    with left:
        by_kind = tally_table(_("Kind of report"), kinds, whole)
        panels.html_panel("by-kind", _("By kind of report"), "", by_kind)
        by_channel = tally_table(_("Channel"), channels, whole)
        panels.html_panel("by-channel", _("By channel"), "", by_channel)
    with right:
        panels.html_panel("ages", _("Not closed yet"), _("– the most urgent first"), ages)
        panels.html_panel("handling", _("How long it took"), "", handling_block(year.handling))
    matrix = year.matrix(desk.ask_store(sent_in_year, year.as_of.year))
    if matrix is not None:
        title, drawn = _("Came in, by village and kind"), matrix_table(matrix, config)
        panels.html_panel("matrix", title, _("– small counts are hidden"), drawn)


def listing(year: CaseYear, desk: Desk) -> None:
    """The cases by code, late and open ones first, as the filters let them pass; drawn only for whoever opens it."""
    label = _("Reports by code – for use within the office only, not to be sent outside it")
    asked = any(st.query_params.get(name) for name in (STATE, KIND, VILLAGE))
    with st.container(key="panel-cases"):
        facts.offer(CASE, {line.code: _named(line, desk) for line in year.lines})
        opened = st.expander(label, expanded=asked, key=OPENED, on_change="rerun")
        if opened.open:
            with opened:
                _listing(year, desk)


def _named(line: CaseLine, desk: Desk) -> str:
    """A report as it is chosen by: its code, its kind, when it came in."""
    kind = case_lines.spelling(desk.config, "kind", line.kind)
    return " · ".join((line.code, kind, format_date(line.received_on), case_lines.state_in_words(line.state)))


def _listing(year: CaseYear, desk: Desk) -> None:
    heading = st.container()
    passing = _passing(year, desk)
    note = _("– {count} of {all}", count=format_count(len(passing)), all=format_count(len(year.lines)))
    with heading:
        cases.offer(lambda: _("Reports by code"), note, passing, year, desk, "cases")
    if not passing:
        st.html(panels.calm(_("No report passes these filters.")))
        return
    below = st.container()
    shown = paged(passing, ROWS_PER_PAGE, PAGE)
    below.html(case_lines.line_table(shown, desk.config))


def _passing(year: CaseYear, desk: Desk) -> list[CaseLine]:
    """Draws the filters; what they let pass, the most urgent first."""
    first, second, third = st.columns(3)
    kinds = list(desk.config.lookups["case"]["kind"])
    with first:
        state = _box(_("State"), STATE, list(CaseState), lambda name: case_lines.state_in_words(CaseState(name)))
    with second:
        kind = _box(_("Kind of report"), KIND, kinds, lambda name: case_lines.spelling(desk.config, "kind", name))
    village = ALL
    if desk.config.cases.show_village_by_code:
        with third:
            village = _choose_village(year)
    return [
        line
        for line in year.lines
        if state in (ALL, line.state) and kind in (ALL, line.kind) and village in (ALL, line.village or NOWHERE)
    ]


def _choose_village(year: CaseYear) -> str:
    villages = dict.fromkeys([*year.names.values(), *(line.village or NOWHERE for line in year.lines)])
    return _box(
        _("Village"), VILLAGE, list(villages), lambda name: _("Village not stated") if name == NOWHERE else name
    )


def _box(label: str, key: str, options: Sequence[str], in_words: Callable[[str], str]) -> str:
    in_this_language(key, lambda: {name: in_words(name) for name in options})
    chosen = st.selectbox(
        label, [ALL, *options], key=key, bind="query-params",
        format_func=lambda name: _("All") if name == ALL else in_words(name),
    )  # fmt: skip
    return str(chosen or ALL)
