"""Plotly figures to PNG by the browser that is on the PC anyway: bounded in time, one start for all, nothing asked of the net."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
# Where installers put it, below the folders that Windows names in its environment.
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PLACES = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
OTHER_PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/opt/google/chrome/chrome")
# A cold start on an old office PC takes some seconds; a browser that does not answer is given up.
LIMIT_SECONDS = 25.0
# Dots per inch are 96 times this.
SCALE = 2.5
# Kaleido's page is a local file. What the browser itself might want of the net goes to a port that nobody serves.
NOWHERE = "http://127.0.0.1:9"
_log = logging.getLogger(__name__)


def find_browser() -> str | None:
    """Chrome, Chromium or Edge: as KPI_BROWSER names it, by name, or where installers put it. None: there is none."""
    named = os.environ.get("KPI_BROWSER")
    if named is not None:
        return named if Path(named).is_file() else None
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_path or next((str(place) for place in _places() if place.is_file()), None)


def _places() -> list[Path]:
    folders = [Path(folder) for name in WINDOWS_FOLDERS if (folder := os.environ.get(name))]
    return [folder / place for place in WINDOWS_PLACES for folder in folders] + [Path(place) for place in OTHER_PLACES]


def drawn(figures: Sequence[dict[str, Any]], limit: float = LIMIT_SECONDS) -> list[bytes] | None:
    """A PNG for each figure; None where no browser is found, or where it fails or does not answer in time."""
    browser = find_browser()
    if browser is None:
        return None
    drawing = _Drawing(browser, figures, limit)
    drawing.start()
    drawing.join(limit + 1)
    if drawing.is_alive():
        _log.warning("the browser %s did not draw the report's charts in %s seconds", browser, limit)
        drawing.give_up()
    return drawing.pictures


class _Drawing(Thread):
    """Draws in a thread of its own: whoever asks may already run an event loop, and is not held longer than the limit."""

    def __init__(self, browser: str, figures: Sequence[dict[str, Any]], limit: float) -> None:
        super().__init__(daemon=True, name="report-charts")
        self.browser, self.figures, self.limit = browser, figures, limit
        self.pictures: list[bytes] | None = None
        self.kaleido: Any = None

    def run(self) -> None:
        try:
            self.pictures = asyncio.run(asyncio.wait_for(self._draw(), self.limit))
        except Exception as error:  # whatever a browser does wrong, the report is made with bars
            _log.warning("the browser %s could not draw the report's charts: %r", self.browser, error)

    async def _draw(self) -> list[bytes]:
        from kaleido import Kaleido

        # MathJax would come from the net. Kaleido starts the browser without its sandbox, as root needs; the page is our own.
        self.kaleido = Kaleido(n=1, timeout=self.limit, path=self.browser, mathjax=False, proxy_server=NOWHERE)
        try:
            await self.kaleido.open()
            return [await self.kaleido.calc_fig(figure, opts=_options(figure)) for figure in self.figures]
        finally:
            await self.kaleido.close()

    def give_up(self) -> None:
        """Ends the browser that this drawing started."""
        process = getattr(self.kaleido, "subprocess", None)
        if process is not None:
            process.kill()


def _options(figure: dict[str, Any]) -> dict[str, Any]:
    layout = figure["layout"]
    return {"format": "png", "width": layout["width"], "height": layout["height"], "scale": SCALE}
