"""What a name says of its kind where the kind's own cell says nothing: "Công ty TNHH …", "Trường Mầm non …"; and what the heading of
its part says ("C. HỘ KINH DOANH CÁ THỂ")."""

from __future__ import annotations

from kpi.ingest.checking.beginnings import Words, beginnings, kind_by_name, words_of
from kpi.ingest.checking.lists.checks import Rows
from kpi.vietnamese.text import fold


def fill_kinds(rows: Rows) -> None:
    """Kinds by the names, or by the headings of the list's parts, where their own cells say nothing that is known; such a cell then
    no longer rejects its row."""
    words, column = words_of(rows.config, rows.dataset, "kind"), rows.dataset.column("kind")
    kinds, names = rows.fields["kind"], rows.fields["name"]
    of_parts = {heading: _kind_of_part(heading, words) for heading in set(rows.parts)}
    rows.fields["kind"] = [
        kind or kind_by_name(name, words) or of_parts[heading]
        for kind, name, heading in zip(kinds, names, rows.parts, strict=True)
    ]
    for place in list(rows.problems):
        if rows.fields["kind"][place] is not None:
            rows.soften(place, column)
            for problem in rows.faults(place, column, "empty"):
                rows.problems[place].remove(problem)


def _kind_of_part(heading: str, words: Words) -> str | None:
    """The one kind that a heading names; none where it names two ("CƠ QUAN, ĐƠN VỊ")."""
    kind, rest = next(beginnings(heading, words), (None, ""))
    others = (f" {fold(word)} " in f" {rest} " for word, meaning in words if meaning != kind)
    return None if any(others) else kind
