"""The SQL against a naive loop in Python, on random small worlds; and what must hold of any figure."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kpi.answers.households import household_rungs
from kpi.answers.status import Status, counted_history, status, statuses
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome
from kpi.judgement.assessment import Assessment
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
    """A village's list, or rows that ``adds`` to it."""

    village: str
    as_of: date
    rows: tuple[Household, ...]
    adds: bool = False


@dataclass(frozen=True)
class Snapshot:
    """A group's list: whole, ``partial`` by its total, or rows that ``adds`` to it."""

    group: str
    as_of: date
    partial: bool
    rows: tuple[Member, ...]
    adds: bool = False


@dataclass(frozen=True)
class Places:
    """A register of villages, or of groups, with fewer or all of them; ``renamed``: the two bear each other's names."""

    codes: tuple[str, ...]
    as_of: date
    renamed: bool = False

    def name_of(self, code: str) -> str:
        return f"Thôn {3 - int(code[1:]) if self.renamed else code[1:]}"


Load = Register | Snapshot | Places
Seen = tuple[tuple[date, int], Load]

households = st.builds(
    Household, st.sampled_from(CODES), st.sampled_from(["", *PHONES]), st.booleans(), st.sampled_from(NAMES)
)
members = st.builds(
    Member,
    st.sampled_from("123456"),
    st.sampled_from(["", *PHONES]),
    st.sampled_from(["", "", *CODES, "h-01", "HX"]),
    st.sampled_from([*NAMES, "Mẹ Bống"]),
)
words = st.lists(st.builds(Word, st.sampled_from("123456"), st.sampled_from(CODES), st.booleans()), max_size=4)
registers = st.builds(
    Register,
    st.sampled_from(VILLAGES),
    st.sampled_from(DAYS),
    st.lists(households, min_size=1, max_size=4, unique_by=lambda h: h.code).map(tuple),
    st.booleans(),
)
snapshots = st.builds(
    Snapshot,
    st.sampled_from(GROUPS),
    st.sampled_from(DAYS),
    st.booleans(),
    st.lists(members, min_size=1, max_size=5, unique_by=lambda m: m.uid).map(tuple),
    st.booleans(),
)
places = st.builds(
    Places,
    st.sampled_from([VILLAGES, VILLAGES[:1], VILLAGES[1:], GROUPS, GROUPS[:1], GROUPS[1:]]),
    st.sampled_from(DAYS),
)
lists = st.one_of(registers, snapshots)
# A list is loaded while its village or group stands on a register: registers of places come after.
loads: st.SearchStrategy[list[Load]] = st.builds(
    lambda first, then: [*first, *then], st.lists(lists, min_size=2, max_size=6), st.lists(places, max_size=2)
)


def loop_count(history: list[Load], day: date, said: Sequence[Word] = ()) -> tuple[int, int, int] | None:
    """Numerator, waiting and denominator of households on a day, by hand: no SQL, no cleverness. None: no data."""
    seen = [((load.as_of, order), load) for order, load in enumerate(history) if load.as_of <= day]
    places = standing(history, day)
    register = households_of(seen, places)
    people = people_of(seen, places)
    if not register or not people:
        return None
    yes, no = settled(said)
    resident = {code for code, (household, _village) in register.items() if not household.moved}
    counted: set[str] = set()
    waiting: set[str] = set()
    for uid, rows in people.items():
        phones = {row.phone for _village, row in rows if row.phone}
        rungs = (
            {code for _village, row in rows if (code := meant(row.household, register))},
            {code for code in register if yes.get(uid) == code},
            {code for code in resident if register[code][0].phone in phones},
        )
        found = next((rung for rung in rungs if any((uid, code) not in no for code in rung)), set())
        left = {code for code in found if (uid, code) not in no}
        if not found:
            names = {(village, row.name) for village, row in rows}
            left = {code for code in resident if (register[code][1], register[code][0].name) in names}
            left = {code for code in left if (uid, code) not in no}
        if found and left != found and yes.get(uid) in left:
            left = found = {yes[uid]}
        if len(left) == 1:
            (counted if left == found else waiting).update(left)
    return len(counted & resident), len((waiting & resident) - counted), len(resident)


def meant(code: str, register: Mapping[str, object]) -> str | None:
    """The entry that a declared code leads to: to the letter, else folded where that fits one."""
    alike = [entry for entry in register if folded(entry) == folded(code)]
    return code if code in register else alike[0] if code and len(alike) == 1 else None


def folded(code: str) -> str:
    parts = re.findall(r"[0-9]+|[a-z]+", code.lower())
    return "".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def standing(history: Sequence[Load], day: date) -> set[str]:
    """The villages and groups that stand on their registers on a day; all did when the first registers were made."""
    found = set()
    for places in (VILLAGES, GROUPS):
        made = [(load.as_of, order, load.codes) for order, load in enumerate(history)
                if isinstance(load, Places) and load.as_of <= day and load.codes[0] in places]  # fmt: skip
        found |= set(max(made)[2]) if made else set(places)
    return found


def households_of(seen: Sequence[Seen], places: set[str]) -> dict[str, tuple[Household, str]]:
    """Each code once, with its village: by the newest list in which it resides, else by the newest of all. What was added to a
    village's list fills it field by field: a blank says nothing, and without a whole list there is none."""
    entries: dict[str, list[tuple[bool, tuple[date, int], Household, str]]] = {}
    for village in places.intersection(VILLAGES):
        lists = sorted(
            ((place, load) for place, load in seen if isinstance(load, Register) and load.village == village),
            key=lambda entry: entry[0],
        )
        base = max((place for place, load in lists if not load.adds), default=None)
        told: dict[str, tuple[tuple[date, int], Household]] = {}
        for place, load in lists:
            for row in load.rows if base is not None and place >= base else ():
                _earlier, known = told.get(row.code, (place, row))
                filled = Household(row.code, row.phone or known.phone, row.moved or known.moved, row.name)
                told[row.code] = (place, filled)
        for code, (place, row) in told.items():
            entries.setdefault(code, []).append((not row.moved, place, row, village))
    newest_of = {code: max(rows, key=lambda entry: entry[:2]) for code, rows in entries.items()}
    return {code: (row, village) for code, (_resides, _place, row, village) in newest_of.items()}


def people_of(seen: Sequence[Seen], places: set[str]) -> dict[str, list[tuple[str, Member]]]:
    """Of each member what his groups' lists say, each with the group's village: field by field the newest day that fills it."""
    people: dict[str, list[tuple[str, Member]]] = {}
    for group, village in zip(GROUPS, VILLAGES, strict=True):
        taken = [(place, load) for place, load in seen if isinstance(load, Snapshot) and load.group == group]
        base = max((place for place, load in taken if not (load.partial or load.adds)), default=None)
        current = [(place, load) for place, load in taken if base is None or place >= base] if group in places else []
        rows: dict[str, list[tuple[date, Member]]] = {}
        for place, load in current:
            for one in load.rows:
                rows.setdefault(one.uid, []).append((place[0], one))
        for uid, told in rows.items():
            people.setdefault(uid, []).extend((village, row) for row in combined(uid, told))
    return people


def combined(uid: str, told: Sequence[tuple[date, Member]]) -> list[Member]:
    """One row for every way in which the newest day of each field can be read."""
    values = []
    for name in ("phone", "household", "name"):
        filled = [(day, value) for day, row in told if (value := getattr(row, name))]
        newest = max((day for day, _value in filled), default=None)
        values.append({value for day, value in filled if day == newest} or {""})
    return [Member(uid, *fields) for fields in product(*values)]


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


def named(history: Sequence[Load], day: date, code: str) -> str:
    """What a village or group is called on a day: by the newest register by then, else by the first ones."""
    made = [(load.as_of, order, load) for order, load in enumerate(history)
            if isinstance(load, Places) and load.as_of <= day and load.codes[0][0] == code[0]]  # fmt: skip
    village = max(made)[2].name_of(code) if made else f"Thôn {code[1:]}"
    return village if code in VILLAGES else f"Nhóm {village}"


def load_all(world: World, history: Sequence[Load], known: Sequence[Load] = ()) -> list[Outcome]:
    """Lists name their village and group as it is called on their day."""
    known, outcomes = list(known), []
    for item in history:
        if isinstance(item, Register):
            village = named(known, item.as_of, item.village)
            rows: list[list[object]] = [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Tình trạng"]]
            rows += [[h.code, h.name, village, h.phone, "Đã chuyển đi" if h.moved else ""] for h in item.rows]
            outcomes.append(world.load("household", rows, item.as_of, adds=item.adds))
        elif isinstance(item, Places):
            outcomes.append(load_places(world, item))
        else:
            total = len(item.rows) + (1 if item.partial else 0)
            rows = [[*MEMBER_HEADER]]
            group = named(known, item.as_of, item.group)
            rows += [[group, m.uid, m.name, m.phone, m.household, total] for m in item.rows]
            outcomes.append(world.load("membership", rows, item.as_of, adds=item.adds))
        known.append(item)
    return outcomes


def load_places(world: World, item: Places) -> Outcome:
    if item.codes[0] in VILLAGES:
        rows: list[list[object]] = [
            ["Mã thôn", "Tên thôn"],
            *(list[object]((code, item.name_of(code))) for code in item.codes),
        ]
        return world.load("village", rows, item.as_of)
    rows = [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"]]
    rows += [[code, f"Nhóm {item.name_of(code)}", "Thôn", f"T{code[1:]}"] for code in item.codes]
    return world.load("group", rows, item.as_of)


@pytest.mark.slow
@settings(max_examples=2, suppress_health_check=list(HealthCheck))
@given(history=loads, later=st.one_of(registers, snapshots, places))
def test_sql_equals_the_loop_and_undo_restores(history: list[Load], later: Load) -> None:
    assume(isinstance(later, Places) or not any(isinstance(load, Places) for load in history))
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        load_all(world, history)
        days = [DAYS[0] - timedelta(days=1), *DAYS]
        before = [found.indicators for found in check_days(world, days, history)]
        known = world.clock
        counted = counted_history(world.store, world.config)
        assert [status(world.store, world.config, day, counted=counted).indicators for day in days] == before
        load_all(world, [later])
        if (newest := world.store.batches()[-1]).known_at > known:
            check_days(world, days, [*history, later])
            assert figures(world, days, known) == before
            at = world.clock + timedelta(hours=1)
            undo.undo(world.store, newest.batch, undone_by="test", reason="", at=at)
        assert figures(world, days) == before


@pytest.mark.slow
@settings(max_examples=2, suppress_health_check=list(HealthCheck))
@given(history=loads, said=words)
def test_words_change_the_figures_as_the_loop_says_and_taken_back_they_never_were(
    history: list[Load], said: list[Word]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        load_all(world, history)
        before = figures(world, DAYS)
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
        check_days(world, DAYS, history, given_words)
        for step in reversed(steps):
            decisions.take_back(world.store, world.config, step, reason="x", decided_by="t", at=at)
        assert figures(world, DAYS) == before


def figures(world: World, days: Sequence[date], known_at: datetime | None = None) -> list[Sequence[Assessment]]:
    """Of several days, asked together."""
    return [found.indicators for found in statuses(world.store, world.config, days, known_at)]


def check_days(world: World, days: Sequence[date], history: list[Load], said: Sequence[Word] = ()) -> Sequence[Status]:
    """Holds the status of each day against what the loop expects, and gives them."""
    with world.store.one_view():
        found = statuses(world.store, world.config, days)
        for day, of_day in zip(days, found, strict=True):
            check_day(world, day, of_day, loop_count(history, day, said))
    return found


def check_day(world: World, day: date, found: Status, expected: tuple[int, int, int] | None) -> None:
    row = found.of("households")
    if expected is None:
        assert row.reason in ("no_register", "no_members")
        return
    assert (row.numerator, row.waiting, row.denominator) == expected
    assert row.numerator is not None and row.waiting is not None and row.denominator is not None
    assert 0 <= row.numerator <= row.numerator + row.waiting <= row.denominator
    assert sum(village.numerator for village in row.villages) == row.numerator
    assert sum(village.denominator for village in row.villages) == row.denominator
    rungs = household_rungs(world.store, world.config, day)
    assert sum(rung.entities for rung in rungs) == row.numerator


def test_the_loop_itself_on_a_case_counted_by_hand() -> None:
    history: list[Load] = [
        Register("T1", DAYS[0], (Household("H1", "0912000001", False, NAMES[0]), Household("H2", "", False, NAMES[1]))),
        Snapshot("N1", DAYS[1], False, (Member("1", "0912000001", "", NAMES[0]), Member("2", "", "", NAMES[1]))),
    ]
    assert loop_count(history, DAYS[0]) is None
    assert loop_count(history, DAYS[1]) == (1, 1, 2)
    assert loop_count(history, DAYS[1], [Word("2", "H2", False)]) == (1, 0, 2)
    assert loop_count(history, DAYS[1], [Word("2", "H2", False), Word("2", "H2", True)]) == (2, 0, 2)
