"""The days that a list of activities speaks for: a later list of the same days takes its place on them.

Source of the rule: docs/decisions/data.md#activities.
"""

from __future__ import annotations

from datetime import date

from kpi.domain.datasets import Scope as ScopeKind
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ingest.loading.plan import CheckedSheet, Plan
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.moments import find_beginning


def first_day(plan: Plan, read: CheckedSheet) -> date | None:
    """The first of a list's days: as its title says ("từ ngày …"), and no later than its earliest row; None of all other lists.

    A list that names a day after its own is refused: it would speak of what it cannot know.
    """
    if plan.layout.dataset.scope is not ScopeKind.DAYS:
        return None
    days: list[date] = list(read.rows.columns["held_on"])
    late = sorted({day for day in days if day > read.as_of})
    if late:
        raise _after_its_day(plan.sheet, read.as_of, late)
    stated = find_beginning(" ".join(plan.title_cells))
    if stated is not None and stated <= read.as_of:
        days.append(stated)
    return min(days, default=None)


def _after_its_day(sheet: Sheet, as_of: date, late: list[date]) -> UserError:
    return UserError(
        _("The list names activities of days after its own"),
        place=_("{file}, sheet {sheet}", file=sheet.file, sheet=sheet.name) if sheet.name else sheet.file,
        found=", ".join(map(format_date, late[:6])),
        expected=_("days up to {day}", day=format_date(as_of)),
        remedy=_("Correct the day that the list is as of, or the days of its rows."),
        code="after_its_day",
    )
