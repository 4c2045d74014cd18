"""Signing in and out, and everybody's own account: two pages that the server answers itself, without Streamlit or a script."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from kpi.access import accounts, sessions
from kpi.access.roles import ROLE_NAMES
from kpi.access.user import User
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.formats import format_moment
from kpi.i18n.messages import _, speaking
from kpi.ui.access.guard import token_in
from kpi.ui.access.turns import Turns
from kpi.ui.shell.office import COOKIE, OWN_ACCOUNT, SIGN_IN, Office, office

if TYPE_CHECKING:
    from jinja2 import Template

_FORM = Path(__file__).with_name("form.html")
_NOT_KEPT = {"cache-control": "no-store"}
_LONGEST_FORM = 10_000  # bytes


async def sign_in_page(request: Request) -> Response:
    """The form, and what it sends: a session, or why there is none."""
    now = await run_in_threadpool(office)
    with speaking(now.config.language):
        if not now.signs_in:
            return RedirectResponse("/", 303)
        onward = _own_address(request.query_params.get("den", "/"))
        if request.method == "GET":
            return (
                RedirectResponse(onward, 303) if now.person_of(token_in(request.headers)) else _form(now, onward=onward)
            )
        if _is_too_large(request):
            return PlainTextResponse("413", 413)
        form = await request.form(max_files=0, max_fields=5)
        return await _let_in(request, form, now)


async def _let_in(request: Request, form: FormData, now: Office) -> Response:
    account, onward = _field(form, "account"), _own_address(_field(form, "den"))
    try:
        known = await run_in_threadpool(sessions.is_known, now.file, account, _address(request))
        async with _turns().of(known=known):
            token = await run_in_threadpool(
                sessions.sign_in, now.file, account, _field(form, "password"), at=now.now, address=_address(request),
                program=request.headers.get("user-agent", ""), limits=now.limits,
            )  # fmt: skip
    except UserError as error:
        return _form(now, onward=onward, account=account, fault=fault_in_words(error), status=403)
    answer = RedirectResponse(onward, 303, _NOT_KEPT)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=_is_secure(request), path="/")
    return answer


async def account_page(request: Request) -> Response:
    """Whoever is signed in: his open sessions, his password, the way out."""
    now = await run_in_threadpool(office)
    with speaking(now.config.language):
        person = now.person_of(token_in(request.headers)) if now.signs_in else None
        if person is None:
            return RedirectResponse(SIGN_IN if now.signs_in else "/", 303)
        if request.method == "GET":
            return _form(now, person=person)
        if _is_too_large(request):
            return PlainTextResponse("413", 413)
        form = await request.form(max_files=0, max_fields=5)
        if _field(form, "step") == "out":
            sessions.end(now.file, person.session, at=now.now, by=person, what=sessions.SIGNED_OUT)
            answer = RedirectResponse(SIGN_IN, 303, {**_NOT_KEPT, "clear-site-data": '"cache"'})
            answer.delete_cookie(COOKIE, httponly=True, samesite="strict", secure=_is_secure(request), path="/")
            return answer
        try:
            if _field(form, "step") == "end":
                sessions.end(now.file, _field(form, "session"), at=now.now, by=person)
                return _form(now, person=person, said=_("The session was ended."))
            async with _turns().of(known=True):
                await run_in_threadpool(
                    _new_password, now, person, _field(form, "old"), _field(form, "new"), _address(request)
                )
        except UserError as error:
            return _form(now, person=person, fault=fault_in_words(error), status=403)
        return RedirectResponse(SIGN_IN, 303, _NOT_KEPT)


def _new_password(now: Office, person: User, old: str, new: str, address: str) -> None:
    """The old one is asked for again: a screen that was left open must not be enough."""
    sessions.prove(now.file, person.account, old, at=now.now, address=address)
    accounts.set_password(now.file, person.account, new, at=now.now, by=person.name)


def _form(now: Office, *, person: User | None = None, status: int = 200, **shown: Any) -> HTMLResponse:
    words = {
        "account": _("Account"), "password": _("Password"), "sign_in": _("Sign in"), "sign_out": _("Sign out"),
        "back": _("Back to the figures"), "open_sessions": _("Where you are signed in"), "where": _("Computer"),
        "since": _("Since"), "used": _("Used last"), "here": _("this one"), "end": _("End"),
        "change_password": _("Change the password"), "old_password": _("Password until now"), "new_password": _("New password"),
    }  # fmt: skip
    page = _template().render(
        language=now.config.language, title=_("Sign in") if person is None else _("Your account"), unit=now.config.unit.name,
        words=words, person=person, who=who_in_words(person) if person else "", wide=person is not None,
        sessions=_shown(now, person), address=SIGN_IN if person is None else OWN_ACCOUNT, **shown,
    )  # fmt: skip
    return HTMLResponse(page, status, _NOT_KEPT)


def who_in_words(person: User) -> str:
    """A person with his roles."""
    return f"{person.name} – {', '.join(_(ROLE_NAMES[role]) for role in person.roles)}"


def _shown(now: Office, person: User | None) -> list[dict[str, object]]:
    if person is None:
        return []
    found = sessions.sessions(now.file, person.account, at=now.now, limits=now.limits)
    return [
        {
            "id": one.id, "here": one.id == person.session,
            "where": one.address if one.kind == sessions.BROWSER else _("commands"),
            "since": format_moment(datetime.fromisoformat(one.started_at)), "used": format_moment(datetime.fromisoformat(one.used_at)),
        }
        for one in found
    ]  # fmt: skip


def _own_address(asked: str) -> str:
    """Where to go on: an address of this server, else its first page; never another site."""
    parts = urlsplit(asked.replace("\\", "/"))
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith((SIGN_IN, "//")):
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"


def _is_too_large(request: Request) -> bool:
    """Whether more is sent than a name and a password: whoever asks must not fill the memory of the server."""
    length = request.headers.get("content-length", "")
    return not length.isdigit() or int(length) > _LONGEST_FORM


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=1)
def _turns() -> Turns:
    return Turns()


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment  # a fifth of a second that no start of the server should wait for

    return Environment(autoescape=True).from_string(_FORM.read_text("utf-8"))
