"""Numbers and symbols of official papers ("12/KH-UBND"), as Nghị định 30/2020/NĐ-CP, Phụ lục I, has them written.

A number below ten has a zero before it; a symbol is the short form of the kind of paper and of who issues it.
"""

from __future__ import annotations

import re

# Phụ lục III: the kinds of papers by their short forms. An ordinary letter (công văn) has none.
NAMES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định", "TC": "Thông cáo",
    "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án",
    "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu",
    "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo",
}  # fmt: skip
LETTER = "Công văn"
# Capitals, with one small letter where the short form has it (CTr, QyĐ): no name of a person looks like that.
_SHORT = r"[A-ZĐ]{1,3}[a-zđ]?[A-ZĐ0-9]*"
_PAPER = re.compile(
    rf"(?<![\w/.-])(?P<number>0*[1-9][0-9]{{0,4}})(?P<added>[a-zđ]?)\s*/\s*(?P<year>(?:19|20)[0-9]{{2}}\s*/\s*)?"
    rf"(?P<symbol>{_SHORT}(?:\s*[-–]\s*{_SHORT})+)(?![\w/-])"
)


def find_paper(text: str) -> str | None:
    """The one number with its symbol that stands in a text, in the form of a paper; None where there is none, or several.

    Nothing else of the text is in it: "Kế hoạch số 5 / KH - UBND về …" gives "05/KH-UBND".
    """
    found = {_written(match) for match in _PAPER.finditer(text)}
    return found.pop() if len(found) == 1 else None


def name_of_paper(paper: str) -> str:
    """What kind of paper its symbol says it is: "12/KH-UBND" is a "Kế hoạch", "15/UBND-VX" a "Công văn"."""
    return NAMES.get(paper.rpartition("/")[2].partition("-")[0], LETTER)


def _written(match: re.Match[str]) -> str:
    year = re.sub(r"\s+", "", match["year"] or "")
    symbol = re.sub(r"\s*[-–]\s*", "-", match["symbol"])
    return f"{int(match['number']):02d}{match['added']}/{year}{symbol}"
