"""Warm-up: Streamlit imports plotly when the first chart is drawn, and runs no script before the first visitor comes."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

from kpi.ui.shell.desk import open_desk
from kpi.ui.shell.scope import resolve
from kpi.ui.shell.server.sockets import send_at_once

log = logging.getLogger("kpi")


@asynccontextmanager
async def warm_up(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Imports and answers beforehand what the first visitor needs; the page shows him a fault, the server starts anyway."""
    import_module("plotly.graph_objects")
    try:
        now = open_desk()
        if not now.store.is_empty():
            scope = resolve(None, None, now.observed())
            now.is_simulated()
            now.overview(scope.as_of, scope.compared)
    except Exception as error:  # whatever it is, the server starts and the page says it
        log.warning("warm-up left out: %s", error)
    send_at_once()
    gc.freeze()  # what start-up made stays; no search for garbage looks through it again
    yield {}
