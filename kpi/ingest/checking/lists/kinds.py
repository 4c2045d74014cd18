"""What a name says of its kind where the kind's own cell says nothing: "Công ty TNHH …", "Trường Mầm non …"."""

from __future__ import annotations

from kpi.ingest.checking.beginnings import kind_by_name, words_of
from kpi.ingest.checking.lists.checks import Rows


def fill_kinds(rows: Rows) -> None:
    """Kinds by the names where their own cells say nothing that is known; such a cell then no longer rejects its row."""
    words, column = words_of(rows.config, rows.dataset, "kind"), rows.dataset.column("kind")
    kinds, names = rows.fields["kind"], rows.fields["name"]
    rows.fields["kind"] = [kind or kind_by_name(name, words) for kind, name in zip(kinds, names, strict=True)]
    for place in list(rows.problems):
        if rows.fields["kind"][place] is not None:
            rows.soften(place, column)
            for problem in rows.faults(place, column, "empty"):
                rows.problems[place].remove(problem)
