"""The highest number that this office has frozen a report under: beside its key, so that an older database gives none twice.

    <database>.keys/highest      the number in digits; who knows of a higher one that went out writes that there

A restored backup knows nothing of the reports that were frozen after it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kpi.domain.errors import UserError
from kpi.exchange.keys import UnitKeys
from kpi.exchange.whole import place_over
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import _

_ONLY_OWNERS_FOLDER = 0o700


def kept_in(database: Path) -> Path:
    """The file that holds the number for a database, whether it is there or not."""
    return UnitKeys.beside(database).folder / "highest"


def highest_given(database: Path) -> int:
    """The number; 0: none is known. A file that holds no number is refused: what came out of it could be given twice."""
    file = kept_in(database)
    try:
        said = file.read_text("utf-8-sig").strip()
    except FileNotFoundError:
        return 0
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(file, type(error).__name__) from error
    if not (said.isascii() and said.isdigit()):
        raise _unreadable(file, said)
    return int(said)


def note_given(database: Path, number: int) -> None:
    """Keeps a number where it is the highest so far, for its owner only; whole, or what was there stays."""
    if number > highest_given(database):
        _keep(kept_in(database), number)


def _keep(file: Path, number: int) -> None:
    try:
        file.parent.mkdir(mode=_ONLY_OWNERS_FOLDER, parents=True, exist_ok=True)
        place_over(file, f"{number}\n".encode())
    except OSError as error:
        raise UserError(
            _("The highest number of a report cannot be kept"), place=str(file), found=system_in_words(error),
            remedy=_("Give whoever runs the program the right to this folder, and to nobody else."), code="number_closed",
        ) from error  # fmt: skip


def take_back_given(database: Path, numbers: Collection[int], *, left: int) -> None:
    """Gives numbers free that stood under invented figures, where the highest is one of them; ``left``: the highest that stays."""
    if highest_given(database) not in numbers:
        return
    if left:
        _keep(kept_in(database), left)
    else:
        kept_in(database).unlink()


def _unreadable(file: Path, found: str) -> UserError:
    return UserError(
        _("The highest number of a report cannot be read"), place=str(file), found=found[:40],
        expected=_("the highest number that any report of this office bears, in digits"),
        remedy=_("Look at the reports that went out, and write the number into this file."), code="damaged_number",
    )  # fmt: skip
