"""Puts a backup in the database's place, once it was read through; what stood there is kept beside it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kpi.access.acting import needs, who
from kpi.access.file import AccessFile
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.exchange.keys import UnitKeys
from kpi.exchange.numbers import highest_given, kept_in, note_given
from kpi.exchange.whole import place_new, unfinished
from kpi.i18n.faults import system_in_words
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.operations.backup import accounts_with, opened
from kpi.operations.verify import Difference, verify
from kpi.review.call_lists import end_all
from kpi.store import ReadOnlyStore, Store, open_read_only, open_store, put_in_place, read_through


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of frozen reports and meetings the highest number in the backup, and the highest that is known to have been given."""

    restored: int
    given: int


@dataclass(frozen=True, slots=True)
class Restored:
    """The file that stood there before (None: there was none), and the figures of the backup that differ when worked out anew.

    ``forgotten``: how often persons were forgotten since the backup, which it holds again.
    """

    aside: Path | None
    differences: list[Difference]
    numbers: Numbers
    forgotten: int = 0


@needs(Right.BACKUPS, noted=N_("a backup was put back"), about="backup")
def restore(backup: Path, database: Path, config: Config, *, at: datetime, passphrase: str = "") -> Restored:
    """The backup as the database, brought forward to this program; refused, and nothing changed, where it cannot be read through."""
    content = _content_of(backup, passphrase)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(database.resolve(), content) as taken:
            _read(taken, backup)
            store = open_store(taken)  # what an older program made is brought forward when it is asked
            # What was switched off since is on again in the backup.
            end_all(store, reason=_("a backup was put back"), switched_by=who().name, at=at)
            accounts = _accounts_back(backup, database, passphrase)
            differences = verify(store, config, UnitKeys.beside(database), accounts)
            numbers, forgotten = numbers_given(store, database), _forgotten_since(store, database)
            note_given(database, numbers.given)  # first: once the database is another one, nobody knows them any more
            aside = put_in_place(taken, database, aside=f"{at:%Y%m%dT%H%M%S}")
            return Restored(aside, differences, numbers, forgotten)
    except OSError as error:
        raise UserError(
            _("The database cannot be put in its place"),
            place=str(database),
            found=system_in_words(error),
            remedy=_("Close the dashboard and other programs that use it, and see that there is room; then try again."),
            code="no_restore",
        ) from error


def _accounts_back(backup: Path, database: Path, passphrase: str) -> AccessFile:
    """The file of accounts beside the database; where it is gone, the one that was backed up with this backup."""
    accounts, kept = AccessFile.beside(database), accounts_with(backup)
    if not accounts.path.exists() and kept.exists():
        place_new(accounts.path, _content_of(kept, passphrase))
    return accounts


def numbers_given(restored: Store, database: Path) -> Numbers:
    """Of a backup, and by what is kept beside the key and in the database that stands there still, as far as that can be read."""
    here = _highest(restored)
    stood = 0
    if database.is_file():
        with suppress(UserError):
            stood = _highest(open_read_only(database))
    return Numbers(here, max(here, stood, highest_given(database)))


def numbers_in_words(numbers: Numbers, database: Path) -> str:
    """What became of the numbers that were given after the backup, and what to do where nobody can say."""
    if numbers.given > numbers.restored:
        return _(
            "Reports or meetings were frozen after this backup, up to number {given}; they are not in it. "
            "Numbering goes on above {given}.",
            given=format_count(numbers.given),
        )  # fmt: skip
    return _(
        "Reports that were frozen after this backup may have gone out under numbers above {number}. If so, write the highest of them "
        "into {file} before the next one is frozen: numbering goes on above it.",
        number=format_count(numbers.restored), file=kept_in(database),
    )  # fmt: skip


def _forgotten_since(restored: Store, database: Path) -> int:
    """By the database that stands there still, as far as that can be read."""
    stood = 0
    if database.is_file():
        with suppress(UserError):
            stood = len(open_read_only(database).forgettings())
    return max(stood - len(restored.forgettings()), 0)


def _highest(store: ReadOnlyStore) -> int:
    return max((state.number for state in store.frozen_states()), default=0)


def _read(taken: Path, backup: Path) -> None:
    """Reads the copy of a backup through; what is wrong with it is told of the backup."""
    try:
        read_through(taken)
    except UserError as error:
        if error.code != "unreadable":
            raise
        raise UserError(
            _("The backup cannot be read"),
            place=str(backup),
            found=_("a file that is no backup of this program, or one that has come to harm"),
            remedy=_("Take another backup."),
            code="broken_backup",
        ) from error


def _content_of(backup: Path, passphrase: str) -> bytes:
    try:
        content = backup.read_bytes()
    except OSError as error:
        raise UserError(
            _("The backup cannot be read"),
            place=str(backup),
            found=system_in_words(error),
            remedy=_("Name a file that kpi backup has made."),
            code="unreadable_backup",
        ) from error
    if not content.startswith(b"age-encryption.org/"):
        return content
    if not passphrase:
        raise UserError(
            _("The backup is locked"),
            place=str(backup),
            remedy=_("Name the file with the passphrase that it was made with."),
            code="locked_backup",
        )
    return opened(content, passphrase, backup)
