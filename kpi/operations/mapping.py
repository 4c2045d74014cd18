"""What a person is asked about a sheet that is not recognised: which kind of list it is, and what each of its columns is.

The answer is remembered by the sheet's headers, with who gave it, when and why; it can be taken back like any explanation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain.datasets import CASE, ENTRIES, LEFT_OUT, Dataset, Kind
from kpi.domain.datasets import Column as Field
from kpi.domain.errors import UserError
from kpi.i18n.formats import mask_phone
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.cells import holds_citizen_number
from kpi.ingest.checking.columns import is_filled_by
from kpi.ingest.checking.layout import Layout, column_letters
from kpi.ingest.checking.recognise import nearest, recognise
from kpi.ingest.checking.traits import MOST, CellSample, Trait, says
from kpi.ingest.checking.vocabulary import Vocabulary, key_of_list, marked, vocabulary
from kpi.ingest.loading.remarks import LONGEST_EXAMPLE
from kpi.ingest.loading.sheet_kind import remembered_kind
from kpi.ingest.reading.files import Sheet
from kpi.store import Correction, Corrections, Store
from kpi.store.records import ABOVE, HEADER, HELD_DOWN, LIST
from kpi.vietnamese.phones import parse_phones
from kpi.vietnamese.places import Register
from kpi.vietnamese.text import fold

# The refusals that such an answer removes.
ASKED = frozenset((
    "not_recognised", "unknown_figures", "ambiguous_dataset", "other_purpose", "unknown_kind", "register_lacks_columns",
    "several_registers",
))  # fmt: skip
SAMPLES = 3
_MASK = "•••"
_GIVEN = frozenset({"village", "group"})  # what may come from elsewhere than the sheet
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """One column: its letters in Excel, its header, its first values (masked where they are private), and what it seems to be:
    a field, or ``LEFT_OUT`` where nothing comes near; ``is_known``: its header says so. ``spelling`` is what is remembered of it."""

    position: int
    letters: str
    header: str
    spelling: str
    values: tuple[str, ...]
    is_private: bool
    is_known: bool
    guess: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one sheet; ``dataset`` is the kind that it seems to be, ``LEFT_OUT`` where no row looks like a header.
    ``headers`` is the row by which the answer is remembered."""

    sheet: Sheet
    dataset: str
    headers: tuple[str, ...]
    columns: tuple[AskedColumn, ...]


def question(
    sheet: Sheet, config: Config, corrections: Corrections, villages: Register, *, dataset: str | None
) -> Question:
    """What to ask about a sheet, if it is a list of this kind (None: of the kind that comes nearest)."""
    words = vocabulary(config, corrections)
    layout = nearest(sheet, words, dataset=dataset)
    if layout is None:
        return Question(sheet, LEFT_OUT, (), ())
    guesses = _guesses(sheet, layout, config, words, villages)
    columns = tuple(
        AskedColumn(
            position, column_letters(position), header, _spelling(layout, position),
            tuple(_shown(sheet, layout, position, is_private=words.is_private(header, layout.dataset.id))),
            words.is_private(header, layout.dataset.id),
            header not in (*layout.unknown, *layout.repeated) and (position in layout.taken or position not in guesses),
            guesses.get(position, LEFT_OUT),
        )
        for position, header in enumerate(layout.headers)
        if fold(header)
    )  # fmt: skip
    return Question(sheet, layout.dataset.id, tuple(sheet.rows[layout.header]), columns)


def _spelling(layout: Layout, position: int) -> str:
    """The lower of two names where no other column has it, else both: as the header is looked up."""
    header = layout.headers[position]
    lower = [name.rpartition(" – ")[2] for name in layout.headers]
    is_stacked = layout.body - layout.header > 1 and " – " in header
    return lower[position] if is_stacked and lower.count(lower[position]) == 1 else header


def _shown(sheet: Sheet, layout: Layout, position: int, *, is_private: bool) -> Iterator[str]:
    """Three different values; of what is private only that something stands there."""
    column = CellSample.of(sheet.rows[layout.body :], position)
    told = is_private or (_names_nobody(layout.dataset) and _looks_like_names(column))
    kind = layout.dataset.columns[0].kind
    for cell in list(dict.fromkeys(column.cells))[:SAMPLES]:
        numbers = parse_phones(cell).numbers
        if told or len(cell) > LONGEST_EXAMPLE or holds_citizen_number(cell, kind):
            yield _MASK
        else:
            yield mask_phone(numbers[0]) if numbers and not cell.isalpha() else cell


def _names_nobody(dataset: Dataset) -> bool:
    """Whether names of persons are never kept of such a list, whatever their column is called."""
    return dataset.is_log or (dataset.table == ENTRIES and "name" not in dataset.fillable)


def _guesses(sheet: Sheet, layout: Layout, config: Config, words: Vocabulary, villages: Register) -> dict[int, str]:
    """Column → field: as the headers say, else as the cells look; each field once."""
    marks = {marked(mark): position for mark, position in layout.marks.items()}
    found = {position: name for name, position in {**layout.helpers, **layout.positions, **marks}.items()}
    for position, header in enumerate(layout.headers):
        if (
            position in found
            or words.is_private(header, layout.dataset.id)
            or words.is_needless(header)
            or not fold(header)
        ):
            continue
        column = CellSample.of(sheet.rows[layout.body :], position)
        left = [field for field in layout.dataset.columns if field.name not in found.values()]
        sign = words.signs.get(layout.dataset.id)
        if sign is not None and sign.field not in found.values() and sign.stands_in(column):
            found[position] = sign.field
            continue
        names = [field.name for field in left if _could_be(field, column, layout.dataset, config, villages)]
        if (name := _likeliest(header, names, layout.dataset, words)) is not None:
            found[position] = name
    numbers = layout.serial_places
    if layout.dataset.is_log and numbers and layout.dataset.key not in found.values():
        found[numbers[0]] = layout.dataset.key  # a book without codes has nothing else to call its reports by
    return {**found, **_answers_guessed(sheet, layout, config, words, found)}


def _answers_guessed(
    sheet: Sheet, layout: Layout, config: Config, words: Vocabulary, found: Mapping[int, str]
) -> dict[int, str]:
    """The one column left of an added register that says yes and no, where one of the plan's is left: left out in silence, nothing
    would be counted."""
    names = [marked(mark.id) for mark in config.marks_of(layout.dataset.id)]
    left = [name for name in names if name not in found.values()]
    is_answer = says(word for spelt in config.lookups["group"]["rules"].values() for word in spelt)
    places = [
        place
        for place, header in enumerate(layout.headers)
        if place not in found
        and not words.is_private(header, layout.dataset.id)
        and (column := CellSample.of(sheet.rows[layout.body :], place)).cells
        and column.share(is_answer) >= MOST
    ]
    return {places[0]: left[0]} if layout.dataset.table == ENTRIES and len(left) == len(places) == 1 else {}


def _likeliest(header: str, names: Sequence[str], dataset: Dataset, words: Vocabulary) -> str | None:
    """Of the fields that a column could fill by its cells the one whose headers share most with its own; a day that shares nothing
    with those of a field is that of none."""
    likeness = {name: words.likeness(dataset.id, header, name) for name in names}
    days = (one.name for one in dataset.columns if one.kind in (Kind.DATE, Kind.MOMENT) and not one.required)
    for name in days:
        if not likeness.get(name, 1):
            del likeness[name]
    return max(likeness, key=lambda name: likeness[name], default=None)


def _could_be(field: Field, column: CellSample, dataset: Dataset, config: Config, villages: Register) -> bool:
    trait = column.trait()
    if not column.cells or trait is Trait.RUNNING:
        return False
    if field.kind in (Kind.VILLAGE, Kind.GROUP):  # a village's name is its group's, too
        return column.names_villages(villages) >= _HALF  # the others may be misspelt
    if field.kind in (Kind.WORD, Kind.FLAG):
        meanings = config.lookups.get(dataset.id, {}).get(field.name, {})
        return column.share(says(word for spellings in meanings.values() for word in spellings)) >= MOST
    if field.kind is Kind.NAME:
        return trait is None and _looks_like_names(column)
    return is_filled_by(field, trait)


def _looks_like_names(column: CellSample) -> bool:
    return (
        column.share(
            lambda cell: 2 <= len(cell.split()) <= 6 and cell.replace(" ", "").isalpha() and not cell[1:].islower()
        )
        >= MOST
    )


@needs(Right.LISTS, Right.LOGS, noted=N_("the columns of a list were named"))
def remember(
    store: Store, config: Config, asked: Question, dataset: str, fields: Mapping[int, str],
    *, reason: str, decided_by: str, at: datetime,
) -> None:  # fmt: skip
    """Keeps what a person says of a sheet: its kind of list (``LEFT_OUT``: of none) and its columns, position → field.

    An answer by which the sheet would still not be recognised is refused, and nothing is kept.
    """
    _refuse_nobody(decided_by)
    said = partial(Correction, field="", reason=reason, known_at=at, decided_by=decided_by)
    spelling = " | ".join(filter(None, asked.headers))
    rows = [said(LIST, "", spelling=spelling, folded=key_of_list(asked.headers), meaning=dataset)]
    corrections = store.corrections()
    if dataset != LEFT_OUT:
        _refuse_twice(asked, config.dataset(dataset), fields)
        words = vocabulary(config, corrections)
        rows += [
            said(HEADER, dataset, spelling=one.spelling, folded=fold(one.spelling), meaning=fields[one.position])
            for one in asked.columns
            if _is_news(one, dataset, fields[one.position], words)
        ]
        known = Corrections.of([*store.listed_corrections(), *rows])
        layout = recognise(asked.sheet, vocabulary(config, known), dataset=dataset, given=_GIVEN)
        if layout.dataset.table == ENTRIES:
            _refuse_names(asked.sheet, layout)
    with store.writing() as writer:
        for row in rows:
            writer.note_correction(row)


@needs(Right.LISTS, Right.LOGS, noted=N_("the kind of reports of a sheet was named"))
def remember_kind(
    store: Store, config: Config, sheet: Sheet, kind: str, *, reason: str, decided_by: str, at: datetime
) -> None:
    """Keeps of what kind all reports of a log are that does not say it; known again by its headers."""
    _refuse_nobody(decided_by)
    layout = _laid_out(store, config, sheet, CASE.id)
    title = [cell for row in sheet.rows[: layout.header] for cell in row if cell.strip()]
    with store.writing() as writer:
        writer.note_correction(remembered_kind(layout, title, kind, config, at, decided_by, reason))


@needs(Right.LISTS, Right.LOGS, noted=N_("villages written once were said to hold for the rows below"))
def remember_held_down(
    store: Store, config: Config, sheet: Sheet, dataset: str, *, reason: str, decided_by: str, at: datetime
) -> None:
    """Keeps that in lists with these headers a village holds for the blank cells below it; known again by its headers."""
    _refuse_nobody(decided_by)
    line = _laid_out(store, config, sheet, dataset).header_line
    with store.writing() as writer:
        writer.note_correction(
            Correction(HELD_DOWN, dataset, "village", line, fold(line), ABOVE, reason, at, decided_by)
        )


def _laid_out(store: Store, config: Config, sheet: Sheet, dataset: str) -> Layout:
    """A sheet as it is read by what persons have said so far."""
    return recognise(sheet, vocabulary(config, store.corrections()), dataset=dataset, given=_GIVEN)


def _refuse_nobody(decided_by: str) -> None:
    if not decided_by.strip():
        raise UserError(_("Write who says so"), remedy=_("The name stands beside every answer."), code="no_name")


def _refuse_names(sheet: Sheet, layout: Layout) -> None:
    """Whom a register of persons lists stands in it by a code alone."""
    place = layout.positions["code"]
    if _names_nobody(layout.dataset) and _looks_like_names(CellSample.of(sheet.rows[layout.body :], place)):
        raise UserError(
            _("Names of persons are no codes, and are never kept"), found=layout.headers[place],
            remedy=_("Choose the column of codes, or add one to the file."), code="names_for_codes",
        )  # fmt: skip


def _is_news(column: AskedColumn, dataset: str, field: str, words: Vocabulary) -> bool:
    """Whether the words known so far say otherwise; of a column that is dropped anyway nothing need be kept."""
    known = words.meaning(dataset, column.spelling)
    if known is None and field == LEFT_OUT:
        return not (words.is_private(column.header, dataset) or words.is_needless(column.header))
    return known is None or known[0] != field


def _refuse_twice(asked: Question, dataset: Dataset, fields: Mapping[int, str]) -> None:
    """Only phones may stand in several columns."""
    taken: dict[str, str] = {}
    said: dict[str, str] = {}
    phones = {column.name for column in dataset.columns if column.kind is Kind.PHONE}
    for column in asked.columns:
        field = fields[column.position]
        if said.setdefault(fold(column.spelling), field) != field:
            raise UserError(
                _("Two columns of one header are said to be different things"), found=column.header,
                remedy=_("Give them different headers in the file, and drop it again."), code="header_twice",
            )  # fmt: skip
        if field not in (LEFT_OUT, *phones) and field in taken:
            raise UserError(
                _("Two columns are said to be the same"),
                found=f"{taken[field]}, {column.header}",
                remedy=_("Choose one of them, and for the other that it is not needed."),
                code="column_twice",
            )
        taken[field] = column.header
