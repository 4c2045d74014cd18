"""Finds villages, groups, businesses, institutions and reports by what somebody types of their name or code. Never a household."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.question import all_known
from kpi.config.models import Config
from kpi.matching.question import asked
from kpi.store.ports import Relations
from kpi.vietnamese.order import by_name
from kpi.vietnamese.text import fold

MOST = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that can be found; ``kind`` is village, group, business, institution or case; a case has no name."""

    kind: str
    code: str
    name: str

    @property
    def folded(self) -> str:
        return fold(f"{self.code} {self.name}")


@needs(Right.FIGURES)
def everything(store: Relations, config: Config, as_of: date) -> tuple[Hit, ...]:
    """All that can be found on a day, sorted by kind and name."""
    with store.one_view():
        question = asked(config, [as_of], all_known(store))
        return (
            *_hits("village", store.read("village_names", **question)),
            *_hits("group", store.read("group_lists", **question)),
            *(
                Hit(row["entity_kind"], row["code"], row["name"])
                for row in store.read("register_entries", **question)
                if row["entity_kind"] != "household"
            ),
            *(Hit("case", row["code"], "") for row in store.read("newest_cases", **question)),
        )


def _hits(kind: str, rows: Iterable[dict[str, Any]]) -> Iterable[Hit]:
    return (Hit(kind, row["code"], row["name"]) for row in rows)


def find(known: Sequence[Hit], typed: str) -> tuple[Hit, ...]:
    """The hits that hold every word typed, without marks or case; a code that is typed whole comes first."""
    words = fold(typed).split()
    if not words:
        return ()
    found = [hit for hit in known if all(word in hit.folded for word in words)]
    found.sort(
        key=lambda hit: (
            fold(hit.code) != fold(typed),
            not hit.folded.startswith(words[0]),
            by_name(hit.name or ""),
            hit.code,
        )
    )
    return tuple(found[:MOST])
