"""A page whose run another's load overtakes is made anew, so that it shows one state; nothing pressed or said in that run is lost.

Streamlit gives a press to one run only, and what a page says once is taken out of the session by the run that says it. The run that
follows has both again. What this run has stored itself is not done twice: then the press has been answered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, _has_active_trigger_value
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    RunLocation,
    ScriptRunContext,
    ThreadState,
    get_script_run_ctx,
)
from streamlit.runtime.state.common import WidgetMetadata

from kpi.i18n.messages import _
from kpi.store import stored_here

# What takes back that something was said, and how often this thread, or the work it waited for, had stored something before.
_SAID, _BEFORE = "anew.said", "anew.before"


def begin() -> None:
    """The page's run begins."""
    st.session_state[_SAID], st.session_state[_BEFORE] = [], stored_here()


def once(key: str) -> Any:
    """What an earlier run left in the session under this key, for this run only; None: nothing."""
    if key not in st.session_state:
        return None
    found = st.session_state.pop(key)
    said_unless_anew(partial(st.session_state.__setitem__, key, found))
    return found


def said_unless_anew(take_back: Callable[[], object]) -> None:
    """Something was told that no later run tells; where the run is made anew, ``take_back`` lets that one tell it."""
    st.session_state.setdefault(_SAID, []).append(take_back)


def refuse_gone(key: str, options: Collection[object]) -> Callable[[], bool]:
    """Before a box is drawn: whether what stands chosen in it is gone from its options, as Streamlit then puts another in its place.

    The answer is asked for where the press is, and told there.
    """
    chosen = st.session_state.get(key)
    gone = chosen is not None and chosen not in options

    def refused() -> bool:
        if gone:
            st.error(_("What you had chosen is not in the list any more, so nothing was done. Choose again."), icon="✖")
        return gone

    return refused


def has_stored() -> None:
    """Work that this run waited for has stored something."""
    st.session_state[_BEFORE] = -1


def is_whole_page() -> bool:
    """Whether a page is being made: not a part of one that goes on by itself, which keeps to the moment of its page."""
    return (
        get_script_run_ctx(suppress_warning=True) is not None
        and ThreadState.get().run_location is RunLocation.MAIN_SCRIPT
    )


def run_anew() -> NoReturn:
    """Ends the page's run; the next one has its press."""
    run = get_script_run_ctx()
    assert run is not None and run.script_requests is not None
    for take_back in reversed(st.session_state.get(_SAID, [])):
        take_back()
    if stored_here() == st.session_state.get(_BEFORE):
        run.script_requests.request_rerun(RerunData(replay_trigger_states=WidgetStates(widgets=_presses(run))))
    st.rerun()  # joins that request, and says of which page


@contextmanager
def heard(place: DeltaGenerator) -> Iterator[None]:
    """Around what is drawn by a page, or by a part that goes on by itself: of a press on what is not there any more, or is closed,
    ``place`` says that nothing was done."""
    run = get_script_run_ctx()
    if run is None or not (is_whole_page() or run.fragment_ids_this_run):
        yield  # a part that is drawn with its page, which says it
        return
    pressed = _presses(run)  # a closed button takes its press away
    yield
    drawn = run.shared.widget_ids_this_run.snapshot()
    known = run.session_state._state._new_widget_state.widget_metadata
    if any(_is_unheard(press.id in drawn, known.get(press.id)) for press in pressed):
        words = _(
            "The page has changed: what you pressed can be pressed no more, so nothing was done. Look at the page, then press again."
        )
        place.warning(words, icon="⚠")
        st.toast(words, icon="⚠")


def _is_unheard(drawn: bool, button: WidgetMetadata[Any] | None) -> bool:
    """What a press calls has been called before the run, whatever the run draws."""
    return button is None or (button.callback is None and not (drawn and not button.disabled))


def _presses(run: ScriptRunContext) -> list[WidgetState]:
    """The buttons that were pressed before this run; what they called has been called."""
    return [one for one in run.session_state.get_widget_states() if _has_active_trigger_value(one)]
