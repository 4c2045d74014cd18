"""The dashboard started for a test, as ``streamlit run dashboard.py`` starts it, on a database of the test's own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[1]
# For anything that a test waits for: only a fault takes that long, even where other programs keep the PC busy.
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is given other files for each test; to start one takes longer than most tests do."""

    address: str
    database: Path

    def give(self, folder: Path) -> Path:
        """Puts copies of a database and of all that lies beside it in the place of what a test before left; gives the copy."""
        used = self.database.parent
        fresh = shutil.copytree(folder, Path(mkdtemp(dir=used.parent)) / "fresh")
        for _attempt in range(50):
            if used.exists():
                shutil.rmtree(used.rename(Path(mkdtemp(dir=used.parent)) / "used"), ignore_errors=True)
            with suppress(OSError):  # a page of the test before has made its folder anew meanwhile
                fresh.rename(used)
                return self.database
        raise AssertionError(f"{used} is made anew again and again")


@contextmanager
def dashboard(database: Path, log: Path, config: Path = ROOT / "config.yaml") -> Iterator[str]:
    """A server on a free port; gives its address. What it prints goes to ``log``, and no traceback may be there in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "KPI_CONFIG": str(config),
        "KPI_DATABASE": str(database),
        "KPI_NO_DEMO": "1",
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)
    said = log.read_text("utf-8", errors="replace")
    assert "Traceback" not in said, said[said.index("Traceback") - 500 :]


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{address}/_stcore/health", timeout=PATIENCE_SECONDS) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text('utf-8', errors='replace')}")
