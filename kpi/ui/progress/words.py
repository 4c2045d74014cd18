"""Paces, ranges and prospects in words."""

from __future__ import annotations

from datetime import date

from kpi.answers.progress import Course
from kpi.forecast.outlook import Prospect, Range
from kpi.forecast.pace import APART_DAYS, FEWEST_LISTS, WINDOW_DAYS
from kpi.forecast.schedule import needed_pace
from kpi.i18n.formats import NOTHING, format_change, format_count, format_date, format_points, format_ratio
from kpi.i18n.messages import N_, _
from kpi.judgement.assessment import Assessment
from kpi.ui.parts import words
from kpi.ui.parts.look import Tone

# A pace below this many a week is given by the quarter: whole numbers a week would all be 0.
SLOW = 2
QUARTER_WEEKS = 13

PROSPECTS: dict[Prospect, tuple[str, str, Tone]] = {
    Prospect.EXPECTED: (N_("Expected to be met"), "✔", "good"),
    Prospect.POSSIBLE: (N_("May be met"), "▲", "near"),
    Prospect.AT_RISK: (N_("At risk of not being met"), "✖", "bad"),
    Prospect.NO_TARGET: (N_("No target set"), "○", "none"),
    Prospect.UNKNOWN: (N_("Not enough data yet"), "○", "none"),
}


def prospect_badge(course: Course) -> words.Badge:
    """Whether the target will be met; on its last day, whether it is; of a flow, that nobody can say."""
    if course.unforeseen == "flow":
        return words.Badge(_("No forecast"), "○", "none")
    if course.task and not course.task.days_left:
        return words.badge_of(course.now)
    word, icon, tone = PROSPECTS[course.prospect]
    return words.Badge(_(word), icon, tone)


def line_of(row: Assessment) -> int:
    """Which line of the chart a day belongs to: a flow counts anew each year, a stock goes on."""
    return row.as_of.year if row.is_flow else 0


def why_unforeseen(course: Course) -> str:
    """Why there is no forecast, and what it takes."""
    if course.unforeseen == "flow":
        return _(
            "Reports are counted anew from 1 January of each year and depend on what citizens send, so that there is no pace to "
            "go on. A report that was late once stays late for the whole year."
        )
    if course.unforeseen == "no_data":
        return words.why_in_words(course.now)
    numbers = {
        "days": format_count(WINDOW_DAYS),
        "count": format_count(course.usable),
        "needed": format_count(FEWEST_LISTS),
        "apart": format_count(APART_DAYS),
    }
    if course.unforeseen == "too_few":
        return _(
            "Of the last {days} days there are only {count} lists that can be compared (from the day on which the last of the "
            "villages that have lists got its first, on a register of about today's size). It takes {needed}: load newer lists.",
            **numbers,
        )
    return _(
        "The lists of the last {days} days lie less than {apart} days apart, which is too close to tell a pace. It takes a later "
        "list.",
        **numbers,
    )


def level_in_words(now: Assessment, unit: str) -> str:
    """A ratio beside its counts: "81,4% (1.165/1.431 hộ)"."""
    if now.numerator is None or not now.denominator:
        return NOTHING
    counts = words.counted_in_words(now, unit)
    return f"{format_ratio(now.numerator, now.denominator, now.target)} ({counts})"


def range_in_words(there: Range, denominator: int, unit: str) -> str:
    """From the low to the high end: "84,0% – 92,7% (1.202 – 1.326 hộ)"; one figure where they are the same."""
    low, high = (format_ratio(count, denominator) for count in (there.low, there.high))
    if there.low == there.high:
        return f"{low} ({words.counts_in_words(there.low, denominator, unit)})"
    return f"{low} – {high} ({format_count(there.low)} – {words.amount(there.high, unit)})"


def ratios_in_words(there: Range, denominator: int) -> str:
    """The same, without counts."""
    low, high = (format_ratio(count, denominator) for count in (there.low, there.high))
    return low if there.low == there.high else f"{low} – {high}"


def pace_in_words(course: Course, unit: str) -> str:
    """From the slow to the fast end, in whole entities a week, or a quarter where there are few."""
    if course.outlook is None:
        return NOTHING
    seen = course.outlook.pace
    few = max(abs(seen.slow), abs(seen.fast)) < SLOW
    slow, fast = (format_count(round(end * (QUARTER_WEEKS if few else 1))) for end in (seen.slow, seen.fast))
    weeks = format_count(QUARTER_WEEKS)
    if slow == fast:
        if few:
            return _("{count} {unit} in {weeks} weeks", count=slow, unit=unit, weeks=weeks)
        return _("{count} {unit} a week", count=slow, unit=unit)
    if few:
        return _("{slow} to {fast} {unit} in {weeks} weeks", slow=slow, fast=fast, unit=unit, weeks=weeks)
    return _("{slow} to {fast} {unit} a week", slow=slow, fast=fast, unit=unit)


def needed_in_words(missing: int, days_left: int, unit: str) -> str:
    """The pace that meets the target by its last day; below one a week, how many in how many weeks."""
    if not missing:
        return _("Nothing is missing")
    a_week = needed_pace(missing, days_left)
    if a_week is None:
        return _("The last day has come")
    if missing * 7 < days_left:
        weeks = format_count(days_left // 7)
        return _("{count} {unit} in {weeks} weeks", count=format_count(missing), unit=unit, weeks=weeks)
    return _("{count} {unit} a week", count=format_count(a_week), unit=unit)


def lead_in_words(course: Course, unit: str) -> str:
    """How far ahead of or behind the line that arrives in time, in entities and in points."""
    task, now = course.task, course.now
    if task is None or task.due is None or now.numerator is None or not now.denominator:
        return NOTHING
    points = format_points((task.due, now.denominator), (now.numerator, now.denominator))
    lead = _("{count} {unit}", count=format_change(task.due, now.numerator), unit=unit)
    return f"{lead} ({points})"


def reach_in_words(course: Course) -> str:
    """When the target would be reached: a range of days, or that this pace does not get there."""
    if course.task is None or course.outlook is None:
        return NOTHING
    if not course.task.missing:
        return _("Reached already")
    days = course.reach
    if days is None or days.earliest is None:
        return _("Not at this pace")
    dates = {
        "earliest": format_date(days.earliest),
        "expected": format_date(days.expected) if days.expected else NOTHING,
        "latest": format_date(days.latest) if days.latest else NOTHING,
    }
    if days.latest is not None:
        return _("{earliest} – {latest}, expected {expected}", **dates)
    if days.expected is not None:
        return _("{earliest} at the earliest, expected {expected}, perhaps not at all", **dates)
    return _("{earliest} at the earliest, perhaps not at all", **dates)


def headline(course: Course, year_end: date, unit: str) -> str:
    """The forecast in one sentence."""
    if course.outlook is None:
        return why_unforeseen(course)
    there, whole, day = course.outlook.on(year_end), course.outlook.denominator, format_date(year_end)
    said = range_in_words(there, whole, unit)
    if there.low == there.high:
        ahead = _("If today's pace holds, on {date}: {range}", date=day, range=said)
    else:
        ratio = format_ratio(there.expected, whole)
        ahead = _("If today's pace holds, on {date}: {ratio}, between {range}", date=day, ratio=ratio, range=said)
    if course.task is None or course.task.days_left:
        return ahead
    missing = words.amount(course.task.missing, unit)
    return _("Today is the target's last day, {missing} are missing. {ahead}", missing=missing, ahead=ahead)
