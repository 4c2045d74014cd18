"""Waits for the turn to open the file: another process has it for a short while only."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.store.duckdb.breakage import is_busy

PATIENCE_SECONDS = 20.0
_Opened = TypeVar("_Opened")


def patiently(path: Path, opening: Callable[[], _Opened], patience: float = PATIENCE_SECONDS) -> _Opened:
    """What ``opening`` gives; while another process holds the file it is tried again until patience (in seconds) ends.

    Every other fault is the engine's or the system's own (``duckdb.Error``, ``OSError``).
    """
    give_up_at = time.monotonic() + patience
    pause = 0.01
    while True:
        try:
            return opening()
        except (duckdb.Error, OSError) as error:
            if not is_busy(error):
                raise
            if time.monotonic() > give_up_at:
                raise still_busy(path) from None
            time.sleep(pause)
            pause = min(pause * 2, 0.25)


def still_busy(path: Path) -> UserError:
    """Another program has had the file for longer than anybody waits."""
    return UserError(
        _("The database is busy"),
        place=str(path),
        found=_("another program has been writing to it for {seconds} seconds", seconds=int(PATIENCE_SECONDS)),
        remedy=_("Wait for the other program to end, then try again."),
        code="busy",
    )
