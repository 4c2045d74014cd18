"""A register of businesses: the kind of enterprise is often said by its name alone."""

from __future__ import annotations

from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.kinds import fill_kinds


class BusinessChecks(Checks):
    """The kind by the name, where its own cell says nothing that is known."""

    def check(self, rows: Rows) -> None:
        fill_kinds(rows)
