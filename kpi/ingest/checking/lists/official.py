"""A list of officials: they are compared with members by name."""

from __future__ import annotations

from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.vietnamese.text import name_key


class OfficialChecks(Checks):
    """The key of each name."""

    def check(self, rows: Rows) -> None:
        rows.fields["name_key"] = [name_key(name or "") for name in rows.fields["name"]]
