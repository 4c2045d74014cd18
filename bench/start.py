"""From the start of the dashboard until it answers, and until its first page is drawn: seconds and the server's work.

With accounts and without, in turn; ``--before FOLDER`` names an older program to be started in turn with them, and then to run each
page in turn with this one.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil

import tests.access.visitor
from bench.sessions import PAGES, with_accounts
from bench.visitor import Visitor
from tests.accounts import PASSWORD
from tests.serving import PATIENCE_SECONDS, ROOT

ROUNDS, RUNS = 7, 20


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds until it answers and until the page is drawn, and how long the server worked for each."""

    answers: float
    drawn: float
    worked_to_answer: float
    worked_to_draw: float


@dataclass(frozen=True, slots=True)
class Subject:
    """A program with the sample in a database of its own."""

    program: Path
    database: Path
    signs_in: bool = False

    @classmethod
    def of(cls, program: Path, folder: Path, *, signs_in: bool = False) -> Subject:
        folder.mkdir()
        made = cls(program, folder / "kpi.duckdb", signs_in)
        fill = [sys.executable, "-m", "kpi", "demo", "--folder", str(folder / "files")]
        subprocess.run(fill, cwd=program, env=made.environment, check=True, stdout=subprocess.DEVNULL)
        if signs_in:
            with_accounts(made.database)
        return made

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "KPI_DATABASE": str(self.database), "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}

    @contextmanager
    def running(self) -> Iterator[tuple[int, str]]:
        """Starts it, and ends it afterwards; its process and address."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "dashboard.py",
            "--server.port",
            str(port),
            "--server.headless",
            "true",
        ]
        server = subprocess.Popen(
            command, cwd=self.program, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/_stcore/health")
            yield server.pid, address
        finally:
            server.terminate()
            server.wait(PATIENCE_SECONDS)

    def start(self) -> Start:
        """Starts it, has its first page drawn, and ends it."""
        began = time.perf_counter()
        with self.running() as (process, address):
            answers, worked = time.perf_counter() - began, _worked(process)
            cookie = ""
            if self.signs_in:
                person = tests.access.visitor.Visitor(address)
                person.sign_in("nguoi0", PASSWORD)
                cookie = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
            with Visitor(address, cookie) as visitor:
                visitor.open()
            return Start(answers, time.perf_counter() - began, worked, _worked(process))


def pages_again(subjects: Mapping[str, Subject]) -> None:
    """The server's work for each page that is opened again, milliseconds a run: the median of rounds in which they take turns."""
    with ExitStack() as stack:
        running = {title: stack.enter_context(subject.running()) for title, subject in subjects.items()}
        visitors = {title: stack.enter_context(Visitor(address)) for title, (_process, address) in running.items()}
        print("a page again, the server's work")
        for page in (*PAGES, "bao-cao", "hop-ban-chi-dao", "doi-soat", "nhap-du-lieu"):
            found: dict[str, list[float]] = {title: [] for title in subjects}
            for number in range(ROUNDS + 1):
                for title in sorted(subjects, reverse=number % 2 == 1):
                    process, worked = running[title][0], _worked(running[title][0])
                    for _run in range(RUNS):
                        visitors[title].open(page)
                    if number:
                        found[title].append((_worked(process) - worked) / RUNS * 1000)
            medians = {title: statistics.median(times) for title, times in found.items()}
            now, before = medians["nobody_signs_in"], medians["before"]
            print(f"  /{page:<16} {now:6.1f} ms   before {before:6.1f} ms   this / before = {now / before:.2f}")


def _wait_for(address: str) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        try:
            urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    sys.exit("the server did not start")


def _worked(process: int) -> float:
    spent = psutil.Process(process).cpu_times()  # in hundredths of a second
    return float(spent.user + spent.system)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--before", type=Path, help="the folder of an older program")
    before = asked.parse_args().before
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subjects = {"nobody_signs_in": Subject.of(ROOT, folder / "plain")}
        subjects["accounts"] = Subject.of(ROOT, folder / "office", signs_in=True)
        if before:
            subjects["before"] = Subject.of(before.absolute(), folder / "before")
        found: dict[str, list[Start]] = {title: [] for title in subjects}
        order = list(subjects)
        for number in range(ROUNDS + 1):
            order.reverse()
            for title in order:
                start = subjects[title].start()
                if number:
                    found[title].append(start)
        if before:
            pages_again({title: subjects[title] for title in ("nobody_signs_in", "before")})
    for what in Start.__slots__:
        print(what.replace("_", " "))
        plain = statistics.median(getattr(one, what) for one in found["nobody_signs_in"])
        for title, starts in found.items():
            seconds = statistics.median(getattr(one, what) for one in starts)
            print(f"  {title:<18} {seconds:6.2f} s   nobody signs in / this = {plain / seconds:.2f}")


if __name__ == "__main__":
    main()
