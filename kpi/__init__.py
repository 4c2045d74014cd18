"""The commune's plan in figures: files are observed, stored by date, linked, counted and judged.

Data flows one way: ``ingest`` → ``store`` → ``matching`` → ``measures`` → ``judgement`` → ``answers`` → pages and command line.
Programs come in by ``kpi.open`` (docs/api.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi.api import open as open


def __getattr__(name: str) -> object:
    """Loads what ``open`` needs when somebody wants it: no command waits for pandas."""
    if name == "open":
        from kpi import api

        return api.open
    raise AttributeError(f"module 'kpi' has no attribute {name!r}")
