"""The command line as other programs rely on it: JSON, exit codes, all or nothing; also killed in the middle."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kpi.cli import cli
from tests.worlds import CONFIG_FILE, write_csv, write_xlsx, write_zalo

ROOT = CONFIG_FILE.parent


class Office:
    """A folder with a database, and the command line on it; ``command`` is for a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "kpi.duckdb"

    def run(self, *words: object, code: int = 0) -> Any:
        done = CliRunner().invoke(cli, ["--database", str(self.database), *map(str, words)])
        assert done.exit_code == code, done.output
        assert "Traceback" not in done.output
        return json.loads(done.stdout) if "--json" in words and code in (0, 1) else done.stdout + done.stderr

    def command(self, *words: object) -> list[str]:
        return [sys.executable, "-m", "kpi", "--database", str(self.database), *map(str, words)]

    def households(self, day: str, *more: str) -> tuple[int | None, int | None, str]:
        row = next(
            r for r in self.run("status", "--as-of", day, "--json", *more)["indicators"] if r["id"] == "households"
        )
        return row["numerator"], row["denominator"], row["verdict"]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the first test fills: filled by the fixture, it would leave who acts to all tests that follow."""
    return tmp_path_factory.mktemp("template")


def fill(folder: Path) -> None:
    """A database of two villages, a group and a list of households."""
    office = Office(folder)
    villages = write_xlsx(folder / "v.xlsx", [["UBND XÃ"], ["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"], ["T2", "Thôn 2"]])
    groups = write_xlsx(
        folder / "g.xlsx",
        [
            ["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn", "Mã Zalo"],
            ["N1", "Nhóm 1", "Thôn", "T1", "1564731578290756914"],
        ],
    )
    households = write_xlsx(
        folder / "ho_2023-12-31.xlsx",
        [
            ["DANH SÁCH HỘ THÔN 1"],
            ["STT", "Ma ho", "HỌ VÀ TÊN CHỦ HỘ", "SĐT", "Số nhân khẩu", "Số CCCD"],
            [1, "H1", "Nguyễn Văn A", 912000001, 4, 38012345678],
            [2, "H2", "Nguyễn Văn B", "0912 000 002", 3, ""],
            [3, "H3", "", "0912 000 003", 3, ""],
            ["", "Tổng cộng", "", "", 7, ""],
        ],
        sheet="Thôn 1",
    )
    first = office.run("import", households, villages, groups, "--as-of", "2023-12-31", "--json", code=1)
    assert [row["dataset"] for row in first] == ["household", "village", "group"]


@pytest.fixture
def office(template: Path, tmp_path: Path) -> Office:
    if not any(template.iterdir()):
        fill(template)
    return Office(shutil.copytree(template, tmp_path, dirs_exist_ok=True))


def test_rows_add_up_and_the_forbidden_column_is_named(office: Office) -> None:
    row = next(b for b in office.run("batches", "--json") if b["dataset"] == "household")
    assert (row["read"], row["accepted"], row["rejected"], row["ignored"]) == (4, 2, 1, 1)
    assert row["dropped_columns"] == ["Số CCCD"]


def test_zalo_json_keeps_nineteen_digits_and_names_roles(office: Office, tmp_path: Path) -> None:
    file = write_zalo(tmp_path / "z.json", "1564731578290756914", [("1564731578290750001", "A"), ("7", "B")], owner="7")
    (row,) = office.run("import", file, "--as-of", "31/3/2024", "--json")
    assert (row["dataset"], row["as_of"], row["accepted"], row["complete"]) == ("membership", "2024-03-31", 2, True)
    members = office.run("links", "--as-of", "2024-03-31", "--json")
    assert sorted(member["member"] for member in members) == ["uid:1564731578290750001", "uid:7"]


def test_the_same_file_again_changes_nothing(office: Office, tmp_path: Path) -> None:
    file = write_csv(
        tmp_path / "m.csv", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "H1"]], delimiter=";", encoding="utf-8-sig"
    )
    (first,) = office.run("import", file, "--as-of", "2024-03-31", "--json")
    (again,) = office.run("import", file, "--as-of", "2024-03-31", "--json")
    assert again["already_loaded"] and again["batch"] == first["batch"]
    assert len(office.run("batches", "--json")) == 4
    assert office.households("2024-03-31") == (1, 2, "no_data")  # T2 has no register: counted, not judged
    said = subprocess.run(office.command("status", "--as-of", "2024-12-31"), capture_output=True, cwd=ROOT, check=True)
    lines = said.stdout.decode().splitlines()
    households = next(place for place, line in enumerate(lines) if "1/2 hộ" in line)
    assert lines[households + 1].strip() == "Theo danh sách ngày 31/3/2024"


def test_dry_run_and_strict_change_nothing(office: Office, tmp_path: Path) -> None:
    file = write_csv(
        tmp_path / "m.csv", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "H1"], ["Nx", "b", "H2"]], encoding="utf-16"
    )
    (row,) = office.run("import", file, "--as-of", "2024-03-31", "--dry-run", "--json", code=1)
    assert row["batch"] is None and row["accepted"] == 1 and row["rejected"] == 1
    office.run("import", file, "--as-of", "2024-03-31", "--strict", code=3)
    assert office.households("2024-03-31") == (None, None, "no_data")


def test_a_list_that_would_take_much_away_is_told_to_add_or_to_replace(office: Office, tmp_path: Path) -> None:
    head = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
    register = write_csv(tmp_path / "a.csv", [head, *([f"H{n}", f"Hộ {n}", "T1"] for n in range(1, 41))])
    one = write_csv(tmp_path / "b.csv", [head, ["H1", "Hộ một", "T1"]])
    office.run("import", register, "--as-of", "2024-01-31", "--json")
    day = ("--as-of", "2024-03-31")

    answer = subprocess.run(office.command("import", one, *day, "--json"), capture_output=True, cwd=ROOT, check=False)
    assert answer.returncode == 3
    (row,) = json.loads(answer.stdout)
    assert (row["batch"], row["changes"]) == (None, {"added": 0, "changed": 1, "gone": 39})
    assert [(problem["code"], problem["severity"]) for problem in row["problems"]] == [("add_or_replace", "error")]
    assert row["scopes"] == [
        {
            "scope": "T1",
            "added": 0,
            "changed": 1,
            "gone": 39,
            "before": 40,
            "after": 1,
            "newest": {"before": 40, "after": 1},
        }
    ]
    told = office.run("import", one, *day, "--dry-run", code=3)
    for part in ("Thôn 1: tính đến 31/3/2024, từ 40 hộ thành 1, bớt đi 39", "--add", "--replace"):
        assert part in told
    assert "thêm vào hoặc thay thế" in office.run("import", one, *day, "--add", "--replace", code=2)
    assert [batch["accepted"] for batch in office.run("batches", "--json")][-1] == 40, "nothing has changed"

    (row,) = office.run("import", one, *day, "--add", "--json")
    assert (row["complete"], row["changes"]) == (False, {"added": 0, "changed": 1, "gone": 0})
    (row,) = office.run("import", one, "--as-of", "2024-04-30", "--replace", "--json")
    assert (row["complete"], row["changes"]) == (True, {"added": 0, "changed": 0, "gone": 39})


def test_no_date_is_refused_and_never_today(office: Office, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "m.csv", [["Nhóm", "Tên hiển thị"], ["N1", "a"]])
    assert "--as-of" in office.run("import", file, code=3)


def test_one_refused_file_refuses_them_all(office: Office, tmp_path: Path) -> None:
    good = write_csv(tmp_path / "m.csv", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "H1"]])
    bad = tmp_path / "broken.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook")
    office.run("import", good, bad, "--as-of", "2024-03-31", code=3)
    assert len(office.run("batches", "--json")) == 3


def test_undo_and_what_the_log_says_then(office: Office, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "m.csv", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "H1"]])
    (row,) = office.run("import", file, "--as-of", "2024-03-31", "--json")
    office.run("undo", row["batch"])
    assert office.households("2024-03-31") == (None, None, "no_data")
    assert [b["undone"] for b in office.run("batches", "--json")] == [False, False, False, True]
    office.run("undo", row["batch"], code=3)
    office.run("undo", 99, code=3)
    (again,) = office.run("import", file, "--as-of", "2024-03-31", "--json")
    assert again["batch"] == 5
    assert office.households("2024-03-31") == (1, 2, "no_data")


def test_verify_and_history(office: Office) -> None:
    assert office.run("verify", "--json") == []
    days = [row["as_of"] for row in office.run("history", "--from", "2023-12-01", "--to", "2024-02-10", "--json")]
    assert days == ["2023-12-31", "2024-01-31"]


def test_a_person_is_told_in_the_words_of_the_pages(office: Office, tmp_path: Path) -> None:
    members = write_csv(tmp_path / "m_2024-01-31.csv", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "H1"]])
    assert "Thành viên nhóm Zalo tính đến 31/01/2024" in office.run("import", members)
    schools = [["Mã đơn vị", "Tên đơn vị", "Loại"], ["DV1", "Trường Tiểu học A", "Trường học"]]
    office.run("import", write_csv(tmp_path / "dv_2024-01-31.csv", schools), "--dataset", "institution")
    log = office.run("batches")
    assert "Danh mục thôn" in log and "Sổ hộ dân" in log and "household" not in log and "membership" not in log
    days = [len(line.partition("31/")[0]) for line in log.splitlines()]
    assert len(days) > 2 and len(set(days)) == 1, "the days stand below each other, whatever the kinds are called"
    head, before, after = office.run("history", "--from", "2023-12-01", "--to", "2024-02-10").splitlines()
    assert "Hộ dân" in head and "Tin báo" in head
    assert before.split() == ["31/12/2023", *"—————"] and after.count("1/2 50%") == 2
    for command in ("import", "verify"):
        told = office.run(command, tmp_path / "none.xlsx", code=3)
        assert "không có tệp hoặc thư mục này" in told and "No such file" not in told


def test_wrong_words_end_with_two(office: Office) -> None:
    office.run("status", "--as-of", "31/31/2024", code=2)
    office.run("status", code=2)
    office.run("import", "x.csv", "--dataset", "nothing", code=2)


def test_killed_in_the_middle_leaves_the_figures_and_the_next_import_works(office: Office, tmp_path: Path) -> None:
    small = write_csv(tmp_path / "m.csv", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "H1"]])
    office.run("import", small, "--as-of", "2024-03-31")
    before = office.run("status", "--as-of", "2024-12-31", "--json")
    stopped = f"""
import sys
from kpi.store.duckdb import writer
def stop(*arguments):
    print("inside", flush=True)
    sys.stdin.read()
writer.changes = stop
from kpi.cli import main
main(["--database", {str(office.database)!r}, "import", {str(small)!r}, "--as-of", "2024-06-30"])
"""
    child = subprocess.Popen(
        [sys.executable, "-c", stopped], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"inside"
    child.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    child.wait()
    assert office.run("status", "--as-of", "2024-12-31", "--json") == before
    (row,) = office.run("import", small, "--as-of", "2024-06-30", "--json")
    assert row["accepted"] == 1
    assert row["batch"] == 5


def test_columns_are_said_for_one_load(office: Office) -> None:
    rows = [["Ký hiệu", "Đứng tên", "Khu", "X"], ["H1", "Trần An", "T1", "a"], ["H2", "Lê Ba", "T2", "b"]]
    file = write_xlsx(office.folder / "la_2024-06-30.xlsx", rows)
    told = office.run("import", file, "--json", code=3)
    assert "--column" in told
    columns = ["Ký hiệu=Mã hộ", "Đứng tên=head_name", "Khu=Thôn", "X=-"]
    said = [word for column in columns for word in ("--column", column)]
    (outcome,) = office.run("import", file, "--dataset", "household", *said, "--json")
    assert (outcome["dataset"], outcome["accepted"], outcome["dropped_columns"]) == ("household", 2, ["X"])
    assert "X=?" in office.run("import", file, "--column", "X=?", code=2)


def test_a_village_written_once_holds_for_one_load(office: Office) -> None:
    rows: list[list[object]] = [
        ["STT", "Họ và tên chủ hộ", "Thôn"],
        [1, "Trần An", "T1"],
        [2, "Lê Ba", ""],
        ["", "Tổng", ""],
        [3, "Mai Cam", ""],
    ]
    file = write_xlsx(office.folder / "ho_2024-06-30.xlsx", rows)
    (asked,) = office.run("import", file, "--dry-run", "--json", code=1)
    assert [
        ("--village-above" in one["message"], one["row"]) for one in asked["problems"] if one["code"] == "village_above"
    ] == [(True, 3)]
    (held,) = office.run("import", file, "--village-above", "--json", code=1)
    assert (held["accepted"], held["rejected"]) == (2, 1), "below a total it is nobody's"
    (again,) = office.run("import", file, "--dry-run", "--json", code=1)
    assert again["accepted"] < held["accepted"], "it was said of one load"


def test_help_loads_no_room_that_only_a_command_needs() -> None:
    """Whatever the list of commands imports, every command pays for."""
    rooms = "answers.status exchange.keys ingest matching.names measures operations reports review rollup store".split()
    heavy = (*(f"kpi.{room}" for room in rooms), "cryptography", "duckdb", "pyrage", "pydantic")
    script = (
        "import sys; from click.testing import CliRunner; from kpi.cli import cli; "
        "assert not CliRunner().invoke(cli, ['--help']).exit_code; "
        f"print([name for name in sys.modules if name.startswith({heavy})])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_fact_is_noted_like_on_the_page_and_taken_back_like_a_load(office: Office, tmp_path: Path) -> None:
    members = write_csv(tmp_path / "m.csv", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "H1"], ["N1", "b", "H2"]])
    office.run("import", members, "--as-of", "2024-03-31")
    since = ("--day", "30/6/2024", "--reason", "Giấy số 3", "--by", "An")
    before = office.households("2024-06-30")
    done = office.run("fact", "household", "h 1", "--say", "Tình trạng=Đã chuyển đi", *since, "--json")
    assert (done["dataset"], done["noted"]) == ("household", "h 1")
    assert office.households("2024-06-30")[1] == 1 and office.households("2024-06-29") == before
    assert "Giấy số 3" in office.run("batches")
    new = office.run("fact", "household", "--say", "head_name=Vũ Mới", "--say", "village=T1", *since, "--json")
    assert office.households("2024-06-30")[1] == 2 and new["batch"] == done["batch"] + 1
    for batch in (new["batch"], done["batch"]):
        office.run("undo", batch, "--reason", "nhầm")
    assert office.households("2024-06-30") == before

    office.run("fact", "household", "H1", "--say", "Số điện thoại=0912345678", *since, code=2)
    office.run("fact", "household", "H1", "--say", "Tình trạng", *since, code=2)
    office.run("fact", "official", "H1", *since, code=2)
    office.run("fact", "case", "--say", "outcome=Đã giải quyết", *since, code=2)
    refused = office.run("fact", "household", "H9", "--say", "status=Tạm vắng", *since, "--json", code=3)
    assert '"not_listed"' in refused
    holder = ("--say", "post=Trưởng thôn", "--say", "village=T1", "--say", "name=Lê Mới")
    assert "danh sách cán bộ" in office.run("fact", "official", *holder, *since, code=3)
