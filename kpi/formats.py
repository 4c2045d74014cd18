"""How numbers and dates are written, on the screen, in Word and in Excel: one place, by the language spoken."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from kpi.language import spoken

NOTHING = "—"
MINUS = "\u2212"


def _vietnamese() -> bool:
    return spoken() == "vi"


def format_count(number: int) -> str:
    """1.050 in Vietnamese, 1,050 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if _vietnamese() else text


def format_ratio(numerator: int, denominator: int, target: Decimal | None = None) -> str:
    """A ratio as a percentage with one decimal; exact whole percentages without.

    It never shows more than the counts say: below the target (0–100) it does not print the target, below all it does not
    print 100 %, and what is not nothing does not print 0 %.
    """
    if denominator == 0:
        return NOTHING
    percent = Fraction(numerator * 100, denominator)
    if percent.denominator == 1:
        return f"{percent.numerator}%"
    tenths = _rounded(percent * 10)
    limits = [Fraction(100)] + ([Fraction(target)] if target is not None else [])
    if any(percent < limit <= Fraction(tenths, 10) for limit in limits):
        tenths = int(percent * 10)
    if tenths == 0:
        return "<" + _decimal(Fraction(1, 10)) + "%"
    return _tenths(tenths) + "%"


def format_points(before: tuple[int, int], after: tuple[int, int]) -> str:
    """The change of a ratio in percentage points, from exact counts (numerator, denominator): "+3,2 điểm %"."""
    unit = "điểm %" if _vietnamese() else "pp"
    if before[1] == 0 or after[1] == 0:
        return NOTHING
    change = Fraction(after[0] * 100, after[1]) - Fraction(before[0] * 100, before[1])
    if change == 0:
        return f"0 {unit}"
    tenths = _rounded(abs(change) * 10)
    sign = "+" if change > 0 else MINUS
    size = _tenths(tenths) if tenths else "<" + _decimal(Fraction(1, 10))
    return f"{sign}{size} {unit}"


def format_percent_target(percent: Decimal) -> str:
    """A target as the plan writes it: 70%, 70,5%."""
    text = format(percent.normalize(), "f")
    return (text.replace(".", ",") if _vietnamese() else text) + "%"


def format_date(day: date) -> str:
    """30/6/2024, 05/7/2024, 01/02/2024: days below 10 and the months 1 and 2 take a zero (Nghị định 30/2020)."""
    if not _vietnamese():
        return day.isoformat()
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def format_moment(moment: datetime) -> str:
    """14 giờ 30 ngày 30/6/2024."""
    if not _vietnamese():
        return f"{moment:%Y-%m-%d %H:%M}"
    return f"{moment.hour} giờ {moment.minute:02d} ngày {format_date(moment.date())}"


def format_month(day: date) -> str:
    """T6/2024, for an axis."""
    return f"T{day.month}/{day.year}" if _vietnamese() else f"{day:%Y-%m}"


def _rounded(value: Fraction) -> int:
    """Half up, for values that are not negative."""
    return int(value + Fraction(1, 2))


def _tenths(tenths: int) -> str:
    mark = "," if _vietnamese() else "."
    return f"{tenths // 10}{mark}{tenths % 10}"


def _decimal(value: Fraction) -> str:
    return _tenths(int(value * 10))
