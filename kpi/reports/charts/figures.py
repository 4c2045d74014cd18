"""The report's two charts as Plotly figures for paper: black, grey and hatching, in the report's own type.

The only module of the report that knows Plotly; it is loaded when a chart is drawn and not before.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kpi.domain.goals import percent_of
from kpi.i18n.formats import format_date, format_goal, format_month
from kpi.i18n.messages import speaking
from kpi.judgement.verdicts import Verdict
from kpi.reports.charts.bars import Bar, Pictures
from kpi.reports.charts.series import course
from kpi.reports.content.model import Report

FONT = "Times New Roman, Tinos, Liberation Serif, serif"
SIZE = 15
INK, GREY, PALE = "#000000", "#8A8A8A", "#D9D9D9"
WIDTH, HEIGHT = 640, 265


def village_figure(report: Report) -> dict[str, Any]:
    """One bar a village as in the register; hatched where the target is not met, with counts beside it."""
    import plotly.graph_objects as go

    now, bars = report.households, Pictures.bars(report).village_bars
    assert now is not None, "drawn only where there are bars"
    shown = [village for village in now.villages if village.denominator]
    met = [village.verdict is not Verdict.NOT_MET for village in shown]
    figure = go.Figure(
        go.Bar(
            x=[100 * village.numerator / village.denominator for village in shown],
            y=[bar.label for bar in bars],
            orientation="h",
            width=0.6,
            marker={
                "color": [GREY if reached else "#FFFFFF" for reached in met],
                "line": {"color": INK, "width": 1},
                "pattern": {
                    "shape": ["" if reached else "/" for reached in met],
                    "fgcolor": INK,
                    "size": 7,
                    "solidity": 0.15,
                },
            },
        )
    )
    for bar in bars:
        figure.add_annotation(x=1.01, xref="paper", y=bar.label, text=_said(bar), xanchor="left", showarrow=False)
    _paper(figure, height=max(180, 75 + 40 * len(bars)))
    figure.update_xaxes(range=[0, 100], dtick=20, ticksuffix="%", showgrid=True)
    figure.update_yaxes(autorange="reversed", showgrid=False, ticklabelstandoff=6)
    figure.update_layout(margin={"l": 8, "r": 150, "t": 30, "b": 8})
    own = any(village.has_own for village in now.villages)  # then no line is that of all bars
    if (percent := percent_of(now.target)) is not None and not own:
        _target_down(figure, percent)
    return _sized(figure)


def _said(bar: Bar) -> str:
    return f"<b>{bar.ratio}</b>  ({bar.counts})"


def _target_down(figure: Any, target: Decimal) -> None:
    level = float(target)
    figure.add_vline(x=level, line={"color": INK, "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=level, y=1, yref="paper", yanchor="bottom", text=f"Chỉ tiêu {_percent(target)}", showarrow=False,
        xanchor="right" if level > 85 else "center",
    )  # fmt: skip


def trend_figure(report: Report) -> dict[str, Any]:
    """The ratio over time to the end of the year, with the target that steps where the plan steps."""
    import plotly.graph_objects as go

    points = course(report)
    newest = Pictures.bars(report).trend_bars[-1]
    heights = [100 * (row.numerator or 0) / (row.denominator or 1) for row in points]
    figure = go.Figure(
        go.Scatter(
            x=[row.as_of for row in points], y=heights, mode="lines+markers", cliponaxis=False,
            line={"color": INK, "width": 2}, marker={"size": 6, "color": INK},
        )
    )  # fmt: skip
    start, end = points[0].as_of, date(report.as_of.year, 12, 31)
    _target_steps(figure, report, start, end)
    # To the right of the end, where the line that comes from the left is not; and on the side where the target is not.
    target = percent_of(points[-1].target)
    above = target is not None and heights[-1] >= target
    figure.add_annotation(
        x=points[-1].as_of, y=heights[-1], text=f"<b>{newest.ratio}</b>", showarrow=False, font={"size": SIZE + 1},
        xanchor="left", xshift=4, yanchor="bottom" if above else "top", yshift=2 if above else -2,
    )  # fmt: skip
    _noted_days(figure, report, start, end)
    _paper(figure, height=HEIGHT)
    figure.update_layout(margin={"r": 64})  # the newest ratio stands there at the year's end
    days = _quarters(start, end)
    figure.update_xaxes(range=[start, end], tickvals=days, ticktext=[_month(day) for day in days], showgrid=False)
    figure.update_yaxes(range=[0, 105], dtick=20, ticksuffix="%")
    return _sized(figure)


def _target_steps(figure: Any, report: Report, start: date, end: date) -> None:
    """One dashed line a target, with its percentage; nothing where the plan sets none."""
    lead = report.parts.households
    for row in report.config.targets:
        first, last = max(row.start, start), min(row.end or end, end)
        if lead is None or row.indicator != lead.id or row.village or row.percent is None or first > last:
            continue
        level = float(row.percent)
        figure.add_scatter(
            x=[first, last], y=[level, level], mode="lines", line={"color": INK, "width": 2, "dash": "dash"}
        )
        figure.add_annotation(
            x=first, y=level, xanchor="left", yanchor="bottom", showarrow=False,
            text=f"Chỉ tiêu năm {first.year}: {_percent(row.percent)}",
        )  # fmt: skip


def _noted_days(figure: Any, report: Report, start: date, end: date) -> None:
    """A dotted line at the day on which a note begins that speaks of the households, with the day by which the text tells it; below
    where targets and their words stand."""
    lead = report.parts.households
    spoken_of = (None,) if lead is None else (None, lead.id)
    begun = sorted({note.starts_on for note in report.notes if note.indicator in spoken_of})
    labelled: date | None = None
    for day in (day for day in begun if start <= day <= end):
        figure.add_shape(
            type="line", x0=day, x1=day, y0=0, y1=0.3, yref="paper", line={"color": INK, "width": 1, "dash": "dot"}
        )
        if (
            labelled is None or (day - labelled).days * 12 > (end - start).days
        ):  # else the words would lie on each other
            figure.add_annotation(
                x=day, y=0, yref="paper", yanchor="bottom", xanchor="left", showarrow=False, text=_day(day),
                font={"size": SIZE - 3},
            )  # fmt: skip
            labelled = day


def _quarters(start: date, end: date) -> list[date]:
    """First days of quarters within the span."""
    days = (date(year, month, 1) for year in range(start.year, end.year + 1) for month in (1, 4, 7, 10))
    return [day for day in days if start <= day <= end] or [start]


def _paper(figure: Any, *, height: int) -> None:
    figure.update_layout(
        width=WIDTH, height=height, separators=",.", showlegend=False, paper_bgcolor="#FFFFFF", plot_bgcolor="#FFFFFF",
        font={"family": FONT, "size": SIZE, "color": INK}, margin={"l": 8, "r": 30, "t": 14, "b": 8},
    )  # fmt: skip
    axis = {
        "gridcolor": PALE, "zeroline": False, "automargin": True, "linecolor": INK, "showline": True, "ticks": "outside",
        "tickcolor": INK, "ticklen": 4,
    }  # fmt: skip
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)


def _sized(figure: Any) -> dict[str, Any]:
    whole: dict[str, Any] = figure.to_plotly_json()
    return whole


def _percent(percent: Decimal) -> str:
    with speaking("vi"):
        return format_goal(percent)


def _day(day: date) -> str:
    with speaking("vi"):
        return format_date(day)


def _month(day: date) -> str:
    with speaking("vi"):
        return format_month(day)
