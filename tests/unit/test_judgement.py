"""What is said of two days and of a doubted figure, on both sides of each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from kpi.domain.reasons import Reason
from kpi.judgement.assessment import Assessment, assess, held_throughout
from kpi.judgement.comparing import has_change
from kpi.judgement.trust import FigureDoubt, Trust, trust_in
from kpi.judgement.verdicts import Verdict, why_unjudged
from kpi.measures.counts import Basis, IndicatorCount, Interruption, VillageCount

BEFORE, NOW = date(2024, 3, 31), date(2024, 6, 30)
LATER, SAME_DAY = BEFORE + timedelta(days=1), BEFORE


def level(
    day: date, counts: tuple[int, int] | None, seen: date | None = None, lacking: tuple[str, ...] = ()
) -> Assessment:
    villages = (VillageCount(None, None, counts[0], 0, counts[1]),) if counts else ()
    reason = None if counts else Reason.NO_REGISTER
    count = IndicatorCount("households", day, villages, reason, basis=Basis(seen, uncovered=lacking))
    return assess(count, None, near_points=5)


@pytest.mark.parametrize(
    ("before", "now", "seen", "told"),
    [
        ((3, 10), (4, 10), None, True),  # another level says itself that somebody looked
        ((3, 10), (3, 10), LATER, True),  # none, and a list has looked since
        ((3, 10), (3, 10), SAME_DAY, False),
        ((3, 10), (3, 10), None, False),
        ((3, 10), (6, 20), SAME_DAY, False),  # the same level of other counts
        ((3, 10), (6, 20), LATER, True),
        ((6, 20), (3, 10), SAME_DAY, False),
        ((0, 10), (0, 10), LATER, True),
        ((0, 10), (1, 10), SAME_DAY, True),
        ((1, 10), (0, 10), SAME_DAY, True),
        ((0, 0), (3, 10), LATER, False),
        ((3, 10), (0, 0), LATER, False),
        (None, (3, 10), LATER, False),
        ((3, 10), None, LATER, False),
    ],
)  # fmt: skip
def test_a_change_is_told_where_somebody_has_looked(
    before: tuple[int, int] | None, now: tuple[int, int] | None, seen: date | None, told: bool
) -> None:
    assert has_change(level(BEFORE, before), level(NOW, now, seen)) is told


@pytest.mark.parametrize("side", ["before", "now"])
def test_no_change_is_told_where_one_side_has_no_counts(side: str) -> None:
    sides = {"before": level(BEFORE, (3, 10)), "now": level(NOW, (4, 10), LATER)}
    sides[side] = replace(sides[side], numerator=None)
    assert not has_change(**sides)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [(("Thôn 1",), ("Thôn 1",), True), (("Thôn 1",), (), False), ((), ("Thôn 1",), False), (("A",), ("B",), False)],
)
def test_a_change_is_told_of_the_same_villages_alone(before: tuple[str, ...], now: tuple[str, ...], told: bool) -> None:
    assert has_change(level(BEFORE, (3, 10), None, before), level(NOW, (4, 10), LATER, now)) is told


@pytest.mark.parametrize(
    ("seen", "newer"), [(None, False), (SAME_DAY, False), (LATER, True), (date(2024, 1, 1), False)]
)
def test_a_list_of_the_day_itself_is_not_newer(seen: date | None, newer: bool) -> None:
    assert Basis(seen).is_newer_than(BEFORE) is newer


@pytest.mark.parametrize(
    ("doubts", "trust"),
    [
        ([], Trust.SOUND),
        ([FigureDoubt.TIES], Trust.DOUBTED),
        ([FigureDoubt.VILLAGES_MISSING, FigureDoubt.TIES], Trust.PARTIAL),
        ([FigureDoubt.VILLAGES_MISSING, FigureDoubt.NO_REGISTER], Trust.NO_DATA),
        ([FigureDoubt.MARKS_MISSING, FigureDoubt.OLD_REGISTER], Trust.PARTIAL),
        ([FigureDoubt.NO_REGISTER], Trust.NO_DATA),
    ],
)
def test_the_gravest_doubt_says_how_far_a_figure_is_trusted(doubts: list[FigureDoubt], trust: Trust) -> None:
    assert trust_in(doubts) is trust


def test_machines_are_told_by_these_names() -> None:
    villages = (VillageCount("T1", "Thôn 1", 6, 1, 10), VillageCount(None, None, 1, 0, 0))
    basis = Basis(date(2024, 6, 20), date(2024, 5, 1), (2, 2))
    count = IndicatorCount("households", NOW, villages, None, basis=basis)
    gaps = (Interruption("H1", "Hộ 1", date(2024, 2, 1), date(2024, 3, 1)), Interruption("H2", "Hộ 2", BEFORE, None))
    told = assess(count, Decimal("72.5"), near_points=10, sustained=False, interruptions=gaps).as_dict()
    assert told == {
        "id": "households", "year": 2024, "numerator": 7, "waiting": 1, "denominator": 10, "observed_on": "2024-06-20",
        "oldest_list_on": "2024-05-01", "covered": [2, 2], "uncovered": [], "target": 0.725, "verdict": "not_met",
        "verdict_if_confirmed": "met", "near": True, "reason": None, "shortfall": 1, "open": None, "undated": None,
        "sustained": False,
        "interruptions": [
            {"code": "H1", "name": "Hộ 1", "out_on": "2024-02-01", "back_on": "2024-03-01"},
            {"code": "H2", "name": "Hộ 2", "out_on": "2024-03-31", "back_on": None},
        ],
        "villages": [
            {"code": "T1", "name": "Thôn 1", "numerator": 6, "waiting": 1, "denominator": 10, "verdict": "not_met",
             "verdict_if_confirmed": "not_met", "near": False, "shortfall": 2},
            {"code": None, "name": None, "numerator": 1, "waiting": 0, "denominator": 0, "verdict": "no_data",
             "verdict_if_confirmed": "no_data", "near": False, "shortfall": None},
        ],
    }  # fmt: skip


def test_machines_are_told_what_was_not_judged() -> None:
    part = Basis(date(2024, 6, 20), date(2024, 5, 1), (1, 2), ("Thôn 2",))
    waits = IndicatorCount("households", NOW, (VillageCount("T1", "Thôn 1", 6, 2, 10),), None, basis=part)
    gaps = (Interruption("H1", "Hộ 1", BEFORE, None),)
    told = assess(waits, Decimal(70), near_points=10, sustained=True, interruptions=gaps).as_dict()
    assert told["interruptions"] == []
    kept = (
        "numerator",
        "verdict",
        "verdict_if_confirmed",
        "near",
        "reason",
        "shortfall",
        "sustained",
        "covered",
        "uncovered",
    )
    assert [told[name] for name in kept] == [
        6, "no_data", "no_data", False, "partial_register", None, None, [1, 2], ["Thôn 2"],
    ]  # fmt: skip
    unknown = Basis(covered=(0, 1), uncovered=("Thôn 1",))
    nothing = assess(
        IndicatorCount("households", NOW, (), Reason.NO_REGISTER, basis=unknown), Decimal(70), near_points=10
    ).as_dict()
    names = ("numerator", "target", "verdict", "reason", "observed_on", "oldest_list_on", "covered", "villages")
    assert [nothing[name] for name in names] == [None, 0.7, "no_data", "no_register", None, None, [0, 1], []]
    none = assess(IndicatorCount("processed_reports", NOW, (), is_flow=True), Decimal(100), near_points=5)
    assert (none.verdict, none.if_confirmed) == (Verdict.NONE_OCCURRED, Verdict.NONE_OCCURRED)
    villages = (VillageCount(None, None, 3, 0, 4), VillageCount("T1", "Thôn 1", 0, 0, 0))
    flow = assess(
        IndicatorCount("processed_reports", NOW, villages, None, 5, undated=6, is_flow=True),
        Decimal(100),
        near_points=5,
        sustained=True,
    )  # fmt: skip
    told = flow.as_dict()
    assert [told[name] for name in ("open", "undated", "sustained", "shortfall")] == [5, 6, True, 1]
    assert [(village.verdict, village.if_confirmed) for village in flow.villages] == [
        (Verdict.NOT_MET, Verdict.NOT_MET), (Verdict.NONE_OCCURRED, Verdict.NONE_OCCURRED),
    ]  # fmt: skip


def test_what_waits_would_be_more_and_not_fewer() -> None:
    villages = (VillageCount("T1", "Thôn 1", 6, 1, 10), VillageCount("T2", "Thôn 2", 5, 1, 10))
    found = assess(IndicatorCount("households", NOW, villages), Decimal(70), near_points=5)
    assert (found.verdict, found.if_confirmed) == (Verdict.NOT_MET, Verdict.NOT_MET)
    assert [village.if_confirmed for village in found.villages] == [Verdict.MET, Verdict.NOT_MET]
    found = assess(IndicatorCount("households", NOW, villages[:1]), Decimal(70), near_points=5)
    assert (found.verdict, found.if_confirmed) == (Verdict.NOT_MET, Verdict.MET)


@pytest.mark.parametrize(
    ("verdict", "reason", "told"),
    [
        (Verdict.NO_DATA, Reason.PARTIAL_REGISTER, Reason.PARTIAL_REGISTER),
        (Verdict.NO_DATA, None, Reason.EMPTY_REGISTER),
        (Verdict.NO_DATA, Reason.DIFFERENT_TARGETS, Reason.EMPTY_REGISTER),
        (Verdict.NO_TARGET, Reason.DIFFERENT_TARGETS, Reason.DIFFERENT_TARGETS),
        (Verdict.NO_TARGET, Reason.PARTIAL_REGISTER, None),
        (Verdict.NO_TARGET, None, None),
        (Verdict.MET, Reason.PARTIAL_REGISTER, None),
        (Verdict.NOT_MET, Reason.DIFFERENT_TARGETS, None),
        (Verdict.NONE_OCCURRED, None, None),
    ],
)
def test_why_counts_are_not_judged(verdict: Verdict, reason: Reason | None, told: Reason | None) -> None:
    assert why_unjudged(verdict, reason) is told


@pytest.mark.parametrize(
    ("levels", "targets", "held"),
    [
        ([(7, 10), (8, 10)], [70, 80], True),
        ([(7, 10), (7, 10)], [70, 80], False),
        ([(6, 10), (7, 10)], [70, 70], False),
        ([(7, 10)], [70], None),  # it takes two days
        ([(7, 10), (7, 10)], [70, None], None),
        ([(7, 10), (0, 0)], [70, 70], None),
        ([(7, 10), None], [70, 70], None),
        ([(7, 10), None, (9, 10)], [70, 70, 70], True),
        ([], [], None),
    ],
)
def test_a_target_holds_throughout_where_two_days_say_so(
    levels: list[tuple[int, int] | None], targets: list[int | None], held: bool | None
) -> None:
    counts = [
        IndicatorCount("households", NOW, (VillageCount("T1", "Thôn 1", level[0], 9, level[1]),))
        if level
        else IndicatorCount("households", NOW, (), Reason.NO_MEMBERS)
        for level in levels
    ]
    asked = [None if percent is None else Decimal(percent) for percent in targets]
    assert held_throughout(counts, asked) is held


def test_each_day_is_held_against_its_target() -> None:
    with pytest.raises(ValueError):
        held_throughout([IndicatorCount("households", NOW, ())], [])
