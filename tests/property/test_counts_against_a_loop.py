"""The SQL against a naive loop in Python, on random small worlds; and what must hold of any figure."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi import answers, log
from tests.worlds import World

DAYS = [date(2024, month, 28) for month in (1, 2, 3, 4)]
VILLAGES, GROUPS = ("T1", "T2"), ("N1", "N2")
CODES = [f"H{n}" for n in range(1, 6)]
PHONES = [f"091200000{n}" for n in range(1, 4)]
MEMBER_HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã hộ", "Tổng thành viên"]


@dataclass(frozen=True)
class Household:
    code: str
    phone: str
    moved: bool


@dataclass(frozen=True)
class Member:
    uid: str
    phone: str
    household: str


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


households = st.builds(Household, st.sampled_from(CODES), st.sampled_from(["", *PHONES]), st.booleans())
members = st.builds(
    Member, st.sampled_from("123456"), st.sampled_from(["", *PHONES]), st.sampled_from(["", "", *CODES, "HX"])
)
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


def loop_count(history: list[Register | Snapshot], day: date) -> tuple[int, int] | None:
    """Numerator and denominator of households on a day, by hand: no SQL, no cleverness. None: no data."""
    seen = [(load.as_of, order, load) for order, load in enumerate(history) if load.as_of <= day]
    register: dict[str, tuple[tuple[date, int], Household]] = {}
    for village in VILLAGES:
        lists = [(as_of, order, r) for as_of, order, r in seen if isinstance(r, Register) and r.village == village]
        if lists:
            as_of, order, newest = max(lists, key=lambda entry: entry[:2])
            for row in newest.rows:
                if row.code not in register or register[row.code][0] < (as_of, order):
                    register[row.code] = ((as_of, order), row)
    people: dict[str, list[Member]] = {}
    for group in GROUPS:
        lists = [(as_of, order, s) for as_of, order, s in seen if isinstance(s, Snapshot) and s.group == group]
        complete = [entry for entry in lists if not entry[2].partial]
        base = max(complete, key=lambda entry: entry[:2], default=None)
        current = [e for e in lists if e[2].partial and (base is None or e[:2] > base[:2])] + ([base] if base else [])
        for _as_of, _order, snapshot in current:
            for member in snapshot.rows:
                people.setdefault(member.uid, []).append(member)
    if not register or not people:
        return None
    counted: set[str] = set()
    for rows in people.values():
        declared = {row.household for row in rows if row.household in register}
        by_phone = {code for code, (_p, h) in register.items() if h.phone and h.phone in {row.phone for row in rows}}
        best = declared or by_phone
        if len(best) == 1:
            counted |= best
    resident = {code for code, (_p, household) in register.items() if not household.moved}
    return len(counted & resident), len(resident)


def load_all(world: World, history: list[Register | Snapshot]) -> None:
    for item in history:
        if isinstance(item, Register):
            rows: list[list[object]] = [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]]
            rows += [[h.code, "X", item.village, h.phone, "Đã chuyển đi" if h.moved else ""] for h in item.rows]
            world.load("household", rows, item.as_of)
        else:
            total = len(item.rows) + (1 if item.partial else 0)
            rows = [MEMBER_HEADER]
            rows += [[item.group, m.uid, f"tên {m.uid}", m.phone, m.household, total] for m in item.rows]
            world.load("membership", rows, item.as_of)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=loads, later=st.one_of(registers, snapshots))
def test_sql_equals_the_loop_and_undo_restores(history: list[Register | Snapshot], later: Register | Snapshot) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        load_all(world, history)
        days = [DAYS[0] - timedelta(days=1), *DAYS]
        for day in days:
            check_day(world, day, loop_count(history, day))
        before = [world.status(day).indicators for day in days]
        known = world.clock
        load_all(world, [later])
        if (newest := world.store.batches()[-1]).known_at > known:
            for day in days:
                check_day(world, day, loop_count([*history, later], day))
                assert world.status(day, known).indicators == before[days.index(day)]
            at = world.clock + timedelta(hours=1)
            log.undo(world.store, newest.batch, undone_by="test", reason="", at=at)
        assert [world.status(day).indicators for day in days] == before


def check_day(world: World, day: date, expected: tuple[int, int] | None) -> None:
    row = world.of("households", day)
    if expected is None:
        assert row.reason in ("no_register", "no_members")
        return
    assert (row.numerator, row.denominator) == expected
    assert row.numerator is not None and row.waiting is not None and row.denominator is not None
    assert 0 <= row.numerator <= row.numerator + row.waiting <= row.denominator
    assert sum(village.numerator for village in row.villages) == row.numerator
    assert sum(village.denominator for village in row.villages) == row.denominator
    rungs = answers.household_rungs(world.store, world.config, day)
    assert sum(rung.entities for rung in rungs) == row.numerator


def test_the_loop_itself_on_a_case_counted_by_hand() -> None:
    history: list[Register | Snapshot] = [
        Register("T1", DAYS[0], (Household("H1", "0912000001", False), Household("H2", "", False))),
        Snapshot("N1", DAYS[1], False, (Member("1", "0912000001", ""),)),
    ]
    assert loop_count(history, DAYS[0]) is None
    assert loop_count(history, DAYS[1]) == (1, 2)
