"""The second step of signing in: a code that a phone works out anew every half minute (RFC 6238); its owner switches it on and off.

Its secret lies in the file of accounts: whoever reads that file can make codes. Of the codes for the day on which the phone is lost
only hashes are kept. Source: docs/decisions/access.md#the-second-step.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kpi.access import audit
from kpi.access.accounts import Account, find
from kpi.access.file import AccessFile
from kpi.domain.errors import UserError
from kpi.domain.messages import N_
from kpi.i18n.messages import _

if TYPE_CHECKING:
    from pyotp import TOTP

SWITCHED_ON = N_("the second step of signing in was switched on")
SWITCHED_OFF = N_("the second step of signing in was switched off")
TAKEN_AWAY = N_("the second step of signing in was taken from an account")
# A phone's clock may be wrong by as many half minutes.
_STEPS_ASIDE = 1
# So long an offer may be taken up: its secret is shown without the password, to whoever sits at the screen.
_OFFERED_FOR = timedelta(minutes=15)
_OFFER = "from second_steps where account = ? and confirmed_at is null and made_at > ?"
RECOVERY_CODES = 10
_RECOVERY_BYTES = 10  # 80 bits, so that a plain hash keeps them


@dataclass(frozen=True, slots=True)
class SecondStep:
    """That an account asks for a code: since when, and how many recovery codes are left."""

    since: datetime
    left: int


@dataclass(frozen=True, slots=True)
class Offered:
    """What a phone is to take over: the secret to be typed, and the same as the address that a QR code says."""

    secret: str
    address: str


def second_step_of(file: AccessFile, account: str) -> SecondStep | None:
    """Whether and since when an account asks for a code."""
    rows = file.rows(
        """select confirmed_at, (select count(*) from recovery_codes where account = s.account and used_at is null)
        from second_steps s where account = ? and confirmed_at is not null""",
        account,
    )
    return SecondStep(datetime.fromisoformat(rows[0][0]), rows[0][1]) if rows else None


def anybody_has_one(file: AccessFile) -> bool:
    """Whether any account of this office asks for a code."""
    return bool(file.rows("select 1 from second_steps where confirmed_at is not null limit 1"))


def offer(file: AccessFile, account: str, *, at: datetime, office: str) -> Offered:
    """A new secret for an account's phone; it asks for nothing until a code of it was typed (``switch_on``)."""
    from pyotp import random_base32

    one, secret = find(file, account), random_base32()
    with file.writing() as connection:
        _refuse_where_on(connection, one)
        connection.execute("delete from second_steps where account = ?", (one.account,))
        connection.execute(
            "insert into second_steps values (?, ?, ?, null, 0)", (one.account, secret, at.isoformat(sep=" "))
        )
    return _offered(secret, one.account, office)


def offered(file: AccessFile, account: str, *, at: datetime, office: str) -> Offered | None:
    """The secret that was offered not long ago and not yet confirmed."""
    rows = file.rows(f"select secret {_OFFER}", account, _offered_since(at))
    return _offered(rows[0][0], account, office) if rows else None


def switch_on(file: AccessFile, account: str, code: str, *, at: datetime, seconds: int, by: str) -> list[str]:
    """From here on the account asks for codes; a first one shows that the phone has the secret. The recovery codes, shown once."""
    one = find(file, account)
    made = [_recovery_code() for _number in range(RECOVERY_CODES)]
    with file.writing() as connection:
        _refuse_where_on(connection, one)
        if not (_is_offered(connection, one.account, at) and _is_newer_code(connection, one.account, code, seconds)):
            raise UserError(
                _("This is not the code that the phone should show now"),
                remedy=_("Look whether the phone's clock is right, and type the next code."), code="wrong_code",
            )  # fmt: skip
        connection.execute(
            "update second_steps set confirmed_at = ? where account = ?", (at.isoformat(sep=" "), one.account)
        )
        connection.executemany(
            "insert into recovery_codes values (?, ?, null)", [(_hash(word), one.account) for word in made]
        )
        audit.note(connection, at, SWITCHED_ON, account=one.account, name=by)
    return made


def switch_off(file: AccessFile, account: str, *, at: datetime, by: str) -> None:
    """The account asks for no code any more, and its recovery codes are gone; its owner does so, after his password."""
    with file.writing() as connection:
        _remove(connection, find(file, account))
        audit.note(connection, at, SWITCHED_OFF, account=account, name=by)


def take_away(file: AccessFile, account: str, reason: str, *, at: datetime, by: str) -> None:
    """The same by the administrator, for somebody who has lost his phone; why stands in the log."""
    one = find(file, account)
    if not reason.strip():
        raise UserError(
            _("Why is the second step taken away?"), expected=_("a reason, for instance: the phone was lost"),
            remedy=_("Name it; it stands in the log."), code="no_reason",
        )  # fmt: skip
    with file.writing() as connection:
        _remove(connection, one)
        audit.note(connection, at, TAKEN_AWAY, name=by, about=f"{one.account}: {reason.strip()[:200]}")


def asks(connection: sqlite3.Connection, account: str) -> bool:
    """Whether an account asks for a code, in a transaction under way."""
    question = "select 1 from second_steps where account = ? and confirmed_at is not null"
    return connection.execute(question, (account,)).fetchone() is not None


def takes(connection: sqlite3.Connection, account: str, code: str, *, at: datetime, seconds: int) -> bool:
    """Whether this code opens the account now, in a transaction under way; none opens it twice."""
    if not asks(connection, account):
        return False
    if _is_newer_code(connection, account, code, seconds):
        return True
    return bool(
        connection.execute(
            "update recovery_codes set used_at = ? where hash = ? and account = ? and used_at is null",
            (at.isoformat(sep=" "), _hash(code), account),
        ).rowcount
    )


def _is_newer_code(connection: sqlite3.Connection, account: str, code: str, seconds: int) -> bool:
    """Whether the phone shows this code now, and no newer one was taken before; it is remembered as taken."""
    row = connection.execute("select secret, last_step from second_steps where account = ?", (account,)).fetchone()
    if row is None:
        return False
    step = _step_of(_phones(row["secret"]), "".join(code.split()), seconds)
    if step is None or step <= row["last_step"]:
        return False
    connection.execute("update second_steps set last_step = ? where account = ?", (step, account))
    return True


def _step_of(phone: TOTP, code: str, seconds: int) -> int | None:
    """The half minute, now or one aside, whose code this is."""
    from pyotp.exceptions import OTPVerificationError

    if not (code.isascii() and code.isdigit()):
        return None
    try:
        return phone.verify_and_get_timecode(code, for_time=seconds, valid_window=_STEPS_ASIDE)
    except OTPVerificationError:
        return None


def _refuse_where_on(connection: sqlite3.Connection, one: Account) -> None:
    if asks(connection, one.account):
        raise UserError(
            _("The second step is switched on already"), remedy=_("Switch it off first, then on again."), code="second_step_on"
        )  # fmt: skip


def _remove(connection: sqlite3.Connection, one: Account) -> None:
    if not asks(connection, one.account):
        raise UserError(
            _("This account has no second step"), found=one.account, remedy=_("Nothing needs to be taken away."), code="no_second_step"
        )  # fmt: skip
    connection.execute("delete from second_steps where account = ?", (one.account,))


def _is_offered(connection: sqlite3.Connection, account: str, at: datetime) -> bool:
    return connection.execute(f"select 1 {_OFFER}", (account, _offered_since(at))).fetchone() is not None


def _offered_since(at: datetime) -> str:
    return (at - _OFFERED_FOR).isoformat(sep=" ")


def _offered(secret: str, account: str, office: str) -> Offered:
    return Offered(secret, _phones(secret).provisioning_uri(name=account, issuer_name=office))


def _phones(secret: str) -> TOTP:
    from pyotp import TOTP  # only where somebody has switched it on

    return TOTP(secret)


def _recovery_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _hash(code: str) -> bytes:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(plain.encode()).digest()
