"""A long register read in bulk gives the very rows and problems that reading it row by row gives."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.config import load_config
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.check import check_rows
from kpi.ingest.checking.checked import Checked
from kpi.ingest.checking.recognise import recognise
from kpi.ingest.checking.vocabulary import vocabulary
from kpi.ingest.reading import arrays, delimited, files, tall
from kpi.ingest.reading.files import Sheet
from kpi.store import Corrections
from kpi.vietnamese.places import NOBODY, Register
from tests.worlds import CONFIG_FILE

CONFIG = load_config(CONFIG_FILE)
HEADER = ["STT", "Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Số nhân khẩu", "Tình trạng"]
REFERENCES = References(Register({"T1": "Thôn 1", "T2": "Thôn 2"}), NOBODY, {})

CODES = st.one_of(
    st.integers(0, 40).map(lambda number: f"HG-{number:02d}"),
    st.sampled_from(
        [
            "",
            " ",
            "H  1",
            " H2",
            "H3 ",
            "038012345678",
            "038 012 345 678",
            "38012345678",
            "x038012345678y",
            "#N/A",
            "#1",
            "Hộ 7",
            "Cộng",
            "Mã hộ",
        ]
    ),
)
PARTS = [
    "038 012 345 678",
    "038",
    "012",
    "345",
    "Nguyễn",
    "Văn",
    "A",
    "hoà",
    "Hoa\u0300",
    "NguyÔn",
    "V¨n",
    "Nguy?n",
    "D'Arc",
    "H'Mông",
    "038012345678",
    "B2",
    "",
    "\u200b",
    "Đ.",
    "HÃ",
    "hÃ",
    "(chết)",
]
NAMES = st.one_of(
    st.sampled_from(["Tổng Văn Trường", "Công", "Tổng cộng", "Người lập biểu", "#REF!", "Trần  Thị Hoà "]),
    st.lists(st.sampled_from(PARTS), max_size=4).map(" ".join),
)
PHONES = st.one_of(
    st.sampled_from(
        ["", "0912345678", "912345678", "+84 912 345 678", "84912345678", "0084912345678", "0912.345.678", "(091) 234-5678",
         "843123456", "01688123456", "0237 3721150", "0912345678/0987654321", "038012345678", "9.12E+08", "12", "không có",
         "0912345678.0", "+84-1688123456", "0912 345 678 0987 654 321", "091234567.8", "84 0912345678"]
    ),
    st.text("0123456789+. -()/", max_size=16),
)  # fmt: skip
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "", "Cộng", "12", "I", "II"]), CODES, NAMES,
        st.sampled_from(["Thôn 1", "T2", "thon  2", "Thôn 9", ""]), PHONES,
        st.sampled_from(["4", "4.0", "", "bốn"]), st.sampled_from(["Đang cư trú", "Đã chuyển đi", "", "???"]),
    ).map(list),
    min_size=1, max_size=40,
)  # fmt: skip


def checked(rows: Any) -> Checked:
    sheet = Sheet("a.csv", "", "", rows)
    layout = recognise(sheet, vocabulary(CONFIG, Corrections()), dataset="household", given=frozenset({"village"}))
    return check_rows(sheet, layout, CONFIG, REFERENCES, {})


def facts(found: Checked) -> tuple[Any, ...]:
    columns = {
        name: list(values) if isinstance(values, list) else values.to_pylist() for name, values in found.columns.items()
    }
    return (
        columns,
        found.problems,
        found.rejected_rows,
        found.preview,
        (found.read, found.accepted, found.rejected, found.ignored),
    )


ENTRY = ["1", "HG-01", "Tổng Văn Trường", "Thôn 1", "", "4", "Đang cư trú"]


@pytest.mark.slow
@example(
    [ENTRY, [*ENTRY[:3], "T2", *ENTRY[4:]], ENTRY]
)  # the third row, which is left out, was told to be the one that counts
@settings(max_examples=200)
@given(ROWS)
def test_in_bulk_as_row_by_row(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    bulk = tall.read_delimited(text.getvalue().encode(), ",", [HEADER])
    assert bulk is not None
    assert list(bulk) == [HEADER, *rows] == list(bulk[:])
    assert facts(checked(bulk)) == facts(checked([HEADER, *rows]))


def test_the_bulk_way_is_really_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "TALL_BYTES", 100)
    rows = [
        HEADER,
        *([str(n), f"H{n}", "Nguyễn Văn A", "Thôn 1", "+84 912345678", "4", "Đang cư trú"] for n in range(400)),
    ]
    text = io.StringIO()
    csv.writer(text).writerows([["DANH SÁCH HỘ", *[""] * 6], ["Tính đến ngày 30/6/2024"], *rows])
    (sheet,) = files.read_content("a.csv", text.getvalue().encode())
    assert isinstance(sheet.rows, tall.TallRows)
    found = checked(sheet.rows)
    assert not isinstance(found.columns["code"], list)
    assert found.accepted == 400 and set(found.columns["phone"].to_pylist()) == {"0912345678"}
    assert found.columns["row"].to_pylist()[:2] == [4, 5]


def test_a_formula_without_a_value_is_told_in_a_long_list_too() -> None:
    rows = [HEADER, *([str(n), f"H{n}", "Nguyễn Văn A", "Thôn 1", "", "4", ""] for n in range(30))]
    rows[7][1] = ""
    columns = [list(column) for column in zip(*rows, strict=True)]
    sheet = Sheet(
        "a.xlsx", "", "", tall.unjoined(list(map(arrays.joined, columns))), unsaved=frozenset({(7, 1), (9, 4)})
    )
    layout = recognise(sheet, vocabulary(CONFIG, Corrections()), dataset="household", given=frozenset({"village"}))
    found = check_rows(sheet, layout, CONFIG, REFERENCES, {})
    told = [(problem.cell, problem.code, problem.severity) for problem in found.problems]
    assert told == [("B8", "formula_without_value", "error"), ("E10", "formula_without_value", "warning")]


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(0, 200), st.sampled_from([",", '"', "'", ",,", ""]))
def test_a_row_that_slid_is_the_same_doubt_in_bulk(rows: list[list[str]], place: int, sign: str) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *rows])
    lines = text.getvalue().splitlines()
    lines[-1] = f"{lines[-1][: place % (len(lines[-1]) + 1)]}{sign}{lines[-1][place % (len(lines[-1]) + 1) :]}"
    content = "\n".join(lines).encode()

    def found() -> tuple[Any, ...]:
        (sheet,) = files.read_content("a.csv", content)
        layout = recognise(sheet, vocabulary(CONFIG, Corrections()), dataset="household", given=frozenset({"village"}))
        return facts(check_rows(sheet, layout, CONFIG, REFERENCES, {}))

    row_by_row = found()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "TALL_BYTES", 0)
        assert found() == row_by_row
