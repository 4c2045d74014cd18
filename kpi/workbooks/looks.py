"""How the workbooks look that the program hands out: headers, colours of what to fill in, A4 paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

A4 = 9
MOST_LETTERS = 32_767  # what an Excel cell holds; more would be lost without a word
REQUIRED_COLOUR, OPTIONAL_COLOUR, INPUT_COLOUR = "#F8CBAD", "#DDEBF7", "#FFF2CC"


@contextmanager
def new_book(content: BytesIO, title: str, made: date) -> Iterator[Any]:
    """A workbook that ends up in ``content``: a text stays a text whatever it begins with, and a day's are the same bytes."""
    from kpi.workbooks.books import PlainBook  # only where a workbook is made

    with PlainBook(content) as book:
        book.set_properties({"created": datetime.combine(made, time.min), "title": title})
        yield book


def header_look(*, required: bool) -> dict[str, object]:
    """A header's format; required columns have a ground of their own."""
    colour = REQUIRED_COLOUR if required else OPTIONAL_COLOUR
    return {"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter", "bg_color": colour}


def print_on_a4(page: Any, *, landscape: bool) -> None:
    """As wide as the paper, as many pages as it takes."""
    page.set_paper(A4)
    if landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_footer("&C&P/&N")
