"""Compares names with registers before anybody asks, where what they rest on is about to be forgotten.

What has been compared is kept (``kpi.matching.suggestions``); what has not could never be compared again as it would have been.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from kpi.config.models import Config
from kpi.matching.comparing import compared
from kpi.matching.names import NameWords, take_apart, village_phrases
from kpi.matching.question import asked
from kpi.store.ports import Relations

Names = dict[str, set[str]]  # by village


def compare_ahead(store: Relations, config: Config, *, villages: Collection[str], names: Collection[str]) -> None:
    """Compares what any question may need, of whatever day and moment: every name with the registers of these ``villages``
    ("": that of no village), and these ``names`` with all registers that they may be compared with."""
    if not villages and not names:
        return
    days = [row["as_of"] for row in store.read("register_days")]
    everything = _Everything(store, config, frozenset(villages), frozenset(names))
    for row in store.read("register_moments") if days else ():
        question = asked(config, days, row["known_at"])
        missing = list(everything.missing(question))
        if missing:
            store.keep_comparisons(question["matching_rules"], compared(store, config, question, missing))


class _Everything:
    """Every register that ever stood on a day, each once, and the names that belong to it."""

    def __init__(self, store: Relations, config: Config, villages: frozenset[str], names: frozenset[str]) -> None:
        self._store, self._villages, self._names = store, villages, names
        self._words, self._places = NameWords.of(config.matching), config.matching.places
        self._listed: Names = {}
        for row in store.read("names_ever"):
            self._listed.setdefault(row["village"], set()).add(row["name"])
        self._hinting: dict[tuple[tuple[str, str], ...], Names] = {}
        self._seen: set[tuple[str, str, str]] = set()

    def missing(self, question: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Rows as ``names_to_compare`` has them, of the registers that have not been met yet."""
        places: dict[date, dict[str, str]] = {day: {} for day in question["as_of"]}
        for row in self._store.read("village_names", **question):
            places[row["as_of"]][row["code"]] = row["name"]
        for row in self._store.read("rolls", **question):
            key = (row["slot"], row["village"], row["register"])
            if key in self._seen:
                continue
            self._seen.add(key)
            for name in sorted(self._wanted(row["slot"], row["village"], places[row["as_of"]])):
                yield {**row, "name": name}

    def _wanted(self, slot: str, village: str, places: dict[str, str]) -> set[str]:
        listed = self._listed.get(village, set())
        if slot == "household":
            listed = listed | self._naming(places).get(village, set())
        return listed if village in self._villages else listed & self._names

    def _naming(self, places: dict[str, str]) -> Names:
        """The names that name a village, by village, where the villages are called so."""
        key = tuple(sorted(places.items()))
        if key not in self._hinting:
            phrases, found = village_phrases(places, self._places), Names()
            for name in self._listed.get("", ()):
                for village in take_apart(name, self._words, phrases).villages:
                    found.setdefault(village, set()).add(name)
            self._hinting[key] = found
        return self._hinting[key]
