"""Compares names with the registers of their villages: rows of ``names_to_compare`` in, comparisons to be kept out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpi.config.models import Config
from kpi.matching.frequencies import Frequencies
from kpi.matching.names import DisplayName, NameWords, VillagePhrases, plain_name, take_apart, village_phrases
from kpi.matching.roll import Entry, Roll
from kpi.matching.suggestions import Comparable
from kpi.store import Comparison, FoundEntry


@dataclass(frozen=True, slots=True)
class _Day:
    """What stands on the registers of one day: entries by slot and village, and the ways to name a village."""

    entries: dict[tuple[str, str | None], list[Entry]]
    phrases: VillagePhrases
    registers: dict[tuple[str, str], str]


class Rolls:
    """The registers that the missing names are compared with, each made once."""

    def __init__(
        self, store: Comparable, config: Config, question: dict[str, Any], missing: Iterable[dict[str, Any]]
    ) -> None:
        self._words = NameWords.of(config.matching)
        self._least = config.matching.suggest_from_percent
        days = sorted({row["as_of"] for row in missing})
        self._days = _days(store, {**question, "as_of": days}, config.matching.places)
        self._made: dict[tuple[str, str, str], Roll] = {}

    def compared(self, missing: Iterable[dict[str, Any]]) -> Iterable[Comparison]:
        """Each missing name with its register, and with that of every village that it names; each comparison once."""
        done = set()
        apart: dict[tuple[date, str], DisplayName] = {}  # a name is compared with households and with organisations
        for row in missing:
            day, key = self._days[row["as_of"]], (row["as_of"], row["name"])
            if key not in apart:
                apart[key] = take_apart(row["name"], self._words, day.phrases)
            shown = apart[key]
            for village in (row["village"], *sorted(shown.villages - {row["village"]})):
                if row["slot"] == "organisation" and village != row["village"]:
                    continue  # organisations of any village are few; the group's own village says enough
                register = day.registers.get((row["slot"], village))
                comparison = (row["slot"], village, register, row["name"])
                if register is None or comparison in done:
                    continue
                done.add(comparison)
                found = self._roll(row["slot"], village, register, day).candidates(shown)
                entries = tuple(
                    FoundEntry(c.kind, c.code, c.rung, c.standing, c.score, c.namesakes, " ".join(c.evidence))
                    for c in found
                )
                hinted = row["slot"] == "household" and village in shown.villages
                yield Comparison(row["slot"], village, register, row["name"], hinted, entries)

    def _roll(self, slot: str, village: str, register: str, day: _Day) -> Roll:
        if (slot, village, register) not in self._made:
            heads = day.entries.get(("household", village), [])
            if slot == "household":
                entries = heads
            elif village:
                entries = [
                    *day.entries.get(("organisation", village), []),
                    *day.entries.get(("organisation", None), []),
                ]
            else:
                entries = [
                    entry for (kind, _v), every in day.entries.items() if kind == "organisation" for entry in every
                ]
            people = Frequencies(name for entry in (heads or entries) if (name := plain_name(entry.name)))
            self._made[slot, village, register] = Roll(village or None, entries, people, least_percent=self._least)
        return self._made[slot, village, register]


def _days(store: Comparable, question: dict[str, Any], places: Sequence[str]) -> dict[date, _Day]:
    entries: dict[date, dict[tuple[str, str | None], list[Entry]]] = {day: {} for day in question["as_of"]}
    for row in store.read("roll_entries", **question):
        entry = Entry(row["entity_kind"], row["code"], row["person"] or "", row["title"] or "")
        entries[row["as_of"]].setdefault((row["slot"], row["village"]), []).append(entry)
    names: dict[date, dict[str, str]] = {day: {} for day in question["as_of"]}
    for row in store.read("village_names", **question):
        names[row["as_of"]][row["code"]] = row["name"]
    registers: dict[date, dict[tuple[str, str], str]] = {day: {} for day in question["as_of"]}
    for row in store.read("rolls", **question):
        registers[row["as_of"]][row["slot"], row["village"]] = row["register"]
    return {day: _Day(entries[day], village_phrases(names[day], places), registers[day]) for day in question["as_of"]}
