"""Compares names with the registers of their villages: rows of ``names_to_compare`` in, comparisons to be kept out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kpi.config.models import Config
from kpi.domain.forgotten import is_forgotten
from kpi.matching.frequencies import Frequencies
from kpi.matching.names import DisplayName, NameWords, plain_name, take_apart, village_phrases
from kpi.matching.roll import Entry, Roll
from kpi.store import Comparison, FoundEntry
from kpi.store.ports import Relations

# Entries by slot and village, None: of no village.
Entries = dict[tuple[str, str | None], list[Entry]]


def compared(
    store: Relations, config: Config, question: dict[str, Any], missing: Sequence[dict[str, Any]]
) -> list[Comparison]:
    """Each missing name with its register, and with that of every village that it names; each comparison once."""
    rolls = _Rolls(store, config, question, missing)
    found: dict[tuple[str, str, str, str], Comparison] = {}
    for row in missing:
        shown = rolls.shown[row["as_of"], row["name"]]
        for village in _villages(row, shown):
            register = rolls.registers.get((row["as_of"], row["slot"], village))
            key = (row["slot"], village, register or "", row["name"])
            if register is not None and key not in found:
                hinted = row["slot"] == "household" and village in shown.villages
                entries = rolls.candidates(row, village, register, shown)
                found[key] = Comparison(row["slot"], village, register, row["name"], hinted, entries)
    return list(found.values())


def _villages(row: dict[str, Any], shown: DisplayName) -> list[str]:
    """The group's own village, and for households those that the name names; organisations are few, one village says enough."""
    named = shown.villages - {row["village"]} if row["slot"] == "household" else frozenset()
    return [row["village"], *sorted(named)]


class _Rolls:
    """The names taken apart, and the registers that they are compared with, each made once."""

    def __init__(
        self, store: Relations, config: Config, question: dict[str, Any], missing: Sequence[dict[str, Any]]
    ) -> None:
        self._least = config.matching.suggest_from_percent
        question = {**question, "as_of": sorted({row["as_of"] for row in missing})}
        self.shown = _taken_apart(store, config, question, missing)
        self.registers = {
            (row["as_of"], row["slot"], row["village"]): row["register"] for row in store.read("rolls", **question)
        }
        villages = {village for row in missing for village in _villages(row, self.shown[row["as_of"], row["name"]])}
        self._entries = _entries(store, {**question, "roll_villages": sorted(villages)})
        self._made: dict[tuple[str, str, str], Roll] = {}

    def candidates(
        self, row: dict[str, Any], village: str, register: str, shown: DisplayName
    ) -> tuple[FoundEntry, ...]:
        """Whom a name points to on one register; a forgotten person's to nobody."""
        if is_forgotten(row["name"]):
            return ()
        key = (row["slot"], village, register)
        if key not in self._made:
            self._made[key] = self._roll(row["slot"], village, self._entries[row["as_of"]])
        return tuple(
            FoundEntry(c.kind, c.code, c.rung, c.standing, c.score, c.namesakes, " ".join(c.evidence))
            for c in self._made[key].candidates(shown)
        )

    def _roll(self, slot: str, village: str, day: Entries) -> Roll:
        heads = day.get(("household", village), [])
        entries = heads if slot == "household" else _organisations(village, day)
        people = Frequencies(name for entry in (heads or entries) if (name := plain_name(entry.name)))
        return Roll(village or None, entries, people, least_percent=self._least)


def _organisations(village: str, day: Entries) -> list[Entry]:
    """Those of the village and of none; for a group of no village all of the commune."""
    return [
        entry
        for (slot, place), entries in day.items()
        if slot == "organisation" and (not village or place in (village, None))
        for entry in entries
    ]


def _taken_apart(
    store: Relations, config: Config, question: dict[str, Any], missing: Iterable[dict[str, Any]]
) -> dict[tuple[date, str], DisplayName]:
    """Each name of each day once, by what names a village on that day."""
    names: dict[date, dict[str, str]] = {day: {} for day in question["as_of"]}
    for row in store.read("village_names", **question):
        names[row["as_of"]][row["code"]] = row["name"]
    phrases = {day: village_phrases(villages, config.matching.places) for day, villages in names.items()}
    words = NameWords.of(config.matching)
    return {
        (day, name): take_apart(name, words, phrases[day])
        for day, name in {(row["as_of"], row["name"]) for row in missing}
    }


def _entries(store: Relations, question: dict[str, Any]) -> dict[date, Entries]:
    found: dict[date, Entries] = {day: {} for day in question["as_of"]}
    for row in store.read("roll_entries", **question):
        person = "" if is_forgotten(row["person"]) else row["person"] or ""
        entry = Entry(row["entity_kind"], row["code"], person, row["title"] or "")
        found[row["as_of"]].setdefault((row["slot"], row["village"]), []).append(entry)
    return found
