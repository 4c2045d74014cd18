"""Times two things in turn, so that a machine that changes its speed changes both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def in_turn(rounds: int, **subjects: Callable[[], object]) -> dict[str, float]:
    """Seconds per subject: the median of the rounds, after one round that does not count.

    Every other round goes backwards: what one leaves behind (memory, caches) must not always meet the same next one.
    """
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    order = list(subjects.items())
    for number in range(rounds + 1):
        order.reverse()
        for name, run in order:
            started = time.perf_counter()
            run()
            if number:
                seconds[name].append(time.perf_counter() - started)
    return {name: statistics.median(values) for name, values in seconds.items()}


def report(title: str, medians: dict[str, float], ours: str) -> None:
    """Prints every median and how many times as long ours takes as each other."""
    print(title)
    for name, seconds in medians.items():
        ratio = "" if name == ours else f"   ours / this = {medians[ours] / seconds:.2f}"
        print(f"  {name:<28} {seconds:8.3f} s{ratio}")
