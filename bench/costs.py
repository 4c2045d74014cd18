"""What a question costs: seconds, work and memory of all processes that have a share in it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import psutil

Told = TypeVar("Told")
# DuckDB takes a process that another one has started for one with somebody at the keyboard, and draws how far it is.
WITHOUT_BAR = "set enable_progress_bar = false"
_FORGET_THE_MOST = "5"  # what the kernel takes for it


@dataclass(frozen=True, slots=True)
class Cost:
    """``work``: seconds of processors; ``memory``: megabytes, of each process the most that it held."""

    seconds: float
    work: float
    memory: int


def own_process() -> ProcessPoolExecutor:
    """One in which nothing has worked yet."""
    return ProcessPoolExecutor(1, get_context("spawn"))


def cost_of(run: Callable[[], Told], process: psutil.Process) -> tuple[Told, Cost]:
    """What ``run`` gives, and what it costs the process and all that it has started."""
    for one in _all(process):
        with suppress(OSError):
            Path(f"/proc/{one.pid}/clear_refs").write_text(_FORGET_THE_MOST)
    worked, started = _work(process), time.perf_counter()
    told = run()
    return told, Cost(time.perf_counter() - started, _work(process) - worked, sum(map(_most, _all(process))) // 1024)


def middle_of(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(
        statistics.median(one.seconds for one in costs),
        statistics.median(one.work for one in costs),
        int(statistics.median(one.memory for one in costs)),
    )


def _all(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _work(process: psutil.Process) -> float:
    return sum(float(spent.user + spent.system) for spent in (one.cpu_times() for one in _all(process)))


def _most(process: psutil.Process) -> int:
    """In kilobytes."""
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
