"""What must not be stored is not: of a doubtful cell only its place and the kind of its fault outlive the loading of its list."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from kpi.cli import cli
from kpi.config import load_config
from kpi.domain.datasets import CASE, DATASETS, Dataset
from kpi.domain.errors import UNQUOTED
from kpi.operations.inbox import empty_inbox
from kpi.store import open_store
from kpi.store.duckdb.migrations import steps
from tests.worlds import CONFIG_FILE, World, write_csv, write_xlsx

MARK = "ZQMARK"
DAY = date(2024, 6, 30)
PRIVATE = ["Người báo tin", "Số điện thoại", "Địa chỉ", "Nội dung", "CCCD"]
HEADERS = [*(column.header for column in CASE.columns), *PRIVATE]


def marked(place: int) -> str:
    return f"{MARK}{place} Nguyễn Văn Bí"


def good(code: str) -> list[str]:
    row = dict.fromkeys(HEADERS, "")
    row |= {"Mã tin": code, "Loại tin": "Phản ánh", "Thời điểm tiếp nhận": "03/6/2024 09:00"}
    row |= {header: f"{MARK} {header} 0912345678" for header in PRIVATE}
    return list(row.values())


def log_rows() -> list[list[str]]:
    """A good row; for each column one that has a mark in it; one with a mark in every column; one with a whole story."""
    rows = [good("TB1")]
    for place in range(len(CASE.columns)):
        row = good(f"TB{place + 10}")
        row[place] = marked(place)
        rows.append(row)
    rows += [[marked(90)] * len(HEADERS), [good("TB80")[0], *[f"{MARK} " * 40] * (len(HEADERS) - 1)]]
    late = good("TB81")
    late[HEADERS.index("Ngày xử lý xong")] = "01/6/2024"
    return [*rows, late]


def office(folder: Path) -> Path:
    """The configuration of an office with an inbox; its database knows two villages and their groups."""
    World.empty(folder).with_villages_and_groups()
    (folder / "inbox").mkdir()
    text = CONFIG_FILE.read_text("utf-8").replace('  inbox: ""', f"  inbox: {json.dumps(str(folder / 'inbox'))}")
    (folder / "config.yaml").write_text(text, "utf-8")
    return folder / "config.yaml"


def run(folder: Path, *words: str, code: int = 0) -> str:
    """What a command says, on both streams."""
    named = ["--config", str(folder / "config.yaml"), "--database", str(folder / "kpi.duckdb")]
    result = CliRunner().invoke(cli, [*named, *words])
    assert result.exit_code == code, result.output
    return result.output


def files_with_marks(folder: Path) -> list[str]:
    return sorted(
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and MARK.encode() in file.read_bytes()
    )


def table_texts(database: Path) -> str:
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return "".join(str(connection.execute(f'select * from "{table}"').fetchall()) for table in tables)


# A report that is taken keeps its number, and what its deadline was extended by, while its log is in force.
KEPT = {marked(HEADERS.index(header)) for header in ("Mã tin", "Căn cứ gia hạn")}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_log_full_of_marks_leaves_none_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    office(tmp_path)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    file = tmp_path / f"so_tin_2024-06-30.{ending}"
    if ending == "xlsx":
        write_xlsx(file, [HEADERS, *log_rows()])
    else:
        write_csv(file, [HEADERS, *log_rows(), [*good("TB82"), MARK]])
    told = run(tmp_path, "import", str(file), "--dry-run", code=1) + run(
        tmp_path, "import", str(file), "--strict", code=3
    )
    told += run(tmp_path, "import", str(file), code=1)
    assert set(re.findall(rf"{MARK}\d* [^']*", table_texts(tmp_path / "kpi.duckdb"))) == KEPT
    told += run(tmp_path, "undo", "3")
    file.rename(tmp_path / "inbox" / file.name)
    told += run(tmp_path, "import", "--inbox", "--json", code=1) + run(tmp_path, "undo", "4") + run(tmp_path, "batches")
    assert MARK not in told + table_texts(tmp_path / "kpi.duckdb")
    original = [f"inbox/done/{file.name}"] if ending == "csv" else []  # the bytes of a workbook are compressed
    assert files_with_marks(tmp_path) == original
    (book,) = (tmp_path / "inbox" / "done").glob("*can_sua.xlsx")
    cells = str(CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python())
    assert MARK in cells, "the mending workbook alone has the rows"
    assert "0912345678" not in cells, "and of them only what may be stored once it is mended"


def test_no_name_and_no_phone_of_any_list_is_kept_with_what_was_wrong(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [[f"H{n}", "Nguyễn Văn A", "Thôn 1", "0900000001"] for n in range(3)]
    rows += [["H7", f"{MARK} NguyÔn V¨n", "Thôn 1", f"{MARK} 09"], ["H8", "Lê Thị B", f"{MARK} Thôn Lạ", "1"]]
    outcome = world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"], *rows], DAY)
    assert {problem.code for problem in outcome.problems} >= {"not_a_phone", "unknown_village"}
    assert any(MARK in (problem.value or "") for problem in outcome.problems), (
        "the screen before loading still shows it"
    )
    assert MARK not in table_texts(world.store.path)
    problems: Any = outcome.as_dict()["problems"]
    told = {problem["code"]: problem["value"] for problem in problems}
    assert told["not_a_phone"] is None
    assert told["unknown_village"] == f"{MARK} Thôn Lạ", "a machine is told what is no name, no phone and of no log"


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda one: one.id)
def test_names_phones_and_logs_are_told_to_no_machine(dataset: Dataset) -> None:
    for column in dataset.columns:
        private = dataset is CASE or column.kind in ("name", "phone", "text")
        assert dataset.may_tell(column.header) is not private


def test_an_older_database_is_cleaned_to_the_last_byte(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    problems = [
        {
            "row": 3,
            "column": "Tên",
            "value": MARK,
            "code": code,
            "message": f'"{MARK}" is',
            "severity": "error",
            "cell": "B3",
        }
        for code in UNQUOTED
    ]
    problems.append({**problems[0], "code": "shifted", "message": "of another width", "value": None})
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table schema_version (version integer primary key)")
        for number, sql in steps()[:8]:
            connection.execute(sql)
            connection.execute("insert into schema_version values (?)", [number])
        for batch, found in enumerate((problems, [])):
            connection.execute(
                "insert into batches values (?, 'case', '2024-06-30', '2024-07-01', 'a', 'f', 's', 'x', false, 1, 0, 1, 0, ?, '[]')",
                [batch, json.dumps(found)],
            )
        connection.execute("insert into cases (batch, row, code, kind, received_at, received_has_time)"
                           " values (0, 1, 'TB1', 'petition', '2024-06-01', false)")  # fmt: skip
    assert MARK.encode() in path.read_bytes()
    first, second = open_store(path).batches()
    assert files_with_marks(tmp_path) == []
    assert [file.name for file in tmp_path.iterdir()] == ["old.duckdb"]
    assert second.problems == []
    assert [(one["code"], one["message"], one["cell"]) for one in first.problems] == [
        *((code, None, "B3") for code in UNQUOTED),
        ("shifted", "of another width", "B3"),
    ]
    assert "TB1" in table_texts(path), "all else is as it was"


def test_originals_go_after_their_days_with_what_stands_beside_them(tmp_path: Path) -> None:
    config = load_config(office(tmp_path))
    store, folder = open_store(tmp_path / "kpi.duckdb"), tmp_path / "inbox"
    for name in ("done", "refused"):
        (folder / name).mkdir()
    first = datetime(2024, 7, 1, 12)

    def run_at(moment: datetime) -> list[str]:
        empty_inbox(store, config, folder, known_at=moment, loaded_by="test")
        return sorted(file.name for place in ("done", "refused") for file in (folder / place).iterdir())

    write_xlsx(folder / "so_2024-06-30.xlsx", [HEADERS, *log_rows()])
    (folder / "hong.txt").write_text("no list", "utf-8")
    kept = ["hong.txt", "hong.txt.txt", *(f"so_2024-06-30.xlsx{more}" for more in ("", ".can_sua.xlsx", ".txt"))]
    assert run_at(first) == kept
    write_csv(folder / "ho_2024-06-30.csv", [["Mã hộ", "Chủ hộ", "Thôn"], ["H1", "Lê Thị B", "Thôn 1"]])
    later = first + timedelta(days=30)
    assert run_at(later) == sorted([*kept, "ho_2024-06-30.csv", "ho_2024-06-30.csv.txt"])
    assert run_at(later + timedelta(seconds=1)) == ["ho_2024-06-30.csv", "ho_2024-06-30.csv.txt"]
    assert run_at(later + timedelta(days=31)) == []
