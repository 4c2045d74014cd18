"""The same list as xls, ods, tab-separated text, UTF-16 and Zalo JSON gives the same batch; digits survive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kpi.answers.links import links
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from kpi.judgement.verdicts import Verdict
from kpi.store import open_store
from kpi.store.duckdb import database
from tests.worlds import World, made_once, write_csv, write_xlsx, write_zalo

DAY = date(2024, 3, 31)
ROWS: list[list[object]] = [
    ["Danh sách thành viên (tính đến ngày 31/3/2024)"],
    ["Nhóm", "Mã thành viên", "Tên hiển thị", "SĐT"],
    ["N1", "1564731578290756914", "Lan", "0912000001"],
    ["Nhóm Thôn 1", "1564731578290756915", "Hùng", "+84 912 000 002"],
]


def write_xls(path: Path, rows: list[list[object]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.save(str(path))
    return path


def write_ods(path: Path, rows: list[list[object]]) -> Path:
    book = OpenDocumentSpreadsheet()
    table = Table(name="S")
    for row in rows:
        line = TableRow()
        for cell in row:
            field = TableCell(valuetype="string")
            field.addElement(P(text=str(cell)))
            line.addElement(field)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", [["Mã hộ", "Họ tên", "Thôn", "SĐT"], ["H1", "A", "T1", "912000001"]], date(2024, 1, 1))
    return world


def take(world: World, path: Path, **said: object) -> object:
    return load(world.store, world.config, [Source(path, **said)], known_at=datetime(2025, 1, 1), loaded_by="t")[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("m.xlsx", write_xlsx),
        ("m.xls", write_xls),
        ("m.ods", write_ods),
        ("m.csv", write_csv),
        ("m.tsv", lambda path, rows: write_csv(path, rows, delimiter="\t")),
        ("m.txt", lambda path, rows: write_csv(path, rows, delimiter="\t", encoding="utf-16")),
        ("n.csv", lambda path, rows: write_csv(path, rows, delimiter=";", encoding="utf-8-sig")),
    ],
)
def test_every_kind_of_file_gives_the_same_members(
    world: World, tmp_path: Path, name: str, write: Callable[[Path, list[list[object]]], Path]
) -> None:
    take(world, write(tmp_path / name, ROWS))
    members = {row.member for row in links(world.store, world.config, DAY)}
    assert members == {"uid:1564731578290756914", "uid:1564731578290756915"}
    assert world.counts("households", DAY) == (1, 0, 1)


def test_a_uid_that_excel_has_cut_is_rejected(world: World, tmp_path: Path) -> None:
    rows = [*ROWS, ["N1", 1564731578290756916, "Cắt", ""]]
    outcome = take(world, write_xlsx(tmp_path / "m.xlsx", rows))
    assert [p.code for p in outcome.problems if p.severity == "error"] == ["damaged_uid"]  # type: ignore[attr-defined]


def test_the_group_of_a_zalo_file_can_be_said(world: World, tmp_path: Path) -> None:
    file = write_zalo(tmp_path / "z_2024-03-31.json", "999", [("1", "a")])
    with pytest.raises(UserError):
        take(world, file)
    take(world, file, group="N2")
    assert [row.group for row in links(world.store, world.config, DAY)] == ["N2"]


def test_a_village_said_for_the_file_is_refused_while_a_row_names_another(world: World, tmp_path: Path) -> None:
    rows = [["Mã hộ", "Họ tên", "Thôn"], ["H1", "A", "T1"], ["H2", "B", "T2"], ["H3", "C", ""]]
    with pytest.raises(UserError) as caught:
        take(world, write_csv(tmp_path / "h.csv", rows), village="T2", as_of=date(2024, 2, 1))
    assert caught.value.code == "other_villages"
    take(world, write_csv(tmp_path / "one.csv", rows[:2]), village="T1", as_of=date(2024, 2, 1))
    take(world, write_csv(tmp_path / "two.csv", [rows[0], *rows[2:]]), village="T2", as_of=date(2024, 2, 1))
    take(world, write_csv(tmp_path / "m.csv", [["Nhóm", "Tên hiển thị"], ["N1", "x"]]), as_of=DAY)
    row = world.of("households", DAY)
    assert [(v.code, v.denominator) for v in row.villages] == [("T1", 1), ("T2", 2)]


def test_the_strict_rule_of_villages_asks_for_head_and_police(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    officials = [
        ["Họ tên", "Chức danh", "Thôn"],
        ["Lê Văn Trưởng", "Trưởng thôn", "T1"],
        ["Mai Công An", "Công an xã", ""],
    ]
    world.load("official", officials, date(2024, 1, 1))
    header = ["Nhóm", "Tên hiển thị", "Vai trò"]
    world.config = replace(world.config, participation=replace(world.config.participation, village_rule="strict"))
    world.load(
        "membership", [header, ["N1", "Ông Lê Văn Trưởng", "Trưởng nhóm"], ["N1", "Mai Công An", "Thành viên"]], DAY
    )
    assert world.of("villages", DAY).verdict is Verdict.NOT_MET
    later = date(2024, 4, 30)
    world.load(
        "membership", [header, ["N1", "Ông Lê Văn Trưởng", "Trưởng nhóm"], ["N1", "Mai Công An", "Phó nhóm"]], later
    )
    assert world.of("villages", later).verdict is Verdict.MET


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path / "kpi.duckdb")
    with database.writing(store.path) as connection:
        connection.execute("insert into schema_version values (99)")
    with pytest.raises(UserError, match="99"):
        open_store(store.path).is_empty()


def test_an_empty_file_of_an_older_program_is_brought_forward(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "old.duckdb"
    duckdb.connect(str(path)).close()
    assert open_store(path).is_empty()


def test_households_without_a_list_of_villages_are_refused_with_that_reason(tmp_path: Path) -> None:
    world = World.empty(tmp_path)
    with pytest.raises(UserError) as caught:
        world.load("household", [["Mã hộ", "Họ tên", "Thôn"], ["H1", "A", "Thôn 1"]], DAY)
    assert caught.value.code == "no_village_register"
    assert world.store.is_empty()


def test_two_headers_of_one_field_do_not_turn_households_into_villages(world: World, tmp_path: Path) -> None:
    rows = [["Mã hộ", "Họ tên", "Mã thôn", "Tên thôn"], ["H7", "G", "T1", "Thôn 1"], ["H8", "H", "T1", "Thôn 1"]]
    outcome = take(world, write_csv(tmp_path / "ho.csv", rows), as_of=date(2024, 2, 1))
    assert (outcome.dataset, outcome.accepted, outcome.dropped_columns) == ("household", 2, ["Tên thôn"])  # type: ignore[attr-defined]


def test_the_same_header_twice_is_refused(world: World, tmp_path: Path) -> None:
    rows = [["Mã hộ", "Họ tên", "Thôn", "Thôn"], ["H7", "G", "T1", "T2"]]
    with pytest.raises(UserError) as caught:
        take(world, write_csv(tmp_path / "ho.csv", rows), as_of=date(2024, 2, 1))
    assert caught.value.code == "repeated_header"
