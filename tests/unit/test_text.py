"""Text as keyboards, Excel and Zalo give it, and the keys it is compared by."""

from __future__ import annotations

import unicodedata

import pytest

from kpi.vietnamese.text import clean_text, fold, mentions, name_key


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("", ""),
        ("Thon 1", "Thon 1"),
        (" Thon  1 ", "Thon 1"),
        ("a\tb\r\nc", "a b c"),
        ("a\x00b\x07", "ab"),
        ("\ufeffMã hộ", "Mã hộ"),
        ("Mã\u00a0hộ\u00a0", "Mã hộ"),
        ("Nguy\u200bễn", "Nguyễn"),
        ("Ðặng Ðình ðạo", "Đặng Đình đạo"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Thuỷ"), "Nguyễn Thị Thuỷ"),
        ("Nguyê\u0303n", "Nguyễn"),  # as cp1258 stores it: ê and a tone
        ("a\u200b\u0301", "á"),  # the mark belongs to the letter before the zero-width space
        ("✓", "✓"),
    ],
)
def test_clean_text(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Họ và tên chủ hộ", "ho va ten chu ho"),
        ("HỌ VÀ TÊN\nCHỦ HỘ (*)", "ho va ten chu ho"),
        ("Số CCCD/ĐDCN", "so cccd ddcn"),
        ("Ðơn_vị", "don vi"),
        ("Mã số thuế / MST", "ma so thue mst"),
        (unicodedata.normalize("NFD", "Thôn Đồng"), "thon dong"),
        ("X", "x"),
        (" ✓ ", "✓"),
        ("✓\ufe0f", "✓"),
        ("-", "-"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Văn Hùng", "NGUYỄN  VĂN HÙNG "),
        ("Nguyễn Văn Hùng", unicodedata.normalize("NFD", "nguyễn văn hùng")),
        ("Đặng Thị Lan", "Ðặng Thị Lan"),
        ("Ông Nguyễn Văn A", "nguyễn văn a"),
        ("Đ/c: Nguyễn Văn A", "nguyễn văn a"),
        ("Đồng chí  Nguyễn Văn A", "nguyễn văn a"),
        ("Bà. Lê Thị B", "lê thị b"),
        ("Anh", "anh"),
        ("H̱", "ẖ"),
    ],
)
def test_names_that_are_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Thuý", "Thuỳ"), ("Hùng", "Hưng"), ("Đào", "Dào"), ("Bảo", "Ông"), ("Cô", "Anh"), ("Côi Lan", "i Lan")],
)
def test_names_that_are_two_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("text", "phrase", "is_there"),
    [
        ("DANH SÁCH ĐĂNG KÝ NHẬN CÂY", "đăng ký nhận", True),
        ("SỔ ĐĂNG KÝ NHÂN KHẨU", "đăng ký nhận", False),
        ("so dang ky nhan khau", "đăng ký nhận", True),  # without marks both may be meant
        ("DANH SÁCH THỨ TỰ", "thu", False),
        ("Tổ chức lễ hoà giải", "hòa giải", True),
        ("hộ nghèo", "hộ nghèo đa chiều", False),
        ("Độ", "đô", False),
    ],
)
def test_mentions(text: str, phrase: str, is_there: bool) -> None:
    assert mentions(text, phrase) is is_there
