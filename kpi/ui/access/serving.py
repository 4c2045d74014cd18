"""Signing in and out, and everybody's own account: two pages that the server answers itself, without Streamlit or a script."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from kpi.access import accounts, second_step, sessions
from kpi.access.roles import ROLE_NAMES
from kpi.access.second_step import Offered
from kpi.access.user import User
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.formats import format_moment, format_moment_short
from kpi.i18n.messages import _, speaking
from kpi.ui.access.guard import token_in
from kpi.ui.access.turns import Turns
from kpi.ui.shell.office import COOKIE, OWN_ACCOUNT, SIGN_IN, TO_PROVIDER, Office, office

if TYPE_CHECKING:
    from jinja2 import Template

_FORM = Path(__file__).with_name("form.html")
NOT_KEPT = {"cache-control": "no-store"}
_LONGEST_FORM = 10_000  # bytes


async def sign_in_page(request: Request) -> Response:
    """The form, and what it sends: a session, or why there is none."""
    now = await run_in_threadpool(office)
    with speaking(now.config.language):
        if not now.signs_in:
            return RedirectResponse("/", 303)
        onward = own_address(request.query_params.get("den", "/"))
        if request.method == "GET":
            return (
                RedirectResponse(onward, 303)
                if now.person_of(token_in(request.headers))
                else form_page(now, onward=onward)
            )
        if _is_too_large(request):
            return PlainTextResponse("413", 413)
        form = await request.form(max_files=0, max_fields=5)
        return await _let_in(request, form, now)


async def _let_in(request: Request, form: FormData, now: Office) -> Response:
    account, onward, ticket = _field(form, "account"), own_address(_field(form, "den")), _field(form, "ticket")
    try:
        known = await run_in_threadpool(_is_known, now, account, ticket, address_of(request))
        async with _turns().of(known=known):
            if ticket:
                proof = partial(sessions.give_code, now.file, ticket, _field(form, "code"), seconds=now.seconds)
            else:
                proof = partial(sessions.sign_in, now.file, account, _field(form, "password"))
            token = await run_in_threadpool(
                proof, at=now.now, address=address_of(request), program=request.headers.get("user-agent", ""), limits=now.limits
            )  # fmt: skip
    except sessions.NotSignedIn as error:
        return form_page(
            now, onward=onward, account=account, ticket=error.ticket, fault=fault_in_words(error), status=403
        )
    except UserError as error:
        return form_page(now, onward=onward, account=account, fault=fault_in_words(error), status=403)
    return with_session(RedirectResponse(onward, 303, NOT_KEPT), token, request)


def _is_known(now: Office, account: str, ticket: str, address: str) -> bool:
    if ticket:
        return sessions.is_known_by(now.file, ticket, address, at=now.now)
    return sessions.is_known(now.file, account, address)


def with_session(answer: Response, token: str, request: Request) -> Response:
    """The answer with the session's cookie, which no script reads and no other site sends."""
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=is_secure(request), path="/")
    return answer


async def account_page(request: Request) -> Response:
    """Whoever is signed in: his open sessions, his password, the second step of his signing in, the way out."""
    now = await run_in_threadpool(office)
    with speaking(now.config.language):
        person = now.person_of(token_in(request.headers)) if now.signs_in else None
        if person is None:
            return RedirectResponse(SIGN_IN if now.signs_in else "/", 303)
        if request.method == "GET":
            return form_page(now, person=person)
        if _is_too_large(request):
            return PlainTextResponse("413", 413)
        form = await request.form(max_files=0, max_fields=5)
        try:
            return await _STEPS.get(_field(form, "step"), _nothing)(request, form, now, person)
        except UserError as error:
            return form_page(now, person=person, fault=fault_in_words(error), status=403)


async def _sign_out(request: Request, _fields: FormData, now: Office, person: User) -> Response:
    sessions.end(now.file, person.session, at=now.now, by=person, what=sessions.SIGNED_OUT)
    answer = RedirectResponse(SIGN_IN, 303, {**NOT_KEPT, "clear-site-data": '"cache"'})
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict", secure=is_secure(request), path="/")
    return answer


async def _end_session(_request: Request, form: FormData, now: Office, person: User) -> Response:
    sessions.end(now.file, _field(form, "session"), at=now.now, by=person)
    return form_page(now, person=person, said=_("The session was ended."))


async def _set_password(request: Request, form: FormData, now: Office, person: User) -> Response:
    await _prove(request, form, now, person)
    async with _turns().of(known=True):
        await run_in_threadpool(
            accounts.set_password, now.file, person.account, _field(form, "new"), at=now.now, by=person.name
        )
    return RedirectResponse(SIGN_IN, 303, NOT_KEPT)


async def _offer_codes(request: Request, form: FormData, now: Office, person: User) -> Response:
    await _prove(request, form, now, person)
    offered = second_step.offer(now.file, person.account, at=now.now, office=now.config.unit.name)
    return form_page(now, person=person, offered=_drawn(offered))


async def _switch_codes_on(_request: Request, form: FormData, now: Office, person: User) -> Response:
    try:
        codes = second_step.switch_on(
            now.file, person.account, _field(form, "code"), at=now.now, seconds=now.seconds, by=person.name
        )
    except UserError as error:
        offered = second_step.offered(now.file, person.account, at=now.now, office=now.config.unit.name)
        again = _drawn(offered) if offered else None
        return form_page(now, person=person, fault=fault_in_words(error), status=403, offered=again)
    return form_page(now, person=person, said=_("From now on you are asked for a code."), recovery_codes=codes)


async def _switch_codes_off(request: Request, form: FormData, now: Office, person: User) -> Response:
    await _prove(request, form, now, person)
    second_step.switch_off(now.file, person.account, at=now.now, by=person.name)
    return form_page(now, person=person, said=_("You are no longer asked for a code."))


async def _nothing(_request: Request, _fields: FormData, now: Office, person: User) -> Response:
    return form_page(now, person=person)


_STEPS = {
    "out": _sign_out, "end": _end_session, "password": _set_password, "code-offer": _offer_codes, "code-on": _switch_codes_on,
    "code-off": _switch_codes_off,
}  # fmt: skip


async def _prove(request: Request, form: FormData, now: Office, person: User) -> None:
    """The password is asked for again: a screen that was left open must not be enough."""
    async with _turns().of(known=True):
        await run_in_threadpool(
            sessions.prove, now.file, person.account, _field(form, "old"), at=now.now, address=address_of(request)
        )


def _drawn(offered: Offered) -> dict[str, str]:
    """The secret to be typed, and the picture that a phone reads it from; nothing outside of this PC draws it."""
    from segno import make

    return {"secret": offered.secret, "picture": make(offered.address, micro=False).svg_data_uri(scale=4)}


def form_page(now: Office, *, person: User | None = None, status: int = 200, **shown: Any) -> HTMLResponse:
    page = _template().render(
        language=now.config.language, title=_("Sign in") if person is None else _("Your account"), unit=now.config.unit.name,
        words=_words(now), person=person, roles=_roles(person) if person else "", wide=person is not None,
        sessions=_shown(now, person), second_step=_second_step(now, person), address=SIGN_IN if person is None else OWN_ACCOUNT,
        **shown,
    )  # fmt: skip
    return HTMLResponse(page, status, NOT_KEPT)


def _words(now: Office) -> dict[str, str]:
    """What the form says."""
    provider = now.config.access.provider
    return {
        "elsewhere": _("Sign in by {provider}", provider=provider.title) if provider else "", "to_provider": TO_PROVIDER,
        "account": _("Account"), "password": _("Password"), "sign_in": _("Sign in"), "sign_out": _("Sign out"),
        "back": _("Back to the figures"), "open_sessions": _("Where you are signed in"), "where": _("Computer"),
        "since": _("Since"), "used": _("Used last"), "here": _("this one"), "end": _("End"),
        "change_password": _("Change the password"), "old_password": _("Password until now"), "new_password": _("New password"),
        "code": _("Code that the phone shows"), "recovery": _("Without the phone: one of your recovery codes."),
        "give_code": _("Go on"), "again": _("Or from the beginning"), "second_step": _("Second step of signing in"),
        "no_second_step": _("Besides the password a code can be asked for, which a program on your phone works out."),
        "take_over": _("Read this with the program for codes on your phone, then type the code that it shows."),
        "qr": _("The same as a QR code"), "or_type": _("Or type into the program:"), "switch_on": _("Switch it on"),
        "switch_off": _("Switch it off"),
        "keep_codes": _(
            "Keep these recovery codes on paper: each opens your account once if the phone is lost. They are shown only now."
        ),
    }  # fmt: skip


def _roles(person: User) -> str:
    return ", ".join(_(ROLE_NAMES[role]) for role in person.roles)


def _shown(now: Office, person: User | None) -> list[dict[str, object]]:
    if person is None:
        return []
    found = sessions.sessions(now.file, person.account, at=now.now, limits=now.limits)
    return [
        {
            "id": one.id, "here": one.id == person.session,
            "where": one.address if one.kind == sessions.BROWSER else _("commands"),
            "since": format_moment_short(datetime.fromisoformat(one.started_at)),
            "used": format_moment_short(datetime.fromisoformat(one.used_at)),
        }
        for one in found
    ]  # fmt: skip


def _second_step(now: Office, person: User | None) -> str:
    """Since when a code is asked for, in words; empty where none is."""
    found = second_step.second_step_of(now.file, person.account) if person else None
    if found is None:
        return ""
    return _(
        "A code is asked for since {moment}; recovery codes left: {count}.",
        moment=format_moment(found.since),
        count=found.left,
    )


def own_address(asked: str) -> str:
    """Where to go on: an address of this server, else its first page; never another site."""
    try:
        parts = urlsplit(asked.replace("\\", "/"))
    except ValueError:  # no address at all
        return "/"
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith((SIGN_IN, "//")):
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"


def _is_too_large(request: Request) -> bool:
    """Whether more is sent than a name and a password: whoever asks must not fill the memory of the server."""
    length = request.headers.get("content-length", "")
    return not length.isdigit() or int(length) > _LONGEST_FORM


def _field(form: FormData, name: str) -> str:
    """What was typed; whoever sends a form names its letters, too, and some of those are none that can be kept or compared."""
    value = form.get(name)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


@lru_cache(maxsize=1)
def _turns() -> Turns:
    return Turns()


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment  # a fifth of a second that no start of the server should wait for

    return Environment(autoescape=True).from_string(_FORM.read_text("utf-8"))
