"""Lists printed in two or three columns as a newspaper is: the same headers again beside themselves, and each part numbers on.

Such a sheet is turned into one with its parts below one another; which row of the file each row came from stays known.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kpi.ingest.checking.header_rows import SEARCHED_ROWS
from kpi.ingest.checking.layout import FEWEST
from kpi.ingest.checking.vocabulary import RUNNING_NUMBERS
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold

_TOTAL = ("tong", "cong")


def below_one_another(sheet: Sheet) -> Sheet | None:
    """The sheet with its parts below one another, and below them what stands under the list (totals, signatures); None where no header
    repeats itself whole, where the numbers do not say that each part goes on with the one before it, or where a cell would be lost."""
    found = _repeated_header(sheet)
    if found is None or sheet.unsaved or sheet.guessed:
        return None
    header, starts, width = found
    if any(span.bottom > span.top >= header for span in sheet.merged):
        return None
    body = sheet.rows[header + 1 :]
    end = max((place + 1 for place, row in enumerate(body) if _holds_entry(row, starts, width)), default=0)
    parts = [[_part(row, start, width) for row in body[:end]] for start in starts]
    if not _numbers_on([[row[0] for row in part] for part in parts]) or _loses_cells(body, end, starts, width):
        return None
    numbers = range(header + 2, header + 2 + end)
    told = [(row, number) for part in parts for row, number in zip(part, numbers, strict=True) if any(row)]
    foot = list(zip(body[end:], range(header + 2 + end, len(sheet.rows) + 1), strict=True))
    rows = [*sheet.rows[:header], _part(sheet.rows[header], 0, width), *(row for row, _number in (*told, *foot))]
    sources = [*range(1, header + 2), *(number for _row, number in (*told, *foot))]
    return sheet.turned(rows, sources, parts=len(parts))


def _repeated_header(sheet: Sheet) -> tuple[int, list[int], int] | None:
    """The row of headers that come again whole behind a running number, where each part begins, and how wide one is; empty columns may
    stand between the parts."""
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        folded = [fold(cell) for cell in row]
        if not folded or folded[0] not in RUNNING_NUMBERS or not folded[0]:
            continue
        starts = [place for place, cell in enumerate(folded) if cell == folded[0]]
        parts = [_filled(folded[start:end]) for start, end in pairwise((*starts, len(folded)))]
        if len(parts) > 1 and len(parts[0]) >= FEWEST and all(part == parts[0] for part in parts):
            return number, starts, len(parts[0])
    return None


def _filled(part: list[str]) -> list[str]:
    """A part of the header without the empty columns behind it."""
    return part[: max((place + 1 for place, cell in enumerate(part) if cell), default=0)]


def _part(row: Sequence[str], start: int, width: int) -> list[str]:
    cells = [cell.strip() for cell in row[start : start + width]]
    return cells + [""] * (width - len(cells))


def _holds_entry(row: Sequence[str], starts: Sequence[int], width: int) -> bool:
    """Whether a part of the row is numbered and says something."""
    parts = (_part(row, start, width) for start in starts)
    return any(part[0].isdecimal() and any(part[1:]) for part in parts)


def _loses_cells(body: Sequence[Sequence[str]], end: int, starts: Sequence[int], width: int) -> bool:
    """Whether cells would be lost: a note outside the parts, or an entry without a number below the last one that has one."""
    taken = {place for start in starts for place in range(start, start + width)}
    if any(cell.strip() for row in body[:end] for place, cell in enumerate(row) if place not in taken):
        return True
    below = (list(filter(None, _part(row, start, width))) for row in body[end:] for start in starts[1:])
    return any(len(cells) >= FEWEST and not fold(cells[0]).startswith(_TOTAL) for cells in below)


def _numbers_on(parts: Sequence[Sequence[str]]) -> bool:
    """Whether the numbers of all parts, one part after the other, go up by one: these are entries of one list."""
    told = [int(cell) for cells in parts for cell in cells if cell.isdecimal()]
    filled = all(any(cell.isdecimal() for cell in cells) for cells in parts)
    return filled and all(after == before + 1 for before, after in pairwise(told))
