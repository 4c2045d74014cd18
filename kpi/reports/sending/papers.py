"""The paper that a frozen report became: its number and the day of its issue, noted after signing.

Nothing is edited: a newer step decides, and one without a number takes the earlier one back. Form of the number: Nghị định
30/2020/NĐ-CP, Phụ lục I; what is refused, and why: docs/decisions/reports.md#number-of-the-paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.domain.errors import UserError
from kpi.i18n.formats import format_date
from kpi.i18n.messages import N_, _
from kpi.reports.sending.freezing import FrozenReport, frozen_report, frozen_reports
from kpi.store import PaperStep, Store
from kpi.vietnamese.papers import find_paper, name_of_paper
from kpi.vietnamese.text import clean_text

_REPORT = "Báo cáo"


@needs(Right.REPORTS, noted=N_("number and day of a signed report were noted"), about="number")
def note_paper(store: Store, number: int, paper: str, issued_on: date, *, noted_by: str, at: datetime) -> FrozenReport:
    """Notes under which number and on which day a frozen report was issued; noted again, the newer note holds."""
    report, written = frozen_report(store, number), _number_of(paper)
    _refuse_day(report, issued_on, at.date())
    _refuse_taken(store, report, written, issued_on)
    return _noted(store, report, written, issued_on, noted_by, at)


@needs(Right.REPORTS, noted=N_("number and day of a signed report were taken back"), about="number")
def take_paper_back(store: Store, number: int, *, noted_by: str, at: datetime) -> FrozenReport:
    """Takes a number back that was noted wrongly: from then on the report has none."""
    report = frozen_report(store, number)
    if report.kept.paper_by() is None:
        raise UserError(
            _("No number has been noted for this report"), found=str(number), remedy=_("Nothing needs to be done."),
            code="no_paper",
        )  # fmt: skip
    return _noted(store, report, None, None, noted_by, at)


def _noted(
    store: Store, report: FrozenReport, paper: str | None, issued_on: date | None, noted_by: str, at: datetime
) -> FrozenReport:
    name = clean_text(noted_by)
    if not name:
        raise UserError(_("A step needs a name"), remedy=_("Write who has done it."), code="no_name")
    with store.writing() as writer:
        writer.note_paper(report.number, PaperStep(paper, issued_on, name, writer.moment(at)))
    return frozen_report(store, report.number)


def _number_of(text: str) -> str:
    """The number as it is written on a paper; anything but the number of a report is refused."""
    found = find_paper(text)
    if found is None or name_of_paper(found) != _REPORT:
        raise UserError(
            _("This is no number of a report"),
            found=clean_text(text),
            expected=_("number and symbol as in 12/BC-UBND"),
            remedy=_("Write the number as the office's book has it."),
            code="no_paper_number",
        )
    return found


def _refuse_day(report: FrozenReport, issued_on: date, today: date) -> None:
    """A paper that bears the check code was made after the figures were frozen, and is issued by today."""
    frozen = report.state.frozen_at.date()
    if not frozen <= issued_on <= today:
        raise UserError(
            _("A report cannot have been issued on this day"),
            found=format_date(issued_on),
            expected=_(
                "a day from {first}, when it was frozen, to {last}", first=format_date(frozen), last=format_date(today)
            ),
            remedy=_("Write the day that stands on the signed paper."),
            code="other_day",
        )


def _refuse_taken(store: Store, report: FrozenReport, paper: str, issued_on: date) -> None:
    """The office's book gives a number once a year; a paper that replaces another one may bear the same."""
    every = frozen_reports(store)
    alike = _replaced_by_turns(report.number, every)
    for other in every:
        known = other.kept.paper_by()
        if other.number in alike or known is None or known.issued_on is None:
            continue
        if (known.paper, known.issued_on.year) == (paper, issued_on.year):
            raise UserError(
                _("Another report has this number"),
                found=_(
                    "report no. {number}, to {day}: {paper}",
                    number=other.number,
                    day=format_date(other.state.as_of),
                    paper=paper,
                ),
                remedy=_("Correct the number, or take it back from the other report first."),
                code="paper_taken",
            )


def _replaced_by_turns(number: int, reports: Sequence[FrozenReport]) -> set[int]:
    """The reports that one after the other took each other's place, this one among them."""
    before = {one.number: one.kept.replaces for one in reports}
    after = {one.number: one.replaced_by for one in reports}
    found = {number}
    for turn in (before, after):
        at = turn.get(number)
        while at is not None:
            found.add(at)
            at = turn.get(at)
    return found
