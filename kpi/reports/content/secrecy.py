"""What whoever freezes a report is told of what must not leave: conclusions that lead to a citizen, small counts not kept."""

from __future__ import annotations

from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.reports.content import wording
from kpi.reports.content.model import Report
from kpi.snapshots.personal import conclusions_in_words, notes_in_words


def secrecy_warnings(report: Report) -> tuple[str, ...]:
    """In words, none where all is kept; the cells that give small counts away went up with earlier reports, or are totals."""
    return (*_held_back(report), *_held_notes(report), *_given_away(report), *_by_first_rule(report))


def _held_back(report: Report) -> list[str]:
    if not report.held_back:
        return []
    return [
        _(
            "Conclusions that hold what must not leave the office: {conclusions}. The draft does not tell them, and the report cannot "
            "be frozen. Note them again with the post or the village, and the old ones as dropped.",
            conclusions=conclusions_in_words(report.held_back),
        )
    ]


def _held_notes(report: Report) -> list[str]:
    if not report.held_notes:
        return []
    return [
        _(
            "Notes that hold what must not leave the office: {notes}. The draft does not tell them, and the report cannot be frozen."
            " Strike them out, and write them anew with posts and villages.",
            notes=notes_in_words(report.held_notes),
        )
    ]


def _given_away(report: Report) -> list[str]:
    if not report.given_away:
        return []
    names = {**report.cases.names_before, **report.cases.names} if report.cases else {}
    kinds = {one.kind: wording.kind(report.config, "case", one.kind) or one.kind for one in report.given_away}
    told = [
        _(
            "{village}, {kind}, as of {day} (report no. {number})",
            village=names.get(one.village, one.village), kind=kinds[one.kind], day=format_date(one.day), number=one.number,
        )
        for one in report.given_away
    ]  # fmt: skip
    return [
        _(
            "A correction took reports away from what was sent. Who holds all reports and the list of one village can now work these "
            "small counts out from the totals: {cases}. Hiding cannot mend that; freeze only if it has to go up.",
            cases="; ".join(told),
        )
    ]


def _by_first_rule(report: Report) -> list[str]:
    if not report.by_first_rule:
        return []
    numbers = ", ".join(map(str, report.by_first_rule))
    return [
        _(
            "Reports sent this year by an earlier program hid small counts one table at a time (no. {numbers}): who holds them and "
            "the list of one village can work some of them out. Hiding cannot mend that any more.",
            numbers=numbers,
        )
    ]
