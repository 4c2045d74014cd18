"""Reads a page that AppTest has run."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpi import ui
from tests.serving import PATIENCE_SECONDS

ENTRY = Path(__file__).resolve().parents[2] / "kpi" / "ui" / "shell" / "app.py"


# Every page that opens where nobody signs in; a village head's own needs his account (tests/access).
PAGES = sorted(file.name for file in ui.PAGES.glob("*.py") if file.name != "own_village.py")


def open_page(database: Path, monkeypatch: pytest.MonkeyPatch, page: str | None = None, **query: str) -> AppTest:
    """A page as a visitor with this address sees it; a traceback on it fails the test."""
    monkeypatch.setenv("KPI_DATABASE", str(database))
    test = AppTest.from_file(ENTRY, default_timeout=PATIENCE_SECONDS)
    test.query_params.update({name.replace("_", "-"): value for name, value in query.items()})
    if page:
        test._registered_pages = _registered_pages()  # else a page could be opened only after the overview
        test.switch_page(str(ui.PAGES / page))
    test.run()
    assert not test.exception, [error.value for error in test.exception]
    return test


@cache
def _registered_pages() -> dict[str, Any]:
    """Every page by its address, as the program names them where there is no list yet."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_DATABASE", str(Path(folder) / "kpi.duckdb"))
        return AppTest.from_file(ENTRY, default_timeout=PATIENCE_SECONDS).run()._registered_pages


def turn_to(test: AppTest, page: str) -> AppTest:
    """Another page of the same session, by its file's name."""
    return test.switch_page(str(ui.PAGES / page)).run()


def widget(test: AppTest, key: str) -> Any:
    """A widget by its key; whichever kind it is, AppTest's type of it has no value."""
    return test.get_by_key(key)


def press_freeze(test: AppTest, page: str) -> AppTest:
    """Presses the page's button that freezes; its key names the days that it freezes."""
    next(one for one in test.button if (one.key or "").startswith(f"{page}.freeze.")).click().run()
    return test


def markup(test: AppTest) -> str:
    """Every block of our own HTML on the page, without the style sheet."""
    blocks = [block.proto.body for block in test.get("html")]
    return "\n".join(block for block in blocks if not block.startswith("<style>"))


def words(test: AppTest) -> str:
    """What those blocks say, without their markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup(test))).split())


def read(text: str) -> str:
    """What a text for a place that reads Markdown shows: no backslash, and nothing that only parts signs."""
    return text.replace("\\", "").replace("\u2060", "")


def links(test: AppTest) -> list[str]:
    """The words of every link to a page, as they are shown."""
    return [read(link.proto.label) for link in test.get("page_link")]


def card(test: AppTest, indicator: str) -> str:
    """What one indicator's card says."""
    found = re.search(rf'<article[^>]*data-indicator="{indicator}".*?</article>', markup(test), re.S)
    assert found, f"no card for {indicator}"
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def charts(test: AppTest) -> list[Any]:
    return [element.proto for element in test.get("plotly_chart")]
