"""Bordered parts of a page: a heading, and a block below it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from kpi.ui.parts.look import Palette, palette


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


def narrow() -> bool:
    """Whether the page was opened on a screen as narrow as a phone's (``page.js``): there nothing stands beside a bar."""
    return st.context.cookies.get("kpi_hep") == "1"


def section(title: str, note: str = "") -> None:
    """A panel's heading."""
    st.html(_heading(title, note))


def _heading(title: str, note: str) -> str:
    more = f" <span>{escape(note)}</span>" if note else ""
    return f'<h2 class="kpi-section">{escape(title)}{more}</h2>'


def html_panel(key: str, title: str, note: str, html: str) -> None:
    """A heading and a block of our own HTML, drawn as one: a browser works for each element, however small."""
    with st.container(key=f"panel-{key}", border=True):
        st.html(Drawn(f'<div class="kpi-panel">{_heading(title, note)}<div>{html}</div></div>'))


def calm(text: str) -> str:
    """A sentence in place of something that cannot be shown."""
    return f'<p class="kpi-calm">{escape(text)}</p>'


def facts(rows: list[tuple[str, str]]) -> str:
    """Names and numbers, the numbers to the right."""
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows)
    return f'<dl class="kpi-facts">{items}</dl>'
