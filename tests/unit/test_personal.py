"""What leads to a citizen in the words of a conclusion, and what only looks like it."""

from __future__ import annotations

import pytest

from kpi.snapshots.personal import Citizens, Personal
from kpi.vietnamese.citizens import by_folded
from kpi.vietnamese.places import fold_code

CITIZENS = Citizens(
    by_folded(["Đặng Văn Phúc", "Ông Lý Páo", "Páo"]),
    frozenset(map(fold_code, ["TB16", "A1", "12", "2024-016"])),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gặp ông Đặng Văn Phúc về tin tố giác", Personal.HEAD),
        ("Nhà DANG VAN PHUC", Personal.HEAD),
        ("Vận động hộ Lý Páo", Personal.HEAD),
        ("đường Lý Páo", None),
        ("Đặng Vân Phúc", None),
        ("xử lý tin TB16", Personal.CASE),
        ("xử lý TB-016 trước", Personal.CASE),
        ("vụ tb 16", Personal.CASE),
        ("tin A1", Personal.CASE),
        ("tin báo số A-1", Personal.CASE),
        ("Thôn A1", None),
        ("tin 12", Personal.CASE),
        ("mã tin 12", Personal.CASE),
        ("tin báo mã số 12", Personal.CASE),
        ("tin 2024/16", Personal.CASE),
        ("12 tin, 12 hộ", None),
        ("Công văn số 12/UBND", None),
        ("xử lý tin TB17", None),
        ("gọi 0912 345 678", Personal.PHONE),
    ],
)
def test_what_leads_to_a_citizen(text: str, found: Personal | None) -> None:
    assert CITIZENS.found_in(text) == (() if found is None else (found,))


def test_all_that_several_texts_hold_is_told_once_in_order() -> None:
    found = CITIZENS.found_in("tin TB16, gọi 0912345678", "tin A1 của ông Đặng Văn Phúc")
    assert found == (Personal.HEAD, Personal.PHONE, Personal.CASE)
