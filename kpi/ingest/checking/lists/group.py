"""A list of Zalo groups: most say no kind, but whose group each is."""

from __future__ import annotations

from kpi.config.models import Config
from kpi.ingest.checking.beginnings import words_of
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.own_columns import OwnColumns, holds_no_uid, with_only
from kpi.ingest.checking.signs import is_person
from kpi.ingest.checking.traits import MOST, Trait
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold


class GroupChecks(Checks):
    """Without a column for it, a group with a village is the village's; another is what its name says, else any other."""

    def check(self, rows: Rows) -> None:
        if "kind" not in rows.lacking:
            return
        fields = rows.fields
        words = [(word, kind) for word, kind in words_of(rows.config, rows.dataset, "kind") if kind == "committee"]
        for place, (name, village) in enumerate(zip(fields["name"], fields["village"], strict=True)):
            named = any(f" {word} " in f" {fold(name or '')} " for word, _kind in words)
            fields["kind"][place] = "village" if village else "committee" if named else "other"


class GroupColumns(OwnColumns):
    """Codes that a program calls "group id", where they are none of Zalo's; ids and managers under headers that nobody knows."""

    def clear(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:  # noqa: ARG002
        """With the column as the groups' codes, where no other one holds them."""
        if not holds_no_uid(sheet, layout, "zalo_id"):
            return layout
        place, bare = layout.positions["zalo_id"], layout.without("zalo_id")
        return bare if "code" in layout.positions else bare.placed("code", place)

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """With the only column of numbers as long as Zalo's, and the only one of persons, whatever stands above them."""
        layout = with_only(sheet, layout, "zalo_id", lambda column: column.trait() is Trait.UID, ())
        return with_only(
            sheet, layout, "manager", lambda column: column.share(is_person) >= MOST, config.recognition.turns
        )
