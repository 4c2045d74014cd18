"""Ends the tick of a part of a page that runs by itself: else it asks the server once a second for as long as the page is open.

Streamlit tells the browser so only of a part that has gone; none of its calls does it from within.
"""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState, get_script_run_ctx


def stop_ticking() -> None:
    """To be called in the fragment that is to run by itself no more."""
    run, part = get_script_run_ctx(suppress_warning=True), ThreadState.get().fragment_id
    if run is not None and part is not None:
        told = ForwardMsg()
        told.stop_auto_rerun.fragment_ids.append(part)
        run.enqueue(told)
