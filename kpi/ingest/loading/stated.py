"""How many entries a list has, as a line above or below it says: "Tổng số thành viên: 20", "Danh sách hộ ấp Rạch Đào (14 hộ)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.domain.datasets import BUSINESS, HOUSEHOLD, INSTITUTION, MEMBERSHIP, OFFICIAL
from kpi.domain.errors import Problem
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.checking.checked import Checked
from kpi.ingest.loading.plan import Plan
from kpi.vietnamese.text import fold

_MEMBERS = r"(?:thanh vien|tv)"
_COUNTED = re.compile(
    rf"(?:(?:tong|tong cong|so|tong so|so luong|tong so luong|si so) )?{_MEMBERS}(?: (?:nhom|cua nhom|trong nhom|hien tai|hien co))*"
    r"(?: la| gom| co)? (\d{1,5})(?: (?:nguoi|thanh vien))?"
    rf"|(?:(?:tong|tong cong|tong so|si so|nhom|(?:nhom )?(?:gom|co|hien co))(?: nhom)? )?(\d{{1,5}}) {_MEMBERS}"
    r"|si so(?: nhom)? (\d{1,5})(?: nguoi)?"
)
_YEAR = re.compile(rf"{_MEMBERS}(?: [a-z]+)* (?:19|20)\d\d")  # "Thành viên 2024"
_BETWEEN = re.compile(r"[();–|]|\s-\s")

# What the entries of a message are called where it says how many they are, folded.
_CALLED = {
    HOUSEHOLD: r"ho(?: dan| gia dinh)?", BUSINESS: r"(?:doanh nghiep|dn|cong ty|cty|co so)",
    INSTITUTION: r"(?:truong|don vi|co quan)(?: hoc)?", OFFICIAL: r"(?:nguoi|dong chi|can bo)",
}  # fmt: skip


def doubt_stated_count(plan: Plan, checked: Checked) -> list[Problem]:
    """That a message says of another number of entries than stand in it: a line may be lacking, or not have been read as one.

    One entry a row; nothing where the message says none, or several numbers.
    """
    called = _CALLED.get(plan.layout.dataset)
    if not plan.sheet.is_written or called is None:
        return []
    told = [*plan.title_cells, *(cell for row in _below(plan, checked) for cell in row)]
    stated = {int(number) for cell in told for number in re.findall(rf"\b(\d{{1,4}}) {called}\b", fold(cell))}
    gone = sum(one.code == "gone" for one in checked.problems)
    found = checked.accepted + len(checked.rejected_rows) + gone
    if len(stated) != 1 or found in stated:
        return []
    message = _(
        "the text says {stated} entries, and {found} were read; see whether a line is lacking, or was left out above",
        stated=format_count(stated.pop()), found=format_count(found),
    )  # fmt: skip
    return [Problem(None, None, None, "stated_otherwise", message, "warning")]


def with_stated_total(plan: Plan, checked: Checked) -> None:
    """Notes the total that a line above or below the list names, the larger of two, where no column does and the list is of one group:
    with fewer persons the list is a part only, which takes nobody away."""
    if plan.layout.dataset is not MEMBERSHIP or checked.totals:
        return
    groups = set(checked.columns["group"])
    stated = _stated(plan.title_cells).union(*map(_stated, _below(plan, checked)))
    if len(groups) == 1 and stated:
        checked.totals[groups.pop()] = max(stated)


def _below(plan: Plan, checked: Checked) -> Iterator[list[str]]:
    """The filled cells of each row below the list: beside a member's role stands his household's code, or the next one's number."""
    sheet = plan.sheet
    numbers = sheet.source_rows or range(1, len(sheet.rows) + 1)
    absent = (numbers[row - 1] for row in plan.layout.absent)
    again = (one.row for one in checked.problems if one.code == "repeated_row" and one.row is not None)
    last = max((*checked.columns["row"], *(one.row for one in checked.rejected_rows), *absent, *again), default=0)
    rows = list(zip(numbers, sheet.rows, strict=True))[plan.layout.body :]
    return ([cell for cell in row if cell.strip()] for number, row in rows if number > last)


def _stated(told: Sequence[str]) -> set[int]:
    """The numbers of members that cells say, alone ("Thành viên (30)"), in a part of their own, or with the number in the next
    cell."""
    parts = [part for cell in told for part in (cell, *_BETWEEN.split(cell))]
    parts += [f"{cell} {after}" for cell, after in zip(told, told[1:], strict=False) if after.strip().isdecimal()]
    matches = (_COUNTED.fullmatch(said) for said in map(fold, parts) if _YEAR.fullmatch(said) is None)
    return {int(next(filter(None, match.groups()))) for match in matches if match is not None}
