"""Whether the server can answer: for a service manager or a monitor, which nobody signs in for. It says nothing else."""

from __future__ import annotations

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import JSONResponse

from kpi.access.acting import acting_as
from kpi.access.user import ANYBODY
from kpi.ui.shell.desk import open_desk

log = logging.getLogger("kpi")
# A load may hold the database for minutes, and nothing is wrong then.
WAITS_SECONDS = 3.0
_under_way: asyncio.Task[bool] | None = None


async def health(_request: Request) -> JSONResponse:
    """200 while the configuration is sound and the database opens (``busy``: a load is writing to it), else 503.

    However often it is asked, one question at a time goes to the database; a few milliseconds each.
    """
    global _under_way
    if _under_way is None or _under_way.done():
        _under_way = asyncio.create_task(asyncio.to_thread(can_answer))
    asked = _under_way
    await asyncio.wait({asked}, timeout=WAITS_SECONDS)
    status = "busy" if not asked.done() else "ok" if asked.result() else "unavailable"
    code = 503 if status == "unavailable" else 200
    return JSONResponse({"status": status}, code, headers={"Cache-Control": "no-store"})


def can_answer() -> bool:
    """Asks the database itself, not what is kept of earlier answers; why not goes to the log alone."""
    try:
        with acting_as(ANYBODY):  # the server asks for itself, whoever wants to know
            open_desk().store.is_empty()
    except Exception as error:  # whatever it is, the server does not answer then
        log.warning("not healthy: %s", error)
        return False
    return True
