"""Writes the queue of members as a workbook: a row per card, one column to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import groupby
from textwrap import wrap
from typing import Any

from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import N_, _
from kpi.ingest.workbooks.templates import TEXT_FORMAT, note
from kpi.review.queue import OPTIONS_ON_A_CARD, Card, Option, Queue
from kpi.review.workbook.columns import (  # fmt: skip
    CHOICE_HEADER,
    DATE_ROW,
    HEADER_ROW,
    HEADERS,
    HOW_ROW,
    KEPT,
    NONE_OF_THEM,
    REASON_HEADER,
    SEAL,
    SHEET,
    TITLE_ROW,
    choices_of,
    seal,
)
from kpi.workbooks.looks import INPUT_COLOUR, MOST_LETTERS, header_look, new_book, print_on_a4

_WIDTHS = dict(zip(HEADERS, (22, 22, 12, *(32,) * OPTIONS_ON_A_CARD, 12, 24, 6, 6), strict=True))
_SLOT_WORDS = {"household": N_("Household"), "organisation": N_("Agency or business")}
_GREY, _GREY_TEXT = "#E7E6E6", "#A6A6A6"
_LINE, _TALLEST = 15.0, 409.0  # points; Excel knows no taller row


def write(queue: Queue) -> bytes:
    """The workbook of a queue, a row per card; the same bytes for the same queue."""
    content = BytesIO()
    with new_book(content, _("MEMBERS TO BE SETTLED"), queue.as_of) as book:
        page = book.add_worksheet(SHEET)
        _write_columns(book, page)
        _write_head(book, page, queue)
        looks = _Looks(book)
        for place, card in enumerate(queue.cards, start=HEADER_ROW + 1):
            texts = _texts(card, queue.village_names)
            page.set_row(place, _height(texts))
            for position, (header, text) in enumerate(texts.items()):
                page.write_string(place, position, text[:MOST_LETTERS], looks.of(header))
        _offer_choices(page, queue.cards)
        _set_up(page, last=HEADER_ROW + len(queue.cards))
    return content.getvalue()


def _write_columns(book: Any, page: Any) -> None:
    """The columns take text, so that what a clerk types into them keeps its digits."""
    as_text = book.add_format({"num_format": TEXT_FORMAT, "text_wrap": True, "valign": "top"})
    for position, header in enumerate(HEADERS):
        page.set_column(position, position, _WIDTHS[header], None if header in KEPT else as_text)


def _write_head(book: Any, page: Any, queue: Queue) -> None:
    page.write_string(TITLE_ROW, 0, _("MEMBERS TO BE SETTLED"), book.add_format({"bold": True, "font_size": 14}))
    page.write_string(DATE_ROW, 0, _("As of {date}", date=format_date(queue.as_of)), book.add_format())
    wrapped = book.add_format({"text_wrap": True, "italic": True, "valign": "top"})
    page.merge_range(HOW_ROW, 0, HOW_ROW, HEADERS.index(REASON_HEADER), _how_to_fill(), wrapped)
    page.set_row(HOW_ROW, 32)
    looks = {needed: book.add_format(header_look(required=needed)) for needed in (True, False)}
    kept = book.add_format(header_look(required=False) | {"bg_color": _GREY, "font_color": _GREY_TEXT, "font_size": 8})
    for position, header in enumerate(HEADERS):
        page.write_string(HEADER_ROW, position, header, kept if header in KEPT else looks[header == CHOICE_HEADER])
    page.set_row(HEADER_ROW, 34)
    note(page, HEADER_ROW, HEADERS.index(CHOICE_HEADER), _how_to_fill())
    note(page, HEADER_ROW, HEADERS.index(REASON_HEADER), _("Not required. It is kept with the decision."))
    for header in KEPT:
        note(page, HEADER_ROW, HEADERS.index(header), _("By this the row is known again. Do not change it."))


def _how_to_fill() -> str:
    return _(
        "In the column {column} write 1, 2 or 3 for the one that the member speaks for, {no} if it is none of them, or the code "
        "of another household, business or institution; leave it empty where you do not know.",
        column=CHOICE_HEADER,
        no=NONE_OF_THEM,
    )


class _Looks:
    """The formats of the cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def of(self, header: str) -> Any:
        kind = header if header in (CHOICE_HEADER, *KEPT) else ""
        if kind not in self._made:
            self._made[kind] = self._book.add_format(_look(kind))
        return self._made[kind]


def _look(header: str) -> dict[str, object]:
    look: dict[str, object] = {"num_format": TEXT_FORMAT, "valign": "top", "border": 1}
    if header in KEPT:
        # "fill" keeps the long keys within their narrow columns.
        return look | {"bg_color": _GREY, "font_color": _GREY_TEXT, "font_size": 8, "align": "fill"}
    if header == CHOICE_HEADER:
        look |= {"bg_color": INPUT_COLOUR, "bold": True, "align": "center"}
    return look | {"text_wrap": True}


def _texts(card: Card, village_names: Mapping[str, str]) -> dict[str, str]:
    """A row by its headers."""
    shown = card.options[:OPTIONS_ON_A_CARD]
    options = [_in_words(option, village_names) for option in shown]
    more = len(card.options) - len(shown)
    if more:
        options[-1] += "\n" + _("({count} more fit: if it is one of them, write its code)", count=format_count(more))
    options += [""] * (OPTIONS_ON_A_CARD - len(shown))
    names = "\n".join(card.display_names)
    entities = [f"{option.entity_kind}:{option.entity_code}" for option in shown]
    sealed = " ".join((card.slot, *entities, f"{SEAL}:{seal(card.member, names, card.slot, entities)}"))
    texts = ("\n".join(card.groups), names, _(_SLOT_WORDS[card.slot]), *options, "", "", card.member, sealed)
    return dict(zip(HEADERS, texts, strict=True))


def _height(texts: Mapping[str, str]) -> float:
    """The points that the tallest cell of a row takes; LibreOffice, unlike Excel, does not find it out by itself."""
    lines = [
        sum(max(len(wrap(line, _WIDTHS[header] - 1)), 1) for line in text.split("\n"))
        for header, text in texts.items()
        if header not in KEPT
    ]
    return min(_LINE * max(lines) + 2, _TALLEST)


def _in_words(option: Option, village_names: Mapping[str, str]) -> str:
    """ "HG-0123 – Nguyễn Văn Hùng – Thôn 2: the same full name"; of an organisation also the person who speaks for it."""
    village = option.village and village_names.get(option.village, option.village)
    person = option.person if option.person != option.name else None
    told = " – ".join(part for part in (option.entity_code, option.name, person, village) if part)
    return f"{told}: {option.why}"


def _offer_choices(page: Any, cards: Sequence[Card]) -> None:
    """A drop-down list on each cell of the column Chọn; it only warns, since codes may be written, too."""
    position, place = HEADERS.index(CHOICE_HEADER), HEADER_ROW + 1
    for options, run in groupby(min(len(card.options), OPTIONS_ON_A_CARD) for card in cards):
        last = place + len(list(run)) - 1
        rule = {
            "validate": "list",
            "source": choices_of(options),
            "error_type": "warning",
            "error_title": CHOICE_HEADER,
            "error_message": _("Neither an option of this row nor {no}. Is it a code?", no=NONE_OF_THEM),
        }
        page.data_validation(place, position, last, position, rule)
        place = last + 1


def _set_up(page: Any, *, last: int) -> None:
    """``last`` is the last row. Nobody needs the keys on paper."""
    page.autofilter(HEADER_ROW, 0, last, len(HEADERS) - 1)
    page.freeze_panes(HEADER_ROW + 1, 0)
    print_on_a4(page, landscape=True)
    page.repeat_rows(HEADER_ROW)
    page.print_area(0, 0, last, HEADERS.index(REASON_HEADER))
    page.ignore_errors({"number_stored_as_text": f"A{HEADER_ROW + 2}:XFD{max(last, HEADER_ROW + 1) + 1}"})
