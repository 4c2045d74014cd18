"""Signing in at the office's provider (OpenID Connect), where configuration names one: the way there and back.

Authlib asks and checks: state, nonce, PKCE, signature, issuer, audience, time. What the provider tells opens a session of ours for the
account that names it, and nothing else. Source: docs/decisions/access.md#a-provider.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from kpi.access import sessions
from kpi.config.models import Provider
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import _, speaking
from kpi.ui.access.serving import NOT_KEPT, address_of, form_page, is_secure, own_address, with_session
from kpi.ui.shell.office import FROM_PROVIDER, SIGN_IN, Office, office

log = logging.getLogger("kpi")
COOKIE = "kpi_chung"
# So long somebody may take at the provider, and so many may be there at once; of one address fewer, so that it ends its own way only.
_MOST_MINUTES, _MOST_UNDER_WAY, _MOST_OF_ADDRESS = 10, 1000, 20
_SECONDS_TO_ANSWER = 10
# What signs a token; a key that both sides know, or none, would let others sign.
_SIGNATURES = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """Somebody who was sent to the provider; ``session`` is what Authlib must know again: state, nonce, the proof of PKCE."""

    since: datetime
    address: str
    onward: str
    session: dict[str, Any]


_under_way: OrderedDict[bytes, _UnderWay] = OrderedDict()
_guard = threading.Lock()


async def to_provider(request: Request) -> Response:
    """Sends the browser to the provider, with a cookie by which only this browser comes back."""
    now = await run_in_threadpool(office)
    provider = now.config.access.provider
    if provider is None or not now.signs_in:
        return PlainTextResponse("404", 404)
    onward = own_address(request.query_params.get("den", "/"))
    session: dict[str, Any] = {}
    with speaking(now.config.language):
        try:
            client = _client(provider, await run_in_threadpool(_secret, provider))
            answer: Response = await client.authorize_redirect(
                _with(request, session), provider.address.rstrip("/") + FROM_PROVIDER, prompt="select_account"
            )
        except _faults() as error:
            return _failed(now, onward, error)
    answer.headers.update(NOT_KEPT)
    key = _sent(_UnderWay(now.now, address_of(request), onward, session))
    answer.set_cookie(
        COOKIE, key, httponly=True, samesite="lax", secure=is_secure(request), path=SIGN_IN,
        max_age=_MOST_MINUTES * 60,
    )  # fmt: skip
    return answer


async def from_provider(request: Request) -> Response:
    """Takes up who comes back: a session, or why there is none."""
    now = await run_in_threadpool(office)
    provider = now.config.access.provider
    if provider is None or not now.signs_in:
        return PlainTextResponse("404", 404)
    with speaking(now.config.language):
        back = _back(request.cookies.get(COOKIE, ""), now.now)
        if back is None:
            return _refused(now, "/", _("This sign-in was used already, or has taken too long: begin it again."))
        try:
            client = _client(provider, await run_in_threadpool(_secret, provider))
            token = await client.authorize_access_token(_with(request, back.session), claims_options=_checked(provider))
            session = await run_in_threadpool(
                sessions.sign_in_as, now.file, _identities(token["userinfo"]), at=now.now, address=address_of(request),
                program=request.headers.get("user-agent", ""), limits=now.limits,
            )  # fmt: skip
        except UserError as error:
            return _refused(now, back.onward, fault_in_words(error))
        except _faults() as error:
            return _failed(now, back.onward, error)
        answer = with_session(_going_on(back.onward), session, request)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=is_secure(request), path=SIGN_IN)
    return answer


def _identities(claims: Mapping[str, Any]) -> list[str]:
    """By what an account may name this person: the provider's own name for him, and an e-mail address that it has verified.

    What has an @ is an address, whoever it comes from: nobody may choose a name there that is another's address.
    """
    told, address = str(claims["sub"]), claims.get("email")
    names = [told] if "@" not in told else []
    if isinstance(address, str) and "@" in address and claims.get("email_verified") is True:
        names.append(address)
    return names


def _checked(provider: Provider) -> dict[str, dict[str, object]]:
    """What a token must say, beside its nonce and time; by itself Authlib would take another audience with our name beside it."""
    return {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "sub": {"essential": True},
    }


def _going_on(onward: str) -> Response:
    """A page that goes on by itself: a redirect would still come from the provider's site, and no cookie of ours would go with it."""
    place, words = escape(onward), escape(_("Go on"))
    return HTMLResponse(
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={place}"><a href="{place}">{words}</a>',
        headers=NOT_KEPT,
    )


def _refused(now: Office, onward: str, words: str) -> Response:
    answer = form_page(now, onward=onward, fault=words, status=403)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax", path=SIGN_IN)
    return answer


def _failed(now: Office, onward: str, error: Exception) -> Response:
    """Which fault it was is for the log alone, and without its words."""
    log.warning("nobody was signed in by the provider: %s", type(error).__name__)
    return _refused(now, onward, _("The provider did not say who you are. Try again, or use your password."))


def _faults() -> tuple[type[Exception], ...]:
    """What makes of a sign-in a provider that is away, wrong or not the one it says it is, or a secret that cannot be read."""
    from authlib.common.errors import AuthlibBaseError
    from httpx2 import HTTPError, InvalidURL
    from joserfc.errors import JoseError

    return AuthlibBaseError, JoseError, HTTPError, InvalidURL, OSError, LookupError, ValueError, TypeError, RuntimeError


def _with(request: Request, session: dict[str, Any]) -> Request:
    """The request as Authlib wants it; what it keeps stays on this server and is taken once."""
    return Request({**request.scope, "session": session}, request.receive)


def _sent(somebody: _UnderWay) -> str:
    key = secrets.token_urlsafe(32)
    with _guard:
        own = [kept for kept, other in _under_way.items() if other.address == somebody.address]
        for oldest in own[: max(0, len(own) + 1 - _MOST_OF_ADDRESS)]:
            del _under_way[oldest]
        _under_way[sessions.hash_of(key)] = somebody
        while len(_under_way) > _MOST_UNDER_WAY:
            _under_way.popitem(last=False)
    return key


def _back(key: str, now: datetime) -> _UnderWay | None:
    """Who was sent with this cookie; only once, and not after some minutes."""
    with _guard:
        found = _under_way.pop(sessions.hash_of(key), None)
    return found if found and now - found.since < timedelta(minutes=_MOST_MINUTES) else None


def _secret(provider: Provider) -> str:
    return Path(provider.secret_file).read_text("utf-8-sig").split()[0]


@lru_cache(maxsize=4)
def _client(provider: Provider, secret: str) -> Any:
    """Authlib's client; it keeps what the provider says of itself, and asks again for keys that it does not know."""
    from authlib.integrations.starlette_client import StarletteIntegration
    from authlib.integrations.starlette_client.apps import StarletteOAuth2App

    class Client(StarletteOAuth2App):  # type: ignore[misc]
        async def load_server_metadata(self) -> dict[str, Any]:
            told: dict[str, Any] = await super().load_server_metadata()
            if told.get("issuer") != provider.issuer:
                raise ValueError("another issuer than configured")
            signed = told.get("id_token_signing_alg_values_supported") or ["RS256"]
            told["id_token_signing_alg_values_supported"] = [kind for kind in signed if kind in _SIGNATURES]
            return told

    return Client(
        StarletteIntegration("provider"), name="provider", client_id=provider.client_id, client_secret=secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": _SECONDS_TO_ANSWER},
    )  # fmt: skip
