"""The SQL against a naive loop in Python, on random small worlds; and what must hold of any figure."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.answers.households import household_rungs
from kpi.answers.status import Status
from kpi.domain.errors import UserError
from kpi.operations import undo
from kpi.review import decisions
from tests.worlds import World

DAYS = [date(2024, month, 28) for month in (1, 2, 3, 4)]
VILLAGES, GROUPS = ("T1", "T2"), ("N1", "N2")
CODES = [f"H{n}" for n in range(1, 6)]
PHONES = [f"091200000{n}" for n in range(1, 4)]
# Names of which each is like itself only; two heads may bear the same one.
NAMES = ["Đỗ Mạnh Quân", "Cao Thị Yến", "Vũ Hồng Sơn"]
MEMBER_HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã hộ", "Tổng thành viên"]


@dataclass(frozen=True)
class Household:
    code: str
    phone: str
    moved: bool
    name: str


@dataclass(frozen=True)
class Member:
    uid: str
    phone: str
    household: str
    name: str


@dataclass(frozen=True)
class Word:
    """What a person says about a member and a household."""

    uid: str
    code: str
    confirmed: bool


@dataclass(frozen=True)
class Register:
    village: str
    as_of: date
    rows: tuple[Household, ...]


@dataclass(frozen=True)
class Snapshot:
    group: str
    as_of: date
    partial: bool
    rows: tuple[Member, ...]


households = st.builds(
    Household, st.sampled_from(CODES), st.sampled_from(["", *PHONES]), st.booleans(), st.sampled_from(NAMES)
)
members = st.builds(
    Member,
    st.sampled_from("123456"),
    st.sampled_from(["", *PHONES]),
    st.sampled_from(["", "", *CODES, "HX"]),
    st.sampled_from([*NAMES, "Mẹ Bống"]),
)
words = st.lists(st.builds(Word, st.sampled_from("123456"), st.sampled_from(CODES), st.booleans()), max_size=4)
registers = st.builds(
    Register,
    st.sampled_from(VILLAGES),
    st.sampled_from(DAYS),
    st.lists(households, min_size=1, max_size=4, unique_by=lambda h: h.code).map(tuple),
)
snapshots = st.builds(
    Snapshot,
    st.sampled_from(GROUPS),
    st.sampled_from(DAYS),
    st.booleans(),
    st.lists(members, min_size=1, max_size=5, unique_by=lambda m: m.uid).map(tuple),
)
loads = st.lists(st.one_of(registers, snapshots), min_size=2, max_size=6)


def loop_count(history: list[Register | Snapshot], day: date, said: Sequence[Word] = ()) -> tuple[int, int, int] | None:
    """Numerator, waiting and denominator of households on a day, by hand: no SQL, no cleverness. None: no data."""
    seen = [(load.as_of, order, load) for order, load in enumerate(history) if load.as_of <= day]
    register: dict[str, tuple[tuple[date, int], Household, str]] = {}
    for village in VILLAGES:
        lists = [(as_of, order, r) for as_of, order, r in seen if isinstance(r, Register) and r.village == village]
        if lists:
            as_of, order, newest = max(lists, key=lambda entry: entry[:2])
            for row in newest.rows:
                if row.code not in register or register[row.code][0] < (as_of, order):
                    register[row.code] = ((as_of, order), row, village)
    people: dict[str, list[tuple[str, Member]]] = {}
    for group, village in zip(GROUPS, VILLAGES, strict=True):
        taken = [(as_of, order, s) for as_of, order, s in seen if isinstance(s, Snapshot) and s.group == group]
        complete = [entry for entry in taken if not entry[2].partial]
        base = max(complete, key=lambda entry: entry[:2], default=None)
        current = [e for e in taken if e[2].partial and (base is None or e[:2] > base[:2])] + ([base] if base else [])
        for _as_of, _order, snapshot in current:
            for one in snapshot.rows:
                people.setdefault(one.uid, []).append((village, one))
    if not register or not people:
        return None
    yes, no = settled(said)
    resident = {code for code, (_p, household, _v) in register.items() if not household.moved}
    counted: set[str] = set()
    pointed_to: list[set[str]] = []
    for uid, rows in people.items():
        phones = {row.phone for _village, row in rows}
        rungs = (
            {row.household for _village, row in rows if row.household in register},
            {code for code in register if yes.get(uid) == code},
            {code for code, (_p, h, _v) in register.items() if h.phone and h.phone in phones},
        )
        best = next((found for rung in rungs if (found := {code for code in rung if (uid, code) not in no})), set())
        if len(best) == 1:
            counted |= best
        if not best:
            named = {(village, row.name) for village, row in rows}
            pointed_to.append(
                {c for c in resident if (register[c][2], register[c][1].name) in named and (uid, c) not in no}
            )
    waiting = set().union(*(found for found in pointed_to if len(found) == 1)) - counted
    return len(counted & resident), len(waiting), len(resident)


def settled(said: Sequence[Word]) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """The household that each member was said to speak for, and the pairs that were denied."""
    yes: dict[str, str] = {}
    no: set[tuple[str, str]] = set()
    for word in said:
        no.discard((word.uid, word.code))
        if yes.get(word.uid) == word.code:
            del yes[word.uid]
        if word.confirmed:
            yes[word.uid] = word.code
        else:
            no.add((word.uid, word.code))
    return yes, no


def load_all(world: World, history: list[Register | Snapshot]) -> None:
    for item in history:
        if isinstance(item, Register):
            rows: list[list[object]] = [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]]
            rows += [[h.code, h.name, item.village, h.phone, "Đã chuyển đi" if h.moved else ""] for h in item.rows]
            world.load("household", rows, item.as_of)
        else:
            total = len(item.rows) + (1 if item.partial else 0)
            rows = [[*MEMBER_HEADER]]
            rows += [[item.group, m.uid, m.name, m.phone, m.household, total] for m in item.rows]
            world.load("membership", rows, item.as_of)


@pytest.mark.slow
@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(history=loads, later=st.one_of(registers, snapshots))
def test_sql_equals_the_loop_and_undo_restores(history: list[Register | Snapshot], later: Register | Snapshot) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        load_all(world, history)
        days = [DAYS[0] - timedelta(days=1), *DAYS]
        before = [check_day(world, day, loop_count(history, day)).indicators for day in days]
        known = world.clock
        load_all(world, [later])
        if (newest := world.store.batches()[-1]).known_at > known:
            for day in days:
                check_day(world, day, loop_count([*history, later], day))
                assert world.status(day, known).indicators == before[days.index(day)]
            at = world.clock + timedelta(hours=1)
            undo.undo(world.store, newest.batch, undone_by="test", reason="", at=at)
        assert [world.status(day).indicators for day in days] == before


@pytest.mark.slow
@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(history=loads, said=words)
def test_words_change_the_figures_as_the_loop_says_and_taken_back_they_never_were(
    history: list[Register | Snapshot], said: list[Word]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        load_all(world, history)
        before = [world.status(day).indicators for day in DAYS]
        at, given_words, steps = world.clock, [], []
        for word in said:
            at += timedelta(hours=1)
            saying = decisions.Saying(f"uid:{word.uid}", word.code, word.confirmed)
            try:
                steps.append(decisions.decide(world.store, world.config, [saying], reason="x", decided_by="t", at=at))
            except UserError as refused:
                assert refused.code in ("unknown_member", "unknown_entity")
            else:
                given_words.append(word)
        for day in DAYS:
            check_day(world, day, loop_count(history, day, given_words))
        for step in reversed(steps):
            decisions.take_back(world.store, step, reason="x", decided_by="t", at=at)
        assert [world.status(day).indicators for day in DAYS] == before


def check_day(world: World, day: date, expected: tuple[int, int, int] | None) -> Status:
    """Holds the status of a day against what the loop expects, and gives it."""
    status = world.status(day)
    row = status.of("households")
    if expected is None:
        assert row.reason in ("no_register", "no_members")
        return status
    assert (row.numerator, row.waiting, row.denominator) == expected
    assert row.numerator is not None and row.waiting is not None and row.denominator is not None
    assert 0 <= row.numerator <= row.numerator + row.waiting <= row.denominator
    assert sum(village.numerator for village in row.villages) == row.numerator
    assert sum(village.denominator for village in row.villages) == row.denominator
    rungs = household_rungs(world.store, world.config, day)
    assert sum(rung.entities for rung in rungs) == row.numerator
    return status


def test_the_loop_itself_on_a_case_counted_by_hand() -> None:
    history: list[Register | Snapshot] = [
        Register("T1", DAYS[0], (Household("H1", "0912000001", False, NAMES[0]), Household("H2", "", False, NAMES[1]))),
        Snapshot("N1", DAYS[1], False, (Member("1", "0912000001", "", NAMES[0]), Member("2", "", "", NAMES[1]))),
    ]
    assert loop_count(history, DAYS[0]) is None
    assert loop_count(history, DAYS[1]) == (1, 1, 2)
    assert loop_count(history, DAYS[1], [Word("2", "H2", False)]) == (1, 0, 2)
    assert loop_count(history, DAYS[1], [Word("2", "H2", False), Word("2", "H2", True)]) == (2, 0, 2)
