"""The page's language and our script: Streamlit serves every page as English, and has no place for a script that runs first.

Browsers hyphenate, read aloud and translate by the language of the page.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpi.domain.errors import UserError
from kpi.i18n.messages import LANGUAGES
from kpi.ui.shell.desk import open_desk
from kpi.ui.shell.server.page import page_script
from kpi.ui.shell.settings import ADDRESS

# Both as Streamlit's page has them; our script goes before the title, so it runs before Streamlit's own.
ENGLISH, TITLE = b'<html lang="en"', b"<title>Streamlit</title>"


def language_of(scope: Scope) -> str:
    """The language that a page's address asks for, else the configured one."""
    wanted: str = parse_qs(scope["query_string"].decode("latin-1")).get(ADDRESS, [""])[0]
    if wanted in LANGUAGES:
        return wanted
    try:
        configured: str = open_desk().config.language
    except UserError:  # the page itself says what is wrong
        return next(iter(LANGUAGES))
    return configured


class SpokenLanguage:
    """Writes the visitor's language and our script into each page that the server sends."""

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
                body = body.replace(ENGLISH, f'<html lang="{language_of(scope)}"'.encode(), 1)
                body = body.replace(TITLE, page_script() + TITLE, 1)
                if "content-length" in headers:
                    headers["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self.app(plain, receive, rewrite)
