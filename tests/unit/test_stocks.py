"""What the rows of the store come to: villages, reasons and the lists behind a count, and who was counted and then was not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kpi.config import load_config
from kpi.domain.reasons import Reason
from kpi.matching.suggestions import Waiting
from kpi.measures.counts import Basis, EntityState, IndicatorCount, Interruption, VillageCount
from kpi.measures.stocks import count_stocks, interruptions, with_waiting
from tests.rows import KNOWN, store_of
from tests.worlds import CONFIG_FILE

CONFIG = load_config(CONFIG_FILE)
DAY, BEFORE, OTHER = date(2024, 6, 30), date(2024, 3, 31), date(2023, 1, 1)
NEWEST, OLDEST = date(2024, 6, 20), date(2024, 5, 1)
VILLAGES = ("T2", "T1")  # in the order of the register
LISTS = ("membership", "group", "household", "business", "institution", "village")


def counted(
    indicator: str, village: str | None, numerator: int, denominator: int, *entities: tuple[str, bool]
) -> dict[str, Any]:
    states = [{"code": code, "name": f"Name of {code}", "counted": here} for code, here in entities]
    return {
        "as_of": DAY, "indicator": indicator, "village": village, "numerator": numerator, "denominator": denominator,
        "entities": states or None,
    }  # fmt: skip


def rows(*lists: str, registers: tuple[str, ...] = VILLAGES) -> dict[str, list[dict[str, Any]]]:
    """Two villages on both days; on the day itself these lists, and the household registers of these villages."""
    villages = [
        {"as_of": day, "code": code, "name": f"Village {code}", "has_register": day == DAY and code in registers}
        for day in (OTHER, BEFORE, DAY) for code in VILLAGES
    ]  # fmt: skip
    return {
        "registers_known": [{"as_of": DAY, "dataset": name} for name in lists],
        "village_names": villages,
        "village_registers": villages,
        "member_list_days": [{"as_of": DAY, "newest_on": NEWEST, "oldest_on": OLDEST}] if "membership" in lists else [],
        "participation": [
            counted("households", "T1", 3, 7), counted("households", "T9", 1, 2),
            counted("institutions", None, 1, 2, ("D1", True), ("D2", False)),
            counted("institutions", "T2", 1, 1, ("D3", True)),
        ],
    }  # fmt: skip


def test_villages_of_the_register_come_first_and_then_what_belongs_to_none_of_them() -> None:
    waiting: Waiting = {("households", DAY, "T1"): 2, ("households", BEFORE, "T2"): 5, ("institutions", DAY, "T1"): 9}
    counts = with_waiting(count_stocks(store_of(**rows(*LISTS)), CONFIG, [BEFORE, DAY], KNOWN), waiting)
    basis, covering = Basis(NEWEST, OLDEST), Basis(NEWEST, OLDEST, (2, 2))
    nothing = (VillageCount("T2", "Village T2", 0, 0, 0), VillageCount("T1", "Village T1", 0, 0, 0))
    states = [EntityState(code, f"Name of {code}", here) for code, here in (("D1", True), ("D2", False), ("D3", True))]
    told = {
        ("households", DAY): IndicatorCount(
            "households", DAY,
            (nothing[0], VillageCount("T1", "Village T1", 3, 2, 7), VillageCount("T9", "T9", 1, 0, 2)), basis=covering,
        ),
        ("institutions", DAY): IndicatorCount(
            "institutions", DAY,
            (VillageCount("T2", "Village T2", 1, 0, 1), nothing[1], VillageCount(None, None, 1, 0, 2)),
            entities=tuple(states), basis=basis,
        ),
        ("businesses", DAY): IndicatorCount("businesses", DAY, nothing, basis=basis),
        ("villages", DAY): IndicatorCount("villages", DAY, nothing, basis=basis),
    }  # fmt: skip
    for (name, day), count in counts.items():
        without = Basis(covered=(0, 2), uncovered=("Village T2", "Village T1")) if name == "households" else Basis()
        assert count == told.get((name, day), IndicatorCount(name, day, (), Reason.NO_REGISTER, basis=without))
    assert len(counts) == 8


@pytest.mark.parametrize(
    ("lists", "reasons"),
    [
        ((), ["no_register"] * 4),
        (LISTS, [None] * 4),
        (("household", "group", "membership"), [None, "no_register", "no_register", "no_register"]),
        (("household", "business", "group"), ["no_members", "no_register", "no_members", "no_register"]),
        (("village", "membership"), ["no_register", "no_register", "no_register", "no_group_register"]),
        (("village", "institution", "group"), ["no_register", "no_members", "no_register", "no_members"]),
        (("household", "membership"), [None, "no_register", "no_register", "no_register"]),
    ],
)
def test_why_there_is_no_figure(lists: tuple[str, ...], reasons: list[str | None]) -> None:
    counts = count_stocks(store_of(**rows(*lists)), CONFIG, [DAY], KNOWN)
    asked = ("households", "institutions", "businesses", "villages")
    assert [counts[name, DAY].reason for name in asked] == reasons
    assert [bool(counts[name, DAY].villages) for name in asked] == [reason is None for reason in reasons]


@pytest.mark.parametrize(
    ("registers", "basis"),
    [
        (("T1", "T2"), Basis(NEWEST, OLDEST, (2, 2))),
        (("T1",), Basis(NEWEST, OLDEST, (1, 2), ("Village T2",))),
        ((), Basis(NEWEST, OLDEST, (0, 2), ("Village T2", "Village T1"))),
    ],
)
def test_households_say_which_villages_have_no_register(registers: tuple[str, ...], basis: Basis) -> None:
    counts = count_stocks(store_of(**rows(*LISTS, registers=registers)), CONFIG, [DAY], KNOWN)
    assert counts["households", DAY].basis == basis
    assert counts["businesses", DAY].basis == Basis(NEWEST, OLDEST)


def test_without_a_register_of_villages_nothing_is_covered_or_not() -> None:
    told = rows(*LISTS) | {"village_names": [], "village_registers": []}
    count = count_stocks(store_of(**told), CONFIG, [DAY], KNOWN)["households", DAY]
    assert count.basis == Basis(NEWEST, OLDEST)
    assert [(village.code, village.name) for village in count.villages] == [("T1", "T1"), ("T9", "T9")]


DAYS = [date(2024, month, 28) for month in range(1, 6)]


def looked(**states: str) -> list[IndicatorCount]:
    """A count on each day: of each entity "+" counted, "-" not, " " not on the register."""
    return [
        IndicatorCount(
            "institutions", day, (), entities=tuple(
                EntityState(code, f"{code} on {day}", signs[number] == "+")
                for code, signs in states.items() if signs[number] != " "
            ),
        )
        for number, day in enumerate(DAYS[: len(next(iter(states.values())))])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("signs", "gaps"),
    [
        ("+++++", []),
        ("-----", []),  # who never was in has not dropped out
        ("--+++", []),
        ("+-", [(1, None)]),
        ("+--+", [(1, 3)]),
        ("-+-++", [(2, 3)]),
        ("+-+-+", [(1, 2), (3, 4)]),
        ("+-+--", [(1, 2), (3, None)]),
        ("+  -+", [(3, 4)]),  # off the register it is neither
        ("+-  +", [(1, 4)]),
        ("+", []),
    ],
)
def test_a_gap_runs_from_the_first_day_out_to_the_first_day_back(
    signs: str, gaps: list[tuple[int, int | None]]
) -> None:
    last = max(number for number, sign in enumerate(signs) if sign != " ")
    assert interruptions(looked(A=signs)) == tuple(
        Interruption(
            "A", f"A on {DAYS[last if back is None else back]}", DAYS[out], None if back is None else DAYS[back]
        )
        for out, back in gaps
    )


def test_gaps_are_told_by_code() -> None:
    assert [(gap.code, gap.out_on) for gap in interruptions(looked(B="+-", A="+-", C="++"))] == [
        ("A", DAYS[1]), ("B", DAYS[1]),
    ]  # fmt: skip
    assert interruptions([]) == ()
