"""Coroutines asked by tests that are none."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def awaited(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """What it answers, on a thread of its own: after a test of the browser a loop runs on this one."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, asked).result()
