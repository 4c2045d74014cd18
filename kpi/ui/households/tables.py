"""The household page's tables, as rows of words."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.answers.households import Movement, compared_movement
from kpi.i18n.formats import format_points
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.judgement.comparing import has_change
from kpi.ui.parts import words
from kpi.ui.parts.charts import by_shortfall, village_columns, whole_of
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
        *village_columns(now),
        ListColumn(_("Change"), change, numeric=True),
        ListColumn(_("New since"), lambda row: movements(row, "joined"), numeric=True),
        ListColumn(_("Gone since"), lambda row: movements(row, "left"), numeric=True),
    ]
    villages: list[VillageAssessment | Assessment] = [*by_shortfall(now.villages)]
    return listing(villages, columns, whole_of(now), alt=_("Households by village"))


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
