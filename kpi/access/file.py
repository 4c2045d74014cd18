"""The file of accounts beside the database: SQLite, since every page asks it and it must never wait for a load.

Only its owner may read it. It is made with the first account; where it is not there, nobody signs in.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kpi.domain.errors import UserError
from kpi.exchange.whole import place_new
from kpi.i18n.messages import _

ENDING = ".access"
_SCHEMA = Path(__file__).with_name("schema.sql")
_PATIENCE_SECONDS = 20.0
_changes: Counter[Path] = Counter()


@dataclass(frozen=True, slots=True)
class AccessFile:
    """Accounts, sessions and the audit log of one office."""

    path: Path

    @classmethod
    def beside(cls, database: Path) -> AccessFile:
        """The file that belongs to a database."""
        return cls(database.with_name(database.name + ENDING))

    def has_accounts(self) -> bool:
        """Whether people sign in here."""
        return bool(self.path.exists() and self.rows("select 1 from accounts limit 1"))

    def rows(self, question: str, *values: object) -> list[sqlite3.Row]:
        """The rows of a question; none where the file is not there."""
        if not self.path.exists():
            return []
        with self._open() as connection:
            return connection.execute(question, values).fetchall()

    def content(self) -> bytes | None:
        """The whole file as it is at one moment, for a backup; None where there is none."""
        if not self.path.exists():
            return None
        with self._open() as connection, closing(sqlite3.connect(":memory:")) as copy:
            connection.backup(copy)
            return copy.serialize()

    @property
    def changes(self) -> int:
        """How often this process has written to the file; Windows may tell the time of a write only once the file is closed."""
        return _changes[self.path]

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: everything in the block is kept, or nothing; makes the file where there is none."""
        if not self.path.exists():
            self._make()
        with self._open() as connection:
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")
            _changes[self.path] += 1

    def _make(self) -> None:
        """With all its tables at once: one without them is a broken one, and lets nobody in."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(":memory:")) as made:
            made.executescript(_SCHEMA.read_text("utf-8"))
            content = made.serialize()
        with _in_words(self.path), suppress(FileExistsError):  # somebody else made it meanwhile
            place_new(self.path, content)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The connection of this process and thread; a file that cannot be read is told, never taken for one without accounts."""
        with _in_words(self.path):
            yield _connection(self.path, threading.get_ident(), self.path.stat().st_ino)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        _connection.cache_clear()
        raise UserError(
            _("The file of accounts cannot be read or written"), place=str(path),
            expected=_("the file that this program keeps beside the database"),
            remedy=_("Check the disk; else put the file back from its backup."), code="no_accounts_file",
        ) from error  # fmt: skip


@lru_cache(maxsize=64)
def _connection(path: Path, thread: int, file: int) -> sqlite3.Connection:  # noqa: ARG001 - one for each thread, and for each file of this name
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma foreign_keys = on")
    connection.executescript(_SCHEMA.read_text("utf-8"))  # also for a file that an older version made
    return connection
