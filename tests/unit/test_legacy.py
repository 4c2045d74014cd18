"""Old font encodings and damaged names: every letter both ways, and sound text that must be left alone."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.vietnamese.legacy import ENCODINGS, convert, looks_mangled, recognise_legacy
from kpi.vietnamese.syllables import SAMPLE_CELLS, is_vietnamese

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
# Written out apart from the module's tables: toneless, acute, grave, hook, tilde, dot.
TCVN3_SIGNS = {
    "a": "a¸µ¶·¹", "ă": "¨¾»¼½Æ", "â": "©ÊÇÈÉË", "e": "eÐÌÎÏÑ", "ê": "ªÕÒÓÔÖ", "i": "iÝ×ØÜÞ",
    "o": "oãßáâä", "ô": "«èåæçé", "ơ": "¬íêëìî", "u": "uóïñòô", "ư": "\u00adøõö÷ù", "y": "yýúûüþ",
}  # fmt: skip
VNI_SPELLINGS = {
    "a": "a aù aø aû aõ aï", "ă": "aê aé aè aú aü aë", "â": "aâ aá aà aå aã aä",
    "e": "e eù eø eû eõ eï", "ê": "eâ eá eà eå eã eä", "i": "i í ì æ ó ò", "o": "o où oø oû oõ oï",
    "ô": "oâ oá oà oå oã oä", "ơ": "ô ôù ôø ôû ôõ ôï", "u": "u uù uø uû uõ uï", "ư": "ö öù öø öû öõ öï",
    "y": "y yù yø yû yõ î",
}  # fmt: skip


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


LETTERS = [(vowel, number, composed(vowel + tone)) for vowel in TCVN3_SIGNS for number, tone in enumerate(TONES)]
TCVN3_OF = {letter: TCVN3_SIGNS[vowel][number] for vowel, number, letter in LETTERS} | {"đ": "®"}
VNI_OF = {letter: VNI_SPELLINGS[vowel].split(" ")[number] for vowel, number, letter in LETTERS} | {"đ": "ñ"}
TCVN3_OF |= {letter.upper(): sign for letter, sign in TCVN3_OF.items()}  # capitals with a tone are small ones
TCVN3_OF |= dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True)) | {c: c for c in "AEIOUY"}
VNI_OF |= {letter.upper(): spelling.upper() for letter, spelling in VNI_OF.items()}


def to_tcvn3(text: str) -> str:
    return "".join(TCVN3_OF.get(c, c) for c in composed(text))


def to_vni(text: str) -> str:
    return "".join(VNI_OF.get(c, c) for c in composed(text))


ENCODERS: dict[str, Callable[[str], str]] = {"TCVN3": to_tcvn3, "VNI": to_vni}

FAMILIES = """\
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lò Quàng Giàng Vàng Lương Ông
"""
GIVEN = """\
Văn Thị Đức Hữu Ngọc Minh Thuý Thuỷ Thuỵ Hoà Hòa Hùng Hưng Bảo Bình Chiến Cường Dũng Duyên Đào Đạt Giang Gìn Hạnh Hằng
Hiếu Hiền Hoa Huệ Huyền Khánh Khuê Khuất Kiên Kiều Lượng Loan Luật Mỹ Nghĩa Nguyệt Nhẫn Nhựt Oanh Phúc Phương Phước
Quý Quỳnh Quyết Quốc Quyên Rượu Sĩ Sở Sửu Tài Tâm Tấn Thắm Thắng Thảo Thịnh Thuần Thưởng Tiến Toản Trường Trâm Tuấn
Tuyết Tuệ Tỵ Uyên Ưng Vĩ Vượng Xuân Xoè Yến Ý Yểng Ngoã Ngãi Khoẻ Ốc Ẩn Ổn Mười Bẩy Chẳng Đẵng Kẽm Lẻ Mẹ Chẽ Dị Mỡ Tợ
"""
NAMES = st.builds(
    lambda family, given, style: style(" ".join([family, *given])),
    st.sampled_from(FAMILIES.split()),
    st.lists(st.sampled_from(GIVEN.split()), min_size=1, max_size=4),
    st.sampled_from([str, str, str.upper]),
)
LISTS = st.lists(NAMES, min_size=5, max_size=40)

SOUND = [
    "Nguyễn Văn Hùng", "Trần Thị Thuý", "Lê Hoá", "Đỗ Ngoã", "HÀ VĂN TÚ", "Ðặng Ðình Ðào", "Lê Hà", "Mã thôn",
    "Café Müller", "Naïve", "D'Arc", "Nguyễn Saù", "H'Mông", "Nguyễn Văn A (chết)", "Trần Văn B?", "Hùng?Hưng", "Ai đó??", "Y Blô Niê",
    "Mlô", "Krông Đăk", "Đắk Lắk", "Jürgen Köln", "José Muñoz", "Zoë", "Bjørn Ångström", "François", "Citroën Việt Nam",
    "Hotel Süd", "120 m²", "5°", "Nguyễn Văn A · B", "Lê · Hà", "2 × Hà", "HÐND BÐ", "SĐT",
    "«Bà Má»", "“BÀ LÃ”", "LÊ THỊ HÃ\u00a0", "Hà 😀", "😀", "✓", "李小龙", "Иван", "Nguyen Van A", "", "?",
]  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("letter", [*(letter for _, _, letter in LETTERS), "đ"])
def test_every_letter_with_every_tone(encoding: str, letter: str) -> None:
    encode = ENCODERS[encoding]
    for word in (letter, f"th{letter}", f"Th{letter}ng", f"TH{letter.upper()}", f"NG{letter.upper()}NH"):
        assert convert(encode(word), encoding) == word


def test_a_capital_in_vni_with_a_small_mark() -> None:
    assert convert("NGUYEãN Aùnh", "VNI") == "NGUYỄN Ánh"
    assert [convert(text, "VNI") for text in ("Ô Ö Ñ Î Æ Ó Ò", "ÔÙ ÖÏ OÅ")] == ["Ơ Ư Đ Ỵ Ỉ Ĩ Ị", "Ớ Ự Ổ"]


@pytest.mark.parametrize(
    ("text", "converted"),
    [
        ("NguyÔn V¨n Hïng", "Nguyễn Văn Hùng"),
        ("§Æng ThÞ Thuû", "Đặng Thị Thuỷ"),
        ("NGUYÔN V¡N HïNG", "NGUYỄN VĂN HÙNG"),
        ("L£ §øC Tó", "LÊ ĐỨC TÚ"),
        ("Lª Tó", "Lê Tú"),  # no capitals beyond the first letters
        ("TNHH ®¸", "TNHH đá"),  # small: capital Đ has a sign of its own
        ("Thôn 1 - Lª", "Thụn 1 - Lê"),
        ("Mã hộ Lª", "Mó hộ Lê"),  # a word with a letter that only Unicode has stays
        ("Thon 1", "Thon 1"),
        ("", ""),
    ],
)
def test_convert_tcvn3(text: str, converted: str) -> None:
    assert convert(text, "TCVN3") == converted


@given(NAMES)
def test_names_come_back(name: str) -> None:
    for encoding, encode in ENCODERS.items():
        found = convert(encode(name), encoding)
        assert found.casefold() == composed(name).casefold()
        # TCVN3 has no capitals with a tone: in "Hµ Tó" and "èc" nothing tells them.
        if encoding == "VNI" or re.search("[A-Z][A-ZĂÂÊÔƠƯĐ]", name):
            assert found == composed(name)


@given(NAMES)
def test_sound_names_are_not_mangled(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert looks_mangled(unicodedata.normalize(form, name)) is None


@given(LISTS)
def test_sound_lists_are_not_legacy(names: list[str]) -> None:
    assert recognise_legacy(names) is None
    assert recognise_legacy([unicodedata.normalize("NFD", name) for name in names]) is None


@given(st.lists(NAMES, min_size=15, max_size=60, unique=True))
def test_old_lists_are_recognised(names: list[str]) -> None:
    for encoding, encode in ENCODERS.items():
        assert recognise_legacy(["Ma ho", "0912345678", *map(encode, names)]) == encoding


@pytest.mark.parametrize(
    ("texts", "encoding"),
    [
        (["NguyÔn V¨n Hïng"], "TCVN3"),
        (["NguyÔn V¨n Hïng", "§Æng ThÞ Thuû", "120 m²"], "TCVN3"),
        (["Hä vµ tªn chñ hé", "Sè ®iÖn tho¹i", "Th«n"], "TCVN3"),
        (["Nguyeãn Vaên Huøng"], "VNI"),
        (["NGUYEÃN VAÊN HUØNG", "Traàn Thò Leä"], "VNI"),
        (["Hoï vaø teân chuû hoä", "Soá ñieän thoaïi", "Thoân"], "VNI"),
        (["Họ và tên", "NguyÔn V¨n Hïng", "§Æng ThÞ Thuû", "TrÇn §øc L­¬ng", "Ph¹m ThÞ H»ng"], "TCVN3"),
        (["Nguyễn Văn Hùng", "Trần Thị Hạnh", "NguyÔn V¨n Hïng"], None),  # mixed: told cell by cell
        (["Lê Hà", "Hoàng Phóc", "Lý Thông"], None),
        (["Café Müller", "Naïve", "Nguyễn Văn Hùng"], None),
        (["Café Müller", "Naïve", "Zoë", "José"], None),
        (["Lü"], None),
        (["Thon 1", "0912"], None),
        (["😀", "✓", "120 m²"], None),
        ([""], None),
        ([], None),
        (SOUND, None),
    ],
)
def test_recognise_legacy(texts: list[str], encoding: str | None) -> None:
    assert recognise_legacy(texts) == encoding


def test_only_a_sample_of_a_large_sheet_is_read() -> None:
    read = 0

    def cells() -> object:
        nonlocal read
        for number in range(1_000_000):
            read += 1
            yield "NguyÔn V¨n Hïng" if number % 2 else "Thon 1"

    assert recognise_legacy(cells()) == "TCVN3"  # type: ignore[arg-type]
    assert read == 2 * SAMPLE_CELLS
    started = time.perf_counter()
    assert recognise_legacy(["0912345678"] * 1_000_000) is None
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("name", SOUND)
def test_sound_names(name: str) -> None:
    assert looks_mangled(name) is None
    assert recognise_legacy([name]) is None


def scrambled(name: str, codec: str) -> str:
    """UTF-8 as a program shows it that takes each byte for a character; undefined bytes become control characters."""
    return "".join(
        character if (character := bytes([byte]).decode(codec, "ignore")) else chr(byte) for byte in name.encode()
    )


@given(NAMES)
def test_utf8_that_was_read_as_cp1252_is_repaired(name: str) -> None:
    seen = scrambled(name, "cp1252")
    # "LÒ" comes out as "LÃ’", which may as well be LÃ before a quotation mark: nobody can tell.
    if not name.isascii() and not re.search("[ÃĂ][‘’“”•–—…](?: |$)", seen):
        assert looks_mangled(seen) == composed(name)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("NguyÔn V¨n Hïng", "Nguyễn Văn Hùng"),
        ("§Æng ThÞ Thuû", "Đặng Thị Thuỷ"),
        ("NguyÔn V¨n A (chÕt)", "Nguyễn Văn A (chết)"),
        ("Nguyễn V¨n Hïng", "Nguyễn Văn Hùng"),
        ("C«ng ty TNHH Minh Ph¸t Logistics", "Công ty TNHH Minh Phát Logistics"),
        ("Nguyeãn Vaên Huøng", "Nguyễn Văn Hùng"),
        ("NGUYEÃN VAÊN HUØNG", "NGUYỄN VĂN HÙNG"),
        ("Nguyá»…n", "Nguyễn"),
        ("Nguyá»…n VÄƒn HÃ¹ng", "Nguyễn Văn Hùng"),
        ("Nguyá»…n Văn", "Nguyễn Văn"),
        ("LÃª", "Lê"),
        ("HoÃ\u00a0ng Minh", "Hoàng Minh"),
        ("HoÃ ng Minh", "Hoàng Minh"),
        ("Phan TÃ\u00a0i", "Phan Tài"),
        ("HOÃ€NG MINH", "HOÀNG MINH"),
        ("PHAN TÃ‚M", "PHAN TÂM"),
        ("Leâ Hoa", "Lê Hoa"),
        ("Phan Ngoaõ", "Phan Ngoã"),
        ("LĂª Ä\u0090á»©c", "Lê Đức"),  # shown by cp1258
        ("HÃ  Ná»™i", "Hà Nội"),  # its no-break space became a plain one
        ("HÃ Ná»™i", ""),
        ("Nguyá»n", ""),
        ("Nguy?n V?n H?ng", ""),
        ("NGUY?N", ""),
        ("Nguy??n", ""),
        ("Đặng\ufffd", ""),
    ],
)
def test_mangled_names(name: str, right: str) -> None:
    assert looks_mangled(name) == right


@pytest.mark.parametrize(
    "word",
    [
        "gì",
        "giếng",
        "quốc",
        "quýt",
        "khuỷu",
        "ngoằn",
        "nghiêng",
        "yêu",
        "giú",
        "quí",
        "quý",
        "thuý",
        "mưỡu",
        "hoá",
        "hóa",
        "ĐƯỢC",
    ],
)
def test_syllables(word: str) -> None:
    assert is_vietnamese(word)


@pytest.mark.parametrize("word", ["hạc̀", "phàt", "đaò", "leõ", "thuí", "café", "nguyeãn", "mü", "ngũũ", "đrang", "w"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_vietnamese(word)
