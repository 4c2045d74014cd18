"""What browser tests share: how long they wait, the browser's memory of a server's own files, and a server that tests write to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.rest import LISTENING
from tests.serving import PATIENCE_SECONDS, Served, dashboard

# In one place, and long enough for a PC that is busy with something else.
expect.set_options(timeout=PATIENCE_SECONDS * 1000)
MOST_KEPT = 3


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """The browser, all of whose contexts wait alike, and whose pages say when they are at rest.

    Playwright's half a minute ends before a busy PC has drawn a page.
    """
    make = browser.new_context

    def patient(**how: Any) -> BrowserContext:
        context = make(**how)
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        context.add_init_script(LISTENING)
        return context

    browser.new_context = patient  # type: ignore[method-assign]
    return browser


@pytest.fixture(scope="session")
def kept_contexts() -> dict[str, BrowserContext]:
    """The contexts used last, by what they were made with; the browser closes them."""
    return {}


@pytest.fixture
def context(
    browser: Browser, browser_context_args: dict[str, object], kept_contexts: dict[str, BrowserContext]
) -> Iterator[BrowserContext]:
    """One context for all tests of a server, which has its scripts; a test finds no page, cookie or storage of another one."""
    made_with = repr(browser_context_args)
    context = kept_contexts.pop(made_with, None) or _new_context(browser, browser_context_args)
    kept_contexts[made_with] = context
    if len(kept_contexts) > MOST_KEPT:
        kept_contexts.pop(next(iter(kept_contexts))).close()
    yield context
    context.set_offline(False)
    keeper, *others = context.pages
    for page in others:
        page.close()
    keeper.evaluate("localStorage.clear()")
    context.clear_cookies()


def _new_context(browser: Browser, made_with: dict[str, object]) -> BrowserContext:
    """With a page that stays, and so keeps the process of the others."""
    context = browser.new_context(**made_with)  # type: ignore[arg-type]
    context.new_page().goto("/healthz")
    return context


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for tests that write to their databases."""
    folder = tmp_path_factory.mktemp("served")
    database = folder / "office" / "kpi.duckdb"
    with dashboard(database, folder / "server.log") as address:
        yield Served(address, database)
