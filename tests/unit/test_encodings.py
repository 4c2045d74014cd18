"""Files in every encoding that offices use come back as their text; what is no text is refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.domain.errors import UserError
from kpi.ingest.reading.encodings import decode
from kpi.vietnamese.legacy import convert
from tests.unit.test_legacy import ENCODERS, LETTERS, LISTS, NAMES, composed

TABLE = "Mã hộ,Họ và tên,Điện thoại\r\nH01,Nguyễn Văn Hùng,0912345678\r\nH02,Đặng Thị Thuỷ,0987654321\r\n"
LATIN_DIGITS = "Ma ho,Ho va ten\r\n"


def to_cp1258(text: str) -> bytes:
    """Letters that the code page has, else the letter without its tone and the tone behind it."""
    encoded = b""
    for character in composed(text):
        try:
            encoded += character.encode("cp1258")
        except UnicodeEncodeError:
            *base, tone = list(unicodedata.normalize("NFD", character))
            if tone == "\u0323" or len(base) == 1:  # ậ decomposes as a, dot, circumflex
                encoded += composed("".join(base)).encode("cp1258") + tone.encode("cp1258")
            else:
                letter, dot, mark = base[0], base[1], tone
                if dot == "\u0323":
                    encoded += composed(letter + mark).encode("cp1258") + dot.encode("cp1258")
                else:
                    encoded += composed(letter + dot).encode("cp1258") + mark.encode("cp1258")
    return encoded


@pytest.mark.parametrize(
    ("codec", "title"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
@pytest.mark.parametrize("text", [TABLE, "Thon 1\n", unicodedata.normalize("NFD", TABLE)])
def test_unicode(codec: str, title: str, text: str) -> None:
    assert decode("a.csv", text.encode(codec)) == (text, title)


def test_utf16_with_the_mark_of_big_endian() -> None:
    assert decode("a.csv", b"\xfe\xff" + TABLE.encode("utf-16-be")) == (TABLE, "UTF-16")


def test_an_empty_file_is_empty_text() -> None:
    assert decode("a.csv", b"") == ("", "UTF-8")


def test_a_stray_control_character_is_no_junk() -> None:
    assert decode("a.csv", "Hà\x00 Nội\x1a".encode()) == ("Hà\x00 Nội\x1a", "UTF-8")


def test_windows_1258() -> None:
    assert decode("a.csv", to_cp1258(TABLE)) == (TABLE, "Windows-1258")
    assert decode("a.csv", "Lê Hà".encode("cp1258")) == ("Lê Hà", "Windows-1258")


@pytest.mark.parametrize("letter", [letter for _, _, letter in LETTERS if not letter.isascii()])
def test_every_letter_in_windows_1258(letter: str) -> None:
    text = f"{TABLE}{letter},{letter.upper()}"
    assert decode("a.csv", to_cp1258(text)) == (text, "Windows-1258")


@given(st.lists(NAMES, min_size=1, max_size=20))
def test_names_in_windows_1258(names: list[str]) -> None:
    text = "\r\n".join(names)
    if not text.isascii():
        assert decode("a.csv", to_cp1258(text)) == (composed(text), "Windows-1258")


@given(st.lists(NAMES, min_size=15, max_size=60, unique=True))
def test_names_in_an_old_fonts_bytes(names: list[str]) -> None:
    text = LATIN_DIGITS + "\r\n".join(names)
    for font, encode in ENCODERS.items():
        found, title = decode("a.csv", encode(text).encode("latin-1"))
        assert title == font
        # Short capitals in TCVN3 may come back small: the font has none with a tone.
        assert convert(found, font).casefold() == composed(text).casefold()


@given(LISTS)
def test_unicode_stays_unicode(names: list[str]) -> None:
    text = ";".join(names)
    for codec in ("utf-8", "utf-16"):
        assert decode("a.csv", text.encode(codec))[0] == text


@pytest.mark.parametrize(
    ("content", "byte"),
    [
        ("Café Müller,Jürgen".encode("latin-1"), 4),
        ("Иван Петров".encode("cp1251"), 1),
        ("李小龙".encode("gb18030"), 1),
        ("Nguyễn Văn Hùng\n".encode() * 3 + b"\xff", 61),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", 1),
        (b"abc\x00\x00\x00\x00\x00\x00", 4),
        (bytes(range(256)) * 20, 129),
        (b"\xff\xfea", 3),
        (b"\xef\xbb\xbfL\xea", 5),
        ("Lê Hà\x01".encode("cp1258"), 2),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, byte: int) -> None:
    with pytest.raises(UserError) as refused:
        decode("danh-sach.csv", content)
    assert refused.value.code == "unknown_encoding"
    assert refused.value.place.startswith("danh-sach.csv")
    assert refused.value.place.endswith(f" {byte}")
    assert refused.value.expected == "UTF-8, UTF-16"
    assert refused.value.remedy


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        text, title = decode("a.csv", content)
    except UserError as refused:
        assert refused.code == "unknown_encoding"
    else:
        assert isinstance(text, str)
        assert title in {"UTF-8", "UTF-16", "Windows-1258", "TCVN3", "VNI"}
