"""The chart of how an indicator has gone, where it should be, and where it is heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

import plotly.graph_objects as go

from kpi.config.models import Config
from kpi.forecast.outlook import Outlook, Range
from kpi.forecast.schedule import Task
from kpi.formats import format_date, format_month, format_ratio
from kpi.judgement.assessment import FLOWS, Assessment
from kpi.language import _
from kpi.progress import Course
from kpi.ui import progress_words, words
from kpi.ui.charts import FONT_SIZE, Chart, house_style, months_to_mark, path_line, target_steps
from kpi.ui.look import Palette, length


def outlook_chart(course: Course, year_end: date, config: Config, colours: Palette) -> Chart:
    """The path with a marker a list, the stepped target, the line that arrives in time, and the range to the year's end."""
    unit, now = config.indicator(course.now.id).unit, course.now
    figure = go.Figure()
    fan = course.outlook.fan(year_end) if course.outlook else []
    if course.outlook and fan:
        _fan(figure, course.outlook, fan, unit, colours)
    if course.task and course.task.begin is not None and now.denominator:
        _due_line(figure, course.task, course.task.begin, now.denominator, colours)
    start = min([row.as_of for row in course.path] or [date(now.as_of.year, 1, 1)])
    end = date(now.as_of.year, 12, 31) if now.id in FLOWS else year_end
    levels = target_steps(figure, now.id, config, start, end, colours)
    figure.data[-1].update(name=_("Target"), showlegend=True)
    heights = _path(figure, course.path, unit, colours, colours.of(words.badge_of(now).tone))
    house_style(figure, colours)
    _today(figure, now.as_of, now.as_of < start + (end - start) / 2, colours)
    lows = [length(there.low, course.outlook.denominator) for _day, there in fan] if course.outlook else []
    _axes(figure, start, end, min([*heights, *levels, *lows, 90.0]), unit)
    return Chart(figure, _alt(course, year_end, unit))


def _path(figure: go.Figure, path: Iterable[Assessment], unit: str, colours: Palette, tone: str) -> list[float]:
    """What lists say; a flow's line begins anew each year, and only its newest marker is large."""
    parts = [list(rows) for _year, rows in groupby(path, key=progress_words.line_of)]
    heights: list[float] = []
    for part in parts:
        newest = part is parts[-1]
        heights += path_line(figure, part, unit, colours, tone if newest else colours.line)[0]
        figure.data[-1].update(name=_("Result"), showlegend=newest)
    return heights


def _fan(figure: go.Figure, outlook: Outlook, fan: Sequence[tuple[date, Range]], unit: str, colours: Palette) -> None:
    """The range as a filled band, and what is expected as a line in it."""
    days, whole = [day for day, _there in fan], outlook.denominator
    lows, highs = ([length(getattr(there, end), whole) for _day, there in fan] for end in ("low", "high"))
    figure.add_scatter(
        x=[*days, *reversed(days)], y=[*highs, *reversed(lows)], fill="toself", mode="lines", line={"width": 0},
        fillcolor=colours.line, opacity=0.2, hoverinfo="skip", name=_("Range expected"),
    )  # fmt: skip
    figure.add_scatter(
        x=days, y=[length(there.expected, whole) for _day, there in fan], mode="lines", showlegend=False,
        line={"color": colours.line, "width": 1.5},
        customdata=[
            [format_date(day), format_ratio(there.expected, whole), progress_words.range_in_words(there, whole, unit)]
            for day, there in fan
        ],
        hovertemplate="<b>%{customdata[0]}</b><br>"
        + _("expected {ratio}", ratio="%{customdata[1]}") + "<br>%{customdata[2]}<extra></extra>",
    )  # fmt: skip


def _due_line(figure: go.Figure, task: Task, begin: int, denominator: int, colours: Palette) -> None:
    """From the count at the beginning of the target's span to the target on its last day."""
    if begin >= task.needed:
        return
    figure.add_scatter(
        x=[task.aim.start, task.aim.end], y=[length(begin, denominator), length(task.needed, denominator)], mode="lines",
        line={"color": colours.near, "width": 1.75, "dash": "dash"}, hoverinfo="skip", name=_("To arrive in time"),
    )  # fmt: skip


def _today(figure: go.Figure, day: date, early: bool, colours: Palette) -> None:
    """The day looked at, its words on the side where there is room."""
    figure.add_shape(
        type="line", x0=day, x1=day, y0=0, y1=1, yref="paper", line={"color": colours.quiet, "width": 1}, layer="below"
    )
    figure.add_annotation(
        x=day, y=0, yref="paper", yanchor="bottom", showarrow=False,
        xanchor="left" if early else "right", xshift=3 if early else -3,
        text=_("as of {date}", date=format_date(day)), font={"color": colours.quiet, "size": FONT_SIZE - 1},
    )  # fmt: skip


def _axes(figure: go.Figure, start: date, end: date, lowest: float, unit: str) -> None:
    room = timedelta(days=max(2, (end - start).days // 50))
    ticks = months_to_mark(start, end)
    figure.update_layout(
        margin={"l": 4, "r": 14, "t": 26, "b": 4},
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.0,
            "yanchor": "bottom",
            "traceorder": "reversed",
            "itemclick": False,
        },
    )
    figure.update_xaxes(
        range=[start - room, end + room], showgrid=False, tickangle=0,
        tickvals=ticks, ticktext=[format_month(day) for day in ticks],
    )  # fmt: skip
    bottom = max(0, 10 * int(lowest / 10) - 10)
    figure.update_yaxes(
        range=[max(0, bottom - 2), 103], dtick=20 if bottom < 50 else 10, ticksuffix="%",
        title={"text": _("% of {unit}", unit=unit), "standoff": 6},
    )  # fmt: skip


def _alt(course: Course, year_end: date, unit: str) -> str:
    """What the chart shows, for who cannot see it."""
    now = course.now
    parts = [_("Line of the ratio on each day that lists describe, with the target of each year.")]
    if now.numerator is not None and now.denominator:
        parts.append(
            _(
                "On {date}: {ratio}, {counts}.", date=format_date(now.as_of),
                ratio=format_ratio(now.numerator, now.denominator, now.target),
                counts=words.counts_in_words(now.numerator, now.denominator, unit),
            )
        )  # fmt: skip
    if course.task and course.task.due is not None and now.denominator:
        due = words.counts_in_words(course.task.due, now.denominator, unit)
        parts.append(_("To arrive in time, it should be {counts}.", counts=due))
    if course.outlook:
        there = progress_words.range_in_words(course.outlook.on(year_end), course.outlook.denominator, unit)
        parts.append(_("Expected on {date}: {range}.", date=format_date(year_end), range=there))
    return " ".join(parts)
