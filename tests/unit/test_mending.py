"""The workbook of rejected rows: every text comes back as it was, nothing in it is live, and what is wrong is marked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.config.models import Config
from kpi.domain.datasets import HOUSEHOLD, MEMBERSHIP
from kpi.i18n.messages import speaking
from kpi.ingest.checking.recognise import recognise
from kpi.ingest.checking.vocabulary import QUIET, vocabulary
from kpi.ingest.loading.load import Source, load
from kpi.ingest.loading.plan import SUPPLEMENT_MARK as KNOWN_MARK
from kpi.ingest.reading.files import Sheet, read_content
from kpi.ingest.reading.guards import without_guard
from kpi.ingest.workbooks.mending import (
    BAD_COLOUR,
    HEADER_ROW,
    REASON_HEADER,
    ROW_HEADER,
    SUPPLEMENT_MARK,
    RejectedRow,
    mending_workbook,
)
from kpi.store import Corrections
from kpi.vietnamese.moments import find_date
from kpi.vietnamese.text import fold
from tests.worlds import World

DAY = date(2024, 6, 30)
COLUMNS = ("code", "head_name", "village", "phone", "members", "status")
TEXTS = ("H0001", "Nguyễn Thị Ngọc Huyền", "Thôn 1", "0900000001", "4", "Ko rõ")
NOT_KNOWN = '"Ko rõ" chưa có trong danh sách'


def household(*texts: str, row: int = 7, reasons: Sequence[tuple[str | None, str]] = ()) -> RejectedRow:
    return RejectedRow(row, dict(zip(COLUMNS, texts, strict=True)), tuple(reasons))


def workbook(*rows: RejectedRow, source: str = "ho_dan.xlsx", day: date = DAY) -> bytes:
    return mending_workbook(HOUSEHOLD, day, source, rows, columns=COLUMNS)


def sheet_of(content: bytes) -> Sheet:
    (sheet,) = read_content("bo_sung.xlsx", content)
    return sheet


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8") if name in archive.namelist() else ""


def formats(content: bytes, row: int) -> list[tuple[str, bool]]:
    """Ground colour and quote prefix of each cell of a row (as Excel counts)."""
    styles = part(content, "xl/styles.xml")
    grounds = [re.search(r'fgColor rgb="FF(\w{6})"', fill) for fill in re.findall(r"<fill>(.*?)</fill>", styles)]
    used = re.findall(r"<xf [^>]*>", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    cells = re.search(rf'<row r="{row}"[^>]*>(.*?)</row>', part(content, "xl/worksheets/sheet1.xml"))
    assert cells
    found = []
    for style in re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', cells[1]):
        fill = re.search(r'fillId="(\d+)"', used[int(style)])
        assert fill
        ground = grounds[int(fill[1])]
        found.append((f"#{ground[1]}" if ground else "", 'quotePrefix="1"' in used[int(style)]))
    return found


def notes(content: bytes) -> dict[str, str]:
    """The comments by cell."""
    found = re.findall(
        r'<comment ref="([A-Z]+\d+)".*?<t(?: [^>]*)?>(.*?)</t>', part(content, "xl/comments1.xml"), re.DOTALL
    )
    return {cell: unescape(text) for cell, text in found}


def test_the_head_says_what_it_is_and_of_which_day() -> None:
    rows = sheet_of(workbook(household(*TEXTS, reasons=[("status", NOT_KNOWN)]))).rows
    assert [cell for cell in rows[0] if cell] == ["DANH SÁCH BỔ SUNG – ho_dan.xlsx"]
    assert [cell for cell in rows[1] if cell] == ["Tính đến ngày 30/6/2024"]
    assert find_date(rows[1][0]) == DAY
    headers = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại", "Số nhân khẩu", "Tình trạng"]
    assert rows[2] == ["Dòng", *headers, "Lý do"]
    assert rows[3] == ["7", *TEXTS, NOT_KNOWN]
    assert len(rows) == 4


def test_the_importer_knows_the_mark_and_passes_over_the_added_columns(config: Config) -> None:
    assert fold(SUPPLEMENT_MARK) == KNOWN_MARK
    assert {fold(ROW_HEADER), fold(REASON_HEADER)} <= QUIET
    with speaking("en"):
        sheet = sheet_of(workbook(household(*TEXTS)))
    assert SUPPLEMENT_MARK in sheet.rows[0][0]
    assert find_date(sheet.rows[1][0]) == DAY
    layout = recognise(sheet, vocabulary(config, Corrections()), dataset=None, given=frozenset())
    assert (layout.dataset, layout.header, layout.unknown) == (HOUSEHOLD, HEADER_ROW, ())
    assert layout.positions == {name: place for place, name in enumerate(COLUMNS, start=1)}


@pytest.mark.parametrize("day", [date(2024, 2, 1), date(2024, 12, 31), date(2025, 10, 9)])
@pytest.mark.parametrize(
    "source",
    [
        "ho_dan.xlsx",
        "ho-dan_2023-12-31.xlsx",
        "Thôn 1 (ngày 05/7/2023).xlsx",
        "ngày 5 tháng 7 năm 2023",
        "31.12.2023 và 30.6.2024",
        "ho-dan_2024-12-31.xlsx",
    ],
)
def test_a_day_in_the_name_of_the_source_leaves_no_doubt(day: date, source: str) -> None:
    rows = sheet_of(workbook(household(*TEXTS), source=source, day=day)).rows
    assert rows[0][0].startswith(SUPPLEMENT_MARK)
    assert {found for row in rows[:HEADER_ROW] for cell in row if (found := find_date(cell))} == {day}


def test_the_source_stays_readable_without_its_day() -> None:
    rows = sheet_of(workbook(household(*TEXTS), source="thon-1_2023-12-31.xlsx")).rows
    assert rows[0][0] == f"{SUPPLEMENT_MARK} – thon-1_2023_12_31.xlsx"


@pytest.mark.parametrize(
    "text",
    [
        "0900000001",
        "7300000000000000011",
        "00123",
        "=1+1",
        "=CMD|' /C calc'!A0",
        "+84900000001",
        "-1",
        "@SUM(A1)",
        "{=1}",
        "http://example.org/a",
        "30/6/2024",
        "2024-06-30 00:00:00",
        "1.56E+18",
        "TRUE",
        "#N/A",
        "Nguyễn Văn Hoà",
        "Nguye\u0302\u0303n Va\u0306n Hoa\u0300",
        "  spaces  around  ",
        "two\nlines",
        "<b>&amp;",
        "_x0041_",
    ],
)
def test_a_text_comes_back_as_it_was_and_nothing_is_live(text: str) -> None:
    content = workbook(household(text, text, "Thôn 1", text, "", "", reasons=[("phone", text), (None, text)]))
    row = sheet_of(content).rows[HEADER_ROW + 1]
    assert row == ["7", text, text, "Thôn 1", text, "", "", text]
    page = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in page and "<f " not in page and "<hyperlink" not in page
    assert len(re.findall(r'<c r="[BCDEH]4" s="\d+" t="s">', page)) == 5
    quoted = [quoted for _colour, quoted in formats(content, HEADER_ROW + 2)]
    live = text[0] in "=+-@"
    assert quoted == [False, live, live, False, live, False, False, live]


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))), min_size=6, max_size=6))
@example(["'0900", '="H01"', "", "", "", ""])
def test_any_text_comes_back_but_for_guards_of_excel(texts: list[str]) -> None:
    row = sheet_of(workbook(household(*texts))).rows[HEADER_ROW + 1]
    assert row == ["7", *map(without_guard, texts), ""]


def test_bad_cells_are_red_and_say_why() -> None:
    content = workbook(
        household(
            *TEXTS, reasons=[("status", NOT_KNOWN), ("phone", "sai số"), ("phone", "thiếu số"), (None, "mã trùng")]
        ),
        household(*TEXTS, row=12, reasons=[(None, "mã trùng")]),
        household("", *TEXTS[1:], row=13, reasons=[("code", "thiếu mã"), ("as_of", "không phải ngày")]),
    )
    marked = [[colour == BAD_COLOUR for colour, _quoted in formats(content, row)] for row in (4, 5, 6)]
    assert marked[0] == [False, False, False, False, True, False, True, False]
    assert marked[1] == [False] * 8
    assert marked[2] == [False, True, False, False, False, False, False, False]
    found = notes(content)
    assert found.pop("H3").startswith("Sửa các ô màu đỏ")
    assert found == {"G4": NOT_KNOWN, "E4": "sai số\nthiếu số", "B6": "thiếu mã"}
    told = [row[-1] for row in sheet_of(content).rows[HEADER_ROW + 1 :]]
    assert told == [f"{NOT_KNOWN}; sai số; thiếu số; mã trùng", "mã trùng", "thiếu mã; không phải ngày"]


def test_only_the_columns_asked_for_in_their_order() -> None:
    row = RejectedRow(3, {"display_name": "Văn A", "uid": "7300000000000000011", "group": "N1"}, ((None, "vì"),))
    content = mending_workbook(MEMBERSHIP, DAY, "nhom", [row], columns=("uid", "display_name", "phone"))
    rows = sheet_of(content).rows
    assert rows[HEADER_ROW:] == [
        ["Dòng", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Lý do"],
        ["3", "7300000000000000011", "Văn A", "", "vì"],
    ]


def test_a_text_longer_than_a_cell_is_cut_and_not_lost() -> None:
    content = workbook(household("x" * 40_000, *TEXTS[1:], reasons=[("code", "y" * 40_000)]))
    row = sheet_of(content).rows[HEADER_ROW + 1]
    assert (row[1], row[-1]) == ("x" * 32_767, "y" * 32_767)


def test_mended_rows_load(config: Config, tmp_path: Path) -> None:
    """What was rejected, with the word mended, is added to the list that it was missing from."""
    world = World.empty(tmp_path).with_villages_and_groups(1)
    header = [column.header for column in HOUSEHOLD.columns]
    good = ["H0002", "Trần Văn B", "Thôn 1", "0900000002", "3", "Đang cư trú"]
    first = world.load("household", [header, TEXTS, good], DAY)
    assert (first.accepted, first.rejected) == (1, 1)
    content = mending_workbook(HOUSEHOLD, DAY, first.file, first.rejected_rows, columns=first.columns)
    assert formats(content, HEADER_ROW + 2)[6][0] == BAD_COLOUR
    path = tmp_path / "bo_sung.xlsx"
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("<t>Ko rõ</t>".encode(), "<t>Đang cư trú</t>".encode()))
    (second,) = load(world.store, config, [Source(path)], known_at=world.clock, loaded_by="test")
    assert (second.dataset, second.as_of, second.accepted, second.rejected) == ("household", DAY, 1, 0)
    assert second.changes == {"added": 1, "changed": 0, "gone": 0}
    assert not [problem for problem in second.problems if problem.code == "unknown_column"]
