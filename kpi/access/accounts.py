"""Accounts: who may sign in, as what, and until when."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kpi.access import audit, passwords
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.domain.errors import UserError
from kpi.domain.messages import N_
from kpi.i18n.messages import _
from kpi.vietnamese.text import clean_text

LONGEST_NAME = 80
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
MADE = N_("an account was made")
CHANGED = N_("what an account may do was changed")
PASSWORD_SET = N_("the password of an account was set")
DISABLED = N_("an account was closed")
OPENED = N_("an account was opened again")
IDENTIFIED = N_("by whom an account is opened at the provider was changed")


@dataclass(frozen=True, slots=True)
class Account:
    """One that may sign in unless it is closed (``disabled_at``); ``identity``: as the office's provider names its owner."""

    account: str
    name: str
    roles: tuple[Role, ...]
    village: str | None
    made_at: str
    disabled_at: str | None
    identity: str | None = None


def accounts(file: AccessFile) -> list[Account]:
    """Every account, those in use first."""
    found = file.rows(
        """select account, name, roles, village, made_at, disabled_at, identity from accounts left join identities using (account)
        order by disabled_at is not null, account"""
    )
    return [_account(row) for row in found]


def find(file: AccessFile, account: str) -> Account:
    """One account, closed ones included; a UserError where there is none."""
    found = next((one for one in accounts(file) if one.account == folded(account)), None)
    if found is None:
        raise UserError(
            _("There is no such account"), found=account,
            expected=", ".join(one.account for one in accounts(file)) or _("an account that was made before"),
            remedy=_("Make it first, or correct its name."), code="no_account",
        )  # fmt: skip
    return found


def add(
    file: AccessFile,
    account: str,
    name: str,
    roles: Iterable[Role],
    password: str,
    *,
    at: datetime,
    by: str,
    village: str | None = None,
) -> Account:
    """Makes an account; the first one of an office is its administrator's."""
    account, held = _checked(account), _roles(roles, village)
    name = _full_name(name) or account
    if not file.has_accounts() and Role.ADMINISTRATOR not in held:
        raise UserError(
            _("The first account is the administrator's"),
            remedy=_("Give it the role of administrator, too; further accounts may be without."), code="no_administrator",
        )  # fmt: skip
    passwords.check(password, account, name)
    kept = passwords.kept(password)
    with file.writing() as connection:
        made = connection.execute(
            "insert or ignore into accounts (account, name, roles, village, password, made_at) values (?, ?, ?, ?, ?, ?)",
            (account, name, _words(held), village, kept, at.isoformat(sep=" ")),
        )
        if not made.rowcount:
            raise UserError(
                _("There is such an account already"), found=account,
                remedy=_("Choose another name, or change the one that is there."), code="account_exists",
            )  # fmt: skip
        audit.note(connection, at, MADE, name=by, about=f"{account}: {_words(held)}")
    return find(file, account)


def change(
    file: AccessFile, account: str, roles: Iterable[Role], *, at: datetime, by: str, village: str | None = None
) -> Account:
    """Gives an account other roles; they hold at once, also for who is signed in by it."""
    one, held = find(file, account), _roles(roles, village)
    with file.writing() as connection:
        connection.execute(
            "update accounts set roles = ?, village = ? where account = ?", (_words(held), village, one.account)
        )
        _refuse_without_administrator(connection)
        audit.note(connection, at, CHANGED, name=by, about=f"{one.account}: {_words(held)}")
    return find(file, account)


def set_password(file: AccessFile, account: str, password: str, *, at: datetime, by: str) -> None:
    """Sets a password; whoever is signed in by the account is signed out."""
    one = find(file, account)
    passwords.check(password, one.account, one.name)
    kept = passwords.kept(password)
    with file.writing() as connection:
        connection.execute("update accounts set password = ? where account = ?", (kept, one.account))
        _end_sessions(connection, one.account, at)
        audit.note(connection, at, PASSWORD_SET, name=by, about=one.account)


def disable(file: AccessFile, account: str, *, at: datetime, by: str) -> Account:
    """Closes an account: nobody signs in by it, and who is signed in is signed out. What was done by it stays."""
    one = find(file, account)
    with file.writing() as connection:
        connection.execute(
            "update accounts set disabled_at = ? where account = ?", (at.isoformat(sep=" "), one.account)
        )
        _refuse_without_administrator(connection)
        _end_sessions(connection, one.account, at)
        audit.note(connection, at, DISABLED, name=by, about=one.account)
    return find(file, account)


def enable(file: AccessFile, account: str, *, at: datetime, by: str) -> Account:
    """Opens a closed account again, with the password that it had."""
    one = find(file, account)
    with file.writing() as connection:
        connection.execute("update accounts set disabled_at = null where account = ?", (one.account,))
        audit.note(connection, at, OPENED, name=by, about=one.account)
    return find(file, account)


def identify(file: AccessFile, account: str, identity: str, *, at: datetime, by: str) -> Account:
    """Names whom the office's provider must tell for the account to open; an empty identity takes it away."""
    one, named = find(file, account), folded_identity(identity)
    with file.writing() as connection:
        connection.execute("delete from identities where account = ?", (one.account,))
        if connection.execute("select 1 from identities where identity = ?", (named,)).fetchone():
            raise UserError(
                _("Another account is opened by this identity"),
                remedy=_("Each identity opens one account; take it away there first."), code="identity_taken",
            )  # fmt: skip
        if named:
            connection.execute("insert into identities values (?, ?)", (one.account, named))
        audit.note(connection, at, IDENTIFIED, name=by, about=one.account)
    return find(file, account)


def folded_identity(identity: str) -> str:
    """How an identity is compared: an e-mail address without regard to case, any other name to the letter."""
    said = identity.strip()
    return said.lower() if "@" in said else said


def folded(account: str) -> str:
    """How an account's name is compared."""
    return account.strip().lower()


def role_of(word: str) -> Role:
    """The role that a word names, as commands and forms write it."""
    try:
        return Role(word.strip().lower().replace("-", "_"))
    except ValueError:
        raise UserError(
            _("There is no such role"), found=word, expected=", ".join(role.value for role in Role),
            remedy=_("Name one of these."), code="no_role",
        ) from None  # fmt: skip


def _account(row: sqlite3.Row) -> Account:
    roles = tuple(Role(word) for word in row["roles"].split())
    return Account(
        row["account"], row["name"], roles, row["village"], row["made_at"], row["disabled_at"], row["identity"]
    )


def _checked(account: str) -> str:
    name = folded(account)
    if not _NAME.fullmatch(name):
        raise UserError(
            _("An account needs a plain name"), found=account,
            expected=_("2 to 40 letters without accents, digits, dots, hyphens, for instance lan.nguyen"),
            remedy=_("Choose another name; the full name of the person stands beside it."), code="account_name",
        )  # fmt: skip
    return name


def _full_name(name: str) -> str:
    """As it stands beside what its owner does, on paper and in the log: without what nobody sees, which may turn what is around it."""
    said = clean_text(name)
    if len(said) > LONGEST_NAME:
        raise UserError(
            _("A full name is too long"), expected=_("{most} letters at most", most=LONGEST_NAME),
            remedy=_("Leave posts and titles out."), code="full_name",
        )  # fmt: skip
    return said


def _roles(roles: Iterable[Role], village: str | None) -> tuple[Role, ...]:
    asked = set(roles)
    held = tuple(role for role in Role if role in asked)
    if not held or (Role.VILLAGE_HEAD in held) != bool(village):
        raise UserError(
            _("An account needs a role, and that of a village head needs his village"),
            expected=", ".join(role.value for role in Role),
            remedy=_(
                "Name at least one role; name the code of the village with the role of village head, and with no other."
            ),
            code="no_role",
        )
    return held


def _words(roles: Iterable[Role]) -> str:
    return " ".join(role.value for role in roles)


def _end_sessions(connection: sqlite3.Connection, account: str, at: datetime) -> None:
    connection.execute(
        "update sessions set ended_at = ? where account = ? and ended_at is null", (at.isoformat(sep=" "), account)
    )
    connection.execute("delete from sign_ins_begun where account = ?", (account,))


def _refuse_without_administrator(connection: sqlite3.Connection) -> None:
    """Somebody must be left who can make accounts."""
    in_use = connection.execute("select roles from accounts where disabled_at is null").fetchall()
    if not any(Role.ADMINISTRATOR.value in row[0].split() for row in in_use):
        raise UserError(
            _("No administrator would be left"), remedy=_("Give another account the role of administrator first."),
            code="no_administrator",
        )  # fmt: skip
