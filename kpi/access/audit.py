"""The log of who saw and did what: only ever longer, each entry chained to the one before by its hash.

Whoever holds a printed number and hash of it (every report has them) finds whether anything before was changed or cut off.
Source: docs/decisions/access.md#the-audit-log.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kpi.access.file import AccessFile
from kpi.access.user import User
from kpi.domain.errors import UserError
from kpi.domain.messages import N_
from kpi.i18n.messages import _

BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line: who saw or did ``what`` (an English message), and about what."""

    number: int
    at: str
    account: str
    name: str
    address: str
    what: str
    about: str
    hash: str

    def chained(self, before: str) -> str:
        """The hash that it must have after the entry before."""
        content = [before, self.number, self.at, self.account, self.name, self.address, self.what, self.about]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest entry's number and hash, as they are printed."""

    number: int
    hash: str

    @property
    def mark(self) -> str:
        """As much of the hash as a paper bears."""
        return self.hash[:16].upper()


@dataclass(frozen=True, slots=True)
class AuditChain:
    """What a look through the whole log found: from which entry on it is kept, its head, and the first that does not fit."""

    first: int
    head: AuditHead | None
    broken: int | None


def note(
    connection: sqlite3.Connection,
    at: datetime,
    what: str,
    *,
    account: str = "",
    name: str = "",
    address: str = "",
    about: str = "",
) -> AuditHead:
    """Adds an entry in a transaction under way."""
    last = connection.execute("select number, hash from audit order by number desc limit 1").fetchone()
    last = last or connection.execute("select up_to, hash from audit_cut order by up_to desc limit 1").fetchone()
    number, before = (last[0] + 1, last[1]) if last else (1, BEGINNING)
    plain = AuditEntry(number, at.isoformat(sep=" "), account, name, address, what, about, "")
    hashed = plain.chained(before)
    connection.execute(
        "insert into audit values (?, ?, ?, ?, ?, ?, ?, ?)",
        (number, plain.at, account, name, address, what, about, hashed),
    )
    return AuditHead(number, hashed)


def enter(file: AccessFile, at: datetime, person: User, what: str, about: str) -> None:
    """Adds what somebody saw or did."""
    with file.writing() as connection:
        note(connection, at, what, account=person.account, name=person.name, about=about)


def head(file: AccessFile) -> AuditHead | None:
    """The newest entry; None where nothing is kept."""
    rows = file.rows("select number, hash from audit order by number desc limit 1")
    return AuditHead(rows[0]["number"], rows[0]["hash"]) if rows else None


def entries(file: AccessFile, typed: str = "", most: int = 500) -> list[AuditEntry]:
    """The newest entries first; ``typed``: only those that have each of these words."""
    words = typed.casefold().split()
    found: list[AuditEntry] = []
    for row in file.rows("select * from audit order by number desc"):
        entry = AuditEntry(*row)
        said = " ".join(
            (entry.at, entry.account, entry.name, entry.address, entry.what, _(entry.what), entry.about)
        ).casefold()
        if all(word in said for word in words):
            found.append(entry)
        if len(found) == most:
            break
    return found


def check(file: AccessFile, printed: Sequence[AuditHead] = ()) -> AuditChain:
    """Looks through the whole log; ``printed``: heads that papers bear, which must still be in it."""
    cut = file.rows("select up_to, hash from audit_cut order by up_to desc limit 1")
    up_to, before = (cut[0]["up_to"], cut[0]["hash"]) if cut else (0, BEGINNING)
    expected, known, broken = up_to + 1, {up_to: before}, None
    for row in file.rows("select * from audit order by number"):
        entry = AuditEntry(*row)
        if broken is None and (entry.number != expected or entry.chained(before) != entry.hash):
            broken = entry.number
        before, expected = entry.hash, entry.number + 1
        known[entry.number] = entry.hash
    lost = [one.number for one in printed if one.number >= up_to and known.get(one.number) != one.hash]
    ends = [number for number in (broken, *lost) if number is not None]
    return AuditChain(up_to + 1, head(file), min(ends) if ends else None)


CUT = N_("older entries of this log were removed, as the configuration says")


def cut(file: AccessFile, before: datetime, *, at: datetime) -> int:
    """Removes entries older than a moment, and says so in the log; how many went. The hash of the last one stays."""
    if not file.path.exists():
        return 0
    with file.writing() as connection:
        old = connection.execute(
            "select number, hash from audit where at < ? order by number desc limit 1", (before.isoformat(sep=" "),)
        ).fetchone()
        if old is None:
            return 0
        connection.execute("insert into audit_cut values (?, ?, ?)", (old[0], old[1], at.isoformat(sep=" ")))
        gone = connection.execute("delete from audit where number <= ?", (old[0],)).rowcount
        note(connection, at, CUT, about=str(old[0]))
    return gone


def refuse_broken(chain: AuditChain) -> None:
    """Refuses a log that was changed or cut."""
    if chain.broken is not None:
        raise UserError(
            _("The audit log was changed or cut"),
            place=_("entry no. {number}", number=chain.broken),
            expected=_("every entry as it was written, each chained to the one before"),
            remedy=_("Put the file of accounts back from its backup, and find out who could write to it."),
            code="audit_broken",
        )
