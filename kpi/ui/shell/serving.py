"""What surrounds the script: warm-up, the page's language and words for the browser, and a last word when something breaks."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpi.domain.errors import UserError
from kpi.i18n.messages import LANGUAGES, _, speaking
from kpi.ui.shell import frame
from kpi.ui.shell.desk import desk
from kpi.ui.shell.scope import resolve
from kpi.ui.shell.settings import ADDRESS
from kpi.ui.shell.streamlits_words import STREAMLITS_WORDS

log = logging.getLogger("kpi")
SCRIPT = Path(__file__).with_name("page.js")
TIDY_SECONDS = 20
_INTERNET = (socket.AF_INET, socket.AF_INET6)
# In Streamlit's page: ours is put in here, before its own script runs.
BEFORE = b"<title>Streamlit</title>"


@asynccontextmanager
async def warm_up(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Imports and asks beforehand what the first visitor will need; a fault here is shown to him in the page."""
    import_module("plotly.graph_objects")
    try:
        now = desk()
        if not now.store.is_empty():
            scope = resolve(None, None, now.observed())
            now.is_simulated()
            now.overview(scope.as_of, scope.compared)
    except Exception as error:  # whatever it is, the server starts and the page tells it
        log.warning("warm-up left out: %s", error)
    answer_at_once()
    tidying = asyncio.create_task(_tidy_now_and_then())
    yield {}
    tidying.cancel()


async def _tidy_now_and_then() -> None:
    """Looks for garbage itself while pages are run, and keeps Streamlit from looking twice through what is no garbage.

    Streamlit looks through all memory after every page run, which took half of a run; what it has found in use is put aside
    within a second, until the next look at everything.
    """
    seen = tidied = -1
    for second in count():
        if second % TIDY_SECONDS == 0 and _looks() != tidied:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            seen = tidied = _looks()
        elif _looks() != seen:
            gc.freeze()
            seen = _looks()
        await asyncio.sleep(1)


def _looks() -> int:
    """How often all memory has been looked through: by Streamlit once a page run, or here."""
    found: int = gc.get_stats()[2]["collections"]
    return found


def answer_at_once() -> None:
    """Sends small messages without waiting for the browser's receipt of the one before, as asyncio itself does by default.

    Streamlit makes its listening socket in a way that asyncio takes for no TCP; what is set on it holds for all that it accepts.
    A page run that came right after another one waited 40 ms for the receipt, on Windows up to 200 ms.
    """
    # By type(), since isinstance() would wake whatever pretends to be another object.
    sockets = (found for found in gc.get_objects() if issubclass(type(found), socket.socket))
    for found in sockets:
        if found.fileno() >= 0 and found.type == socket.SOCK_STREAM and found.family in _INTERNET:
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def tell_error(error: Exception) -> bool:
    """The last word about an unforeseen error: ours in the page, the traceback in the server's log."""
    if isinstance(error, UserError):
        frame.fault(error)
        return True
    log.error("a page broke", exc_info=error)
    what = _("Something went wrong while this page was made. The data is unchanged.")
    remedy = _("Reload the page. If it happens again, tell the administrator the time and what you did.")
    frame.notice(what, remedy)
    return True


@lru_cache(maxsize=1)
def page_script() -> bytes:
    """Our script for Streamlit's page, with the Vietnamese of Streamlit's own words."""
    with speaking("vi"):
        words = json.dumps({said: _(said) for said in STREAMLITS_WORDS}, ensure_ascii=False)
    text = SCRIPT.read_text("utf-8").replace("const words = {};", f"const words = {words};", 1)
    return f"<script>{text}</script>".encode()


def language_of(scope: Scope) -> str:
    """The language that a page's address asks for, else the configured one."""
    asked: str = parse_qs(scope["query_string"].decode("latin-1")).get(ADDRESS, [""])[0]
    if asked in LANGUAGES:
        return asked
    try:
        configured: str = desk().config.language
    except UserError:  # the page itself tells what is wrong
        return next(iter(LANGUAGES))
    return configured


class SpokenLanguage:
    """Tells the browser which language the page is in (hyphenation, screen readers and translators go by it); adds our script."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
            await self.app(scope, receive, send)
            return
        plain = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        start: Message | None = None
        body = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            if start is None or message["type"] != "http.response.body":
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            headers = MutableHeaders(raw=start["headers"])
            if headers.get("content-type", "").startswith("text/html"):
                body = body.replace(b'<html lang="en"', f'<html lang="{language_of(scope)}"'.encode(), 1)
                body = body.replace(BEFORE, page_script() + BEFORE, 1)
                if "content-length" in headers:
                    headers["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self.app(plain, receive, rewrite)
