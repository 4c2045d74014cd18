"""The roll-up's charts: the units that lack most, and the pooled ratio from cut-off to cut-off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kpi.i18n.formats import format_count, format_date, format_ratio
from kpi.i18n.messages import _
from kpi.rollup import wording
from kpi.rollup.answer import Ranking, Total, UnitFigure
from kpi.ui.parts import words
from kpi.ui.parts.figures import (
    FONT_SIZE,
    Chart,
    Part,
    in_house_style,
    last_value,
    month_marks,
    path_line,
    percent_axis,
    target_across,
    words_in_a_bar,
    words_without_a_bar,
)
from kpi.ui.parts.look import Palette, length
from kpi.ui.rollup.tables import assessment_of

BARS = 8  # as many as can be read in a panel


def units_bars(ranking: Ranking, total: Total, unit: str, colours: Palette) -> Chart:
    """One bar a unit, the one that lacks most on top, with the counts inside; the target as a line where all have the same."""
    shown = ranking.ranked[:BARS]
    texts = [_counts(row, unit) for row in shown]
    badges = [words.badge(row.verdict, near=row.near, reason=row.reason) for row in shown]
    bars = {
        "type": "bar",
        "x": [length(row.numerator or 0, row.denominator or 0) for row in shown],
        "y": [row.code for row in shown],  # two units may bear one name
        "orientation": "h",
        "marker": {"color": [colours.of(badge.tone) for badge in badges], "line": {"width": 0}},
        **words_in_a_bar(
            [text if row.numerator else "" for row, text in zip(shown, texts, strict=True)], "#FFFFFF", colours
        ),
        "textangle": 0,
        "hovertext": texts,
        "customdata": [
            [wording.name_of(row), words.verdict_line(badge, format_count(0)), _short(row, unit)]
            for row, badge in zip(shown, badges, strict=True)
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{hovertext}<br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    }
    layout: Part = {
        "bargap": 0.24,
        "margin": {"l": 4, "r": 24, "t": 22, "b": 4},
        "xaxis": {
            "range": [0, 101], "dtick": 20, "ticksuffix": "%",
            "title": {"text": _("share of {unit} (%)", unit=unit), "standoff": 4},
        },
        "yaxis": {
            "type": "category", "autorange": "reversed", "showgrid": False, "automargin": True, "ticklabelstandoff": 6,
            "tickvals": [row.code for row in shown], "ticktext": [row.name for row in shown],
        },
    }  # fmt: skip
    if total.target is not None and shown:
        layout |= target_across(total.target, colours)
    bare = [(row.code, text) for row, text in zip(shown, texts, strict=True) if not row.numerator]
    layout["annotations"] = [
        *layout.get("annotations", ()),
        *words_without_a_bar([code for code, _text in bare], [text for _code, text in bare], colours),
    ]
    said = "; ".join(
        _("{village}: {counts}", village=row.name, counts=text) for row, text in zip(shown, texts, strict=True)
    )
    return Chart(
        in_house_style([bars], layout, colours),
        _("Bars, one a unit, the one that lacks most first. {said}.", said=said),
    )


def _counts(row: UnitFigure, unit: str) -> str:
    numerator, denominator = row.numerator or 0, row.denominator or 0
    ratio = format_ratio(numerator, denominator, row.target)
    return _("{ratio} · {counts}", ratio=ratio, counts=words.counts_in_words(numerator, denominator, unit))


def _short(row: UnitFigure, unit: str) -> str:
    return _("{count} {unit} short", count=format_count(row.shortfall), unit=unit) if row.shortfall else ""


def pooled_path(path: Sequence[Total], unit: str, colours: Palette) -> Chart:
    """The pooled ratio at each cut-off, with the target that all units had then."""
    points = [assessment_of(row) for row in path if row.denominator]
    tone = colours.of(words.badge_of(points[-1]).tone) if points else colours.line
    line = path_line(points, unit, colours, tone)
    steps, notes = _targets(path, colours)
    levels = [level for level in steps["y"] if level is not None]
    bottom = max(0, 10 * int(min([*line["y"], *levels, 90.0]) / 10) - 10)
    layout: Part = {"margin": {"l": 4, "r": 14, "t": 8, "b": 4}, "yaxis": percent_axis(bottom, 20, unit)}
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
    )


def _targets(path: Sequence[Total], colours: Palette) -> tuple[Part, list[Part]]:
    """The target as steps, with a gap where there was none, or the units' differed; and each new level's words."""
    notes: list[Part] = []
    before = None
    for row in path:
        if row.target is not None and row.target != before:
            notes.append(
                {
                    "x": row.as_of, "y": float(row.target), "xanchor": "left", "yanchor": "bottom", "showarrow": False,
                    "text": words.target_in_words(row.target), "font": {"color": colours.ink, "size": FONT_SIZE - 1},
                }
            )  # fmt: skip
        before = row.target
    levels = [None if row.target is None else float(row.target) for row in path]
    line = {"color": colours.ink, "width": 2, "dash": "dot", "shape": "vh"}
    steps: Part = {"type": "scatter", "x": [row.as_of for row in path], "y": levels, "mode": "lines", "line": line}
    return {**steps, "hoverinfo": "skip", "showlegend": False}, notes
