"""What a visitor chooses for himself: the language (kept in the address, so that a link speaks it, too) and the theme.

Either choice loads the page anew (``page.js``): so widgets and Streamlit write all their words afresh. Files and
slides go to others: they stay in the language of the configuration.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kpi.i18n.messages import LANGUAGES, N_, _, ask_where_unsaid, speak, spoken

ADDRESS = "lang"
_CHOSEN, _SPOKEN = "settings.chosen", "settings.spoken"
# By Streamlit's own names.
THEMES = {"System": N_("As the computer"), "Light": N_("Light"), "Dark": N_("Dark")}


def hear(configured: str) -> None:
    """Speaks the language that the address asks for, else what this session chose before, else the configured one."""
    asked = st.query_params.get(ADDRESS)
    if asked in LANGUAGES:
        st.session_state[_CHOSEN] = asked
    chosen = st.session_state.get(_CHOSEN, configured)
    st.session_state[_SPOKEN] = chosen
    speak(chosen)
    if chosen != configured:
        st.query_params[ADDRESS] = chosen  # moving between pages clears it
    else:
        st.query_params.pop(ADDRESS, None)


def switches() -> str:
    """The switches, one below the other."""
    themes = {theme: _(name) for theme, name in THEMES.items()}
    return _row("language", _("Language"), LANGUAGES, spoken()) + _row("theme", _("Theme"), themes)


def _row(what: str, title: str, choices: Mapping[str, str], on: str = "") -> str:
    """Buttons of which one is on; of the theme only the browser knows which. Each language's name is in that language."""
    tongue = ' lang="{}"' if what == "language" else ""
    buttons = "".join(
        f'<button type="button"{tongue.format(name)} data-kpi-{what}="{name}"'
        f' aria-pressed="{str(name == on).lower()}">{escape(word)}</button>'
        for name, word in choices.items()
    )
    return f'<div class="kpi-choices" role="group" aria-label="{escape(title)}"><p>{escape(title)}</p>{buttons}</div>'


def _of_session() -> str | None:
    """What this session speaks: callbacks and fragments run before the page says so."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    said: str | None = st.session_state.get(_SPOKEN)
    return said


ask_where_unsaid(_of_session)
