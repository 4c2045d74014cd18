"""What a header says in each of the forms in which offices write it."""

from __future__ import annotations

import pytest

from kpi.config.models import Config
from kpi.ingest.checking.headers import readings
from kpi.ingest.checking.vocabulary import vocabulary
from kpi.store import Corrections


@pytest.mark.parametrize(
    ("header", "reading"),
    [
        ("HỌ TÊN", "ho ten"), ("Ho va ten", "ho va ten"), ("MaHo", "ma ho"), ("SoDienThoai", "so dien thoai"),
        ("HoTenChuHo", "ho ten chu ho"), ("MãHộ", "ma ho"), ("★ Mã hộ", "ma ho"), ("○ Khu phố", "khu pho"), ("Mã hộ (*)", "ma ho"),
        ("Họ tên*", "ho ten"), ("Mã Hộ khẩu (Số hộ)", "ma ho khau"), ("Mã Hộ khẩu (Số hộ)", "so ho"),
        ("Số điện thoại (đầu 0)", "so dien thoai"), ("Ngày sinh (YYYY-MM-DD)", "ngay sinh"), ("Hộ gia đình / Chủ hộ", "chu ho"),
        ("Hộ gia đình / Chủ hộ", "ho gia dinh"), ("CCCD / Định danh", "cccd"), ("Thôn/Bản/Tổ dân phố", "thon"),
        ("ma_ho", "ma ho"), ("SĐT", "sdt"), ("SĐT Chủ Hộ", "sdt chu ho"), ("UserID", "user id"), ("userId", "user id"),
        ("Họ và tên", "ho va ten"),
    ],
)  # fmt: skip
def test_a_header_is_read_in_every_form(header: str, reading: str) -> None:
    assert reading in readings(header)


@pytest.mark.parametrize(
    ("header", "first"),
    [("Thôn (ấp)", "thon ap"), ("Loại / Ghi chú", "loai ghi chu"), ("SĐT", "sdt"), ("Mã PA/KN", "ma pa kn")],
)
def test_as_it_stands_comes_first(header: str, first: str) -> None:
    assert readings(header)[0] == first


@pytest.mark.parametrize("header", ["Họ tên ba", "Họ tên ông", "Họ tên liên hệ", "Họ tên vợ chủ hộ"])
def test_another_person_is_not_read_away(config: Config, header: str) -> None:
    assert not {"ho ten", "ho ten chu ho"} & set(readings(header))
    assert vocabulary(config, Corrections()).meaning("household", header) is None


@pytest.mark.parametrize("header", ["", "★", "(*)", "…"])
def test_marks_alone_say_nothing(header: str) -> None:
    assert readings(header) == ()


@pytest.mark.parametrize(
    "header",
    [
        "Họ tên bố", "HOTENME", "Ho ten cha", "Mẹ", "Họ tên ba", "Người giám hộ", "Tình trạng sức khỏe", "Bệnh nền", "BHYT",
        "Số thẻ BHYT", "Mã số BHXH", "TonGiao", "TÔN GIÁO", "Dân tộc", "Đảng viên", "Hôn nhân", "Học vấn", "CCCD / Định danh",
        "Số ĐDCN/CCCD/CMND", "Ngày cấp CCCD", "Nơi cấp", "Hộ chiếu", "Diện hộ", "Nơi sinh", "Nguyên quán", "Địa chỉ liên hệ",
        "NGAYSINH", "Email",
    ],
)  # fmt: skip
def test_what_is_private_is_known_by_its_header(config: Config, header: str) -> None:
    words = vocabulary(config, Corrections())
    assert all(words.is_private(header, dataset) for dataset in ("household", "membership", "official"))


@pytest.mark.parametrize(
    "header", ["ĐT", "Số ĐT liên lạc (Zalo)", "Họ và tên anh/chị", "Di động liên hệ", "Tên công dân"]
)
def test_who_sent_a_report_is_private_in_other_words_too(config: Config, header: str) -> None:
    words = vocabulary(config, Corrections())
    assert words.is_private(header, "case")
    assert not words.is_private(header, "household")


@pytest.mark.parametrize(
    ("dataset", "header", "field"),
    [
        ("household", "Số ĐT của chủ hộ", "phone"), ("household", "tench", "head_name"),
        ("household", "Số thành viên của hộ", "members"), ("household", "Số sổ HK", "code"),
        ("household", "QH với chủ hộ", "relation"), ("household", "Thuộc TDP", "village"),
        ("household", "Họ tên ông (bà) chủ hộ", "head_name"), ("household", "Họ, chữ đệm và tên chủ hộ", "head_name"),
        ("household", "SĐT liên lạc", "phone"), ("business", "Điện thoại LH", "phone"), ("official", "ĐT LL", "phone"),
        ("business", "Họ tên giám đốc", "representative"), ("business", "Tên giao dịch doanh nghiệp", "name"),
        ("case", "han_xl", "due_at"), ("case", "Thời hạn xử lý đơn", "due_at"),
        ("household", "Mã hộ cũ", None), ("household", "SĐT người thân", None), ("household", "Số khẩu nữ", None),
        ("case", "Ngày xử lý xong dự kiến", None), ("case", "SĐT người PA", None), ("household", "ID", None),
    ],
)  # fmt: skip
def test_other_words_say_the_same_and_a_word_more_says_another_thing(
    config: Config, dataset: str, header: str, field: str | None
) -> None:
    meaning = vocabulary(config, Corrections()).meaning(dataset, header)
    assert (meaning and meaning[0]) == field
