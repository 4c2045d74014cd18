"""The watched folder: every file is loaded or refused, moved with a report beside it, and never loaded twice."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kpi.domain.errors import UserError
from kpi.operations import inbox as inbox_room
from kpi.operations.inbox import Handled, empty_inbox, waiting
from tests.serving import PATIENCE_SECONDS
from tests.worlds import CONFIG_FILE, World, made_once, write_csv, write_xlsx

ROOT = CONFIG_FILE.parent
JUNE, NOON = date(2024, 6, 30), datetime(2024, 7, 1, 12)
HEADERS = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
SECRET = "Nguyễn Văn Bí Mật"


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two villages and their groups, and the members of one of them: without a list there would be no figure to ask for."""
    world = World.empty(tmp_path / "office").with_villages_and_groups()
    world.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "H1"]], date(2024, 3, 31), group="N1")
    return world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The inbox, with the two folders below it."""
    for name in ("done", "refused"):
        (tmp_path / "inbox" / name).mkdir(parents=True)
    return tmp_path / "inbox"


def households(folder: Path, name: str = "ho_2024-06-30.xlsx", *more: Sequence[object]) -> Path:
    rows = [["H1", SECRET, "Thôn 1"], ["H2", SECRET, "Thôn 1"], ["H3", SECRET, "Thôn 2"]]
    return write_xlsx(folder / name, [HEADERS, *rows, *more])


def members(folder: Path, name: str = "tv_2024-06-30.csv") -> Path:
    return write_csv(folder / name, [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "A", "H1"], ["N1", "B", "H2"]])


def run(world: World, folder: Path) -> dict[str, Handled]:
    handled = empty_inbox(world.store, world.config, folder, known_at=NOON, loaded_by="test")
    return {one.file: one for one in handled}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def report(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8-sig")


def test_sound_files_are_loaded_together_whatever_their_order(world: World, folder: Path) -> None:
    """The members' file comes first by name, and leans on the others."""
    members(folder, "a_2024-06-30.csv")
    households(folder, "b_2024-06-30.xlsx")
    handled = run(world, folder)
    assert names(folder) == []
    assert names(folder / "done") == [
        "a_2024-06-30.csv",
        "a_2024-06-30.csv.txt",
        "b_2024-06-30.xlsx",
        "b_2024-06-30.xlsx.txt",
    ]
    assert names(folder / "refused") == []
    assert world.counts("households", JUNE)[::2] == (2, 3)
    told = report(folder / "done", "b_2024-06-30.xlsx.txt")
    for part in (
        "b_2024-06-30.xlsx",
        "Sổ hộ dân, tính đến 30/6/2024",
        "3 dòng = 3 nhận + 0 loại + 0 bỏ qua",
        "mới 3, thay đổi 0",
    ):
        assert part in told
    assert [one.error for one in handled.values()] == [None, None]


def test_rejected_rows_come_back_as_a_workbook_that_the_inbox_takes(world: World, folder: Path) -> None:
    households(folder, "ho_2024-06-30.xlsx", ["H4", SECRET, "Thôn Lạ"], ["", SECRET, "Thôn 2"])
    run(world, folder)
    done = folder / "done"
    assert names(done) == ["ho_2024-06-30.xlsx", "ho_2024-06-30.xlsx.can_sua.xlsx", "ho_2024-06-30.xlsx.txt"]
    told = report(done, "ho_2024-06-30.xlsx.txt")
    for part in ("5 dòng = 3 nhận + 2 loại", "✖ [Thôn]", "C5", "✖ [Mã hộ]", "A6", "ho_2024-06-30.xlsx.can_sua.xlsx"):
        assert part in told
    assert SECRET not in told
    book = done / "ho_2024-06-30.xlsx.can_sua.xlsx"
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.read_bytes())).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[3:]] == ["H4", ""]
    rows[3][3], rows[4][1] = "Thôn 2", "H5"
    write_xlsx(folder / "da_sua.xlsx", rows)
    mended = run(world, folder)["da_sua.xlsx"]
    assert [(row.accepted, row.rejected, row.changes["gone"]) for row in mended.outcomes] == [(2, 0, 0)]
    assert world.counts("households", JUNE)[2] == 5


def test_a_refused_file_is_told_in_four_parts_and_the_others_are_loaded(world: World, folder: Path) -> None:
    (folder / "hong.xlsx").write_bytes(b"no workbook")
    (folder / "van_ban.docx").write_bytes(b"no list")
    households(folder)
    run(world, folder)
    assert names(folder / "refused") == ["hong.xlsx", "hong.xlsx.txt", "van_ban.docx", "van_ban.docx.txt"]
    told = report(folder / "refused", "hong.xlsx.txt")
    for part in (
        "TỪ CHỐI: Không mở được tệp Excel",
        "Ở đâu: hong.xlsx",
        "Tìm thấy: ",
        "Cách xử lý: ",
        "Không nạp gì từ tệp này.",
    ):
        assert part in told
    assert world.counts("households", JUNE)[2] == 3


def test_a_file_with_one_bad_sheet_is_refused_whole_and_so_is_what_leans_on_it(tmp_path: Path, folder: Path) -> None:
    """Its sound sheet lists the villages that the households' file needs."""
    import xlsxwriter

    world = World.empty(tmp_path / "office")
    book = xlsxwriter.Workbook(str(folder / "z_2024-06-30.xlsx"))
    for sheet, rows in {
        "Thôn": [["Mã thôn", "Tên thôn"], ["T1", "Thôn 1"]],
        "Nhóm": [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["", "Nhóm", "Thôn", "Thôn 1"]],
    }.items():
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    households(folder)
    handled = run(world, folder)
    assert world.store.is_empty()
    assert names(folder / "done") == []
    assert {name: one.error.code for name, one in handled.items() if one.error} == {
        "z_2024-06-30.xlsx": "no_rows",
        "ho_2024-06-30.xlsx": "no_village_register",
    }
    assert "TỪ CHỐI: Không dòng nào dùng được" in report(folder / "refused", "z_2024-06-30.xlsx.txt")


def test_nothing_of_an_earlier_file_is_overwritten(world: World, folder: Path) -> None:
    for row in (["H4", SECRET, "Thôn Lạ"], ["H5", SECRET, "Thôn Lạ"], ["H6", SECRET, "Thôn 1"]):
        households(folder, "ho_2024-06-30.xlsx", row)
        run(world, folder)
    assert names(folder / "done") == [
        "ho_2024-06-30 (2).xlsx", "ho_2024-06-30 (2).xlsx.can_sua.xlsx", "ho_2024-06-30 (2).xlsx.txt",
        "ho_2024-06-30 (3).xlsx", "ho_2024-06-30 (3).xlsx.txt",
        "ho_2024-06-30.xlsx", "ho_2024-06-30.xlsx.can_sua.xlsx", "ho_2024-06-30.xlsx.txt",
    ]  # fmt: skip


def test_the_number_passes_over_a_report_that_is_still_there(world: World, folder: Path) -> None:
    (folder / "done" / "HO_2024-06-30.xlsx.TXT").write_text("an earlier report", "utf-8")
    households(folder)
    run(world, folder)
    assert "ho_2024-06-30 (2).xlsx" in names(folder / "done")
    assert report(folder / "done", "HO_2024-06-30.xlsx.TXT") == "an earlier report"


def test_a_text_list_and_its_report_do_not_meet(world: World, folder: Path) -> None:
    write_csv(folder / "ho_2024-06-30.txt", [HEADERS, ["H1", SECRET, "Thôn 1"]])
    run(world, folder)
    assert names(folder / "done") == ["ho_2024-06-30.txt", "ho_2024-06-30.txt.txt"]


UNFINISHED = [
    "~$ho.xlsx",
    "ho.xlsx.part",
    "ho.csv.tmp",
    "ho.xlsx.crdownload",
    ".ho.xlsx",
    ".~lock.x#",
    "Thumbs.db",
    "desktop.ini",
]


def test_a_list_that_would_take_much_away_is_refused_and_says_why(world: World, folder: Path) -> None:
    register = [[f"H{n}", SECRET, "Thôn 1"] for n in range(1, 41)]
    write_xlsx(folder / "ho_2024-03-31.xlsx", [HEADERS, *register])
    run(world, folder)
    write_xlsx(folder / "mot_2024-06-30.xlsx", [HEADERS, register[0]])
    members(folder)
    handled = run(world, folder)
    assert names(folder / "refused") == ["mot_2024-06-30.xlsx", "mot_2024-06-30.xlsx.txt"]
    told = report(folder / "refused", "mot_2024-06-30.xlsx.txt")
    for part in ("thêm vào hay thay thế", "từ 40 hộ thành 1, bớt đi 39", "Nhập dữ liệu", "Không nạp gì từ tệp này."):
        assert part in told
    assert SECRET not in told
    assert handled["tv_2024-06-30.csv"].error is None
    assert world.counts("households", JUNE)[::2] == (2, 40)
    write_xlsx(folder / "mot_2024-06-30.xlsx", [["DANH SÁCH BỔ SUNG"], HEADERS, ["H41", SECRET, "Thôn 1"]])
    run(world, folder)
    assert world.counts("households", JUNE)[2] == 41, "a list that calls itself an addition is one"


def test_what_is_still_being_written_stays(world: World, folder: Path) -> None:
    for name in UNFINISHED:
        (folder / name).write_bytes(b"half")
    (folder / "ho.csv").mkdir()
    households(folder, "dang_mo_2024-06-30.xlsx")
    (folder / "~$dang_mo_2024-06-30.xlsx").write_bytes(b"open in Excel")
    assert waiting(folder) == []
    assert run(world, folder) == {}
    assert "dang_mo_2024-06-30.xlsx" in names(folder)
    assert len(names(folder)) == len(UNFINISHED) + 2


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_a_link_is_not_read_by_the_programs_rights(
    world: World, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Whoever may put files into the inbox may not read all that this program may."""
    others = households(tmp_path)
    (folder / "ho_2024-06-30.xlsx").symlink_to(others)
    if when == "meanwhile":  # it became one after it was looked at
        monkeypatch.setattr(inbox_room, "_is_own_file", Path.is_file)
        assert waiting(folder)
    assert run(world, folder) == {}
    assert names(folder) == ["ho_2024-06-30.xlsx"] and others.exists()


def test_a_crash_between_loading_and_moving_loads_nothing_twice(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_args: object) -> None:
        raise Killed

    households(folder, "ho_2024-06-30.xlsx", ["H4", SECRET, "Thôn Lạ"])
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(inbox_room, "_put_away", killed)
        run(world, folder)
    batches = [batch.batch for batch in world.store.batches()]
    assert len(batches) == 4
    assert names(folder) == ["ho_2024-06-30.xlsx"]
    run(world, folder)
    assert [batch.batch for batch in world.store.batches()] == batches
    assert names(folder / "done") == ["ho_2024-06-30.xlsx", "ho_2024-06-30.xlsx.can_sua.xlsx", "ho_2024-06-30.xlsx.txt"]
    assert "đã nạp ở lần nạp 4" in report(folder / "done", "ho_2024-06-30.xlsx.txt")


def test_a_file_that_changes_while_it_is_loaded_waits_for_the_next_run(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = households(folder)
    put_away = inbox_room._put_away

    def meanwhile(*args: Any) -> Handled | None:
        households(folder, file.name, ["H9", SECRET, "Thôn 1"])
        return put_away(*args)

    with monkeypatch.context() as patched:
        patched.setattr(inbox_room, "_put_away", meanwhile)
        assert run(world, folder)[file.name].moved_to is None
    assert names(folder) == [file.name]
    assert names(folder / "done") == []
    run(world, folder)
    assert world.counts("households", JUNE)[2] == 4
    assert names(folder) == []


def test_a_file_that_another_run_has_moved_is_no_fault(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = households(folder)
    put_away = inbox_room._put_away

    def moved_already(*args: Any) -> Handled | None:
        file.unlink()
        return put_away(*args)

    monkeypatch.setattr(inbox_room, "_put_away", moved_already)
    assert run(world, folder) == {}
    assert names(folder / "done") == []


class Office:
    """The command line as a scheduler calls it, with an inbox in its configuration."""

    def __init__(self, folder: Path, inbox: str) -> None:
        self.database = folder / "kpi.duckdb"
        self.config = folder / "config.yaml"
        text = CONFIG_FILE.read_text("utf-8")
        assert '  inbox: ""' in text, "off as it is shipped"
        self.config.write_text(text.replace('  inbox: ""', f"  inbox: {json.dumps(inbox)}"), "utf-8")

    def run(self, *words: object, code: int = 0) -> str:
        command = [sys.executable, "-m", "kpi", "--config", self.config, "--database", self.database, *words]
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, cwd=ROOT, check=False, timeout=PATIENCE_SECONDS,
            text=True, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout if code in (0, 1) else done.stdout + done.stderr


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path, str(tmp_path / "cho_nap"))
    World.empty(tmp_path).with_villages_and_groups()
    return office


def test_the_command_answers_machines_and_schedulers(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "cho_nap"
    assert json.loads(office.run("import", "--inbox", "--json")) == []
    assert sorted(path.name for path in folder.iterdir()) == ["done", "refused"], "made at the first run"
    assert "Không có gì để nạp" in office.run("import", "--inbox")

    households(folder)
    (row,) = json.loads(office.run("import", "--inbox", "--json"))
    assert (row["dataset"], row["accepted"], row["already_loaded"], row["refused"]) == ("household", 3, False, None)
    assert Path(row["moved_to"]) == folder / "done" / "ho_2024-06-30.xlsx"

    households(folder, "ho_2024-07-31.xlsx", ["H4", SECRET, "Thôn Lạ"])
    told = office.run("import", "--inbox", code=1)
    assert "nhận 3, loại 1" in told
    assert "done" in told

    (folder / "hong.xlsx").write_bytes(b"no workbook")
    households(folder, "ho_2024-08-31.xlsx")
    rows = json.loads(office.run("import", "--inbox", "--json", code=1))
    assert [(row["file"], row["refused"] and row["refused"]["code"]) for row in rows] == [
        ("ho_2024-08-31.xlsx", None),
        ("hong.xlsx", rows[1]["refused"]["code"]),
    ]
    (folder / "hong.xlsx").write_bytes(b"no workbook either")
    assert "Không mở được tệp Excel" in office.run("import", "--inbox", code=3)


@pytest.mark.parametrize(
    "words",
    [
        ["import"],
        ["import", "--inbox", "x.xlsx"],
        ["import", "--inbox", "--strict"],
        ["import", "--inbox", "--dry-run"],
        ["import", "--inbox", "--replace"],
    ],
)
def test_files_or_the_inbox_never_both_nor_neither(office: Office, words: list[str]) -> None:
    assert "Cách xử lý" in office.run(*words, code=2)


@pytest.mark.parametrize("named", ["", "  "])
def test_an_inbox_that_is_off_says_how_to_switch_it_on(tmp_path: Path, named: str) -> None:
    told = Office(tmp_path, named).run("import", "--inbox", code=3)
    assert "config.yaml → storage.inbox" in told
    assert "data/inbox" in told


def test_an_inbox_on_a_drive_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    told = Office(tmp_path, str(tmp_path / "mạng" / "chung")).run("import", "--inbox", code=3)
    assert "Không dùng được thư mục chờ nạp" in told
    assert not (tmp_path / "mạng").exists()


def test_an_inbox_that_is_a_file_is_told(tmp_path: Path, world: World) -> None:
    (tmp_path / "tep").write_text("", "utf-8")
    office = Office(tmp_path, str(tmp_path / "tep"))
    assert "Không dùng được" in office.run("import", "--inbox", code=3)
    with pytest.raises(UserError):
        inbox_room.folder_of(world.config)
