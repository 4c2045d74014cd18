"""The roll-up's cards and tables as blocks of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kpi.config.models import Config
from kpi.domain.indicators import ORDER
from kpi.i18n.formats import format_count, format_date, format_percent_target, format_points, format_ratio
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment
from kpi.rollup import wording
from kpi.rollup.answer import MissingUnit, Note, Total, UnitFigure, UnitSeries
from kpi.ui.parts import cards, words
from kpi.ui.parts.tables import HtmlColumn, table

DASH = "—"


def assessment_of(total: Total) -> Assessment:
    """A total as the answer about one indicator, so that it is drawn as a unit's own is."""
    return Assessment(
        total.id, total.as_of, total.numerator, None, total.denominator, total.target, total.verdict, None, total.shortfall,
        total.open, None, (), near=total.near,
    )  # fmt: skip


def total_cards(totals: Sequence[Total], before: Sequence[Total], config: Config) -> str:
    """A card an indicator: the pooled ratio with its counts, how many units met, and the change since the cut-off before."""
    earlier = {row.id: row for row in before}
    by_id = {row.id: row for row in totals}
    drawn = [_card(by_id[name], earlier.get(name), config) for name in ORDER]
    return f'<div class="kpi-cards">{"".join(drawn)}</div>'


def _card(total: Total, before: Total | None, config: Config) -> str:
    indicator, now = config.indicator(total.id), assessment_of(total)
    badge = words.badge_of(now)
    lines = [f'<h2 class="kpi-name">{escape(indicator.spoken_title)}</h2>', *_level(total, indicator.spoken_counted_in)]
    lines.append(cards.bar(now, badge.tone))
    target = words.target_in_words(total.target) if total.target is not None else ""
    lines.append(f'<p class="kpi-verdict">{cards.verdict(badge)}<span class="kpi-target">{escape(target)}</span></p>')
    lines.append(f'<p class="kpi-line"><strong>{escape(wording.met_of(total))}</strong></p>')
    quiet = [*wording.apart(total), *_change(total, before)]
    lines += [f'<p class="kpi-quiet">{escape(text)}</p>' for text in quiet]
    return f'<article class="kpi-card tone-{badge.tone}" data-indicator="{total.id}">{"".join(lines)}</article>'


def _level(total: Total, unit: str) -> list[str]:
    if total.numerator is None or not total.denominator:
        return ['<p class="kpi-ratio kpi-empty">—</p>']
    counts = words.counts_in_words(total.numerator, total.denominator, unit)
    ratio = format_ratio(total.numerator, total.denominator, total.target)
    return [f'<p class="kpi-ratio">{escape(ratio)}</p>', f'<p class="kpi-counts">{escape(counts)}</p>']


def _change(now: Total, before: Total | None) -> list[str]:
    if (
        before is None
        or now.numerator is None
        or before.numerator is None
        or not now.denominator
        or not before.denominator
    ):
        return []
    points = format_points((before.numerator, before.denominator), (now.numerator, now.denominator))
    if before.units == now.units:
        return [_("{change} since {date}", change=points, date=format_date(before.as_of))]
    then = format_count(before.units)
    return [_("{change} since {date} (then {units} units)", change=points, date=format_date(before.as_of), units=then)]


def ranking_table(rows: Sequence[UnitFigure], total: Total | None, *, alt: str) -> str:
    """Units with their counts, ratio, verdict and what is missing; ``total`` stands below them."""
    columns = [
        HtmlColumn(_("Unit")),
        HtmlColumn(_("Report to")),
        *_figure_columns(),
        HtmlColumn(_("Rests on"), long=True),
    ]
    whole = None if total is None or total.numerator is None else [_("All units"), *_cells(total), ""]
    return table(columns, [[wording.name_of(row), *_cells(row), wording.basis(row)] for row in rows], whole, alt=alt)


def _figure_columns() -> list[HtmlColumn]:
    return [
        HtmlColumn(_("Numerator"), numeric=True),
        HtmlColumn(_("Denominator"), numeric=True),
        HtmlColumn(_("Ratio"), numeric=True),
        HtmlColumn(_("Verdict"), html=True),
        HtmlColumn(_("Missing"), numeric=True),
    ]


def path_table(path: Sequence[Total]) -> str:
    """One indicator of all units at each cut-off, the newest first, with how many units sent and how many of them met."""
    columns = [
        HtmlColumn(_("Cut-off date")),
        HtmlColumn(_("Units"), numeric=True),
        *_figure_columns(),
        HtmlColumn(_("Target"), numeric=True),
        HtmlColumn(_("Units that met"), numeric=True),
    ]
    lines = [[format_date(row.as_of), format_count(row.units), *_cells(row)[1:], *_aims(row)] for row in reversed(path)]
    return table(columns, lines, alt=_("All units at each cut-off"))


def _aims(row: Total) -> list[str]:
    target = DASH if row.target is None else format_percent_target(row.target)
    return [target, f"{format_count(row.met)}/{format_count(row.judged)}" if row.judged else DASH]


def merged_table(series: Sequence[UnitSeries], place: int) -> str:
    """Units that were merged, at each of their own cut-offs, the newest first; ``place``: the indicator's in the plan's order."""
    columns = [HtmlColumn(_("Unit")), HtmlColumn(_("Report to")), *_figure_columns()]
    lines = [[wording.series_name(row), *_cells(figures[place])] for row in series for figures in reversed(row.figures)]
    return table(columns, lines, alt=_("Units that were merged"))


def _cells(row: UnitFigure | Total) -> list[str]:
    badge = words.badge(row.verdict, near=row.near, reason=row.reason if isinstance(row, UnitFigure) else None)
    known = row.numerator is not None and row.denominator is not None
    return [
        format_date(row.as_of),
        format_count(row.numerator) if row.numerator is not None else DASH,
        format_count(row.denominator) if row.denominator is not None else DASH,
        format_ratio(row.numerator or 0, row.denominator or 0, row.target) if known and row.denominator else DASH,
        cards.verdict(badge),
        DASH if row.shortfall is None else format_count(row.shortfall),
    ]


def missing_table(rows: Sequence[MissingUnit]) -> str:
    """Awaited units without a report of the period, with the day of their last one."""
    columns = [HtmlColumn(_("Unit")), HtmlColumn(_("Code")), HtmlColumn(_("Last report to"))]
    lines = [[row.name, row.code, DASH if row.last is None else format_date(row.last)] for row in rows]
    return table(columns, lines, alt=_("Units that have not sent"))


def notes_table(notes: Sequence[Note]) -> str:
    """Files and reports that are not counted, refused ones first."""
    columns = [
        HtmlColumn(_("File")),
        HtmlColumn(_("Which report")),
        HtmlColumn(_("Why"), long=True),
        HtmlColumn(_("Result")),
    ]
    ordered = sorted(notes, key=lambda note: not note.refused)
    lines = [
        [
            note.file,
            wording.which(note) or DASH,
            wording.why(note),
            _("✖ refused") if note.refused else _("○ set aside"),
        ]
        for note in ordered
    ]
    return table(columns, lines, alt=_("Files that are not counted"))
