"""Dense years: a village renamed and merged and split off again, households that move, late lists and corrections, loads taken back
and put back in any order, a person's words, all of it asked for as it was known at several moments; against the loop.

``python -m tests.dense [WORLDS] [FIRST]`` tries so many worlds and tells every difference; a world is its number.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import click

from kpi.answers.status import on_days
from kpi.domain.errors import UserError
from kpi.operations import undo as undoing
from kpi.review import decisions
from tests.property.test_counts_against_a_loop import (
    CODES,
    GROUPS,
    NAMES,
    PHONES,
    VILLAGES,
    Household,
    Load,
    Member,
    Places,
    Register,
    Snapshot,
    Word,
    load_all,
    loop_count,
    standing,
)
from tests.worlds import World

DAYS = [date(2024, month, 28) for month in range(1, 13)]
STEPS, ASKED, ASKED_DAYS = (12, 22), 3, 6
# What a step is, and how often: a household register, a list of members, a register of places, the latest load once more with
# something corrected, a load taken back, one put back, a person's word, his last word taken back.
KINDS = {"register": 6, "members": 8, "places": 3, "correction": 3, "undo": 3, "redo": 2, "word": 4, "unsaid": 1}


@dataclass(frozen=True)
class Known:
    """What was known at a moment: the loads in force in their order, and what was said."""

    at: datetime
    loads: tuple[Load, ...]
    said: tuple[Word, ...]


@dataclass
class DenseYear:
    """A world that grows step by step, and beside it what the loop knows of it."""

    world: World
    random: Random
    loads: dict[int, Load] = field(default_factory=dict)  # by batch, in the order of loading
    undone: set[int] = field(default_factory=set)
    said: list[Word] = field(default_factory=list)
    steps: list[tuple[decisions.Step, list[Word]]] = field(default_factory=list)
    path: list[Known] = field(default_factory=list)

    def grow(self) -> None:
        for kind in self.random.choices(list(KINDS), list(KINDS.values()), k=self.random.randint(*STEPS)):
            getattr(self, f"_{kind}")()
            self.path.append(Known(self.world.clock, tuple(self._in_force()), tuple(self.said)))

    def _in_force(self) -> list[Load]:
        return [load for batch, load in self.loads.items() if batch not in self.undone]

    def _load(self, load: Load) -> None:
        """A list of a village or group that no register of its day has would be refused; nobody sends it."""
        scope = load.village if isinstance(load, Register) else load.group if isinstance(load, Snapshot) else None
        if scope is not None and scope not in standing(self._in_force(), load.as_of):
            return
        try:
            (outcome,) = load_all(self.world, [load], self._in_force())
        except UserError as refusal:
            if refusal.code != "two_books":  # two villages that number their households alike
                raise
            return
        if outcome.batch is not None and outcome.loaded_before is None:
            self.loads[outcome.batch] = load

    def _register(self) -> None:
        chance, codes = self.random, self.random.sample(CODES, self.random.randint(1, 4))
        rows = tuple(
            Household(code, chance.choice(["", *PHONES]), chance.random() < 0.3, chance.choice(NAMES)) for code in codes
        )
        self._load(Register(chance.choice(VILLAGES), chance.choice(DAYS), rows))

    def _members(self) -> None:
        chance, uids = self.random, self.random.sample("123456", self.random.randint(1, 5))
        rows = tuple(
            Member(
                uid, chance.choice(["", *PHONES]), chance.choice(["", "", *CODES, "h-01", "HX"]), chance.choice(NAMES)
            )
            for uid in uids
        )
        self._load(Snapshot(chance.choice(GROUPS), chance.choice(DAYS), chance.random() < 0.3, rows))

    def _places(self) -> None:
        of = self.random.choice((VILLAGES, GROUPS))
        codes = self.random.choice((of, of, of[:1], of[1:]))
        self._load(Places(codes, self.random.choice(DAYS), self.random.random() < 0.5))

    def _correction(self) -> None:
        lists = [load for load in self._in_force() if not isinstance(load, Places)]
        if lists:
            load = self.random.choice(lists)
            self._load(_shorter(load))

    def _undo(self) -> None:
        standing_loads = [batch for batch in self.loads if batch not in self.undone]
        if standing_loads:
            batch = self.random.choice(standing_loads)
            undoing.undo(self.world.store, batch, undone_by="t", reason="x", at=self._later())
            self.undone.add(batch)

    def _redo(self) -> None:
        if self.undone:
            batch = self.random.choice(sorted(self.undone))
            undoing.redo(self.world.store, batch, redone_by="t", reason="x", at=self._later())
            self.undone.discard(batch)

    def _word(self) -> None:
        word = Word(self.random.choice("123456"), self.random.choice(CODES), self.random.random() < 0.6)
        saying, before = decisions.Saying(f"uid:{word.uid}", word.code, word.confirmed), list(self.said)
        with suppress(UserError):  # of whom no list tells
            step = decisions.decide(
                self.world.store, self.world.config, [saying], reason="x", decided_by="t", at=self._later()
            )
            self.steps.append((step, before))
            self.said.append(word)

    def _unsaid(self) -> None:
        if self.steps:
            step, before = self.steps.pop()
            decisions.take_back(self.world.store, self.world.config, step, reason="x", decided_by="t", at=self._later())
            self.said = before

    def _later(self) -> datetime:
        self.world.clock += timedelta(hours=1)
        return self.world.clock


def _shorter(load: Register | Snapshot) -> Load:
    """The list once more without its first row; one of a single row stays as it is."""
    if isinstance(load, Register):
        return replace(load, rows=load.rows[1:] or load.rows)
    return replace(load, rows=load.rows[1:] or load.rows)


def differences(number: int) -> list[str]:
    """What of one world the program counts in another way than the loop does, on days and at moments drawn from its number."""
    random = Random(number)
    with tempfile.TemporaryDirectory() as folder:
        year = DenseYear(World.empty(Path(folder)).with_villages_and_groups(), random)
        year.grow()
        days = sorted(random.sample([DAYS[0] - timedelta(days=1), *DAYS], ASKED_DAYS))
        asked = {*random.sample(range(len(year.path)), min(ASKED, len(year.path)) - 1), len(year.path) - 1}
        return [found for place in sorted(asked) for found in _compared(number, year, year.path[place], days)]


def _compared(number: int, year: DenseYear, known: Known, days: Sequence[date]) -> list[str]:
    found = []
    for status in on_days(year.world.store, year.world.config, days, known.at, waiting_on=days):
        row = status.of("households")
        ours = None if row.numerator is None else (row.numerator, row.waiting, row.denominator)
        loop = loop_count(list(known.loads), status.as_of, known.said)
        if ours != loop:
            found.append(f"world {number}, {status.as_of}, known at {known.at}: program {ours}, loop {loop}")
        if ours and sum(village.numerator for village in row.villages) != row.numerator:
            found.append(f"world {number}, {status.as_of}: the villages do not add up")
    return found


def main() -> None:
    count, first = (int(text) for text in (*sys.argv[1:], *("500", "0")[len(sys.argv) - 1 :]))
    found = 0
    for number in range(first, first + count):
        for line in differences(number):
            found += 1
            click.echo(line)
    click.echo(f"{count} worlds, {found} differences")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
