"""Passwords: kept as argon2id hashes only, long enough, and not what everybody tries first."""

from __future__ import annotations

import secrets
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.vietnamese.text import fold

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 200
# What is tried first, folded; a password that is one of these with digits or marks around it is refused, too.
FIRST_TRIED = frozenset(
    {"matkhau", "password", "passw", "qwerty", "qwertyuiop", "abcdef", "abcdefghij", "admin", "administrator", "quantri", "zalo",
     "ubnd", "ubndxa", "chutich", "congan", "vietnam", "hanoi", "iloveyou", "anhyeuem", "letmein", "welcome", ""}
)  # fmt: skip


def check(password: str, *about: str) -> None:
    """Refuses a password that is short, common, or what is known of the account (``about``)."""
    said = normal(password)
    letters = _letters(said)
    known = {_letters(word) for word in about if word}
    if not SHORTEST <= len(said) <= LONGEST or len(set(said)) < 5:
        fault = _("shorter than {least} characters, or of too few different ones", least=SHORTEST)
    elif letters in FIRST_TRIED or letters in known or said.isdigit():
        fault = _("a common word, the account's own name, or digits alone")
    else:
        return
    raise UserError(
        _("This password would be guessed"),
        found=fault,
        expected=_(
            "{least} characters or more, for instance four words that have nothing to do with each other",
            least=SHORTEST,
        ),
        remedy=_("Choose another one."),
        code="weak_password",
    )


def kept(password: str) -> str:
    """The form that is kept: argon2id with its own salt."""
    return _hasher().hash(normal(password))


def fits(password: str, hashed: str) -> bool:
    """Whether it is the password that was kept; takes some tens of milliseconds, as it must."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hashed, normal(password))
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def nobodys() -> str:
    """A hash that no password fits: who asks for an account that is not there waits as long as for one that is."""
    return kept(secrets.token_urlsafe(32))


def normal(password: str) -> str:
    """One form for what different keyboards type: accents may come before or after their letter."""
    return unicodedata.normalize("NFC", password)


def _letters(text: str) -> str:
    """What is left of a text without accents, digits and marks."""
    return "".join(letter for letter in fold(text) if letter.isalpha())


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # only where somebody signs in

    # Named, for a newer library may take others: then the time would tell old accounts from names that nobody has.
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)
