"""Whose password is looked at now: a hash takes 64 MB and a core, so whoever asks often must not keep others out.

Whoever has signed in from the same address before waits for his like only. Of all others one password is looked at after the other,
some wait, and the rest are told to come again: however many ask, the pages of those who are in go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kpi.domain.errors import UserError
from kpi.i18n.messages import _

MOST_WAITING = 8


class Turns:
    """One turn at a time for those who are known where they are, one for all others."""

    def __init__(self) -> None:
        self._known, self._others = asyncio.Semaphore(1), asyncio.Semaphore(1)
        self._waiting = 0

    @asynccontextmanager
    async def of(self, *, known: bool) -> AsyncIterator[None]:
        """A turn; refused where too many who are not known wait."""
        if known:
            async with self._known:
                yield
            return
        if self._waiting >= MOST_WAITING:
            raise UserError(
                _("Too many are signing in at this moment"), remedy=_("Try again in a minute."), code="many_sign_in"
            )
        self._waiting += 1
        try:
            async with self._others:
                yield
        finally:
            self._waiting -= 1
