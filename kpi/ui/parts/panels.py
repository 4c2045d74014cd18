"""Bordered parts of a page: a heading, and a chart or a block below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from kpi.i18n.messages import _
from kpi.ui.parts.figures import CONFIG, Chart
from kpi.ui.parts.look import Palette, palette
from kpi.ui.shell.faults import plain

# In pixels, so that a chart fills its panel; the style sheet lets it grow with the screen.
CHART_HEIGHT = 276


@dataclass(frozen=True, slots=True)
class Drawn:
    """Long markup for ``st.html``, passed on as it is: a plain string is first searched for an indentation to take away,
    which takes 5 ms of the tables of 400 villages, at every run."""

    markup: str

    def _repr_html_(self) -> str:
        return self.markup


def colours() -> Palette:
    """The palette of the theme that the visitor sees."""
    return palette(st.context.theme.type)


def section(title: str, note: str = "") -> None:
    """A panel's heading."""
    more = f" <span>{escape(note)}</span>" if note else ""
    st.html(f'<h2 class="kpi-section">{escape(title)}{more}</h2>')


def chart_panel(key: str, title: str, note: str, chart: Chart, opens: Callable[[Any], None] | None = None) -> None:
    """A heading and a chart that fills the rest of the panel.

    ``opens``: what a press on one of the chart's marks does with what the mark speaks of; the numbers beside the heading do the
    same for whoever has no mouse.
    """
    with st.container(key=f"panel-{key}", border=True, height=CHART_HEIGHT):
        section(title, note)
        if opens is None or not chart.marks:
            st.plotly_chart(
                chart.figure, key=f"chart-{key}", height="stretch", theme=None, config=CONFIG, alt=chart.alt
            )
            return
        _numbers(key, chart, opens)
        # Drawn anew after each press, a chart holds none: so the same mark can be pressed again.
        drawn = f"chart-{key}-{st.session_state.setdefault(_presses(key), 0)}"
        st.plotly_chart(
            chart.figure, key=drawn, height="stretch", theme=None, config=CONFIG, alt=chart.alt,
            selection_mode="points", on_select=lambda: _press(key, drawn, chart, opens),
        )  # fmt: skip


def _press(key: str, drawn: str, chart: Chart, opens: Callable[[Any], None]) -> None:
    st.session_state[_presses(key)] += 1
    pressed = {(point["curve_number"], point["point_index"]) for point in st.session_state[drawn].selection.points}
    mark = next((mark for mark in chart.marks if (mark.trace, mark.place) in pressed), None)
    if mark is not None:
        opens(mark.about)


def _presses(key: str) -> str:
    return f"chart.{key}.presses"


def _numbers(key: str, chart: Chart, opens: Callable[[Any], None]) -> None:
    """Every mark in words, to be opened by keys; made only for whoever asks."""
    box = st.popover(_("Numbers"), key=f"numbers-{key}", type="tertiary", on_change="rerun")
    if box.open:
        with box, st.container(key=f"marks-{key}"):
            for number, mark in enumerate(chart.marks):
                st.button(
                    plain(mark.words),
                    key=f"mark-{key}-{number}",
                    type="tertiary",
                    on_click=_choose,
                    args=(key, mark.about, opens),
                )


def _choose(key: str, about: Any, opens: Callable[[Any], None]) -> None:
    st.session_state[f"numbers-{key}"] = False  # what was asked for is opened, and the numbers are out of its way
    opens(about)


def html_panel(key: str, title: str, note: str, html: str) -> None:
    """A heading and a block of our own HTML."""
    with st.container(key=f"panel-{key}", border=True):
        section(title, note)
        st.html(Drawn(html))


def calm(text: str) -> str:
    """A sentence in place of something that cannot be shown."""
    return f'<p class="kpi-calm">{escape(text)}</p>'


def facts(rows: list[tuple[str, str]]) -> str:
    """Names and numbers, the numbers to the right."""
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows)
    return f'<dl class="kpi-facts">{items}</dl>'
