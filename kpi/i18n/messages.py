"""The words on the screen: English in the code, Vietnamese from ``kpi/i18n/locale``.

``_`` is called when a text is made, never when a module is loaded, so that one process can speak both languages.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from kpi.domain.messages import N_
from kpi.i18n.english import filled

__all__ = ["LANGUAGES", "LOCALE_FOLDER", "N_", "_", "ask_where_unsaid", "speak", "speaking", "spoken"]

# Each by its own name, so that whoever cannot read the screen finds his own; the first is spoken where nobody chose.
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
LOCALE_FOLDER = Path(__file__).parent / "locale"

_spoken: ContextVar[str | None] = ContextVar("spoken_language", default=None)
_asked_where_unsaid: Callable[[], str | None] | None = None


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("kpi", LOCALE_FOLDER, languages=[language], fallback=True)


def _(message: str, /, **values: object) -> str:
    """The message in the language spoken now, with its ``{names}`` filled."""
    text = _catalogue(spoken()).gettext(message)
    if not values:
        return text
    return filled(text, values) if spoken() == "en" else text.format(**values)


def speak(language: str) -> None:
    """Chooses the language of this context (a session, a command)."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {tuple(LANGUAGES)}, got {language!r}")
    _spoken.set(language)


def spoken() -> str:
    """The language of this context."""
    return _spoken.get() or (_asked_where_unsaid and _asked_where_unsaid()) or next(iter(LANGUAGES))


def ask_where_unsaid(ask: Callable[[], str | None]) -> None:
    """Names whom to ask for the language where nobody has spoken yet; None is no answer."""
    global _asked_where_unsaid
    _asked_where_unsaid = ask


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """The given language for the length of a block."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)
