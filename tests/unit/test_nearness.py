"""Near the target or far from it: by the points of config.yaml, on every page the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpi.config import load_config
from kpi.judgement.assessment import assess
from kpi.judgement.nearness import is_near
from kpi.judgement.verdicts import Verdict
from kpi.measures.counts import IndicatorCount, VillageCount
from kpi.ui.parts.words import badge_of
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("numerator", "points", "near"), [(60, 10, True), (59, 10, False), (59, 11, True), (69, 0, False)]
)
def test_near_is_the_target_less_the_points(numerator: int, points: int, near: bool) -> None:
    assert is_near(Verdict.NOT_MET, numerator, 100, Decimal(70), points) is near


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.NOT_MET])
def test_only_what_is_not_met_is_near(verdict: Verdict) -> None:
    assert not is_near(verdict, 65, 100, Decimal(70), 10)


@pytest.mark.parametrize(("points", "tones"), [(10, ("near", True, False)), (4, ("bad", False, False))])
def test_unit_and_villages_are_judged_by_the_same_points(points: int, tones: tuple[str, bool, bool]) -> None:
    villages = (VillageCount("T1", "Thôn 1", 62, 0, 100), VillageCount("T2", "Thôn 2", 59, 0, 100))
    found = assess(IndicatorCount("households", date(2024, 6, 30), villages), Decimal(70), near_points=points)
    assert (badge_of(found).tone, *(village.near for village in found.villages)) == tones


def test_the_rule_stands_in_the_configuration_with_its_basis() -> None:
    rule = load_config(ROOT / "config.yaml").nearness
    assert rule.points == 10 and "không quy định" in rule.basis
