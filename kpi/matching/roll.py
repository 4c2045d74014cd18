"""The entries of the registers that a member of one village may speak for, and which of them a display name points to.

Pure: entries and a display name in, candidates out, the same whatever the order of the rows. A candidate's score is the chance
that he is the one: names that many people have weigh less (by the syllables of the village's own register), hints count.
Candidates are suggestions; nothing here counts for anybody. Source: docs/decisions/matching.md#names-only-suggest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kpi.matching.frequencies import Frequencies
from kpi.matching.likeness import Form, likeness, turns
from kpi.matching.names import DisplayName, Reading, compact, plain_name, syllable_key
from kpi.matching.rungs import EXACT_NAME, FOLDED, SIMILAR, TONE_FREE
from kpi.vietnamese.text import fold

# How often somebody shows his name in this form: rough shares, their order is what matters (bench.matching shows how well
# the scores that come of them hold).
_SHARES = {
    Form.LETTERS: 0.45, Form.MARKS_LOST: 0.2, Form.GIVEN_ONLY: 0.08, Form.SHORTENED: 0.06, Form.TONES_LOST: 0.05,
    Form.PLACED: 0.05, Form.LETTER_I: 0.03, Form.TURNED: 0.03, Form.MISSPELT: 0.02, Form.ABBREVIATED: 0.02,
    Form.TURNED_SHORTENED: 0.01, Form.LENGTHENED: 0.005, Form.CHILD: 0.01, Form.OTHER_MARKS: 0.005, Form.ORGANISATION: 0.2,
    Form.CODE: 0.01,
}  # fmt: skip
_RUNGS = {
    Form.LETTERS: EXACT_NAME, Form.PLACED: EXACT_NAME, Form.LETTER_I: EXACT_NAME, Form.TONES_LOST: TONE_FREE,
    Form.MARKS_LOST: FOLDED,
}  # fmt: skip
_SPELLING = {Form.PLACED: 1, Form.LETTER_I: 2, Form.TURNED_SHORTENED: 1}
# Of the members whom nobody has linked yet, so many are a head of household themselves; the others have names, too.
_HEADS = 0.5
# Who is called somebody's mother or father is young; heads of household have grown children, or small ones on no register.
_CHILD_OF_A_HEAD = 0.1
# By how much a hint in the display name makes an entry likelier. The village named is that of everybody else there, too: it
# only says where to look.
_HINTS = {"village_named": 1.0, "other_village_named": 0.05, "code_named": 10_000.0, "other_code_named": 0.02}
_OF_SHOP = 0.5
# In these forms a namesake of the head shows his name as the head would.
_SHARED_FORMS = frozenset({Form.MISSPELT, Form.ABBREVIATED, Form.TONES_LOST, Form.PLACED, Form.LETTER_I})
_ONE_SLIP = 1
# So many are kept at least; of equal standing all are, since cutting a tie short would choose for the person.
MOST_CANDIDATES = 5
# What bodies are called besides their name, folded: it tells none of them apart.
_BODY_WORDS = (
    "cong ty trach nhiem huu han mot thanh vien", "cong ty trach nhiem huu han", "cong ty tnhh mtv", "cong ty tnhh",
    "cong ty co phan", "cong ty cp", "cong ty", "cty tnhh mtv", "cty tnhh", "cty cp", "cty", "ctcp", "doanh nghiep tu nhan",
    "dntn", "hop tac xa", "htx", "ho kinh doanh", "hkd", "chi nhanh",
)  # fmt: skip
_LEAST_OWN_WORDS = 2  # "Công ty An" would be found in the name of everybody called An


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One row of a register: of households ``name`` is the head's, of organisations the representative's; ``title`` is an
    organisation's own name."""

    kind: str
    code: str
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a display name points to. ``standing`` orders candidates, the lower the stronger: rung, hints, spelling;
    equal standings are a tie. ``namesakes``: entries of the roll that the name fits as well as this one, itself included."""

    kind: str
    code: str
    rung: int
    standing: int
    score: float
    namesakes: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    entry: int
    form: Form
    reading: Reading | None
    weight: float
    hint: int
    evidence: tuple[str, ...]

    @property
    def rung(self) -> int:
        return _RUNGS.get(self.form, SIMILAR)

    @property
    def standing(self) -> int:
        return self.rung * 100 + self.hint * 10 + _SPELLING.get(self.form, 0)


class Roll:
    """The entries of one village (or of the commune, for groups of no village) that are compared with display names."""

    def __init__(
        self, village: str | None, entries: Iterable[Entry], frequencies: Frequencies, *, least_percent: int
    ) -> None:
        self.village = village
        self._entries = sorted(set(entries))
        self._names = [plain_name(entry.name) for entry in self._entries]
        self._frequencies = frequencies
        self._least = least_percent / 100
        self._by_given: dict[str, list[int]] = {}
        self._by_ends: dict[tuple[str, str], list[int]] = {}
        self._by_code: dict[str, list[int]] = {}
        self._bare = {}
        self._titles: list[tuple[int, str]] = []
        for number, (entry, name) in enumerate(zip(self._entries, self._names, strict=True)):
            self._by_code.setdefault(compact(entry.code), []).append(number)
            if name:
                self._by_given.setdefault(syllable_key(name[-1]), []).append(number)
                self._by_ends.setdefault((syllable_key(name[0]), syllable_key(name[-1])), []).append(number)
                self._bare[number] = " ".join(map(syllable_key, name))
            if entry.title:
                self._titles.append((number, _own_words(entry.title)))

    def candidates(self, shown: DisplayName) -> tuple[Candidate, ...]:
        """The entries that a display name points to, the strongest first; empty where it points to none."""
        found = self._found(shown) if self._entries else []
        if not found:
            return ()
        total = sum(one.weight for one in found) + self._weight_of_others(shown, found)
        candidates = [self._candidate(one, one.weight / total, found) for one in found]
        kept = sorted(
            (one for one in candidates if one.rung < SIMILAR or one.score >= self._least),
            key=lambda one: (one.standing, -one.score, one.kind, one.code),
        )
        return tuple(
            one for place, one in enumerate(kept) if place < MOST_CANDIDATES or one.standing == kept[0].standing
        )

    def _candidate(self, found: _Found, score: float, every: Sequence[_Found]) -> Candidate:
        entry = self._entries[found.entry]
        fit = sum(1 for one in every if one.rung <= found.rung and self._entries[one.entry].kind == entry.kind)
        return Candidate(
            entry.kind,
            entry.code,
            found.rung,
            found.standing,
            round(score, 4),
            fit,
            (found.form.value, *found.evidence),
        )

    def _found(self, shown: DisplayName) -> list[_Found]:
        """Each entry once, in the form that says most for it."""
        best: dict[int, tuple[float, Form, Reading | None]] = {}
        for reading in shown.readings:
            for number in self._worth_a_look(reading):
                form = likeness(reading, self._names[number])
                if form is not None and self._says_something(form, reading, self._entries[number]):
                    self._note(best, number, form, reading)
            for number, own in self._titles:
                if own and f" {own} " in f" {fold(' '.join(reading.syllables))} ":
                    self._note(best, number, Form.ORGANISATION, reading)
        named = {number for label in shown.labels for number in self._by_code.get(label, ())}
        for number in named - best.keys():
            self._note(best, number, Form.CODE, None)
        return [self._weighed(number, *kept, shown, named) for number, kept in sorted(best.items())]

    def _says_something(self, form: Form, reading: Reading, entry: Entry) -> bool:
        """A syllable that is somebody's name is no slip of the keyboard; a given name alone tells no representative from
        all others of that name in the village."""
        if form is Form.MISSPELT:
            return not self._frequencies.knows(reading.syllables)
        return entry.kind == "household" or form not in (Form.GIVEN_ONLY, Form.CHILD)

    def _note(
        self, best: dict[int, tuple[float, Form, Reading | None]], number: int, form: Form, reading: Reading | None
    ) -> None:
        share = _SHARES[form] * (_OF_SHOP if reading is not None and reading.of_shop else 1.0)
        if number not in best or share > best[number][0]:
            best[number] = (share, form, reading)

    def _worth_a_look(self, reading: Reading) -> set[int]:
        """By the given name; turned round, by given name and surname; and by a slip in the letters of the whole name."""
        keys = list(map(syllable_key, reading.syllables))
        numbers = set(self._by_given.get(keys[-1], ()))
        if len(keys) > 1:
            numbers.update(self._by_ends.get((keys[1], keys[0]), ()), self._by_ends.get((keys[-1], keys[-2]), ()))
            if not self._frequencies.knows(reading.syllables):
                near = process.extract(
                    " ".join(keys), self._bare, scorer=OSA.distance, score_cutoff=_ONE_SLIP, limit=None
                )
                numbers.update(number for _name, _slips, number in near)
        return numbers

    def _weighed(
        self, number: int, share: float, form: Form, reading: Reading | None, shown: DisplayName, named: set[int]
    ) -> _Found:
        prior = _HEADS if self._entries[number].kind == "household" else 1.0
        hints = self._hints(number, shown, named)
        weight = prior * share / max(self._frequencies.people, 1) * prod(_HINTS[hint] for hint in hints)
        if form is Form.LENGTHENED and reading is not None:
            # Nothing tells a syllable that he added from one that is another person's.
            weight *= self._frequencies.of_middles_added(reading.syllables, self._names[number])
        if form is Form.CHILD:
            weight *= _CHILD_OF_A_HEAD
        of_shop = ("of_shop",) if reading is not None and reading.of_shop else ()
        return _Found(number, form, reading, weight, _grade(hints), (*hints, *of_shop))

    def _hints(self, number: int, shown: DisplayName, named: set[int]) -> tuple[str, ...]:
        """What the display name says besides the name, for this entry or against it."""
        hints = []
        if named:
            hints.append("code_named" if number in named else "other_code_named")
        # Where somebody lives says nothing about whom he works for.
        if shown.villages and self.village is not None and self._entries[number].kind == "household":
            hints.append("village_named" if self.village in shown.villages else "other_village_named")
        return tuple(hints)

    def _weight_of_others(self, shown: DisplayName, found: Sequence[_Found]) -> float:
        """How likely it is that somebody who is none of the entries shows this name, in whatever form an entry would."""
        heads = _HEADS if self._entries[found[0].entry].kind == "household" else 0.0
        shared = {(one.form, self._names[one.entry]) for one in found if one.form in _SHARED_FORMS}
        as_shown = sum(self._weight_of_anybody(reading) for reading in shown.readings)
        return (1 - heads) * (
            as_shown + sum(_SHARES[form] * self._frequencies.of(name) for form, name in sorted(shared))
        )

    def _weight_of_anybody(self, reading: Reading) -> float:
        """As the name stands, or turned round."""
        weight = _natural_share(reading) * self._frequencies.of(reading.syllables)
        if len(reading.syllables) > 1:
            weight += _SHARES[Form.TURNED] * max(self._frequencies.of(turn) for turn in turns(reading.syllables))
        return weight


def _grade(hints: Sequence[str]) -> int:
    """The hints' part of a standing: the code stated, the village stated, nothing, something that contradicts."""
    if "code_named" in hints:
        return 0
    if "other_code_named" in hints or "other_village_named" in hints:
        return 3
    return 1 if "village_named" in hints else 2


@lru_cache(maxsize=65536)
def _own_words(title: str) -> str:
    """What tells a body apart, folded: its name without the words for its kind in front; "" where too little is left."""
    own = fold(title)
    kind = next((words for words in _BODY_WORDS if own.startswith(words + " ")), "")
    own = own.removeprefix(kind).strip()
    return own if len(own.split()) >= _LEAST_OWN_WORDS else ""


def _natural_share(reading: Reading) -> float:
    """How often people show as much of their name as this reading has."""
    if reading.of_child:
        return _SHARES[Form.CHILD]
    if len(reading.syllables) == 1:
        return _SHARES[Form.GIVEN_ONLY]
    if len(reading.syllables) == 2:
        return _SHARES[Form.SHORTENED]
    unmarked = reading.bare == " ".join(reading.syllables)
    return _SHARES[Form.MARKS_LOST] if unmarked else _SHARES[Form.LETTERS]
