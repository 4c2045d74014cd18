"""Reads aggregate files that mostly lie as they lay when they were read before: those are known by the hash of their bytes.

To read 80,000 reports takes half a minute, to hash their files some seconds. A file's size and time are not asked: an altered one may
keep both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from kpi.exchange.rows import SUFFIXES
from kpi.exchange.sent import ReadFiles, SentReport
from kpi.store import read_files


@dataclass(slots=True)
class ReadBefore:
    """What the files of the last question held, by their hashes; nothing older is kept. Several may ask at once."""

    _held: dict[str, tuple[SentReport, ...]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def read(self, files: Sequence[Path]) -> ReadFiles:
        """Everything in these files, form by form in their order; as ``read_files``, which reads those that are new or altered."""
        with self._lock:
            hashes = {path: _hash(path) for path in files}
            found = {path: held for path, one in hashes.items() if (held := self._held.get(one))}
            read = read_files([path for path in files if path not in found])
            new: dict[Path, list[SentReport]] = {}
            for report in read.reports:
                new.setdefault(report.file, []).append(report)
            found |= {path: tuple(reports) for path, reports in new.items()}
            # What was written while it was read is looked at again the next time.
            self._held = {hashes[path]: found[path] for path in found if path not in new or _hash(path) == hashes[path]}
        by_form = sorted(found, key=lambda path: SUFFIXES.index(path.suffix.lower()))
        reports = (_at(path, report) for path in by_form for report in found[path])
        return ReadFiles(tuple(reports), read.unreadable, read.empty)


def _at(path: Path, report: SentReport) -> SentReport:
    """The report as it stands in this file: it may have been read out of a copy."""
    return report if report.file == path else replace(report, file=path)


def _hash(path: Path) -> str:
    """SHA-256 of a file's bytes; empty where they cannot be read, which its reader tells."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
