"""Watches a page on which hostile texts are shown: nothing runs, nobody else is asked, and each text stands there letter by letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.access.hostile import CODES

# Word joiners stand in texts that Streamlit would else make links and pictures of (kpi.ui.parts.plain).
_UNSEEN = "\u2060"
_WATCH = """
window.ranCode = [];
window.ran = (what) => { window.ranCode.push(String(what)); };
window.violations = [];
document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));
window.alert = window.ran; window.confirm = window.ran; window.prompt = window.ran;
"""
# Every text that holds one of the words, and what only code can have made.
_LOOK = r"""() => {
  const texts = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const tag = n.parentElement.tagName;
    if (/QQ[a-z]{2}/.test(n.data) && tag !== 'STYLE' && tag !== 'SCRIPT')
      texts.push([tag, n.data, n.parentElement.outerHTML.slice(0, 200)]);
  }
  const made = [...document.querySelectorAll(
    'img[src*="evil"], a[href*="evil"], a[href^="javascript"], a[href^="mailto"], .katex, img[src^="http"], base, iframe, sup, sub')];
  const attributes = [];
  for (const e of document.querySelectorAll('*')) for (const a of e.attributes)
    if (/^on/.test(a.name) && /ran/.test(a.value)) attributes.push(e.outerHTML.slice(0, 200));
  return {texts, made: made.map(e => e.outerHTML.slice(0, 200)), attributes};
}"""


@dataclass
class Watched:
    """What a browser's page did."""

    page: Page
    server: str
    asked: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page, server: str) -> Watched:
        found = cls(page, server)
        page.add_init_script(_WATCH)
        page.on("request", lambda request: found.asked.append(request.url))
        return found

    def faults(self) -> list[str]:
        """What should not have happened; empty where every text is only a text."""
        looked = self.page.evaluate(_LOOK)
        own = (self.server, self.server.replace("http", "ws", 1), "data:", "blob:")
        faults = [f"asked {url}" for url in self.asked if not url.startswith(own)]
        faults += [f"ran {what}" for what in self.page.evaluate("window.ranCode")]
        faults += [f"wanted {what}" for what in self.page.evaluate("window.violations")]
        faults += [f"made {what}" for what in looked["made"] + looked["attributes"]]
        faults += [f"changed <{tag}> {text!r} {where}" for tag, text, where in looked["texts"] if not is_literal(text)]
        return faults

    @property
    def seen(self) -> int:
        """How many texts hold a hostile word: a page that shows none proves nothing."""
        return len(self.page.evaluate(_LOOK)["texts"])


def is_literal(text: str) -> bool:
    """Whether every hostile word in a text has its signs around it; a text that is cut short says so."""
    said = " ".join(text.replace(_UNSEEN, "").split())
    for word in re.findall(r"QQ[a-z]{2}", said):
        whole = CODES.get("QQa" + word[3])
        if word[2] in "ac" and whole is not None and whole.replace("QQa", word[:3]) not in said:
            return False
    return True
