"""What stands in a page's address: Streamlit writes a widget's choice into it in the words of the language spoken then."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from kpi.language import LANGUAGES, speaking


def in_this_language(name: str, words: Callable[[], Mapping[str, str]]) -> None:
    """Puts a choice that a link says in another language into this one's words, before its widget reads them.

    ``words``: each choice with its words, in the language spoken when it is asked.
    """
    said = st.query_params.get(name)
    ours = words()
    if said is None or said in ours.values():
        return
    for language in LANGUAGES:
        with speaking(language):
            meant = next((choice for choice, text in words().items() if text == said), None)
        if meant is not None and meant in ours:
            st.query_params[name] = ours[meant]
            return
