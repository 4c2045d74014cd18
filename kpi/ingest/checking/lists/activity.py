"""A list of activities: which kind each is of, where no column says it, and the numbers of papers, of which nothing else is kept."""

from __future__ import annotations

from kpi.config.models import Config
from kpi.domain.datasets import ACTIVITY
from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.checked import missing_cell
from kpi.ingest.checking.columns import is_word_of, unknown_places
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.own_columns import OwnColumns
from kpi.ingest.checking.traits import CellSample
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.papers import find_paper

# What a row without a kind is, by the first of its cells that says anything.
_TOLD_BY = {"paper": "paper", "place": "posting", "people": "session", "reach": "post"}
_HALF = 0.5
_FACTS = tuple(column.name for column in ACTIVITY.columns)


class ActivityChecks(Checks):
    """Kinds by what a row counts, numbers of papers, and rows that say the same as one above."""

    def check(self, rows: Rows) -> None:
        if "kind" in rows.lacking:
            _tell_kinds(rows)
        for place, text in enumerate(rows.fields["paper"]):
            rows.fields["paper"][place] = _number(rows, place, text)
        _refuse_none(rows)
        _doubt_alike(rows)


class ActivityColumns(OwnColumns):
    """Kinds under any header ("Hình thức": Họp thôn, Loa)."""

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """The column of which half of the cells are kinds; what the others say is then asked about, and counts as nothing else."""
        if "kind" in layout.positions:
            return layout
        rows, is_kind = sheet.rows[layout.body :], is_word_of(ACTIVITY.column("kind"), layout, config)
        found = [place for place in unknown_places(layout) if CellSample.of(rows, place).share(is_kind) >= _HALF]
        return layout.placed("kind", found[0]) if len(found) == 1 else layout


def _tell_kinds(rows: Rows) -> None:
    """A list of papers has numbers, one of sessions counts who came, which a row of it may leave open; in a list of several kinds
    a row that says nothing is nobody's guess."""
    column = ACTIVITY.column("kind")
    filled = [kind for name, kind in _TOLD_BY.items() if any(cell is not None for cell in rows.fields[name])]
    otherwise = filled[0] if len(filled) == 1 else None
    for place in range(len(rows.fields["kind"])):
        told = (kind for name, kind in _TOLD_BY.items() if rows.fields[name][place] is not None)
        rows.fields["kind"][place] = kind = next(told, otherwise)
        if kind is None:
            rows.doubt(place, column, None, missing_cell(column))


def _number(rows: Rows, place: int, text: str | None) -> str | None:
    """The number of a row's paper; the words around it go, for they may name anybody."""
    column = ACTIVITY.column("paper")
    if rows.fields["kind"][place] != "paper":
        if text:
            message = _("only a paper has a number here; it was left out")
            rows.doubt(place, column, None, Doubt("not_of_this_kind", message, "warning"))
        return None
    number = find_paper(text or "")
    if number is None:
        message = _("a paper needs its number and symbol as in 12/KH-UBND, one in a row")
        rows.doubt(place, column, None, Doubt("no_paper_number", message, "error"))
    return number


def _refuse_none(rows: Rows) -> None:
    """A row that stands for 0 is no activity, though it may count who came; how many there were is nobody's guess."""
    column = ACTIVITY.column("quantity")
    message = _("0 is no activity; write how many there were, leave the cell empty for one, or delete the row")
    for place, quantity in enumerate(rows.fields["quantity"]):
        if quantity == 0:
            rows.doubt(place, column, None, Doubt("stands_for_none", message, "error"))


def _doubt_alike(rows: Rows) -> None:
    """Two rows may well be two activities, and a paper is one wherever it stands: both are told."""
    seen: dict[tuple[object, ...], int] = {}
    for place, facts in enumerate(zip(*(rows.fields[name] for name in _FACTS), strict=True)):
        paper, day = rows.fields["paper"][place], rows.fields["held_on"][place]
        key = (paper, day and day.year) if paper else facts
        above = seen.setdefault(key, place)
        if above == place or any(_is_error(one) for one in rows.problems.get(place, ())):
            continue
        row = rows.fields["row"][above]
        if paper:
            message = _("this paper stands in row {row}, too; it counts once", row=row)
            rows.doubt(place, ACTIVITY.column("paper"), None, Doubt("paper_twice", message, "warning"))
        else:
            message = _("row {row} says the same; both count. If it is one activity, delete one of the rows", row=row)
            rows.doubt(place, ACTIVITY.column("kind"), None, Doubt("alike", message, "warning"))


def _is_error(problem: Problem) -> bool:
    return problem.severity == "error"
