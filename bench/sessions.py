"""Twenty sessions that click through the pages at once: how long a page run takes, and the server's memory, beside a trivial page.

Twice: each session clicks when its reader has looked for some seconds; and, harder than any meeting, all click in the same instant.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from random import Random
from threading import Barrier

from bench.pages import AS_IT_COMES, TRIVIAL, serve
from bench.visitor import Visitor
from kpi.config import load_config
from kpi.sample.loading import fill_with_sample
from kpi.store import open_store

SESSIONS, CLICKS = 20, 11
READING_SECONDS = (2.0, 6.0)
PAGES = (
    "",
    "ho-dan",
    "doanh-nghiep",
    "co-quan",
    "thon-nhom",
    "tin-bao",
    "tien-do",
    "phuong-phap",
    "chat-luong",
    "nhat-ky",
)

Reader = Callable[[int, Visitor], list[float]]


def sample(folder: Path) -> Path:
    """The sample in a database of its own."""
    store = open_store(folder / "kpi.duckdb")
    fill_with_sample(store, load_config(Path("config.yaml")), folder / "files")
    return store.path


def megabytes(process: int, what: str) -> int:
    """A line of the process's own account: ``VmRSS`` now, ``VmHWM`` at its highest."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) // 1000


def reading(pages: Sequence[str]) -> Reader:
    """Each looks at a page for some seconds before he clicks on the next one."""

    def read(number: int, visitor: Visitor) -> list[float]:
        chance, seconds = Random(number), []
        for click in range(CLICKS):
            time.sleep(chance.uniform(*READING_SECONDS))
            seconds.append(visitor.open(pages[(number + click) % len(pages)]).seconds)
        return seconds

    return read


def in_one_instant(pages: Sequence[str]) -> Reader:
    """All click together, each on another page, and wait for one another."""
    start = Barrier(SESSIONS)

    def read(number: int, visitor: Visitor) -> list[float]:
        seconds = []
        for click in range(CLICKS):
            start.wait()
            seconds.append(visitor.open(pages[(number + click) % len(pages)]).seconds)
        return seconds

    return read


def clicks(address: str, read: Reader) -> list[float]:
    """The seconds of every click of all sessions, each after a first page that does not count."""
    with ExitStack() as stack, ThreadPoolExecutor(SESSIONS) as pool:
        visitors = [stack.enter_context(Visitor(address)) for _session in range(SESSIONS)]
        for visitor in visitors:
            visitor.open()
        return [second for seconds in pool.map(read, range(SESSIONS), visitors) for second in seconds]


def each_alone(address: str, pages: Sequence[str]) -> None:
    """Every page by one visitor, so that the slow ones are known; the first opening fills the caches."""
    with Visitor(address) as visitor:
        for page in pages:
            runs = [visitor.open(page) for _time in range(6)][1:]
            print(
                f"  /{page:<14} {statistics.median(run.seconds for run in runs) * 1000:6.0f} ms {runs[-1].bytes // 1000:6} kB"
            )


def tell(title: str, seconds: list[float]) -> None:
    parts = statistics.quantiles(seconds, n=20)
    print(f"  {title:<28} median {parts[9]:6.3f} s   95 % within {parts[18]:6.3f} s   longest {max(seconds):6.3f} s")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trivial = folder / "trivial.py"
        trivial.write_text(TRIVIAL)
        quiet = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
        ours = serve(Path("dashboard.py"), {"KPI_DATABASE": str(sample(folder)), **quiet})
        peer = serve(trivial, quiet | AS_IT_COMES)
        subjects = (("ours", ours, PAGES), ("trivial_page", peer, ("",)))
        try:
            for title, (_server, address), pages in subjects:
                print(f"one visitor, {title}")
                each_alone(address, pages)
            for how, reader in (("each after some seconds", reading), ("all in one instant", in_one_instant)):
                print(f"{SESSIONS} sessions, {how}")
                for title, (_server, address), pages in subjects:
                    tell(title, clicks(address, reader(pages)))
            for title, (server, _address), _pages in subjects:
                print(
                    f"memory {title}: {megabytes(server.pid, 'VmRSS')} MB, at its highest {megabytes(server.pid, 'VmHWM')} MB"
                )
        finally:
            for server, _address in (ours, peer):
                server.terminate()


if __name__ == "__main__":
    main()
