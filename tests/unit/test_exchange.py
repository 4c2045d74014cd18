"""The aggregate file: its check code, its three forms, its schema, its handbook, and what of the answers goes into it."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any

import duckdb
import jsonschema
import pyarrow.parquet as parquet
import pytest

from kpi.answers import status as answers
from kpi.answers.cases import Matrix, case_year
from kpi.answers.question import all_known, observation_days
from kpi.config.models import Config
from kpi.domain.formulas import FORMULA_SIGNS
from kpi.domain.indicators import INDICATORS
from kpi.exchange.code import canonical, check_code, content_hash, in_order
from kpi.exchange.rows import COLUMNS, PLAN_VERSION, RECEIVED, SUFFIXES, Header, Row, table_columns
from kpi.exchange.sent import ReadFiles
from kpi.exchange.writing import write
from kpi.measures.small_cells import Cell, Mark
from kpi.snapshots.aggregate import rows_of
from kpi.store import Store
from kpi.store.duckdb import exchange_files
from kpi.store.duckdb.exchange_files import read_files
from tests.conftest import ROOT
from tests.exchanged import headed

HANDBOOK = (ROOT / "docs" / "exchange.md").read_text("utf-8")
SCHEMA = json.loads((ROOT / "kpi" / "exchange" / "schema.json").read_text("utf-8"))
CODE = "9576-64BC-88A0"  # of the handbook's example
DAY = date(2024, 6, 14)
HEAD = Header("15292", "xã Hà Giang", 3, "quarter", date(2024, 3, 15), DAY, datetime(2024, 6, 17, 8, 30))
SEVENTY = Decimal(70)
ROWS = (
    Row(
        DAY,
        "households",
        numerator=1012,
        denominator=1431,
        target_percent=SEVENTY,
        verdict="met",
        observed_on=date(2024, 6, 10),
        oldest_list_on=date(2024, 3, 14),
        covered=4,
        villages=4,
    ),
    Row(DAY, "households", "T1", "Thôn 1", None, 300, 431, None, SEVENTY, "not_met"),
    Row(DAY, RECEIVED, kind="feedback", count=12),
    Row(DAY, RECEIVED, "T1", "Thôn 1", "feedback", hidden="small"),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(tmp_path_factory.mktemp("file"), "bao-cao", headed(HEAD, ROWS), ROWS)


def test_the_handbooks_example_is_what_the_code_is_made_of() -> None:
    example = re.search(r"```text\n(.*?)\n```", HANDBOOK, re.S)
    assert example and example[1].replace("␟", "\x1f") == canonical(HEAD, ROWS)
    assert f"`{content_hash(HEAD, ROWS)}`" in HANDBOOK and f"code `{check_code(HEAD, ROWS)}`" in HANDBOOK
    assert check_code(HEAD, ROWS) == CODE


def test_the_handbook_tells_every_column_in_order() -> None:
    assert re.findall(r"^\| `(\w+)` \|", HANDBOOK, re.M) == list(table_columns(PLAN_VERSION))


def run_program(file: Path, folder: Path) -> list[str]:
    """What the handbook's program prints of a file."""
    program = re.search(r"```python\n(.*?)```", HANDBOOK, re.S)
    assert program
    script = folder / "check.py"
    script.write_text(program[1], "utf-8")
    return subprocess.run([sys.executable, script, file], capture_output=True, text=True, check=True).stdout.split()


def test_the_handbooks_program_finds_the_code(files: list[Path], tmp_path: Path) -> None:
    assert run_program(files[1], tmp_path) == [content_hash(HEAD, ROWS)] * 2


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "-2+3", "'=1", "''@a", "＝1", "'Thôn", "Thôn = 1"])
def test_a_csv_holds_no_formula_and_reads_as_the_other_forms(name: str, tmp_path: Path) -> None:
    named = replace(HEAD, unit_name=name)
    rows = [replace(row, village_name=name) if row.village else row for row in ROWS]
    paths = write(tmp_path, "x", headed(named, rows), rows)
    with paths[1].open(encoding="utf-8-sig", newline="") as file:
        cells = {cell for row in csv.DictReader(file) for cell in (row["unit_name"], row["village_name"]) if cell}
    assert not any(cell.startswith(FORMULA_SIGNS) for cell in cells)
    for path in paths:
        (report,) = read_files([path]).reports
        assert report.header.unit_name == name and report.intact, path
    assert run_program(paths[1], tmp_path) == [content_hash(named, rows)] * 2


def test_the_order_of_rows_does_not_matter_and_everything_else_does() -> None:
    code = check_code(HEAD, ROWS)
    assert check_code(HEAD, ROWS[::-1]) == code
    assert check_code(replace(HEAD, check_code="X"), ROWS) == code
    changed = [
        check_code(replace(HEAD, number=4), ROWS),
        check_code(replace(HEAD, known_at=datetime(2024, 6, 17, 8, 30, 0, 1)), ROWS),
        check_code(HEAD, ROWS[:-1]),
        check_code(HEAD, (*ROWS, ROWS[0])),
        check_code(HEAD, (replace(ROWS[0], numerator=1013), *ROWS[1:])),
        check_code(HEAD, (replace(ROWS[0], target_percent=Decimal("70.01")), *ROWS[1:])),
    ]
    assert len({code, *changed}) == 7
    assert check_code(HEAD, (replace(ROWS[0], target_percent=Decimal("70.00")), *ROWS[1:])) == code


def test_three_forms_say_the_same(files: list[Path]) -> None:
    assert tuple(path.suffix for path in files) == SUFFIXES
    table = parquet.read_table(files[0])
    assert table.column_names == list(COLUMNS)
    assert str(table.schema.field("target_percent").type) == "decimal128(5, 2)"
    assert files[1].read_bytes().startswith(b"\xef\xbb\xbf"), "without it Excel shows wrong letters"
    with files[1].open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))
    spoken = json.loads(files[2].read_text("utf-8"))
    assert [row["numerator"] for row in told] == ["1012", "300", "", ""]
    assert (
        table.column("numerator").to_pylist() == [row["numerator"] for row in spoken["rows"]] == [1012, 300, None, None]
    )
    assert [report.computed for report in read_files(files).reports] == [CODE] * 3


@pytest.fixture
def _new_engine() -> Iterator[None]:
    exchange_files._started.cache_clear()
    yield
    exchange_files._started.cache_clear()


def assert_all_read(files: list[Path], found: ReadFiles) -> None:
    assert not found.unreadable and [report.file for report in found.reports if report.intact] == files


@pytest.mark.usefixtures("_new_engine")
def test_questions_at_once_of_an_engine_that_is_just_starting(files: list[Path]) -> None:
    """One in four refused a good file: a setting was made on an engine that another question had half started."""
    start = Barrier(8)

    def ask(_: int) -> ReadFiles:
        start.wait()
        return read_files(files)

    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(ask, range(8)):
            assert_all_read(files, found)


@pytest.mark.usefixtures("_new_engine")
def test_files_are_read_after_the_folder_of_temporary_files_was_emptied(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that has been open for weeks refused every Parquet file then."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert_all_read(files, read_files(files))
    for folder in tmp_path.iterdir():
        shutil.rmtree(folder)
    assert_all_read(files, read_files(files))


@pytest.mark.usefixtures("_new_engine")
def test_an_engine_that_broke_is_left(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is at fault for what another question did to the engine."""
    ask, broken = exchange_files._ask, exchange_files._engine()

    def asked(*terms: Any) -> list[Any]:
        if exchange_files._engine() is broken:
            raise duckdb.FatalException("database has been invalidated")
        return ask(*terms)

    monkeypatch.setattr(exchange_files, "_ask", asked)
    assert_all_read(files, read_files(files))


def test_a_file_has_its_rows_in_the_order_of_the_code(tmp_path: Path) -> None:
    paths = write(tmp_path, "a", HEAD, ROWS[::-1])
    assert parquet.read_table(paths[0]).column("village").to_pylist() == [row.village for row in in_order(HEAD, ROWS)]
    assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in write(tmp_path, "b", HEAD, ROWS)]


def test_json_is_as_its_schema_says(files: list[Path]) -> None:
    content = json.loads(files[2].read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    check = jsonschema.Draft202012Validator(SCHEMA)
    check.validate(content)
    check.validate([content, content])
    for broken in (
        {**content, "schema_version": "2"},
        {**content, "schema_version": "5"},
        {**content, "sha256": content["sha256"][:-1]},
        {name: value for name, value in content.items() if name != "signature"},
        {**content, "schema_version": "1"},
        {**content, "phone": "0912"},
        {**content, "rows": []},
    ):
        assert not check.is_valid(broken)


def test_the_sample_gives_counts_and_no_names(sample_store: Store, config: Config, tmp_path: Path) -> None:
    day = observation_days(sample_store)[-1]
    status, year = answers.status(sample_store, config, day), case_year(sample_store, config, day)
    assert year is not None
    matrix = year.matrix(())
    assert matrix is not None
    rows = rows_of([status], matrix, day)
    whole = {row.measure: row for row in rows if row.village is None and row.measure != RECEIVED}
    assert [(row.numerator, row.denominator) for row in map(whole.get, INDICATORS) if row] == [
        (one.numerator, one.denominator) for one in status.indicators
    ]
    assert not [row for row in rows if row.measure == "processed_reports" and row.village]
    for row in status.of("households").villages:
        assert [one.numerator for one in rows if (one.measure, one.village) == ("households", row.code)] == [
            row.numerator
        ]
    assert sum(row.count or 0 for row in rows if row.measure == RECEIVED and row.village is None) == sum(matrix.totals)
    assert not [row for row in rows if row.count is not None and 0 < row.count < 5 and row.village]
    assert {row.village for row in rows if row.measure == RECEIVED} - {None} <= {
        row.code for row in status.of("households").villages
    }
    write(tmp_path, "mau", headed(HEAD, rows), rows)
    jsonschema.validate(json.loads((tmp_path / "mau.json").read_text("utf-8")), SCHEMA)
    text = (tmp_path / "mau.csv").read_text("utf-8-sig")
    for entry in sample_store.read("entities_at", as_of=[day], known_at=all_known(sample_store), **_rules(config)):
        if entry["entity_kind"] != "village":
            assert f",{entry['code']}," not in text and (not entry["name"] or entry["name"] not in text)
    assert not re.search(r"\b0\d{9}\b", text), "no phone number"


def _rules(config: Config) -> dict[str, object]:
    from kpi.matching.question import asked

    return {
        name: value
        for name, value in asked(config, [], datetime(2024, 1, 1)).items()
        if name not in ("as_of", "known_at")
    }


def _matrix(code: str | None, name: str | None, cells: tuple[tuple[Cell, ...], ...]) -> Matrix:
    return Matrix(("feedback",), (code, "Xóm lạ", "B9", None), (name, "Xóm lạ", "Bản xa", None), cells, (40,))


def test_hidden_cells_have_no_count_and_nowhere_is_left_out(sample_store: Store, config: Config) -> None:
    status = answers.status(sample_store, config, date(2024, 6, 30))
    code, name = status.of("households").villages[0].code, status.of("households").villages[0].name
    cells = ((Mark.SMALL,), (12,), (Mark.HIDDEN,), (7,))
    rows = rows_of([status], _matrix(code, name, cells), date(2024, 6, 30))
    received = [(row.village, row.village_name, row.count, row.hidden) for row in rows if row.measure == RECEIVED]
    assert received == [
        (None, None, 40, None), (code, name, None, "small"), ("Xóm lạ", "Xóm lạ", 12, None), ("B9", "Bản xa", None, "hidden"),
    ]  # fmt: skip
