"""How numbers and dates are written, on the screen, in Word and in Excel: one place, by the language spoken.

Ratios and their changes are worked out in whole numbers, so that no rounding of the machine can touch a verdict.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from kpi.domain.forgotten import is_forgotten
from kpi.domain.goals import Goal, Quota
from kpi.i18n.messages import spoken

NOTHING = "—"
MINUS = "\u2212"


def format_count(number: int) -> str:
    """1.050 in Vietnamese, 1,050 in English."""
    text = f"{number:,}".replace("-", MINUS)
    return text.replace(",", ".") if _vietnamese() else text


def format_change(before: int, after: int) -> str:
    """A difference of counts with its sign: +3, −2, 0."""
    sign = "+" if after > before else ""
    return sign + format_count(after - before)


def format_ratio(numerator: int, denominator: int, target: Goal | None = None) -> str:
    """A ratio as a percentage with one decimal, rounded half up; an exact whole percentage without: 70,9%, 70%.

    It never shows more than the counts say: below the target (a percentage, 0–100) it does not print the target, below
    all it does not print 100 %, and what is not nothing does not print 0 %. Of nothing there is no ratio: "—".
    """
    if denominator == 0:
        return NOTHING
    whole, rest = divmod(numerator * 100, denominator)
    if rest == 0:
        return f"{whole}%"
    tenths = _half_up(numerator * 1000, denominator)
    if _passes(tenths, 100, 1, numerator, denominator):
        tenths = numerator * 1000 // denominator
    elif isinstance(target, Decimal):
        limit, parts = target.as_integer_ratio()
        if _passes(tenths, limit, parts, numerator, denominator):
            tenths = numerator * 1000 // denominator
    return (_tenths(tenths) if tenths else "<" + _tenths(1)) + "%"


def format_level(numerator: int | None, denominator: int | None, target: Goal | None) -> str:
    """Counts and their ratio: 974/1.431 (68,1%); "—" where there is none."""
    if numerator is None or not denominator:
        return NOTHING
    return f"{format_count(numerator)}/{format_count(denominator)} ({format_ratio(numerator, denominator, target)})"


def format_points(before: tuple[int, int], after: tuple[int, int]) -> str:
    """The change of a ratio in percentage points, from exact counts (numerator, denominator): "+3,2 điểm %".

    A fall is rounded as a rise is (half away from zero); a change too small to show is "+<0,1", never 0.
    """
    if before[1] == 0 or after[1] == 0:
        return NOTHING
    unit = "điểm %" if _vietnamese() else "pp"
    change = after[0] * before[1] - before[0] * after[1]
    if change == 0:
        return f"0 {unit}"
    tenths = _half_up(abs(change) * 1000, before[1] * after[1])
    sign = "+" if change > 0 else MINUS
    return f"{sign}{_tenths(tenths) if tenths else '<' + _tenths(1)} {unit}"


def format_goal(goal: Goal) -> str:
    """A target as the plan writes it: 70%, 70,5%; of a number the number: 1.250."""
    if isinstance(goal, Quota):
        return format_count(goal.count)
    text = format(goal.normalize(), "f")
    return (text.replace(".", ",") if _vietnamese() else text) + "%"


def format_date(day: date) -> str:
    """30/6/2024, 05/7/2024, 01/02/2024: days below 10 and the months 1 and 2 take a zero; English: 2024-06-30.

    So dates are written in official papers (Nghị định 30/2020).
    """
    if not _vietnamese():
        return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    return f"{format_day_and_month(day)}/{day.year}"


def format_day_and_month(day: date) -> str:
    """A day of a year that stands beside it, 30/6, 05/7, 01/02; English: 06-30."""
    if not _vietnamese():
        return f"{day.month:02d}-{day.day:02d}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}"


def format_year(year: int) -> str:
    """2025, in every language and never with a mark of thousands."""
    return str(year)


def format_moment(moment: datetime) -> str:
    """14 giờ 30 ngày 30/6/2024; English: 2024-06-30 14:30."""
    if not _vietnamese():
        return f"{format_date(moment)} {moment.hour:02d}:{moment.minute:02d}"
    return f"{moment.hour} giờ {moment.minute:02d} ngày {format_date(moment)}"


def format_moment_short(moment: datetime) -> str:
    """For a table's cell, 14:30 30/6/2024; English: 2024-06-30 14:30."""
    return f"{moment.hour:02d}:{moment.minute:02d} {format_date(moment)}" if _vietnamese() else format_moment(moment)


def format_month(day: date) -> str:
    """T6/2024, for an axis; English: 2024-06."""
    return f"T{day.month}/{day.year}" if _vietnamese() else f"{day.year:04d}-{day.month:02d}"


def mask_phone(phone: str | None) -> str:
    """A number that its owner knows again and nobody else can call: 09xx xxx 678; "—" where there is none, or none any more."""
    return f"{phone[:2]}xx xxx {phone[-3:]}" if phone and not is_forgotten(phone) else NOTHING


def _vietnamese() -> bool:
    return spoken() == "vi"


def _passes(tenths: int, limit: int, parts: int, numerator: int, denominator: int) -> bool:
    """Whether the figure would show the limit (``limit / parts`` percent) or more while the counts are below it."""
    return numerator * 100 * parts < limit * denominator and tenths * parts >= limit * 10


def _half_up(numerator: int, denominator: int) -> int:
    """The quotient of two numbers that are not negative, to the nearest whole number, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def _tenths(tenths: int) -> str:
    return f"{tenths // 10}{',' if _vietnamese() else '.'}{tenths % 10}"
