"""Who asks or acts now, and the refusal of what he may not.

``needs`` stands at each question and action that a page or command reaches; so a new page, a new address or a typed message cannot
reach more than its person may. Whoever signs people in names himself by ``found_by``; without that everybody is the PC's own user.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from inspect import signature
from typing import ParamSpec, TypeVar

from kpi.access.roles import Right
from kpi.access.user import ANYBODY, User
from kpi.domain.errors import UserError
from kpi.i18n.messages import N_, _

Terms = ParamSpec("Terms")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Need:
    """What a question or action asks of whoever calls it: one of ``rights``.

    ``noted``: what the audit log says of it; empty where nothing is noted. ``about``: the parameter that it names beside.
    ``reads``: it is a question, so that asking twice is noted once.
    """

    rights: tuple[Right, ...]
    noted: str = ""
    about: str = ""
    reads: bool = False


_acting: ContextVar[User | None] = ContextVar("acting", default=None)
_inside: ContextVar[bool] = ContextVar("inside_a_noted_call", default=False)
_find: Callable[[], User | None] | None = None
_note: Callable[[User, Need, str], None] | None = None
NEEDS = "__needs__"
NOT_DONE = N_("the step before was not done")


def who() -> User:
    """Who asks or acts in this context."""
    return _acting.get() or (_find and _find()) or ANYBODY


def found_by(find: Callable[[], User | None]) -> None:
    """Names whom to ask who sits at this screen; None is no answer."""
    global _find
    _find = find


def noted_by(note: Callable[[User, Need, str], None]) -> None:
    """Names what keeps the audit log: it is told who has done or seen what, and about what."""
    global _note
    _note = note


@contextmanager
def acting_as(person: User) -> Iterator[None]:
    """The block is asked by this person; ``ANYBODY``: by the program itself."""
    token = _acting.set(person)
    try:
        yield
    finally:
        _acting.reset(token)


def needs(
    *rights: Right, noted: str = "", about: str = "", reads: bool = False
) -> Callable[[Callable[Terms, Answer]], Callable[Terms, Answer]]:
    """Marks a question or action by what its caller must be allowed, any of ``rights``; who may not gets a ``UserError``."""
    need = Need(rights, noted, about, reads)

    def marked(function: Callable[Terms, Answer]) -> Callable[Terms, Answer]:
        @wraps(function)
        def asked(*terms: Terms.args, **named: Terms.kwargs) -> Answer:
            refuse_without(need)
            if not noted or _inside.get():
                return function(*terms, **named)
            with _noting(need, _named(function, about, terms, named)):
                return function(*terms, **named)

        setattr(asked, NEEDS, need)
        return asked

    return marked


def need_of(function: Callable[..., object]) -> Need | None:
    """What a question or action asks of its caller; None: it is marked by nothing, and no page may ask it."""
    found: Need | None = getattr(function, NEEDS, None)
    return found


def refuse_without(need: Need) -> None:
    """Refuses what the person may not; a UserError without a word of what he would have seen."""
    person = who()
    if not any(person.may(right) for right in need.rights):
        raise UserError(
            _("This is not open to you"),
            found=person.name,
            remedy=_("Ask the administrator of your office: roles say who sees and does what."),
            code="not_allowed",
        )


@contextmanager
def opened(function: Callable[..., object], terms: Sequence[object], named: Mapping[str, object]) -> Iterator[None]:
    """The block may answer this question from what was worked out before: asked for and noted as if it were asked anew.

    Refuses a function that ``needs`` does not mark.
    """
    need = need_of(function)
    if need is None:
        raise ValueError(f"{function.__module__}.{function.__qualname__} does not say what its caller needs")
    refuse_without(need)
    with _noting(need, _named(function, need.about, terms, named)):
        yield


def note(need: Need, about: str = "") -> None:
    """Enters it in the audit log, where one is kept; nothing of the program's own, nor of a PC where nobody signs in."""
    person = who()
    if _note is not None and need.noted and person.account:
        _note(person, need, about)


@contextmanager
def _noting(need: Need, about: str) -> Iterator[None]:
    """Noted before it is done, so that nothing is done that could not be noted; what then fails is noted, too.

    What is done within the block belongs to it, and is not noted once more.
    """
    note(need, about)
    token = _inside.set(True)
    try:
        yield
    except BaseException:
        if need.noted and not need.reads:
            note(replace(need, noted=NOT_DONE), about)
        raise
    finally:
        _inside.reset(token)


def _named(function: Callable[..., object], about: str, terms: Sequence[object], named: Mapping[str, object]) -> str:
    """What a call gives to the parameter ``about``; empty where none is named."""
    return str(_shape(function).bind_partial(*terms, **named).arguments.get(about, "")) if about else ""


_shape = lru_cache(maxsize=None)(signature)
