"""What the disk or the file does to a question or a load, in words that fit the cause; all else is a fault of the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from kpi.domain.errors import UserError
from kpi.i18n.messages import _

# Faults of a statement are the program's own, and no word about the file would help.
_OF_THE_PROGRAM = (
    duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException, duckdb.ConstraintException,
    duckdb.InvalidInputException, duckdb.NotImplementedException, duckdb.ConversionException,
)  # fmt: skip
_NO_ROOM = ("no space", "not enough space", "disk full", "file too large", "quota", "errno 28", "errno 27")
_NO_RIGHT = ("permission denied", "read-only", "access is denied", "operation not permitted", "errno 13", "errno 30")
_BUSY = ("set lock", "conflicting lock", "used by another process", "already open")
_NO_MEMORY = ("out of memory", "could not allocate", "failed to allocate")


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
    if any(sign in low for sign in _NO_ROOM):
        return UserError(
            _("There is no room left on the disk"),
            place=str(path),
            found=_("the database file could not grow; nothing was changed"),
            remedy=_("Make room on the disk (or raise the limit set for this program), then try again."),
            code="disk_full",
        )
    if any(sign in low for sign in _NO_RIGHT):
        return UserError(
            _("The database may not be written to"),
            place=str(path),
            found=_("a file or folder that is read-only for this user"),
            remedy=_("Give this user the right to write to the file and to its folder, then try again."),
            code="read_only",
        )
    if is_busy(said):
        return busy(path)
    if any(sign in low for sign in _NO_MEMORY):
        return UserError(
            _("The memory of this PC is not enough"),
            place=str(path),
            remedy=_("Close other programs, then try again."),
            code="no_memory",
        )
    return unreadable(path)


def is_busy(said: str) -> bool:
    """Whether the engine says that another process holds the file."""
    return any(sign in said.lower() for sign in _BUSY)


def busy(path: Path) -> UserError:
    """Another program holds the file."""
    return UserError(
        _("The database is busy"),
        place=str(path),
        remedy=_("Close the other programs that use it, then try again."),
        code="busy",
    )


def unreadable(path: Path) -> UserError:
    """No database of this program, or one that has come to harm."""
    return UserError(
        _("The database cannot be opened"),
        place=str(path),
        found=_("a file that is no database of this program, or a broken one"),
        remedy=_("Restore the file from a backup, or name another file with --database."),
        code="unreadable",
    )
