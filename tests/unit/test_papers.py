"""Numbers of papers: what has their form, what has not, and what is left of the words around them."""

from __future__ import annotations

import pytest

from kpi.vietnamese.papers import find_paper, name_of_paper


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/KH-UBND", "12/KH-UBND"),
        ("Kế hoạch số 5 / KH - UBND ngày 05/4/2024 của ông Nguyễn Văn An", "05/KH-UBND"),
        ("005/BC-UBND", "05/BC-UBND"),
        ("Số: 15/UBND–VX", "15/UBND-VX"),
        ("3/2024/QĐ-UBND", "03/2024/QĐ-UBND"),
        ("7a/CTr-BCĐ", "07a/CTr-BCĐ"),
        ("02/QyĐ-UBND-CAX", "02/QyĐ-UBND-CAX"),
        ("12/KH-UBND, 12/KH-UBND", "12/KH-UBND"),
    ],
)
def test_a_number_is_found_as_papers_have_it(text: str, expected: str) -> None:
    assert find_paper(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "ông Nguyễn Văn An", "KH-UBND", "12/KH", "0/KH-UBND", "12/KH-Hung", "12/KH-Hùng", "12/kh-ubnd", "05/4/2024",
     "12/KH-UBND và 13/KH-UBND", "1/12/KH-UBND/x", "123456/KH-UBND"],
)  # fmt: skip
def test_what_is_no_one_number_is_none(text: str) -> None:
    assert find_paper(text) is None


@pytest.mark.parametrize(
    ("paper", "name"),
    [("12/KH-UBND", "Kế hoạch"), ("03/2024/QĐ-UBND", "Quyết định"), ("07/CTr-BCĐ", "Chương trình"), ("15/UBND-VX", "Công văn")],
)  # fmt: skip
def test_its_symbol_says_what_a_paper_is(paper: str, name: str) -> None:
    assert name_of_paper(paper) == name
