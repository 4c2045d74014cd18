"""The progress page's blocks: the facts beside the chart, the table of indicators, the villages, the method."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import escape

from kpi.answers.progress import Course, Progress
from kpi.config.models import Config
from kpi.forecast.outlook import FASTER, PUSH, SCATTERS, SLOWER
from kpi.forecast.pace import ALIKE_PERCENT, APART_DAYS, FEWEST_LISTS, TAIL, WINDOW_DAYS, YEAR_DAYS
from kpi.forecast.schedule import Aim
from kpi.i18n.formats import NOTHING, format_count, format_date, format_goal, format_ratio
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.judgement.verdicts import shortfall
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.charts import village_name
from kpi.ui.parts.panels import calm, facts
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.parts.words import amount, change_in_words, counts_in_words
from kpi.ui.progress.words import (
    headline,
    lead_in_words,
    level_in_words,
    needed_in_words,
    pace_in_words,
    prospect_badge,
    range_in_words,
    ratios_in_words,
    reach_in_words,
)


def outlook_block(course: Course, before: Assessment, answer: Progress, config: Config) -> str:
    """The prospect in one sentence, and the figures that it rests on."""
    unit = config.indicator(course.now.id).spoken_counted_in
    badge = prospect_badge(course)
    said = escape(headline(course, answer.year_end, unit))
    rows = [*_level_rows(course, before, unit), *_task_rows(course, unit), *_ahead_rows(course, answer, unit)]
    shape = "kpi-prospect" if course.outlook else "kpi-calm"
    return f'<p class="{shape}">{verdict(badge)} {said}</p>{facts(rows)}'


def _level_rows(course: Course, before: Assessment, unit: str) -> list[tuple[str, str]]:
    now = course.now
    rows = [(_("At present"), level_in_words(now, unit))]
    change = change_in_words(before, now, unit)
    if change:
        rows.append((_("Compared with {date}", date=format_date(before.as_of)), change))
    if now.waiting:
        rows.append((_("If all that waits is confirmed"), _if_confirmed(course, unit)))
    return rows


def _if_confirmed(course: Course, unit: str) -> str:
    """The ratio with what waits, and what would be missing then."""
    now, task = course.now, course.task
    count, whole = (now.numerator or 0) + (now.waiting or 0), now.denominator or 0
    ratio = format_ratio(count, whole, task.aim.goal if task else now.target)
    if task is None:
        return ratio
    missing = amount(shortfall(count, whole, task.aim.goal), unit)
    return _("{level}, missing {count}", level=ratio, count=missing)


def _task_rows(course: Course, unit: str) -> list[tuple[str, str]]:
    task = course.task
    if task is None:
        return []
    target = f"{format_goal(task.aim.goal)} ({amount(task.needed, unit)})"
    due = _("no list by {date}", date=format_date(task.aim.start)) if task.due is None else amount(task.due, unit)
    return [
        (
            _("Target on {date}", date=format_date(task.aim.end)),
            _("{level}, missing {count}", level=target, count=amount(task.missing, unit)),
        ),
        (_("Should be there on {date}", date=format_date(course.now.as_of)), due),
        (_("Ahead (+) or behind (−)"), lead_in_words(course, unit)),
        (_("Pace needed"), needed_in_words(task.missing, task.days_left, unit)),
    ]


def _ahead_rows(course: Course, answer: Progress, unit: str) -> list[tuple[str, str]]:
    if course.outlook is None:
        return []
    soon = range_in_words(course.outlook.on(answer.cutoff), course.outlook.denominator, unit)
    rows = [
        (_("Pace of the last three months"), pace_in_words(course, unit)),
        (_("Expected at the cut-off {date}", date=format_date(answer.cutoff)), soon),
    ]
    if course.task:
        rows.append((_("Target reached"), reach_in_words(course)))
    return rows


def indicator_table(answer: Progress, config: Config) -> str:
    """The stock indicators side by side."""
    columns = [
        HtmlColumn(_("Indicator")),
        HtmlColumn(_("Prospect"), html=True),
        HtmlColumn(_("At present"), numeric=True),
        HtmlColumn(_("Target set"), numeric=True),
        HtmlColumn(_("Should be there"), numeric=True),
        HtmlColumn(_("Ahead (+) or behind (−)"), numeric=True),
        HtmlColumn(_("Pace of three months"), numeric=True),
        HtmlColumn(_("Pace needed"), numeric=True),
        HtmlColumn(_("Expected on {date}", date=format_date(answer.year_end)), numeric=True),
    ]
    rows = [
        _indicator_row(answer.of(name), answer, config)
        for name in config.plan.order
        if not config.indicator(name).is_flow
    ]
    return table(columns, rows, alt=_("Progress of the indicators"))


def _indicator_row(course: Course, answer: Progress, config: Config) -> list[str]:
    indicator, task, ahead = config.indicator(course.now.id), course.task, course.outlook
    unit = indicator.spoken_counted_in
    cells = [
        level_in_words(course.now, unit),
        format_goal(task.aim.goal) if task else NOTHING,
        NOTHING if task is None or task.due is None else amount(task.due, unit),
        lead_in_words(course, unit),
        pace_in_words(course, unit),
        needed_in_words(task.missing, task.days_left, unit) if task else NOTHING,
        ratios_in_words(ahead.on(answer.year_end), ahead.denominator) if ahead else NOTHING,
    ]
    badge = verdict(prospect_badge(course))
    return [indicator.spoken_title, badge, *(_broken_before_brackets(cell) for cell in cells)]


def _broken_before_brackets(text: str) -> str:
    """A line may end before a bracket and nowhere else in what has one."""
    before, bracket, inside = text.partition(" (")
    return f"{_kept(before)}{bracket}{_kept(inside)}" if bracket else text


def _kept(text: str) -> str:
    return text.replace(" ", "\u00a0")


def village_block(course: Course, unit: str) -> str:
    """Each village's own missing entities, and why they do not add up to the commune's."""
    of_unit = course.task.aim if course.task else None
    own = any(gap.aim != of_unit for gap in course.gaps)
    columns = [
        HtmlColumn(_("Village")),
        HtmlColumn(_("Taking part"), numeric=True),
        HtmlColumn(_("Ratio"), numeric=True),
        *([HtmlColumn(_("Target set"), numeric=True)] if own else []),
        HtmlColumn(_("Missing"), numeric=True),
        HtmlColumn(_("Share of what the villages miss"), numeric=True),
        HtmlColumn(_("Pace needed"), numeric=True),
    ]
    together = sum(gap.missing for gap in course.gaps)

    def row(name: str, counted: Assessment | VillageAssessment, aim: Aim | None, share: str) -> list[str]:
        goal = [_goal_in_words(aim, of_unit)] if own else []
        return _missing_row(name, counted, aim, share, goal, unit, course.now.as_of)

    rows = [
        row(village_name(gap.village), gap.village, gap.aim, format_ratio(gap.missing, together)) for gap in course.gaps
    ]
    whole = row(_("Whole commune"), course.now, of_unit, NOTHING)
    return table(columns, rows, whole, alt=_("What each village misses")) + calm(_sums(course, together, unit))


def _goal_in_words(aim: Aim | None, of_unit: Aim | None) -> str:
    """A target, with its last day where that is not the commune's."""
    if aim is None:
        return NOTHING
    goal = format_goal(aim.goal)
    if of_unit is not None and aim.end == of_unit.end:
        return goal
    return _("{goal}, by {date}", goal=goal, date=format_date(aim.end))


def _missing_row(
    name: str,
    counted: Assessment | VillageAssessment,
    aim: Aim | None,
    share: str,
    goal: list[str],
    unit: str,
    day: date,
) -> list[str]:
    numerator, denominator = counted.numerator or 0, counted.denominator or 0
    cells = [
        name,
        counts_in_words(numerator, denominator, unit),
        format_ratio(numerator, denominator, aim.goal if aim else None),
        *goal,
    ]
    if aim is None:
        return [*cells, NOTHING, share, NOTHING]
    missing = shortfall(numerator, denominator, aim.goal)
    return [*cells, amount(missing, unit), share, needed_in_words(missing, max(0, (aim.end - day).days), unit)]


def _sums(course: Course, of_villages: int, unit: str) -> str:
    if course.task is None:
        return _(
            "The villages with a target of their own miss {villages} together; for the commune no target is set.",
            villages=amount(of_villages, unit),
        )
    commune = course.task.missing
    both = {"villages": amount(of_villages, unit), "commune": amount(commune, unit)}
    if of_villages == commune:
        return _("The villages miss {villages} together, the commune {commune}.", **both)
    if any(gap.aim.goal != course.task.aim.goal for gap in course.gaps):
        return _(
            "The villages miss {villages} together, the commune {commune}: villages have targets of their own.", **both
        )
    if all(gap.missing for gap in course.gaps):
        return _(
            "The villages miss {villages} together, the commune {commune}: each village's number is rounded up to whole ones.",
            **both,
        )
    return _(
        "The villages miss {villages} together, the commune {commune}: in the commune's figure villages above the target make up "
        "for others.",
        **both,
    )


def method(answer: Progress) -> str:
    """How the forecast is made, from the very numbers that it is made with."""
    said = _numbers(answer)
    sentences = [
        _(
            "Only days that lists describe are used, and the register as it is on {date}; what waits for a confirmation is not "
            "counted.",
            **said,
        ),
        _(
            "A list is compared if by then every village that has lists had one (a village without any is not waited for), of "
            "households no village lacked its register, and the total differs from today's by {alike} at most; it takes {fewest} "
            "such lists within {window} days.",
            **said,
        ),
        _(
            "A count that strays from the lists before and after it is put back in line, so that one bad list does not make a "
            "pace.",
            **said,
        ),
        _(
            "The pace is told between every two lists of the last {window} days that lie at least {apart} days apart, longer "
            "spans weighing more; the slowest and the fastest {tail} are left out.",
            **said,
        ),
        _(
            "What is expected goes by the mean of the middle pace and the pace of the last {year} days, and slows down as fewer "
            "are left to be won.",
            **said,
        ),
        _(
            "The range goes from the slowest to the fastest of these paces, which may slow down by {slower} and speed up by {faster} "
            "of the middle one in {window} days (and by the root of time later on; growth may stop, a loss is taken as it was seen), "
            "and on both sides by {scatters} times what a list usually strays; a push may win {push} of those who are missing.",
            **said,
        ),
        _("How often the range held on simulated years, by kind of growth, stands on the page “How it is counted”."),
    ]
    return calm(" ".join(sentences))


def _numbers(answer: Progress) -> dict[str, str]:
    return {
        "window": format_count(WINDOW_DAYS),
        "fewest": format_count(FEWEST_LISTS),
        "apart": format_count(APART_DAYS),
        "tail": format_ratio(round(TAIL * 100), 100),
        "year": format_count(YEAR_DAYS),
        "alike": format_ratio(ALIKE_PERCENT, 100),
        "slower": format_ratio(round(SLOWER * 100), 100),
        "faster": format_ratio(round(FASTER * 100), 100),
        "push": format_ratio(round(PUSH * 100), 100),
        "scatters": format_goal(Decimal(str(SCATTERS))).removesuffix("%"),
        "date": format_date(answer.as_of),
    }
