"""Presses that a page may swallow while it is drawn anew: made again, as somebody does who sees that nothing has come of one."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.serving import PATIENCE_SECONDS

PRESSES = 12
_EACH = PATIENCE_SECONDS * 1000 / PRESSES


def open_by(opener: Locator, opened: Locator, key: str = "") -> None:
    """Clicks an opener, or presses a key on it, until what it opens is there."""
    for _attempt in range(PRESSES):
        with suppress(TimeoutError):  # what came late lies over it
            if key:
                opener.press(key, timeout=_EACH)
            else:
                opener.click(timeout=_EACH)
        with suppress(AssertionError):
            expect(opened.first).to_be_visible(timeout=_EACH)
            return
    raise AssertionError(f"{opener} opens nothing")


def put_away(page: Page, over: Locator) -> None:
    """Presses Escape until nothing lies over the page."""
    for _attempt in range(PRESSES):
        page.keyboard.press("Escape")
        with suppress(AssertionError):
            expect(over).to_have_count(0, timeout=_EACH)
            return
    raise AssertionError(f"Escape puts nothing away: {over.all_inner_texts()}")
