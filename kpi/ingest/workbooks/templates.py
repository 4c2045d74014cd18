"""The empty Excel template of a list: its headers with a note on each, drop-down lists of words, and a sheet of instructions.

What the importer understands is what the template offers: columns from ``kpi.domain.datasets``, words from
``config.yaml → lookups``.
The instructions never hold a header alone in a cell, so that they are not taken for a list when the file is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from kpi.config.models import Config
from kpi.domain.datasets import ENTRIES, Column, Dataset, Kind
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.layout import column_letters
from kpi.workbooks.looks import INPUT_COLOUR, header_look, new_book, print_on_a4

# Where the clerk writes the day: no date until the dots are replaced.
UNFILLED_DATE = "…/…/……"
TITLE_ROW, DATE_ROW, HEADER_ROW = 0, 1, 2
PREPARED_ROWS = 2000
TEXT_FORMAT = 49  # Excel's own number for "@": what is typed stays text
_MADE = date(2024, 1, 1)  # the same bytes every time
_LONGEST_MESSAGE = 255  # Excel refuses a longer one to a drop-down list

# What is said of a column that says nothing of its own.
_NOTES = {
    Kind.CODE: N_("The code exactly as your office writes it. Each row has a code of its own, the same in every later list."),
    Kind.TEXT: N_("A few words."),
    Kind.NAME: N_("The full name with all its marks, typed in a Unicode font."),
    Kind.PHONE: N_("Ten digits from 0. Two numbers in one cell are parted by a slash."),
    Kind.VILLAGE: N_("The village's name or code, as in the list of villages."),
    Kind.GROUP: N_("The group's code or name, as in the list of groups."),
    Kind.UID: N_("The long number that Zalo gives, with all its digits."),
    Kind.COUNT: N_("A whole number, without a unit."),
    Kind.WORD: N_("Choose a word from the drop-down list of the cell."),
    Kind.DATE: N_("Day/month/year."),
    Kind.MOMENT: N_("Day/month/year, and the time of day where it is known."),
    Kind.FLAG: N_("Choose yes or no from the drop-down list of the cell; empty where it is not known."),
}  # fmt: skip
_EXAMPLES = {
    Kind.NAME: "Nguyễn Văn A",
    Kind.PHONE: "0900000001",
    Kind.VILLAGE: "Thôn 1",
    Kind.GROUP: "N1",
    Kind.UID: "7300000000000000011",
    Kind.DATE: "30/6/2024",
    Kind.MOMENT: "30/6/2024 14:30",
}
_WIDTHS = {
    Kind.CODE: 16, Kind.TEXT: 32, Kind.NAME: 28, Kind.PHONE: 16, Kind.VILLAGE: 16, Kind.GROUP: 16, Kind.UID: 24,
    Kind.COUNT: 12, Kind.WORD: 24, Kind.DATE: 14, Kind.MOMENT: 18, Kind.FLAG: 12,
}  # fmt: skip
_GUIDE_WIDTHS = (34, 16, 56, 48, 26)


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a clerk is told about one column; ``words`` are the choices of its drop-down list, empty where there is none."""

    column: Column
    how: str
    words: tuple[str, ...]
    example: str


def template(dataset: Dataset, config: Config) -> bytes:
    """The empty workbook of a list in the language spoken; its headers are those of the importer in any language."""
    content = BytesIO()
    with new_book(content, _(dataset.title), _MADE) as book:
        page, guide = book.add_worksheet(_("List")), book.add_worksheet(_("Instructions"))
        told = guidance(dataset, config)
        _write_list(book, page, dataset, told)
        choices = _write_guide(book, guide, dataset, told)
        _offer_choices(page, told, choices)
    return content.getvalue()


def guidance(dataset: Dataset, config: Config) -> list[Guidance]:
    """The columns of a list in order, each with what a clerk must know about it; of a register that a plan adds also those of yes and
    no, by which its figures are counted."""
    marks = config.marks_of(dataset.id) if dataset.table == ENTRIES else ()
    columns = (*dataset.columns, *(Column(one.id, one.header, Kind.FLAG) for one in marks))
    return [_guidance_of(dataset, column, config) for column in columns]


def column_width(column: Column) -> int:
    """How wide a column is shown, in characters; a long header is wrapped."""
    return max(_WIDTHS[column.kind], min(len(column.header) + 2, 22))


def _guidance_of(dataset: Dataset, column: Column, config: Config) -> Guidance:
    words = tuple(_words(dataset, column, config))
    example = column.example or _EXAMPLES.get(column.kind) or next(iter(words), "")
    return Guidance(column, _(column.note or _NOTES[column.kind]), words, example)


def _words(dataset: Dataset, column: Column, config: Config) -> Iterator[str]:
    """The first spelling of each meaning, in the dataset's order."""
    meanings = ("yes", "no") if column.kind is Kind.FLAG else column.meanings
    place = (
        ("group", "rules") if column.kind is Kind.FLAG else (dataset.id, column.name)
    )  # yes and no are the same words everywhere
    spellings = config.lookups.get(place[0], {}).get(place[1], {})
    for meaning in meanings:
        yield from spellings.get(meaning, ())[:1]


def _write_list(book: Any, page: Any, dataset: Dataset, told: Sequence[Guidance]) -> None:
    """The title, the day to be filled in, and the headers, over columns that keep every digit."""
    as_text = book.add_format({"num_format": TEXT_FORMAT})
    for position, one in enumerate(told):
        look = None if one.column.kind is Kind.COUNT else as_text
        page.set_column(position, position, column_width(one.column), look)
    page.write_string(TITLE_ROW, 0, _(dataset.title), book.add_format({"bold": True, "font_size": 14}))
    day = book.add_format({"num_format": TEXT_FORMAT, "italic": True, "bg_color": INPUT_COLOUR, "border": 1})
    page.merge_range(DATE_ROW, 0, DATE_ROW, 1, _("As of {date}", date=UNFILLED_DATE), day)
    note(page, DATE_ROW, 0, _("Replace the dots by the day that the list describes, for example 30/6/2024."))
    looks = {required: book.add_format(header_look(required=required)) for required in (True, False)}
    for position, one in enumerate(told):
        page.write_string(HEADER_ROW, position, one.column.header, looks[one.column.required])
        note(page, HEADER_ROW, position, _note_of(one))
    page.set_row(HEADER_ROW, 34)
    page.freeze_panes(HEADER_ROW + 1, 0)
    page.ignore_errors({"number_stored_as_text": _cells(HEADER_ROW + 1, 0, HEADER_ROW + PREPARED_ROWS, len(told) - 1)})
    print_on_a4(page, landscape=sum(column_width(one.column) for one in told) > 90)
    page.repeat_rows(HEADER_ROW)


def _note_of(one: Guidance) -> str:
    """The note on a header."""
    lines = [_requirement(one.column).capitalize() + ".", one.how]
    if one.words:
        lines.append(_("Words: {words}", words=", ".join(one.words)))
    if one.example:
        lines.append(_("For example: {example}", example=one.example))
    return "\n".join(lines)


def _requirement(column: Column) -> str:
    return _("required") if column.required else _("not required")


def note(page: Any, row: int, column: int, text: str) -> None:
    """A comment that is tall enough for its text, about 40 characters a line; signed by nobody."""
    lines = sum(len(line) // 40 + 1 for line in text.split("\n"))
    page.write_comment(row, column, text, {"author": "", "width": 290, "height": 24 + 18 * lines})


def _write_guide(book: Any, guide: Any, dataset: Dataset, told: Sequence[Guidance]) -> dict[str, str]:
    """One row per column, what is never written, and beside them the choices; gives the range of choices by field."""
    head = book.add_format(header_look(required=False))
    cell = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    guide.write_string(TITLE_ROW, 0, _("HOW TO FILL IN THE LIST"), book.add_format({"bold": True, "font_size": 14}))
    guide.write_string(
        DATE_ROW, 0, _("Columns on an orange ground are required; a row that lacks one of them is rejected.")
    )
    titles = (
        _("Column of the list"),
        _("Must it be filled?"),
        _("How to write it"),
        _("Words allowed"),
        _("An example"),
    )
    for position, (title, width) in enumerate(zip(titles, _GUIDE_WIDTHS, strict=True)):
        guide.set_column(position, position, width)
        guide.write_string(HEADER_ROW, position, title, head)
    for row, one in enumerate(told, start=HEADER_ROW + 1):
        title = _column_title(row - HEADER_ROW - 1, one.column)
        texts = (title, _requirement(one.column), one.how, ", ".join(one.words), one.example)
        for position, text in enumerate(texts):
            guide.write_string(row, position, text, cell)
    last = _write_rules(book, guide, dataset, HEADER_ROW + len(told) + 2)
    print_on_a4(guide, landscape=True)
    guide.print_area(0, 0, last, len(titles) - 1)
    return _write_choices(guide, head, told, len(titles) + 1)


def _column_title(position: int, column: Column) -> str:
    """The header with its letter before it: alone in a cell it could be taken for the header of a list."""
    return _("Column {letter}: {header}", letter=column_letters(position), header=column.header)


def _write_rules(book: Any, guide: Any, dataset: Dataset, row: int) -> int:
    """What holds for the whole list; gives the last row written."""
    rules = [
        _("Write the day that the list describes above the list, for example 30/6/2024."),
        _("Do not rename the headers, do not merge cells, do not leave totals or signatures between the rows."),
    ]
    plain, strong = book.add_format({}), book.add_format({"bold": True, "font_color": "#C00000"})
    for number, rule in enumerate(rules, start=row):
        guide.write_string(number, 0, rule, plain)
    guide.write_string(row + len(rules), 0, _(dataset.never), strong)
    return row + len(rules)


def _write_choices(guide: Any, head: Any, told: Sequence[Guidance], first: int) -> dict[str, str]:
    """The words of each drop-down list below each other: a list within the cell's rule ends at 255 letters and at a comma."""
    ranges: dict[str, str] = {}
    for position, one in enumerate((one for one in told if one.words), start=first):
        guide.set_column(position, position, _WIDTHS[Kind.WORD])
        guide.write_string(HEADER_ROW, position, _("Choices: {header}", header=one.column.header), head)
        for row, word in enumerate(one.words, start=HEADER_ROW + 1):
            guide.write_string(row, position, word)
        letter, top = column_letters(position), HEADER_ROW + 2
        ranges[one.column.name] = f"='{guide.get_name()}'!${letter}${top}:${letter}${top + len(one.words) - 1}"
    return ranges


def _offer_choices(page: Any, told: Sequence[Guidance], choices: dict[str, str]) -> None:
    """Drop-down lists below the headers of words, and whole numbers where they are counted."""
    for position, one in enumerate(told):
        rule: dict[str, object] | None = None
        if one.column.name in choices:
            wrong = _("Choose one of: {words}", words=", ".join(one.words))[:_LONGEST_MESSAGE]
            rule = {"validate": "list", "source": choices[one.column.name], "error_message": wrong}
        elif one.column.kind is Kind.COUNT:
            wrong = _("Write a whole number from 0.")
            rule = {"validate": "integer", "criteria": ">=", "value": 0, "error_message": wrong}
        if rule is not None:
            title = {"error_title": one.column.header}
            page.data_validation(HEADER_ROW + 1, position, HEADER_ROW + PREPARED_ROWS, position, rule | title)


def _cells(top: int, left: int, bottom: int, right: int) -> str:
    """A block as Excel calls it, from places counted from 0: A4:F2003."""
    return f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
