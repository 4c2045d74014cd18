"""Names of villages and groups: what is one, what are two, what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.vietnamese.places import Register, fold_code, take_apart

VILLAGES = Register({"V1": "Thôn Đông Hải", "V2": "Yên Xá", "V3": "Thôn 3", "V4": "Khu phố 2", "V5": "Ấp Tư", "V7": "Thôn Bảy",
                     "V8": "Túy Loan Tây 2", "V9": "Bản Nà Lốc"})  # fmt: skip
TWINS = Register(
    {"A": "Khu phố 3", "B": "Tổ dân phố 3", "C": "Khu 5", "D": "Khu phố 5", "E": "Thôn Đoài", "F": "Xóm Đoài"}
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("V1", "V1"), ("v-1", "V1"), ("v 01", "V1"), ("Đông Hải", "V1"), ("THÔN ĐÔNG HẢI", "V1"), ("Xóm Đông Hải", "V1"),
        ("dong hai", "V1"), ("Thôn Đông Hải, xã Hà Giang", "V1"), ("Thôn Yên Xá", "V2"), ("3", "V3"), ("Thôn số 3", "V3"),
        ("Thôn 03", "V3"), ("T3", "V3"), ("Thôn Ba", "V3"), ("KP2", "V4"), ("KP 02", "V4"), ("Khu 2", "V4"), ("khu pho 2", "V4"),
        ("Ấp 4", "V5"), ("ấp Tư", "V5"), ("Ấp 04", "V5"), ("7", "V7"), ("Thôn số 7", "V7"), ("T7", "V7"), ("Thôn VII", "V7"),
        ("Tuy Loan Tay 02", "V8"), ("Túy Loan Tây", None), ("Nà Lốc", "V9"), ("Thôn", None), ("", None), ("Thôn 9", None),
        ("Hải", None),
    ],
)  # fmt: skip
def test_a_text_names_one_village_or_none(text: str, code: str | None) -> None:
    assert VILLAGES.find(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("KP 3", ("A",)), ("KP3", ("A",)), ("TDP 3", ("B",)), ("Tổ 3", ("B",)), ("Tổ DP 3", ("B",)), ("3", ("A", "B")),
        ("Thôn 3", ("A", "B")), ("Khu 5", ("C",)), ("KP5", ("D",)), ("5", ("C", "D")), ("Đoài", ("E", "F")),
        ("thôn Đoài", ("E",)), ("xom doai", ("F",)),
    ],
)  # fmt: skip
def test_the_word_of_the_unit_decides_between_two_of_one_core(text: str, codes: tuple[str, ...]) -> None:
    assert TWINS.candidates(text) == codes


def test_what_a_person_has_explained_comes_first() -> None:
    register = Register({"A": "Thôn 1", "B": "Thôn 2"}, {"lang ngoai": "B", "thon 1": "B"})
    assert register.find("Làng Ngoài") == "B"
    assert register.find("Thôn 1") == "B"


def test_groups_are_named_with_and_without_their_word() -> None:
    groups = Register({"N1": "Nhóm Zalo Thôn Đông Hải", "N2": "Yên Xá"})
    assert [groups.find(text) for text in ("Đông Hải", "zalo thôn đông hải", "Nhóm Yên Xá", "Nhóm Zalo thôn Yên Xá")] == [
        "N1", "N1", "N2", "N2"]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("HG-001", "hg 1", True),
        ("0003", "3", True),
        ("HG-2", "HG 20", False),
        ("A1B02", "a01b2", True),
        ("H10", "H1", False),
    ],
)
def test_codes_are_compared_folded(one: str, two: str, same: bool) -> None:
    assert (fold_code(one) == fold_code(two)) is same


@given(st.integers(1, 99), st.sampled_from(["Thôn", "Xóm", "Ấp", "Khu phố", "Tổ dân phố", "KP", "TDP", "Buôn", ""]))
def test_a_number_is_the_same_however_it_is_written(number: int, word: str) -> None:
    assert take_apart(f"{word} {number}").core == take_apart(f"{word} số {number:03d}").core == str(number)


COMMUNE = Register(
    {
        "G1": "Nhóm Zalo Khu phố 1 phường Hải Tân",
        "BCD": "Ban chỉ đạo chuyển đổi số xã Vân Sơn",
        "V": "Thôn Văn Xã",
        "W": "Thôn Văn",
    }
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KP1", "G1"), ("Zalo Khu phố 1 - phường Hải Tân", "G1"), ("Khu phố 1 phường Khác", None),
        ("Ban chỉ đạo chuyển đổi số", "BCD"), ("Ban chỉ đạo chuyển đổi số xã", "BCD"), ("Ban chỉ đạo xã", None),
        ("Văn Xã", "V"), ("Thôn Văn xã Vân Sơn", "W"),
    ],
)  # fmt: skip
def test_the_commune_behind_a_name_is_no_part_of_it(text: str, code: str | None) -> None:
    assert COMMUNE.find(text) == code


def test_a_title_names_a_group_whose_own_name_ends_in_the_commune() -> None:
    assert COMMUNE.mentioned("DANH SÁCH THÀNH VIÊN NHÓM ZALO KHU PHỐ 1") == "G1"
