"""What signs a list is no entry of it, and no entry is lost for looking so: of a whole list of members, who is lost has left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from tests.worlds import World

DAY = date(2024, 3, 31)
HEADS = ["Chủ hộ", "SĐT"]
FIVE = [
    ["Lê An", "0912345671"],
    ["Lê Ba", "0912345672"],
    ["Lê Cường", ""],
    ["Lê Dần", "0912345673"],
    ["Lê Em", "0912345674"],
]
NAMES = ["Lan Anh", "Bình", "Ngày Tháng Năm", "Dũng", "Cuối ngày tháng năm", "Gái", "Hà"]
NUMBERED = ["STT", "Họ và tên chủ hộ", "SĐT"]
NUMBERED_ROWS = [["1", *FIVE[0], "Nông", ""], ["2", *FIVE[2], "Nông", ""], ["3", *FIVE[3], "", ""]]
SIGNS = ["", "Trưởng thôn", ""]
SIDE_BY_SIDE = [
    ["", "NGƯỜI LẬP", "", "TRƯỞNG THÔN", "TM. UBND XÃ"], ["", "(Ký)", "", "(Ký)", "(Ký, đóng dấu)"],
    ["", "Phạm Ký", "", "Lê Bảy", "Lê Tám"],
]  # fmt: skip


@pytest.mark.parametrize(
    ("dataset", "rows", "said", "accepted", "rejected"),
    [
        ("membership", [["Tên hiển thị", "UID"], *([name, f"11111111111111111{n}"] for n, name in enumerate(NAMES))], "N1", 7, 0),
        ("membership", [["Nhóm", "Tên Zalo"], *(["N1", name] for name in NAMES)], "", 7, 0),
        ("membership", [["Nhóm", "Tên Zalo"], ["N1", "Lan"], ["", "Người lập"], ["N2", "Mai"], ["N2", "Hà"]], "", 3, 0),
        (
            "membership",
            [["STT", "Tên hiển thị"], ["1", "Lan Anh"], ["", "Ngày 5 tháng 6 năm 2024"], ["2", "Mai"], ["3", "Hà"]],
            "N1", 3, 0,
        ),
        ("membership", [["Tên", "SĐT"], FIVE[0], ["Tổng: 1", ""], *FIVE[2:]], "N1", 4, 0),
        ("household", [HEADS, *FIVE[:2], ["Cộng: 2 hộ", ""], *FIVE[2:]], "T1", 5, 0),
        ("household", [HEADS, ["Bí thư: Nguyễn Văn An", ""], *FIVE], "T1", 6, 0),
        # A name alone to the end of a list that numbers nobody: neither counted nor left out in silence.
        ("household", [HEADS, *FIVE, ["Tổng cộng: 5", ""], ["Phạm Văn Ký", ""]], "T1", 5, 1),
        ("household", [HEADS, *FIVE, ["Trưởng thôn", ""], ["(đã ký)", ""], ["Phạm Văn Ký", ""]], "T1", 5, 1),
        (
            "household",
            [
                NUMBERED, ["Thôn 1", "", ""], ["1", *FIVE[0]], ["2", *FIVE[2]], ["", "Trưởng thôn", ""], ["", "Phạm Văn Ký", ""],
                ["Thôn 2", "", ""], ["1", *FIVE[1]], ["2", "Lê Gái", ""], ["3", *FIVE[3]],
            ],
            "", 5, 0,
        ),
        # Three sign side by side, and beside a phone; a note on a household is no signature.
        ("household", [[*NUMBERED, "Nghề nghiệp", "Ghi chú"], *NUMBERED_ROWS, *SIDE_BY_SIDE], "T1", 3, 0),
        ("household", [NUMBERED, *(row[:3] for row in NUMBERED_ROWS), SIGNS, ["", "Phạm Ký", "0912345678"]], "T1", 3, 0),
        ("household", [HEADS, *FIVE, ["Trưởng thôn", ""], ["Phạm Văn Ký", ""], ["ĐT: 0912345678", ""]], "T1", 5, 2),
        ("household", [[*HEADS, "Ghi chú"], [*FIVE[0], ""], ["Lê Gái", "", "Cán bộ"], ["Lê Ba", "", "Trưởng thôn"]], "T1", 3, 0),
        (
            "membership",
            [["STT", "Tên Zalo", "SĐT"], ["1", "Lan", ""], ["2", "Mai", ""], ["", "Người lập", ""], ["", "Phạm Văn Ký", ""]],
            "N1", 2, 0,
        ),
    ],
)  # fmt: skip
def test_who_signs_is_told_from_entries(
    tmp_path: Path, dataset: str, rows: list[list[str]], said: str, accepted: int, rejected: int
) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    of = {"group" if dataset == "membership" else "village": said} if said else {}
    found = world.load(dataset, rows, DAY, **of)
    assert (found.accepted, found.rejected) == (accepted, rejected)


REPORTS = ["Số tin", "Loại tin", "Ngày tiếp nhận"]


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (["Số QĐ phân công", "Ngày QĐ"], ["10/QĐ", "12/3/2024"]),
        (["Căn cứ gia hạn", "Gia hạn đến", "Số QĐ", "Ngày QĐ"], ["x", "20/3/2024", "10/QĐ", "12/3/2024"]),
        (["Ngày ra quyết định", "Tình trạng"], ["12/3/2024", "Đang giải quyết"]),
    ],
)
def test_a_day_of_some_decision_closes_no_report(tmp_path: Path, headers: list[str], cells: list[str]) -> None:
    """Every report was settled in time by the day on which it was handed to somebody, or on which its term was made longer."""
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [[f"{n:02d}/TB", "Tin báo", "10/3/2024", *cells] for n in range(1, 5)]
    with pytest.raises(UserError) as told:
        world.load("case", [["SỔ TIN BÁO, TỐ GIÁC VỀ TỘI PHẠM"], [*REPORTS, *headers], *rows], DAY)
    assert told.value.code == "unknown_figures"


def test_a_state_in_numbers_is_left_out_of_no_log(tmp_path: Path) -> None:
    """Left out with a warning, a report that is closed on no day was open and late."""
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [
        [f"{n:02d}/TB", "Tin báo", "10/3/2024", "12/3/2024" if n < 3 else "", "1" if n < 4 else "0"]
        for n in range(1, 6)
    ]
    found = world.load("case", [[*REPORTS, "Ngày xử lý xong", "Trạng thái"], *rows], DAY)
    assert (found.accepted, found.rejected) == (2, 3)
    assert {one.code for one in found.problems} == {"unknown_word"}


@pytest.mark.parametrize("title", ["NHÓM ZALO THÔN 9", "NHÓM ZALO TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG"])
def test_the_members_of_another_group_are_no_lists_of_the_villages_groups(tmp_path: Path, title: str) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [
        [str(n), name, f"091234567{n}", f"Thôn {n % 2 + 1}", "Thành viên"] for n, name in enumerate(("An", "Ba", "Em"))
    ]
    with pytest.raises(UserError):
        world.load(
            "membership",
            [[f"DANH SÁCH THÀNH VIÊN {title}"], ["STT", "Họ và tên", "SĐT", "Thôn", "Vai trò"], *rows],
            DAY,
        )


VILLAGES_ONCE = ["STT", "Thôn", "Họ và tên chủ hộ", "Số khẩu"]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["1", "", "Lê An", "4"],
            ["2", "Thôn 1", "Lê Ba", "3"],
            ["3", "", "Lê Cường", "2"],
            ["4", "Thôn 2", "Lê Dần", "2"],
        ],
        [
            ["1", "Thôn 1", "Lê An", "4"],
            ["2", "Thôn 2", "Lê Ba", "3"],
            ["3", "", "Lê Em", "2"],
            ["4", "Thôn 1", "Lê Dần", "2"],
        ],
        [["", "Thôn 1", "Lê An", "4"], ["", "", "Lê Ba", "3"], ["", "Thôn 2", "Lê Em", "2"], ["", "", "2 hộ", ""]],
    ],
    ids=["village-in-the-last-row", "a-slip", "nothing-counts"],
)
def test_a_village_holds_down_in_no_list_that_does_not_write_it_first_and_once(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    found = world.load("household", [VILLAGES_ONCE, *rows], DAY)
    assert found.accepted == sum(bool(row[1]) for row in rows)
    assert "village_above" not in {one.code for one in found.problems}


CONTACTS = ["STT", "Họ tên chủ hộ", "Số khẩu", "SĐT liên hệ", "Quan hệ với chủ hộ"]
FAMILIES = [
    ["Lê An", "Chủ hộ"],
    ["Trần Hoa", "Vợ"],
    ["Lê Tí", "Con"],
    ["Ngô Hai", "Chủ hộ"],
    ["Trần Hoa", "Vợ"],
    ["Ngô Tèo", "Con"],
]


@pytest.mark.parametrize(
    ("rows", "accepted"),
    [
        (
            [
                CONTACTS,
                *(
                    [str(n), f"Lê {n}", "4", f"091234567{n}", relation]
                    for n, relation in enumerate(("Chủ hộ", "Vợ", "Con"))
                ),
            ],
            3,
        ),
        ([["Họ tên chủ hộ, nhân khẩu", "QH"], *FAMILIES], 2),
    ],
    ids=["whose-phone-it-is", "two-wives-of-one-name"],
)
def test_relations_gather_persons_and_no_households(tmp_path: Path, rows: list[list[str]], accepted: int) -> None:
    """Households whose phone is another person's were gathered into one; a name that two bear undid the gathering."""
    world = World.empty(tmp_path).with_villages_and_groups()
    assert world.load("household", rows, DAY, village="T1").accepted == accepted


def test_the_number_of_a_book_is_no_code_of_a_report(tmp_path: Path) -> None:
    """Numbers begin anew each year: by them the log of this year took the place of last year's."""
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [
        ["STT", "Số", "Loại tin", "Ngày tiếp nhận"],
        ["1", "15", "Tin báo", "10/3/2024"],
        ["2", "16", "Tin báo", "11/3/2024"],
    ]
    with pytest.raises(UserError):
        world.load("case", rows, DAY)
