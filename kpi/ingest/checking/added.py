"""Lists of the registers that plans add (config.yaml → plans, registers): known by their title and by headers to the word.

Kept apart from the lists of every commune, so that what a plan adds changes nothing of how these are read. Every column that the
plan names must stand there but those of yes and no: without its status an entry that is gone would count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kpi.domain.datasets import LEFT_OUT, Scope
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.doubtful_sheets import header_twice, several_kinds, some_entries, two_tables
from kpi.ingest.checking.header_rows import SEARCHED_ROWS, has_no_header, widest_row
from kpi.ingest.checking.headers import readings
from kpi.ingest.checking.layout import Layout, place_of
from kpi.ingest.checking.purposes import file_words, title_says
from kpi.ingest.checking.vocabulary import AddedList, Vocabulary, mark_of
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold, mentions

_BRACKETS = frozenset("([{")


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a sheet fits one of these registers: its likeliest header, field → column from 0, and fields of two columns."""

    register: AddedList
    row: int
    places: Mapping[str, int]
    twice: tuple[str, ...]
    is_titled: bool
    of_some: str  # what of its titles says that it may list some entries only

    @property
    def lacking(self) -> list[str]:
        """The headers that the list must have and has not; of a village's list the village may stand in its title."""
        dataset = self.register.dataset
        told = {"village"} if dataset.scope is Scope.VILLAGE else set()
        return [column.header for column in dataset.columns if column.name not in {*self.places, *told}]

    @property
    def tells(self) -> bool:
        """Whether its codes or a column that a plan counts by stand there; a village or a state stands on many lists."""
        return "code" in self.places or any(mark_of(name) is not None for name in self.places)

    @property
    def is_whole(self) -> bool:
        return not self.lacking


def recognised(
    sheet: Sheet, words: Vocabulary, dataset: str | None, of_every_commune: Callable[[], Layout], *, is_said_now: bool
) -> Layout:
    """The layout of a sheet, be it a list of a register that a plan adds or, as ``of_every_commune`` finds it, another one.

    A title that names such a register decides; where only its headers do, the sheet must be no other list. A sheet that fits both, or
    is called a list of such a register and lacks its columns, is refused. What was said of these headers once says nothing of how many
    entries a later list holds; only what ``is_said_now`` does.
    """
    if (named := words.added.get(dataset or "")) is not None:
        fit = _fit(sheet, named)
        return _layout(sheet, replace(fit, of_some="") if is_said_now else fit, words)
    if dataset is not None or not words.added:
        return of_every_commune()
    fits = [_fit(sheet, one) for one in words.added.values()]
    titled = [one for one in fits if one.is_titled and one.tells]
    whole = [one for one in titled if one.is_whole] or [one for one in fits if one.is_whole and not titled]
    if len(whole) > 1:
        raise several_kinds(sheet, [one.register.dataset.name for one in whole], code="several_registers")
    if whole and whole[0].is_titled:
        return _layout(sheet, whole[0], words)
    return _beside(sheet, words, titled, whole, of_every_commune)


def nearest(sheet: Sheet, words: Vocabulary, dataset: str | None) -> Layout | None:
    """The layout that comes nearest to a list of this register, however much it lacks; of the first that a title names where none is
    said. None where there is no such register, and where an entry stands for its headers: whom it names nobody may keep."""
    named = words.added.get(dataset or "")
    fits = [_fit(sheet, one) for one in ([named] if named else words.added.values() if dataset is None else ())]
    fit = next((one for one in fits if named or one.is_titled), None)
    return None if fit is None or has_no_header(sheet) else _laid_out(sheet, fit, words)


def _beside(
    sheet: Sheet, words: Vocabulary, titled: Sequence[_Fit], whole: Sequence[_Fit], of_every_commune: Callable[[], Layout]
) -> Layout:  # fmt: skip
    """The layout where no title and header together name such a register."""
    try:
        other = of_every_commune()
    except UserError as error:
        if error.code != "not_recognised" or not (whole or titled):
            raise
        return _layout(sheet, (*whole, *titled)[0], words)
    if title_says(sheet, other.header, other.dataset, words) and not titled:
        return other
    doubtful = [one.register.dataset.name for one in (*whole, *titled)]
    if doubtful:
        raise several_kinds(sheet, [_(other.dataset.name), *doubtful], code="several_registers")
    return other


def _fit(sheet: Sheet, register: AddedList) -> _Fit:
    """The row under which most columns of the register stand; where none does, the widest one."""
    best, twice = dict[str, int](), tuple[str, ...]()
    best_row = next((header.first for header in widest_row(sheet)), 0)
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        places, double = _places(row, register)
        if len(places) > len(best):
            best, best_row, twice = places, number, double
    titles = [cell for row in sheet.rows[:best_row] for cell in row if cell.strip()]
    told = (*titles, sheet.name, file_words(sheet))
    is_titled = any(mentions(title, words) for title in told for words in register.titles)
    of_some = next((title for title in told for words in register.answers if mentions(title, words)), "")
    return _Fit(register, best_row, best, twice, is_titled, of_some)


def _places(row: Sequence[str], register: AddedList) -> tuple[dict[str, int], tuple[str, ...]]:
    """Field → its column in a row taken for the header, and the headers of which two columns are one field."""
    places: dict[str, int] = {}
    twice = []
    for place, cell in enumerate(row):
        field = next((register.headers[key] for key in readings(cell) if key in register.headers), None)
        if field in places:
            twice.append(cell)
        elif field is not None and field != LEFT_OUT:
            places[field] = place
    return places, tuple(twice)


def _layout(sheet: Sheet, fit: _Fit, words: Vocabulary) -> Layout:
    if not fit.is_whole:
        raise _lacking(sheet, fit)
    if fit.of_some:
        raise some_entries(sheet, fit.of_some.strip())
    if fit.twice:
        raise header_twice(sheet, fit.row, fit.twice)
    layout = _laid_out(sheet, fit, words)
    may_head = _may_head(fit.register, layout.positions)
    for number, cells in enumerate(sheet.rows[layout.body :], start=layout.body + 1):
        if may_head(cells):
            again, _double = _places(cells, fit.register)
            if {*layout.positions} <= again.keys() and again != fit.places:
                raise two_tables(sheet, layout, number)
    return layout


def _laid_out(sheet: Sheet, fit: _Fit, words: Vocabulary) -> Layout:
    dataset, row = fit.register.dataset, sheet.rows[fit.row] if sheet.rows else []
    taken = set(fit.places.values())
    outside = [cell.strip() for place, cell in enumerate(row) if place not in taken and cell.strip()]
    private = [cell for cell in outside if words.is_private(cell) or fit.register.is_private(cell)]
    needless = [
        cell for cell in outside if cell not in private and (words.is_needless(cell) or fit.register.leaves_out(cell))
    ]
    return Layout(
        dataset, fit.row, fit.row + 1,
        {name: place for name, place in fit.places.items() if mark_of(name) is None},
        tuple(cell.strip() for cell in row), tuple(private),
        tuple(cell for cell in outside if cell not in (*private, *needless)), tuple(needless),
        lacking=() if "village" in fit.places or dataset.scope is not Scope.VILLAGE else ("village",),
        marks={mark: place for name, place in fit.places.items() if (mark := mark_of(name)) is not None},
    )  # fmt: skip


def _may_head(register: AddedList, fields: Iterable[str]) -> Callable[[Sequence[str]], bool]:
    """Whether a row may name all these fields; a quick look, for no entry does. Only brackets part the letters of a header."""
    wanted = [[_letters(key) for key, field in register.headers.items() if field == name] for name in fields]

    def may_head(row: Sequence[str]) -> bool:
        text = " ".join(row)
        said = _letters(text)
        return not _BRACKETS.isdisjoint(text) or all(any(key in said for key in keys) for keys in wanted)

    return may_head


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")


def _lacking(sheet: Sheet, fit: _Fit) -> UserError:
    return UserError(
        _("The list was not recognised"),
        place=place_of(sheet),
        found=_("no row with the headers of a known list (nearest: {dataset})", dataset=fit.register.dataset.name),
        expected=_("also the columns: {columns}", columns=", ".join(fit.lacking)),
        remedy=_("Say on the page of loading what its columns are, or add these columns."),
        code="register_lacks_columns",
    )  # fmt: skip
