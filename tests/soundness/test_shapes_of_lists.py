"""How a list is laid out loses nobody: printed in two columns, without a header, with its total above it, as answers to a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kpi.domain.errors import UserError
from kpi.ingest.checking.blocks import below_one_another
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.reading.sheet import Sheet
from tests.worlds import World, made_once, write_csv

DAY = date(2024, 6, 30)
BLOCK = ["STT", "Chủ hộ", "Số khẩu"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def recognised(world: World, rows: Sequence[Sequence[object]], **said: object) -> Outcome:
    """Loads a sheet of which nobody says what it is, nor, with ``as_of=None``, of which day."""
    source = Source(write_csv(world.folder / "list.csv", rows), **{"as_of": DAY, **said})  # type: ignore[arg-type]
    return load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")[0]


def in_two_columns(count: int, *, second: int) -> list[list[object]]:
    """Heads 1 … count on the left and as many on the right, numbered from ``second`` on."""
    return [
        [n, f"Trần Văn Hộ{chr(96 + n)}", 3, second + n - 1, f"Lê Thị Hộ{chr(96 + n)}", 4] for n in range(1, count + 1)
    ]


def test_a_list_printed_in_two_columns_is_read_whole(world: World) -> None:
    """It was refused with the advice to delete the columns on the right: with them went half of the village."""
    signed = [
        [None, "NGƯỜI LẬP", None, None, "TRƯỞNG THÔN", None],
        [None, "Trần Văn Lâm", None, None, "Lê Văn Hải", None],
    ]
    outcome = recognised(
        world, [["DANH SÁCH HỘ GIA ĐÌNH THÔN 1"], [*BLOCK, *BLOCK], *in_two_columns(5, second=6), *signed]
    )
    assert (outcome.dataset, outcome.accepted, outcome.rejected) == ("household", 10, 0)
    assert "parts_side_by_side" in {problem.code for problem in outcome.problems}


@pytest.mark.parametrize("second", [1, 7])
def test_columns_that_do_not_number_on_are_asked_about(world: World, second: int) -> None:
    """Two lists may stand side by side, too: of two villages, or of husbands and wives."""
    with pytest.raises(UserError) as refused:
        recognised(world, [["DANH SÁCH HỘ GIA ĐÌNH THÔN 1"], [*BLOCK, *BLOCK], *in_two_columns(5, second=second)])
    assert refused.value.code == "repeated_header"


@pytest.mark.parametrize(
    "rows",
    [
        [*in_two_columns(2, second=3), [None, "Mai Văn Út", 3, None, "Lý Thị Tư", 4]],
        [[*row, "Đã chuyển đi"] for row in in_two_columns(2, second=3)],
    ],
    ids=["without a number", "beside"],
)
def test_no_cell_beside_the_parts_is_lost(world: World, rows: Sequence[Sequence[object]]) -> None:
    """Who stood in the right column below the last number was no household, and a note under no header said nothing."""
    with pytest.raises(UserError) as refused:
        recognised(world, [["DANH SÁCH HỘ GIA ĐÌNH THÔN 1"], [*BLOCK, *BLOCK], *rows])
    assert refused.value.code == "repeated_header"


@given(counts=st.lists(st.integers(1, 6), min_size=2, max_size=3), width=st.integers(2, 4), gap=st.integers(0, 2))
def test_every_entry_of_every_part_comes_once_in_its_order(counts: list[int], width: int, gap: int) -> None:
    header = ["STT", *(f"Cột {n}" for n in range(1, width))]
    numbers = iter(range(1, sum(counts) + 1))
    parts = [[[str(next(numbers)), *("x" for _n in range(1, width))] for _row in range(count)] for count in counts]
    blank = [""] * width
    lines = [[part[n] if n < len(part) else blank for part in parts] for n in range(max(counts))]
    rows = [[cell for part in line for cell in (*part, *[""] * gap)] for line in ([header] * len(counts), *lines)]
    turned = below_one_another(Sheet("f", "s", "", [["DANH SÁCH"], *rows]))
    assert turned is not None
    assert [row[0] for row in turned.rows[2:]] == [str(n) for n in range(1, sum(counts) + 1)]
    assert all(
        rows[source - 2][place * (width + gap)] == row[0]
        for (place, count), start in zip(enumerate(counts), _starts(counts), strict=True)
        for row, source in zip(turned.rows[2:][start : start + count], turned.source_rows[2:][start:], strict=False)
    )


def _starts(counts: Sequence[int]) -> list[int]:
    return [sum(counts[:place]) for place in range(len(counts))]


def test_the_total_above_a_list_makes_a_shorter_one_a_part(world: World) -> None:
    """The first members of twenty were a whole list, and all others had left at the next one."""
    members = [["Trần Thị Lan", "0912000001"], ["Lê Văn Bưởi", "0912000002"]]
    outcome = recognised(
        world,
        [["Nhóm Thôn 1"], ["Tổng số thành viên: 20"], [], ["Tên thành viên", "SĐT"], *members],
        dataset="membership",
    )
    assert (outcome.accepted, outcome.complete) == (2, False)


@pytest.mark.parametrize(
    ("told", "complete"),
    [
        ("Tổng số thành viên: 2", True),
        ("Thành viên (3)", False),
        ("Nhóm Thôn 1 (3 thành viên)", False),
        ("Sĩ số nhóm: 3 người", False),
        ("Nhóm có 3 thành viên", False),
        ("Nhóm hiện có 3 thành viên (tính đến 30/6/2024)", False),
        ("Nhóm gồm 2 thành viên", True),
        ("Tối đa 1000 thành viên", True),
        ("Thêm 3 thành viên mới", True),
    ],
)
def test_only_what_says_the_number_of_members_is_their_total(world: World, told: str, complete: bool) -> None:
    members = [["Trần Thị Lan", "0912000001"], ["Lê Văn Bưởi", "0912000002"]]
    outcome = recognised(world, [["Nhóm Thôn 1"], [told], ["Tên thành viên", "SĐT"], *members], dataset="membership")
    assert outcome.complete is complete


def test_the_total_below_a_list_counts_too(world: World) -> None:
    members = [["Trần Thị Lan", "0912000001"], ["Lê Văn Bưởi", "0912000002"]]
    rows = [["Nhóm Thôn 1"], ["Tên Zalo", "SĐT"], *members, ["Tổng cộng: 12 thành viên"]]
    assert recognised(world, rows, dataset="membership").complete is False


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (["Tên thành viên", "SĐT"], [["Trần Thị Lan", "0912000001"], ["thành viên 7", "0912000002"]]),
        (
            ["Tên thành viên", "Vai trò", "Mã hộ"],
            [["Trần Thị Lan", "Trưởng nhóm", 11], ["Lê Văn Bưởi", "Thành viên", 12]],
        ),
    ],
)
def test_a_members_own_row_is_no_total(world: World, header: list[str], rows: list[list[object]]) -> None:
    """His role before his household's number, or his own name, made a whole list a part: whoever had left still took part."""
    outcome = recognised(world, [["Nhóm Thôn 1"], header, *rows], dataset="membership")
    assert outcome.accepted and outcome.complete


@pytest.mark.parametrize(
    ("header", "beside"),
    [
        (["Vai trò", "Mã hộ"], [["Thành viên", 102], ["Thành viên", 103], ["Thành viên", 104]]),
        (["Vai trò", "Năm sinh"], [["Thành viên", 1980], ["Thành viên", 1981], ["Thành viên", 1982]]),
        (["Tình trạng", "Vai trò"], [["", "Thành viên"], ["Đã rời nhóm", "Thành viên"], ["", "Thành viên"]]),
    ],
    ids=["codes", "years", "left"],
)
def test_a_role_and_the_number_beside_it_are_no_total(
    world: World, header: Sequence[str], beside: Sequence[Sequence[object]]
) -> None:
    """ "Thành viên", 102 was a group of 102 members: its list was a part, and whoever had left went on counting."""
    rows = [
        [n, f"Trần Văn {name}", *told] for n, (name, told) in enumerate(zip(("An", "Ba", "Cả"), beside, strict=True), 1)
    ]
    outcome = recognised(world, [["Nhóm Thôn 1"], ["STT", "Tên hiển thị", *header], *rows], dataset="membership")
    assert outcome.complete


def test_a_year_is_no_number_of_members(world: World) -> None:
    members = [["Trần Thị Lan", "0912000001"], ["Lê Văn Bưởi", "0912000002"]]
    rows = [["NHÓM ZALO THÔN 1 – THÀNH VIÊN 2024"], ["Tên thành viên", "SĐT"], *members]
    assert recognised(world, rows, dataset="membership").complete


@pytest.mark.parametrize("columns", [2, 3])
def test_a_list_without_a_header_loses_nobody(world: World, columns: int) -> None:
    """Who answered that its first row's cells are the names of columns lost the person in it: mostly the group's owner."""
    rows = [
        ["Trần Thị Lan", "0912000001", "Trưởng nhóm"],
        ["Lê Văn Bưởi", "0912000002", ""],
        ["Mai Na", "0912000003", ""],
    ]
    said = {"Trần Thị Lan": "display_name", "0912000001": "phone"}
    with pytest.raises(UserError) as refused:
        recognised(world, [row[:columns] for row in rows], columns=said, dataset="membership", group="N1")
    assert refused.value.code == "no_header"


FORM = ["Dấu thời gian", "Họ và tên chủ hộ", "Thôn", "Gia đình có bao nhiêu người?"]
ANSWERS = [[f"{n}/6/2024 8:1{n}:00", f"Trần Văn {name}", "Thôn 1", n] for n, name in enumerate(("An", "Ba", "Cả"), 1)]


def test_answers_to_a_form_are_no_register_unless_somebody_says_so(world: World) -> None:
    """Who has not answered yet is a household all the same: the village's register is not those who did."""
    with pytest.raises(UserError) as refused:
        recognised(world, [FORM, *ANSWERS])
    assert refused.value.code == "other_purpose"
    assert recognised(world, [FORM, *ANSWERS], dataset="household").accepted == 3


def test_an_export_with_the_moment_of_each_row_is_a_register(world: World) -> None:
    rows = [[f"H{n}", *answer[1:], answer[0]] for n, answer in enumerate(ANSWERS)]
    outcome = recognised(world, [["Mã hộ", *FORM[1:], "Ngày tạo"], *rows])
    assert (outcome.dataset, outcome.accepted) == ("household", 3)


@pytest.mark.parametrize(
    "rows",
    [
        [["DANH SÁCH CÁC TỔ TIẾT KIỆM VÀ VAY VỐN"], ["STT", "Tên tổ", "Số hộ vay"], [1, "Tổ 1", 12], [2, "Tổ 2", 9]],
        [["STT", "Tên tổ", "Thôn"], [1, "Tổ 1", "Thôn 1"], [2, "Tổ 2", "Thôn 2"]],
    ],
)
def test_groups_within_the_villages_are_no_villages(world: World, rows: Sequence[Sequence[object]]) -> None:
    """They took the villages' place on the register, under the codes of those with the same numbers."""
    with pytest.raises(UserError) as refused:
        recognised(world, rows)
    assert refused.value.code == "other_purpose"


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH THÔN, XÓM, KHU DÂN CƯ XÃ TÂN SƠN",
        "Danh mục các thôn, tổ dân phố sau sắp xếp năm 2024",
        "DANH SÁCH CÁC THÔN TRÊN ĐỊA BÀN XÃ HÀ GIANG, HUYỆN HÀ TRUNG (đến ngày 30/6/2024)",
    ],
)
def test_a_register_of_villages_says_where_and_when(world: World, title: str) -> None:
    rows: list[list[object]] = [
        [title],
        ["TT", "Tên thôn", "Số hộ", "Trưởng thôn"],
        [1, "Thôn 1", 90, "Trần A"],
        [2, "Thôn 2", 80, "Lê B"],
    ]
    outcome = recognised(world, rows)
    assert (outcome.dataset, outcome.accepted) == ("village", 2)


def test_how_many_of_something_a_village_has_is_no_code(world: World) -> None:
    """Its code was the number of its poor households where two villages differed in it."""
    rows: list[list[object]] = [
        ["DANH SÁCH CÁC THÔN"],
        ["STT", "Tên thôn", "Số hộ nghèo"],
        [1, "Thôn 1", 12],
        [2, "Thôn 2", 9],
    ]
    outcome = recognised(world, rows)
    assert outcome.dataset == "village"
    assert [(scope.added, scope.gone) for scope in outcome.scopes] == [(0, 0)]


@pytest.mark.parametrize(("name", "says"), [("Ông/Bà", "Họ tên chủ hộ"), ("Danh xưng", "Chủ hộ")])
def test_how_to_call_the_heads_makes_a_list_no_other_one(world: World, name: str, says: str) -> None:
    header = ["TT", name, says, "Thôn", "Số ĐT", "Số nhân khẩu", "Có người nước ngoài"]
    people = [
        ["1", "Ông", "Đỗ Mận", "Thôn 1", "0912000001", "3", "Không"],
        ["2", "Bà", "Lý Khế", "Thôn 2", "", "2", "Không"],
    ]
    outcome = recognised(world, [header, *people])
    assert (outcome.dataset, outcome.accepted) == ("household", 2)


def test_names_below_ong_ba_are_names(world: World) -> None:
    rows = [["1", "Đỗ Mận", "Thôn 1", "0912000001"], ["2", "Lý Khế", "Thôn 2", "0912000002"]]
    outcome = recognised(world, [["DANH SÁCH HỘ DÂN"], ["TT", "Ông/Bà", "Thôn", "Số ĐT"], *rows])
    assert (outcome.dataset, outcome.accepted) == ("household", 2)


def test_whoever_says_that_a_list_is_of_villages_is_heard(tmp_path: Path) -> None:
    """With several columns that nobody knows it was refused whatever he said."""
    world = World.empty(tmp_path)
    header = ["TT", "Tên thôn/bản/xóm", "Tổng số hộ", "Trong đó hộ nghèo", "Diện tích (ha)", "Nhà văn hóa"]
    rows = [[n, name, 100 + n, 5 + n, 120 + n, "Có"] for n, name in enumerate(("Thôn Đồng Mạ", "Bản Nà Lốc"))]
    with pytest.raises(UserError):
        recognised(world, [header, *rows])
    left = {"Trong đó hộ nghèo": "-", "Diện tích (ha)": "-"}
    outcome = recognised(world, [header, *rows], dataset="village", columns=left)
    assert (outcome.dataset, outcome.accepted) == ("village", 2)


PERSONS = [
    ["K1", "Đỗ Văn Mận", "Chủ hộ", "Thôn 1"],
    ["K1", "Lý Thị Na", "Vợ", "Thôn 1"],
    ["K2", "Bùi Văn Sim", "Chủ hộ", "Thôn 1"],
]


@pytest.mark.parametrize(
    "header",
    ["NGAY_XUAT", "Ngày dữ liệu", "ThoiDiemTrichXuat", "Số liệu đến ngày", "Ngày trích xuất dữ liệu", "Export date"],
)
def test_a_column_of_the_day_of_an_export_is_the_day_of_the_list(world: World, header: str) -> None:
    """It was taken for what is done on a day for each household: the list was refused as one for another purpose."""
    rows = [["SO_HO", "HO_TEN", "QUAN_HE_CHU_HO", "THON", header], *([*one, "31/05/2024"] for one in PERSONS)]
    outcome = recognised(world, rows, as_of=None)
    assert (outcome.dataset, outcome.as_of, outcome.accepted) == ("household", date(2024, 5, 31), 2)


@pytest.mark.parametrize("cell", ["45443", "31 tháng 5 năm 2024", "2024-05-31 10:00"])
def test_such_a_day_is_read_in_every_spelling(world: World, cell: str) -> None:
    rows = [["MA_HO", "CHU_HO", "THON", "NGAY_XUAT"], *([one[0], one[1], one[3], cell] for one in PERSONS[1:])]
    assert recognised(world, rows, as_of=None).as_of == date(2024, 5, 31)


def test_a_column_of_several_such_days_is_none(world: World) -> None:
    rows = [
        ["MA_HO", "CHU_HO", "THON", "NGAY_XUAT"],
        *([one[0], one[1], one[3], f"{n + 1}/05/2024"] for n, one in enumerate(PERSONS)),
    ]
    with pytest.raises(UserError) as refused:
        recognised(world, rows, as_of=None)
    assert refused.value.code == "no_date"


def test_a_day_that_may_be_another_one_is_told_and_asked_for(world: World) -> None:
    """All households of an export were entered on one day: only a person knows whether that is the day of the list."""
    rows = [["MA_HO", "CHU_HO", "THON", "NGAY_LAP"], *([one[0], one[1], one[3], "31/05/2024"] for one in PERSONS[1:])]
    with pytest.raises(UserError) as refused:
        recognised(world, rows, as_of=None)
    assert (refused.value.code, refused.value.found) == ("no_date", "cột NGAY_LAP chỉ có một ngày: 31/5/2024")


@pytest.mark.parametrize("relation", ["Q.hệ với chủ hộ", "Q.hệ C.hộ", "Qhệ"])
def test_abbreviations_with_a_point_are_read(world: World, relation: str) -> None:
    rows: list[list[object]] = [["Số TT hộ", "Số TT khẩu", "H.tên", "N.sinh", relation, "Thôn"],
            [1, 1, "Đỗ Văn Mận", 1970, "Chủ hộ", "Thôn 1"], ["", 2, "Lý Thị Na", 1971, "Vợ", "Thôn 1"],
            [2, 3, "Bùi Văn Sim", 1980, "Chủ hộ", "Thôn 1"]]  # fmt: skip
    outcome = recognised(world, rows)
    assert (outcome.dataset, outcome.accepted) == ("household", 2)
    assert "N.sinh" in outcome.dropped_columns


def test_persons_below_the_line_of_their_household_are_no_header(world: World) -> None:
    """ "Buôn bán", what somebody does, was read as the head of a column of villages (buôn, bản), and the list as another one."""
    rows: list[list[object]] = [
        ["THÔN 1 - DANH SÁCH HỘ VÀ NHÂN KHẨU"],
        [],
        ["STT", "Họ và tên", "Sinh năm", "Quan hệ", "Nghề nghiệp"],
    ]
    for number, (head, wife) in enumerate([("Đỗ Văn Mận", "Lý Thị Na"), ("Bùi Văn Sim", "Hồ Thị Cam")], start=1):
        rows += [
            [f"Hộ số 0{number}: {head} - Mã hộ PH0{number}"],
            [1, head, 1959, "Chủ hộ", ""],
            [2, wife, 1964, "Vợ", "Buôn bán"],
        ]
    outcome = recognised(world, rows)
    assert (outcome.dataset, outcome.accepted, outcome.rejected) == ("household", 2, 0)


def stored(world: World, query: str, *given: object) -> list[tuple[object, ...]]:
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        return connection.execute(query, given).fetchall()


def villages_of(world: World, outcome: Outcome) -> list[object]:
    found = stored(world, "select village from households where batch = ? order by row", outcome.batch)
    return [village for (village,) in found]


@pytest.mark.parametrize("part", ["Tổ NDTQ số {}", "Tổ tự quản {} (1 hộ)", "{}. Cụm {}", "Đội {}"])
def test_parts_of_a_village_are_no_other_villages(tmp_path: Path, part: str) -> None:
    """In a list of Ấp Tư, "Tổ NDTQ số 1" was Khu phố 1, without a word."""
    world = World.empty(tmp_path)
    world.load(
        "village",
        [["Mã thôn", "Tên thôn"], ["KP1", "Khu phố 1"], ["KP2", "Khu phố 2"], ["AT", "Ấp Tư"]],
        date(2023, 12, 31),
    )
    rows: list[list[object]] = [["DANH SÁCH HỘ GIA ĐÌNH ẤP TƯ"], ["TT", "Chủ hộ", "Số khẩu"]]
    for number, head in ((1, "Đỗ Mận"), (2, "Lý Na")):
        rows += [[part.format(number, number), "", ""], [1, head, 3]]
    assert villages_of(world, recognised(world, rows)) == ["AT", "AT"]
    rows[0] = ["DANH SÁCH HỘ GIA ĐÌNH TOÀN XÃ"]
    rows[2][0], rows[4][0] = "Khu phố 1", "KP2"
    assert villages_of(world, recognised(world, rows, adds=False)) == ["KP1", "KP2"]


@pytest.mark.parametrize("codes", [("01", "02", "03"), (1, 2, 3)])
@pytest.mark.parametrize("header", ["MÃ QH", "Mã quan hệ"])
def test_codes_of_relations_tell_the_heads(world: World, codes: tuple[object, ...], header: str) -> None:
    head, wife, child = codes
    rows: list[list[object]] = [["HỘ SỐ", "TT", "HỌ TÊN", header, "THÔN"],
            [1, 1, "Đỗ Văn Mận", head, "Thôn 1"], [1, 2, "Lý Thị Na", wife, "Thôn 1"], [1, 3, "Đỗ Thị Sim", child, "Thôn 1"],
            [2, 1, "Hồ Thị Cam", wife, "Thôn 1"], [2, 2, "Bùi Văn Khế", head, "Thôn 1"]]  # fmt: skip
    outcome = recognised(world, rows)
    heads = stored(world, "select head_name, members from households order by row")
    assert (outcome.dataset, heads) == ("household", [("Đỗ Văn Mận", 3), ("Bùi Văn Khế", 2)])


def test_a_log_is_numbered_under_so_where_letters_stand_in_it(world: World) -> None:
    header = ["Số", "Thôn", "Nhận ngày", "Hạn xong", "Xong ngày", "Xếp loại tin"]
    rows: list[list[object]] = [
        ["TB1", "Thôn 1", "04/5/2024", "14/5/2024", "06/5/2024", "Tố giác"],
        ["TB2", "Thôn 2", "10/5/2024", "20/5/2024", "", "Tin ANTT"],
    ]
    outcome = recognised(world, [["NHẬT KÝ TIN BÁO"], header, *rows])
    assert (outcome.dataset, outcome.accepted) == ("case", 2)


def test_an_export_of_groups_is_a_list_of_groups(tmp_path: Path) -> None:
    """It was taken for members, each the only one of his group; read as groups, they were nobody's: no kind, no village."""
    world = World.empty(tmp_path)
    world.load("village", [["Mã thôn", "Tên thôn"], ["KP1", "Khu phố 1"], ["GM", "Ấp Gò Me"]], date(2023, 12, 31))
    rows: list[list[object]] = [["groupId", "name", "type", "totalMember", "creatorName", "createdTime"],
            ["5929784838605438449", "ANTT Khu phố 1 - An Hòa", 1, 87, "Đỗ Mận", 1767225600000],
            ["7050783992930435701", "ANTT Ấp Gò Me - An Hòa", 1, 59, "Lý Na", 1767312000000],
            ["6050783992930435702", "Bóng chuyền Ấp Gò Me", 1, 12, "Lý Na", 1767312000000],
            ["8050783992930435703", "BCĐ ANTT xã", 1, 9, "Hồ Cam", 1767312000000]]  # fmt: skip
    outcome = recognised(world, rows)
    groups = stored(world, "select kind, village from groups order by row")
    assert (outcome.dataset, groups) == (
        "group",
        [("village", "KP1"), ("village", "GM"), ("other", None), ("committee", None)],
    )
    assert [(one.row, one.code) for one in outcome.problems if one.severity == "warning"] == [(4, "speaks_of_village")]


def test_a_sum_of_the_whole_commune_is_no_household(world: World) -> None:
    """ "TOÀN XÃ: 63 hộ" below the sums of the villages was one household more of the last of them."""
    rows: list[list[object]] = [["DANH SÁCH HỘ DÂN TOÀN XÃ"], ["TT", "Họ tên chủ hộ", "Số NK"],
            ["I. THÔN 1", "", ""], [1, "Đỗ Mận", 3], ["", "Cộng Thôn 1: 1 hộ", 3],
            ["II. THÔN 2", "", ""], [1, "Lý Na", 2], ["", "Cộng Thôn 2: 1 hộ", 2], ["", "TOÀN XÃ: 2 hộ", 5]]  # fmt: skip
    outcome = recognised(world, rows)
    assert (outcome.accepted, outcome.rejected) == (2, 0)


def test_a_column_of_parts_is_no_column_of_villages(tmp_path: Path) -> None:
    """In a list of Thôn Đồng Mít "Tổ 3" was Tổ dân phố 3, and Tổ 1 and 2 were rejected."""
    world = World.empty(tmp_path)
    world.load(
        "village", [["Mã thôn", "Tên thôn"], ["DM", "Thôn Đồng Mít"], ["P3", "Tổ dân phố 3"]], date(2023, 12, 31)
    )
    rows: list[list[object]] = [["THÔN ĐỒNG MÍT"], ["DANH SÁCH CHỦ HỘ TOÀN THÔN"], ["STT", "Chủ hộ", "Tổ tự quản", "Số nhân khẩu"],
            [1, "Đỗ Mận", "Tổ 1", 3], [2, "Lý Na", "Tổ 3", 2], [3, "Bùi Sim", "Tổ 3", 2]]  # fmt: skip
    assert villages_of(world, recognised(world, rows)) == ["DM", "DM", "DM"]


def test_a_family_name_under_camel_case_is_part_of_the_name(world: World) -> None:
    rows: list[list[object]] = [["MaHo", "HoDem", "Ten", "QuanHe", "Thon"],
            ["K1", "Đỗ Văn", "Mận", "Chủ hộ", "Thôn 1"], ["K1", "Lý Thị", "Na", "Vợ", "Thôn 1"]]  # fmt: skip
    outcome = recognised(world, rows)
    heads = stored(world, "select head_name from households")
    assert (outcome.dataset, heads) == ("household", [("Đỗ Văn Mận",)])


def test_codes_under_id_beside_names_and_kinds_are_those_of_groups(world: World) -> None:
    rows: list[list[object]] = [["ID", "GroupName", "LoaiNhom", "KhuVuc"], ["g7919", "ANTT Thôn 1", "Thôn", "Thôn 1"],
            ["g7920", "ANTT Thôn 2", "Thôn", "Thôn 2"]]  # fmt: skip
    outcome = recognised(world, rows, adds=False)
    assert (outcome.dataset, outcome.accepted) == ("group", 2)


def test_the_head_of_the_committee_is_no_head_of_a_village(world: World) -> None:
    """ "Chủ tịch UBND xã - Trưởng ban" was a village's "Trưởng bản": its two posts were compared without their marks."""
    posts = ["Chủ tịch UBND xã - Trưởng ban", "Chủ tịch MTTQ - Phó Trưởng ban", "Công chức Văn hóa - Ủy viên"]
    people = ["Đỗ Văn Mận", "Lý Thị Na", "Bùi Văn Sim"]
    rows: list[list[object]] = [["DANH SÁCH BAN CHỈ ĐẠO MÔ HÌNH"], ["TT", "Họ và tên", "Chức vụ / Thành phần"],
            *([n, *one] for n, one in enumerate(zip(people, posts, strict=True), start=1))]  # fmt: skip
    assert recognised(world, rows).accepted == 3
    assert stored(world, "select post from officials order by row") == [
        ("committee_head",), ("committee_deputy",), ("committee_member",),
    ]  # fmt: skip
    with pytest.raises(UserError) as refused:
        recognised(world, [*rows[:2], [1, "Do Van Man", "Chu tich UBND xa - Truong ban"]])
    assert refused.value.code == "no_rows", "without marks nobody could say which"


ENTERPRISES = [["Tên doanh nghiệp", "Mã số thuế", "Thôn"], ["Công ty TNHH Gỗ Lim", "0312345601", "Thôn 1"]]
SHOP = ["Tên hộ kinh doanh", "Mã số thuế", "Chủ hộ kinh doanh", "Thôn"]


@pytest.mark.parametrize(
    ("title", "header", "shop", "left"),
    [
        ("DANH SÁCH HỘ KINH DOANH", SHOP, ["Tạp hóa Na", "8012345601", "Lý Thị Na", "Thôn 1"], True),
        ("DANH SÁCH HỘ KINH DOANH", SHOP, ["Công ty TNHH Na", "8012345601", "Lý Thị Na", "Thôn 1"], False),
        ("DANH SÁCH HỘ KINH DOANH VÀ HỢP TÁC XÃ", SHOP, ["Gạch Thành Phát", "8012345601", "Lý Na", "Thôn 1"], False),
        ("DANH SÁCH HỘ KINH DOANH", ["Tên cơ sở", "Mã số thuế", "Loại hình"], ["Phúc Lộc", "801", "DNTN"], False),
        ("DANH SÁCH HỘ DÂN VÀ HỘ KINH DOANH", SHOP, ["Tạp hóa Na", "801", "Lý Thị Na", "Thôn 1"], False),
        ("SỔ HỘ DÂN", ["Mã hộ", "Chủ hộ", "Thôn", "Hộ kinh doanh"], ["H1", "Đỗ Mận", "Thôn 1", "x"], False),
    ],
)
def test_a_sheet_of_shops_beside_the_enterprises_is_left_aside(
    world: World, title: str, header: list[str], shop: list[str], left: bool
) -> None:
    """It kept the whole workbook out. One on which an enterprise, a cooperative or a household may stand is asked about."""
    shops = [[title], header, shop]
    book = Workbook()
    for name, rows in (("DN", ENTERPRISES), ("HKD", shops)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(world.folder / "book.xlsx")
    sources = [Source(world.folder / "book.xlsx", as_of=DAY)]
    if left:
        found = load(world.store, world.config, sources, known_at=world.clock, loaded_by="test")
        assert [(one.dataset, one.accepted) for one in found] == [("business", 1), (None, 0)]
        assert {one.code for one in found[1].problems} == {"sheet_of_shops"}
    else:
        with pytest.raises(UserError) as refused:
            load(world.store, world.config, sources, known_at=world.clock, loaded_by="test")
        assert refused.value.code in ("other_purpose", "ambiguous_dataset")


def test_a_list_of_all_kinds_of_business_tells_its_enterprises_apart(world: World) -> None:
    rows: list[list[object]] = [["DANH SÁCH CƠ SỞ SẢN XUẤT KINH DOANH (DN, HTX, HỘ KD)"], ["Mã số thuế", "Tên cơ sở", "Loại hình"],
            ["0312345601", "Công ty TNHH Gỗ Lim", "Công ty TNHH"], ["8012345601", "Cửa hàng Na", "Hộ kinh doanh"]]  # fmt: skip
    outcome = recognised(world, rows)
    kinds = stored(world, "select kind from businesses order by row")
    assert (outcome.dataset, kinds) == ("business", [("llc",), ("household_business",)])


def test_citizens_numbers_are_no_codes_of_households(world: World) -> None:
    """A register whose "Mã hộ" held the heads' numbers was rejected row by row, and nothing led out."""
    numbers = ("034070000011", "034083000012", "034091000013")
    rows = [["Mã hộ", "Chủ hộ", "Thôn"], *([code, one[1], one[3]] for code, one in zip(numbers, PERSONS, strict=True))]
    outcome = recognised(world, rows)
    assert (outcome.dataset, outcome.accepted, outcome.dropped_columns) == ("household", 3, ["Mã hộ"])
    assert not {code for (code,) in stored(world, "select code from households")}.intersection(numbers)


def test_a_row_with_a_day_is_no_header(world: World) -> None:
    """ "Chủ hộ", "Nam" and "Thường trú", alike for every head, were the headers of a table of their own."""
    rows: list[list[object]] = [["NHÂN KHẨU THÔN 1"],
            ["Mã hộ", "Họ và tên", "Vai trò trong hộ", "Giới tính", "Ngày sinh", "Tình trạng cư trú"],
            ["K1", "Đỗ Văn Mận", "Chủ hộ", "Nam", "05/03/1970", "Thường trú"],
            ["K1", "Lý Thị Na", "Vợ", "Nữ", "09/04/1972", "Tạm vắng"],
            ["K2", "Bùi Thanh Phát", "Chủ hộ", "Nam", "25/05/1961", "Thường trú"],
            ["K2", "Hồ Thị Cam", "Vợ", "Nữ", "16/01/1965", "Đã qua đời"],
            ["K2", "Bùi Thị Bí", "Con", "Nữ", "24/03/2008", "Thường trú"]]  # fmt: skip
    outcome = recognised(world, rows)
    assert (outcome.dataset, outcome.accepted, outcome.rejected) == ("household", 2, 0)


def test_how_many_a_household_has_names_no_members(world: World) -> None:
    """Beside codes and phones numbers under "Thành viên" made the register one of members, perhaps."""
    rows: list[list[object]] = [["ID", "Mã hộ", "Chủ Hộ / Đại Diện", "Khu dân cư", "Thành viên", "Điện thoại liên hệ"],
            [1, "K1", "Đỗ Văn Mận", "Thôn 1", 4, "0912000001"], [2, "K2", "Bùi Văn Sim", "Thôn 2", 2, "0912000002"]]  # fmt: skip
    outcome = recognised(world, rows)
    assert outcome.dataset == "household"
    assert stored(world, "select members from households order by row") == [(4,), (2,)]


def test_letters_before_a_groups_number_are_part_of_it(tmp_path: Path) -> None:
    """Every group of such an export was rejected as damaged."""
    world = World.empty(tmp_path)
    world.load("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"]], date(2023, 12, 31))
    rows: list[list[object]] = [["ID nhóm", "Mã", "Tên nhóm", "Phân loại", "Khu vực"],
            ["zg853462157868", "N01", "ANTT Thôn 1", "Thôn", "Thôn 1"]]  # fmt: skip
    assert recognised(world, rows).accepted == 1


def test_a_citizens_number_in_several_rows_gathers_persons(world: World) -> None:
    """Left out as no code, it left each person a household of his own."""
    number = "034070000011"
    rows: list[list[object]] = [["SỔ HỘ DÂN"], ["Mã hộ", "Họ và tên", "Thôn"], [number, "Đỗ Văn Mận", "Thôn 1"],
            [number, "Lý Thị Na", "Thôn 1"], ["034083000012", "Bùi Văn Sim", "Thôn 2"]]  # fmt: skip
    with pytest.raises(UserError) as refused:
        recognised(world, rows)
    assert refused.value.code == "no_rows"


@pytest.mark.parametrize("header", ["Thành viên nhóm Zalo", "Tài khoản Zalo", "Người tham gia"])
def test_other_numbers_are_no_size_of_a_household(world: World, header: str) -> None:
    rows: list[list[object]] = [["SỔ HỘ DÂN"], ["Mã hộ", "Chủ hộ", "Thôn", header],
            ["K1", "Đỗ Văn Mận", "Thôn 1", 1], ["K2", "Bùi Văn Sim", "Thôn 2", 3]]  # fmt: skip
    with pytest.raises(UserError):
        recognised(world, rows)


@pytest.mark.parametrize("header", ["NGAY_XUAT", "Ngày xuất nhóm", "Ngày ra danh sách"])
def test_a_day_of_few_rows_is_not_the_lists(world: World, header: str) -> None:
    """One household's day of leaving the book became the day of the whole register."""
    rows = [["MA_HO", "CHU_HO", "THON", header], *([f"K{n}", f"Đỗ Văn M{n}", "Thôn 1", ""] for n in range(5))]
    rows[2][3] = "15/03/2024"
    with pytest.raises(UserError) as refused:
        recognised(world, rows, as_of=None)
    assert refused.value.code in ("no_date", "other_purpose", "unknown_figures")


def test_several_posts_on_a_teams_list_head_no_village(world: World) -> None:
    """Read one by one, "Tổ trưởng" of the team for reconciliation was a head of a village."""
    rows: list[list[object]] = [["DANH SÁCH TỔ HÒA GIẢI THÔN 1"], ["TT", "Họ và tên", "Chức vụ"],
            [1, "Lý Thị Na", "Chủ tịch Hội phụ nữ - Tổ trưởng"], [2, "Đỗ Văn Mận", "Bí thư Đoàn TN - Tổ phó"]]  # fmt: skip
    recognised(world, rows)
    assert {post for (post,) in stored(world, "select post from officials")} == {"other"}


@pytest.mark.parametrize(
    ("body", "is_the_plans"),
    [
        ("BAN CHỈ HUY PHÒNG CHỐNG THIÊN TAI", False),
        ("BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH", False),
        ("BCĐ GIẢM NGHÈO XÃ", False),
        ("BAN CHỈ ĐẠO HÈ", False),
        ("BAN CHỈ ĐẠO PHÒNG CHỐNG TỘI PHẠM", True),
        ("BAN CHỈ ĐẠO MÔ HÌNH ZALO AN NINH TRẬT TỰ", True),
        ("BAN CHỈ ĐẠO XÃ", True),
    ],
)
def test_another_committees_posts_are_not_the_models(world: World, body: str, is_the_plans: bool) -> None:
    """The commune's command against floods made up the committee of the plan."""
    rows: list[list[object]] = [[f"DANH SÁCH {body}"], ["TT", "Họ và tên", "Chức vụ"],
            [1, "Đỗ Văn Mận", "Trưởng ban"], [2, "Lý Thị Na", "Phó Trưởng ban"], [3, "Bùi Văn Sim", "Ủy viên"]]  # fmt: skip
    recognised(world, rows)
    posts = {post for (post,) in stored(world, "select post from officials")}
    assert posts == ({"committee_head", "committee_deputy", "committee_member"} if is_the_plans else {"other"})


def test_the_committee_for_what_a_plan_is_about_is_the_plans(world: World) -> None:
    (shipped,) = world.config.plans
    world.config = replace(world.config, plans=(shipped, replace(shipped, id="so", title="Kế hoạch chuyển đổi số xã")))
    rows: list[list[object]] = [["DANH SÁCH BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"], ["TT", "Họ và tên", "Chức vụ"],
            [1, "Đỗ Văn Mận", "Trưởng ban"], [2, "Lý Thị Na", "Phó Trưởng ban"]]  # fmt: skip
    recognised(world, rows)
    assert {post for (post,) in stored(world, "select post from officials")} == {"committee_head", "committee_deputy"}
