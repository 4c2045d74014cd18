"""What needs attention among the cases of a day, gravest first; and what their deadlines rest on that is not certain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from kpi.answers.cases import CaseYear, RuleUse
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.measures.case_lines import Age, CaseLine
from kpi.ui.parts.attention import Notice, named, overdue_in_words


def case_notices(year: CaseYear, soon: int) -> list[Notice]:
    """Every notice; empty where nothing needs attention. ``soon``: so many days before its deadline one is due soon."""
    found: Sequence[tuple[Sequence[Any], Callable[[Any], Notice]]] = (
        (year.overdue, _overdue),
        (year.aged(Age.SOON), partial(_due_soon, soon)),
        (year.aged(Age.SUSPENDED), _suspended),
        (year.without_deadline, _without_deadline),
        (year.without_hour, _without_hour),
        (year.unreviewed, _unreviewed),
        (year.without_calendar, _without_calendar),
    )
    return [notice(concerned) for concerned, notice in found if concerned]


def _overdue(lines: Sequence[CaseLine]) -> Notice:
    title = _("Overdue and not closed: {count}", count=format_count(len(lines)))
    detail = named(overdue_in_words(line.code, line.days_over or 0) for line in lines)
    return Notice(title, detail, "bad", "✖")


def _due_soon(soon: int, lines: Sequence[CaseLine]) -> Notice:
    title = _("Due within {days} days: {count}", days=format_count(soon), count=format_count(len(lines)))
    detail = named(
        _("{code}: due on {date}", code=line.code, date=format_date(line.due_on)) for line in lines if line.due_on
    )
    return Notice(title, detail, "near", "▲")


def _suspended(lines: Sequence[CaseLine]) -> Notice:
    title = _("Suspended, no day of resumption yet: {count}", count=format_count(len(lines)))
    detail = named(
        _(
            "{code}: since {date}, in progress until somebody ends it",
            code=line.code,
            date=format_date(line.suspended_on),
        )
        for line in lines
        if line.suspended_on
    )
    return Notice(title, detail, "none", "○")


def _without_deadline(lines: Sequence[CaseLine]) -> Notice:
    title = _("No deadline, so they cannot be judged: {count}", count=format_count(len(lines)))
    ruleless = [line.code for line in lines if line.origin == "no_rule"]
    detail = ""
    if ruleless:
        detail = _("{codes}: no rule for this kind and day, write the deadline into the log", codes=named(ruleless))
    return Notice(title, detail, "near", "▲")


def _without_hour(lines: Sequence[CaseLine]) -> Notice:
    count = format_count(len(lines))
    title = _("Without the hour of receipt, so the term runs from the end of the day: {count}", count=count)
    codes = named(line.code for line in lines)
    detail = _("{codes}: the term runs by the hour, write the time of receipt into the log", codes=codes)
    return Notice(title, detail, "near", "▲")


def _unreviewed(rules: Sequence[RuleUse]) -> Notice:
    title = _(
        "Deadlines by rules that a legal officer must review: {count}",
        count=format_count(sum(rule.cases for rule in rules)),
    )
    detail = named(_("{basis} ({count})", basis=rule.basis, count=format_count(rule.cases)) for rule in rules)
    return Notice(title, detail, "near", "▲")


def _without_calendar(years: Sequence[tuple[int, int]]) -> Notice:
    deadlines = named(_("{year}: {count} deadlines", year=year, count=format_count(count)) for year, count in years)
    return Notice(
        _("Deadlines counted without the holidays, by Saturdays and Sundays only"),
        _("{years}; the administrator enters the holidays of these years", years=deadlines),
        "near",
        "▲",
    )
