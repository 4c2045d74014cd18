"""What figures share: their style, and the lines, axes and labels that more than one of them draws.

A figure is plain data, as Plotly's JSON has it. Built property by property, each would be checked anew, which took longer than all
the rest of a page; so the whole is checked once, when it is drawn first (``charting``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any, Protocol

from kpi.config.models import Config
from kpi.domain.goals import Goal, percent_of
from kpi.domain.reasons import Reason
from kpi.i18n.formats import format_count, format_date, format_goal, format_month, format_ratio, format_year
from kpi.i18n.messages import N_, _
from kpi.judgement.assessment import Assessment
from kpi.ui.parts import words
from kpi.ui.parts.look import FONT_STACK, Palette, length
from kpi.ui.parts.tables import ListColumn, ratio_column

# No mode bar: nothing here needs zooming, and its words are English.
CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
FONT_SIZE = 13
# In pixels: a letter's width on the average, and what the longest bar has at least on any screen.
LETTER, LEAST_ROOM = 6.8, 240
# Of the place of a bar whose name stands above it: where the bar begins, and its height.
BAR_BEGINS, BAR_WIDTH = 0.02, 0.46
# Of the place of a bar whose name stands beside it: half of what its words take. In pixels: what parts words from the bar beside them.
HALF_BAR, BESIDE = 0.4, 8
# Of the time that a chart shows: the part below which a step of the target has no room for all of its words on a phone.
SHORT_STEP = 0.45

# A trace, an annotation, an axis, or a whole figure: the keys are Plotly's.
Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A bar or a point of a figure: its trace and its place there, and what it speaks of: a village's code, or a day."""

    trace: int
    place: int
    about: Any


NOWHERE = object()


@dataclass(frozen=True, slots=True)
class ChartNumbers:
    """What a chart shows as a table: a row for all that it speaks of, also where not all of it is drawn (``note`` says so).

    ``title``: a message; ``columns``: made in the language spoken when they are asked for. ``as_of``: the day of the figures.
    ``about``: what a row leads to, as the mark of the same thing does; ``NOWHERE``: to nothing.
    """

    title: str
    as_of: date
    columns: Callable[[], Sequence[ListColumn[Any]]]
    rows: Sequence[Any]
    about: Callable[[Any], Any]
    whole: Any = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, a sentence with the same content for readers who cannot see it, its numbers, and the marks that lead somewhere."""

    figure: Part
    alt: str
    numbers: ChartNumbers
    marks: tuple[ChartMark, ...] = ()


def label(name: str) -> str:
    """A name as a figure's text: Plotly would make tags of what looks like some, and links of <a>."""
    return escape(name, quote=False)


def in_house_style(traces: Sequence[Part], layout: Part, colours: Palette) -> Part:
    """A figure in the fonts, colours and still axes of every chart, on the page's own ground; ``layout`` has the last word."""
    axis = {
        "fixedrange": True,
        "gridcolor": colours.grid,
        "zeroline": False,
        "tickfont": {"size": FONT_SIZE - 1, "color": colours.quiet},
        "title": {"font": {"size": FONT_SIZE - 1, "color": colours.quiet}},
        "automargin": True,
    }
    style = {
        "font": {"family": FONT_STACK, "size": FONT_SIZE, "color": colours.quiet},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"align": "left", "font": {"family": FONT_STACK, "size": FONT_SIZE}},
        "hovermode": "closest",
        "showlegend": False,
        "dragmode": False,
        "xaxis": axis,
        "yaxis": axis,
    }
    return {
        "data": list(traces),
        "layout": {"separators": ",.", "template": {"layout": style}, **layout},
    }


def path_line(points: Sequence[Assessment], unit: str, colours: Palette, last: str) -> Part:
    """A line with a marker a day, the newest in the colour ``last``; its custom data are date, ratio and counts in words."""
    return {
        "type": "scatter",
        "x": [row.as_of for row in points],
        "y": [length(row.numerator or 0, row.denominator or 0) for row in points],
        "mode": "lines+markers",
        "cliponaxis": False,
        "line": {"color": colours.line, "width": 2.5},
        "marker": {
            "size": [6] * (len(points) - 1) + [10],
            "color": [colours.line] * (len(points) - 1) + [last],
            "opacity": 1,
        },
        "customdata": [
            [
                format_date(row.as_of),
                format_ratio(row.numerator or 0, row.denominator or 0, row.target),
                words.counted_in_words(row, unit),
            ]
            for row in points
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]} · %{customdata[2]}<extra></extra>",
        "showlegend": False,
    }


def path_marks(trace: int, points: Sequence[Assessment]) -> list[ChartMark]:
    """The points of a ``path_line``, each for its day."""
    return [ChartMark(trace, place, row.as_of) for place, row in enumerate(points)]


def path_columns(points: Sequence[Assessment]) -> list[ListColumn[Assessment]]:
    """A day's counts, ratio, target and verdict; of some villages only, with how many."""
    partial: ListColumn[Assessment] = ListColumn(_("Villages with a household register"), _covered, numeric=True)
    return [
        ListColumn(_("Day"), lambda row: row.as_of),
        ListColumn(_("Numerator"), lambda row: row.numerator, numeric=True),
        ListColumn(_("Denominator"), lambda row: row.denominator, numeric=True),
        ratio_column(lambda row: row.target),
        *([partial] if any(map(_covered, points)) else []),
        target_column(),
        ListColumn(_("Verdict"), words.badge_of, html=True),
    ]


def _covered(row: Assessment) -> str | None:
    if row.reason != Reason.PARTIAL_REGISTER or row.basis.covered is None:
        return None
    return "/".join(map(format_count, row.basis.covered))


class HasTarget(Protocol):
    """Whatever has a target, or none."""

    @property
    def target(self) -> Goal | None: ...


def target_column(title: str = "") -> ListColumn[HasTarget]:
    """The target of each row, as the plan writes it; ``title``: another one, beside a column of indicators ("Chỉ tiêu" both)."""
    return ListColumn(
        title or _("Target"), lambda row: None if row.target is None else format_goal(row.target), numeric=True,
        order=lambda row: None if (percent := percent_of(row.target)) is None else float(percent),
    )  # fmt: skip


def last_value(day: date, line: Part, colour: str) -> Part:
    """The newest ratio of a ``path_line`` in words, to the right of its end."""
    return {
        "x": day, "y": line["y"][-1], "text": f"<b>{line['customdata'][-1][1]}</b>", "showarrow": False,
        "xanchor": "left", "xshift": 10, "yanchor": "middle", "font": {"color": colour, "size": FONT_SIZE + 2},
    }  # fmt: skip


def target_across(target: Decimal, colours: Palette, bars: Sequence[RatioBar], *, narrow: bool) -> Part:
    """The target as a line from top to bottom, its words above; where names stand above their bars, a piece at each bar.

    It leaves out each bar beside which words may stand where it goes: what is crossed out cannot be read.
    """
    level = float(target)
    line = {"type": "line", "x0": level, "x1": level, "line": {"color": colours.ink, "width": 2}}
    crossed = [_has_words_at(bar, level) for bar in bars]
    if narrow:
        spans = [(place + BAR_BEGINS, place + BAR_BEGINS + BAR_WIDTH) for place, cuts in enumerate(crossed) if not cuts]
    else:
        spans = _between([place for place, cuts in enumerate(crossed) if cuts], len(bars))
    whole = not narrow and not any(crossed)
    drawn = (
        [{**line, "yref": "y domain", "y0": 0, "y1": 1}]
        if whole
        else [{**line, "yref": "y", "y0": top, "y1": end} for top, end in spans]
    )
    note = {
        "x": level, "y": 1, "yref": "paper", "yanchor": "bottom", "text": words.target_in_words(target),
        "showarrow": False, "xanchor": "right" if level > 85 else "center",
        "font": {"size": FONT_SIZE - 1, "color": colours.ink},
    }  # fmt: skip
    return {"shapes": drawn, "annotations": [note]}


def _has_words_at(bar: RatioBar, level: float) -> bool:
    """Whether words beside a bar may stand at this percentage, in the least room that bars have."""
    if bar.numerator and _side_of_its_words(bar) == "inside":
        return False
    end = length(bar.numerator, bar.denominator)
    return end < level < end + (LETTER * len(bar.words) + BESIDE) / LEAST_ROOM * 100


def _between(left_out: Sequence[int], count: int) -> list[tuple[float, float]]:
    """From the first of so many places to the last, without the height of some of them."""
    edges = [-0.5, *(edge for place in left_out for edge in (place - HALF_BAR, place + HALF_BAR)), count - 0.5]
    return [(top, end) for top, end in zip(edges[::2], edges[1::2], strict=True)]


def target_steps(indicator: str, config: Config, start: date, end: date, colours: Palette) -> tuple[Part, list[Part]]:
    """The target as a line from step to step (None where there was none between), and each step's words."""
    rows = [row for row in config.targets if row.indicator == indicator and not row.village]
    steps = sorted(((row, row.percent) for row in rows if row.percent is not None), key=lambda one: one[0].start)
    days: list[date | None] = []
    levels: list[float | None] = []
    notes: list[Part] = []
    previous_end: date | None = None
    for step, percent in (one for one in steps if one[0].start <= end and (one[0].end is None or one[0].end >= start)):
        first, last, level = max(step.start, start), min(step.end or end, end), float(percent)
        if previous_end is not None and (step.start - previous_end).days > 1:
            days.append(None)
            levels.append(None)
        days += [first, last]
        levels += [level, level]
        previous_end = step.end
        # The line goes up behind a short step that another one follows: on a phone it would stand in the longer words.
        is_short = last < end and (last - first) < SHORT_STEP * (end - start)
        words_of_it = N_("{percent} ({year})") if is_short else N_("target {percent} ({year})")
        notes.append(
            {
                "x": first, "y": level, "xanchor": "left", "yanchor": "bottom", "yshift": 4, "showarrow": False,
                "font": {"color": colours.ink, "size": FONT_SIZE - 1},
                "text": _(words_of_it, percent=format_goal(percent), year=format_year(first.year)),
            }
        )  # fmt: skip
    line = {"color": colours.ink, "width": 2, "dash": "dot"}
    trace: Part = {"type": "scatter", "x": days, "y": levels, "mode": "lines", "line": line, "hoverinfo": "skip"}
    return {**trace, "showlegend": False}, notes


def month_marks(start: date, end: date) -> Part:
    """Ticks of a time axis: first days of quarters, or of half-years where the span is long."""
    months = (1, 4, 7, 10) if (end - start).days < 500 else (1, 7)
    days = (date(year, month, 1) for year in range(start.year, end.year + 1) for month in months)
    ticks = [day for day in days if start <= day <= end]
    return {
        "showgrid": False,
        "tickangle": 0,
        "ticklabelstandoff": 5,
        "tickvals": ticks,
        "ticktext": [format_month(day) for day in ticks],
    }


def percent_axis(heights: Iterable[float | None], unit: str, *, fine: bool = False) -> Part:
    """An axis of ratios from a little below the lowest height to a little above 100 %; ``fine``: closer ticks where that is high."""
    bottom = max(0, 10 * int(min([*(height for height in heights if height is not None), 90]) / 10) - 10)
    return {
        "range": [max(0, bottom - 2), 103],
        "dtick": 10 if fine and bottom >= 50 else 20,
        "ticksuffix": "%",
        "title": {"text": _("share of {unit} (%)", unit=unit), "standoff": 6},
    }


@dataclass(frozen=True, slots=True)
class RatioBar:
    """One of the bars that are compared: its place, its counts, the words in it, its colour, and what else the hover says."""

    place: str
    numerator: int
    denominator: int
    words: str
    colour: str
    hover: Sequence[str]


def below_its_name(*, narrow: bool) -> Part:
    """Where a bar lies: in the lower half of its place where that is ``narrow``, so that its name stands above it."""
    return {"width": BAR_WIDTH, "offset": BAR_BEGINS} if narrow else {}


def _side_of_its_words(bar: RatioBar) -> str:
    """The library takes words into a flat bar that is too short for them: white on the page's ground, 76/279 would read 76/27."""
    there = length(bar.numerator, bar.denominator) / 100 * LEAST_ROOM
    return "inside" if there >= LETTER * len(bar.words) else "outside"


def beside_the_bars(axis: Part, margin: Part, *, narrow: bool) -> Part:
    """The axis below bars, and the room around them: where their names stand above them the library leaves marks of the axis out,
    so it goes whole (the bars say what they measure), and the way to the numbers has its place."""
    return {"xaxis": {**axis, "visible": not narrow}, "margin": {**margin, "b": 26} if narrow else margin}


def names_of_bars(*, narrow: bool) -> Part:
    """The axis of bars below each other, their names beside them, or above where a phone has no room beside."""
    place = {"ticklabelposition": "inside top", "ticklabelstandoff": -2} if narrow else {"ticklabelstandoff": 6}
    return {"autorange": "reversed", "showgrid": False, "automargin": True, **place}


def ratio_bars(bars: Sequence[RatioBar], hover: str, colours: Palette, *, narrow: bool) -> Part:
    """Bars below each other, their words inside; ``hover``: the template of what is said of each."""
    return {
        "type": "bar",
        "x": [length(bar.numerator, bar.denominator) for bar in bars],
        "y": [bar.place for bar in bars],
        "orientation": "h",
        "marker": {"color": [bar.colour for bar in bars], "line": {"width": 0}},
        **below_its_name(narrow=narrow),
        **words_in_a_bar([bar.words if bar.numerator else "" for bar in bars], "#FFFFFF", colours),
        "textposition": [_side_of_its_words(bar) for bar in bars],
        "textangle": 0,
        "hovertext": [bar.words for bar in bars],
        "customdata": [bar.hover for bar in bars],
        "hovertemplate": hover,
    }


def ratio_layout(
    bars: Sequence[RatioBar], target: Decimal | None, unit: str, colours: Palette, places: Part, *, narrow: bool
) -> Part:
    """The axes of ``ratio_bars`` with the target across them, and the words of bars that have no length."""
    layout: Part = {
        **beside_the_bars(
            {
                "range": [0, 101], "dtick": 20, "ticksuffix": "%", "showgrid": True,
                "title": {"text": _("share of {unit} (%)", unit=unit), "standoff": 4},
            },
            {"l": 4, "r": 24, "t": 22, "b": 4}, narrow=narrow,
        ),
        "yaxis": {**names_of_bars(narrow=narrow), **places},
    }  # fmt: skip
    if target is not None and bars:
        layout |= target_across(target, colours, bars, narrow=narrow)
    bare = [_words_without_a_bar(bar, colours, narrow=narrow) for bar in bars if not bar.numerator]
    return {**layout, "annotations": [*layout.get("annotations", ()), *bare]}


def _words_without_a_bar(bar: RatioBar, colours: Palette, *, narrow: bool) -> Part:
    """Words where a bar has no length: the library draws none beside such a bar."""
    return {
        "x": 0, "y": bar.place, "xanchor": "left", "xshift": 4, "yanchor": "top" if narrow else "middle",
        "showarrow": False, "text": bar.words,
        "font": {"color": colours.ink, "size": FONT_SIZE},
    }  # fmt: skip


def words_in_a_bar(texts: Sequence[str], inside: str, colours: Palette) -> Part:
    """Words at a bar's start, or beside it where it is too short for them."""
    return {
        "text": texts,
        "textposition": "auto",
        "insidetextanchor": "start",
        "constraintext": "none",
        "insidetextfont": {"color": inside, "size": FONT_SIZE},
        "outsidetextfont": {"color": colours.ink, "size": FONT_SIZE},
        "cliponaxis": False,
    }
