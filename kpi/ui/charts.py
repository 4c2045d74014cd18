"""Figures from answers. Functions here return figures and draw nothing; every length comes from counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from kpi.answers import RungCount, Status
from kpi.config.models import Config
from kpi.formats import format_count, format_date, format_month, format_percent_target, format_ratio
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.language import _
from kpi.ui import words
from kpi.ui.look import FONT_STACK, Palette, length

# No mode bar: nothing here needs zooming, and its words are English.
CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
FONT_SIZE = 13


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure and the sentence that says the same to who cannot see it."""

    figure: go.Figure
    alt: str


# Plotly checks every property of a figure anew; the same answer has the same picture.
@lru_cache(maxsize=64)
def villages_bars(assessment: Assessment, unit: str, colours: Palette) -> Chart:
    """One bar a village, the one that lacks most on top, with the counts inside and the target as a line."""
    shown = by_shortfall(assessment.villages)
    names = [_village_label(village, unit) for village in shown]
    texts = [_village_counts(village, assessment.target, unit) for village in shown]
    badges = [words.badge(row.verdict, row.numerator, row.denominator, assessment.target) for row in shown]
    figure = go.Figure(
        go.Bar(
            x=[length(village.numerator, village.denominator) for village in shown],
            y=names,
            orientation="h",
            marker={"color": [colours.of(badge.tone) for badge in badges], "line": {"width": 0}},
            text=texts,
            textposition="auto",
            insidetextanchor="start",
            textangle=0,
            constraintext="none",
            insidetextfont={"color": "#FFFFFF", "size": FONT_SIZE},
            outsidetextfont={"color": colours.ink, "size": FONT_SIZE},
            customdata=[
                [words.verdict_line(badge, _waiting(village, assessment))]
                for badge, village in zip(badges, shown, strict=True)
            ],
            hovertemplate="<b>%{y}</b><br>%{text}<br>%{customdata[0]}<extra></extra>",
            cliponaxis=False,
        )
    )
    if any(village.waiting for village in shown):
        _waiting_behind_the_bars(figure, names, shown, colours)
    house_style(figure, colours)
    figure.update_layout(bargap=0.28, margin={"l": 4, "r": 24, "t": 22, "b": 4}, barmode="overlay")
    figure.update_xaxes(
        range=[0, 101],
        dtick=20,
        ticksuffix="%",
        showgrid=True,
        title={"text": _("% of {unit}", unit=unit), "standoff": 4},
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, automargin=True, ticklabelstandoff=6)
    if assessment.target is not None and shown:
        _target_across(figure, assessment.target, colours)
    said = "; ".join(
        _("{village}: {counts}", village=village_name(village), counts=text)
        for village, text in zip(shown, texts, strict=True)
    )
    return Chart(figure, _("Bars, one a village, the one that lacks most first. {said}.", said=said))


def _waiting(village: VillageAssessment, assessment: Assessment) -> str:
    return words.waiting_in_words(village.numerator, village.waiting, village.denominator, assessment.target)


def _waiting_behind_the_bars(
    figure: go.Figure, names: Sequence[str], shown: Sequence[VillageAssessment], colours: Palette
) -> None:
    """What would be added if all that waits were confirmed, in pale, where each bar ends."""
    figure.add_bar(
        x=[length(village.waiting, village.denominator) for village in shown],
        base=[length(village.numerator, village.denominator) for village in shown],
        y=names,
        orientation="h",
        marker={"color": colours.none, "opacity": 0.35, "line": {"width": 0}},
        hoverinfo="skip",
        showlegend=False,
    )


def trend(history: Sequence[Status], status: Status, indicator: str, config: Config, colours: Palette) -> Chart:
    """The ratio over time with the target as a line that steps where the plan steps."""
    unit = config.indicator(indicator).unit
    known = {row.as_of: row for row in (*(answer.of(indicator) for answer in history), status.of(indicator))}
    points = [row for _day, row in sorted(known.items()) if row.denominator]
    tone = colours.of(words.badge_of(status.of(indicator)).tone)
    figure = go.Figure()
    heights, texts, counts = path_line(figure, points, unit, colours, tone)
    start, end = trend_span(points, status, indicator, config)
    levels = target_steps(figure, indicator, config, start, end, colours)
    house_style(figure, colours)
    if points:
        figure.add_annotation(
            x=points[-1].as_of, y=heights[-1], text=f"<b>{texts[-1]}</b>", showarrow=False,
            xanchor="left", xshift=10, yanchor="middle", font={"color": tone, "size": FONT_SIZE + 2},
        )  # fmt: skip
    bottom = max(0, 10 * int(min([*heights, *levels, 90]) / 10) - 10)
    figure.update_layout(margin={"l": 4, "r": 14, "t": 8, "b": 4})
    room = timedelta(days=(end - start).days // 50)
    # To the right as much room as the last point's label needs.
    last_day = max(end + room, points[-1].as_of + 6 * room) if points else end
    figure.update_xaxes(range=[start - room, last_day], showgrid=False, tickangle=0)
    ticks = months_to_mark(start, end)
    figure.update_xaxes(tickvals=ticks, ticktext=[format_month(day) for day in ticks])
    figure.update_yaxes(
        range=[max(0, bottom - 2), 103],
        dtick=20,
        ticksuffix="%",
        title={"text": _("% of {unit}", unit=unit), "standoff": 6},
    )
    last = (
        _("On {date}: {ratio}, {counts}.", date=format_date(points[-1].as_of), ratio=texts[-1], counts=counts[-1])
        if points
        else ""
    )
    return Chart(figure, _("Line of the ratio over time with the target of each year. {last}", last=last))


def path_line(
    figure: go.Figure, points: Sequence[Assessment], unit: str, colours: Palette, last: str
) -> tuple[list[float], list[str], list[str]]:
    """Draws a line with a marker a day, the newest in the colour ``last``; gives heights, ratios and counts in words."""
    heights = [length(row.numerator or 0, row.denominator or 0) for row in points]
    texts = [format_ratio(row.numerator or 0, row.denominator or 0, row.target) for row in points]
    counts = [words.counts_in_words(row.numerator or 0, row.denominator or 0, unit) for row in points]
    figure.add_scatter(
        x=[row.as_of for row in points],
        y=heights,
        mode="lines+markers",
        cliponaxis=False,
        line={"color": colours.line, "width": 2.5},
        marker={
            "size": [6] * (len(points) - 1) + [10],
            "color": [colours.line] * (len(points) - 1) + [last],
            "opacity": 1,
        },
        customdata=[
            [format_date(row.as_of), text, count] for row, text, count in zip(points, texts, counts, strict=True)
        ],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]} · %{customdata[2]}<extra></extra>",
        showlegend=False,
    )
    return heights, texts, counts


def rungs(counts: Sequence[RungCount], unit: str, colours: Palette) -> Chart:
    """What the count rests on: one bar, cut by the strongest rung of each household."""
    shades = (colours.line, colours.none, colours.quiet)
    figure = go.Figure()
    for row, shade in zip(counts, shades, strict=False):
        word = words.rung_in_words(row.rung)
        text = _("{count} {unit}", count=format_count(row.entities), unit=unit)
        figure.add_bar(
            x=[row.entities],
            y=[word],
            orientation="h",
            marker={"color": shade},
            text=[text],
            textposition="auto",
            insidetextanchor="start",
            constraintext="none",
            insidetextfont={"color": "#FFFFFF", "size": FONT_SIZE},
            outsidetextfont={"color": colours.ink, "size": FONT_SIZE},
            hovertemplate="<b>%{y}</b><br>%{text}<extra></extra>",
            showlegend=False,
            cliponaxis=False,
        )
    house_style(figure, colours)
    figure.update_layout(bargap=0.3, margin={"l": 4, "r": 70, "t": 4, "b": 4})
    figure.update_xaxes(title={"text": unit, "standoff": 4}, rangemode="tozero", nticks=6)
    figure.update_yaxes(autorange="reversed", automargin=True, showgrid=False, ticklabelstandoff=6)
    said = "; ".join(
        _("{rung}: {count}", rung=words.rung_in_words(row.rung), count=format_count(row.entities)) for row in counts
    )
    return Chart(figure, _("What the count rests on. {said}.", said=said))


def by_shortfall(villages: Sequence[VillageAssessment]) -> list[VillageAssessment]:
    """The village that lacks most first; where nothing is missing, the lowest ratio first."""
    return sorted(villages, key=lambda row: (-(row.shortfall or 0), length(row.numerator, row.denominator)))


def village_name(village: VillageAssessment) -> str:
    return village.name or village.code or _("No village")


def _village_label(village: VillageAssessment, unit: str) -> str:
    name = village_name(village)
    if not village.shortfall:
        return name
    lacks = _("{count} {unit} short", count=format_count(village.shortfall), unit=unit)
    return f"<b>{name}</b><br>{lacks}"


def _village_counts(village: VillageAssessment, target: Decimal | None, unit: str) -> str:
    if not village.denominator:
        return _("No data yet")
    return _(
        "{ratio} · {counts}",
        ratio=format_ratio(village.numerator, village.denominator, target),
        counts=words.counts_in_words(village.numerator, village.denominator, unit),
    )


def _target_across(figure: go.Figure, target: Decimal, colours: Palette) -> None:
    level = float(target)
    figure.add_vline(x=level, line={"color": colours.ink, "width": 2})
    figure.add_annotation(
        x=level, y=1, yref="paper", yanchor="bottom", text=words.target_in_words(target), showarrow=False,
        xanchor="right" if level > 85 else "center", font={"size": FONT_SIZE - 1, "color": colours.ink},
    )  # fmt: skip


def trend_span(points: Sequence[Assessment], status: Status, indicator: str, config: Config) -> tuple[date, date]:
    """From the first figure to the end of the plan's last target, or of the year looked at."""
    start = min([point.as_of for point in points] or [date(status.as_of.year, 1, 1)])
    ends = [target.end for target in config.targets if target.indicator == indicator and target.end is not None]
    return start, max([*ends, status.as_of])


def months_to_mark(start: date, end: date) -> list[date]:
    """First days of quarters, or of half-years where the span is long."""
    months = (1, 4, 7, 10) if (end - start).days < 500 else (1, 7)
    days = (date(year, month, 1) for year in range(start.year, end.year + 1) for month in months)
    return [day for day in days if start <= day <= end]


def target_steps(
    figure: go.Figure, indicator: str, config: Config, start: date, end: date, colours: Palette
) -> list[float]:
    """Draws the target from step to step; gives its levels."""
    steps = sorted((row for row in config.targets if row.indicator == indicator), key=lambda row: row.start)
    drawn = [row for row in steps if row.start <= end and (row.end is None or row.end >= start)]
    days: list[date | None] = []
    levels: list[float | None] = []
    previous_end: date | None = None
    for step in drawn:
        first, last, level = max(step.start, start), min(step.end or end, end), float(step.percent)
        if previous_end is not None and (step.start - previous_end).days > 1:
            days.append(None)
            levels.append(None)
        days += [first, last]
        levels += [level, level]
        previous_end = step.end
        figure.add_annotation(
            x=first, y=level, xanchor="left", yanchor="bottom", showarrow=False,
            font={"color": colours.ink, "size": FONT_SIZE - 1},
            text=_("target {percent} ({year})", percent=format_percent_target(step.percent), year=first.year),
        )  # fmt: skip
    figure.add_scatter(
        x=days,
        y=levels,
        mode="lines",
        line={"color": colours.ink, "width": 2, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )
    return [level for level in levels if level is not None]


def house_style(figure: go.Figure, colours: Palette) -> None:
    """The fonts, colours and still axes of every chart."""
    figure.update_layout(
        separators=",.",
        font={"family": FONT_STACK, "size": FONT_SIZE, "color": colours.quiet},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"font": {"family": FONT_STACK, "size": FONT_SIZE}},
        showlegend=False,
        dragmode=False,
    )
    axis = {
        "fixedrange": True,
        "gridcolor": colours.grid,
        "zeroline": False,
        "tickfont": {"size": FONT_SIZE - 1, "color": colours.quiet},
        "title_font": {"size": FONT_SIZE - 1, "color": colours.quiet},
        "automargin": True,
    }
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
