"""Numbers and dates as they are printed, on both sides of every limit and in both languages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from kpi.i18n.formats import (
    format_change,
    format_count,
    format_date,
    format_goal,
    format_level,
    format_moment,
    format_moment_short,
    format_month,
    format_points,
    format_ratio,
    format_year,
    mask_phone,
)
from kpi.i18n.messages import speaking

SEVENTY = Decimal(70)


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "printed"),
    [
        (6996, 10000, SEVENTY, "69,9%"),
        (6996, 10000, None, "70,0%"),
        (6994, 10000, SEVENTY, "69,9%"),
        (7000, 10000, SEVENTY, "70%"),
        (7001, 10000, SEVENTY, "70,0%"),
        (7046, 10000, Decimal("70.5"), "70,4%"),
        (7050, 10000, Decimal("70.5"), "70,5%"),
        (709, 1000, SEVENTY, "70,9%"),
        (70949, 100000, SEVENTY, "70,9%"),
        (70950, 100000, SEVENTY, "71,0%"),
        (2, 3, None, "66,7%"),
        (1, 2, None, "50%"),
        (9999, 10000, None, "99,9%"),
        (9999, 10000, Decimal(100), "99,9%"),
        (5, 5, Decimal(100), "100%"),
        (0, 5, SEVENTY, "0%"),
        (1, 10000, None, "<0,1%"),
        (5, 10000, None, "0,1%"),
        (6, 10000, Decimal("0.1"), "<0,1%"),
        (0, 0, SEVENTY, "—"),
        (281, 400, Decimal("70.25"), "70,3%"),  # 70.25 itself: met, so nothing keeps it from being rounded up
        (1774, 2500, Decimal("70.5"), "71,0%"),  # 70.96, above a target with a fraction
    ],
)
def test_ratio(numerator: int, denominator: int, target: Decimal | None, printed: str) -> None:
    assert format_ratio(numerator, denominator, target) == printed
    with speaking("en"):
        assert format_ratio(numerator, denominator, target) == printed.replace(",", ".")


@pytest.mark.parametrize(
    ("before", "after", "vietnamese", "english"),
    [
        ((0, 1000), (32, 1000), "+3,2 điểm %", "+3.2 pp"),
        ((32, 1000), (0, 1000), "\u22123,2 điểm %", "\u22123.2 pp"),
        ((1, 3), (2, 3), "+33,3 điểm %", "+33.3 pp"),
        ((1, 2), (2, 3), "+16,7 điểm %", "+16.7 pp"),
        ((0, 2000), (1, 2000), "+0,1 điểm %", "+0.1 pp"),
        ((1, 2000), (0, 2000), "\u22120,1 điểm %", "\u22120.1 pp"),
        ((0, 2001), (1, 2001), "+<0,1 điểm %", "+<0.1 pp"),
        ((1, 3), (2, 6), "0 điểm %", "0 pp"),
        ((0, 0), (1, 3), "—", "—"),
        ((1, 3), (0, 0), "—", "—"),
    ],
)
def test_points(before: tuple[int, int], after: tuple[int, int], vietnamese: str, english: str) -> None:
    assert format_points(before, after) == vietnamese
    with speaking("en"):
        assert format_points(before, after) == english


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [(0, "0", "0"), (999, "999", "999"), (1050, "1.050", "1,050"), (1234567, "1.234.567", "1,234,567")],
)
def test_count(number: int, vietnamese: str, english: str) -> None:
    assert format_count(number) == vietnamese
    with speaking("en"):
        assert format_count(number) == english


@pytest.mark.parametrize(
    ("percent", "printed"),
    [("70", "70%"), ("70.0", "70%"), ("70.5", "70,5%"), ("100", "100%"), ("0", "0%"), ("1E+2", "100%")],
)
def test_percent_target(percent: str, printed: str) -> None:
    assert format_goal(Decimal(percent)) == printed
    with speaking("en"):
        assert format_goal(Decimal(percent)) == printed.replace(",", ".")


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        (974, 1431, "974/1.431 (68,1%)"),
        (6996, 10000, "6.996/10.000 (69,9%)"),
        (0, 7, "0/7 (0%)"),
        (None, 7, "—"),
        (3, None, "—"),
        (0, 0, "—"),
    ],
)
def test_level(numerator: int | None, denominator: int | None, printed: str) -> None:
    assert format_level(numerator, denominator, SEVENTY) == printed


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2024, 6, 30), "30/6/2024"),
        (date(2024, 7, 5), "05/7/2024"),
        (date(2024, 2, 1), "01/02/2024"),
        (date(2024, 3, 9), "09/3/2024"),
        (date(2024, 1, 10), "10/01/2024"),
        (date(2024, 12, 31), "31/12/2024"),
    ],
)
def test_date(day: date, printed: str) -> None:
    assert format_date(day) == printed
    with speaking("en"):
        assert format_date(day) == day.isoformat()


def test_moment_and_month() -> None:
    moment = datetime(2024, 6, 30, 14, 5)
    assert format_moment(moment) == "14 giờ 05 ngày 30/6/2024"
    assert format_moment_short(moment) == "14:05 30/6/2024"
    assert format_month(moment) == "T6/2024"
    with speaking("en"):
        assert format_moment(moment) == "2024-06-30 14:05"
        assert format_month(moment) == "2024-06"


@pytest.mark.parametrize(("before", "after", "told"), [(1, 4, "+3"), (4, 2, "−2"), (2, 2, "0"), (0, 1050, "+1.050")])
def test_a_change_carries_its_sign(before: int, after: int, told: str) -> None:
    assert format_change(before, after) == told


@pytest.mark.parametrize(("phone", "shown"), [("0912345678", "09xx xxx 678"), ("", "—"), (None, "—")])
def test_a_phone_is_shown_to_its_owner_alone(phone: str | None, shown: str) -> None:
    assert mask_phone(phone) == shown


def test_a_year_has_no_mark_of_thousands() -> None:
    assert format_year(2025) == "2025"
