"""Delimited text: no cell slides under another header in silence, and no guard of Excel stays in a code."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from kpi.ingest.loading.load import Outcome, Source, load_into, read_piles
from kpi.ingest.reading import delimited
from kpi.ingest.reading.files import read_content
from tests.worlds import World

DAY = date(2024, 6, 30)
LOG = "Mã tin,Loại tin,Thời điểm tiếp nhận,Nội dung,Căn cứ gia hạn,Ngày xử lý xong"
SOUND = "TB9,Phản ánh,02/6/2024,mất gà,,10/6/2024"
NARRATIVE = "ông K đánh bạc"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def take(world: World, text: str, name: str = "list.csv", encoding: str = "utf-8") -> Outcome:
    """What came of a log, refused or not: one of which no row can be used is."""
    file = world.folder / name
    file.write_text(text, encoding, newline="")
    piles = read_piles([Source(file, as_of=DAY)], world.config.storage)
    with world.store.writing() as writer:
        when = datetime(2025, 1, 1)
        return load_into(writer, world.config, piles, known_at=when, loaded_by="test", forgiving=True)[0]


def errors(outcome: Outcome) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.code) for problem in outcome.problems if problem.severity == "error"]


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (f"TB1,Phản ánh,01/6/2024,{NARRATIVE}, bà Kín kể lại,,10/6/2024", 1),  # a separator without quotes
        (f"TB1,Phản ánh,01/6/2024,{NARRATIVE}, bà Kín kể lại,10/6/2024,", 1),  # behind it an empty cell
        (f'TB1,Phản ánh,01/6/2024,"{NARRATIVE},,10/6/2024', 1),  # a quote that nothing closes
        (f'TB1,Phản ánh,01/6/2024,xe "độ" {NARRATIVE}, gây ồn,,10/6/2024', 1),
        (f"TB1,Phản ánh,01/6/2024 {NARRATIVE},,10/6/2024", 1),  # a separator lost
        (f"TB1,Phản ánh,01/6/2024,{NARRATIVE}", 1),  # the end lost
        (f"TB1,Phản ánh,01/6/2024,{NARRATIVE}\n chạy mất,bà K,3/6/2024,,,10/6/2024", 2),  # a line break without quotes
        (f'TB1,Phản ánh,01/6/2024,"{NARRATIVE},,10/6/2024\n{SOUND[:-12]}"x",,10/6/2024\nTB8,Phản ánh,1/6/2024,xe",,10/6/2024', 2),
    ],
)  # fmt: skip
def test_a_row_that_slid_is_rejected_and_none_of_its_cells_is_kept(world: World, row: str, lines: int) -> None:
    outcome = take(world, f"{LOG}\n{row}\n{SOUND}\n")
    assert (2, "shifted") in errors(outcome)
    assert {code for _row, code in errors(outcome)} == {"shifted"}
    assert outcome.rejected >= lines - 1
    shown = repr((outcome.problems, outcome.rejected_rows, outcome.preview))
    assert NARRATIVE not in shown and "TB1" not in shown
    assert outcome.read == row.count("\n") + 2


def test_two_stray_quotes_do_not_swallow_the_rows_between_them(world: World) -> None:
    rows = [
        'TB1,Phản ánh,01/6/2024,"xe chạy đêm,,10/6/2024', SOUND, "TB3,Phản ánh,03/6/2024,ồn,,10/6/2024",
        'TB4,Phản ánh,04/6/2024,ống 5",,10/6/2024',
    ]  # fmt: skip
    outcome = take(world, "\n".join([LOG, *rows]))
    assert outcome.accepted == 0 and errors(outcome) == [(2, "shifted")]
    assert [problem.message for problem in outcome.problems if problem.code == "wrapped_lines"]


def test_a_quoted_line_break_is_one_row_and_said(world: World) -> None:
    outcome = take(world, f'{LOG}\nTB1,Phản ánh,01/6/2024,"mất gà,\nmất vịt, ""hai con""",,10/6/2024\n{SOUND}\n')
    assert (outcome.read, outcome.accepted, outcome.rejected) == (2, 2, 0)
    assert [problem.code for problem in outcome.problems if problem.code == "wrapped_lines"] == ["wrapped_lines"]


def test_empty_cells_behind_the_last_header_are_no_shift_where_most_rows_have_them(world: World) -> None:
    rows = [f"TB{n},Phản ánh,02/6/2024,mất gà,,10/6/2024,," for n in range(3)]
    assert take(world, "\n".join([f"{LOG},,", *rows])).accepted == 3
    assert take(world, "\n".join([LOG, *rows, f"TB7{SOUND[3:]}"]), "b.csv").accepted == 4
    outcome = take(
        world, "\n".join([LOG, *(row[:-2] for row in rows), f"TB8,Phản ánh,02/6/2024,{NARRATIVE}, bà Kín,,"])
    )
    assert (outcome.accepted, errors(outcome)) == (3, [(5, "shifted")])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("other", [",", ";", "|"])
def test_the_separator_is_the_one_of_the_header(world: World, separator: str, other: str) -> None:
    if other == separator:
        pytest.skip("one separator beside another")
    title = f"DANH SÁCH HỘ DÂN{other} XÃ HÀ GIANG{other} HUYỆN HÀ TRUNG{other} TỈNH THANH HÓA{other} NĂM 2024"
    rows = [
        ["Mã hộ", "Họ và tên chủ hộ", "Thôn"],
        *([f"H{n}", f"Nguyễn{other} Văn{other} A{other} B", "Thôn 1"] for n in range(9)),
    ]
    outcome = take(world, "\n".join([title, *(separator.join(row) for row in rows)]), "ho.txt")
    assert (outcome.dataset, outcome.accepted) == ("household", 9)


@pytest.mark.parametrize(
    "guarded", ['"=""{}"""', '="{}"', "'{}", '"\t{}"', "  '{}"], ids=["quoted", "bare", "apostrophe", "tab", "blank"]
)
@pytest.mark.parametrize("long", [False, True])
def test_guards_go(world: World, monkeypatch: pytest.MonkeyPatch, guarded: str, long: bool) -> None:
    if long:
        monkeypatch.setattr(delimited, "TALL_BYTES", 0)
    cells = [",".join(map(guarded.format, (f"H0{n}", "Nguyễn Văn A", f"090000000{n}"))) for n in range(5)]
    take(world, "\n".join(["Mã hộ,Họ và tên chủ hộ,SĐT,Thôn", *(f"{row},Thôn 1" for row in cells)]))
    members = [f"N1,Người {n},H0{n}" for n in range(4)]
    assert take(world, "\n".join(["Nhóm,Tên hiển thị,Mã hộ", *members]), "members.csv").accepted == 4
    assert world.counts("households", DAY) == (4, 0, 5)


def test_a_name_in_quotes_of_its_own_keeps_them() -> None:
    (sheet,) = read_content("a.csv", "Tên\n'Tý'\nD'Arc\n'Tèo\n".encode())
    assert [row[0] for row in sheet.rows[1:]] == ["'Tý'", "D'Arc", "Tèo"]
