"""Any table survives being written as text and read back; a separator too many is always noticed."""

from __future__ import annotations

import csv
import io

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kpi.ingest.reading.delimited import SEPARATORS, read_text

CELLS = st.one_of(
    st.text(st.sampled_from("aĐ1 ,;\t|\"\n\r'"), max_size=6), st.text(st.characters(codec="utf-8"), max_size=8)
)
HEADERS = ["Mã hộ", "Họ và tên", "Thôn", "SĐT", "Ghi chú"]


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str] = CELLS) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8))
    return [HEADERS[:width], *rows]


def written(rows: list[list[str]], separator: str, ending: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(rows)
    return text.getvalue()


@settings(max_examples=100)
@given(tables(), st.sampled_from(SEPARATORS))
@example([["Mã hộ", "Họ và tên"], ["", "\r;;"]], "\t")
def test_what_is_written_is_read(rows: list[list[str]], separator: str) -> None:
    assume(not any(cell.lstrip().startswith(("'", '="')) for row in rows for cell in row))  # guards go
    rows = rows[:1] + [[f"H{number}", *row[1:]] for number, row in enumerate(rows[1:])]
    table = read_text("a.csv", written(rows, separator))
    assert list(table.rows) == rows
    assert len(rows) + table.wrapped == len(list(io.StringIO(written(rows, separator), newline="")))


@settings(max_examples=100)
@given(tables(st.text(st.sampled_from("aĐ1 .-x'\""), max_size=6)), st.sampled_from(SEPARATORS), st.data())
def test_a_separator_too_many_is_noticed(rows: list[list[str]], separator: str, data: st.DataObject) -> None:
    rows = rows[:1] + [[f"H{number}", *row[1:]] for number, row in enumerate(rows[1:])]
    lines = written(rows, separator, "\n").splitlines()
    chosen = data.draw(st.integers(1, len(lines) - 1))
    assume('"' not in lines[chosen])
    place = data.draw(st.integers(0, len(lines[chosen])))
    lines[chosen] = lines[chosen][:place] + separator + lines[chosen][place:]
    table = read_text("a.csv", "\n".join(lines))
    assert chosen in table.broken or len(table.rows[chosen]) > len(rows[0])
