"""A person is found in a text however people write him, and nobody else is."""

from __future__ import annotations

import unicodedata
import zipfile
from io import BytesIO

import pytest

from kpi.vietnamese.traces import Traces, text_of_file

TRACES = Traces.of(["Nguyễn Thị Kín", "Bà Trần An", "Hùng", ""], ["0912345678", "02373721150"], ["1564731578290756914"])
GONE = "đã xóa"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("gọi chị nguyen thi kin ngay", "gọi chị đã xóa ngay"),
        ("NGUYỄN THỊ KÍN.", "đã xóa."),
        ("DS_Nguyễn_Thị_Kín_2024.xlsx", "DS_đã xóa_2024.xlsx"),
        (unicodedata.normalize("NFD", "bà Nguyễn Thị Kín, ở đây"), "bà đã xóa, ở đây"),
        ("Trần Ân", "đã xóa"),  # marks are often wrong in a name
        ("Nguyễn  Thị-Kín", "đã xóa"),
        ("Trần An, thôn 1", "đã xóa, thôn 1"),
        ("0912345678", "đã xóa"),
        ("số +84 912 345 678, nhé", "số đã xóa, nhé"),
        ("0912.345.678/0987654321", "đã xóa/0987654321"),
        ("912345678.0", "đã xóa.0"),
        ("0237 3721150", "đã xóa"),
        ("uid:1564731578290756914;", "uid:đã xóa;"),
        ("Nguyễn Thị Kín gọi 0912345678", "đã xóa gọi đã xóa"),
    ],
)
def test_what_is_found_goes(text: str, cleaned: str) -> None:
    assert TRACES.found_in(text)
    assert unicodedata.normalize("NFC", TRACES.without(text, GONE)) == cleaned
    assert not TRACES.found_in(TRACES.without(text, GONE))


@pytest.mark.parametrize(
    "text",
    [
        "", "trần an toàn", "an toàn, trần nhà", "Nguyễn Thị Kính", "Nguyễn Thị", "Hùng", "91234567", "10912345678", "09123456789",
        "15647315782907569145", "Thị Kín",
    ],
)  # fmt: skip
def test_what_is_somebody_elses_stays(text: str) -> None:
    assert not TRACES.found_in(text)
    assert TRACES.without(text, GONE) == text


def test_json_is_cleaned_text_by_text() -> None:
    content = {"message": "bà Nguyễn Thị Kín", "row": 3, "cells": ["0912345678", None, "x"]}
    assert TRACES.without_in(content, GONE) == {"message": "bà đã xóa", "row": 3, "cells": [GONE, None, "x"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_files_are_looked_through_in_the_encodings_of_offices(encoding: str) -> None:
    assert TRACES.found_in(text_of_file("x Nguyễn Thị Kín".encode(encoding)))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", "<t>Nguyễn Thị Kín</t>")
    assert TRACES.found_in(text_of_file(packed.getvalue()))
    assert not TRACES.found_in(text_of_file("nobody".encode(encoding)))
