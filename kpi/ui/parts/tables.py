"""A small table as HTML: every number formatted by ``kpi.i18n.formats``, numbers to the right, words to the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class HtmlColumn:
    """A heading; ``numeric`` columns stand to the right, ``html`` ones are shown as they are, ``long`` ones break their lines."""

    title: str
    numeric: bool = False
    html: bool = False
    long: bool = False


def table(
    columns: Sequence[HtmlColumn], rows: Sequence[Sequence[str]], total: Sequence[str] | None = None, *, alt: str
) -> str:
    """The table; ``total`` is its last row, set apart."""
    head = "".join(f'<th scope="col" class="{_side(column)}">{escape(column.title)}</th>' for column in columns)
    body = "".join(f"<tr>{_cells(columns, row)}</tr>" for row in rows)
    foot = f"<tfoot><tr>{_cells(columns, total)}</tr></tfoot>" if total else ""
    return (
        f'<div class="kpi-scroll" tabindex="0" role="region" aria-label="{escape(alt)}"><table class="kpi-table">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def _side(column: HtmlColumn) -> str:
    return "kpi-number" if column.numeric else "kpi-long" if column.long else "kpi-text"


def _cells(columns: Sequence[HtmlColumn], row: Sequence[str]) -> str:
    cells = []
    for index, (column, value) in enumerate(zip(columns, row, strict=True)):
        shown = value if column.html else escape(value)
        tag = 'th scope="row"' if index == 0 else "td"
        cells.append(f'<{tag} class="{_side(column)}">{shown}</{tag.split()[0]}>')
    return "".join(cells)
