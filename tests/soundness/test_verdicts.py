"""Verdicts by whole numbers, and what is printed beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpi.i18n.formats import format_ratio
from kpi.judgement.verdicts import Verdict, judge

SEVENTY = Decimal(70)


@pytest.mark.parametrize(
    ("numerator", "denominator", "verdict", "shortfall", "printed"),
    [
        (1749, 2500, Verdict.NOT_MET, 1, "69,9%"),  # 69,96 % must not print 70,0 %
        (7, 10, Verdict.MET, 0, "70%"),
        (1750, 2500, Verdict.MET, 0, "70%"),
        (6999, 10000, Verdict.NOT_MET, 1, "69,9%"),
        (12, 18, Verdict.NOT_MET, 1, "66,7%"),
        (13, 18, Verdict.MET, 0, "72,2%"),
        (0, 4, Verdict.NOT_MET, 3, "0%"),
        (4, 4, Verdict.MET, 0, "100%"),
    ],
)
def test_against_seventy_percent(
    numerator: int, denominator: int, verdict: Verdict, shortfall: int, printed: str
) -> None:
    judged = judge(numerator, denominator, SEVENTY)
    assert (judged.verdict, judged.shortfall) == (verdict, shortfall)
    assert format_ratio(numerator, denominator, SEVENTY) == printed


def test_nearly_all_is_not_all_and_nearly_none_is_not_none() -> None:
    assert format_ratio(9999, 10000) == "99,9%"
    assert format_ratio(1, 10000) == "<0,1%"


def test_nothing_to_count_is_never_a_percentage() -> None:
    assert judge(0, 0, SEVENTY).verdict is Verdict.NO_DATA
    assert judge(0, 0, SEVENTY, flow=True).verdict is Verdict.NONE_OCCURRED
    assert judge(5, 10, None).verdict is Verdict.NO_TARGET
    assert format_ratio(0, 0) == "—"
