"""Figures from answers. Functions here return figures and draw nothing; every length comes from counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from kpi.answers.households import RungCount
from kpi.answers.status import Status
from kpi.config.models import Config
from kpi.domain.goals import percent_of
from kpi.i18n.formats import format_count, format_date, format_ratio
from kpi.i18n.messages import N_, _
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.store import DayNote
from kpi.ui.parts import words
from kpi.ui.parts.figures import (
    Chart,
    ChartMark,
    ChartNumbers,
    Part,
    RatioBar,
    below_its_name,
    beside_the_bars,
    in_house_style,
    label,
    last_value,
    month_marks,
    names_of_bars,
    path_columns,
    path_line,
    path_marks,
    percent_axis,
    ratio_bars,
    ratio_layout,
    target_column,
    target_steps,
    words_in_a_bar,
)
from kpi.ui.parts.look import Palette, length, readable_on
from kpi.ui.parts.notes import marks, note_in_words, noted_within, notes_in_words
from kpi.ui.parts.tables import ListColumn, ratio_column

# So many bars can be read in a panel. Where there are more villages, those that lack most are drawn; the tables have all.
MOST_BARS = 8
LONG_NAME = 24  # letters
TWO_LINES = 6  # up to so many bars each has room for a second line


def villages_bars(assessment: Assessment, unit: str, colours: Palette, *, narrow: bool = False) -> Chart:
    """One bar a village, the one that lacks most on top, with the counts inside and the target as a line."""
    shown = by_shortfall(assessment.villages)[:MOST_BARS]
    between = "<br>" if len(shown) <= TWO_LINES and not narrow else " · "
    bars = [_bar(village, assessment, unit, between, colours) for village in shown]
    hover = "<b>%{y}</b><br>%{hovertext}<br>%{customdata[0]}<extra></extra>"
    traces = [ratio_bars(bars, hover, colours, narrow=narrow)]
    if any(village.waiting for village in shown):  # first: words that are longer than their bar stand on it
        pale = _waiting_behind_the_bars([bar.place for bar in bars], shown, colours)
        traces.insert(0, {**pale, **below_its_name(narrow=narrow)})
    layout = ratio_layout(bars, _line_of_all(assessment), unit, colours, {}, narrow=narrow) | {
        "bargap": 0.28,
        "barmode": "overlay",
    }
    said = "; ".join(
        _("{village}: {counts}", village=village_name(village), counts=bar.words)
        for village, bar in zip(shown, bars, strict=True)
    )
    return Chart(
        in_house_style(traces, layout, colours),
        _("Bars, one a village, the one that lacks most first. {said}.", said=said),
        _village_numbers(assessment),
        tuple(ChartMark(len(traces) - 1, place, village.code) for place, village in enumerate(shown)),
    )


def _line_of_all(now: Assessment) -> Decimal | None:
    """The percentage that all villages are judged by; none where the plan sets any of them a target of its own."""
    return None if any(village.has_own for village in now.villages) else percent_of(now.target)


def _village_numbers(now: Assessment) -> ChartNumbers:
    count = len(now.villages)
    drawn = _(
        "The chart draws the {shown} that lack most; here are all {count}.",
        shown=format_count(MOST_BARS),
        count=format_count(count),
    )
    return ChartNumbers(
        N_("Households by village"), now.as_of, lambda: village_columns(now), by_shortfall(now.villages), lambda row: row.code,
        whole_of(now), drawn if count > MOST_BARS else "",
    )  # fmt: skip


def whole_of(now: Assessment) -> Assessment | None:
    """What stands for all villages below their rows; None: there is no figure."""
    return None if now.numerator is None or not now.denominator else now


def village_columns(now: Assessment) -> list[ListColumn[VillageAssessment | Assessment]]:
    """A village's counts, ratio, verdict, what is missing and what waits; the same of the commune."""
    return [
        ListColumn(_("Village"), lambda row: _("Whole commune") if isinstance(row, Assessment) else village_name(row)),
        ListColumn(_("Joined the groups"), lambda row: row.numerator, numeric=True),
        ListColumn(_("All households"), lambda row: row.denominator, numeric=True),
        ratio_column(lambda row: row.target),
        *([target_column()] if any(row.has_own for row in now.villages) else []),
        ListColumn(_("Verdict"), _badge, html=True),
        ListColumn(_("Missing"), lambda row: row.shortfall, numeric=True),
        ListColumn(_("Waiting"), _waiting, numeric=True, order=lambda row: row.waiting),
    ]


def _badge(row: VillageAssessment | Assessment) -> words.Badge:
    return words.badge_of(row) if isinstance(row, Assessment) else words.badge(row.verdict, near=row.near)


def _waiting(row: VillageAssessment | Assessment) -> str:
    return words.waiting_in_words(row.numerator or 0, row.waiting or 0, row.denominator or 0, row.target)


def _bar(village: VillageAssessment, whole: Assessment, unit: str, between: str, colours: Palette) -> RatioBar:
    badge = words.badge(village.verdict, near=village.near)
    waiting = words.waiting_in_words(village.numerator, village.waiting, village.denominator, village.target)
    return RatioBar(
        _village_label(village, unit, between), village.numerator, village.denominator, _village_counts(village, whole, unit),
        colours.of(badge.tone), [words.verdict_line(badge, waiting)],
    )  # fmt: skip


def villages_note(villages: Sequence[VillageAssessment]) -> str:
    """Which of the villages the bars show, in what order, and what their pale part is."""
    lacking, all_shown = any(village.shortfall for village in villages), len(villages) <= MOST_BARS
    if all_shown:
        said = _("– the one that lacks most first") if lacking else _("– the lowest ratio first")
    else:
        of = {"shown": format_count(MOST_BARS), "count": format_count(len(villages))}
        said = (
            _("– the {shown} that lack most, of {count}", **of)
            if lacking
            else _("– the {shown} with the lowest ratios, of {count}", **of)
        )
    waits = any(village.waiting for village in by_shortfall(villages)[:MOST_BARS])
    return _("{order}; pale: waiting for a confirmation", order=said) if waits else said


def _waiting_behind_the_bars(names: Sequence[str], shown: Sequence[VillageAssessment], colours: Palette) -> Part:
    """What would be added if all that waits were confirmed, in pale, where each bar ends."""
    return {
        "type": "bar",
        "x": [length(village.waiting, village.denominator) for village in shown],
        "base": [length(village.numerator, village.denominator) for village in shown],
        "y": names,
        "orientation": "h",
        "marker": {"color": colours.none, "opacity": 0.35, "line": {"width": 0}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def trend(
    history: Sequence[Status],
    status: Status,
    indicator: str,
    config: Config,
    colours: Palette,
    noted: Sequence[DayNote] = (),
) -> Chart:
    """The ratio over time with the target as a line that steps where the plan steps, and the notes of its days."""
    unit = config.indicator(indicator).spoken_counted_in
    known = {row.as_of: row for row in (*(answer.of(indicator) for answer in history), status.of(indicator))}
    points = [row for _day, row in sorted(known.items()) if row.denominator]
    tone = colours.of(words.badge_of(status.of(indicator)).tone)
    path = path_line(points, unit, colours, tone)
    start, end = trend_span(points, status, indicator, config)
    steps, notes = target_steps(indicator, config, start, end, colours)
    last = ""
    if points:
        _day, ratio, counts = path["customdata"][-1]
        last = _("On {date}: {ratio}, {counts}.", date=format_date(points[-1].as_of), ratio=ratio, counts=counts)
        notes.append(last_value(points[-1].as_of, path, tone))
    room = timedelta(days=(end - start).days // 50)
    spans, numbers = marks(noted, start, end, colours)
    shown = noted_within(noted, start, end)
    layout = {
        "shapes": spans,
        "annotations": [*notes, *numbers],
        # To the right the room that the last point's label needs, in pixels: a share of a phone's width is too little.
        "margin": {"l": 4, "r": 60, "t": 8, "b": 4},
        "xaxis": {"range": [start - room, end + room], **month_marks(start, end)},
        "yaxis": percent_axis([*path["y"], *steps["y"]], unit),
    }
    return Chart(
        in_house_style([path, steps], layout, colours),
        " ".join(
            [
                _("Line of the ratio over time with the target of each year. {last}", last=last),
                *map(note_in_words, shown),
            ]
        ),
        ChartNumbers(
            N_("Households over time"),
            status.as_of,
            lambda: _trend_columns(points, shown),
            points,
            lambda row: row.as_of,
        ),
        tuple(path_marks(0, points)),
    )


def _trend_columns(points: Sequence[Assessment], noted: Sequence[DayNote]) -> list[ListColumn[Assessment]]:
    """The path's columns; beside each day what is noted since the day before it on the path."""
    if not noted:
        return path_columns(points)
    days = [row.as_of for row in points]
    since = dict(zip(days, [date.min, *(day + timedelta(days=1) for day in days)], strict=False))
    told: ListColumn[Assessment] = ListColumn(
        _("Notes"),
        lambda row: notes_in_words(noted_within(noted, since[row.as_of], row.as_of)) or None,
        long=True,
    )
    return [*path_columns(points), told]


def rungs(counts: Sequence[RungCount], as_of: date, unit: str, colours: Palette, *, narrow: bool = False) -> Chart:
    """What the count rests on: one bar, cut by the strongest rung of each household."""
    shades = (colours.line, colours.none, colours.quiet)
    bars = [
        {**_rung(row, shade, unit, colours), **below_its_name(narrow=narrow)}
        for row, shade in zip(counts, shades, strict=False)
    ]
    layout = {
        "bargap": 0.3,
        **beside_the_bars(
            {"title": {"text": unit, "standoff": 4}, "rangemode": "tozero", "nticks": 6},
            {"l": 4, "r": 70, "t": 4, "b": 4},
            narrow=narrow,
        ),
        "yaxis": names_of_bars(narrow=narrow),
    }
    said = "; ".join(
        _("{rung}: {count}", rung=words.rung_in_words(row.rung), count=format_count(row.entities)) for row in counts
    )
    return Chart(
        in_house_style(bars, layout, colours),
        _("What the count rests on. {said}.", said=said),
        ChartNumbers(N_("What the count rests on"), as_of, _rung_columns, counts, lambda row: row.rung),
        tuple(ChartMark(trace, 0, row.rung) for trace, row in enumerate(counts)),
    )


def _rung_columns() -> list[ListColumn[RungCount]]:
    return [
        ListColumn(_("What it rests on"), lambda row: words.rung_in_words(row.rung)),
        ListColumn(_("Households"), lambda row: row.entities, numeric=True),
    ]


def _rung(row: RungCount, shade: str, unit: str, colours: Palette) -> Part:
    text = _("{count} {unit}", count=format_count(row.entities), unit=unit)
    return {
        "type": "bar",
        "x": [row.entities],
        "y": [words.rung_in_words(row.rung)],
        "orientation": "h",
        "marker": {"color": shade},
        **words_in_a_bar([text], readable_on(shade), colours),
        "textposition": "auto" if row.entities else "outside",  # the library writes nothing into a bar of no length
        "hovertemplate": "<b>%{y}</b><br>%{text}<extra></extra>",
        "showlegend": False,
    }


def has_long_names(villages: Sequence[VillageAssessment]) -> bool:
    """Whether names beside the bars leave half a page's width no room for the bars."""
    return any(len(village_name(village)) > LONG_NAME for village in by_shortfall(villages)[:MOST_BARS])


def by_shortfall(villages: Sequence[VillageAssessment]) -> list[VillageAssessment]:
    """The village that lacks most first; where nothing is missing, the lowest ratio first."""
    return sorted(villages, key=lambda row: (-(row.shortfall or 0), length(row.numerator, row.denominator)))


def village_name(village: VillageAssessment) -> str:
    return village.name or village.code or _("No village")


def _village_label(village: VillageAssessment, unit: str, between: str) -> str:
    name = label(village_name(village))
    own = words.target_in_words(village.target) if village.has_own and village.target is not None else ""
    lacks = _("{count} {unit} short", count=format_count(village.shortfall), unit=unit) if village.shortfall else ""
    named = f"<b>{name}</b>" if lacks else name
    more = " · ".join(part for part in (lacks, own) if part)
    return f"{named}{between}{more}" if more else name


def _village_counts(village: VillageAssessment, assessment: Assessment, unit: str) -> str:
    if not village.denominator:
        uncovered = village.name in assessment.basis.uncovered
        return _("No household register yet") if uncovered else _("No data yet")
    return _(
        "{ratio} · {counts}",
        ratio=format_ratio(village.numerator, village.denominator, village.target),
        counts=words.counts_in_words(village.numerator, village.denominator, unit),
    )


def trend_span(points: Sequence[Assessment], status: Status, indicator: str, config: Config) -> tuple[date, date]:
    """From the first figure to the end of the plan's last target, or of the year looked at."""
    start = min([point.as_of for point in points] or [date(status.as_of.year, 1, 1)])
    ends = [target.end for target in config.targets if target.indicator == indicator and target.end is not None]
    return start, max([*ends, status.as_of])
