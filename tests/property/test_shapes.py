"""The same facts in any dress – titles, headers, cell types, sheets, totals, signatures – are the same rows."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime, time

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.config import load_config
from kpi.domain.datasets import CASE, HOUSEHOLD, Dataset, Kind
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.check import check_rows
from kpi.ingest.checking.vocabulary import vocabulary
from kpi.ingest.loading.plan import Plan, Source, given_of, plan_file
from kpi.ingest.reading.files import read_content
from kpi.store import Corrections, stored_columns
from kpi.vietnamese.places import NOBODY, Register
from tests.worlds import CONFIG_FILE

CONFIG = load_config(CONFIG_FILE)
WORDS = vocabulary(CONFIG, Corrections())
VILLAGES = {"T1": "Thôn 1", "T2": "Thôn 2", "DH": "Thôn Đông Hải"}
REFERENCES = References(Register(VILLAGES), NOBODY, {})

HOUSEHOLDS: list[dict[str, object]] = [
    {"code": "H01", "head_name": "Nguyễn Văn A", "village": "Thôn 1", "phone": "0900000001", "members": 4, "status": "Đang cư trú"},
    {"code": "H02", "head_name": "Tổng Văn Trường", "village": "Thôn 1", "phone": "0900000002", "members": 3, "status": "Tạm vắng"},
    {"code": "H03", "head_name": "Đặng Thị Công", "village": "Thôn 2", "phone": None, "members": 5, "status": None},
    {"code": "H04", "head_name": "Ngô Ký", "village": "Thôn 2", "phone": "0900000004", "members": 1, "status": "Đã chuyển đi"},
    {"code": "H05", "head_name": "Lê Hoà", "village": "Thôn Đông Hải", "phone": "0900000005", "members": None, "status": None},
]  # fmt: skip
CASES: list[dict[str, object]] = [
    {"code": "TB01", "kind": "Phản ánh", "received_at": datetime(2024, 6, 5, 14, 30), "village": "Thôn 1", "channel": "Zalo",
     "closed_at": datetime(2024, 6, 7), "outcome": "Đã giải quyết", "notified": True},
    {"code": "TB02", "kind": "Tố giác", "received_at": datetime(2024, 6, 6), "village": "Thôn 2", "channel": None,
     "closed_at": None, "outcome": None, "notified": False},
    {"code": "TB03", "kind": "Khiếu nại", "received_at": datetime(2024, 6, 30, 23, 59), "village": None, "channel": "Trực tiếp",
     "closed_at": datetime(2024, 7, 1), "outcome": "Rút đơn", "notified": None},
]  # fmt: skip
TITLES = [
    "UBND XÃ THỬ NGHIỆM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "DANH SÁCH",
    "(Tính đến ngày 30/6/2024)",
    "",
    "Đơn vị: xã",
]
BELOW: list[Sequence[object]] = [
    ["Cộng"], ["Tổng số: 5"], [None, "Tổng cộng", None, 14], [], ["Xã Thử Nghiệm, ngày 30 tháng 6 năm 2024"],
    [None, "Người lập biểu", None, "Trưởng thôn"], ["(Ký, ghi rõ họ tên)"],
]  # fmt: skip

Rows = list[Sequence[object]]


def workbook(sheets: dict[str, Rows]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd/mm/yyyy hh:mm"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None and cell != "":
                    page.write(number, column, cell)
    book.close()
    return content.getvalue()


def accepted(content: bytes, dataset: Dataset) -> list[tuple[object, ...]]:
    """The rows of all sheets as they would be stored, in the order of their codes."""
    found: list[tuple[object, ...]] = []
    for plan in plan_file(
        Source(path=CONFIG_FILE.with_name("list.xlsx")), read_content("list.xlsx", content), WORDS, 0
    ):
        assert isinstance(plan, Plan), plan
        assert plan.layout.dataset is dataset
        checked = check_rows(plan.sheet, plan.layout, CONFIG, REFERENCES, given_of(plan, REFERENCES))
        assert (checked.rejected, checked.read) == (0, checked.accepted + checked.ignored)
        found += zip(*(checked.columns[name] for name in stored_columns(dataset)), strict=True)
    return sorted(found, key=lambda row: str(row[0]))


def plain(dataset: Dataset, records: Sequence[dict[str, object]]) -> bytes:
    names = list(records[0])
    rows: Rows = [
        [dataset.column(name).header for name in names],
        *([record[name] for name in names] for record in records),
    ]
    return workbook({"Sheet1": rows})


def in_another_hand(draw: st.DrawFn, header: str) -> str:
    """Another case, without marks, decomposed, with signs and spaces around."""
    changes: list[Callable[[str], str]] = [
        str, str.upper, str.lower, lambda text: unicodedata.normalize("NFD", text), lambda text: f"  {text.replace(' ', '  ')} (*)",
        lambda text: text.replace(" ", "\n"), lambda text: text.replace("Đ", "Ð").replace("đ", "ð"),
        lambda text: f"{text}:", without_marks,
    ]  # fmt: skip
    return draw(st.sampled_from(changes))(header)


def without_marks(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D")


def cell(draw: st.DrawFn, kind: Kind, value: object) -> object:
    """The same value in a cell of another type."""
    if value is None:
        return None
    if isinstance(value, bool):
        return draw(st.sampled_from(["x", "X", "có", "✓", 1, True] if value else ["không", 0, "chưa", False]))
    if isinstance(value, int):
        return draw(st.sampled_from([value, str(value), float(value), f"{value},0", f" {value} "]))
    if isinstance(value, datetime):
        return draw(st.sampled_from(moments(value)))
    text = str(value)
    if kind is Kind.PHONE:
        return draw(
            st.sampled_from([text, int(text), f"+84{text[1:]}", f"{text[:4]} {text[4:7]} {text[7:]}", f"{text[1:]}.0"])
        )
    if kind is Kind.VILLAGE:
        return draw(
            st.sampled_from(
                [text, text.upper(), without_marks(text), next(c for c, n in VILLAGES.items() if n == text)]
            )
        )
    if kind is Kind.WORD:
        return draw(st.sampled_from([text, text.upper(), without_marks(text), f" {text} "]))
    return draw(st.sampled_from([text, f" {text} ", unicodedata.normalize("NFD", text), text.replace(" ", "\u00a0")]))


def moments(moment: datetime) -> list[object]:
    days = (moment - datetime(1899, 12, 30)).total_seconds() / 86400
    if moment.time() == time.min:
        return [
            moment,
            moment.date(),
            f"{moment:%d/%m/%Y}",
            f"{moment.day}/{moment.month}/24",
            f"{moment:%Y-%m-%d}",
            int(days),
        ]
    return [moment, f"{moment:%d/%m/%Y %H:%M}", f"{moment:%H giờ %M ngày %d/%m/%Y}", days, moment.isoformat()]


def header_of(draw: st.DrawFn, dataset: Dataset, name: str) -> str:
    column = dataset.column(name)
    aliases = [column.header, *CONFIG.headers.get(dataset.id, {}).get(name, [])]
    return in_another_hand(draw, draw(st.sampled_from(aliases)))


def sheet(draw: st.DrawFn, dataset: Dataset, names: Sequence[str], records: Sequence[dict[str, object]]) -> Rows:
    """Titles, a header, perhaps the columns' numbers, the rows with a running number, and what stands below."""
    titles: Rows = [[title] for title in draw(st.lists(st.sampled_from(TITLES), max_size=6))]
    rows: Rows = [["STT", *(header_of(draw, dataset, name) for name in names)]]
    if draw(st.booleans()):
        rows.append([f"({number})" for number in range(1, len(names) + 2)])
    for number, record in enumerate(records, start=1):
        rows.append([number, *(cell(draw, dataset.column(name).kind, record[name]) for name in names)])
        if draw(st.integers(0, 5)) == 0:
            rows.append([])
    below = draw(st.lists(st.sampled_from(BELOW), max_size=4))
    return [*titles, *rows, *below]


@st.composite
def files(draw: st.DrawFn, dataset: Dataset, records: Sequence[dict[str, object]]) -> dict[str, Rows]:
    """The records in any order of rows and columns, on one sheet or on one for each village."""
    names = draw(st.permutations(list(records[0])))
    shuffled = draw(st.permutations(list(records)))
    if dataset.id != "household" or draw(st.booleans()):
        return {"Sheet1": sheet(draw, dataset, names, shuffled)}
    keeps_column = draw(st.booleans())
    own = names if keeps_column else [name for name in names if name != "village"]
    parts: dict[str, Rows] = {}
    for village in VILLAGES.values():
        title = draw(st.sampled_from([village, village.upper(), without_marks(village)]))
        parts[title] = sheet(draw, dataset, own, [record for record in shuffled if record["village"] == village])
    return parts


@pytest.mark.parametrize(("dataset", "records"), [(HOUSEHOLD, HOUSEHOLDS), (CASE, CASES)], ids=["household", "case"])
def test_the_plain_list_is_read_as_it_stands(dataset: Dataset, records: list[dict[str, object]]) -> None:
    rows = accepted(plain(dataset, records), dataset)
    assert [row[0] for row in rows] == [record["code"] for record in records]
    place = stored_columns(dataset).index("village")
    assert [row[place] and VILLAGES[str(row[place])] for row in rows] == [record["village"] for record in records]


PLAIN_HOUSEHOLDS, PLAIN_CASES = plain(HOUSEHOLD, HOUSEHOLDS), plain(CASE, CASES)


@settings(max_examples=60)
@given(files(HOUSEHOLD, HOUSEHOLDS))
def test_households_in_any_dress(sheets: dict[str, Rows]) -> None:
    assert accepted(workbook(sheets), HOUSEHOLD) == accepted(PLAIN_HOUSEHOLDS, HOUSEHOLD)


@settings(max_examples=60)
@given(files(CASE, CASES))
def test_reports_in_any_dress(sheets: dict[str, Rows]) -> None:
    assert accepted(workbook(sheets), CASE) == accepted(PLAIN_CASES, CASE)
