"""Registers that a plan adds, sent by villages: the SQL against a plain loop over the same lists, in whatever order they came."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.domain.errors import UserError
from kpi.domain.reasons import Reason
from tests.golden.test_added_registers import CHILDREN
from tests.plans import plan
from tests.worlds import World

DAYS = [date(2024, month, 28) for month in (8, 9, 10)]
VILLAGES = ("T1", "T2")
HEADER = ["Mã trẻ", "Thôn", "Độ tuổi", "Tình trạng", "Đã ra lớp"]
STATES = {"": None, "Đang ở xã": "here", "Chuyển đi": "moved", "Miễn đi học": "exempt"}
ANSWERS = {"Có": True, "Không": False, "": None}


@dataclass(frozen=True)
class Row:
    code: str
    state: str
    answer: str


@dataclass(frozen=True)
class Sent:
    """A village's list as it was sent on a day: the whole, or rows that ``adds`` to it."""

    village: str
    as_of: date
    adds: bool
    rows: tuple[Row, ...]


def rows() -> st.SearchStrategy[tuple[Row, ...]]:
    row = st.builds(
        Row, st.sampled_from(["C1", "C2", "C3"]), st.sampled_from(list(STATES)), st.sampled_from(list(ANSWERS))
    )
    some = st.lists(row, max_size=3, unique_by=lambda one: one.code)
    # One that always says something: a column that nobody filled in says nothing at all, which another test holds.
    return some.map(lambda found: (Row("C9", "", "Có"), *found))


sent = st.builds(Sent, st.sampled_from(VILLAGES), st.sampled_from(DAYS), st.booleans(), rows())


@pytest.mark.long
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=st.lists(sent, min_size=1, max_size=5))
def test_the_counts_are_those_of_a_plain_loop(lists: list[Sent]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World.empty(Path(folder)).with_villages_and_groups()
        world.config = replace(world.config, plans=(plan(CHILDREN), *world.config.plans))
        stored = []
        for one in lists:
            table = [[named(row, one.village), one.village, "6 tuổi", row.state, row.answer] for row in one.rows]
            try:
                outcome = world.load("child", [HEADER, *table], one.as_of, adds=one.adds)
            except UserError as refused:
                assert (
                    refused.code == "same_entries"
                )  # much of the other village's list, which nobody could tell from its own
                continue
            stored += [one] if outcome.loaded_before is None else []  # what is still in force is not loaded twice
        for day, found in zip(DAYS, world.over("first_graders", *DAYS), strict=True):
            expected = {village: counted(stored, village, day) for village in VILLAGES}
            listed = {village for village in VILLAGES if standing(stored, village, day)}
            if not listed:
                assert (found.numerator, found.reason) == (None, Reason.NO_REGISTER)
                continue
            assert {village.code: (village.numerator, village.denominator) for village in found.villages} == expected
            assert found.reason == (None if listed == set(VILLAGES) else Reason.PARTIAL_MARKS)


def named(row: Row, village: str) -> str:
    """A row's code; the one that every list has is another child in each village."""
    return f"{row.code}{village}" if row.code == "C9" else row.code


def standing(lists: Sequence[Sent], village: str, day: date) -> list[tuple[tuple[date, int], Sent]]:
    """The village's lists of a day in their order: the newest whole one and what was added since; none without a whole one."""
    known = sorted(
        ((one.as_of, number), one) for number, one in enumerate(lists) if one.village == village and one.as_of <= day
    )
    whole = [place for place, (_order, one) in enumerate(known) if not one.adds]
    return known[whole[-1] :] if whole else []


def entries(lists: Sequence[Sent], village: str, day: date) -> dict[str, tuple[bool, bool, tuple[date, int]]]:
    """By code whether it counts, whether it is at school, and the order of the newest list that has it."""
    found: dict[str, tuple[str | None, bool | None, tuple[date, int]]] = {}
    for order, one in standing(lists, village, day):
        for row in one.rows:
            code = named(row, village)
            state, answer, _order = found.get(code, (None, None, order))
            said, answered = STATES[row.state], ANSWERS[row.answer]
            found[code] = (said or state, answer if answered is None else answered, order)
    return {code: (state not in ("moved", "exempt"), bool(yes), order) for code, (state, yes, order) in found.items()}


def counted(lists: Sequence[Sent], village: str, day: date) -> tuple[int, int]:
    """Of the village's children those that count and belong to no other village, by the newest list in which they count."""
    of_villages = {name: entries(lists, name, day) for name in VILLAGES}
    own = []
    for code, (counts, yes, order) in of_villages[village].items():
        others = [of_villages[name][code] for name in VILLAGES if name != village and code in of_villages[name]]
        if counts and not any(there and later > order for there, _yes, later in others):
            own.append(yes)
    return sum(own), len(own)
