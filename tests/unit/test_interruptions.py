"""Who was counted and then was not: from which day to which, on the days that were looked at."""

from __future__ import annotations

from datetime import date

import pytest

from kpi.measures.counts import EntityState, IndicatorCount, Interruption
from kpi.measures.stocks import interruptions

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
