"""Zalo ids that programs have rounded, and codes that Excel has turned into days, are damaged: rejected, never merged."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kpi.ingest.checking import check
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.reading import delimited
from tests.worlds import World, write_csv, write_xlsx

DAY = date(2024, 6, 30)
HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị"]
Rows = list[list[Any]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World.empty(tmp_path_factory.mktemp("ids")).with_villages_and_groups()


def take(world: World, dataset: str, rows: Rows, ending: str, folder: Path) -> Outcome:
    """Loads a list as a file of this kind; what it changes is undone by the next list of its day."""
    world.clock += timedelta(hours=1)
    file = folder / f"list.{ending}"
    (write_csv if ending == "csv" else write_xlsx)(file, rows)
    source = Source(file, dataset=dataset, as_of=DAY)
    return load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")[0]


def refused(outcome: Outcome) -> list[int]:
    return sorted({problem.row or 0 for problem in outcome.problems if problem.severity == "error"})


def uids(*ids: str) -> Rows:
    return [HEADER, *(["N1", uid, f"Tên {place}"] for place, uid in enumerate(ids)), ["N2", "7", "Lan"]]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("ids", "damaged"),
    [
        # 15 digits kept, of 19 and of 18
        (("1564731578290750000", "1564731578290756914"), [2]),
        (("156473157829075000", "1564731578290756914"), [2]),
        # two zeros, or three with a digit before them, may be chance in one id among others
        (("1564731578290756900", "1564731578290756914"), []),
        (("1564731578290757000", "1564731578290756914"), []),
        (("15647315782907500", "1564731578290756914"), []),
        (("1564731578290756900",), []),
        # 16 or 17 digits kept throughout
        (("1564731578290756900", "1564731578290757000"), [2, 3]),
        (("1564731578290756900", "1564731578290756900", "1564731578290755500"), [2, 3, 4]),
        (("1564731578290750000", "1564731578290756900"), [2, 3]),
        # ids of before have fewer digits, and zeros of their own
        (("123456789012000", "123456789013000"), []),
        (("1,56473E+18", "1564731578290756914_0"), [2]),
    ],
)
def test_rounded_ids(world: World, tmp_path: Path, ids: tuple[str, ...], damaged: list[int], ending: str) -> None:
    rows = uids(*ids)
    for row in rows[1:]:
        row[2] = "Tên" if ids.count(row[1]) > 1 else row[2]
    outcome = take(world, "membership", rows, ending, tmp_path)
    assert refused(outcome) == damaged
    assert {problem.code for problem in outcome.problems if problem.severity == "error"} <= {"damaged_uid"}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("rows", "damaged"),
    [
        ([["N1", "11", "Lan"], ["N1", "11", "Huệ"], ["N1", "12", "Mai"]], [2, 3]),
        ([["N1", "11", "Lan"], ["N1", "12", "Mai"], ["N2", "11", "Huệ"], ["N2", "11", "Lan"]], [2, 4, 5]),
        ([["N1", "11", "Lan"], ["N2", "11", "LAN "], ["N2", "11", ""]], []),
        ([["N1", "11", "Thuý"], ["N2", "11", "Thuỳ"], ["N2", "12", "Mai"]], [2, 3]),
        ([["N1", "11", "Lan"], ["Nhóm lạ", "11", "Huệ"], ["N1", "12", "Mai"]], [2, 3]),
    ],
)
def test_one_id_with_several_names(world: World, tmp_path: Path, rows: Rows, damaged: list[int], ending: str) -> None:
    outcome = take(world, "membership", [HEADER, *rows], ending, tmp_path)
    assert refused(outcome) == damaged


@pytest.mark.parametrize("way", ["csv", "xlsx", "bulk"])
@pytest.mark.parametrize(
    ("code", "is_damaged"),
    [
        ("1E+05", True), ("1,00E+05", True), ("2.5e+11", True), ("3-May", True), ("03-Thg5", True), ("thg 5-24", True),
        ("May-24", True), ("1E5", False), ("01/06", False), ("3-5", False), ("MAY-24/1", False), ("H-03-Mayo", False),
    ],
)  # fmt: skip
def test_codes_that_excel_made_of_others_in_text(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, is_damaged: bool, way: str
) -> None:
    if way == "bulk":
        monkeypatch.setattr(delimited, "TALL_BYTES", 1)
        monkeypatch.setattr(check, "check_row_by_row", None)
    rows = [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *([f"H{n}", "Nguyễn Văn A", "Thôn 1"] for n in range(20))]
    rows[2][0] = code
    outcome = take(world, "household", rows, "csv" if way == "bulk" else way, tmp_path)
    assert [(one.row, one.code) for one in outcome.problems if one.severity == "error"] == (
        [(3, "made_by_excel")] if is_damaged else []
    )
