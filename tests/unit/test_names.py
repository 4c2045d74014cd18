"""Names taken apart, and syllables compared: tables on both sides of each line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.config.models import Config
from kpi.matching.names import Alike, NameWords, VillagePhrases, alike, phrases_of, take_apart, village_phrases

VILLAGES = {"T1": "Thôn 1", "T2": "Thôn 2", "XD": "Xóm Đông"}


@pytest.fixture(scope="module")
def words(config: Config) -> NameWords:
    return NameWords.of(config.matching)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("hùng", "hùng", Alike.SAME),
        ("hoà", "hòa", Alike.PLACED),
        ("thuý", "thúy", Alike.PLACED),
        ("mỹ", "mĩ", Alike.LETTER_I),
        ("lý", "lí", Alike.LETTER_I),
        ("quý", "quí", Alike.LETTER_I),
        ("thúy", "thúi", Alike.MISSPELT),  # uy and ui are two rhymes
        ("hùng", "hung", Alike.TONE_LOST),
        ("nguyên", "nguyễn", Alike.TONE_LOST),
        ("nguyen", "nguyễn", Alike.MARKS_LOST),
        ("dang", "đặng", Alike.MARKS_LOST),
        ("ly", "lí", Alike.TONE_LOST),
        ("hưng", "hùng", Alike.OTHER_MARKS),
        ("thủy", "thúy", Alike.OTHER_MARKS),
        ("dương", "đường", Alike.MARKS_LOST),  # đ typed as d, the tone lost: nothing contradicts
        ("lan", "lân", Alike.MARKS_LOST),
        ("lăn", "lân", Alike.OTHER_MARKS),
        ("n", "nguyễn", Alike.ABBREVIATED),
        ("ng", "nguyễn", Alike.ABBREVIATED),
        ("đ", "đặng", Alike.ABBREVIATED),
        ("d", "đặng", Alike.ABBREVIATED),
        ("đ", "dương", Alike.DIFFERENT),
        ("a", "anh", Alike.DIFFERENT),
        ("hungg", "hùng", Alike.MISSPELT),
        ("tuna", "tuấn", Alike.MISSPELT),
        ("an", "ân", Alike.MARKS_LOST),
        ("an", "anh", Alike.DIFFERENT),  # too short to be called misspelt
        ("hùng", "dũng", Alike.MISSPELT),
        ("lan", "hoa", Alike.DIFFERENT),
    ],
)
def test_two_syllables(one: str, other: str, expected: Alike) -> None:
    assert alike(one, other) is expected
    assert alike(other, one) is expected


@pytest.mark.parametrize(
    ("shown", "readings", "villages", "labels"),
    [
        ("Nguyễn Văn Hùng", ["nguyễn văn hùng"], set(), set()),
        ("Hùng Thôn 2", ["hùng"], {"T2"}, {"thon2"}),
        ("HUNG T2", ["hung"], {"T2"}, {"t2"}),
        ("Hùng thôn 9", ["hùng"], set(), {"thon9"}),
        ("Lan xóm Đông 🌻", ["lan"], {"XD"}, set()),
        ("HG-0123 Hùng", ["hùng"], set(), {"hg0123", "0123"}),
        ("LAN TRAN", ["lan tran"], set(), set()),
        ("Mẹ Bống", ["mẹ bống", "bống"], set(), set()),
        ("Chị Lan", ["chị lan", "lan"], set(), set()),
        ("Đ/c Hùng", ["đ c hùng", "hùng"], set(), set()),
        ("Anh Tuấn", ["anh tuấn", "tuấn"], set(), set()),
        ("Bà Nguyễn Thị Lý", ["bà nguyễn thị lý", "nguyễn thị lý"], set(), set()),
        ("Chí Thanh", ["chí thanh"], set(), set()),
        ("Tạp hóa Minh Tâm", ["tạp hóa minh tâm", "minh tâm"], set(), set()),
        ("Shop Lan 0912345678", ["shop lan", "lan"], set(), {"0912345678"}),
        ("Ông", ["ông"], set(), set()),
        ("🌻🌻", [], set(), set()),
        ("Nguyễn  Văn\u200b Hùng", ["nguyễn văn hùng"], set(), set()),
        ("NGUYỄN VĂN HÙNG", ["nguyễn văn hùng"], set(), set()),
        ("Nguyễn Văn Ðức", ["nguyễn văn đức"], set(), set()),
    ],
)
def test_a_display_name_taken_apart(
    words: NameWords, shown: str, readings: list[str], villages: set[str], labels: set[str]
) -> None:
    found = take_apart(shown, words, village_phrases(VILLAGES, ["thôn", "xóm"]))
    assert [" ".join(reading.syllables) for reading in found.readings] == readings
    assert found.villages == villages
    assert labels <= found.labels


def test_a_parent_is_called_by_the_child(words: NameWords) -> None:
    reading = take_apart("Mẹ Bống", words).readings[-1]
    assert reading.syllables == ("bống",) and reading.of_child
    full = take_apart("Mẹ Nguyễn Thị Lan", words).readings[-1]
    assert full.syllables == ("nguyễn", "thị", "lan") and not full.of_child


def test_what_would_name_two_villages_names_none() -> None:
    phrases = village_phrases({"T1": "Thôn 1", "X": "Thôn Đông", "Y": "Thôn Đông"}, ["thôn"])
    assert ("thon", "dong") not in phrases and phrases["t", "1"] == "T1"


REAL = {
    "YX": "Thôn Yên Xá",
    "DH": "Đông Hải",
    "K3": "Khu phố 3",
    "T2": "Thôn 2",
    "TO4": "Tổ dân phố 4",
    "H": "Thôn Hải",
    "B": "Thanh Bình",
}


@pytest.mark.parametrize(
    ("shown", "village", "name"),
    [
        ("Kiên Yên Xá", "YX", "kiên"),
        ("kien yen xa", "YX", "kien"),
        ("Nguyễn Kiên Yên Xá 0912345678", "YX", "nguyễn kiên"),
        ("Chị Lan - Đông Hải", "DH", "chị lan"),
        ("Lan xóm Đông Hải", "DH", "lan"),
        ("Đức Thanh Bình", "B", "đức"),
        ("Lan KP3", "K3", "lan"),
        ("Lan KP 03", "K3", "lan"),
        ("Lan khu phố 3", "K3", "lan"),
        ("Hùng T2", "T2", "hùng"),
        ("Hùng thôn 02", "T2", "hùng"),
        ("Minh tổ 4", "TO4", "minh"),
        ("Minh TDP4", "TO4", "minh"),
        ("Lan thôn Hải", "H", "lan"),
        # A person's name, or nothing that says which village.
        ("Nguyễn Đông Hải", None, "nguyễn đông hải"),
        ("Trần Thị Thanh Bình", None, "trần thị thanh bình"),
        ("Nguyễn Đức Thanh Bình", None, "nguyễn đức thanh bình"),
        ("Anh Thanh Bình", None, "anh thanh bình"),
        ("Đông Hải", None, "đông hải"),
        ("Thanh Bình Nguyễn", None, "thanh bình nguyễn"),
        ("Lan Đồng Hài", None, "lan đồng hài"),
        ("Nguyễn Văn Hải", None, "nguyễn văn hải"),
        ("Tố Hải", None, "tố hải"),
        ("Hùng 2", None, "hùng"),
        ("Lan 4", None, "lan"),
        ("Hùng K2", None, "hùng"),
    ],
)
def test_a_village_is_named_by_its_core(words: NameWords, shown: str, village: str | None, name: str) -> None:
    found = take_apart(shown, words, village_phrases(REAL, ["thôn", "xóm", "tổ"]))
    assert found.villages == ({village} if village else set())
    assert " ".join(found.readings[0].syllables) == name


@pytest.mark.parametrize(
    ("shown", "village", "name"),
    [
        ("Lan Làng Vàng", "V", "lan"),
        ("Làng Vàng - Lan", "V", "lan"),
        ("Lan thôn Vàng", "V", "lan"),
        ("lan lang vang", "V", "lan"),
        ("Hùng Thôn Làng Vàng", "V", "hùng"),
        ("Hùng đội 5", "D", "hùng"),
        ("Hùng xóm Yên Xá", "Y", "hùng"),
        ("Lan bản Mai", "M", "lan"),
        ("Nguyễn Thị Ban Mai", None, "nguyễn thị ban mai"),
        ("Ban Mai", None, "ban mai"),
        ("Trần Vàng", None, "trần vàng"),
    ],
)
def test_a_village_of_two_words_for_units_is_named_by_the_inner_one(
    words: NameWords, shown: str, village: str | None, name: str
) -> None:
    double = {"V": "Thôn Làng Vàng", "D": "Thôn Đội 5", "Y": "Thôn Bản Yên Xá", "M": "Thôn Bản Mai"}
    found = take_apart(shown, words, village_phrases(double, ["thôn", "xóm", "đội"]))
    assert found.villages == ({village} if village else set())
    assert " ".join(found.readings[0].syllables) == name


def test_a_core_that_two_villages_have_names_one_only_by_its_unit() -> None:
    twins = {"A": "Thôn 3", "B": "Khu phố 3", "C": "Thôn Yên Xá", "D": "Xóm Yên Xá"}
    phrases = village_phrases(twins, ["thôn", "xóm", "khu"])
    assert phrases["kp", "3"] == "B" and phrases["t", "3"] == phrases["thon", "3"] == "A"
    assert ("to", "3") not in phrases and ("yen", "xa") not in phrases
    assert phrases["xom", "yen", "xa"] == "D"


LETTERS = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạầấẩẫậằắẳẵặèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ", min_size=1, max_size=6
)


@given(LETTERS, LETTERS)
def test_likeness_has_no_direction(one: str, other: str) -> None:
    assert alike(one, other) is alike(other, one)
    assert (alike(one, other) is Alike.SAME) == (one == other)


@given(st.text(max_size=30))
def test_any_text_is_taken_apart(text: str) -> None:
    words = NameWords(phrases_of(["ông"]), phrases_of(["mẹ"]), frozenset({"thon"}), phrases_of(["shop"]))
    found = take_apart(text, words, VillagePhrases({("thon", "2"): "T2"}))
    assert all(reading.syllables and all(reading.syllables) for reading in found.readings)
