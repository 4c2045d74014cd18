"""Phone numbers in every dress that lists give them, on both sides of each rule."""

from __future__ import annotations

import pytest

from kpi.vietnamese.phones import Phones, is_mobile, mentions_phone, parse_phones

RENUMBERED = """\
0120→070 0121→079 0122→077 0126→076 0128→078 0123→083 0124→084 0125→085 0127→081 0129→082 0162→032
0163→033 0164→034 0165→035 0166→036 0167→037 0168→038 0169→039 0186→056 0188→058 0199→059"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0912345678", "0912345678"),
        ("912345678", "0912345678"),
        ("912345678.0", "0912345678"),
        ("912345678,0", "0912345678"),
        ("912,345,678", "0912345678"),
        ("0912-345-678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("(0912) 345\u00a0678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("(+84)912345678", "0912345678"),
        ("+84 (0) 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("84912345678.0", "0912345678"),
        ("0084912345678", "0912345678"),
        ("843123456", "0843123456"),
        ("0843123456", "0843123456"),
        ("84843123456", "0843123456"),
        ("01688123456", "0388123456"),
        ("1688123456", "0388123456"),
        ("841688123456", "0388123456"),
        ("0168 8123456", "0388123456"),
        ("0237 3721150", "02373721150"),
        ("2373721150", "02373721150"),
        ("+84 237 3721150", "02373721150"),
        ("SĐT: 0912345678", "0912345678"),
        ("0912345678 (Zalo)", "0912345678"),
    ],
)
def test_one_number(text: str, number: str) -> None:
    assert parse_phones(text) == Phones((number,))


@pytest.mark.parametrize("pair", RENUMBERED.split())
def test_old_mobile_numbers(pair: str) -> None:
    old, new = pair.split("→")
    assert parse_phones(f"{old}1234567").numbers == (f"{new}1234567",)


@pytest.mark.parametrize(
    "text",
    [
        "0912345678/0987654321",
        "0912345678, 987654321",
        "0912345678; +84987654321",
        "0912345678 - 0987654321",
        "0912345678-0987654321",
        "0912-345-678 - 0987-654-321",
        "0912 345 678  0987 654 321",
        "0912.345.678 hoặc 0987.654.321",
        "0912345678\n0987654321",
        "0912345678/0987654321/0912345678",
    ],
)
def test_two_numbers_in_a_cell(text: str) -> None:
    assert parse_phones(text) == Phones(("0912345678", "0987654321"))


def test_numbers_of_unlike_length_in_a_cell() -> None:
    assert parse_phones("0237 3721150 - 0912 345 678").numbers == ("02373721150", "0912345678")
    assert parse_phones("01688123456 - 0912345678").numbers == ("0388123456", "0912345678")


@pytest.mark.parametrize(
    "text",
    [
        "9.12E+08",
        "9,12345678E+08",
        "091234567",
        "09123456789",
        "0612345678",  # 06 is no mobile network
        "01108123456",  # 0110 was never a mobile number
        "+843123456",  # nothing whole remains behind the country's code
        "+0912345678",
        "038123456789",  # an identity card
        "09123456780987654321",
        "113",
        "không có",
        "0912345678x",
    ],
)
def test_faults(text: str) -> None:
    assert parse_phones(text) == Phones((), (text,))


def test_a_fault_does_not_hide_the_number_beside_it() -> None:
    assert parse_phones("0912345678/79") == Phones(("0912345678",), ("79",))


@pytest.mark.parametrize("text", ["", "  ", "\n", "-", " / "])
def test_nothing(text: str) -> None:
    assert parse_phones(text) == Phones((), ())


@pytest.mark.parametrize(
    ("number", "mobile"),
    [("0912345678", True), ("0312345678", True), ("02373721150", False), ("0212345678", False), ("912345678", False)],
)
def test_mobile(number: str, mobile: bool) -> None:
    assert is_mobile(number) is mobile


@pytest.mark.parametrize(
    "text",
    [
        "gọi 0912345678 trước", "gọi 0912 345 678", "(0912.345.678)", "+84 912 345 678", "84912345678", "SĐT:0912345678",
        "trực (0219) 3 886 688", "ngày 05.12.2024 gọi 0912345678", "5 hộ, 0912-345-678",
    ],
)  # fmt: skip
def test_a_sentence_mentions_a_phone_number(text: str) -> None:
    assert mentions_phone(text)


@pytest.mark.parametrize(
    "text",
    [
        "500000000 đồng", "912.345.678 đồng", "1.500.000.000 đồng", "từ 05.02.2024 - 31.12.2024", "05-12-2024 10 giờ",
        "số 05/KH-UBND ngày 05/12/2024", "03 thôn, 05 nhóm", "năm 2024", "tăng 0,5 điểm", "091234567", "",
    ],
)  # fmt: skip
def test_amounts_days_and_years_are_no_phone_numbers(text: str) -> None:
    assert not mentions_phone(text)
