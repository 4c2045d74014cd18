"""Whose list it is: by the name of a file or sheet that may be a month's, by a name written once above blank cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from tests.worlds import World, made_once

DAY = date(2024, 6, 30)
HEADS = [["Mã hộ", "Họ và tên chủ hộ", "Số khẩu"], ["H1", "Đỗ Thị Mận", "4"], ["H2", "Lý Văn Khế", "3"]]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path)
    villages = [[f"V{number}", f"Thôn {number}"] for number in range(1, 5)]
    world.load("village", [["Mã thôn", "Tên thôn"], *villages], date(2023, 12, 31))
    return world


def load_book(world: World, name: str, sheets: Mapping[str, Sequence[Sequence[str]]]) -> list[Outcome]:
    path = world.folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
    return load(world.store, world.config, [Source(path, as_of=DAY)], known_at=world.clock, loaded_by="test")


def stored(world: World) -> list[tuple[str, str]]:
    with duckdb.connect(str(world.store.path)) as connection:
        return connection.execute("select code, village from households order by code").fetchall()


@pytest.mark.parametrize("name", ["DS T3.xlsx", "ho_T3.xlsx", "ds t.03.xlsx"])
def test_a_file_whose_name_may_be_a_months_is_asked_for_its_village(world: World, name: str) -> None:
    """Such a register, without a year and without a village in it, went to Thôn 3 as a whole."""
    with pytest.raises(UserError) as refused:
        load_book(world, name, {"Sheet1": HEADS})
    assert refused.value.code == "unknown_village"
    assert stored(world) == []


def test_a_file_whose_name_says_the_unit_is_loaded(world: World) -> None:
    load_book(world, "DS Thôn 3.xlsx", {"Sheet1": HEADS})
    assert stored(world) == [("H1", "V3"), ("H2", "V3")]


def test_sheets_called_t1_and_t2_are_villages_together_and_none_alone(world: World) -> None:
    with pytest.raises(UserError):
        load_book(world, "ho.xlsx", {"T2": HEADS})
    with pytest.raises(UserError):  # there is no Thôn 9: they are months
        load_book(world, "thang.xlsx", {"T2": HEADS, "T9": HEADS})
    load_book(world, "thon.xlsx", {"T1": [HEADS[0], HEADS[1]], "T2": [HEADS[0], HEADS[2]]})
    assert stored(world) == [("H1", "V1"), ("H2", "V2")]


NAMED = ["Thôn", "Mã hộ", "Họ và tên chủ hộ", "Số khẩu"]


def test_a_unit_written_once_holds_for_the_blank_cells_below_it(world: World) -> None:
    rows = [
        NAMED,
        ["Thôn 1", "A1", "Mận", "4"],
        ["", "A2", "Khế", "3"],
        ["Thôn 2", "B1", "Sim", "5"],
        ["", "B2", "Na", "2"],
    ]
    signed = [["", "Cộng", "", "14"], ["", "", "Người lập biểu", ""], ["", "", "Nguyễn Văn An", ""]]
    [outcome] = load_book(world, "ho.xlsx", {"Sheet1": [*rows, *signed]})
    assert stored(world) == [("A1", "V1"), ("A2", "V1"), ("B1", "V2"), ("B2", "V2")]
    assert (outcome.accepted, outcome.rejected) == (4, 0)


def test_one_blank_cell_among_written_ones_holds_for_nobody(world: World) -> None:
    """Where each household has its village, a blank cell was forgotten, and nobody can say which it is."""
    rows = [
        ["Thôn 1", "A1", "Mận", "4"],
        ["Thôn 1", "A2", "Khế", "3"],
        ["", "B1", "Sim", "5"],
        ["Thôn 2", "B2", "Na", "2"],
    ]
    [outcome] = load_book(world, "ho.xlsx", {"Sheet1": [NAMED, *rows]})
    assert stored(world) == [("A1", "V1"), ("A2", "V1"), ("B2", "V2")]
    assert outcome.rejected == 1
