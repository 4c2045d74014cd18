"""The guard in front of everything that the server answers: pages, their sockets, uploads, downloads, slides.

It lets in who has signed in; where nobody has an account, who sits at this PC. It tells Streamlit who that is by a header that it
takes away from whatever comes in, and ends a socket when its session ends. Source: docs/decisions/access.md#the-guard.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpi.access.acting import acting_as
from kpi.access.user import ANYBODY, NOBODY, User
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import _, speaking
from kpi.ui.shell.actor import SESSION_HEADER
from kpi.ui.shell.office import COOKIE, FROM_PROVIDER, SIGN_IN, TO_PROVIDER, office
from kpi.ui.shell.server.files import is_own

# Answered to whoever asks: where one signs in, and whether the server runs.
OPEN_TO_ALL = frozenset({SIGN_IN, TO_PROVIDER, FROM_PROVIDER, "/healthz", "/_stcore/health"})
_OURS = SESSION_HEADER.rpartition("-")[0].encode() + b"-"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
# How often an open socket is looked at on which nobody does anything; and what it is closed with when its session has ended.
LOOKED_AT_EVERY_SECONDS = 10.0
SESSION_ENDED = 4401
# Pages that one session may have open: each takes memory and four of the files that a process may open.
MOST_PAGES = 100


class Guard:
    """Middleware around the whole server; it stands in front of all others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._pages: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        send = _with_headers(send, headers) if scope["type"] == "http" else send
        answer, person = await run_in_threadpool(_judge, scope, headers)
        if answer is not None:
            await answer(scope, receive, send)
            return
        assert person is not None
        inside = {**scope, "headers": _own_headers(scope, person)}
        if scope["type"] == "http":
            with acting_as(person):
                await self.app(inside, receive, send)
        else:
            await self._serve_page(person, inside, receive, send)

    async def _serve_page(self, person: User, scope: Scope, receive: Receive, send: Send) -> None:
        if self._pages[person.session] >= MOST_PAGES:
            await _no_socket(scope, receive, send)
            return
        self._pages[person.session] += 1
        try:
            await _Socket(person, receive, send).serve(self.app, scope)
        finally:
            self._pages[person.session] -= 1
            self._pages += Counter()  # forgets sessions without any


def _judge(scope: Scope, headers: Headers) -> tuple[ASGIApp | None, User | None]:
    """The answer that turns somebody away, or who is let in."""
    try:
        now = office()
        host = headers.get("host", "")
        if not _is_own_host(host, now.config.access.hosts) or _comes_from_elsewhere(headers, host):
            return _refusal(scope, 403, "403"), None
        if not now.signs_in:
            if scope["path"] in OPEN_TO_ALL or is_this_pc(scope, headers):
                return None, ANYBODY
            with speaking(now.config.language):
                return _refusal(
                    scope,
                    403,
                    _("Nobody has an account yet: until the first one is made this opens on the office's own PC only."),
                ), None
        person = now.person_of(token_in(headers))
    except UserError as error:
        words = fault_in_words(error) if is_this_pc(scope, headers) else ""
        return _refusal(scope, 503, words), None
    if person is not None and not is_own(scope["path"], person):
        return _refusal(scope, 404, "404"), None
    if person is not None or scope["path"] in OPEN_TO_ALL:
        return None, person or NOBODY
    if scope["type"] == "http" and "text/html" in headers.get("accept", "") and scope["method"] == "GET":
        return RedirectResponse(f"{SIGN_IN}?den={quote(_asked(scope))}", 303, {"cache-control": "no-store"}), None
    return _refusal(scope, 401, "401"), None


def _refusal(scope: Scope, status: int, words: str) -> ASGIApp:
    """No, to a request or to a socket that wants to open."""
    if scope["type"] == "http":
        return PlainTextResponse(words, status, {"cache-control": "no-store"})
    return _no_socket


async def _no_socket(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Closed before it opens: the browser gets a 403."""
    await send({"type": "websocket.close", "code": SESSION_ENDED})


class _Socket:
    """A page's socket: open for as long as its session is."""

    def __init__(self, person: User, receive: Receive, send: Send) -> None:
        self._person, self._receive, self._send = person, receive, send
        self._coming: asyncio.Task[Message] | None = None
        self._ended = False

    async def serve(self, app: ASGIApp, scope: Scope) -> None:
        try:
            await app(scope, self._next, self._send_while_open)
        finally:
            if self._coming is not None:
                self._coming.cancel()

    async def _next(self) -> Message:
        """What the browser sends next; a goodbye when the session has ended meanwhile."""
        while True:
            self._coming = self._coming or asyncio.ensure_future(_awaited(self._receive))
            done, _waiting = await asyncio.wait({self._coming}, timeout=LOOKED_AT_EVERY_SECONDS)
            if not await run_in_threadpool(_is_still_open, self._person, used=bool(done)):
                self._ended = True
                with suppress(RuntimeError):  # it may be closed already
                    await self._send({"type": "websocket.close", "code": SESSION_ENDED})
                return {"type": "websocket.disconnect", "code": SESSION_ENDED}
            if done:
                message, self._coming = self._coming.result(), None
                return message

    async def _send_while_open(self, message: Message) -> None:
        if not self._ended:
            await self._send(message)


async def _awaited(receive: Receive) -> Message:
    return await receive()


def _is_still_open(person: User, *, used: bool) -> bool:
    """Whether the session is open; a page that nobody touches must not keep it so."""
    with suppress(UserError):
        now = office()
        if person is ANYBODY:
            return not now.signs_in
        return now.person_in(person.session) is not None if used else now.is_open(person.session)
    return False


def token_in(headers: Headers) -> str:
    """The token that the browser's cookie brings; empty where it brings none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def is_this_pc(scope: Scope, headers: Headers) -> bool:
    """Whether it comes from this very PC, with no proxy between: by address and by the name asked for."""
    client = scope.get("client")
    return (
        client is not None
        and _is_loopback(client[0])
        and _is_loopback(_name_of(headers.get("host", "")))
        and not any(name in headers for name in _FORWARDED)
    )


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _name_of(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower()
    return frozenset({"localhost", name, name.partition(".")[0], f"{name.partition('.')[0]}.local"})


def _is_own_host(host: str, configured: tuple[str, ...]) -> bool:
    """Whether the name asked for is this server's: an address, its own name, or one of the configuration.

    A foreign name that was made to point here (rebinding) would have its pages read by a foreign site.
    """
    name = _name_of(host)
    try:
        ip_address(name)
    except ValueError:
        return name in _own_names() or name.endswith(".localhost") or name in {one.lower() for one in configured}
    return True


def _comes_from_elsewhere(headers: Headers, host: str) -> bool:
    """Whether another site's page asks: a browser then names that site."""
    origin = headers.get("origin")
    try:
        return origin is not None and urlsplit(origin).netloc != host
    except ValueError:  # no address at all
        return True


def _asked(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return str(scope["path"]) + (f"?{query}" if query else "")


def _own_headers(scope: Scope, person: User) -> list[tuple[bytes, bytes]]:
    """The headers without any that only this guard may set, and with the session."""
    kept = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(_OURS)]
    return [*kept, (SESSION_HEADER.encode(), person.session.encode())] if person.session else kept


def _with_headers(send: Send, asked: Headers) -> Callable[[Message], Awaitable[None]]:
    """Answers with what browsers need to know: nothing from elsewhere, in no foreign frame, no guessing of types, and nothing kept
    but what says itself that it may be."""
    host = asked.get("host", "")
    policy = "; ".join(f"{kind} {' '.join(sources)}" for kind, sources in _policy(host).items())

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers.setdefault("cache-control", "no-store")
            headers["content-security-policy"] = policy
            headers["x-frame-options"] = "DENY"
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "same-origin"
            headers["permissions-policy"] = "camera=(), microphone=(), geolocation=()"
        await send(message)

    return sent


def _policy(host: str) -> dict[str, tuple[str, ...]]:
    """What a page may load and be loaded by: nothing from elsewhere. Streamlit's own scripts need the unsafe ones."""
    own = "'self'"
    return {
        "default-src": (own, "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"),
        "connect-src": (own, f"ws://{host}", f"wss://{host}", "data:", "blob:"),
        "object-src": ("'none'",),
        "base-uri": (own,),
        "form-action": (own,),
        "frame-ancestors": ("'none'",),
    }
