"""The words on the screen: English in the code, Vietnamese from ``kpi/locale``.

``_`` is called when a text is made, never when a module is loaded, so that one process can speak both languages.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("vi", "en")
LOCALE_FOLDER = Path(__file__).parent / "locale"

_spoken: ContextVar[str] = ContextVar("spoken_language", default="vi")


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("kpi", LOCALE_FOLDER, languages=[language], fallback=True)


def _(message: str, /, **values: object) -> str:
    """The message in the language spoken now, with its ``{names}`` filled."""
    text = _catalogue(_spoken.get()).gettext(message)
    return text.format(**values) if values else text


def N_(message: str) -> str:
    """Marks a message for translation where it is defined; ``_`` translates it where it is shown."""
    return message


def speak(language: str) -> None:
    """Chooses the language of this context (a session, a command)."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {LANGUAGES}, got {language!r}")
    _spoken.set(language)


def spoken() -> str:
    """The language of this context."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """The given language for the length of a block."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)
