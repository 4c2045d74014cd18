"""A chart in its panel, and beside it its numbers as a table, that lead where the chart's marks lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from kpi.i18n.formats import format_date
from kpi.i18n.messages import _, speaking, spoken
from kpi.ui.parts import listing, panels
from kpi.ui.parts.downloads import download
from kpi.ui.parts.figures import CONFIG, NOWHERE, Chart, ChartNumbers
from kpi.ui.parts.tables import book
from kpi.ui.parts.tables import listing as table
from kpi.ui.shell.desk import open_desk
from kpi.ui.shell.faults import plain
from kpi.ui.shell.server.charting import checked

# In pixels, so that a chart fills its panel; the style sheet lets it grow with the screen.
HEIGHT = 276
ROWS_PER_PAGE = 100
Opens = Callable[[Any], None]


def chart_panel(key: str, title: str, note: str, chart: Chart, opens: Opens | None = None) -> None:
    """A heading, a chart that fills the rest of the panel, and its numbers for whoever asks.

    ``opens``: what a press on one of the chart's marks, or on a row of the numbers, does with what it speaks of.
    """
    with st.container(key=f"panel-{key}", border=True, height=HEIGHT):
        panels.section(title, note)
        _offer_numbers(key, chart.numbers, opens)
        if opens is None or not chart.marks:
            st.plotly_chart(
                checked(chart.figure), key=f"chart-{key}", height="stretch", theme=None, config=CONFIG, alt=chart.alt
            )
            return
        # Drawn anew after each press, a chart holds none: so the same mark can be pressed again.
        drawn = f"chart-{key}-{st.session_state.setdefault(_presses(key), 0)}"
        st.plotly_chart(
            checked(chart.figure), key=drawn, height="stretch", theme=None, config=CONFIG, alt=chart.alt,
            selection_mode="points", on_select=lambda: _press(key, drawn, chart, opens),
        )  # fmt: skip


def _press(key: str, drawn: str, chart: Chart, opens: Opens) -> None:
    st.session_state[_presses(key)] += 1
    pressed = {(point["curve_number"], point["point_index"]) for point in st.session_state[drawn].selection.points}
    mark = next((mark for mark in chart.marks if (mark.trace, mark.place) in pressed), None)
    if mark is not None:
        opens(mark.about)


def _presses(key: str) -> str:
    return f"chart.{key}.presses"


def _offer_numbers(key: str, numbers: ChartNumbers, opens: Opens | None) -> None:
    """The button that opens the table over the page, made only for whoever asks."""
    if not st.button(_("Numbers"), key=f"numbers-{key}", type="tertiary"):
        return
    language = spoken()

    def inside() -> None:
        with speaking(language):  # drawn anew at each step through it, apart from the page
            _show_numbers(key, numbers, opens)

    title = _("{indicator} – as of {date}", indicator=_(numbers.title), date=format_date(numbers.as_of))
    st.dialog(plain(title), width="large")(inside)()


def _show_numbers(key: str, numbers: ChartNumbers, opens: Opens | None) -> None:
    make = listing.made_apart(open_desk(), lambda notes: _workbook(numbers, notes))
    file_name = f"{key}_{numbers.as_of.isoformat()}.xlsx"
    with st.container(key=f"counts-{key}"):
        listing.heading(
            _("Numbers of the chart"), numbers.note, f"counted-{key}", file_name, make, there=bool(numbers.rows)
        )
        above = st.container()
        rows = listing.paged(numbers.rows, ROWS_PER_PAGE, f"counted-{key}.page")
        leads = [NOWHERE if opens is None else numbers.about(row) for row in rows]
        columns = numbers.columns()

        def pressed(place: int) -> str | None:
            return None if leads[place] is NOWHERE else f"press-{key}-{place}"

        above.html(panels.Drawn(table(rows, columns, numbers.whole, alt=_(numbers.title), presses=pressed)))
        if opens is not None:
            _buttons(key, [columns[0].on_screen(row) for row in rows], leads, opens)


def _buttons(key: str, names: list[str], leads: list[Any], opens: Opens) -> None:
    """What the rows of the table press (``tables.js``); nowhere on the screen."""
    with st.container(key=f"presses-{key}"):
        for place, (name, about) in enumerate(zip(names, leads, strict=True)):
            if about is NOWHERE:
                continue
            if st.button(plain(name), key=f"press-{key}-{place}", on_click=opens, args=(about,)):
                st.rerun()  # the page opens what was asked for, in place of the numbers


def _workbook(numbers: ChartNumbers, notes: list[str]) -> bytes:
    whole = [] if numbers.whole is None else [numbers.whole]
    titles, rows = book([*numbers.rows, *whole], numbers.columns())
    return download(titles, rows, _(numbers.title), numbers.as_of, notes=notes)
