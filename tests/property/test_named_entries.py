"""Entries of a register that a plan adds, named by lists of participants: the SQL against a plain loop over the same lists, in
whatever order they came."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.domain.errors import UserError
from kpi.domain.reasons import Reason
from tests.golden.test_added_registers import CHILDREN
from tests.plans import plan
from tests.worlds import World

DAYS = [date(2024, month, 28) for month in (8, 9, 10)]
VILLAGES, GROUPS = ("T1", "T2"), ("L6", "L7")
CODES = ("C1", "C-01", "C2", "C3")  # the second is another spelling of the first, where no register has both
LISTED = ["Mã trẻ", "Thôn", "Độ tuổi", "Tình trạng", "Đã ra lớp"]
STATES = {"": True, "Đang ở xã": True, "Chuyển đi": False}


@dataclass(frozen=True)
class Listed:
    """A village's whole list of a day: code → state."""

    village: str
    as_of: date
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Named:
    """A school's list of a day, whole or rows that ``adds`` to it: the codes."""

    group: str
    as_of: date
    adds: bool
    codes: tuple[str, ...]


rows = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(list(STATES))),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one[0],
)
listed = st.builds(Listed, st.sampled_from(VILLAGES), st.sampled_from(DAYS), rows.map(tuple))
codes = st.lists(st.sampled_from((*CODES, "c2", "X9")), min_size=1, max_size=4).map(tuple)
named = st.builds(Named, st.sampled_from(GROUPS), st.sampled_from(DAYS), st.booleans(), codes)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=st.lists(st.one_of(listed, named), min_size=2, max_size=6))
def test_the_counts_are_those_of_a_plain_loop(lists: list[Listed | Named]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        world.config = replace(world.config, plans=(plan(CHILDREN), *world.config.plans))
        groups = [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["BCD", "Nhóm BCĐ", "Ban chỉ đạo", ""]]
        groups += [[code, f"Lớp 6 {code}", "Danh sách nhập học lớp 6", ""] for code in GROUPS]
        world.load("group", groups, date(2024, 1, 1))
        stored: list[Listed | Named] = []
        for one in lists:
            if _stored(world, one):
                stored.append(respelled(one, stored) if isinstance(one, Listed) else one)
        for day, found in zip(DAYS, world.over("sixth_graders", *DAYS), strict=True):
            registers = {village: newest(stored, village, day) for village in VILLAGES}
            there = {village for village, one in registers.items() if one is not None}
            participants = [one for one in stored if isinstance(one, Named) and one.as_of <= day]
            if not there or not participants:
                reason = Reason.NO_MEMBERS if there else Reason.NO_REGISTER
                assert (found.numerator, found.reason) == (None, reason)
                continue
            entries = entries_of([one for one in registers.values() if one is not None], stored)
            taking = {entry for code in codes_named(stored, day) if (entry := meant(code, entries)) is not None}
            expected = {
                village: (
                    sum(code in taking for code, (of, counts) in entries.items() if of == village and counts),
                    sum(counts for of, counts in entries.values() if of == village),
                )
                for village in VILLAGES
            }
            assert {one.code: (one.numerator, one.denominator) for one in found.villages} == expected
            empty = not sum(every for _taking, every in expected.values())
            partial = Reason.PARTIAL_LISTS if there != set(VILLAGES) else None
            assert found.reason == (partial or (Reason.EMPTY_REGISTER if empty else None))


def _stored(world: World, one: Listed | Named) -> bool:
    try:
        if isinstance(one, Listed):
            table = [[code, one.village, "11 tuổi", state, ""] for code, state in one.rows]
            outcome = world.load("child", [LISTED, *table], one.as_of)
        else:
            table = [[one.group, code] for code in one.codes]
            outcome = world.load("membership", [["Nhóm", "Mã trẻ"], *table], one.as_of, adds=one.adds)
    except UserError as refused:
        assert refused.code in ("same_entries", "no_rows"), refused
        return False
    return outcome.loaded_before is None


def respelled(one: Listed, stored: Sequence[Listed | Named]) -> Listed:
    """A list with the codes of its register, of its day or of the newest, that it spells otherwise; without those that may be two."""
    registers = (newest(stored, village, day) for day in (one.as_of, date.max) for village in VILLAGES)
    known = {code for register in registers if register is not None for code, _state in register.rows}
    own = {code for code, _state in one.rows}
    rows = []
    for code, state in one.rows:
        alike = {entry for entry in known if folded(entry) == folded(code)}
        if code not in known and alike and own.isdisjoint(alike):
            if len(alike) > 1 or sum(folded(other) == folded(code) for other in own) > 1:
                continue
            (code,) = alike
        rows.append((code, state))
    return replace(one, rows=tuple(rows))


def newest(lists: Sequence[Listed | Named], village: str, day: date) -> Listed | None:
    own = [one for one in lists if isinstance(one, Listed) and one.village == village and one.as_of <= day]
    return max(enumerate(own), key=lambda pair: (pair[1].as_of, pair[0]), default=(0, None))[1]


def entries_of(registers: Sequence[Listed], lists: Sequence[Listed | Named]) -> dict[str, tuple[str, bool]]:
    """Code → village and whether it counts; of two villages' lists the newest in which it counts has it, else the newest of all."""
    ordered = sorted(
        registers, key=lambda one: (one.as_of, [place for place, other in enumerate(lists) if other is one])
    )
    found: dict[str, tuple[str, bool]] = {}
    for counts in (False, True):
        for one in ordered:
            found |= {code: (one.village, counts) for code, state in one.rows if STATES[state] == counts}
    return found


def codes_named(lists: Sequence[Listed | Named], day: date) -> list[str]:
    """What the schools' newest whole lists name, and what was added since."""
    found: list[str] = []
    for group in GROUPS:
        own = [one for one in lists if isinstance(one, Named) and one.group == group and one.as_of <= day]
        ordered = [one for _order, one in sorted(enumerate(own), key=lambda pair: (pair[1].as_of, pair[0]))]
        whole = [place for place, one in enumerate(ordered) if not one.adds]
        found += [code for one in ordered[whole[-1] if whole else 0 :] for code in one.codes]
    return found


def meant(code: str, entries: dict[str, tuple[str, bool]]) -> str | None:
    """The entry of that very code, else the only one alike without case, signs and zeros before a number."""
    alike = [entry for entry in entries if folded(entry) == folded(code)]
    return code if code in entries else alike[0] if len(alike) == 1 else None


def folded(code: str) -> str:
    return code.lower().replace("-", "").replace("0", "")
