"""Files that are there whole or not at all, and stay so when the power goes; and what a program that was killed has left of them."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_WINDOWS = os.name == "nt"
# There nobody moves a file, or takes its place, while another program has it open, were it only to look for viruses; most let go soon.
_TRIES, _PAUSE_SECONDS = 40, 0.05


def place_new(path: Path, content: bytes) -> None:
    """A file that is there whole or not at all, read by its owner only; ``FileExistsError`` where one is there already."""
    with unfinished(path, content) as written:
        if _WINDOWS:
            _in_time(lambda: written.rename(path))  # which refuses there what it would overwrite here
        else:
            os.link(written, path)
            note_renamed(path)


def place_over(path: Path, content: bytes, *, shared: bool = False) -> None:
    """The same in the place of what was there. ``shared``: for whom the system lets read this user's files."""
    with unfinished(path, content, shared=shared) as written:
        take_place(written, path)


def take_place(written: Path, path: Path) -> None:
    """Lets a file whose content is on the disk take another one's place, so that no power cut gives it back."""
    _in_time(lambda: written.replace(path))
    note_renamed(path)


def _in_time(move: Callable[[], object]) -> None:
    """Does it as soon as nobody holds the file; a ``PermissionError`` where somebody goes on holding it."""
    for _try in range(_TRIES if _WINDOWS else 0):
        try:
            move()
        except PermissionError:
            time.sleep(_PAUSE_SECONDS)
        else:
            return
    move()


def on_the_disk(file: Path) -> None:
    """Waits until all that a file holds has reached the disk."""
    with file.open("r+b") as written:
        os.fsync(written.fileno())


def note_renamed(path: Path) -> None:
    """Waits until the disk knows a file by its new name. Windows has no word for it, and some disks none either; they do it soon."""
    if _WINDOWS:
        return
    with suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def unfinished(path: Path, content: bytes, *, shared: bool = False) -> Iterator[Path]:
    """The content on the disk under a name that nobody else uses, for its owner only unless it is ``shared``."""
    written = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")

    def made(name: str, flags: int) -> int:
        return os.open(name, flags, 0o666 if shared else 0o600)

    try:
        with open(written, "xb", opener=made) as file:  # noqa: PTH123  a path's own open takes no opener
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield written
    finally:
        with suppress(OSError):  # ``clear_left`` removes it later
            written.unlink()


def clear_left(folder: Path, begins: str) -> None:
    """Removes what programs that are gone have left unfinished of files whose names begin so: it holds what the whole file would.

    Unfinished files bear the number of the process that writes them: ``.kpi.duckdb.4711.x2f``, ``.kpi.duckdb.fresh.4711.wal``.
    """
    left = re.compile(rf"\.+{re.escape(begins)}.*?\.(?P<process>\d+)(?:\.\w+)*")
    try:
        found = [(entry, match) for entry in os.scandir(folder) if (match := left.fullmatch(entry.name))]
    except OSError:
        return
    for entry, match in found:
        with suppress(OSError):
            if not _is_writing(int(match["process"]), entry.stat().st_mtime):
                Path(entry.path).unlink()


def _is_writing(process: int, written: float) -> bool:
    """Whether a process is there that may have written a file at a moment; a number is given again after a while."""
    import psutil  # nearly never anything is left

    try:
        return process == os.getpid() or psutil.Process(process).create_time() <= written
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True  # another user's
