"""Works out whom names point to, before a question that needs it: only names that have not been compared with this register yet.

What is worked out rests on the lists and the rules alone, so that it is the same whoever asks and whenever; the store keeps it.
A new list of one group brings new names of that group only; a new register of a village, the names of its members.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kpi.config.models import Config
from kpi.store.ports import Relations

# Entities that would be new, by indicator, day and village.
Waiting = dict[tuple[str, date, str | None], int]


def prepare(store: Relations, config: Config, question: dict[str, Any]) -> None:
    """Compares what has not been compared yet for the days of a question (``kpi.matching.question.asked``)."""
    # A name that names another village is compared there, too; the second round finds registers of that village on other days.
    while missing := store.read("names_to_compare", **question):
        # Here, since nearly every question finds all names compared, and needs none of it.
        from kpi.matching.comparing import compared

        store.keep_comparisons(question["matching_rules"], compared(store, config, question, missing))


def waiting(store: Relations, question: dict[str, Any], config: Config) -> Waiting:
    """What would be new on each day of a question if every best open suggestion were confirmed."""
    rows = store.read("waiting", **question)
    if any(row["uncompared"] for row in rows):
        prepare(store, config, question)
        rows = store.read("waiting", **question)
    days = set(question["waiting_on"])
    return {(row["indicator"], row["as_of"], row["village"]): row["waiting"] for row in rows if row["as_of"] in days}
