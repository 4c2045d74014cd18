"""Backups while the server runs, and what has been kept for long enough goes: a scheduler on an office PC is one more thing that
nobody sets up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from kpi.domain import clock
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.office import watch
from kpi.ui.shell.server.logs import keep_log
from kpi.ui.shell.server.warm_up import warm_up

log = logging.getLogger("kpi")
# The first visitor does not wait for what may wait: nothing is due within a minute.
FIRST_ASKED_AFTER_SECONDS, ASKED_EVERY_SECONDS = 60.0, 600.0
PROGRAM = "kpi"  # who acts where nobody does


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, Any]]:
    """From the start of the server to its end: its log kept, warmed up, and asked from time to time whether a backup is due."""
    keep_log()
    watch()  # before anybody asks: not only pages are noted
    async with warm_up(app) as state:
        keeping = asyncio.create_task(_keep())
        try:
            yield state
        finally:
            keeping.cancel()


async def _keep() -> None:
    await asyncio.sleep(FIRST_ASKED_AFTER_SECONDS)
    while True:
        await asyncio.to_thread(keep)
        await asyncio.sleep(ASKED_EVERY_SECONDS)


def keep() -> None:
    """Makes a backup where one is due; where it fails the server goes on, and the overview says that the newest is old."""
    from kpi.operations.backup import back_up_if_due  # loads what no start of the server should wait for

    try:
        desk = open_desk()
        made = back_up_if_due(desk.store, desk.config, clock.now(desk.config.timezone))
    except Exception as error:  # whatever it is, the dashboard goes on
        log.warning("no backup was made: %s", error)
        return
    for one in made:
        log.info("backed up to %s", one.file)
    _clear(desk)


def _clear(desk: Desk) -> None:
    """Removes what the configuration lets nobody keep any longer; where it fails, the next time does it."""
    from kpi.operations.retention import clear_outdated

    try:
        cleared = clear_outdated(desk.store, desk.config, done_by=PROGRAM, at=clock.now(desk.config.timezone))
    except Exception as error:
        log.warning("nothing was removed that has been kept for long enough: %s", error)
        return
    if cleared.noted:
        log.info("removed what had been kept for long enough: note %s", cleared.noted.forgetting)
