"""The cases page's figure: month by month what came in and what became of it, and how it adds up over the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kpi.answers.cases import MonthsOf
from kpi.i18n.formats import format_count, format_month, format_year
from kpi.i18n.messages import N_, _
from kpi.measures.calendar import add_months
from kpi.measures.case_lines import MonthCount
from kpi.store import DayNote
from kpi.ui.parts import words
from kpi.ui.parts.figures import FONT_SIZE, Chart, ChartMark, ChartNumbers, Part, in_house_style
from kpi.ui.parts.look import Palette
from kpi.ui.parts.notes import note_in_words, noted_within, notes_in_words, number_at
from kpi.ui.parts.tables import ListColumn

HOVER = "<b>%{x}</b><br>%{customdata[0]}: %{customdata[1]}<extra></extra>"


def months_bars(
    months: Sequence[MonthCount], as_of: date, unit: str, colours: Palette, noted: Sequence[DayNote] = ()
) -> Chart:
    """Two bars a month: received; settled, in time below and late above. The line over them adds up what was received. Between the
    two stand the numbers of the month's notes."""
    names = [format_month(month.first) for month in months]
    traces = [_bars(names, [month.received for month in months], unit, _("Came in"), colours.none, "received")]
    marks = _marks("received", 0, months)
    below = [0] * len(months)
    parts = (
        ("on_time", _("In time"), colours.good),
        ("incomplete", _("Procedure incomplete"), colours.near),
        ("late", _("Late"), colours.bad),
    )
    for field, word, colour in parts:
        counts = [getattr(month, field) for month in months]
        if any(counts) or field == "on_time":
            marks += _marks(field, len(traces), months)
            traces.append(_bars(names, counts, unit, word, colour, "settled", below))
            below = [under + count for under, count in zip(below, counts, strict=True)]
    marks += [
        replace(mark, about=replace(mark.about, first=months[0].first))
        for mark in _marks("received", len(traces), months)
    ]
    traces.append(_so_far(names, months, unit, colours))
    said = "; ".join(
        _(
            "{month}: {received} received, {on_time} settled in time, {late} late", month=name,
            received=format_count(month.received), on_time=format_count(month.on_time), late=format_count(month.late),
        )
        for name, month in zip(names, months, strict=True)
    )  # fmt: skip
    day = timedelta(days=1)
    notes = {month.first: noted_within(noted, month.first, add_months(month.first, 1) - day) for month in months}
    shown = [note for note in noted if any(note in here for here in notes.values())]
    layout = {**_layout(names, months, unit), "annotations": _numbers(notes, colours)}
    alt = _("Bars of each month and the sum of what was received. {said}.", said=said)
    return Chart(
        in_house_style(traces, layout, colours),
        " ".join([alt, *map(note_in_words, shown)]),
        ChartNumbers(N_("Month by month"), as_of, lambda: _columns(months, notes), months, _received),
        tuple(marks),
    )


def _numbers(notes: Mapping[date, Sequence[DayNote]], colours: Palette) -> list[Part]:
    return [
        number_at(format_month(first), 0.65, here, colours, yanchor="middle") for first, here in notes.items() if here
    ]


def _marks(figure: str, trace: int, months: Sequence[MonthCount]) -> list[ChartMark]:
    return [ChartMark(trace, place, MonthsOf(figure, month.first, month.first)) for place, month in enumerate(months)]


def _received(month: MonthCount) -> MonthsOf:
    return MonthsOf("received", month.first, month.first)


def _columns(months: Sequence[MonthCount], notes: Mapping[date, Sequence[DayNote]]) -> list[ListColumn[MonthCount]]:
    told: ListColumn[MonthCount] = ListColumn(
        _("Notes"), lambda row: notes_in_words(notes[row.first]) or None, long=True
    )
    incomplete: ListColumn[MonthCount] = ListColumn(_("Procedure incomplete"), lambda row: row.incomplete, numeric=True)
    return [
        ListColumn(_("Month"), lambda row: format_month(row.first), order=lambda row: row.first.month),
        ListColumn(_("Came in"), lambda row: row.received, numeric=True),
        ListColumn(_("In time"), lambda row: row.on_time, numeric=True),
        *([incomplete] if any(row.incomplete for row in months) else []),
        ListColumn(_("Late"), lambda row: row.late, numeric=True),
        ListColumn(_("Received so far"), lambda row: row.so_far, numeric=True),
        *([told] if any(notes.values()) else []),
    ]


def _bars(
    names: Sequence[str], counts: Sequence[int], unit: str, word: str, colour: str, group: str, base: Sequence[int] | None = None
) -> Part:  # fmt: skip
    return {
        "type": "bar",
        "x": names,
        "y": counts,
        "base": base,
        "name": word,
        "offsetgroup": group,
        "marker": {"color": colour, "line": {"width": 0}},
        "text": [format_count(count) if count else "" for count in counts],
        "textposition": "inside",
        "insidetextanchor": "end",
        "textangle": 0,
        "insidetextfont": {"color": "#FFFFFF", "size": FONT_SIZE - 1},
        "customdata": [[word, words.amount(count, unit)] for count in counts],
        "hovertemplate": HOVER,
    }


def _so_far(names: Sequence[str], months: Sequence[MonthCount], unit: str, colours: Palette) -> Part:
    word = _("Received so far")
    last = len(months) - 1
    return {
        "type": "scatter",
        "x": names,
        "y": [month.so_far for month in months],
        "yaxis": "y2",
        "name": word,
        "mode": "lines+markers+text",
        "text": [f"<b>{format_count(month.so_far)}</b>" if place == last else "" for place, month in enumerate(months)],
        "textposition": "top center",
        "textfont": {"color": colours.line, "size": FONT_SIZE},
        "cliponaxis": False,
        "line": {"color": colours.line, "width": 2.5},
        "marker": {"size": 6, "color": colours.line},
        "customdata": [[word, words.amount(month.so_far, unit)] for month in months],
        "hovertemplate": HOVER,
    }


def _layout(names: Sequence[str], months: Sequence[MonthCount], unit: str) -> Part:
    """The sum stands above the bars, on the same months: two scales in one field would be read as one."""
    tallest = max(max(month.received, month.on_time + month.incomplete + month.late) for month in months)
    return {
        "barmode": "group",
        "bargap": 0.25,
        "bargroupgap": 0.05,
        # A number that does not fit into its bar is left out; the hover has it.
        "uniformtext": {"mode": "hide", "minsize": FONT_SIZE - 2},
        "margin": {"l": 4, "r": 4, "t": 4, "b": 4},
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": 1.06, "yanchor": "bottom", "traceorder": "normal"},
        "xaxis": {
            "type": "category", "showgrid": False, "tickangle": 0, "tickvals": list(names),
            "ticktext": [format_count(month.first.month) for month in months],
            "title": {"text": _("month of {year}", year=format_year(months[0].first.year)), "standoff": 8},
        },
        "yaxis": _whole_numbers(tallest, 4, _("{unit} a month", unit=unit)) | {"domain": [0, 0.6]},
        "yaxis2": _whole_numbers(months[-1].so_far, 2, _("{unit} so far", unit=unit)) | {"domain": [0.7, 1]},
    }  # fmt: skip


def _whole_numbers(most: int, steps: int, title: str) -> Part:
    """An axis of counts: ticks at whole numbers only, and room above the highest."""
    return {
        "range": [0, max(most, 1) * 1.2],
        "tickmode": "linear",
        "tickformat": ",d",
        "dtick": max(1, -(-most // steps)),
        "title": {"text": title, "standoff": 12},
    }
