"""A small table as HTML: every number formatted by ``kpi.i18n.formats``, numbers to the right, words to the left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any, Generic, Protocol, TypeVar

from kpi.domain.goals import Goal
from kpi.i18n.formats import NOTHING, format_count, format_date, format_ratio
from kpi.i18n.messages import _
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.look import length
from kpi.ui.parts.words import Badge

Entry = TypeVar("Entry", contravariant=True)
Whole = TypeVar("Whole")


class Page(tuple[Any, ...]):
    """The rows of one page of a longer list: to sort them would put a part in order."""


@dataclass(frozen=True, slots=True)
class HtmlColumn:
    """A heading; ``numeric`` columns stand to the right, ``html`` ones are shown as they are, ``long`` ones break their lines."""

    title: str
    numeric: bool = False
    html: bool = False
    long: bool = False


@dataclass(frozen=True)  # a generic class with slots cannot be frozen
class ListColumn(Generic[Entry]):
    """A heading beside what its cell says of an entry of the list: text, count, day or badge; None: nothing. Else as ``HtmlColumn``.

    The same columns make the screen's table (``listing``) and the workbook's (``book``). ``order``: what a browser orders the cells by
    where their words have no order of their own, as ratios.
    """

    title: str
    cell: Callable[[Entry], str | int | date | Badge | None]
    numeric: bool = False
    html: bool = False
    long: bool = False
    order: Callable[[Entry], float | None] | None = None

    def of(self, part: Callable[[Whole], Entry | None]) -> ListColumn[Whole]:
        """The column of entries that each have such a part; of one that has none it says nothing."""

        def within(ask: Callable[[Entry], Any]) -> Callable[[Whole], Any]:
            return lambda whole: None if (one := part(whole)) is None else ask(one)

        order = None if self.order is None else within(self.order)
        return ListColumn(self.title, within(self.cell), self.numeric, self.html, self.long, order)

    def on_screen(self, entry: Entry) -> str:
        """The cell as ``table`` takes it."""
        match self.cell(entry):
            case None:
                return NOTHING
            case Badge() as badge:
                return verdict(badge)
            case date() as day:
                return format_date(day)
            case int() as number:
                return format_count(number)
            case text:
                return text

    def in_order(self, entry: Entry) -> str:
        """What a browser orders the cell by: a number, a day, words; empty for what stands last."""
        cell = self.in_book(entry) if self.order is None else self.order(entry)
        return "" if cell is None or cell == NOTHING else f"{cell}"

    def in_book(self, entry: Entry) -> str | int | date | None:
        """The cell as a workbook takes it."""
        cell = self.cell(entry)
        return cell.word if isinstance(cell, Badge) else cell


def listing(
    entries: Iterable[Entry],
    columns: Sequence[ListColumn[Entry]],
    whole: Entry | None = None,
    *,
    alt: str,
    presses: Callable[[int], str | None] | None = None,
) -> str:
    """A table with a row an entry; ``whole`` stands for all of them, set apart below. Its headings put the rows in order
    (``tables.js``), but for a ``Page``. ``presses``: the key of the button that the first cell of a row stands for, if any."""
    listed = list(entries)
    rows = [[column.on_screen(entry) for column in columns] for entry in listed]
    total = None if whole is None else [column.on_screen(whole) for column in columns]
    orders = [[column.in_order(entry) for column in columns] for entry in listed]
    if presses is not None:
        rows = [[_pressing(first, presses(place)), *others] for place, (first, *others) in enumerate(rows)]
    drawn = columns if presses is None else [replace(columns[0], html=True), *columns[1:]]
    return table(drawn, rows, total, alt=alt, orders=None if isinstance(entries, Page) else orders)


def _pressing(text: str, key: str | None) -> str:
    if key is None:
        return escape(text)
    return f'<button type="button" class="kpi-press" data-kpi-presses="{escape(key)}">{escape(text)}</button>'


class HasCounts(Protocol):
    """Whatever has the two counts of a ratio."""

    @property
    def numerator(self) -> int | None: ...

    @property
    def denominator(self) -> int | None: ...


def ratio_column(target: Callable[[Any], Goal | None]) -> ListColumn[HasCounts]:
    """The ratio beside its counts, put in order by what it is; ``target``: of an entry, for the rounding beside it."""
    return ListColumn(
        _("Ratio"),
        lambda row: None if row.numerator is None else format_ratio(row.numerator, row.denominator or 0, target(row)),
        numeric=True,
        order=lambda row: length(row.numerator or 0, row.denominator) if row.denominator else None,
    )


def book(
    entries: Iterable[Entry], columns: Sequence[ListColumn[Entry]]
) -> tuple[list[str], list[list[str | int | date | None]]]:
    """The headers and the rows of the workbook."""
    return [column.title for column in columns], [[column.in_book(entry) for column in columns] for entry in entries]


def table(
    columns: Sequence[HtmlColumn | ListColumn[Any]],
    rows: Sequence[Sequence[str]],
    total: Sequence[str] | None = None,
    *,
    alt: str,
    orders: Sequence[Sequence[str]] | None = None,
) -> str:
    """The table; ``total`` is its last row, set apart. ``orders``: what each cell is put in order by; None: the rows stay."""
    head = "".join(f'<th scope="col" class="{_side(column)}">{escape(column.title)}</th>' for column in columns)
    ordered = orders or [[]] * len(rows)
    body = "".join(f"<tr>{_cells(columns, row, order)}</tr>" for row, order in zip(rows, ordered, strict=True))
    sorts = "" if orders is None else " data-kpi-sorts"
    foot = f"<tfoot><tr>{_cells(columns, total)}</tr></tfoot>" if total else ""
    return (
        f'<div class="kpi-scroll" tabindex="0" role="region" aria-label="{escape(alt)}"><table class="kpi-table"{sorts}>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def _side(column: HtmlColumn | ListColumn[Any]) -> str:
    return "kpi-number" if column.numeric else "kpi-long" if column.long else "kpi-text"


def _cells(columns: Sequence[HtmlColumn | ListColumn[Any]], row: Sequence[str], order: Sequence[str] = ()) -> str:
    """The first that says something names the row: of a total's row without a number that is the next one."""
    cells = []
    name = next((index for index, value in enumerate(row) if value), None)
    for index, (column, value) in enumerate(zip(columns, row, strict=True)):
        shown = value if column.html else escape(value)
        tag = 'th scope="row"' if index == name else "td"
        key = f' data-order="{escape(order[index])}"' if order else ""
        cells.append(f'<{tag} class="{_side(column)}"{key}>{shown}</{tag.split()[0]}>')
    return "".join(cells)
