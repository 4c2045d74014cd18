"""How long a person waits for the first cards and charts, and for moving between pages, beside trivial Streamlit pages."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench.timing import in_turn, report
from tests.conftest import CHROMIUM_ARGUMENTS, find_chromium

TRIVIAL = "import streamlit as st\nst.metric('a', 1)\n"
CHART = "import streamlit as st\nimport plotly.graph_objects as go\nst.plotly_chart(go.Figure(go.Bar(y=[1, 2, 3])))\n"
# A page of nothing but two pages to move between.
PAIR = """import streamlit as st
def one(): st.title("one")
def two(): st.title("two")
st.navigation([st.Page(one, default=True), st.Page(two)]).run()
"""
CARDS, NUMBER = ".kpi-card", "[data-testid=stMetricValue]"
DRAWN = """() => {
  const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
  return charts.length > 0 && charts.every(one => one.querySelector('.main-svg .trace'))
}"""
SETTLED = """title => {
  const titles = [...document.querySelectorAll('h1')].map(one => one.innerText.trim())
  return titles.includes(title) && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
}"""
ROUNDS = 9
# Our settings of Streamlit hold for what is served from our folder: a page to compare with looks for garbage after each run again.
AS_IT_COMES = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}


def serve(script: Path, environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """A server on a free port, ready to answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(script),
            "--server.port",
            str(port),
            "--server.headless",
            "true",
        ],
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
        scripts = {name: folder / f"{name}.py" for name in ("trivial", "chart", "pair")}
        for script, text in zip(scripts.values(), (TRIVIAL, CHART, PAIR), strict=True):
            script.write_text(text)
        servers = {"ours": serve(Path("dashboard.py"), {"KPI_DATABASE": str(database)})}
        try:
            servers |= {name: serve(script, AS_IT_COMES) for name, script in scripts.items()}
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=browser_file, args=CHROMIUM_ARGUMENTS)
                page = browser.new_page(viewport={"width": 1366, "height": 768})
                time_all(page, {name: address for name, (_server, address) in servers.items()})
                browser.close()
        finally:
            for server, _address in servers.values():
                server.terminate()


def time_all(page: Page, at: dict[str, str]) -> None:
    """Opening until the cards and until the charts are there, and moving one way; server and browser are warm."""

    def cards(address: str, wanted: str) -> None:
        page.goto(address)
        page.wait_for_selector(wanted)

    def charts(address: str) -> None:
        page.goto(address)
        page.wait_for_function(DRAWN)

    opened = in_turn(ROUNDS, ours=lambda: cards(at["ours"], CARDS), trivial_page=lambda: cards(at["trivial"], NUMBER))
    report("opening the overview, until its cards are there", opened, "ours")
    for path in ("", "/ho-dan", "/tien-do"):
        drawn = in_turn(ROUNDS, ours=partial(charts, at["ours"] + path), one_bare_chart=partial(charts, at["chart"]))
        report(f"opening /{path.strip('/')}, until all its charts are drawn", drawn, "ours")
    moved = {
        **ways(page, at["ours"], ("Tổng quan", "Hộ dân", "Doanh nghiệp", "Tiến độ và dự báo")),
        **{f"trivial pages, {way}": seconds for way, seconds in ways(page, at["pair"], ("one", "two")).items()},
    }
    print("moving one way, until the other page is there, at rest, and nothing of the page before is left")
    for way, seconds in moved.items():
        print(f"  {way:<40} {seconds:8.3f} s")


def ways(page: Page, address: str, titles: Sequence[str]) -> dict[str, float]:
    """Median seconds of each move around the pages, from one to the next."""
    seconds: dict[str, list[float]] = {}
    page.goto(address)
    page.wait_for_function(SETTLED, arg=titles[0])
    page.wait_for_timeout(1500)  # the charts of the first page are drawn
    for _round in range(ROUNDS + 1):
        for before, after in pairwise([*titles, titles[0]]):
            link = page.get_by_test_id("stSidebarNavLink").filter(has_text=after)
            started = time.perf_counter()
            link.first.click()
            page.wait_for_function(SETTLED, arg=after)
            seconds.setdefault(f"{before} → {after}", []).append(time.perf_counter() - started)
            page.wait_for_timeout(500)  # a person looks at it
    return {way: statistics.median(times[1:]) for way, times in seconds.items()}


if __name__ == "__main__":
    main()
