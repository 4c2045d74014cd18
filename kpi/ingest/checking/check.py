"""Checks a recognised sheet: in bulk where it is a very long register, else row by row; the answers are the same."""

from __future__ import annotations

from kpi.config.models import Config
from kpi.domain.errors import Problem
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.checked import Checked
from kpi.ingest.checking.facts import is_even
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.rows import check_row_by_row
from kpi.ingest.reading.files import Sheet
from kpi.ingest.reading.tall import TallRows


def check_rows(sheet: Sheet, layout: Layout, config: Config, references: References, given: dict[str, str]) -> Checked:
    """Every row below the header. ``given`` are cells that hold for the whole sheet (its village or group)."""
    # In bulk nobody looks for formulas without a value or names in two columns, cell by cell, nor at several rows together.
    plain = layout.is_plain and not (
        sheet.unsaved or layout.lacking or layout.names_persons or layout.absent or layout.noted
    )
    if layout.dataset.bulk and isinstance(sheet.rows, TallRows) and plain and is_even(sheet, sheet.rows, layout):
        from kpi.ingest.checking.bulk import check_bulk  # with its library, which shorter lists do not need

        checked = check_bulk(sheet.rows, layout, config, references, given)
        # What a row written twice answers in columns of yes and no is compared row by row.
        has_answers_twice = bool(layout.marks) and checked is not None and any(map(_is_repeated, checked.problems))
        if checked is not None and not has_answers_twice:
            return checked
    return check_row_by_row(sheet, layout, config, references, given)


def _is_repeated(problem: Problem) -> bool:
    return problem.code == "repeated_row"
