"""Signing in and out: a random token opens a session, and only its hash is kept.

A session of a browser ends after some hours, or when nobody has used it for a while; a command's token on the day named with it.
Nobody can lock another out: too many wrong passwords close the way for the address they came from, and for the account only from
addresses that have never signed in by it. A name that nobody has is counted and closed like one that somebody has.
Source: docs/decisions/access.md#signing-in.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kpi.access import audit, passwords, second_step
from kpi.access.accounts import folded, folded_identity
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.access.user import User
from kpi.domain.errors import UserError
from kpi.domain.messages import N_
from kpi.i18n.messages import _

BROWSER, COMMAND = "browser", "command"
SIGNED_IN, SIGNED_OUT = N_("signed in"), N_("signed out")
WRONG_PASSWORD = N_("a wrong password was given")
CODE_ASKED, WRONG_CODE = N_("the right password was given, and the code was asked for"), N_("a wrong code was given")
STRANGER = N_("somebody whom the provider knows and no account names was refused")
TOKEN_MADE = N_("a token for commands was made")
ENDED = N_("a session was ended")
# Wrong passwords within this time count; so many from one address for one account, from one address, for one account from others.
WITHIN = timedelta(minutes=15)
MOST_OF_BOTH, MOST_OF_ADDRESS, MOST_OF_ACCOUNT = 5, 30, 30
# A use within this time of the one noted last is not noted again: no write for every click.
_NOTED_EVERY = timedelta(minutes=1)
_KNOWN_FOR = timedelta(days=30)  # an address from which somebody has signed in is his own for so long
_CODE_WITHIN = timedelta(minutes=5)  # after the password
# Under this key, which no file holds, names are counted that nobody has: what was typed may be a password in the wrong box.
_MARKED_BY = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session of a browser lasts, and how long when nobody uses it."""

    lasts: timedelta = timedelta(hours=8)
    idle: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One open session, as its owner sees it; its token is kept nowhere."""

    id: str
    account: str
    kind: str
    address: str
    program: str
    started_at: str
    used_at: str
    ends_at: str


class NotSignedIn(UserError):
    """Wrong name, wrong password, or a code that is still asked for: which of them it is cannot be told from it.

    ``ticket``: what the code is given with; empty where nobody of the office has a second step.
    """

    def __init__(self, ticket: str) -> None:
        self.ticket = ticket
        super().__init__(
            _("Not signed in yet") if ticket else _("The name or the password is not right"),
            remedy=_("Does your account ask for a code? Type it here. Else the name or the password is not right: type both again.")
            if ticket
            else _("Type both again; the administrator can set a new password."),
            code="wrong_password",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Tried:
    """A name and a password as they were tried; ``account`` and ``name`` are empty where there is no such account.

    ``counted``: what the limits count it by, whether there is such an account or not. ``against``: the hash that the password was
    compared with.
    """

    counted: str
    account: str
    name: str
    right: bool
    against: str = ""


def sign_in(
    file: AccessFile, account: str, password: str, *, at: datetime, address: str, program: str, limits: SessionLimits
) -> str:
    """The token of a new session; else ``NotSignedIn``, and where a code is asked for, ``give_code`` goes on."""
    tried, ticket = _tried(file, account, password, at, address), ""
    with file.writing() as connection:
        tried = _still(connection, tried)
        waits = tried.right and second_step.asks(connection, tried.account)
        # Counts as wrong until the code is right: who guesses must not learn from the limits whether the password was.
        attempt = _count(connection, tried, at, address, right=tried.right and not waits)
        if tried.right and not waits:
            return _enter(connection, tried.account, tried.name, at, address, program, limits)
        _note(connection, CODE_ASKED if waits else WRONG_PASSWORD, tried, at, address)
        if second_step.anybody_has_one(file):
            ticket = _begin(connection, tried, attempt, at)
    raise NotSignedIn(ticket)


def give_code(
    file: AccessFile, ticket: str, code: str, *, at: datetime, seconds: int, address: str, program: str, limits: SessionLimits
) -> str:  # fmt: skip
    """The token of a new session by a phone's code, or a recovery code, after a right password; else ``NotSignedIn``."""
    tried, attempt = _begun(file, ticket, at)
    _refuse_tried_too_often(file, tried.counted, address, at)
    with file.writing() as connection:
        if tried.right and second_step.takes(connection, tried.account, code, at=at, seconds=seconds):
            connection.execute("update attempts set right = 1, at = ? where rowid = ?", (_text(at), attempt))
            connection.execute("delete from sign_ins_begun where ticket_hash = ?", (hash_of(ticket),))
            return _enter(connection, tried.account, tried.name, at, address, program, limits)
        _count(connection, tried, at, address, right=False)
        _note(connection, WRONG_CODE if tried.right else WRONG_PASSWORD, tried, at, address)
    raise NotSignedIn(ticket)


def sign_in_as(
    file: AccessFile, identities: Iterable[str], *, at: datetime, address: str, program: str, limits: SessionLimits
) -> str:
    """The token of a new session for whom the office's provider has told by one of these identities, the surest one first."""
    rows = [
        row
        for identity in identities
        for row in file.rows(
            """select account, name from identities join accounts using (account)
            where identity = ? and disabled_at is null""",
            folded_identity(identity),
        )
    ]
    with file.writing() as connection:
        if rows:
            return _enter(connection, rows[0]["account"], rows[0]["name"], at, address, program, limits)
        audit.note(connection, at, STRANGER, address=address)
    raise UserError(
        _("No account is opened by this identity"),
        remedy=_("Ask the administrator to name it with your account, or use your password."), code="unknown_identity",
    )  # fmt: skip


def prove(file: AccessFile, account: str, password: str, *, at: datetime, address: str) -> str:
    """The account whose password this is; wrong ones are counted, and after too many of them none is looked at for a while."""
    tried = _tried(file, account, password, at, address)
    with file.writing() as connection:
        _count(connection, tried, at, address, right=tried.right)
        if not tried.right:
            _note(connection, WRONG_PASSWORD, tried, at, address)
    if not tried.right:
        raise NotSignedIn("")
    return tried.account


def _tried(file: AccessFile, account: str, password: str, at: datetime, address: str) -> _Tried:
    account = folded(account)[:60]
    row = next(
        iter(file.rows("select name, password from accounts where account = ? and disabled_at is null", account)), None
    )
    counted = account if row else _mark_of(account)
    _refuse_tried_too_often(file, counted, address, at)
    stranger = passwords.nobodys()  # made beforehand, so that a name that is not there takes as long as one that is
    against = row["password"] if row else stranger
    right = passwords.fits(password[: passwords.LONGEST], against) and row is not None
    return _Tried(counted, account, row["name"], right, against) if row else _Tried(counted, "", "", right=False)


def _mark_of(account: str) -> str:
    """What a name that nobody has is counted by until this process ends; no account's name begins so."""
    return "?" + hmac.digest(_MARKED_BY, account.encode(), "sha256").hex()


def _still(connection: sqlite3.Connection, tried: _Tried) -> _Tried:
    """The same as it is in this transaction: while a password was looked at, another one may have been set, or the account closed."""
    unchanged = connection.execute(
        "select 1 from accounts where account = ? and password = ? and disabled_at is null",
        (tried.account, tried.against),
    ).fetchone()
    return tried if unchanged else replace(tried, right=False)


def _count(connection: sqlite3.Connection, tried: _Tried, at: datetime, address: str, *, right: bool) -> int:
    """Enters an attempt, by which the limits go; its number."""
    connection.execute("delete from attempts where at < ?", (_text(at - _KNOWN_FOR),))
    row = connection.execute(
        "insert into attempts values (?, ?, ?, ?)", (_text(at), tried.counted, address, int(right))
    ).lastrowid
    assert row is not None
    return row


def _note(connection: sqlite3.Connection, what: str, tried: _Tried, at: datetime, address: str) -> None:
    audit.note(connection, at, what, account=tried.account, name=tried.name, address=address)


def _enter(
    connection: sqlite3.Connection, account: str, name: str, at: datetime, address: str, program: str, limits: SessionLimits
) -> str:  # fmt: skip
    token = _open(connection, account, BROWSER, address, program, at, at + limits.lasts)
    audit.note(connection, at, SIGNED_IN, account=account, name=name, address=address)
    return token


def _begin(connection: sqlite3.Connection, tried: _Tried, attempt: int, at: datetime) -> str:
    """A ticket for the code, whether the password was right or not."""
    ticket = secrets.token_urlsafe(32)
    connection.execute("delete from sign_ins_begun where at <= ?", (_text(at - _CODE_WITHIN),))
    connection.execute(
        "insert into sign_ins_begun values (?, ?, ?, ?, ?)",
        (hash_of(ticket), tried.counted, int(tried.right), attempt, _text(at)),
    )
    return ticket


def _begun(file: AccessFile, ticket: str, at: datetime) -> tuple[_Tried, int]:
    """Whose password was given for a ticket, and the attempt that it was; nobody's for one that is too old, or never was."""
    rows = file.rows(
        """select b.account, coalesce(a.account, ''), coalesce(a.name, ''), b.right, b.attempt
        from sign_ins_begun b left join accounts a on a.account = b.account and a.disabled_at is null
        where ticket_hash = ? and at > ?""",
        hash_of(ticket), _text(at - _CODE_WITHIN),
    )  # fmt: skip
    if not rows:
        return _Tried("", "", "", right=False), 0
    counted, account, name, right, attempt = rows[0]
    return _Tried(counted, account, name, bool(right)), attempt


def is_known(file: AccessFile, account: str, address: str) -> bool:
    """Whether somebody has signed in by this account from this address not long ago."""
    return _is_known(file, folded(account)[:60], address)


def is_known_by(file: AccessFile, ticket: str, address: str, *, at: datetime) -> bool:
    """The same of the account whose code a ticket waits for."""
    return _is_known(file, _begun(file, ticket, at)[0].account, address)


def _is_known(file: AccessFile, account: str, address: str) -> bool:
    return bool(
        file.rows("select 1 from attempts where account = ? and address = ? and right = 1 limit 1", account, address)
    )


def token_for_commands(file: AccessFile, account: str, *, at: datetime, by: str, days: int) -> str:
    """A token by which commands act as an account, for some days."""
    with file.writing() as connection:
        token = _open(connection, folded(account), COMMAND, "", "", at, at + timedelta(days=days))
        audit.note(connection, at, TOKEN_MADE, name=by, about=folded(account))
    return token


def person_of(file: AccessFile, token: str, *, at: datetime, limits: SessionLimits, kind: str = BROWSER) -> User | None:
    """Whose session a token opens, with what he may now; None where it has ended, or never was."""
    return _person(file, "token_hash = ?", hash_of(token), kind, at, limits)


def person_in(file: AccessFile, session: str, *, at: datetime, limits: SessionLimits) -> User | None:
    """The same by the session's id, which the server itself has given to the page."""
    return _person(file, "s.id = ?", session, BROWSER, at, limits)


def is_open(file: AccessFile, session: str, *, at: datetime, limits: SessionLimits) -> bool:
    """Whether a browser's session is open; asking does not use it."""
    return bool(
        file.rows(
            "select 1 from sessions where id = ? and kind = ? and ended_at is null and ends_at > ? and used_at > ?",
            session, BROWSER, _text(at), _text(at - limits.idle),
        )
    )  # fmt: skip


def sessions(file: AccessFile, account: str | None = None, *, at: datetime, limits: SessionLimits) -> list[OpenSession]:
    """Sessions that are open at a moment, those used last first; of one account or of all."""
    found = file.rows(
        """select id, account, kind, address, program, started_at, used_at, ends_at from sessions
        where ended_at is null and ends_at > ? and (kind = 'command' or used_at > ?) order by used_at desc""",
        _text(at), _text(at - limits.idle),
    )  # fmt: skip
    return [OpenSession(*row) for row in found if account is None or row["account"] == account]


def end(file: AccessFile, session: str, *, at: datetime, by: User, what: str = ENDED) -> None:
    """Ends a session: its owner may, and whoever keeps the accounts."""
    with file.writing() as connection:
        row = connection.execute(
            "select account, address from sessions where id = ? and ended_at is null", (session,)
        ).fetchone()
        if row is None:
            return
        if row["account"] != by.account and Role.ADMINISTRATOR not in by.roles:
            raise UserError(
                _("This is not open to you"), remedy=_("Everybody ends his own sessions."), code="not_allowed"
            )
        connection.execute("update sessions set ended_at = ? where id = ?", (_text(at), session))
        audit.note(connection, at, what, account=by.account, name=by.name, address=row["address"], about=row["account"])


def _person(file: AccessFile, which: str, value: object, kind: str, at: datetime, limits: SessionLimits) -> User | None:
    found = file.rows(
        f"""select s.id, s.used_at, a.account, a.name, a.roles, a.village from sessions s join accounts a using (account)
        where {which} and kind = ? and ended_at is null and disabled_at is null and started_at <= ? and ends_at > ?""",
        value, kind, _text(at), _text(at),
    )  # fmt: skip
    if not found:
        return None
    row = found[0]
    used = datetime.fromisoformat(row["used_at"])
    if kind == BROWSER and used <= at - limits.idle:
        return None
    if at - used >= _NOTED_EVERY:
        with file.writing() as connection:
            connection.execute("update sessions set used_at = ? where id = ?", (_text(at), row["id"]))
    roles = (Role(word) for word in row["roles"].split())
    return User.of(row["account"], row["name"], roles, row["village"], row["id"])


def _open(
    connection: sqlite3.Connection, account: str, kind: str, address: str, program: str, at: datetime, ends_at: datetime
) -> str:
    token = secrets.token_urlsafe(32)
    connection.execute(
        "insert into sessions values (?, ?, ?, ?, ?, ?, ?, ?, ?, null)",
        (
            secrets.token_hex(8),
            hash_of(token),
            account,
            kind,
            address,
            program[:200],
            _text(at),
            _text(at),
            _text(ends_at),
        ),
    )
    return token


def _refuse_tried_too_often(file: AccessFile, counted: str, address: str, at: datetime) -> None:
    since = _text(at - WITHIN)
    tried = file.rows("select account, address from attempts where at > ? and right = 0", since)
    both = file.rows(
        """select count(*) from attempts where account = ?1 and address = ?2 and right = 0 and at > ?3
        and at > (select coalesce(max(at), '') from attempts where account = ?1 and address = ?2 and right = 1)""",
        counted, address, since,
    )[0][0] if tried else 0  # fmt: skip
    here = sum(row["address"] == address for row in tried)
    elsewhere = sum(row["account"] == counted for row in tried)
    known = _is_known(file, counted, address)
    if both < MOST_OF_BOTH and here < MOST_OF_ADDRESS and (known or elsewhere < MOST_OF_ACCOUNT):
        return
    minutes = int(WITHIN.total_seconds() // 60)
    raise UserError(
        _("Too many wrong passwords from this computer"),
        remedy=_("Try again in {minutes} minutes, or from the computer that you usually use.", minutes=minutes),
        code="tried_too_often",
    )


def hash_of(token: str) -> bytes:
    """What is kept of a random token."""
    return hashlib.sha256(token.encode()).digest()


def _text(moment: datetime) -> str:
    return moment.isoformat(sep=" ")
