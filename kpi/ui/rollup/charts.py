"""The roll-up's charts: the units that lack most, and the pooled ratio from cut-off to cut-off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kpi.domain.goals import percent_of
from kpi.i18n.formats import format_count, format_date, format_ratio
from kpi.i18n.messages import N_, _
from kpi.rollup import wording
from kpi.rollup.answer import Ranking, Total, UnitFigure
from kpi.ui.parts import words
from kpi.ui.parts.figures import (
    FONT_SIZE,
    Chart,
    ChartMark,
    ChartNumbers,
    Part,
    RatioBar,
    in_house_style,
    label,
    last_value,
    month_marks,
    path_line,
    path_marks,
    percent_axis,
    ratio_bars,
    ratio_layout,
)
from kpi.ui.parts.look import Palette
from kpi.ui.rollup.tables import assessment_of, path_columns, ranking_columns

BARS = 8  # as many as can be read in a panel


def units_bars(ranking: Ranking, total: Total, unit: str, colours: Palette, *, narrow: bool = False) -> Chart:
    """One bar a unit, the one that lacks most on top, with the counts inside; the target as a line where all have the same."""
    shown = ranking.ranked[:BARS]
    bars = [_bar(row, unit, colours) for row in shown]
    hover = "<b>%{customdata[0]}</b><br>%{hovertext}<br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>"
    names = {
        "type": "category",
        "tickvals": [row.code for row in shown],
        "ticktext": [label(row.name) for row in shown],
    }
    layout = ratio_layout(bars, percent_of(total.target), unit, colours, names, narrow=narrow) | {"bargap": 0.24}
    said = "; ".join(
        _("{village}: {counts}", village=row.name, counts=bar.words) for row, bar in zip(shown, bars, strict=True)
    )
    return Chart(
        in_house_style([ratio_bars(bars, hover, colours, narrow=narrow)], layout, colours),
        _("Bars, one a unit, the one that lacks most first. {said}.", said=said),
        _unit_numbers(ranking, total),
        tuple(ChartMark(0, place, row.code) for place, row in enumerate(shown)),
    )


def _unit_numbers(ranking: Ranking, total: Total) -> ChartNumbers:
    count = len(ranking.ranked)
    drawn = _(
        "The chart draws the first {shown}; here are all {count}.", shown=format_count(BARS), count=format_count(count)
    )
    return ChartNumbers(
        N_("Units"), total.as_of, lambda: ranking_columns(total), ranking.ranked, lambda row: row.code,
        note=drawn if count > BARS else "",
    )  # fmt: skip


def _bar(row: UnitFigure, unit: str, colours: Palette) -> RatioBar:
    """At the place of its code: two units may bear one name."""
    badge = words.badge(row.verdict, near=row.near, reason=row.reason)
    hover = [label(wording.name_of(row)), words.verdict_line(badge, format_count(0)), _short(row, unit)]
    return RatioBar(
        row.code, row.numerator or 0, row.denominator or 0, _counts(row, unit), colours.of(badge.tone), hover
    )


def _counts(row: UnitFigure, unit: str) -> str:
    numerator, denominator = row.numerator or 0, row.denominator or 0
    ratio = format_ratio(numerator, denominator, row.target)
    return _("{ratio} · {counts}", ratio=ratio, counts=words.counts_in_words(numerator, denominator, unit))


def _short(row: UnitFigure, unit: str) -> str:
    return _("{count} {unit} short", count=format_count(row.shortfall), unit=unit) if row.shortfall else ""


def pooled_path(path: Sequence[Total], as_of: date, unit: str, colours: Palette) -> Chart:
    """The pooled ratio at each cut-off, with the target that all units had then."""
    points = [assessment_of(row) for row in path if row.denominator]
    tone = colours.of(words.badge_of(points[-1]).tone) if points else colours.line
    line = path_line(points, unit, colours, tone)
    steps, notes = _targets(path, colours)
    axis = percent_axis([*line["y"], *steps["y"]], unit)
    layout: Part = {"margin": {"l": 4, "r": 14, "t": 8, "b": 4}, "yaxis": axis}
    last = ""
    if points:
        _day, ratio, counts = line["customdata"][-1]
        last = _("On {date}: {ratio}, {counts}.", date=format_date(points[-1].as_of), ratio=ratio, counts=counts)
        start, end = path[0].as_of, path[-1].as_of
        room = max(timedelta(days=4), (end - start) / 40)
        notes.append(last_value(end, line, tone))
        layout["xaxis"] = {"range": [start - room, end + 7 * room], **month_marks(start, end)}
    return Chart(
        in_house_style([line, steps], {**layout, "annotations": notes}, colours),
        _("Line of the pooled ratio at each cut-off. {last}", last=last),
        ChartNumbers(N_("All units together"), as_of, path_columns, path, lambda row: row.as_of),
        tuple(path_marks(0, points)),
    )


def _targets(path: Sequence[Total], colours: Palette) -> tuple[Part, list[Part]]:
    """The target as steps, with a gap where there was none, or the units' differed; and each new level's words."""
    notes: list[Part] = []
    before = None
    percents = [percent_of(row.target) for row in path]
    for row, percent in zip(path, percents, strict=True):
        if percent is not None and percent != before:
            notes.append(
                {
                    "x": row.as_of, "y": float(percent), "xanchor": "left", "yanchor": "bottom", "showarrow": False,
                    "text": words.target_in_words(percent), "font": {"color": colours.ink, "size": FONT_SIZE - 1},
                }
            )  # fmt: skip
        before = percent
    levels = [None if percent is None else float(percent) for percent in percents]
    line = {"color": colours.ink, "width": 2, "dash": "dot", "shape": "vh"}
    steps: Part = {"type": "scatter", "x": [row.as_of for row in path], "y": levels, "mode": "lines", "line": line}
    return {**steps, "hoverinfo": "skip", "showlegend": False}, notes
