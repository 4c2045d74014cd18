"""The roll-up's cards and tables as blocks of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from kpi.config.models import Config
from kpi.domain.reasons import Reason
from kpi.i18n.formats import format_count, format_date, format_points, format_ratio
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment
from kpi.rollup import wording
from kpi.rollup.answer import MissingUnit, Note, RegionSum, Total, UnitFigure, UnitSeries
from kpi.ui.parts import cards, words
from kpi.ui.parts.figures import target_column
from kpi.ui.parts.tables import ListColumn, listing, ratio_column


def assessment_of(total: Total) -> Assessment:
    """A total as the answer about one indicator, so that it is drawn as a unit's own is."""
    return Assessment(
        total.id, total.as_of, total.numerator, None, total.denominator, total.target, total.verdict, total.reason, total.shortfall,
        total.open, None, (), near=total.near,
    )  # fmt: skip


def total_cards(totals: Sequence[Total], before: Sequence[Total], config: Config, order: Sequence[str]) -> str:
    """A card an indicator: the pooled ratio with its counts, how many units met, and the change since the cut-off before."""
    earlier = {row.id: row for row in before}
    by_id = {row.id: row for row in totals}
    drawn = [_card(by_id[name], earlier.get(name), config) for name in order]
    return f'<div class="kpi-cards">{"".join(drawn)}</div>'


def _card(total: Total, before: Total | None, config: Config) -> str:
    indicator, now = config.indicator(total.id), assessment_of(total)
    badge = words.badge_of(now)
    lines = [f'<h2 class="kpi-name">{escape(indicator.spoken_title)}</h2>', *_level(total, indicator.spoken_counted_in)]
    lines.append(cards.bar(now, badge.tone))
    target = words.target_in_words(total.target) if total.target is not None else ""
    if total.targets_differ and total.reason is not Reason.DIFFERENT_TARGETS:  # else the verdict says it
        target = _("different targets")
    lines.append(f'<p class="kpi-verdict">{cards.verdict(badge)}<span class="kpi-target">{escape(target)}</span></p>')
    lines.append(f'<p class="kpi-line"><strong>{escape(wording.met_of(total))}</strong></p>')
    quiet = [*wording.apart(total), *filter(None, [wording.rests_on(total)]), *_change(total, before)]
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


def ranking_table(rows: Sequence[UnitFigure | Total], below: Total | None, total: Total, *, alt: str) -> str:
    """Units with their counts, ratio, verdict and what is missing, and their targets where all units' ``total`` has none in common;
    ``below``: the sum under them."""
    whole = None if below is None or below.numerator is None else below
    return listing(rows, ranking_columns(total), whole, alt=alt)


def ranking_columns(total: Total) -> list[ListColumn[UnitFigure | Total]]:
    """A unit's day, counts, ratio, verdict, what is missing, and what it rests on."""
    return [
        ListColumn(_("Unit"), lambda row: wording.name_of(row) if isinstance(row, UnitFigure) else _("All units")),
        ListColumn(_("Report to"), lambda row: row.as_of),
        *figure_columns(),
        *([target_column()] if total.targets_differ else []),
        ListColumn(_("Rests on"), _basis, long=True),
    ]


def figure_columns() -> list[ListColumn[UnitFigure | Total]]:
    """Counts, ratio, verdict and what is missing."""
    return [
        ListColumn(_("Numerator"), lambda row: row.numerator, numeric=True),
        ListColumn(_("Denominator"), lambda row: row.denominator, numeric=True),
        ratio_column(lambda row: row.target),
        ListColumn(_("Verdict"), _badge, html=True),
        ListColumn(_("Missing"), lambda row: row.shortfall, numeric=True),
    ]


def _basis(row: UnitFigure | Total) -> str:
    return wording.basis(row) if isinstance(row, UnitFigure) else wording.rests_on(row)


def _badge(row: UnitFigure | Total) -> words.Badge:
    return words.badge(row.verdict, near=row.near, reason=row.reason)


def path_table(path: Sequence[Total]) -> str:
    """One indicator of all units at each cut-off, the newest first, with how many units sent and how many of them met."""
    return listing(reversed(path), path_columns(), alt=_("All units at each cut-off"))


def path_columns() -> list[ListColumn[Total]]:
    """A cut-off's units, counts, ratio, verdict and target."""
    return [
        ListColumn(_("Cut-off date"), lambda row: row.as_of),
        ListColumn(_("Units"), lambda row: row.units, numeric=True),
        *figure_columns(),
        target_column(),
        ListColumn(_("Units that met"), _met, numeric=True),
    ]


def _met(row: Total) -> str | None:
    return f"{format_count(row.met)}/{format_count(row.judged)}" if row.judged else None


def groups_table(rows: Sequence[tuple[RegionSum, Total]]) -> str:
    """One indicator by province and district, with how many of the units that are awaited are in it."""
    columns: list[ListColumn[tuple[RegionSum, Total]]] = [
        ListColumn(_("Province"), lambda row: row[0].place.province if row[0].place else wording.place(row[0])),
        ListColumn(_("District"), lambda row: (row[0].place.district if row[0].place else "") or None),
        ListColumn(_("Units"), lambda row: wording.sent_of(row[0].units, row[0].missing, row[0].refused)),
        *(column.of(_total) for column in figure_columns()),
        ListColumn(_("Units that met"), lambda row: _met(row[1]), numeric=True),
    ]
    return listing(rows, columns, alt=_("Units by province and district"))


def _total(row: tuple[RegionSum, Total]) -> Total:
    return row[1]


def merged_rows(series: Sequence[UnitSeries], place: int) -> list[UnitFigure]:
    """Units that were merged, at each of their own cut-offs, the newest first; ``place``: the indicator's in the plan's order."""
    return [
        replace(figures[place], name=wording.series_name(unit)) for unit in series for figures in reversed(unit.figures)
    ]


def merged_table(rows: Sequence[UnitFigure]) -> str:
    """What they sent themselves."""
    columns: list[ListColumn[UnitFigure]] = [
        ListColumn(_("Unit"), lambda row: row.name),
        ListColumn(_("Report to"), lambda row: row.as_of),
        *figure_columns(),
    ]
    return listing(rows, columns, alt=_("Units that were merged"))


def missing_table(rows: Sequence[MissingUnit]) -> str:
    """Awaited units without a report of the period, with the day of their last one."""
    columns: list[ListColumn[MissingUnit]] = [
        ListColumn(_("Unit"), lambda row: row.name),
        ListColumn(_("Code"), lambda row: row.code),
        ListColumn(_("Last report to"), lambda row: row.last),
    ]
    return listing(rows, columns, alt=_("Units that have not sent"))


def notes_table(notes: Sequence[Note], config: Config) -> str:
    """Files and reports that are not counted, or that there is something to tell of."""
    columns: list[ListColumn[Note]] = [
        ListColumn(_("File"), wording.files),
        ListColumn(_("Which report"), lambda note: wording.which(note) or None),
        ListColumn(_("Why"), lambda note: wording.why(note, config), long=True),
        ListColumn(_("Result"), wording.outcome),
    ]
    return listing(notes, columns, alt=_("Files that are not counted"))
