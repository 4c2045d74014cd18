"""The page-wide search: without marks, by code, never a household."""

from __future__ import annotations

from datetime import date

import pytest

from kpi.answers.search import Hit, everything, find
from tests.worlds import World

DAY = date(2023, 12, 31)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Hit, ...]:
    world = World.empty(tmp_path_factory.mktemp("world")).with_villages_and_groups()
    rows = [["HG-1", "Đặng Thị Ánh", "T1"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], DAY)
    world.load(
        "business",
        [["Mã số thuế", "Tên doanh nghiệp", "Loại hình"], ["2800000001", "Công ty TNHH Đặng Ánh", "TNHH"]],
        DAY,
    )
    world.load("institution", [["Mã đơn vị", "Tên đơn vị", "Loại"], ["DV1", "Trường Mầm non", "Trường học"]], DAY)
    world.load("case", [["Mã tin", "Loại tin", "Thời điểm tiếp nhận"], ["TB-2023-001", "Phản ánh", "01/12/2023"]], DAY)
    return everything(world.store, world.config, DAY)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("dang anh", ["2800000001"]),
        ("ĐẶNG ÁNH", ["2800000001"]),
        ("2800000001", ["2800000001"]),
        ("mam non", ["DV1"]),
        ("tb-2023-001", ["TB-2023-001"]),
        ("thon 2", ["N2", "T2"]),
        ("t2", ["T2"]),
        ("HG-1", []),
        ("", []),
        ("***", []),
    ],
)
def test_what_is_found(known: tuple[Hit, ...], typed: str, codes: list[str]) -> None:
    assert [hit.code for hit in find(known, typed)] == codes
