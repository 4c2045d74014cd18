"""Memory is looked through now and then: Streamlit looks through all of it after every page run, which took half of a run."""

from __future__ import annotations

import asyncio
import gc
from itertools import count

TIDY_SECONDS = 20


async def tidy_now_and_then() -> None:
    """Looks for garbage every 20 seconds while pages are run, and puts aside within a second what Streamlit found in use."""
    known = tidied = -1
    for second in count():
        if second % TIDY_SECONDS == 0 and _collections() != tidied:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            known = tidied = _collections()
        elif _collections() != known:
            gc.freeze()
            known = _collections()
        await asyncio.sleep(1)


def _collections() -> int:
    """How often all memory was looked through: by Streamlit once a page run, or here."""
    number: int = gc.get_stats()[2]["collections"]
    return number
