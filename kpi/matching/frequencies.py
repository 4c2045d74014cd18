"""How common names are among the people of a register: what makes "Nguyễn Văn Hùng" say less than a rare name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import prod

from kpi.matching.names import syllable, syllable_key

# An unseen syllable is about as likely as half a person of the register, of some twenty kinds of unseen ones.
_UNSEEN, _UNSEEN_KINDS = 0.5, 20
# As many people as a middle name must have before its own given names count for more than everybody's.
_PEOPLE_OF_A_MIDDLE_NAME = 30


class Frequencies:
    """Shares of surnames, middle names and given names, with and without their marks; ``people`` is how many there are."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()  # middle and given name: Thị and Văn are women's and men's
        self.people = 0
        for name in names:
            self.people += 1
            for place, part in places(name):
                self._counts.update((place, form) for form in _forms(part))
            if len(name) > 2:
                self._pairs.update(set(zip(_both(name[-2]), _both(name[-1]), strict=True)))

    def of(self, name: Sequence[str]) -> float:
        """The share of people whom a name would fit."""
        if len(name) == 1:
            return self._share("given", name[0])
        if len(name) == 2:  # a surname or a middle name before the given name
            surname, given = self._share("surname", name[0]), self._share("given", name[1])
            return surname * given + self._share("middle", name[0]) * self._given_behind(*name)
        front = places(name)[:-1]
        return prod(self._share(place, part) for place, part in front) * self._given_behind(name[-2], name[-1])

    def of_middles_added(self, longer: Sequence[str], name: Sequence[str]) -> float:
        """How common the middle names are that the longer name has and the other one lacks."""
        known = {syllable_key(part) for part in name}
        return prod(self._share("middle", part) for part in longer[1:-1] if syllable_key(part) not in known)

    def knows(self, name: Sequence[str]) -> bool:
        """Whether every syllable is somebody's on this register: then none of them is a slip of the keyboard."""
        return all(self._counts[place, part] for place, part in places(name))

    def _given_behind(self, middle: str, given: str) -> float:
        alone = self._share("given", given)
        people = self._counts["middle", middle]
        return (self._pairs[middle, given] + _PEOPLE_OF_A_MIDDLE_NAME * alone) / (people + _PEOPLE_OF_A_MIDDLE_NAME)

    def _share(self, place: str, part: str) -> float:
        return (self._counts[place, part] + _UNSEEN) / (self.people + _UNSEEN * _UNSEEN_KINDS)


def places(name: Sequence[str]) -> list[tuple[str, str]]:
    """Each syllable with its place: the last is the given name, the first of several the surname."""
    last = len(name) - 1
    return [("given" if at == last else "surname" if at == 0 else "middle", part) for at, part in enumerate(name)]


def _both(part: str) -> tuple[str, str]:
    return part, syllable(part).bare


def _forms(part: str) -> set[str]:
    return set(_both(part))
