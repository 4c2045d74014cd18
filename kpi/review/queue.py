"""The queue of members whom a person must settle, sorted by what moves the indicators most; and what a queue needs besides.

Evidence goes to the screen in words, a score does not: whoever reviews shall look at the names. Everything is a function of the
store, the configuration and the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from random import Random
from typing import Any

from kpi.access.acting import acting_as, needs, who
from kpi.access.roles import Right
from kpi.access.user import ANYBODY
from kpi.answers.question import all_known
from kpi.answers.status import status
from kpi.config.models import Config
from kpi.domain.indicators import SLOTS
from kpi.i18n.messages import N_
from kpi.judgement.verdicts import Verdict
from kpi.matching.likeness import Form
from kpi.matching.names import DisplayName, NameWords, take_apart
from kpi.matching.nearest import nearest
from kpi.matching.question import asked
from kpi.matching.rungs import LAST_COUNTING, RUNGS, SUGGESTING, reason, suggestion_in_words
from kpi.matching.suggestions import prepare
from kpi.store import Store
from kpi.vietnamese.order import Key, by_code, by_given_name, by_name
from kpi.vietnamese.text import fold, holds_all

OPTIONS_ON_A_CARD = 3
SAMPLE_SIZE = 8
# Below it one in ten or more would be another person of the same name: too many to confirm unseen (bench.matching).
SURE_ENOUGH = 0.9
UNSUGGESTED, ANY = "unsuggested", "any"


@dataclass(frozen=True, slots=True)
class Option:
    """One entity that a member may speak for. ``is_new``: nobody speaks for it yet. ``gain`` is the part of its indicators'
    denominators that confirming it adds, weighed by how likely it is. ``rivals``: other open members who point to it as
    strongly: perhaps one person with two accounts, perhaps a namesake."""

    entity_kind: str
    entity_code: str
    name: str
    person: str | None
    village: str | None
    rung: str
    standing: int
    why: str
    is_new: bool
    gain: float
    score: float
    rivals: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One member and what he may speak for: a household, or an organisation. ``options`` come best first; none where his name
    points to nobody (then ``slot`` is ``any``)."""

    member: str
    slot: str
    display_names: tuple[str, ...]
    groups: tuple[str, ...]
    group_codes: tuple[str, ...]
    villages: tuple[str, ...]
    role: str | None
    component: str | None
    options: tuple[Option, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.member, self.slot

    @property
    def rung(self) -> str:
        return self.options[0].rung if self.options else UNSUGGESTED

    @property
    def tied(self) -> int:
        """How many options stand where the first one does."""
        return sum(option.standing == self.options[0].standing for option in self.options)  # 0 where there is none

    @property
    def best(self) -> Option | None:
        """The one option that nothing stands beside; None where a person must choose."""
        return self.options[0] if self.tied == 1 else None

    @property
    def gain(self) -> float:
        return max((option.gain for option in self.options if option.is_new), default=0.0)


@dataclass(frozen=True)
class Queue:
    """The open cards of a day, those that move the indicators most first; and members whose names point to nobody."""

    as_of: date
    cards: tuple[Card, ...]
    unsuggested: tuple[Card, ...]
    village_names: dict[str, str]

    @property
    def people(self) -> int:
        """How many persons are left to settle."""
        return len({card.member for card in self.cards})

    @cached_property
    def villages(self) -> tuple[str, ...]:
        """The villages that some card is of, by code."""
        of_cards = {card.villages for card in (*self.cards, *self.unsuggested)}
        return tuple(sorted({village for villages in of_cards for village in villages}, key=by_code))

    @cached_property
    def groups(self) -> dict[str, str]:
        """The groups that some card is of, by code, each with its name."""
        of_cards = {(card.group_codes, card.groups) for card in (*self.cards, *self.unsuggested)}
        named = dict(pair for codes, names in of_cards for pair in zip(codes, names, strict=True))
        return {code: named[code] for code in sorted(named, key=by_code)}

    @cached_property
    def rungs(self) -> Counter[str]:
        """How many cards stand on each rung; ``UNSUGGESTED``: those without options."""
        return Counter(card.rung for card in (*self.cards, *self.unsuggested))

    def of(self, village: str | None = None, group: str | None = None) -> Queue:
        """Only what is of a village or a group, in the same order."""
        if village is None and group is None:
            return self

        def there(cards: Iterable[Card]) -> tuple[Card, ...]:
            return tuple(
                card
                for card in cards
                if (village is None or village in card.villages) and (group is None or group in card.group_codes)
            )

        return replace(self, cards=there(self.cards), unsuggested=there(self.unsuggested))

    def on(self, rung: str) -> Queue:
        """Only the cards of a rung, in the same order; of ``UNSUGGESTED`` those without options."""
        if rung == UNSUGGESTED:
            return replace(self, cards=self.unsuggested)
        return replace(self, cards=tuple(card for card in self.cards if card.rung == rung))

    def settled(self, key: tuple[str, str], entity: tuple[str, str] | None) -> Queue:
        """Without one card; the entity that it was confirmed for is no longer new to the others."""
        cards = [card for card in self.cards if card.key != key]
        if entity is not None:
            cards = [_without_gain(card, entity) for card in cards]
            cards.sort(key=_order)
        unsuggested = tuple(card for card in self.unsuggested if card.key != key)
        return replace(self, cards=tuple(cards), unsuggested=unsuggested)


def _without_gain(card: Card, entity: tuple[str, str]) -> Card:
    if not any((option.entity_kind, option.entity_code) == entity for option in card.options):
        return card
    options = tuple(
        replace(option, is_new=False, gain=0.0) if (option.entity_kind, option.entity_code) == entity else option
        for option in card.options
    )
    return replace(card, options=options)


def _order(card: Card) -> tuple[float, int, str, str, str]:
    return -card.gain, card.options[0].standing, fold(card.display_names[0]), card.member, card.slot


@needs(Right.MATCHING, Right.OWN_VILLAGE, noted=N_("members to settle were seen"), about="as_of", reads=True)
def queue(store: Store, config: Config, as_of: date) -> Queue:
    """What is open on a day. Indicators that are not met weigh double, since only they can change their verdict.

    A village head gets the members of his village's groups, and what of his village they may speak for.
    """
    only = who().sight
    with acting_as(ANYBODY):  # the whole unit's counts weigh the cards, whoever looks at them
        found = _queue(store, config, as_of)
    return _seen_from(found, only) if only else found


def _seen_from(found: Queue, village: str) -> Queue:
    """Cards of a village, with what of it they point to; one that points elsewhere only is not his to settle."""

    def seen(card: Card) -> Card:
        return replace(card, options=tuple(option for option in card.options if option.village == village))

    mine = found.of(village=village)
    cards = tuple(card for card in map(seen, mine.cards) if card.options)
    return replace(mine, cards=cards)


def _queue(store: Store, config: Config, as_of: date) -> Queue:
    with store.one_view():
        figures = status(store, config, as_of)
        question = asked(config, [as_of], figures.known_at)
        prepare(store, config, question)
        people: dict[str, list[dict[str, Any]]] = {}
        for row in store.read("members_shown", **question):
            people.setdefault(row["member"], []).append(row)
        names = {row["code"]: row["name"] for row in store.read("village_names", **question)}
        weights = {
            row.id: (2.0 if row.verdict is Verdict.NOT_MET else 1.0) / row.denominator
            for row in figures.indicators
            if row.denominator
        }
        rows = store.read("review_queue", **question)
        nameless = [row["member"] for row in store.read("unsuggested_members", **question)]
    cards = [
        _card(people[member], slot, list(found), weights)
        for (member, slot), found in groupby(rows, key=lambda row: (row["member"], row["slot"]))
    ]
    cards = _with_rivals(cards)
    others = [_card(people[member], ANY, (), weights) for member in nameless]
    others.sort(key=lambda card: (tuple(map(by_code, card.group_codes)), by_name(card.display_names[0]), card.member))
    return Queue(as_of, tuple(sorted(cards, key=_order)), tuple(others), names)


def _card(
    shown: Sequence[dict[str, Any]], slot: str, rows: Sequence[dict[str, Any]], weights: dict[str, float]
) -> Card:
    options = tuple(_option(row, len(rows), weights) for row in rows)
    return Card(
        shown[0]["member"],
        slot,
        tuple(dict.fromkeys(row["display_name"] for row in shown)),
        tuple(row["group_name"] or row["group_code"] for row in shown),
        tuple(row["group_code"] for row in shown),
        tuple(sorted({row["village"] for row in shown if row["village"]}, key=by_code)),
        next((row["role"] for row in shown if row["role"]), None),
        next((row["component"] for row in shown if row["component"]), None),
        options,
    )


def _option(row: dict[str, Any], candidates: int, weights: dict[str, float]) -> Option:
    rung = RUNGS[row["rung"]]
    if row["rung"] <= LAST_COUNTING:
        why, score = reason(rung, candidates), 1.0 / candidates
    else:
        why, score = suggestion_in_words(row["evidence"].split(), row["entity_kind"], row["namesakes"]), row["score"]
    gain = score * sum(weights.get(one, 0.0) for one in row["indicators"]) if row["is_new"] else 0.0
    return Option(
        row["entity_kind"], row["entity_code"], row["name"], row["person"], row["village"], rung, row["standing"], why,
        row["is_new"], gain, score,
    )  # fmt: skip


def _with_rivals(cards: Iterable[Card]) -> list[Card]:
    listed = list(cards)
    pointing = Counter(
        (option.entity_kind, option.entity_code, option.standing) for card in listed for option in card.options
    )
    return [
        replace(
            card,
            options=tuple(
                replace(option, rivals=pointing[option.entity_kind, option.entity_code, option.standing] - 1)
                for option in card.options
            ),
        )
        for card in listed
    ]


def rungs_in_bulk(cards: Iterable[Card]) -> dict[tuple[str, str], tuple[Card, ...]]:
    """Per village and rung of suggestions the households that can be confirmed in one go: one household fits the name best,
    no other member points to it as strongly, and hardly anybody else bears the name. Organisations are few; each is looked at."""
    found: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        best = card.best
        if best is None or best.rivals or best.entity_kind != "household" or len(card.villages) != 1:
            continue
        if card.rung in SUGGESTING.values() and best.score >= SURE_ENOUGH:
            found.setdefault((card.villages[0], card.rung), []).append(card)
    return {key: tuple(found[key]) for key in sorted(found, key=lambda key: (by_code(key[0]), key[1]))}


def sample(cards: Sequence[Card], seed: str) -> tuple[Card, ...]:
    """Some of many cards, by chance but always the same for one seed: what a person looks at before he confirms them all."""
    ordered = sorted(cards, key=lambda card: card.key)
    return tuple(Random(seed).sample(ordered, min(SAMPLE_SIZE, len(ordered))))


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One entry of a register, as it is found by a search."""

    entity_kind: str
    code: str
    name: str
    person: str | None
    village: str | None


@needs(Right.MATCHING, Right.OWN_VILLAGE, noted=N_("the registers' entries were seen"), about="as_of", reads=True)
def register(store: Store, config: Config, as_of: date) -> tuple[RegisterEntry, ...]:
    """Everything that a member can be linked to on a day; for a village head what is of his village."""
    only = who().sight
    with store.one_view():
        question = asked(config, [as_of], all_known(store))
        return tuple(
            RegisterEntry(row["entity_kind"], row["code"], row["name"], row["person"], row["village"])
            for row in store.read("register_entries", **question)
            if not only or row["village"] == only
        )


def search(entries: Sequence[RegisterEntry], typed: str, *, most: int = 20) -> tuple[RegisterEntry, ...]:
    """The entries whose code, name or person holds every word typed; marks matter only where they were typed."""
    words = fold(typed).split()
    if not words:
        return ()
    marked = [word for word in typed.lower().split() if not word.isascii()]
    found = []
    for entry in entries:
        text = f"{entry.code} {entry.name} {entry.person or ''}"
        if holds_all(text, words) and all(word in text.lower() for word in marked):
            found.append(entry)
    found.sort(key=lambda entry: (fold(entry.code) != fold(typed), _by_whom(entry), entry.code))
    return tuple(found[:most])


def _by_whom(entry: RegisterEntry) -> Key:
    """A household is called after a person, an organisation is not."""
    return by_given_name(entry.name) if entry.entity_kind == "household" else by_name(entry.name)


@dataclass(frozen=True, slots=True)
class Missing:
    """What an indicator counts and nobody speaks for, and the open members whose names come nearest: name, why in words."""

    indicator: str
    entity_kind: str
    code: str
    name: str
    person: str | None
    village: str | None
    phone: str | None
    nearest: tuple[tuple[str, str], ...]


@needs(
    Right.NAMES,
    Right.MATCHING,
    Right.OWN_VILLAGE,
    noted=N_("lists of who is missing were seen"),
    about="as_of",
    reads=True,
)
def missing(store: Store, config: Config, as_of: date, switched_on: tuple[str, ...] = ()) -> tuple[Missing, ...]:
    """Institutions and businesses with nobody in a group yet; households only of villages whose follow-up list is on, and
    without the names of members: that is the queue's business. For a village head what is of his village.

    ``switched_on``: the villages whose list somebody has switched on and that have not ended; others are left out.
    """
    only = who().sight
    with store.one_view():
        known = {one.village for one in store.call_lists()} if switched_on else set()
        on = {*config.matching.household_follow_up, *known.intersection(switched_on)}
        question = asked(config, [as_of], all_known(store))
        rows = store.read("entities_without_members", **question, household_follow_up=sorted(on))
        people = store.read("open_members", **question)
    words = NameWords.of(config.matching)
    names = sorted({row["display_name"] for row in people if row["slot"] == "organisation"})
    members = [(name, take_apart(name, words)) for name in names]
    return tuple(_missing(row, members) for row in rows if not only or row["village"] == only)


def _missing(row: dict[str, Any], members: Sequence[tuple[str, DisplayName]]) -> Missing:
    near: tuple[tuple[str, Form], ...] = ()
    if SLOTS[row["entity_kind"]] == "organisation" and row["person"]:
        near = nearest(row["person"], members, most=OPTIONS_ON_A_CARD)
    return Missing(
        row["indicator"], row["entity_kind"], row["code"], row["name"], row["person"], row["village"], row["phone"],
        tuple((name, suggestion_in_words([form.value], row["entity_kind"], 1)) for name, form in near),
    )  # fmt: skip
