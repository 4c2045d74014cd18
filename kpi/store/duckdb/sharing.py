"""The threads of this process and one file: readers go on while somebody writes to a copy of it.

They step aside only for the moments in which it is copied and in which the copy takes its place: Windows replaces no file that is
open, and a copy that is closed would take away the locks by which other programs know of this process's readers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Sharing:
    """Any number of readers, one writer, and moments without readers."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers = self._kept_out = 0
        self._writer = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._kept_out)
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self, *, waits: bool) -> Iterator[bool]:
        """A block for one writer; False where another one has it and nobody ``waits``."""
        if not self._writer.acquire(blocking=waits):
            yield False
            return
        try:
            yield True
        finally:
            self._writer.release()

    def wait(self, patience: float) -> None:
        """Until nobody reads, or patience (in seconds) ends; whoever comes meanwhile reads. For whoever has yet to take a turn among
        programs, so that a long view makes none of the others wait."""
        with self._changed:
            self._changed.wait_for(lambda: not self._readers, patience)

    @contextmanager
    def unread(self) -> Iterator[None]:
        """A short block without readers, for whoever writes; it may hold others of its kind."""
        with self._changed:
            self._kept_out += 1
            self._changed.wait_for(lambda: not self._readers)
        try:
            yield
        finally:
            with self._changed:
                self._kept_out -= 1
                self._changed.notify_all()


_known: dict[Path, Sharing] = {}
_guard = threading.Lock()


def sharing_of(path: Path) -> Sharing:
    """That of a file, by whatever name it is called."""
    with _guard:
        return _known.setdefault(path.resolve(), Sharing())
