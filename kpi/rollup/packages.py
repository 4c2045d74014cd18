"""Whether the data packages beside files describe what lies there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kpi.exchange.package import differences
from kpi.rollup.answer import NotCounted, Note


def beside(files: Sequence[Path], shown: Callable[[Path], str]) -> list[Note]:
    """The files that the data package in their folder describes otherwise; their reports count if their check codes hold."""
    asked = set(files)
    folders = dict.fromkeys(path.parent for path in files)
    return [
        Note(shown(other.file), NotCounted.PACKAGE, stated=other.said or None, computed=other.found or None)
        for folder in folders
        for other in differences(folder)
        if other.file in asked or not other.found
    ]
