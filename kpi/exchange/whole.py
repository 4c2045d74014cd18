"""Files that are there whole or not at all, and for their owner only; and what a program that was killed has left of them."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def place_new(path: Path, content: bytes) -> None:
    """A file that is there whole or not at all, read by its owner only; ``FileExistsError`` where one is there already."""
    with unfinished(path, content) as written:
        if os.name == "nt":
            written.rename(path)  # which refuses there what it would overwrite here
        else:
            os.link(written, path)


def place_over(path: Path, content: bytes) -> None:
    """The same in the place of what was there."""
    with unfinished(path, content) as written:
        written.replace(path)


@contextmanager
def unfinished(path: Path, content: bytes) -> Iterator[Path]:
    """The content under a name that nobody else uses; ``mkstemp`` gives the file to its owner only."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.{os.getpid()}.", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield written
    finally:
        written.unlink(missing_ok=True)


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
