"""The roll-up as an Excel workbook: totals, every unit, history, who has not sent and which files are not counted."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from kpi.config.models import Config
from kpi.domain.goals import Goal, Quota
from kpi.i18n.messages import _
from kpi.rollup import wording
from kpi.rollup.answer import Place, RegionSum, RollUp, Total, UnitFigure
from kpi.workbooks.looks import header_look, new_book, print_on_a4

Cell = str | int | date | Decimal | tuple[int, int] | None


def workbook(answer: RollUp, config: Config) -> bytes:
    """Counts as numbers, ratios as formulas over them; the same answer gives the same bytes."""
    content = io.BytesIO()
    with new_book(content, _("Communes together"), answer.as_of or date(2000, 1, 1)) as book:
        _write_sheets(book, answer, config)
    return content.getvalue()


def _write_sheets(book: Any, answer: RollUp, config: Config) -> None:
    config = answer.plan.spoken(config)
    titles = {row.id: config.indicator(row.id).spoken_title for row in answer.totals}
    _sheet(book, _("Totals"), _total_heads(), [_total(row, titles) for row in answer.totals])
    _sheet(book, _("Units"), _unit_heads(), [
        _unit(titles[rows.id], row) for rows in answer.rankings for row in (*rows.ranked, *rows.apart)
    ])  # fmt: skip
    if answer.groups:
        rows = [_group(group, total, titles) for group in answer.groups for total in group.totals]
        _sheet(book, _("Provinces and districts"), _group_heads(), rows)
    _sheet(book, _("History"), _total_heads(), [_total(row, titles) for totals in answer.path for row in totals])
    if answer.left_out:
        heads = [_("Plan"), _("Units"), _("Names of units")]
        _sheet(book, _("Plans reported"), heads, [
            [wording.plan_name(row), len(row.units), ", ".join(row.units)] for row in (answer.plan, *answer.left_out)
        ])  # fmt: skip
    missing = [[row.code, row.name, *_place(row.place), row.last] for row in answer.missing]
    heads = [_("Code"), _("Unit"), _("Province"), _("District"), _("Last report to")]
    _sheet(book, _("Not sent yet"), heads, missing)
    proofs = [[row.unit, row.unit_name, row.number, row.period_end, wording.proof(row)] for row in answer.proofs]
    _sheet(book, _("Signatures"), [_("Code"), _("Unit"), _("Number"), _("Report to"), _("Signature")], proofs)
    notes: list[list[Cell]] = [
        [wording.files(note), wording.which(note), wording.why(note, config), wording.outcome(note)]
        for note in answer.notes
    ]
    _sheet(book, _("Not counted"), [_("File"), _("Which report"), _("Why"), _("Result")], notes)


def _total_heads() -> list[str]:
    return [
        _("Indicator"), _("Cut-off date"), _("Numerator"), _("Denominator"), _("Ratio"), _("Target"), _("Missing"),
        _("Units that met"), _("Units judged"), _("None occurred"), _("No data yet"), _("No target set"), _("Verdict"),
        _("Counts of a part only"), _("Different targets within"), _("Newest list or log"), _("Oldest list"),
        _("Units that do not say the day"),
    ]  # fmt: skip


def _total(row: Total, titles: dict[str, str]) -> list[Cell]:
    return [
        titles[row.id], row.as_of, row.numerator, row.denominator, _share(row), _goal(row.target),
        row.shortfall, row.met, row.judged,
        row.none_occurred, row.no_data, row.no_target, wording.verdict(row.verdict, row.reason), row.partial, row.different,
        row.newest_on, row.oldest_on, row.days_untold,
    ]  # fmt: skip


def _group_heads() -> list[str]:
    indicator, *others = _total_heads()
    return [_("Province"), _("District"), indicator, *others, _("Units"), _("Not sent yet"), _("Refused")]


def _group(group: RegionSum, row: Total, titles: dict[str, str]) -> list[Cell]:
    return [*_place(group.place), *_total(row, titles), group.units, group.missing, group.refused]


def _place(place: Place | None) -> tuple[str, str]:
    return (place.province, place.district) if place is not None else ("", "")


def _unit_heads() -> list[str]:
    return [
        _("Indicator"), _("Code"), _("Unit"), _("Report to"), _("Numerator"), _("Denominator"), _("Ratio"), _("Target"), _("Missing"),
        _("Newest list or log"), _("Oldest list"), _("Villages with a register"), _("Villages"), _("Verdict"), _("Province"),
        _("District"),
    ]  # fmt: skip


def _unit(title: str, row: UnitFigure) -> list[Cell]:
    covered, villages = row.covered or (None, None)
    return [
        title, row.code, wording.name_of(row), row.as_of, row.numerator, row.denominator, _share(row), _goal(row.target),
        row.shortfall,
        row.observed_on, row.oldest_list_on, covered, villages, wording.verdict(row.verdict, row.reason), *_place(row.place),
    ]  # fmt: skip


def _goal(target: Goal | None) -> Decimal | int | None:
    """A target as a share, one by number as the number that it is."""
    return target.count if isinstance(target, Quota) else target


def _share(row: Total | UnitFigure) -> tuple[int, int] | None:
    return (row.numerator, row.denominator) if row.numerator is not None and row.denominator else None


def _sheet(book: Any, name: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    page = book.add_worksheet(name)
    looks = {kind: book.add_format({"border": 1, **look}) for kind, look in _LOOKS.items()}
    for column, head in enumerate(heads):
        shown = [_width(row[column]) for row in rows]
        page.set_column(column, column, min(max([*shown, len(head), 9]) + 2, 60))
        page.write_string(0, column, head, book.add_format(header_look(required=False)))
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write(page, place, column, cell, looks)
    page.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    print_on_a4(page, landscape=True)


_LOOKS: dict[str, dict[str, object]] = {
    "text": {}, "count": {"num_format": "#,##0"}, "date": {"num_format": "dd/mm/yyyy"}, "share": {"num_format": "0.0%"},
}  # fmt: skip


def _write(page: Any, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
    match cell:
        case None:
            page.write_blank(row, column, None, looks["text"])
        case str():
            page.write_string(row, column, cell, looks["text"])
        case date():
            page.write_datetime(row, column, datetime.combine(cell, time.min), looks["date"])
        case (numerator, denominator):  # the counts stand in the two cells to the left
            formula = "=" + "/".join(f"{_letter(column - left)}{row + 1}" for left in (2, 1))
            page.write_formula(row, column, formula, looks["share"], numerator / denominator)
        case Decimal():
            page.write_number(row, column, float(cell / 100), looks["share"])
        case _:
            page.write_number(row, column, cell, looks["count"])


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _width(cell: Cell) -> int:
    return 10 if isinstance(cell, date) else len(str(cell)) if isinstance(cell, str | int) else 6
