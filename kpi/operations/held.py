"""What is held of a person, as he may ask for it: in words, for machines, and as a workbook to hand over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from kpi.config.models import Config
from kpi.domain.datasets import DATASET_BY_ID
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import N_, _
from kpi.operations.forgetting import Holding
from kpi.store.persons import HeldRow, HeldText
from kpi.workbooks.looks import MOST_LETTERS, header_look, new_book, print_on_a4

# Where else than in a list a person may be named.
PLACES = {
    "batches": N_("log of loads"),
    "batch_events": N_("log of loads"),
    "decisions": N_("decisions on who is who"),
    "corrections": N_("spellings explained"),
    "proposed_codes": N_("codes of the program"),
    "cases": N_("log of reports"),
    "entries": N_("registers that plans add"),
    "frozen_states": N_("frozen states"),
    "conclusions": N_("conclusions of meetings"),
    "conclusion_events": N_("conclusions of meetings"),
    "configurations": N_("configurations that reports were frozen by"),
    "reports": N_("frozen reports"),
    "report_files": N_("files of frozen reports"),
    "report_steps": N_("frozen reports"),
    "report_papers": N_("frozen reports"),
    "forgettings": N_("log of what was forgotten"),
    "call_lists": N_("lists of households without anybody, switched on"),
    "notes": N_("notes beside the figures"),
    "struck_notes": N_("notes beside the figures"),
    "settings_versions": N_("versions of the settings"),
}
_WIDTHS = (24, 12, 70, 34, 16, 18, 22)
_LINE = 32.0


def as_dict(found: Holding) -> dict[str, object]:
    """For machines: every row with its list, day and who loaded it."""
    return {
        "whom": found.whom,
        "members": sorted(found.person.members),
        "households": sorted(found.person.households),
        "rows": [
            {
                "dataset": row.dataset, "batch": row.batch, "row": row.row, "as_of": row.as_of, "known_at": row.known_at,
                "loaded_by": row.loaded_by, "file": row.file, "sheet": row.sheet, "undone": row.undone, "facts": row.facts,
                "marks": row.marks, "by_number": row.by_number,
            }
            for row in found.held.rows
        ],
        "decisions": list(found.held.decisions),
        "texts": [_text(one) for one in found.held.texts],
        "stays": [_text(one) for one in found.held.stays],
        "files": list(map(str, found.files)),
        "copies": [{"file": str(one.file), "made_at": one.made_at, "goes_by": one.goes_by} for one in found.copies],
    }  # fmt: skip


def _text(one: HeldText) -> dict[str, str]:
    return {"table": one.table, "column": one.column}


def facts_in_words(row: HeldRow, config: Config) -> str:
    """What a row says, under the headers of its list, in the words of the office."""
    dataset = DATASET_BY_ID[row.dataset]
    said = []
    for name, value in row.facts.items():
        column = next(one for one in dataset.columns if name in one.fields)
        words = config.lookups.get(dataset.id, {}).get(name, {}).get(value, ())
        said.append(f"{column.header}: {words[0] if words else value}")
    headers = {mark.id: mark.header for mark in config.marks_of(dataset.id)}
    answers = {True: _("answered yes"), False: _("answered no"), None: "—"}
    said += [f"{headers.get(mark, mark)}: {answers[yes]}" for mark, yes in row.marks.items()]
    return "; ".join(said)


def summary(found: Holding) -> list[str]:
    """How much is held, by where it stands."""
    rows = Counter(row.dataset for row in found.held.rows)
    by_number = Counter(row.dataset for row in found.held.rows if row.by_number)
    lines = [
        f"{_(DATASET_BY_ID[dataset].name)}: "
        + _("{count} rows", count=format_count(count))
        + (
            " " + _("({count} of them by the number alone)", count=format_count(by_number[dataset]))
            if by_number[dataset]
            else ""
        )
        for dataset, count in rows.items()
    ]
    if found.held.decisions:
        lines.append(_("Decisions on who is who: {count}", count=format_count(len(found.held.decisions))))
    lines += [
        _("Named in a text: {place}", place=f"{_(PLACES[table])} (×{format_count(count)})")
        for table, count in Counter(one.table for one in found.held.texts).items()
    ]
    return lines


def outside(found: Holding) -> list[str]:
    """What is held outside of the database's tables, and what no forgetting touches."""
    lines = [_("File of the inbox: {file}", file=file) for file in found.files]
    lines += [
        _(
            "Copy of the database: {file} (until {month})",
            file=one.file,
            month=f"{one.goes_by.month}/{one.goes_by.year}",
        )
        if one.goes_by
        else _("Copy of the database: {file} (until somebody deletes it)", file=one.file)
        for one in found.copies
    ]
    return lines + [
        _("Stays, since it was signed or says who acted: {place}", place=f"{_(PLACES[table])} (×{format_count(count)})")
        for table, count in Counter(one.table for one in found.held.stays).items()
    ]


def in_words(found: Holding, config: Config) -> list[str]:
    """Everything, row by row."""
    return [*("  ".join(cells) for cells in _lines(found, config)), *outside(found)]


def _lines(found: Holding, config: Config) -> Iterator[tuple[str, ...]]:
    for row in found.held.rows:
        yield (
            _(DATASET_BY_ID[row.dataset].name), format_date(row.as_of), facts_in_words(row, config),
            " ".join(filter(None, (row.file, row.sheet))), _("batch {batch}", batch=row.batch), row.loaded_by,
            format_moment(row.known_at),
        )  # fmt: skip
    for said in found.held.decisions:
        answer = {True: _("yes"), False: _("no"), None: _("taken back")}[said["confirmed"]]
        told = f"{said['entity_kind']}:{said['entity_code']} – {answer}: {said['reason']}"
        yield (
            _("Decision"), format_date(said["known_at"].date()), told, "", "", said["decided_by"],
            format_moment(said["known_at"]),
        )  # fmt: skip
    for one in found.held.texts:
        text = one.text if len(one.text) < 500 else _("(a long text)")
        yield (_(PLACES[one.table]), "", text, "", "", "", "")


def workbook(found: Holding, config: Config, today: date) -> bytes:
    """The same as a workbook for the person: what, of which day, from which list, who loaded it and when."""
    content = BytesIO()
    title = _("PERSONAL DATA HELD")
    with new_book(content, title, today) as book:
        page = book.add_worksheet(_("Personal data"))
        page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, _("As of {date}", date=format_date(today)), book.add_format())
        _write(book, page, [_headers(), *_lines(found, config)], first=3)
        for place, line in enumerate(
            outside(found), start=5 + len(found.held.rows) + len(found.held.decisions) + len(found.held.texts)
        ):
            page.write_string(place, 0, line[:MOST_LETTERS], book.add_format())
        print_on_a4(page, landscape=True)
    return content.getvalue()


def _headers() -> tuple[str, ...]:
    return (_("Kind of list"), _("As of"), _("What is held"), _("File"), _("Load"), _("Loaded by"), _("Loaded at"))


def _write(book: Any, page: Any, rows: Sequence[tuple[str, ...]], *, first: int) -> None:
    wrapped, head = (
        book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
        book.add_format(header_look(required=False)),
    )
    for position, width in enumerate(_WIDTHS):
        page.set_column(position, position, width)
    for place, row in enumerate(rows):
        page.set_row(first + place, _LINE)
        for position, cell in enumerate(row):
            page.write_string(first + place, position, cell[:MOST_LETTERS], wrapped if place else head)
