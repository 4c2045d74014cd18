"""What columns of a list say that are none of ours: read once for all purposes, as when each cell is asked about each of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpi.domain.datasets import CASE
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.purposes import ColumnsOutside, columns_saying
from kpi.ingest.checking.traits import MOST, is_money
from kpi.ingest.checking.vocabulary import Purpose
from kpi.ingest.reading.sheet import Sheet
from kpi.vietnamese.text import fold

CELLS = ("", " ", "Hộ nghèo", "HỘ NGHÈO", "x", "✓", "50.000", "50.000 đồng", "20000", "7", "không")
PURPOSES = st.builds(
    Purpose,
    st.just("mục đích khác"),
    st.just(()),
    st.just(frozenset()),
    cells=st.frozensets(st.sampled_from([fold(cell) for cell in CELLS if cell.strip()]), max_size=3),
    is_paid=st.booleans(),
)


@given(st.lists(st.lists(st.sampled_from(CELLS), max_size=4), max_size=8), PURPOSES)
def test_a_column_says_what_nearly_all_of_its_cells_say(rows: list[list[str]], purpose: Purpose) -> None:
    headers = ("A", "B", "C", "D", "E", "F")
    full = [["1", "2", "3", *row] for row in rows]
    layout = Layout(CASE, 0, 1, {"code": 0, "kind": 1, "received_at": 2}, headers, (), headers[3:])

    def is_said(cell: str) -> bool:
        return fold(cell) in purpose.cells or (purpose.is_paid and is_money(cell))

    columns = {header: ["".join(row[place : place + 1]) for row in full] for place, header in enumerate(headers[3:], 3)}
    said = [header for header, cells in columns.items() if cells and sum(map(is_said, cells)) >= MOST * len(cells)]
    assert list(columns_saying(purpose, ColumnsOutside(Sheet("l.csv", "", "", [headers, *full]), layout))) == said
