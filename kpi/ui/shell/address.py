"""What stands in a page's address: Streamlit writes a widget's choice into it in the words of the language spoken then."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from kpi.i18n.messages import LANGUAGES, speaking


def in_this_language(name: str, words: Callable[[], Mapping[str, str]]) -> None:
    """Applies a choice that a link names in another language, before its widget is drawn, which knows its own words only.

    ``name``: the widget's key, which stands in the address; ``words``: each choice with its words, in the language spoken when it
    is called.
    """
    said = st.query_params.get(name)
    if said is None or name in st.session_state:
        return  # once it has been drawn, the widget keeps what its reader chose
    ours = words()
    if said in ours.values():
        return
    for language in LANGUAGES:
        with speaking(language):
            meant = next((choice for choice, text in words().items() if text == said), None)
        if meant is not None and meant in ours:
            st.session_state[name] = meant
            return
