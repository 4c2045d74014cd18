"""Where backups may lie: on a disk that is there, on another one than the database, and not beside what opens them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kpi.domain.errors import UserError
from kpi.i18n.messages import _


def refuse_missing(folder: Path) -> None:
    """Refuses a folder whose parent is not there: it would be made on the disk that stands in for the one that is not plugged in."""
    if not folder.parent.is_dir():
        raise UserError(
            _("The place for backups is not there"), place=str(folder), found=_("no folder {folder}", folder=folder.parent),
            expected=_("a disk that is plugged in, with the folder that is to hold the backups' one"),
            remedy=_("Plug in the disk, or make the folder, or have another one named."),
            code="no_backup_disk",
        )  # fmt: skip


def refuse_inside(passphrase_file: Path, folders: Sequence[Path]) -> None:
    """Refuses a passphrase that lies where the backups lie: who takes these has it, too."""
    place = passphrase_file.resolve()
    if any(place.is_relative_to(folder.resolve()) for folder in folders):
        raise UserError(
            _("The file with the passphrase lies among the backups"), place=str(passphrase_file),
            found=_("whoever takes the backups away takes what opens them with them"),
            remedy=_("Put the file into another folder, on no disk that holds backups, and name it there."),
            code="passphrase_inside",
        )  # fmt: skip


def on_one_disk(folder: Path, database: Path) -> bool:
    """Whether a folder, or the nearest one above it that is there, lies on the disk that holds the database."""
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    return disk_of(there) == disk_of(database)


def disk_of(place: Path) -> int:
    """The device that a file or folder lies on."""
    return place.stat().st_dev
