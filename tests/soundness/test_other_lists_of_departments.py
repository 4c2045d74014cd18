"""Lists that departments keep for their own work never stand for a register, and no answer leads anybody to load them as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from tests.worlds import World

NOVEMBER = date(2025, 11, 30)
VILLAGES = ["Bản Nà Lốc", "Bản Huổi Sản", "Bản Pom Khốc", "Tổ dân phố 1"]
NAMES = [
    "Lò Văn Hặc",
    "Hà Thị Loan",
    "Cầm Minh Sơn",
    "Vì Đức Toản",
    "Nguyễn Thị Mai",
    "Quàng Văn Inh",
    "Lò Thị Thơm",
    "Hà Văn Biên",
    "Cầm Thị Én",
    "Vì Văn Khụt",
    "Nguyễn Văn Pản",
    "Quàng Thị Tươi",
]
# Title, headers, cells: {n} the name, {v} the village, {i} a number, {p} a phone.
LISTS: dict[str, tuple[str, str, str]] = {
    "members of the women's union": (
        "DANH SÁCH HỘI VIÊN NĂM 2025",
        "STT|Họ và tên|Năm sinh|Chi hội|Ngày vào Hội|SĐT",
        "{i}|{n}|1975|Chi hội {v}|08/03/2015|{p}",
    ),
    "voters": (
        "DANH SÁCH CỬ TRI KHU VỰC BỎ PHIẾU SỐ 3",
        "STT|Họ và tên cử tri|Ngày sinh|Dân tộc|Nơi thường trú",
        "{i}|{n}|12/03/1980|Thái|{v}",
    ),
    "families of culture": (
        "DANH SÁCH HỘ ĐỀ NGHỊ CÔNG NHẬN GIA ĐÌNH VĂN HÓA",
        "STT|Họ tên chủ hộ|Số khẩu|Bản/TDP|Điểm",
        "{i}|{n}|4|{v}|9{i}",
    ),
    "gifts for Tet": (
        "Danh sách tặng quà Tết Nguyên đán 2026",
        "TT|Họ và tên|Bản|Đối tượng|Trị giá (đồng)|Ký nhận",
        "{i}|{n}|{v}|Hộ nghèo|500000|",
    ),
    "health insurance": (
        "BIỂU THEO DÕI CẤP THẺ BHYT HỘ GIA ĐÌNH",
        "STT|Mã hộ|Họ tên|Quan hệ với chủ hộ|Số thẻ BHYT",
        "{i}|H{i}|{n}|Chủ hộ|GD41400{i}",
    ),
    "fire protection": (
        "DANH SÁCH CƠ SỞ THUỘC DIỆN QUẢN LÝ VỀ PCCC",
        "STT|Tên cơ sở|Người đứng đầu|SĐT|Địa chỉ|Số bình chữa cháy",
        "{i}|Quán {n}|{n}|{p}|{v}|3",
    ),
    "who came to a meeting": (
        "BẢNG ĐIỂM DANH HỌP BẢN THÁNG 11",
        "TT|Họ tên chủ hộ|Bản|SĐT|Có mặt",
        "{i}|{n}|{v}|{p}|x",
    ),
    "dogs vaccinated": (
        "DANH SÁCH HỘ TIÊM PHÒNG DẠI CHÓ MÈO",
        "STT|Chủ hộ|Thôn bản|Số chó|Số mèo|Ngày tiêm",
        "{i}|{n}|{v}|2|1|15/10/2025",
    ),
    "land tax": (
        "BẢNG KÊ NỘP THUẾ ĐẤT PHI NÔNG NGHIỆP",
        "STT|MST|Tên người nộp thuế|Thôn|Số phải nộp|Đã nộp",
        "{i}|850030000{i}|{n}|{v}|45000|45000",
    ),
    "letters received": (
        "SỔ VĂN BẢN ĐẾN",
        "Số đến|Ngày đến|Số ký hiệu|Ngày văn bản|Cơ quan ban hành|Trích yếu",
        "{i}|12/11/2025|{i}/CV|10/11/2025|UBND tỉnh|V/v triển khai",
    ),
    "youth union": (
        "DANH SÁCH ĐOÀN VIÊN THANH NIÊN",
        "STT|Họ và tên|Ngày sinh|Chi đoàn|Chức vụ|SĐT",
        "{i}|{n}|03/03/2002|Chi đoàn {v}|Đoàn viên|{p}",
    ),
    "the old": ("DANH SÁCH NGƯỜI CAO TUỔI TRÊN ĐỊA BÀN", "STT|Họ tên|Năm sinh|Bản|Tuổi", "{i}|{n}|1940|{v}|85"),
    "people of merit": (
        "DANH SÁCH NGƯỜI CÓ CÔNG",
        "STT|Số hồ sơ|Họ và tên|Loại đối tượng|Địa chỉ|SĐT",
        "{i}|SL/{i}|{n}|Thương binh 4/4|{v}|{p}",
    ),
    "children": (
        "DANH SÁCH TRẺ EM DƯỚI 16 TUỔI",
        "STT|Họ và tên trẻ|Ngày sinh|Họ tên bố|Họ tên mẹ|Bản",
        "{i}|{n}|01/02/2015|{n}|{n}|{v}",
    ),
    "militia": (
        "DANH SÁCH DÂN QUÂN NĂM 2025",
        "STT|Họ và tên|Chức vụ|Đơn vị|Bản|SĐT",
        "{i}|{n}|Chiến sĩ|Tiểu đội 1|{v}|{p}",
    ),
    "borrowers": (
        "DANH SÁCH HỘ VAY VỐN – TỔ TK&VV",
        "STT|Mã KH|Họ tên hộ vay|Tổ TK&VV|Bản|Dư nợ",
        "{i}|KH{i}|{n}|Tổ 1|{v}|50000000",
    ),
    "allowances, no title": (
        "",
        "STT|Mã đối tượng|Họ và tên|Năm sinh|Bản|Loại trợ cấp|Mức hưởng",
        "{i}|BT{i}|{n}|1984|{v}|Khuyết tật nặng|750000",
    ),
    "who receives, no title": ("", "Mã|Bản|Người nhận|Mức|Ký nhận", "DT{i}|{v}|{n}|400000|"),
    "motorbikes": ("", "BIEN_SO|LOAI_XE|NHAN_HIEU|CHU_XE|DIA_CHI", "26C1-9669{i}|Xe mô tô|Honda Wave|{n}|{v}"),
    "the village hall": (
        "LỊCH ĐĂNG KÝ SỬ DỤNG NHÀ VĂN HÓA TDP 1",
        "STT|Ngày|Người đăng ký|SĐT|Nội dung|Đã duyệt",
        "{i}|07/10/2025|{n}|{p}|Đám cưới|x",
    ),
    "a fund": (
        "DANH SÁCH THU QUỸ PHÒNG CHỐNG THIÊN TAI",
        "STT|Họ tên chủ hộ|Số LĐ|Mức đóng|Số tiền|Ký nộp",
        "{i}|{n}|2|10000|20000|",
    ),
    "what a hall has": (
        "THỐNG KÊ TRANG THIẾT BỊ NHÀ VĂN HÓA",
        "STT|Mã thiết bị|Tên thiết bị|Nhà văn hóa|Số lượng",
        "{i}|TB{i}|Loa|{v}|2",
    ),
    "clubs": (
        "THỐNG KÊ CÁC CÂU LẠC BỘ, TỔ HỢP TÁC",
        "STT|Tên nhóm|Bản|Số thành viên|Chủ nhiệm",
        "{i}|CLB {v}|{v}|15|{n}",
    ),
}
# Of these title or headers say what they are for; nobody is led to the kind of list that they come nearest to.
TELLING = (
    "voters",
    "gifts for Tet",
    "who came to a meeting",
    "the old",
    "children",
    "militia",
    "motorbikes",
    "the village hall",
    "a fund",
    "letters received",
)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path)


def rows_of(title: str, headers: str, cells: str) -> list[Sequence[object]]:
    entries = [
        cells.format(i=i, n=name, v=VILLAGES[i % 4], p=f"09{i % 10}1234567").split("|")
        for i, name in enumerate(NAMES, start=1)
    ]
    return [*([[title], []] if title else []), headers.split("|"), *entries]


@pytest.mark.parametrize("with_villages", [False, True])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_another_purpose_is_never_taken_at_once(world: World, name: str, with_villages: bool) -> None:
    """Also into an empty database, where there is nothing to compare it with."""
    if with_villages:
        world.load("village", [["Mã thôn", "Tên thôn"], *([f"B{i}", v] for i, v in enumerate(VILLAGES))], NOVEMBER)
    with pytest.raises(UserError):
        world.load(None, rows_of(*LISTS[name]), NOVEMBER)


@pytest.mark.parametrize("name", TELLING)
def test_its_refusal_says_what_it_is_for_and_asks_for_none_of_its_columns(world: World, name: str) -> None:
    with pytest.raises(UserError) as refused:
        world.load(None, rows_of(*LISTS[name]), NOVEMBER)
    assert "việc khác" in str(refused.value)
    assert "gần nhất" not in str(refused.value) and "thêm các cột" not in str(refused.value)


@pytest.mark.parametrize(
    ("title", "headers", "cells"),
    [
        (
            "DANH BẠ ĐIỆN THOẠI CÁC CƠ QUAN, TRƯỜNG HỌC XÃ PÁ HƯƠNG",
            "STT|CƠ QUAN/TRƯỜNG|ĐẠI DIỆN|CHỨC VỤ|DI ĐỘNG",
            "{i}|{o}|{n}|Thủ trưởng|{p}",
        ),
        (
            "Danh bạ liên lạc cơ quan, đơn vị trên địa bàn xã",
            "TT|Tên đơn vị|Họ và tên thủ trưởng|Chức danh|Số ĐT",
            "{i}|{o}|{n}|Thủ trưởng|{p}",
        ),
        (
            "SỐ ĐIỆN THOẠI LÃNH ĐẠO CÁC CƠ QUAN, TRƯỜNG HỌC",
            "STT|Đơn vị|Người đứng đầu|Chức vụ|Di động",
            "{i}|{o}|{n}|Trưởng|{p}",
        ),
        ("DANH BẠ CƠ QUAN", "STT|Họ và tên|Chức vụ|Cơ quan|Điện thoại", "{i}|{n}|Chủ tịch|{o}|{p}"),
    ],
)
def test_a_directory_of_offices_is_their_register(world: World, title: str, headers: str, cells: str) -> None:
    offices = [
        "Đảng ủy xã Pá Hương",
        "Công an xã Pá Hương",
        "Trạm Y tế xã Pá Hương",
        "Trường Mầm non Hoa Ban",
        "Trường Tiểu học Pá Hương",
    ]
    entries = [
        cells.format(i=i, o=office, n=NAMES[i], p=f"091234567{i}").split("|")
        for i, office in enumerate(offices, start=1)
    ]
    outcome = world.load(None, [[title], [], headers.split("|"), *entries], NOVEMBER)
    assert (outcome.dataset, outcome.accepted) == ("institution", 5)


@pytest.mark.parametrize(
    ("header", "called"),
    [
        ("Đ/c", "Đ/c {n}"),
        ("Đồng chí", "{n}"),
        ("Ông (bà)", "Đồng chí {n}"),
        ("Các đồng chí", "đ/c: {n}"),
        ("Đ/c", "{n}"),
    ],
)
def test_comrades_of_a_committee_are_known_by_their_names(world: World, header: str, called: str) -> None:
    posts = ["Trưởng ban", "Phó Trưởng ban", "Thành viên", "Thành viên"]
    entries = [
        [str(i), called.format(n=NAMES[i]), "Trưởng bản Nà Lốc", post, f"091234567{i}"]
        for i, post in enumerate(posts, start=1)
    ]
    heads = ["STT", header, "Chức vụ", "Nhiệm vụ trong BCĐ", "ĐT"]
    outcome = world.load(None, [["DANH SÁCH BAN CHỈ ĐẠO MÔ HÌNH ZALO"], heads, *entries], NOVEMBER)
    assert (outcome.dataset, outcome.accepted) == ("official", 4)
    rows = world.store.read("officials_at", as_of=[NOVEMBER], known_at=world.clock)
    assert sorted(row["name"] for row in rows) == sorted(NAMES[1:5])
