"""What is said of two days and of a doubted figure, on both sides of each limit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kpi.domain.reasons import Reason
from kpi.judgement.assessment import Assessment, assess
from kpi.judgement.comparing import has_change
from kpi.judgement.trust import FigureDoubt, Trust, trust_in
from kpi.measures.counts import Basis, IndicatorCount, VillageCount

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
        ([FigureDoubt.NO_REGISTER], Trust.NO_DATA),
    ],
)
def test_the_gravest_doubt_says_how_far_a_figure_is_trusted(doubts: list[FigureDoubt], trust: Trust) -> None:
    assert trust_in(doubts) is trust
