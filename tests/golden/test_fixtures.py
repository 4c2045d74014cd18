"""Lists with one fault each (tests/fixtures): what becomes of every row is written down beside the file."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kpi.domain.datasets import DATASET_BY_ID
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.reading.files import Sheet, read_content
from kpi.ingest.workbooks.mending import mending_workbook
from kpi.operations.rehearsal import rehearse
from kpi.store.duckdb import database
from tests.fixtures.make import CITIZEN, EXPECTED, FIXTURES, FOLDER, NARRATIVE
from tests.fixtures.outcomes import Standing

NOW = datetime(2024, 7, 1)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    return Standing.in_folder(tmp_path_factory.mktemp("standing"))


def read(name: str, content: bytes) -> list[Sheet] | str:
    try:
        return [replace(sheet, sha256="") for sheet in read_content(name, content)]
    except UserError as error:
        return error.code


def rehearsed(standing: Standing, name: str) -> list[Outcome]:
    return list(rehearse(standing.store, standing.config, [Source(FOLDER / name)], known_at=NOW).outcomes)


def messages(standing: Standing, name: str, code: str) -> list[str]:
    return [one.told for sheet in rehearsed(standing, name) for one in sheet.problems if one.code == code]


@pytest.mark.parametrize("name", FIXTURES)
def test_the_file_is_what_its_maker_makes(name: str) -> None:
    assert read(name, (FOLDER / name).read_bytes()) == read(name, FIXTURES[name]())


@pytest.mark.parametrize("name", FIXTURES)
def test_every_row_ends_as_written_down(standing: Standing, name: str) -> None:
    outcome = standing.outcome(FOLDER / name)
    assert outcome == json.loads((FOLDER / f"{name}{EXPECTED}").read_text("utf-8"))
    for sheet in outcome.get("sheets", []):
        read, accepted, rejected, ignored = sheet["counts"]
        assert (read, len(sheet["rows"])) == (accepted + rejected + ignored, accepted)


def test_every_file_has_a_maker() -> None:
    assert {file.name.removesuffix(EXPECTED) for file in FOLDER.iterdir() if file.is_file()} - {
        "__init__.py", "make.py", "outcomes.py",
    } == set(FIXTURES)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["utf8_with_mark.csv", "utf16_tabs.txt", "windows_1258.csv", "semicolons_decimal_commas.csv", "decomposed.csv",
     "eth_for_d.csv", "invisible_characters.csv", "tcvn3.csv", "vni.csv", "old_excel.xls", "libre_office.ods",
     "empty_columns.xlsx", "hidden_rows.xlsx", "hidden_columns.xlsx", "restarting_stt.xlsx"],
)  # fmt: skip
def test_the_same_list_in_another_dress_is_the_same_list(standing: Standing, name: str) -> None:
    plain, other = (standing.outcome(FOLDER / file)["sheets"][0] for file in ("utf8.csv", name))
    assert other["rows"] == plain["rows"]


def test_nobody_is_lost_for_being_called_like_a_total(standing: Standing) -> None:
    households = standing.outcome(FOLDER / "totals.xlsx")["sheets"][0]["rows"]
    assert "Tổng Văn Trường" in [row["head_name"] for row in households]
    members = standing.outcome(FOLDER / "member_called_cong.xlsx")["sheets"][0]["rows"]
    assert {"Công", "cong", "Cộng Hòa", "Tổng Văn Trường"} <= {row["display_name"] for row in members}


def test_rows_below_an_unknown_village_do_not_go_to_the_village_above(standing: Standing) -> None:
    rows = standing.outcome(FOLDER / "numbered_headings.xlsx")["sheets"][0]["rows"]
    assert {row["code"]: row["village"] for row in rows} == {"H01": "T1", "H02": "T2", "H04": "DH"}


def test_the_nearest_village_is_named(standing: Standing) -> None:
    assert [
        "Thôn Đông Hải" in message for message in messages(standing, "unknown_village.xlsx", "unknown_village")
    ] == [True]


def test_a_wrong_word_names_the_nearest_or_the_choices(standing: Standing) -> None:
    (message,) = messages(standing, "unknown_status.xlsx", "unknown_word")
    assert "Đang cư trú" in message


def test_a_year_alone_is_told_how_a_date_looks(standing: Standing) -> None:
    assert all("30/6/2024" in message for message in messages(standing, "dates.xlsx", "not_a_date"))


@pytest.mark.parametrize("name", ["password.xls", "password.xlsx"])
def test_a_locked_workbook_says_that_it_is_locked(name: str) -> None:
    with pytest.raises(UserError) as locked:
        read_content(name, (FOLDER / name).read_bytes())
    with pytest.raises(UserError) as broken:
        read_content("broken_zip.xlsx", (FOLDER / "broken_zip.xlsx").read_bytes())
    assert locked.value.found != broken.value.found


def test_the_formulas_of_the_fixture_have_no_saved_result() -> None:
    with zipfile.ZipFile(FOLDER / "formulas_without_values.xlsx") as archive:
        assert b"</f><v></v></c>" in archive.read("xl/worksheets/sheet1.xml")


def test_an_unsaved_formula_is_told_where_the_cell_may_be_empty(standing: Standing) -> None:
    problems = standing.outcome(FOLDER / "formulas_without_values.xlsx")["sheets"][0]["problems"]
    assert [5, "F5", "formula_without_value", "warning"] in problems


def everything(path: Path) -> str:
    """Every cell of every table of a database."""
    with database.reading(path) as connection:
        tables = connection.execute("select table_name from information_schema.tables").fetchall()
        return "\n".join(str(connection.execute(f'select * from "{name}"').fetchall()) for (name,) in tables)


def mending(outcome: Outcome) -> str:
    assert outcome.dataset and outcome.as_of
    book = mending_workbook(
        DATASET_BY_ID[outcome.dataset], outcome.as_of, outcome.file, outcome.rejected_rows, columns=outcome.columns
    )
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


SECRETS = {
    "report_log_with_narrative.xlsx": [NARRATIVE, NARRATIVE[:20], "Bà X"],
    "tcvn3_report_log.csv": [NARRATIVE, NARRATIVE[:20], NARRATIVE[:20].lower(), "Trần Thị Kín", "trần thị kín"],
    "citizen_numbers.xlsx": [CITIZEN, CITIZEN.removeprefix("0")],
    "never_stored_columns.xlsx": [CITIZEN, "Bí Mật", "bí mật", "1990"],
}


@pytest.mark.parametrize("name", SECRETS)
def test_secrets_are_nowhere_when_a_list_is_loaded(tmp_path: Path, name: str) -> None:
    standing = Standing.in_folder(tmp_path)
    (outcome,) = load(standing.store, standing.config, [Source(FOLDER / name)], known_at=NOW, loaded_by="test")
    assert outcome.accepted
    told = json.dumps(outcome.as_dict(), ensure_ascii=False) + repr(outcome.preview) + repr(outcome.rejected_rows)
    places = {"database": everything(standing.store.path), "outcome": told, "mending": mending(outcome)}
    assert "H01" in places["database"] or "TB01" in places["database"]
    found = [(place, secret) for place, content in places.items() for secret in SECRETS[name] if secret in content]
    assert not found


def test_secrets_are_not_in_the_bytes_of_the_database(tmp_path: Path) -> None:
    standing = Standing.in_folder(tmp_path)
    load(
        standing.store,
        standing.config,
        [Source(FOLDER / "report_log_with_narrative.xlsx")],
        known_at=NOW,
        loaded_by="test",
    )
    files = [file for file in tmp_path.iterdir() if file.name.startswith("kpi.duckdb")]
    assert files
    assert not [file.name for file in files if NARRATIVE[:20].encode() in file.read_bytes()]
