"""How many members a group has, as a line above or below its list says: "Tổng số thành viên: 20"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi.domain.datasets import MEMBERSHIP
from kpi.ingest.checking.checked import Checked
from kpi.ingest.loading.plan import Plan
from kpi.vietnamese.text import fold

_MEMBERS = r"(?:thanh vien|tv)"
_COUNTED = re.compile(
    rf"(?:(?:tong|tong cong|so|tong so|so luong|tong so luong|si so) )?{_MEMBERS}(?: (?:nhom|cua nhom|trong nhom|hien tai|hien co))*"
    r"(?: la| gom| co)? (\d{1,5})(?: (?:nguoi|thanh vien))?"
    rf"|(?:(?:tong|tong cong|tong so|si so|nhom|gom|co|hien co)(?: nhom)? )?(\d{{1,5}}) {_MEMBERS}"
    r"|si so(?: nhom)? (\d{1,5})(?: nguoi)?"
)
_FOOT = 6  # so many rows at the end may stand below the list
_BETWEEN = re.compile(r"[();–|]|\s-\s")


def with_stated_total(plan: Plan, checked: Checked) -> None:
    """Notes the total that a line above or below the list names, the larger of two, where no column does and the list is of one group:
    with fewer persons the list is a part only, which takes nobody away."""
    if plan.layout.dataset is not MEMBERSHIP or checked.totals:
        return
    groups = set(checked.columns["group"])
    stated = _stated(plan.title_cells) | _stated(_foot(plan, checked))
    if len(groups) == 1 and stated:
        checked.totals[groups.pop()] = max(stated)


def _foot(plan: Plan, checked: Checked) -> list[str]:
    """What is filled in below the list. A member's own row says nothing of the group: his role "Thành viên" may stand before a number
    of his household's, and his name be "thành viên 7"."""
    entries = {*checked.columns["row"], *(row.row for row in checked.rejected_rows)}
    entries |= {problem.row for problem in checked.problems if problem.code == "repeated_row"}
    rows = plan.sheet.rows
    numbers = plan.sheet.source_rows or range(1, len(rows) + 1)  # of a turned sheet those of the file
    first = max(plan.layout.body, len(rows) - _FOOT)
    below = (row for number, row in zip(numbers[first:], rows[first:], strict=True) if number not in entries)
    return [cell for row in below for cell in row if cell.strip()]


def _stated(told: Sequence[str]) -> set[int]:
    """The numbers of members that cells say, alone ("Thành viên (30)"), in a part of their own, or with the number in the next
    cell."""
    parts = [part for cell in told for part in (cell, *_BETWEEN.split(cell))]
    parts += [f"{cell} {after}" for cell, after in zip(told, told[1:], strict=False) if after.strip().isdecimal()]
    matches = (_COUNTED.fullmatch(fold(part)) for part in parts)
    return {int(next(filter(None, match.groups()))) for match in matches if match is not None}
