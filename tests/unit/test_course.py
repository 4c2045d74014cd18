"""The small line of a card's year: days across, shares upwards, the target as a line of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import unquote

import pytest

from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.ui.parts.course import HEIGHT, WIDTH, course


def on(day: date, numerator: int | None, denominator: int | None = 100, target: Decimal | None = None) -> Assessment:
    return Assessment(
        "households", day, numerator, 0, denominator, target, Verdict.NOT_MET, None, None, None, None, villages=()
    )


def points(drawn: str) -> list[tuple[float, float]]:
    (line,) = re.findall(r'points="([^"]*)"', unquote(drawn))
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.split())]


def test_the_year_runs_from_january_to_december() -> None:
    drawn = points(course([on(date(2025, 1, 1), 40)], on(date(2025, 12, 31), 60)))
    assert [x for x, _y in drawn] == [0, WIDTH]
    assert drawn[0][1] > drawn[1][1]  # more is higher


def test_other_years_later_days_and_days_without_a_figure_are_not_drawn() -> None:
    known = [
        on(date(2024, 12, 31), 10), on(date(2025, 3, 1), 20), on(date(2025, 4, 1), None, None), on(date(2025, 9, 1), 90)
    ]  # fmt: skip
    assert len(points(course(known, on(date(2025, 6, 30), 30)))) == 2


def test_one_day_is_no_course() -> None:
    assert course([on(date(2025, 6, 30), 30)], on(date(2025, 6, 30), 30)) == ""


@pytest.mark.parametrize(("first", "last"), [(0, 100), (50, 51), (100, 100)])
def test_every_share_and_the_target_lie_within_the_picture(first: int, last: int) -> None:
    now = on(date(2025, 6, 30), last, target=Decimal(90))
    drawn = course([on(date(2025, 2, 1), first)], now)
    (aim,) = re.findall(r'd="M0 ([\d.]+)H', unquote(drawn))
    assert all(0 <= height <= HEIGHT for height in (float(aim), *(y for _x, y in points(drawn))))
    without = course([on(date(2025, 2, 1), first)], replace(now, target=None))
    assert 'd="M0' not in unquote(without)
