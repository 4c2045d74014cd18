"""Files that are there whole or not at all, and for their owner only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield written
    finally:
        written.unlink(missing_ok=True)
