"""What the disk or the file does to a question or a load, in words that fit the cause; all else is a fault of the program."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kpi.domain.errors import UserError
from kpi.i18n.messages import N_, _

# Faults of a statement are the program's own, and no word about the file would help.
_OF_THE_PROGRAM = (
    duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException, duckdb.ConstraintException,
    duckdb.InvalidInputException, duckdb.NotImplementedException, duckdb.ConversionException,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cause:
    """What the engine or the system says in one of ``signs``, and how that is told; texts are translated where they are told."""

    signs: tuple[str, ...]
    code: str
    title: str
    remedy: str
    found: str = ""

    def told(self, path: Path) -> UserError:
        found = _(self.found) if self.found else ""
        return UserError(_(self.title), place=str(path), found=found, remedy=_(self.remedy), code=self.code)


_BUSY = _Cause(
    ("set lock", "conflicting lock", "used by another process", "already open"),
    "busy",
    N_("The database is busy"),
    N_("Close the other programs that use it, then try again."),
)
_CAUSES = (
    _Cause(
        ("no space", "not enough space", "disk full", "file too large", "quota", "errno 28", "errno 27"),
        "disk_full",
        N_("There is no room left on the disk"),
        N_("Make room on the disk (or raise the limit set for this program), then try again."),
        N_("the database file could not grow; nothing was changed"),
    ),
    _Cause(
        ("permission denied", "read-only", "access is denied", "operation not permitted", "errno 13", "errno 30"),
        "read_only",
        N_("The database may not be written to"),
        N_("Give this user the right to write to the file and to its folder, then try again."),
        N_("a file or folder that is read-only for this user"),
    ),
    _BUSY,
    _Cause(
        ("input/output error", "i/o device error"),
        "disk_fails",
        N_("The disk failed"),
        N_("Try again. If it fails once more, make a backup on another disk and let this one be checked."),
        N_("the disk could not be read or written; nothing was changed"),
    ),
    _Cause(
        ("out of memory", "could not allocate", "failed to allocate"),
        "no_memory",
        N_("The memory of this PC is not enough"),
        N_("Close other programs, then try again."),
    ),
)
_UNREADABLE = _Cause(
    (),
    "unreadable",
    N_("The database cannot be opened"),
    N_("Restore the file from a backup, or name another file with --database."),
    N_("a file that is no database of this program, or a broken one"),
)


@contextmanager
def files_in_words(path: Path) -> Iterator[None]:
    """A block that copies the database or gives it another's place: what the system refuses there is a ``UserError``."""
    try:
        yield
    except OSError as error:
        raise cause(path, str(error)) from error


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """A block that works on the database: what breaks there is a ``UserError``, and nothing was changed.

    Whatever else the block does with files is not spoken of.
    """
    try:
        yield
    except _OF_THE_PROGRAM:
        raise
    except duckdb.Error as error:
        raise cause(path, str(error)) from error


def cause(path: Path, said: str) -> UserError:
    """The refusal for what the engine or the system said."""
    low = said.lower()
    return next((one for one in _CAUSES if any(sign in low for sign in one.signs)), _UNREADABLE).told(path)


def is_busy(error: duckdb.Error | OSError) -> bool:
    """Whether another process holds the file; Windows then refuses what is else a right."""
    if isinstance(error, OSError):
        return isinstance(error, BlockingIOError) or (os.name == "nt" and isinstance(error, PermissionError))
    return any(sign in str(error).lower() for sign in _BUSY.signs)


def unreadable(path: Path) -> UserError:
    """No database of this program, or one that has come to harm."""
    return _UNREADABLE.told(path)
