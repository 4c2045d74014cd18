"""The whole Word report of two periods, paragraph by paragraph and cell by cell.

The texts are in ``golden/``. After a wanted change write them anew, and read the difference before it is kept:

    KPI_WRITE_GOLDEN=1 python -m pytest tests/reports/test_word_golden.py

Worked out by hand for ``sample`` (14/12/2024, fourth quarter: from 15/9/2024):
    households   1.004/1.431: 70 % are 1001,7, so 1.002 are asked: met; 70,16 % is 70,2 %, 0,16 points above, prints 0,2
                 before (14/9): 922/1.431 = 64,43 %; 82/1.431 = 5,73 points: +5,7; 922 + 105 joined − 23 left = 1.004
                 Thôn 3 alone: 70 % of 338 are 236,6, so 237 are asked, 204 are there: 33 missing; Khu phố 2: 250 − 248 = 2
    businesses   12/18 = 66,67 %: 13 are asked (12,6), 1 is missing; 70 − 66,67 = 3,33 points below
    reports      35/36 = 97,22 %: 2,78 points below 100
    villages     273 + 279 + 204 + 248 = 1.004 of 376 + 361 + 338 + 356 = 1.431
``bare`` (14/6/2024): no list of members, so that no stock can be counted; no report received or settled since 1/1/2024.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from kpi.reports.content.model import Report
from kpi.reports.word.writing import word
from tests.reports.conftest import TEMPLATE
from tests.reports.word_text import lines_of, opened

GOLDEN = Path(__file__).parent / "golden"
PERIODS = ("sample", "bare", "frozen")


@pytest.fixture(scope="module")
def texts(request: pytest.FixtureRequest) -> dict[str, str]:
    reports: dict[str, Report] = {name: request.getfixturevalue(f"{name}_report") for name in PERIODS}
    return {name: "\n".join(lines_of(opened(word(report, TEMPLATE)))) + "\n" for name, report in reports.items()}


@pytest.mark.parametrize("period", ["sample", "bare"])
def test_the_whole_report(texts: dict[str, str], period: str) -> None:
    file = GOLDEN / f"word-{period}.txt"
    if os.environ.get("KPI_WRITE_GOLDEN") == "1":
        file.write_text(texts[period], "utf-8", newline="\n")
    assert texts[period].splitlines() == file.read_text("utf-8").splitlines()


def test_a_frozen_report_differs_from_its_draft_in_its_marks_only(texts: dict[str, str]) -> None:
    draft, frozen = (
        texts["sample"].replace("tháng … năm …", "tháng … năm 2024").splitlines(),
        texts["frozen"].splitlines(),
    )
    differing = [(old, new) for old, new in zip(draft, frozen, strict=True) if old != new]
    footer = "Số chốt 3 – mã kiểm tra 3F2A-91BC-77D0 – số liệu đến ngày 14/12/2024"
    assert [old.replace("DỰ THẢO – số liệu đến ngày 14/12/2024, chưa chốt", footer) for old, _new in differing[:2]] == [
        new for _old, new in differing[:2]
    ]
    heading, checking = differing[2:]
    assert " DỰ THẢO " in heading[0] and heading[1] == heading[0].replace(" DỰ THẢO  / ", "")
    assert checking[1] == f"{checking[0]} Số chốt 3, mã kiểm tra 3F2A-91BC-77D0."


@pytest.mark.parametrize(
    ("fault", "seen_in"),
    [
        (r"\bnan\b|\bNaN\b", "tỷ lệ nan%"),
        (r"\bNone\b|<NA>", "Từ ngày: None"),
        (r"\d\.\d+ ?%|\d\.\d{1,2}\b(?!/)", "đạt 70.2%"),  # a decimal point
        (r"\d,\d{3}\b", "1,431 hộ"),  # an English thousand
        (r"\d{4}-\d{2}-\d{2}", "đến ngày 2024-12-14"),
        (r"[{}]|%\}", "{{ nam }}"),
        (r"\w {2,}\w", "hai  khoảng trắng"),
    ],
)
def test_nothing_foreign_stands_in_the_text(texts: dict[str, str], fault: str, seen_in: str) -> None:
    assert re.search(fault, seen_in), "the search itself works"
    for text in texts.values():
        # A clause is numbered by points (II.1.1), and a framed word has spaces around it.
        plain = re.sub(r"\b[IVX]+(\.\d)+", "", text).replace(" DỰ THẢO  / ", "")
        assert re.findall(fault, plain) == []


# Syllables that official Vietnamese never writes without marks, and English words that a slip would leave.
BARE = """nguoi tong nghiep huyen thuc ket thieu vuot ngay thang truoc luc lieu kiem thon nhan doan quyet dinh phuong dien luong
buu truong""".split()
ENGLISH = ("the", "of", "and", "report", "village", "household", "target", "met", "draft", "total", "none", "data")


def test_no_word_lacks_its_marks(texts: dict[str, str]) -> None:
    never = {*BARE, *ENGLISH}
    for text in texts.values():
        prose = re.sub(r"\[\d \w+\]", "", text)
        assert sorted({found for found in re.findall(r"\w+", prose.lower()) if found in never}) == []
