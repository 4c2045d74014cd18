"""The household page's tables, as rows of words."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.answers.households import Movement, compared_movement
from kpi.i18n.formats import format_count, format_points, format_ratio
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.judgement.comparing import has_change
from kpi.ui.parts import words
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.charts import by_shortfall, village_name
from kpi.ui.parts.tables import HtmlColumn, table

DASH = "—"


def village_table(now: Assessment, before: Assessment, movement: Sequence[Movement]) -> str:
    """Every village: counts, ratio, verdict, what is missing, change, who joined and left; the commune below."""
    columns = [
        HtmlColumn(_("Village")),
        HtmlColumn(_("Joined the groups"), numeric=True),
        HtmlColumn(_("All households"), numeric=True),
        HtmlColumn(_("Ratio"), numeric=True),
        HtmlColumn(_("Verdict"), html=True),
        HtmlColumn(_("Missing"), numeric=True),
        HtmlColumn(_("Waiting"), numeric=True),
        HtmlColumn(_("Change"), numeric=True),
        HtmlColumn(_("New since"), numeric=True),
        HtmlColumn(_("Gone since"), numeric=True),
    ]
    earlier = {village.code: village for village in before.villages}
    compared = compared_movement(movement, before, now)
    moved = {row.code: row for row in compared or ()}
    rows = [
        _row(village_name(village), village, now, earlier.get(village.code), moved.get(village.code))
        for village in by_shortfall(now.villages)
    ]
    whole = _total(now, before, compared)
    return table(columns, rows, whole, alt=_("Households by village"))


def _row(
    name: str, village: VillageAssessment, now: Assessment, before: VillageAssessment | None, moved: Movement | None
) -> list[str]:
    badge = words.badge(village.verdict, near=village.near)
    return [
        name,
        format_count(village.numerator),
        format_count(village.denominator),
        format_ratio(village.numerator, village.denominator, now.target) if village.denominator else DASH,
        verdict(badge),
        DASH if village.shortfall is None else format_count(village.shortfall),
        words.waiting_in_words(village.numerator, village.waiting, village.denominator, now.target),
        _points(before, village, moved),
        format_count(moved.joined) if moved else DASH,
        format_count(moved.left) if moved else DASH,
    ]


def _total(now: Assessment, before: Assessment, movement: Sequence[Movement] | None) -> list[str] | None:
    if now.numerator is None or not now.denominator:
        return None
    return [
        _("Whole commune"),
        format_count(now.numerator),
        format_count(now.denominator),
        format_ratio(now.numerator, now.denominator, now.target),
        verdict(words.badge_of(now)),
        DASH if now.shortfall is None else format_count(now.shortfall),
        words.waiting_in_words(now.numerator, now.waiting or 0, now.denominator, now.target),
        _whole_points(before, now),
        format_count(sum(row.joined for row in movement)) if movement else DASH,
        format_count(sum(row.left for row in movement)) if movement else DASH,
    ]


def _points(before: VillageAssessment | None, now: VillageAssessment, moved: Movement | None) -> str:
    """A village's change; that there was none is told only where it has a newer list."""
    if before is None or not before.denominator or not now.denominator:
        return DASH
    same = before.numerator * now.denominator == now.numerator * before.denominator
    if same and moved is None:
        return DASH
    return format_points((before.numerator, before.denominator), (now.numerator, now.denominator))


def _whole_points(before: Assessment, now: Assessment) -> str:
    if not has_change(before, now):
        return DASH
    return format_points((before.numerator or 0, before.denominator or 0), (now.numerator or 0, now.denominator or 0))


def waiting_rows(now: Assessment, unit: str) -> list[tuple[str, str]]:
    """What would change if every best open suggestion were confirmed."""
    if now.numerator is None or not now.denominator:
        return []
    return [(_("Households waiting for a confirmation"), words.amount(now.waiting or 0, unit))]
