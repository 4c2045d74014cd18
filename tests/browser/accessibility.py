"""What axe-core finds on a page, told apart: what is ours, and what Streamlit makes, which nobody here can mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.rest import at_rest

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
# Rules that Streamlit's own elements break, by its version of today: on every page its navigation with sections (list once, listitem
# 16 times), the file box of two pages (presentation-role-conflict once); colours are kept for states of it that a page has at times.
STREAMLITS_OWN = {"list", "listitem", "presentation-role-conflict", "color-contrast"}
GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 24, 31)"}
# The words beside the axes of charts, as each theme has them (look.py).
INKS = {"light": "rgb(82, 96, 109)", "dark": "rgb(182, 194, 206)"}
DRAWN = "ink => [...document.querySelectorAll('.js-plotly-plot .xtick text')].every(one => getComputedStyle(one).fill === ink)"
# Ours is what stands in a block of our HTML, or on a page that is all ours.
_FIND = """async ([within, rules]) => {
  const found = await axe.run(within || document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
  const found_at = (node) => document.querySelector(node.target.flat().at(-1));
  const ours = (node) => !document.querySelector(".stApp") || Boolean(found_at(node)?.closest(".stHtml"));
  return found.violations.flatMap((rule) => rule.nodes.map((node) => [rule.id, ours(node), node.html.slice(0, 200)]));
}"""


def faults(page: Page, within: str | None = None, *rules: str) -> tuple[list[str], Counter[str]]:
    """What is ours to mend, or new of Streamlit's; and how often its own rules are broken. ``within``: of one element alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(_FIND, [within, list(rules) or None])
    mended = [f"{rule}: {html}" for rule, ours, html in found if ours or rule not in STREAMLITS_OWN]
    return mended, Counter(rule for rule, ours, _html in found if not ours and rule in STREAMLITS_OWN)


def themed(page: Page, *themes: str) -> Iterator[str]:
    """The page in each theme, as the computer says; it changes in place, and charts are drawn anew in its colours."""
    for theme in themes:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.wait_for_function(
            "ground => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground",
            arg=GROUNDS[theme],
        )
        page.wait_for_function(DRAWN, arg=INKS[theme])
        at_rest(page)
        yield theme
