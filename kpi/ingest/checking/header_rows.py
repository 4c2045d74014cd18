"""Which rows of a sheet may be its header: one, or two of which the upper names several columns of the lower, or three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kpi.domain.datasets import DATASETS
from kpi.ingest.checking.signs import LOOKED_AT
from kpi.ingest.checking.traits import Samples
from kpi.ingest.checking.vocabulary import RUNNING_NUMBERS, Vocabulary, key_of_list
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold

# How far down a header may stand below its title rows.
SEARCHED_ROWS = 40
# Under names of these a column counts its neighbours together.
TOTALS = frozenset(("tong", "tong so", "tong cong", "cong"))
_FEWEST_HEADERS = 3
# What only a foot says, and the posts beside it, which look like headers ("Trưởng thôn").
_SIGNED = re.compile(
    r"(?:da )?ky|ky (?:va )?ghi ro.*|ky dong dau|t ?m (?:ubnd|uy ban).*|nguoi lap(?: bieu| danh sach)?"
)
_POST = re.compile(r"(?:pho )?(?:truong|chu tich|bi thu|ke toan|can bo|cong an)\b.*")
_DIGITS_OF_A_YEAR = 4
_LONG_NUMBER = re.compile(r"\s*\+?\d(?:[ .-]?\d){8,}\s*")


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A row, or more, that may be the header: the names of each column, the likeliest first, and where it stands."""

    first: int
    body: int
    names: Sequence[Sequence[str]]
    cells: Samples  # of the first rows below it
    spanned: frozenset[int] = frozenset()  # columns that share their upper name with others
    key: str = ""  # by which an answer about lists made the same way is known again

    @property
    def totals(self) -> frozenset[str]:
        """The upper names under one of whose columns stands the total of the others ("Số nhân khẩu": "Nam", "Nữ", "Tổng")."""
        lower = ((fold(self.names[place][0]), self.names[place][-1]) for place in self.spanned)
        return frozenset(upper for name, upper in lower if name in TOTALS)


def header_rows(sheet: Sheet, words: Vocabulary) -> list[HeaderRow]:
    """Every row that may be the header, alone or with the one below it."""
    found: list[HeaderRow] = []
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if _is_entry(row) or _is_signed(row) or not any(_is_known(cell, words) for cell in row if cell):
            continue
        if found and found[-1].first == number - 1 and names_parts(sheet.rows[number - 1], row):
            continue  # the lower row of a header begins none: what stands below it is an entry or a heading
        key, names = key_of_list(row), [[cell.strip()] for cell in row]
        found.append(HeaderRow(number, number + 1, names, _below(sheet, number + 1), key=key))
        if number + 1 < len(sheet.rows) and not _is_entry(sheet.rows[number + 1]):
            below, body = sheet.rows[number + 1], number + 2
            if body < len(sheet.rows) and _goes_on(below, sheet.rows[body]):
                below, body = _with_parts(below, sheet.rows[body]), body + 1
            found.append(HeaderRow(number, body, _stacked(row, below), _below(sheet, body), _spanned(row, below), key))
    return found


def _below(sheet: Sheet, body: int) -> Samples:
    return Samples(sheet.rows[body : body + 2 * LOOKED_AT])


def _is_entry(row: Sequence[str]) -> bool:
    """Whether a row holds a number that is no header's, as long as that of a phone: "Đỗ Thị Ba, 0912000002, Thành viên"."""
    return any(_LONG_NUMBER.fullmatch(cell) for cell in row)


def _is_signed(row: Sequence[str]) -> bool:
    """Whether a row says nearly nothing but who signs; a column for signatures ("Ký") is one of a header's."""
    told = [fold(cell) for cell in row if cell.strip()]
    signs = sum(_SIGNED.fullmatch(cell) is not None for cell in told)
    return signs > 0 and 2 * (signs + sum(_POST.fullmatch(cell) is not None for cell in told)) > len(told)


def _is_known(cell: str, words: Vocabulary) -> bool:
    return words.may_be_header(cell) and any(words.meaning(dataset.id, cell) is not None for dataset in DATASETS)


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a second row of a header has its parts in a third one; a heading ("I | Cơ quan") stands under nothing."""
    first = next((place for place, cell in enumerate(lower) if cell.strip()), len(upper))
    return first < len(upper) and bool(upper[first].strip()) and names_parts(upper, lower)


def _with_parts(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The lower rows of a header of three as one: "Năm sinh" over "Nam" and "Nữ" is "Năm sinh Nam", "Năm sinh Nữ"."""
    return [names[0] if len(names) == 1 else names[1] for names in _stacked(upper, lower)]


def _stacked(upper: Sequence[str], lower: Sequence[str]) -> list[list[str]]:
    """The names of each column under a header of two rows ("Liên hệ" over "SĐT" and "Zalo"), the likeliest first."""
    names: list[list[str]] = []
    group = ""
    for position in range(max(len(upper), len(lower))):
        above = upper[position].strip() if position < len(upper) else ""
        below = lower[position].strip() if position < len(lower) else ""
        group = above or (group if below else "")
        over = above or group
        names.append([below, f"{over} {below}", over] if below and over else [below or above])
    return names


def _spanned(upper: Sequence[str], lower: Sequence[str]) -> frozenset[int]:
    """The columns under a name that stands over several of them, and so is the name of none."""
    empty = [not any(cell.strip() for cell in upper[position : position + 1]) for position in range(len(lower))]
    shared = {position for position in range(1, len(lower)) if empty[position] and lower[position].strip()}
    return frozenset(shared | {position - 1 for position in shared})


def names_parts(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row says no more than what the columns under one name of the row above are ("Tình hình": "Hoạt động", "Tạm
    ngừng"): an entry has something in other columns, too."""
    filled = {place for place, cell in enumerate(lower) if cell.strip()}
    beside = {place for place, cell in enumerate(upper) if cell.strip()} - filled
    return bool(filled) and bool(beside) and filled <= _spanned(upper, lower) and not any(map(_is_number, lower))


def _is_number(cell: str) -> bool:
    return cell.strip().isdecimal()


def has_no_header(sheet: Sheet) -> bool:
    """Whether the first row of several cells is an entry: nothing says what the columns are, and to take it for their names would
    lose whom it names."""
    filled = _filled(sheet)
    first = next((number for number, count in enumerate(filled) if count > 1), None)
    if first is not None and _is_entry(sheet.rows[first]):
        return True
    wide = next((number for number, count in enumerate(filled) if count >= _FEWEST_HEADERS), None)
    return wide is not None and _seems_entry(sheet.rows, wide)


def widest_row(sheet: Sheet) -> list[HeaderRow]:
    """Where no header is known: the first of the rows with the most cells above the entries, of three at least, for two may be a
    letter's head."""
    filled = _filled(sheet)
    wide = (number for number, count in enumerate(filled) if count >= _FEWEST_HEADERS)
    above = filled[: next((number for number in wide if _seems_entry(sheet.rows, number)), len(filled))]
    if max(above, default=0) < _FEWEST_HEADERS:
        return []
    first = above.index(max(above))
    return [HeaderRow(first, first + 1, [[cell.strip()] for cell in sheet.rows[first]], _below(sheet, first + 1))]


def _filled(sheet: Sheet) -> list[int]:
    return [sum(bool(cell.strip()) for cell in row) for row in sheet.rows[:SEARCHED_ROWS]]


def _seems_entry(rows: Sequence[Sequence[str]], number: int) -> bool:
    """Whether a row begins with its number, which is no year's, or has a cell that half of those below say, too ("6 tuổi", "Có").

    A row with "STT" is none, whatever stands below it: men under "Nam" are marked so.
    """
    row = [fold(cell) for cell in rows[number]]
    if not RUNNING_NUMBERS.isdisjoint(row):
        return False
    first = next(filter(None, row), "")
    if first.isdecimal() and len(first) < _DIGITS_OF_A_YEAR:
        return True
    below = rows[number + 1 : number + SEARCHED_ROWS]
    for place, said in enumerate(row):
        cells = [cell for cell in (fold(one[place]) for one in below if place < len(one)) if cell]
        if said and len(cells) > 1 and 2 * cells.count(said) >= len(cells):
            return True
    return False
