"""How long a person waits for the first cards, and for moving between pages, beside a trivial Streamlit page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench.timing import in_turn, report
from tests.conftest import CHROMIUM_ARGUMENTS, find_chromium

TRIVIAL = "import streamlit as st\nst.metric('a', 1)\n"


def serve(script: Path, environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """A server on a free port, ready to answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true"],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urlopen(f"{address}/_stcore/health", timeout=1).close()
            return server, address
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not start")


def main() -> None:
    browser_file = find_chromium()
    if browser_file is None:
        sys.exit("no Chromium-family browser found")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "kpi.duckdb"
        words = [sys.executable, "-m", "kpi", "--database", str(database), "demo", "--folder", str(folder / "sample")]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        trivial = folder / "trivial.py"
        trivial.write_text(TRIVIAL)
        servers = [serve(Path("dashboard.py"), {"KPI_DATABASE": str(database)}), serve(trivial, {})]
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=browser_file, args=CHROMIUM_ARGUMENTS)
                page = browser.new_page(viewport={"width": 1366, "height": 768})

                def open_page(address: str, wanted: str) -> None:
                    page.goto(address)
                    page.wait_for_selector(wanted)

                opened = in_turn(
                    7,
                    ours=lambda: open_page(servers[0][1], ".kpi-card"),
                    trivial_page=lambda: open_page(servers[1][1], "[data-testid=stMetricValue]"),
                )
                report("opening the page, until the cards are there (warm server and browser)", opened, "ours")
                open_page(servers[0][1], ".kpi-card")
                report("moving to another page and back again", in_turn(7, ours=lambda: move(page)), "ours")
                browser.close()
        finally:
            for server, _address in servers:
                server.terminate()


def move(page: Page) -> None:
    """From the overview to the households and back; the time of both ways."""
    links = page.get_by_test_id("stSidebarNavLink")
    links.nth(1).click()
    page.get_by_role("heading", name="Hộ dân", exact=True).first.wait_for()
    links.nth(0).click()
    page.get_by_role("heading", name="Tổng quan", exact=True).first.wait_for()


if __name__ == "__main__":
    main()
