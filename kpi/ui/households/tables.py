"""The household page's tables, as rows of words."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.answers.households import Movement, compared_movement
from kpi.i18n.formats import format_points, format_ratio
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.judgement.comparing import has_change
from kpi.ui.parts import words
from kpi.ui.parts.charts import by_shortfall, village_name
from kpi.ui.parts.tables import ListColumn, listing


def village_table(now: Assessment, before: Assessment, movement: Sequence[Movement]) -> str:
    """Every village: counts, ratio, verdict, what is missing, change, who joined and left; the commune below."""
    earlier = {village.code: village for village in before.villages}
    compared = compared_movement(movement, before, now) or ()
    moved = {row.code: row for row in compared}

    def change(row: VillageAssessment | Assessment) -> str | None:
        if isinstance(row, Assessment):
            return _points(before, row) if has_change(before, row) else None
        return _village_points(earlier.get(row.code), row, moved.get(row.code))

    def movements(row: VillageAssessment | Assessment, way: str) -> int | None:
        rows = compared if isinstance(row, Assessment) else [moved[row.code]] if row.code in moved else []
        return sum(getattr(one, way) for one in rows) if rows else None

    columns: list[ListColumn[VillageAssessment | Assessment]] = [
        ListColumn(_("Village"), lambda row: _("Whole commune") if isinstance(row, Assessment) else village_name(row)),
        ListColumn(_("Joined the groups"), lambda row: row.numerator, numeric=True),
        ListColumn(_("All households"), lambda row: row.denominator, numeric=True),
        ListColumn(
            _("Ratio"), lambda row: format_ratio(row.numerator or 0, row.denominator or 0, now.target), numeric=True
        ),
        ListColumn(_("Verdict"), _badge, html=True),
        ListColumn(_("Missing"), lambda row: row.shortfall, numeric=True),
        ListColumn(_("Waiting"), lambda row: _waiting(row, now), numeric=True),
        ListColumn(_("Change"), change, numeric=True),
        ListColumn(_("New since"), lambda row: movements(row, "joined"), numeric=True),
        ListColumn(_("Gone since"), lambda row: movements(row, "left"), numeric=True),
    ]
    villages: list[VillageAssessment | Assessment] = [*by_shortfall(now.villages)]
    whole = None if now.numerator is None or not now.denominator else now
    return listing(villages, columns, whole, alt=_("Households by village"))


def _badge(row: VillageAssessment | Assessment) -> words.Badge:
    return words.badge_of(row) if isinstance(row, Assessment) else words.badge(row.verdict, near=row.near)


def _waiting(row: VillageAssessment | Assessment, now: Assessment) -> str:
    return words.waiting_in_words(row.numerator or 0, row.waiting or 0, row.denominator or 0, now.target)


def _village_points(before: VillageAssessment | None, now: VillageAssessment, moved: Movement | None) -> str | None:
    """A village's change; that there was none is told only where it has a newer list."""
    if before is None or not before.denominator or not now.denominator:
        return None
    same = before.numerator * now.denominator == now.numerator * before.denominator
    return None if same and moved is None else _points(before, now)


def _points(before: VillageAssessment | Assessment, now: VillageAssessment | Assessment) -> str:
    return format_points((before.numerator or 0, before.denominator or 0), (now.numerator or 0, now.denominator or 0))


def waiting_rows(now: Assessment, unit: str) -> list[tuple[str, str]]:
    """What would change if every best open suggestion were confirmed."""
    if now.numerator is None or not now.denominator:
        return []
    return [(_("Households waiting for a confirmation"), words.amount(now.waiting or 0, unit))]
