"""The report by command line, and that every medium says the same: Word, Excel, page, ``status`` and the aggregate file."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from docx import Document

from kpi.cli import main
from kpi.store import Store
from tests.app.screen import open_page, words
from tests.conftest import ROOT

DAY = "2024-12-14"
NAME = "bao-cao_15292-xa-ha-giang_quy-iv-nam-2024_den-2024-12-14"


@pytest.fixture(scope="module")
def database(sample_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("reporting") / "kpi.duckdb"
    shutil.copy(sample_store.path, copy)
    return copy


def ask(capsys: pytest.CaptureFixture[str], database: Path, *command: str) -> tuple[int, Any]:
    """Exit code and the JSON answer of a command."""
    with pytest.raises(SystemExit) as ended:
        main(["--config", str(ROOT / "config.yaml"), "--database", str(database), *command, "--json"])
    out = capsys.readouterr().out
    return int(ended.value.code or 0), json.loads(out) if out.strip() else None


def test_a_draft_and_a_frozen_report_by_command_line(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, draft = ask(
        capsys, database, "report", "--as-of", "14/12/2024", "--out", str(tmp_path / "a"), "--no-pictures"
    )
    assert code == 0 and draft["number"] is None and draft["pictures"] == "bars" and draft["warnings"] == []
    names = [Path(file).name for file in draft["files"]]
    assert names == [f"{NAME}_du-thao.docx", f"{NAME}_du-thao.xlsx",
                     *(f"{NAME}_du-thao_tong-hop.{kind}" for kind in ("parquet", "csv", "json")), "datapackage.json"]  # fmt: skip
    frozen = ["report", "--as-of", DAY, "--out", str(tmp_path / "b"), "--freeze", "--by", "Văn phòng", "--no-pictures"]
    monkeypatch.setenv("KPI_OFFICE", "")
    code, _refused = ask(capsys, database, *frozen, "--pdf")
    assert code == 3 and ask(capsys, database, "reports") == (0, []), "without a program for it nothing is frozen"
    code, report = ask(capsys, database, *frozen)
    assert code == 0 and report["number"] == 1 and report["starts_on"] == "2024-09-15"
    code, listed = ask(capsys, database, "reports", "--changes")
    assert listed["reports"][0]["code"] == report["code"] and listed["changes"] == []
    assert ask(capsys, database, "sign", "1", "--step", "approved", "--by", "Bình")[0] == 3  # not checked yet
    assert ask(capsys, database, "sign", "1", "--step", "checked", "--by", "Bình")[1]["steps"][1]["by"] == "Bình"
    assert ask(capsys, database, "verify") == (0, [])
    code, held = ask(capsys, database, "verify", *report["files"])
    assert code == 0 and held["differences"] == []
    assert held["copies"] == [{"file": Path(file).name, "report": 1, "replaced_by": None} for file in report["files"]]
    copy = Path(report["files"][0])
    copy.write_bytes(copy.read_bytes()[:-1] + b"\x01")
    assert ask(capsys, database, "verify", str(copy))[0] == 1
    assert ask(capsys, database, *frozen, "--replaces", "1")[0] == 0, (
        "a second report has another number, so another name"
    )
    held = ask(capsys, database, "verify", report["files"][1])[1]
    assert held["copies"] == [{"file": Path(report["files"][1]).name, "report": 1, "replaced_by": 2}]
    # The wrong parcel of a clerk: what cannot be frozen, or does not exist.
    assert (
        ask(capsys, database, "report", "--as-of", DAY, "--out", str(tmp_path), "--freeze", "--known-at", DAY)[0] == 3
    )
    assert ask(capsys, database, "reports", "--number", "9")[0] == 3
    every_medium_says_the_same(database, tmp_path / "b", report, capsys, monkeypatch)


def test_a_pdf_is_neither_right_nor_wrong_and_says_what_to_check(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The product's own PDF was told to differ, as a forged file is."""
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(b"%PDF-1.7")
    code, found = ask(capsys, database, "verify", str(file))
    assert code == 1 and [(row["figure"], row["unchecked"]) for row in found["differences"]] == [
        ("file bao-cao.pdf", "pdf")
    ]
    with pytest.raises(SystemExit) as ended:
        main(["--config", str(ROOT / "config.yaml"), "--database", str(database), "verify", str(file)])
    said = capsys.readouterr().out
    assert ended.value.code == 1 and said.startswith("bao-cao.pdf: bản PDF được tạo lại") and "verify --qr" in said
    assert len(said.splitlines()) == 1
    file.write_bytes(b"no PDF")
    code, found = ask(capsys, database, "verify", str(file))
    assert code == 1 and "unchecked" not in found["differences"][0]


def test_a_folder_that_takes_no_file_does_not_cost_the_frozen_report(
    sample_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Frozen before its files are written: the fault says its number and how to have them, and steps are told in Vietnamese."""
    database = tmp_path / "kpi.duckdb"
    shutil.copy(sample_store.path, database)
    (tmp_path / "closed").write_text("a file where a folder should be")

    def say(*command: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(["--config", str(ROOT / "config.yaml"), "--database", str(database), *command])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out + said.err

    closed = str(tmp_path / "closed" / "a")
    code, said = say("report", "--as-of", "30/11/2024", "--out", closed, "--freeze", "--by", "Bình", "--no-pictures")
    assert code == 3 and "Đã chốt thành bản số 1" in said and "Không ghi được tệp vào thư mục này" in said
    assert "reports --number 1 --out" in said and "Traceback" not in said
    code, said = say("reports", "--number", "1", "--out", str(tmp_path / "open"))
    assert code == 0 and "Đã lập: Bình" in said
    stem = "bao-cao_15292-xa-ha-giang_tu-2024-09-15_den-2024-11-30_so-1"
    assert sorted(file.name for file in (tmp_path / "open").iterdir()) == sorted(
        [
            f"{stem}.docx",
            f"{stem}.xlsx",
            *(f"{stem}_tong-hop.{kind}" for kind in ("parquet", "csv", "json")),
            "datapackage.json",
        ]
    )
    assert "Đã ghi: báo cáo số 1, Đã kiểm tra: An" in say("sign", "1", "--step", "checked", "--by", "An")[1]


def every_medium_says_the_same(
    database: Path,
    folder: Path,
    report: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sample at 14/12/2024: 12/12, 4/4, 12/18, 1004/1431, 35/36."""
    status = ask(capsys, database, "status", "--as-of", DAY)[1]
    counts = {row["id"]: (row["numerator"], row["denominator"]) for row in status["indicators"]}
    assert counts == {"institutions": (12, 12), "villages": (4, 4), "businesses": (12, 18), "households": (1004, 1431),
                      "processed_reports": (35, 36)}  # fmt: skip
    stem = folder / f"{NAME}_so-1"
    found = {
        "word": of_word(stem.with_name(f"{stem.name}.docx"), database, folder),
        "excel": of_excel(stem.with_name(f"{stem.name}.xlsx")),
        "csv": of_csv(stem.with_name(f"{stem.name}_tong-hop.csv"), report["code"]),
        "json": of_json(stem.with_name(f"{stem.name}_tong-hop.json"), report["code"]),
        "parquet": of_parquet(stem.with_name(f"{stem.name}_tong-hop.parquet"), report["code"]),
    }
    assert found == dict.fromkeys(found, counts)
    page = words(open_page(database, monkeypatch, "report.py", ngay=DAY))
    for numerator, denominator in counts.values():
        assert f"{numerator:,}/{denominator:,}".replace(",", ".") in page
    assert report["code"] in page


def of_word(file: Path, database: Path, folder: Path) -> dict[str, tuple[int, int]]:
    """From the kept copy: the one in the folder was touched by the test before."""
    with duckdb.connect(str(database), read_only=True) as connection:
        kept = connection.execute("select content from report_files where number = 1 and name = ?", [file.name])
        (content,) = kept.fetchone() or (b"",)
    assert folder.is_dir()
    table = next(table for table in Document(io.BytesIO(content)).tables if table.rows[0].cells[1].text == "Chỉ tiêu")
    rows = [[cell.text for cell in row.cells] for row in table.rows if row.cells[0].text.isdigit()]
    ids = ("institutions", "villages", "businesses", "households", "processed_reports")
    return {name: (number(row[4]), number(row[3])) for name, row in zip(ids, rows, strict=True)}


def number(text: str) -> int:
    return int(text.replace(".", ""))


def of_excel(file: Path) -> dict[str, tuple[int, int]]:
    sheet = openpyxl.load_workbook(file, data_only=True).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value in (1, 2, 3, 4, 5)]
    ids = ("institutions", "villages", "businesses", "households", "processed_reports")
    return {name: (int(row[4]), int(row[3])) for name, row in zip(ids, rows, strict=False)}


def whole(rows: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """The whole unit's indicators on the day."""
    return {
        row["measure"]: (int(row["numerator"]), int(row["denominator"]))
        for row in rows
        if str(row["date"]) == DAY and not row["village"] and row["measure"] != "reports_received"
    }


def of_csv(file: Path, code: str) -> dict[str, tuple[int, int]]:
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    assert {row["check_code"] for row in rows} == {code}
    return whole(rows)


def of_json(file: Path, code: str) -> dict[str, tuple[int, int]]:
    content = json.loads(file.read_text("utf-8"))
    assert content["check_code"] == code
    return whole(content["rows"])


def of_parquet(file: Path, code: str) -> dict[str, tuple[int, int]]:
    import pyarrow.parquet

    rows = pyarrow.parquet.read_table(file).to_pylist()
    assert {row["check_code"] for row in rows} == {code}
    return whole(rows)
