"""Backups of the database: of one moment, read through before they get their name, thinned out as they grow old."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from kpi.access.acting import needs
from kpi.access.file import ENDING, AccessFile
from kpi.access.roles import Right
from kpi.answers.question import is_simulated
from kpi.config.models import Backups, Config
from kpi.domain.errors import UserError
from kpi.exchange.whole import clear_left, take_place, unfinished
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import N_, _
from kpi.operations.places import on_one_disk, refuse_inside, refuse_missing
from kpi.store import Store

_NAME = re.compile(r"(?P<name>.+)-(?P<unit>[\w.]+)-(?P<at>\d{8}T\d{6})\.duckdb(?P<locked>\.age)?")
_Period = TypeVar("_Period")

# age refuses a lock that it reckons to take this PC sixteen times as long as it should. It reckons from some two
# milliseconds of work, so that one hiccup of a busy PC is enough: what it says is believed when it keeps saying so.
_TOO_SLOW, _LOOKS_AT_THE_PC = "Excessive work", 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database that stands under its name, for it was read through. ``locked``: it opens by a passphrase only."""

    file: Path
    made_at: datetime
    locked: bool


def backups(folder: Path, database: Path, unit: str) -> list[Backup]:
    """The backups of a unit's database in a folder, newest first; none where there is no such folder."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []
    told = ((name, _NAME.fullmatch(name)) for name in names)
    found = [(name, match) for name, match in told if match and (match["name"], match["unit"]) == (database.stem, unit)]
    dated = [
        Backup(folder / name, datetime.strptime(match["at"], "%Y%m%dT%H%M%S"), match["locked"] is not None)  # noqa: DTZ007  local times
        for name, match in found
    ]
    return sorted(dated, key=lambda one: (one.made_at, one.file.name), reverse=True)


def folders_of(database: Path, config: Config) -> list[Path]:
    """Where backups go: the folder and the second place, as far as they are named; relative ones lie beside the database."""
    named = (config.storage.backups.folder.strip(), config.storage.backups.second_folder.strip())
    return [database.parent / folder for folder in named if folder]


def backups_of(database: Path, config: Config) -> list[Backup]:
    """Those in these folders, newest first."""
    found = [one for folder in folders_of(database, config) for one in backups(folder, database, config.unit.code)]
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def remarks(database: Path, config: Config) -> list[str]:
    """What makes the second place for backups, or what opens them, worth less than it seems; none where all is well."""
    said = []
    second, keys = config.storage.backups.second_folder.strip(), _passphrase_file(config)
    if second and not (database.parent / second).parent.is_dir():
        said.append(_("The second place for backups is not there: {folder}. No backup goes there.", folder=second))
    elif second and on_one_disk(database.parent / second, database):
        said.append(
            _(
                "The second place for backups, {folder}, is on the database's own disk: if that breaks, both are gone.",
                folder=second,
            )
        )
    if keys is not None:
        try:
            refuse_inside(keys, folders_of(database, config))
        except UserError as error:
            said.append(f"{error}: {keys}")
    return said


def passphrase_for(folders: Sequence[Path], config: Config, named: Path | None = None) -> str:
    """What locks and opens backups: the first line of the file named, else of the configuration's; empty: they are not locked.

    ``folders``: where backups go that it is to lock; a file that lies in one of them is refused.
    """
    file = named or _passphrase_file(config)
    if file is None:
        return ""
    refuse_inside(file, folders)
    return read_passphrase(file)


def _passphrase_file(config: Config) -> Path | None:
    named = config.storage.backups.passphrase_file.strip()
    return Path(named) if named else None


def read_passphrase(file: Path) -> str:
    """The first line of a file: as a word of a command it would stay in the shell's history."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            _("The file with the passphrase cannot be read"),
            place=str(file),
            remedy=_("Name a text file whose first line is the passphrase."),
            code="no_passphrase",
        ) from error
    if not lines or not lines[0].strip():
        raise UserError(
            _("The file with the passphrase is empty"),
            place=str(file),
            remedy=_("Write the passphrase in its first line."),
            code="no_passphrase",
        )
    return lines[0].strip()


@needs(Right.BACKUPS, noted=N_("a backup was made"))
def back_up(
    store: Store, config: Config, folders: Sequence[Path], *, at: datetime, passphrase: str = ""
) -> list[Backup]:
    """Copies the database and its file of accounts once, puts them into each folder, and takes away those there that have grown old.

    A folder that cannot be written to is refused; what stands in those before it stays.
    """
    content, accounts = store.content(), AccessFile.beside(store.path).content()
    name = f"{store.path.stem}-{config.unit.code}-{at:%Y%m%dT%H%M%S}.duckdb"
    made = []
    for folder in folders:
        clear_left(folder, f"{store.path.stem}-{config.unit.code}-")
        if accounts is not None:
            _kept(accounts, accounts_with(folder / name), at, passphrase)
        made.append(_kept(content, folder / name, at, passphrase))
        for old in outlived(backups(folder, store.path, config.unit.code), config.storage.backups):
            with suppress(OSError):  # held by another program: it goes the next time
                take_away(old.file)
    return made


def take_away(backup: Path) -> None:
    """Deletes a backup, with the accounts that belong to it; an OSError where another program holds it."""
    accounts_with(backup).unlink(missing_ok=True)
    backup.unlink()


def accounts_with(backup: Path) -> Path:
    """Where the file of accounts goes that belongs to a backup; it is there where people sign in."""
    return backup.with_name(backup.name.replace(".duckdb", ENDING, 1))


def outlived(every: Sequence[Backup], keep: Backups) -> list[Backup]:
    """Of backups, newest first, those that may go: neither the newest of one of the last days kept nor of one of the last months."""
    stay = {
        *_newest_of_each(every, lambda one: one.made_at.date(), keep.keep_days),
        *_newest_of_each(every, lambda one: (one.made_at.year, one.made_at.month), keep.keep_months),
        *every[:1],
    }
    return [one for one in every if one not in stay]


def _newest_of_each(every: Sequence[Backup], period: Callable[[Backup], _Period], most: int) -> Iterable[Backup]:
    newest: dict[_Period, Backup] = {}
    for one in every:
        newest.setdefault(period(one), one)
    return list(newest.values())[:most]


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest backup (None: there is none), and whether anything was written to the database since."""

    newest: Backup | None
    changed: bool

    def is_older_than(self, age: timedelta, now: datetime) -> bool:
        """Whether something stands in no backup, and the newest one is so old."""
        return self.changed and (self.newest is None or now - self.newest.made_at >= age)


def standing(store: Store, config: Config) -> Standing:
    """How well the database is kept."""
    newest = next(iter(backups_of(store.path, config)), None)
    return Standing(newest, newest is None or store.path.stat().st_mtime > newest.file.stat().st_mtime)


def is_old(store: Store, config: Config, now: datetime) -> bool:
    """Whether the database has been without a backup for longer than the configuration allows; never where no folder is named."""
    limit = timedelta(days=config.storage.backups.warn_after_days)
    return bool(folders_of(store.path, config)) and standing(store, config).is_older_than(limit, now)


def back_up_if_due(store: Store, config: Config, now: datetime) -> list[Backup]:
    """What the server asks from time to time: a backup where something stands in none and the newest is old enough; else nothing.

    None of the sample: it can be made again.
    """
    folders = folders_of(store.path, config)
    if not folders or store.is_empty() or is_simulated(store):
        return []
    if not standing(store, config).is_older_than(timedelta(hours=config.storage.backups.every_hours), now):
        return []
    return back_up(store, config, folders, at=now, passphrase=passphrase_for(folders, config))


def _kept(content: bytes, file: Path, at: datetime, passphrase: str) -> Backup:
    """The copy under its name in a folder; a locked one says so in its name."""
    file, folder = file.with_name(f"{file.name}{'.age' if passphrase else ''}"), file.parent
    refuse_missing(folder)
    try:
        folder.mkdir(exist_ok=True)
        _write_and_read_again(content, file, passphrase)
    except OSError as error:
        raise UserError(
            _("The backup cannot be written"),
            place=str(folder),
            found=system_in_words(error),
            remedy=_("Check that the folder is there, may be written to and has room; or name another one."),
            code="no_backup",
        ) from error
    return Backup(file, at, bool(passphrase))


def _write_and_read_again(content: bytes, file: Path, passphrase: str) -> None:
    """Written beside its place, read again, and only then given its name."""
    with unfinished(file, locked(content, passphrase) if passphrase else content) as partial:
        again = partial.read_bytes()
        if (opened(again, passphrase, partial) if passphrase else again) != content:
            raise UserError(
                _("The backup does not hold what the database holds"),
                place=str(file),
                remedy=_("Try again; if it fails once more, check the disk."),
                code="bad_backup",
            )
        take_place(partial, file)


def locked(content: bytes, passphrase: str) -> bytes:
    """The content as an age file (age-encryption.org), which other programs open, too."""
    from pyrage import passphrase as age

    sealed: bytes = age.encrypt(content, passphrase)
    return sealed


def opened(content: bytes, passphrase: str, file: Path) -> bytes:
    """What an age file holds; refused where the passphrase is another, or the file has come to harm."""
    import pyrage

    for left in reversed(range(_LOOKS_AT_THE_PC)):
        try:
            content = pyrage.passphrase.decrypt(content, passphrase)
            break
        except pyrage.DecryptError as error:
            too_slow = _TOO_SLOW in str(error)
            if not (too_slow and left):
                raise _cannot_be_opened(file, too_slow=too_slow) from error
    return content


def _cannot_be_opened(file: Path, *, too_slow: bool) -> UserError:
    if too_slow:
        return UserError(
            _("The backup cannot be opened by this PC now"),
            place=str(file),
            found=_("a lock that would take the PC longer than it may, as busy as it is"),
            remedy=_("Close other programs and try again; or open the backup on a faster PC."),
            code="too_slow",
        )
    return UserError(
        _("The backup cannot be opened by this passphrase"),
        place=str(file),
        found=_("another passphrase, or a file that has come to harm"),
        remedy=_("Name the file with the passphrase that it was made with, or take another backup."),
        code="wrong_passphrase",
    )
