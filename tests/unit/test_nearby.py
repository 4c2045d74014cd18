"""What an unknown spelling may stand for: never an opposite, never another number."""

from __future__ import annotations

import pytest

from kpi.ingest.checking.nearby import nearby

STATES = {
    "Đã giải quyết": "done",
    "Đang cư trú": "resident",
    "Tạm vắng": "away",
    "Đã chuyển đi": "moved",
    "Thôn 3": "3",
}


@pytest.mark.parametrize(
    ("spelling", "meanings"),
    [
        ("Đang giải quyết", ()),
        ("Chưa giải quyết", ()),
        ("Đã giai quyet xong", ("done",)),
        ("đang cư chú", ("resident",)),
        ("Da chuyen đy", ("moved",)),
        ("Thôn 5", ()),
        ("Thôm 3", ("3",)),
        ("Không rõ", ()),
        ("", ()),
    ],
)
def test_what_comes_near(spelling: str, meanings: tuple[str, ...]) -> None:
    assert nearby(spelling, STATES) == meanings
