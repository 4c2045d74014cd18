"""The chart of how an indicator has gone, where it should be, and where it is heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from kpi.answers.progress import Course
from kpi.config.models import Config, Target
from kpi.domain.goals import Goal
from kpi.forecast.outlook import Outlook, Range
from kpi.forecast.schedule import Task
from kpi.i18n.formats import format_date, format_ratio
from kpi.i18n.messages import N_, _
from kpi.judgement.assessment import Assessment
from kpi.store import DayNote
from kpi.ui.parts.figures import (
    FONT_SIZE,
    NOWHERE,
    Chart,
    ChartNumbers,
    Part,
    in_house_style,
    month_marks,
    path_columns,
    path_line,
    path_marks,
    percent_axis,
    target_column,
    target_steps,
)
from kpi.ui.parts.look import Palette, length
from kpi.ui.parts.notes import marks, note_in_words, noted_within, notes_in_words
from kpi.ui.parts.tables import ListColumn
from kpi.ui.parts.words import badge_of, counts_in_words
from kpi.ui.progress.words import line_of, range_in_words


def outlook_chart(
    course: Course, year_end: date, config: Config, colours: Palette, noted: Sequence[DayNote] = ()
) -> Chart:
    """The path with a marker a list, the stepped target, the line that arrives in time, the range to the year's end, and notes."""
    unit, now = config.indicator(course.now.id).spoken_counted_in, course.now
    fan = course.outlook.fan(year_end) if course.outlook else []
    traces = _fan(course.outlook, fan, unit, colours) if course.outlook and fan else []
    if course.task and course.task.begin is not None and now.denominator:
        traces += _due_line(course.task, course.task.begin, now.denominator, colours)
    start = min([row.as_of for row in course.path] or [date(now.as_of.year, 1, 1)])
    end = date(now.as_of.year, 12, 31) if now.is_flow else year_end
    steps, notes = target_steps(now.id, config, start, end, colours)
    parts = [list(rows) for _year, rows in groupby(course.path, key=line_of)]
    path = _path(parts, unit, colours, colours.of(badge_of(now).tone))
    heights = [level for trace in (steps, *path) for level in trace["y"]]
    lows = [length(there.low, course.outlook.denominator) for _day, there in fan] if course.outlook else []
    line, note = _today(now, now.as_of < start + (end - start) / 2, colours)
    spans, numbers = marks(noted, start, end, colours)
    layout = {
        "shapes": [*spans, line],
        "annotations": [*notes, note, *numbers],
        **_layout(start, end, [*heights, *lows], unit),
    }
    traces += [{**steps, "name": _("Target"), "showlegend": True}, *path]
    first = len(traces) - len(path)
    points = [mark for trace, part in enumerate(parts, first) for mark in path_marks(trace, part)]
    return Chart(
        in_house_style(traces, layout, colours),
        " ".join([_alt(course, year_end, unit), *map(note_in_words, noted)]),
        _numbers(course, fan, config, noted),
        tuple(points),
    )


@dataclass(frozen=True, slots=True)
class _DayRow:
    """What lists say of a day, or what is expected on it; the target of that day."""

    day: date
    target: Goal | None
    known: Assessment | None
    expected: Range | None


def _numbers(
    course: Course, fan: Sequence[tuple[date, Range]], config: Config, noted: Sequence[DayNote]
) -> ChartNumbers:
    """What lists say up to the day asked, what is expected after it, and what was noted, on the day on which it began, too."""
    now, outlook = course.now, course.outlook
    ahead = [(day, there) for day, there in fan if day > now.as_of]
    rows = [_DayRow(row.as_of, row.target, row, None) for row in course.path]
    rows += [_DayRow(day, _goal(config.target_on(now.id, day)), None, there) for day, there in ahead]

    there = {row.day for row in rows}
    begun = sorted({note.starts_on for note in noted} - there)
    rows = sorted([*rows, *(_DayRow(day, None, None, None) for day in begun)], key=lambda row: row.day)

    def columns() -> list[ListColumn[_DayRow]]:
        day: ListColumn[_DayRow] = ListColumn(_("Day"), lambda row: row.day)
        *counts, _target, verdict = (column.of(_known) for column in path_columns(course.path)[1:])
        expected = _expected_columns(outlook.denominator) if outlook and ahead else []
        told: ListColumn[_DayRow] = ListColumn(
            _("Notes"), lambda row: notes_in_words(noted_within(noted, row.day, row.day)) or None, long=True
        )
        return [day, *counts, target_column(), verdict, *expected, *([told] if noted else [])]

    return ChartNumbers(
        N_("Result, target and forecast"),
        course.now.as_of,
        columns,
        rows,
        lambda row: row.day if row.known else NOWHERE,
    )


def _goal(target: Target | None) -> Goal | None:
    return None if target is None else target.goal


def _known(row: _DayRow) -> Assessment | None:
    return row.known


def _expected_columns(whole: int) -> list[ListColumn[_DayRow]]:
    """The forecast in counts: the least, what is expected with its ratio, and the most."""

    def ratio(row: Range) -> str:
        return format_ratio(row.expected, whole)

    columns: list[ListColumn[Range]] = [
        ListColumn(_("Forecast, at least"), lambda row: row.low, numeric=True),
        ListColumn(_("Forecast"), lambda row: row.expected, numeric=True),
        ListColumn(_("Ratio of the forecast"), ratio, numeric=True, order=lambda row: length(row.expected, whole)),
        ListColumn(_("Forecast, at most"), lambda row: row.high, numeric=True),
    ]
    return [column.of(lambda row: row.expected) for column in columns]


def _path(parts: Sequence[Sequence[Assessment]], unit: str, colours: Palette, tone: str) -> list[Part]:
    """What lists say; a flow's line begins anew each year, and only its newest marker is large."""
    return [
        {
            **path_line(part, unit, colours, tone if part is parts[-1] else colours.line),
            "name": _("Result"), "showlegend": part is parts[-1],
        }
        for part in parts
    ]  # fmt: skip


def _fan(outlook: Outlook, fan: Sequence[tuple[date, Range]], unit: str, colours: Palette) -> list[Part]:
    """The range as a filled band, and what is expected as a line in it."""
    days, whole = [day for day, _there in fan], outlook.denominator
    lows, highs = ([length(getattr(there, end), whole) for _day, there in fan] for end in ("low", "high"))
    band = {
        "type": "scatter", "x": [*days, *reversed(days)], "y": [*highs, *reversed(lows)], "fill": "toself", "mode": "lines",
        "line": {"width": 0}, "fillcolor": colours.line, "opacity": 0.2, "hoverinfo": "skip", "name": _("Range expected"),
    }  # fmt: skip
    expected = {
        "type": "scatter", "x": days, "y": [length(there.expected, whole) for _day, there in fan], "mode": "lines",
        "showlegend": False, "line": {"color": colours.line, "width": 1.5},
        "customdata": [
            [format_date(day), format_ratio(there.expected, whole), range_in_words(there, whole, unit)]
            for day, there in fan
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>"
        + _("expected {ratio}", ratio="%{customdata[1]}") + "<br>%{customdata[2]}<extra></extra>",
    }  # fmt: skip
    return [band, expected]


def _due_line(task: Task, begin: int, denominator: int, colours: Palette) -> list[Part]:
    """From the count at the beginning of the target's span to the target on its last day."""
    if begin >= task.needed:
        return []
    ends = [length(begin, denominator), length(task.needed, denominator)]
    line = {"color": colours.near, "width": 1.75, "dash": "dash"}
    return [
        {
            "type": "scatter", "x": [task.aim.start, task.aim.end], "y": ends, "mode": "lines", "line": line,
            "hoverinfo": "skip", "name": _("To arrive in time"),
        }
    ]  # fmt: skip


def _today(now: Assessment, early: bool, colours: Palette) -> tuple[Part, Part]:
    """The day looked at as a line up to its value (further up are the target's words), and its words where there is room."""
    day = now.as_of
    top = length(now.numerator, now.denominator) if now.numerator is not None and now.denominator else 100
    place: Part = {"x0": day, "x1": day, "y0": 0, "y1": top}
    line = {"type": "line", **place, "line": {"color": colours.quiet, "width": 1}, "layer": "below"}
    note = {
        "x": day, "y": 0, "yref": "paper", "yanchor": "bottom", "showarrow": False,
        "xanchor": "left" if early else "right", "xshift": 3 if early else -3,
        "text": _("as of {date}", date=format_date(day)), "font": {"color": colours.quiet, "size": FONT_SIZE - 1},
    }  # fmt: skip
    return line, note


def _layout(start: date, end: date, heights: Sequence[float | None], unit: str) -> Part:
    room = timedelta(days=max(2, (end - start).days // 50))
    return {
        "margin": {"l": 4, "r": 14, "t": 26, "b": 4},
        "showlegend": True,
        "legend": {
            "orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "traceorder": "reversed", "itemclick": False,
        },
        "xaxis": {"range": [start - room, end + room], **month_marks(start, end)},
        "yaxis": percent_axis(heights, unit, fine=True),
    }  # fmt: skip


def _alt(course: Course, year_end: date, unit: str) -> str:
    """What the chart shows, for who cannot see it."""
    now = course.now
    parts = [_("Line of the ratio on each day that lists describe, with the target of each year.")]
    if now.numerator is not None and now.denominator:
        parts.append(
            _(
                "On {date}: {ratio}, {counts}.", date=format_date(now.as_of),
                ratio=format_ratio(now.numerator, now.denominator, now.target),
                counts=counts_in_words(now.numerator, now.denominator, unit),
            )
        )  # fmt: skip
    if course.task and course.task.due is not None and now.denominator:
        due = counts_in_words(course.task.due, now.denominator, unit)
        parts.append(_("To arrive in time, it should be {counts}.", counts=due))
    if course.outlook:
        there = range_in_words(course.outlook.on(year_end), course.outlook.denominator, unit)
        parts.append(_("Expected on {date}: {range}.", date=format_date(year_end), range=there))
    return " ".join(parts)
