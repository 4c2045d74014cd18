"""The boxes of a part: each filled with what the file says, its comment beside it, and what is wrong below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.config.models import Config
from kpi.i18n.formats import NOTHING
from kpi.i18n.messages import _
from kpi.ui.parts import panels
from kpi.ui.settings.fields import TERMS, Box, BoxFault, SettingField, as_typed, said_of
from kpi.ui.shell.faults import plain
from kpi.ui.shell.scope import EARLIEST, LATEST

LONGEST = 500
# A box of more lines stays as tall as this, in pixels.
MOST_LINES, TALL = 14, 320


def draw(
    fields: Sequence[SettingField],
    keys: Mapping[str, str],
    row: Mapping[str, Any],
    config: Config,
    comments: Mapping[str, str],
    faults: Sequence[BoxFault],
) -> None:
    """Every box, its comment beside it, else what it is for; two in a line where none has either. ``keys``: where the session keeps
    what is typed."""
    commented = any(comments.values()) or any(field.note for field in fields)
    sides: Sequence[DeltaGenerator] = ()
    for number, field in enumerate(fields):
        fill(field, keys[field.key], row)
        if commented:
            sides = st.columns([3, 2], vertical_alignment="center")
            said = comments[field.key]
            sides[1].html(comment(said) if said or not field.note else panels.calm(_(field.note)))
        elif number % 2 == 0:
            sides = st.columns(2)
        with sides[0 if commented else number % 2]:
            _box(field, keys[field.key], config)
            tell(faults, field.key)


def comment(text: str) -> str:
    """What the file's comments say, in the language of the file."""
    return f'<p class="kpi-calm" lang="vi">{escape(text)}</p>'


def tell(faults: Sequence[BoxFault], key: str) -> None:
    """What is wrong in a box."""
    for fault in faults:
        if fault.key == key:
            st.error(plain(fault.words), icon="✖")


def fill(field: SettingField, key: str, row: Mapping[str, Any]) -> None:
    """What stands in a box at first."""
    state, value = st.session_state, said_of(field, row)
    if field.box is Box.TERM:
        measure, count = next(((name, count) for name, count in (value or {}).items() if count), ("days", 1))
        state.setdefault(key, count)
        state.setdefault(f"{key}.measure", measure)
    elif field.box in (Box.TEXT, Box.LINES, Box.DAYS, Box.PERCENT, Box.NUMBER):
        state.setdefault(key, as_typed(field, value))
    elif field.box is Box.CHOICES:
        state.setdefault(key, list(value or []))
    elif field.box is Box.FLAG:
        state.setdefault(key, bool(value))
    elif field.box is Box.CHOICE and field.empty:
        state.setdefault(key, value or "")
    else:
        state.setdefault(key, value)


def typed(field: SettingField, key: str) -> Any:
    """What stands in a box now."""
    state = st.session_state
    return {state[f"{key}.measure"]: state[key]} if field.box is Box.TERM else state[key]


def _box(field: SettingField, key: str, config: Config) -> None:
    label = _(field.label)
    match field.box:
        case Box.LINES | Box.DAYS:
            lines = str(st.session_state.get(key, "")).count("\n")
            st.text_area(label, key=key, height="content" if lines < MOST_LINES else TALL)
        case Box.DAY:
            st.date_input(label, key=key, min_value=EARLIEST, max_value=LATEST, format="DD/MM/YYYY")
        case Box.COUNT:
            st.number_input(label, key=key, min_value=0, max_value=1200, step=1)
        case Box.YEAR:
            st.number_input(label, key=key, min_value=2000, max_value=2100, step=1)
        case Box.CHOICE:
            names = {"": NOTHING, **field.choices(config)} if field.empty else field.choices(config)
            st.selectbox(label, list(names), key=key, format_func=lambda one: names.get(one, one))
        case Box.CHOICES:
            names = field.choices(config)
            st.multiselect(label, list(names), key=key, format_func=lambda one: names.get(one, one))
        case Box.FLAG:
            st.checkbox(label, key=key)
        case Box.TERM:
            count, measure = st.columns(2, vertical_alignment="bottom")
            count.number_input(label, key=key, min_value=1, max_value=1200, step=1)
            measure.selectbox(_("counted in"), list(TERMS), key=f"{key}.measure", format_func=lambda one: _(TERMS[one]))
        case _:
            st.text_input(label, key=key, max_chars=LONGEST)
