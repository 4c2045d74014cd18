"""The workbook of rejected rows: a clerk mends the red cells and loads it again, and its rows are added to the list.

Every cell is text as it was read: nothing that somebody typed becomes a formula, and no digit is lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from kpi.domain.datasets import Dataset
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ingest.checking.checked import RejectedRow
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.loading.plan import SIMULATED
from kpi.ingest.loading.plan import SUPPLEMENT as SUPPLEMENT_MARK
from kpi.ingest.workbooks.templates import TEXT_FORMAT, column_width, note
from kpi.vietnamese.moments import find_date
from kpi.workbooks.looks import MOST_LETTERS, header_look, new_book, print_on_a4

__all__ = ["REASON_HEADER", "ROW_HEADER", "SUPPLEMENT_MARK", "RejectedRow", "mending_of", "mending_workbook"]

# The importer knows the workbook by its title, and passes over these two columns; in any language (kpi.ingest.loading.plan).
WHOLE_MARK = "DANH SÁCH"
ROW_HEADER, REASON_HEADER = "Dòng", "Lý do"
TITLE_ROW, DATE_ROW, HEADER_ROW = 0, 1, 2
BAD_COLOUR = "#FFC7CE"
_REASON_WIDTH, _ROW_WIDTH = 60, 7
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[/.\-](?=[0-9])")


def mending_of(outcome: Outcome) -> bytes:
    """The rejected rows of one sheet. What is mended of an invented list is invented, too, and says so when it comes back."""
    source = outcome.title + (f" – {SIMULATED}" if outcome.simulated else "")
    return mending_workbook(
        outcome.kind, outcome.as_of or date.min, source, outcome.rejected_rows,
        columns=outcome.columns, marked=outcome.marked, whole=not outcome.accepted,
    )  # fmt: skip


def mending_workbook(
    dataset: Dataset,
    as_of: date,
    source: str,
    rows: Sequence[RejectedRow],
    *,
    columns: Sequence[str],
    marked: Sequence[str] = (),
    whole: bool = False,
) -> bytes:
    """One sheet with the rows as they were read, bad cells in red with their reason as a note.

    ``columns`` are the fields to show, in order, ``marked`` the headers of the plans' columns behind them; ``source`` names the
    list they come from. ``whole``: no row of that list was
    taken, so that what comes back is the list itself and not an addition to it.
    """
    mark = WHOLE_MARK if whole else SUPPLEMENT_MARK
    content = BytesIO()
    with new_book(content, mark, as_of) as book:
        page = book.add_worksheet(_("To be mended"))
        _write_head(book, page, dataset, as_of, source, mark, columns, marked)
        looks = {is_bad: book.add_format(_look(is_bad=is_bad)) for is_bad in (True, False)}
        for place, row in enumerate(rows, start=HEADER_ROW + 1):
            _write_row(page, place, row, (*columns, *marked), looks)
        if rows:
            page.ignore_errors({"number_stored_as_text": f"A{HEADER_ROW + 2}:XFD{HEADER_ROW + 1 + len(rows)}"})
    return content.getvalue()


def _write_head(
    book: Any, page: Any, dataset: Dataset, as_of: date, source: str, mark: str, columns: Sequence[str],
    marked: Sequence[str],
) -> None:  # fmt: skip
    """Title, day and headers; the columns take text, so that what is mended keeps its digits too."""
    known = [dataset.column(name) for name in columns]
    as_text = book.add_format({"num_format": TEXT_FORMAT, "text_wrap": True, "valign": "top"})
    headers = (*(column.header for column in known), *marked)
    widths = (_ROW_WIDTH, *map(column_width, known), *(len(header) + 2 for header in marked), _REASON_WIDTH)
    for position, width in enumerate(widths):
        page.set_column(position, position, width, as_text if 0 < position <= len(headers) else None)
    page.write_string(TITLE_ROW, 0, _title(source, as_of, mark), book.add_format({"bold": True, "font_size": 14}))
    page.write_string(DATE_ROW, 0, _("As of {date}", date=format_date(as_of)))
    head = book.add_format(header_look(required=False))
    for position, header in enumerate((ROW_HEADER, *headers, REASON_HEADER)):
        page.write_string(HEADER_ROW, position, header, head)
    what_to_do = _(
        "Mend the red cells, save the file and load it: its rows are added to the list, and none is taken away."
    )
    note(page, HEADER_ROW, len(widths) - 1, what_to_do)
    page.freeze_panes(HEADER_ROW + 1, 0)
    print_on_a4(page, landscape=True)
    page.repeat_rows(HEADER_ROW)


def _title(source: str, as_of: date, mark: str) -> str:
    """The mark and the source. Another day in the source's name would leave it open which one the rows speak of."""
    if find_date(source) not in (None, as_of):
        source = _BETWEEN_DIGITS.sub("_", source)
    named = f"{mark} – {source}"
    return named if find_date(named) in (None, as_of) else mark


def _write_row(page: Any, place: int, row: RejectedRow, columns: Sequence[str], looks: dict[bool, Any]) -> None:
    reasons: dict[str | None, list[str]] = {}
    for name, message in row.reasons:
        reasons.setdefault(name, []).append(message)
    page.write_number(place, 0, row.row, looks[False])
    for position, name in enumerate(columns, start=1):
        text = row.cells.get(name, "")[:MOST_LETTERS]
        page.write_string(place, position, text, looks[name in reasons])
        if name in reasons:
            note(page, place, position, "\n".join(reasons[name])[:MOST_LETTERS])
    told = "; ".join(dict.fromkeys(message for _name, message in row.reasons))[:MOST_LETTERS]
    page.write_string(place, len(columns) + 1, told, looks[False])


def _look(*, is_bad: bool) -> dict[str, object]:
    look: dict[str, object] = {"num_format": TEXT_FORMAT, "text_wrap": True, "valign": "top", "border": 1}
    if is_bad:
        look["bg_color"] = BAD_COLOUR
    return look
