"""Lists of posts side by side: one row a village, and each post a column with who holds it, maybe his phone behind.

Such a sheet is turned into one with a row for each person; which row of the file each came from stays known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kpi.domain.datasets import OFFICIAL
from kpi.ingest.checking.checked import Checked
from kpi.ingest.checking.header_rows import HeaderRow
from kpi.ingest.checking.signs import is_person
from kpi.ingest.checking.traits import CellSample, Trait
from kpi.ingest.checking.vocabulary import Vocabulary
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import mentions

_HALF = 0.5
_OF_A_PERSON = ("name", "post", "phone")


@dataclass(frozen=True, slots=True)
class PostColumns:
    """One post as the header says it, and the columns of who holds it and of his phone."""

    post: str
    name: int
    phone: int | None = None


def posts_in_columns(headers: Sequence[HeaderRow], words: Vocabulary) -> tuple[HeaderRow, list[PostColumns]] | None:
    """The header above whose columns posts stand ("Thôn | Trưởng thôn | Công an viên"), alone or over a name and a phone; one column
    of them names persons, the others may name hardly anybody."""
    tells = words.signs[OFFICIAL.id].tells
    for header in sorted(headers, key=lambda one: one.first - one.body):
        said = [names[-1] for names in header.names]
        posts = [place for place, name in enumerate(said) if tells(name) and _may_name(header, place, words)]
        if any(_names_persons(header.cells[place], words) for place in posts):
            return header, [PostColumns(said[place], place, _phone_of(place, posts, header, said)) for place in posts]
    return None


def _names_persons(column: CellSample, words: Vocabulary) -> bool:
    """Whether most cells name persons, but for those which say that nobody holds the post, and for numbers, as of a total."""
    names = CellSample(
        tuple(cell for cell in column.cells if not words.is_vacant(cell) and any(map(str.isalpha, cell)))
    )
    return names.share(is_person) > _HALF


def _may_name(header: HeaderRow, place: int, words: Vocabulary) -> bool:
    """Whether a column below a post may name who holds it: of several that the post spans the one that is headed so."""
    lower = header.names[place][0]
    return not _is_phone(header, place) and (len(header.names[place]) == 1 or _meaning(lower, words) == "name")


def _meaning(header: str, words: Vocabulary) -> str | None:
    known = words.meaning(OFFICIAL.id, header)
    return known and known[0]


def _phone_of(place: int, posts: Sequence[int], header: HeaderRow, said: Sequence[str]) -> int | None:
    """The column of phones behind a holder, where it is his: it names his post, or it names none and no other post stands
    between it and the phones before it."""
    behind = place + 1
    if behind >= len(said) or not _is_phone(header, behind):
        return None
    named = max((said[post] for post in posts if mentions(said[behind], said[post])), key=len, default=None)
    before = max((other for other in range(place) if _is_phone(header, other)), default=-1)
    is_his = named == said[place] if named else not any(before < post < place for post in posts)
    return behind if is_his else None


def _is_phone(header: HeaderRow, place: int) -> bool:
    return header.cells[place].trait() is Trait.PHONE


def a_row_for_each_person(
    sheet: Sheet, header: HeaderRow, posts: Sequence[PostColumns], words: Vocabulary
) -> Sheet | None:
    """The sheet with the columns of a list of officials behind those that belong to no post; None where a column of names or phones
    is nobody's, or cells are merged over several rows."""
    taken = {one.name for one in posts} | {one.phone for one in posts if one.phone is not None}
    beside = [place for place in range(len(header.names)) if place not in taken]
    if any(_is_phone(header, place) or _meaning(header.names[place][0], words) in _OF_A_PERSON for place in beside):
        return None
    if any(span.bottom > span.top >= header.body for span in sheet.merged):
        return None
    names = [header.names[place][0] for place in beside]
    head = [*names, *(OFFICIAL.column(name).header for name in _OF_A_PERSON)]
    rows: list[Sequence[str]] = [*sheet.rows[: header.first], head]
    sources = [*range(1, header.first + 1), header.first + 1]
    for number, row in enumerate(sheet.rows[header.body :], start=header.body + 1):
        for persons in _persons(row, posts, words):
            rows.append([*(_cell(row, place) for place in beside), *persons])
            sources.append(number)
    return sheet.turned(rows, sources)


def _persons(row: Sequence[str], posts: Sequence[PostColumns], words: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """Name, post and phone of each who is named, or what says that nobody holds the post; what is no name is left blank, so that the
    row is rejected; without any, one row that is no entry."""
    found = False
    for one in posts:
        name = _cell(row, one.name)
        if any(map(str.isalnum, name)):  # "-" stands for nobody
            found = True
            is_told = is_person(name) or words.is_vacant(name)
            yield name if is_told else "", one.post, "" if one.phone is None else _cell(row, one.phone)
    if not found:
        yield "", "", ""


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def as_in_the_file(checked: Checked, sheet: Sheet) -> Checked:
    """What was found in a turned sheet, by the rows of the file."""
    if not sheet.source_rows:
        return checked
    row_of = dict(enumerate(sheet.source_rows, start=1))
    return replace(
        checked,
        columns={**checked.columns, "row": [row_of[row] for row in checked.columns["row"]]},
        problems=[
            replace(problem, row=row_of.get(problem.row or 0, problem.row), cell=None) for problem in checked.problems
        ],
        rejected_rows=[replace(rejected, row=row_of[rejected.row]) for rejected in checked.rejected_rows],
        previewed=[row_of[row] for row in checked.previewed],
    )
