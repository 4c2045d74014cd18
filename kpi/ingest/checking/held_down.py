"""A village written once above blank cells of its column: which rows may be of it, if a person says so.

Never by silence: what the list does not count, and what stands below a total or a heading, may be anything.
Source: docs/decisions/data.md, "Villages written once".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kpi.domain.errors import Problem
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt, References
from kpi.ingest.checking.entries import Entries
from kpi.ingest.checking.layout import Layout
from kpi.vietnamese.text import fold

VILLAGE_ABOVE = "village_above"
# Rows that are no entries and end what was written above them; a header that comes again on the next page does not.
_ENDS = frozenset(("total_row", "heading", "part", "signature", "no_entry"))


def is_held_down(layout: Layout, references: References) -> bool:
    """Whether a person has said that in lists with these headers a village holds down to the next one."""
    return _made_like(layout) in references.held_down


def held_for(layout: Layout, references: References) -> References:
    """The references with what a person says of this list alone: a village holds down to the next one."""
    return replace(references, held_down={*references.held_down, _made_like(layout)})


def _made_like(layout: Layout) -> tuple[str, str]:
    """By what the answer for one list is known for the next one."""
    return layout.dataset.id, fold(layout.header_line)


def below_villages(found: Entries, layout: Layout) -> Mapping[int, str]:
    """The entries that name no village, as Excel counts, with the text of the one above them: of a list whose first entry names its
    village and each village is written once, and whose serial numbers or codes go on over them, with nothing between that is no entry.

    Where a village is written again, or few cells are blank, each row names its own, and a blank cell is a slip.
    """
    place = layout.positions.get("village")
    if place is None or place >= layout.width or found.sections or not layout.dataset.column("village").required:
        return {}
    written = [row[place].strip() for row in found.rows]
    named = [fold(one) for one in written if one]
    if not (named and written[0]) or len(set(named)) < len(named) or 2 * len(named) > len(written):
        return {}
    ends = sorted(problem.row for problem in found.ignored if problem.code in _ENDS and problem.row is not None)
    counting = _counting(found.rows, layout)
    villages: dict[int, str] = {}
    above = ""
    rows = list(zip(found.numbers, found.rows, strict=True))
    for (last, _row), (number, row) in pairwise([(layout.body, ()), *rows]):
        if any(last < end < number for end in ends):
            above = ""
        if text := row[place].strip():
            above = text
        elif above and any(row[one].strip() for one in counting):
            villages[number] = above
        else:
            above = ""  # what nobody counts may be the sum of those above it
    return villages if _counts_on(found, counting, villages) else {}


def held_down(found: Entries, layout: Layout, below: Mapping[int, str]) -> Entries:
    """The entries with the villages filled in that a person has said to hold for them, and a remark on how many they are."""
    place = layout.positions["village"]
    rows: list[Sequence[str]] = [
        [*row[:place], below.get(number, row[place]), *row[place + 1 :]]
        for number, row in zip(found.numbers, found.rows, strict=True)
    ]
    message = _(
        "rows that name no village: {count}; as a person has said of such lists, each is of the one above it",
        count=len(below),
    )
    told = Problem(None, layout.headers[place], None, "village_held", message, "warning")
    return replace(found, rows=rows, remarks=[*found.remarks, told])


def doubt_below(village: str) -> Doubt:
    """Why such a row is rejected as long as nobody has said whose it is."""
    message = _(
        "names no village. The list counts on from the last one above, and no total stands between: a person must say whether"
        " it holds, on the page at the list, on the command line with --village-above"
    )
    return Doubt(VILLAGE_ABOVE, message, "error", hint=village)


def _counting(rows: Sequence[Sequence[str]], layout: Layout) -> list[int]:
    """The columns of serial numbers and codes that say something of most entries."""
    places = layout.serial_places
    places += [layout.positions["code"]] if "code" in layout.positions else []
    places += [layout.helpers["number"]] if "number" in layout.helpers else []
    return [place for place in places if 2 * sum(bool(row[place].strip()) for row in rows) > len(rows)]


def _counts_on(found: Entries, counting: Sequence[int], villages: Mapping[int, str]) -> bool:
    """Whether one of the columns says of each such row what follows the row above, or a code that no other row has."""
    for place in counting:
        cells = [row[place].strip() for row in found.rows]
        steps = zip(found.numbers[1:], cells, cells[1:], strict=False)
        asked = [(before, cell) for number, before, cell in steps if number in villages]
        goes_on = all(one.isdecimal() and two.isdecimal() and int(two) == int(one) + 1 for one, two in asked)
        if goes_on or (len(set(cells)) == len(cells) and all(cells) and not all(map(str.isdecimal, cells))):
            return True
    return False
