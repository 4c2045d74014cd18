"""An indicator's card as one HTML block: name, ratio, course, counts, bar with the target, verdict, what is missing, change."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kpi.config.models import Config, PlanIndicator
from kpi.domain.goals import percent_of
from kpi.i18n.formats import format_date, format_ratio
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment
from kpi.judgement.verdicts import Verdict
from kpi.ui.parts import words
from kpi.ui.parts.look import length


def cards(assessments: Iterable[tuple[Assessment, Assessment]], config: Config) -> str:
    """A row of cards; each from the answer on the day and the answer on the compare date."""
    drawn = [card(now, before, config) for now, before in assessments]
    return f'<div class="kpi-cards{" single" if len(drawn) == 1 else ""}">{"".join(drawn)}</div>'


def card(now: Assessment, before: Assessment, config: Config, *, course: str = "", doubt: str = "") -> str:
    """One indicator. Lines that say nothing are left out; nothing is ever cut.

    ``course``: the picture of its year; ``doubt``: what speaks against the figure, in words.
    """
    indicator = config.indicator(now.id)
    badge = words.badge_of(now)
    lines = [f'<h2 class="kpi-name">{escape(indicator.spoken_title)}</h2>']
    if now.numerator is None or now.denominator is None or not now.denominator:
        lines.append('<p class="kpi-ratio kpi-empty">—</p>')
    else:
        ratio = format_ratio(now.numerator, now.denominator, now.target)
        counts = words.counted_in_words(now, indicator.spoken_counted_in)
        lines.append(f'<div class="kpi-figure"><p class="kpi-ratio">{escape(ratio)}</p>{course}</div>')
        lines.append(f'<p class="kpi-counts">{escape(counts)}</p>')
    lines += [bar(now, badge.tone), _verdict(now, badge)]
    lines += [f'<p class="kpi-line">{escape(text)}</p>' for text in _facts(now, config, indicator.spoken_counted_in)]
    quiet = (words.basis_in_words(now, before.as_of), _change(now, before, indicator.spoken_counted_in))
    lines += [f'<p class="kpi-quiet">{escape(text)}</p>' for text in quiet if text]
    span = words.range_in_words(now, indicator.spoken_counted_in)
    if span:
        lines.append(f'<p class="kpi-quiet kpi-range"><i class="kpi-swatch" aria-hidden="true"></i>{escape(span)}</p>')
    if doubt:
        lines.append(f'<p class="kpi-quiet kpi-doubt"><span aria-hidden="true">⚠</span> {escape(doubt)}</p>')
    lines.append(_help(indicator))
    return f'<article class="kpi-card tone-{badge.tone}" data-indicator="{now.id}">{"".join(lines)}</article>'


def _help(indicator: PlanIndicator) -> str:
    """The rule behind the figure, opened by a click or a key; the page on method has all of it."""
    parts = [
        (_("Counted (numerator)"), indicator.numerator),
        (_("Out of (denominator)"), indicator.denominator),
        (_("Plan"), indicator.clause),
    ]
    rule = "".join(f"<p><strong>{escape(name)}:</strong> {escape(text)}</p>" for name, text in parts)
    label = escape(_("How {indicator} is counted", indicator=indicator.spoken_title))
    return f'<details class="kpi-help"><summary aria-label="{label}">?</summary><div>{rule}</div></details>'


def bar(assessment: Assessment, tone: str) -> str:
    """How far, with the target as a tick; the numbers beside it say the same, so readers of the screen skip it."""
    reached = length(assessment.numerator or 0, assessment.denominator or 0)
    possible = length((assessment.numerator or 0) + (assessment.waiting or 0), assessment.denominator or 0)
    tick = ""
    if (percent := percent_of(assessment.target)) is not None:
        tick = f'<i class="kpi-tick" style="left:{float(percent):.2f}%"></i>'
    return (
        '<div class="kpi-bar" aria-hidden="true">'
        f'<i class="kpi-possible" style="width:{possible:.2f}%"></i>'
        f'<i class="kpi-reached tone-{tone}" style="width:{reached:.2f}%"></i>{tick}</div>'
    )


def _verdict(assessment: Assessment, badge: words.Badge) -> str:
    target = ""
    if assessment.target is not None:
        target = f'<span class="kpi-target">{escape(words.target_in_words(assessment.target))}</span>'
    return f'<p class="kpi-verdict">{verdict(badge)}{target}</p>'


def verdict(badge: words.Badge) -> str:
    """The badge alone, for cards and tables."""
    return (
        f'<span class="kpi-badge tone-{badge.tone}"><span aria-hidden="true">{badge.icon}</span> '
        f"{escape(badge.word)}</span>"
    )


def _facts(assessment: Assessment, config: Config, unit: str) -> list[str]:
    if assessment.numerator is None or assessment.verdict is Verdict.NO_DATA:
        return [words.why_in_words(assessment)]
    sustained = words.sustained_in_words(assessment, config, unit)
    missing = words.missing_in_words(assessment, unit)
    return [text for text in (sustained or missing, words.open_in_words(assessment, unit)) if text]


def _change(now: Assessment, before: Assessment, unit: str) -> str | None:
    change = words.change_in_words(before, now, unit)
    return change and _("{change} since {date}", change=change, date=format_date(before.as_of))
