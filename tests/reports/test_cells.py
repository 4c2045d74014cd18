"""A report's cells on paper: Vietnamese whatever the screen speaks, and never more than the counts say."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from kpi.i18n.messages import speaking
from kpi.measures.small_cells import Mark
from kpi.reports.content.cells import Cell, CountChange, Percent, Points, Share, written

SEVENTY = Decimal(70)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, "—"),
        ("", ""),
        ("Thôn 1", "Thôn 1"),
        (0, "0"),
        (1431, "1.431"),
        (date(2024, 2, 5), "05/02/2024"),
        (date(2024, 12, 14), "14/12/2024"),
        (datetime(2024, 6, 30, 8, 5), "8 giờ 05 ngày 30/6/2024"),
        (Share(1012, 1431, SEVENTY), "70,7%"),
        (Share(6996, 10000, SEVENTY), "69,9%"),  # never the target while it is not reached
        (Share(7000, 10000, SEVENTY), "70%"),
        (Share(7001, 10000, SEVENTY), "70,0%"),  # above it by less than a tenth
        (Share(0, 5), "0%"),
        (Share(1999, 2000), "99,9%"),
        (Points((70, 100), (1012, 1431)), "+0,7"),
        (Points((70, 100), (6996, 10000)), "−<0,1"),
        (Points((70, 100), (7, 10)), "0"),
        (CountChange(5, 3), "−2"),
        (CountChange(3, 3), "0"),
        (CountChange(0, 1200), "+1.200"),
        (Percent(SEVENTY), "70%"),
        (Percent(Decimal("70.5")), "70,5%"),
        (Mark.SMALL, "<5"),
        (Mark.HIDDEN, "*"),
    ],
)
def test_a_cell_as_it_stands_on_paper(cell: Cell, text: str) -> None:
    assert written(cell) == text
    with speaking("en"):
        assert written(cell) == text
