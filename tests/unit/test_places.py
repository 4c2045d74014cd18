"""Names of villages and groups: what is one, what are two, what is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.vietnamese.places import UNIT_WORDS, Register, fold_code, take_apart
from kpi.vietnamese.text import fold

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


@pytest.mark.parametrize(
    ("name", "words", "core"),
    [
        ("Thôn Làng Vàng", ("thon", "lang"), "vang"), ("Thôn Xóm Mới", ("thon", "xom"), "moi"),
        ("Bản Làng Chiềng", ("ban", "lang"), "chieng"), ("Tổ Khu 3", ("to", "khu"), "3"),
        ("Khu phố Tổ số 05", ("khu pho", "to"), "5"), ("Thôn Đội 5", ("thon", "doi"), "5"),
        ("THON LANG VANG", ("thon", "lang"), "vang"),
        # Words for units only: the last is the core.
        ("Thôn Bản", ("thon",), "ban"), ("Xóm Làng", ("xom",), "lang"), ("Thôn Khu", ("thon",), "khu"),
        ("Thôn Ấp Bản", ("thon", "ap"), "ban"), ("Thôn Khu phố", ("thon",), "khu pho"), ("Thôn", ("thon",), ""),
        # Other marks, or none beside marked words: no words for units.
        ("Xóm Đồi Chè", ("xom",), "doi che"), ("Thôn Lang Chánh", ("thon",), "lang chanh"), ("Thôn Bàn Thạch", ("thon",), "ban thach"),
        # Without its mark "Năm" is a number only where nothing about it has one, and behind a unit's word: else men, or the south.
        ("Nam", (), "nam"), ("Năm", (), "5"), ("Thôn Nam", ("thon",), "nam"), ("thon nam", ("thon",), "5"),
        ("Tô Hoài", (), "to hoai"), ("Bàn Văn An", (), "ban van an"), ("Tồ 3", ("to",), "3"),
    ],
)  # fmt: skip
def test_words_for_units_are_no_part_of_the_core(name: str, words: tuple[str, ...], core: str) -> None:
    assert (take_apart(name).words, take_apart(name).core) == (words, core)


DOUBLE = {"V": "Thôn Làng Vàng", "B": "Thôn Bản", "L": "Xóm Làng", "D": "Thôn Đội 5", "X": "Xóm Đồi Chè", "P": "Khu Phố Mới",
          "M": "Khu Ban Mai", "T": "Thôn Thạch", "Y": "Bản Yên Xá"}  # fmt: skip
BESIDE = {"V": "Thôn Làng Vàng", "W": "Thôn Vàng", "A": "Thôn Đội 5", "B": "Thôn 5", "X": "Xóm Đồi Chè", "C": "Xóm Chè",
          "K": "Khóm Đình", "U": "Khu Đình"}  # fmt: skip


@pytest.mark.parametrize(
    ("register", "text", "codes"),
    [
        *((DOUBLE, text, "V") for text in (
            "Thôn Làng Vàng", "thon lang vang", "Làng Vàng", "lang vang", "Vàng", "vang", "T. Làng Vàng", "T.Làng Vàng", "Thôn Vàng",
            "thon vang", "Xóm Làng Vàng", "L. Vàng", "LÀNG VÀNG", "Thôn Làng Vàng, xã Hà Giang", "Làng Vàng xã Hà Giang")),
        (DOUBLE, "Thôn Lăng Vàng", "V"),  # the whole name but for a mark
        (DOUBLE, "Lăng Vàng Hạ", ""), (DOUBLE, "Bàn Vàng", ""),
        (DOUBLE, "Bản", "B"), (DOUBLE, "thôn bản", "B"), (DOUBLE, "Làng", "L"), (DOUBLE, "Thôn", ""), (DOUBLE, "Xóm", ""),
        (DOUBLE, "Đội 5", "D"), (DOUBLE, "5", "D"), (DOUBLE, "Thôn 5", "D"), (DOUBLE, "Đội", ""),
        (DOUBLE, "Đồi Chè", "X"), (DOUBLE, "doi che", "X"), (DOUBLE, "Chè", ""),
        (DOUBLE, "Phố Mới", "P"), (DOUBLE, "Mới", "P"), (DOUBLE, "Ban Mai", "M"),
        (DOUBLE, "Bàn Thạch", ""), (DOUBLE, "Bản Thạch", "T"), (DOUBLE, "Thồn Thạch", "T"),
        (DOUBLE, "Âp Thạch", "T"), (DOUBLE, "Xom Thạch", "T"), (DOUBLE, "Lang Thạch", ""),
        (DOUBLE, "Y. Xá", ""),
        (BESIDE, "Thôn Làng Vàng", "V"), (BESIDE, "Làng Vàng", "V"), (BESIDE, "T. Làng Vàng", "V"), (BESIDE, "Xóm Làng Vàng", "V"),
        (BESIDE, "lang vang", "V"), (BESIDE, "Thôn Vàng", "W"), (BESIDE, "T. Vàng", "W"), (BESIDE, "Vàng", "VW"),
        (BESIDE, "Bản Vàng", "VW"), (BESIDE, "Thôn Bản Vàng", "VW"),
        (BESIDE, "Đội 5", "A"), (BESIDE, "Thôn 5", "B"), (BESIDE, "T5", "B"), (BESIDE, "5", "AB"),
        (BESIDE, "Đồi Chè", "X"), (BESIDE, "doi che", "X"), (BESIDE, "Chè", "C"), (BESIDE, "Đội Chè", "C"),
        (BESIDE, "K. Đình", "KU"), (BESIDE, "Khu Đình", "U"), (BESIDE, "khom dinh", "K"),
    ],
)  # fmt: skip
def test_a_village_of_two_words_for_units_is_found(register: dict[str, str], text: str, codes: str) -> None:
    assert Register(register).candidates(text) == tuple(codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Tổ 1 KP2", "A"), ("Tổ 1 - KP 02", "A"), ("tổ 01 khu phố 2", "A"), ("Tổ 1 KP3", "B"), ("Tổ 2 KP2", ""), ("KP2", ""),
        ("Yên Xá II", "C"), ("yên xá 2", "C"), ("Làng Vàng I", "D"), ("Vàng 01", "D"), ("Vàng II", ""), ("Hà 6", ""), ("Hà Vi", "E"),
        ("Xóm Bản Hà VI", "E"),
    ],
)  # fmt: skip
def test_short_words_and_roman_numbers_within_a_core_are_alike(text: str, codes: str) -> None:
    names = {
        "A": "Tổ 1 Khu phố 2",
        "B": "Tổ 1 Khu phố 3",
        "C": "Thôn Yên Xá 2",
        "D": "Thôn Làng Vàng 1",
        "E": "Thôn Hà Vi",
    }
    assert Register(names).candidates(text) == tuple(codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [("bản", None), ("Làng", None), ("Thôn Bản", "B"), ("Xóm", "C"), ("Làng Vàng", "V"), ("Vàng", "V")],
)
def test_in_other_words_a_word_for_a_unit_alone_names_no_village(text: str, code: str | None) -> None:
    names = {"V": "Thôn Làng Vàng", "B": "Thôn Bản", "L": "Xóm Làng", "C": "Xóm"}
    assert Register(names).find_in_words(text) == code


@pytest.mark.parametrize(
    ("register", "title", "code"),
    [
        (DOUBLE, "DANH SÁCH HỘ DÂN LÀNG VÀNG NĂM 2024", "V"), (BESIDE, "danh sach ho dan lang vang", "V"),
        (BESIDE, "Danh sách hộ dân thôn Vàng", "W"), (DOUBLE, "Danh sách các thôn, xóm, làng", None),
        (DOUBLE, "Hộ dân các thôn bản", None), (DOUBLE, "Sổ hộ theo thôn/bản", None), (DOUBLE, "SỔ HỘ THÔN BẢN", "B"),
        (DOUBLE, "Hộ dân thôn", None), (DOUBLE, "Hộ dân đội 5", "D"), (DOUBLE, "Hộ dân Bàn Thạch", None),
    ],
)  # fmt: skip
def test_a_title_names_a_village_of_two_words_for_units(register: dict[str, str], title: str, code: str | None) -> None:
    assert Register(register).mentioned(title) == code


def test_a_group_is_named_by_a_village_of_two_words_for_units() -> None:
    groups = Register({"N1": "Nhóm Zalo Thôn Làng Vàng", "N2": "Zalo Tổ Khu 3 phường Hải Tân"})
    texts = ("Làng Vàng", "zalo làng vàng", "Nhóm Thôn Làng Vàng", "Vàng", "Nhóm T. Làng Vàng", "Khu 3", "Zalo Tổ 3")
    assert list(map(groups.find, texts)) == ["N1"] * 5 + ["N2"] * 2


@pytest.mark.parametrize("outer", UNIT_WORDS.values())
@pytest.mark.parametrize("core", ["Vàng", "Đông Hải", "5"])
def test_every_pair_of_words_for_units_is_no_part_of_the_core(outer: str, core: str) -> None:
    for inner in UNIT_WORDS.values():
        register = Register({"V": f"{outer.capitalize()} {inner.capitalize()} {core}", "W": "Thôn Khác"})
        texts = (core, f"{inner} {core}", f"{outer} {core}", f"{outer} {inner} {core}")
        assert [register.find(form) for text in texts for form in (text, text.upper(), fold(text))] == ["V"] * 12


_KIND_OF = {"Tổ dân phố": "Tổ", "TDP": "Tổ", "Khu phố": "Khu"}
_UNITS = st.lists(  # nothing is called by one kind of unit twice
    st.sampled_from(["Thôn", "Làng", "Tổ", "Tổ dân phố", "TDP", "Khu phố", "Đội"]), max_size=2,
    unique_by=lambda word: _KIND_OF.get(word, word),
)  # fmt: skip
_NAMES = st.tuples(_UNITS, st.sampled_from(["Vàng", "Đông Hải", "5"]))


def _written(name: tuple[list[str], str]) -> str:
    return " ".join([*name[0], name[1]])


def _meant(said: tuple[list[str], str], entries: list[tuple[list[str], str]]) -> list[int]:
    """Which entries a text means by the ruling: the whole name, else the core; of several of one core the words decide."""
    whole = [place for place, own in enumerate(entries) if fold(_written(own)) == fold(_written(said))]
    if whole:
        return whole
    of_core = [place for place, own in enumerate(entries) if own[1] == said[1]]
    words = ["Tổ dân phố" if word == "TDP" else word for word in said[0]]
    kinds = [_KIND_OF.get(word, word) for word in words]
    if not words:
        return of_core
    steps: list[list[int]] = [[], [], [], [], of_core]
    for place in of_core:
        own = ["Tổ dân phố" if word == "TDP" else word for word in entries[place][0]]
        of = [_KIND_OF.get(word, word) for word in own]
        steps[0] += [place] if own == words else []
        steps[1] += [place] if of == kinds or all(word in own for word in words) else []
        steps[2] += [place] if all(kind in of for kind in kinds) else []
        steps[3] += [place] if of[-1:] == kinds[-1:] else []
    return next((found for found in steps if found), [])


@settings(max_examples=300)
@given(st.lists(_NAMES, min_size=1, max_size=4), _NAMES, st.sampled_from([str, str.upper, fold]))
def test_the_words_for_units_decide_among_entries_of_one_core(
    entries: list[tuple[list[str], str]], said: tuple[list[str], str], form: Callable[[str], str]
) -> None:
    register = Register({f"C{place}": _written(own) for place, own in enumerate(entries)})
    assert register.candidates(form(_written(said))) == tuple(f"C{place}" for place in _meant(said, entries))


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


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Hộ dân T3", None),
        ("DS T03", None),
        ("DS T.3", None),
        ("Hộ dân T13", None),
        ("Hộ dân tháng 3", None),
        ("HỘ DÂN T3/2024", None),
        ("ho dan T3 2024", None),
        ("A03", None),
        ("Hộ dân Thôn 3 2024", "T3"),
    ],
)
def test_a_month_and_a_letter_of_no_unit_name_no_village(title: str, code: str | None) -> None:
    """A register named "T3/2024" went to Thôn 3 as a whole, and one called "A03" too, though no unit is an Ấp."""
    assert Register({"T1": "Thôn 1", "V3": "Thôn 3"}).mentioned(title) == (code and "V3")


def test_groups_are_known_by_what_stands_before_a_unit_and_by_its_core() -> None:
    groups = Register(
        {"N1": "ANTT Khu phố Chợ Mới", "N2": "ANTT Tổ dân phố 3", "N3": "ANTT Bản Nà Lốc", "N4": "BCĐ ANTT xã"}
    )
    assert groups.mentioned("ANTT KP Chợ Mới members 20261125") == "N1"
    assert groups.mentioned('DANH SÁCH THÀNH VIÊN NHÓM ZALO "ANTT TDP3"') == "N2"
    assert [groups.find(text) for text in ("ANTT Na Loc", "Ban Na Loc - ANTT", "Zalo ANTT KP Cho Moi")] == [
        "N3",
        "N3",
        "N1",
    ]
    assert [groups.find(text) for text in ("Thể thao Nà Lốc", "ANTT Nà Lốc 2", "ANTT tổ 1 bản Nà Lốc")] == [
        None,
        None,
        None,
    ]
    assert Register({"N1": "ANTT Xóm Mới", "N2": "ANTT Thôn Mới"}).find("ANTT Mới") is None
