"""A table that is written as lines of a message and read again has the same entries, whatever signs stand between its parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpi.ingest.reading.files import read_content
from kpi.ingest.reading.written import table
from kpi.vietnamese.text import fold

FAMILY, MIDDLE, GIVEN = ("Nguyễn", "Trần", "Hồ", "Đặng", "Âu"), ("Văn", "Thị", "Hoàng"), ("An", "Bé", "Út", "Ý", "Đạt")
NAMES = st.builds(" ".join, st.tuples(*map(st.sampled_from, (FAMILY, MIDDLE, GIVEN))))
PHONES = st.integers(0, 9_999_999).map(lambda number: f"09{number:08d}"[:10])
ENTRIES = st.lists(st.tuples(NAMES, st.integers(1, 19).map(str), PHONES), min_size=2, max_size=12)
NUMBERS = st.sampled_from(("{}. ", "{}/ ", "{}) ", "{}.", "({}) ", "{} - ", "- ", "+ ", "• "))
BETWEEN = st.sampled_from((" - ", " – ", ", ", "; ", " | ", " / "))
MEMBERS = st.sampled_from(("{} khẩu", "{} nhân khẩu", "NK: {}", "số khẩu {}", "{} người"))
CALLED = st.sampled_from(("{}", "đt {}", "SĐT: {}", "sđt:{}", "điện thoại {}"))


@given(ENTRIES, NUMBERS, BETWEEN, MEMBERS, CALLED, st.sampled_from(("", "\n")))
def test_what_is_written_line_by_line_is_read_as_it_was(
    entries: list[tuple[str, str, str]], number: str, between: str, members: str, called: str, gap: str
) -> None:
    lines = [
        number.format(place) + between.join((name, members.format(count), called.format(phone)))
        for place, (name, count, phone) in enumerate(entries, start=1)
    ]
    found = table("\n".join(["Danh sách hộ ấp Rạch Đào ngày 1/4/2026", gap, *lines, gap, "Hết."]))
    assert found is not None
    header = next(place for place, row in enumerate(found.rows) if row[0] == "STT")
    below = [row for row in found.rows[header + 1 :] if len(row) > 1]
    assert [tuple(row[1:4]) for row in below] == entries
    assert found.rows[header][1::2] == ["Họ và tên", "SĐT"]
    assert fold(found.rows[header][2]) in {"so khau", "so nhan khau", "nk", "so nguoi"}


@given(st.text(alphabet="1.)-/:,;|( )\nHộ Lê An ăn09khẩu", max_size=200))
def test_any_text_is_read_as_something_or_as_nothing(text: str) -> None:
    found = table(text)
    assert found is None or len(found.rows) == len(found.sources) <= len(text.splitlines()) + 1


@given(st.lists(st.tuples(NAMES, PHONES), min_size=1, max_size=6), st.sampled_from((",", ";", "|")))
def test_a_table_with_a_header_stays_one(entries: list[tuple[str, str]], separator: str) -> None:
    lines = [separator.join(("STT", "Họ và tên", "SĐT"))]
    lines += [separator.join((str(place), *entry)) for place, entry in enumerate(entries, start=1)]
    sheet = read_content("danh-sach.csv", "\n".join(lines).encode())[0]
    assert not sheet.is_written
    assert len(sheet.rows) == len(entries) + 1
