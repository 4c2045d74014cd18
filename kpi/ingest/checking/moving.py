"""What a note says of somebody's moving: away, to another unit, or back here.

A unit that it names is another one only beside the name of the row's own village: of a village that is written as a code nobody
could say whether the note names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kpi.config.models import Config
from kpi.domain.datasets import HOUSEHOLD
from kpi.vietnamese.places import PlaceName, take_apart
from kpi.vietnamese.text import clean_text, fold, mentions

_WITHIN_VILLAGES = ("to", "doi", "cum")  # "Tổ 2" may be a part of the village in whose list it stands
# A year and a place to which nobody moves away: "Chuyển đi 2/2024, về 6/2024", "chuyển về từ Huế", "chuyển về nhà".
_CAME_BACK = re.compile(r"\bve \d|\bchuyen ve (?:tu|lai|nha|day|que|dia phuong|\d|$)|\b(?:chuyen|da) ve$")
# Behind the word for a unit that no name follows: "chuyển về thôn năm 2020", "chuyển đến khu này".
_NO_NAMES = frozenset("nam thang ngay hoi khi luc tu sau truoc nay minh nha ta o day".split())
_CODE_OF_VILLAGE = re.compile(r"[A-Za-z]{0,4}[\W_]*\d+")


@dataclass(frozen=True, slots=True)
class Moving:
    """The folded beginnings of notes that say so: moved ``away``, ``to`` a unit that they name, and ``back``; words that leave it
    open; the words for the state of a household that has moved, as they are written and folded."""

    away: tuple[str, ...]
    to: tuple[str, ...]
    back: tuple[str, ...]
    open: tuple[str, ...]
    states: tuple[str, ...]
    folded_states: frozenset[str]

    @classmethod
    def of(cls, config: Config) -> Moving:
        known, states = config.recognition, config.lookups.get(HOUSEHOLD.id, {}).get("status", {})
        gone = [word for state in config.participation.households_left_out for word in states.get(state, ())]
        return cls(
            _beginnings(known.gone.get(HOUSEHOLD.id, ())), _beginnings(known.moved_to), _beginnings(known.moved_back),
            tuple(f" {fold(word)} " for word in known.came_back), tuple(gone), frozenset(map(fold, gone)),
        )  # fmt: skip

    def begins(self, note: str) -> bool:
        """Whether a note may say that its row has moved away; a quick look."""
        return f"{fold(note)} ".startswith((*self.away, *self.to))

    def is_gone(self, note: str, village: str) -> bool:
        """Whether a note says that all of its row moved away for good, or to a unit that is not ``village``."""
        said = f"{fold(note)} "
        if said.startswith(self.back):
            return False
        to = self._to(said)
        if to is not None and _is_elsewhere(to, village):
            return not self._leaves_open(to)
        return said.startswith(self.away) and not self._leaves_open(said)

    def names_no_unit(self, note: str) -> bool:
        """Whether a note says that its row moved to a unit without its name, which may be the row's own."""
        unit = take_apart(self._to(f"{fold(note)} ") or "")
        return bool(unit.kind) and not _is_named(unit)

    def names_a_place(self, note: str) -> bool:
        """Whether a note says that its row moved to a place without a word for its unit ("Chuyển về Bến Lức"), which may lie here."""
        said = f"{fold(note)} "
        to = "" if said.startswith(self.back) else (self._to(said) or "").strip()
        first = to.partition(" ")[0]
        return first.isalpha() and first not in _NO_NAMES and not take_apart(to).kind

    def _to(self, said: str) -> str | None:
        """Where a folded note says that its row moved to."""
        return next((said[len(word) :] for word in self.to if said.startswith(word)), None)

    def is_state(self, cell: str) -> bool:
        """Whether a cell is the state of a household that has moved."""
        return fold(cell) in self.folded_states

    def asks(self, note: str) -> bool:
        """Whether a note speaks of moving away in words of which only a person can say what they mean; none of one's coming back."""
        said = f"{fold(note)} "
        if not any(word in said for word in self.folded_states):
            return False  # a quick look, for hardly one does
        back = next((word for word in sorted(self.back, key=len, reverse=True) if said.startswith(word)), None)
        left = note if back is None else said[len(back) :]
        return any(mentions(left, word) for word in self.states)

    def _leaves_open(self, said: str) -> bool:
        """Whether folded words leave open that all of them are gone for good: "Chuyển đi 2/2024, về 6/2024"."""
        return any(word in f" {said} " for word in self.open) or _CAME_BACK.search(said.strip()) is not None


def _beginnings(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{fold(word)} " for word in words)


def _is_elsewhere(to: str, village: str) -> bool:
    unit, own = take_apart(to), take_apart(village)
    if not own.core or _CODE_OF_VILLAGE.fullmatch(clean_text(village)):
        return False
    is_unit = unit.kind == own.kind or unit.kind not in ("", *_WITHIN_VILLAGES)
    return bool(unit.kind) and is_unit and _is_named(unit) and not f"{unit.core} ".startswith(f"{own.core} ")


def _is_named(unit: PlaceName) -> bool:
    return bool(unit.core) and unit.core.split()[0] not in _NO_NAMES
