"""Of each kind of fault that files bring two inputs more, with what is right: rows taken, rows rejected and why, what is stored."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from tests.worlds import World

DAY = date(2024, 6, 30)
HOUSEHOLD = ["Mã hộ", "Họ và tên chủ hộ", "Thôn"]
LOG = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Nội dung", "Ngày xử lý xong"]
PAGE = '<html><body><table><tr><th>Mã hộ</th><th>Họ và tên chủ hộ</th><th>Thôn</th></tr><tr><td x:num="7">007</td>'


def xlsx(*rows: list[Any], since_1904: bool = False, **formats: str) -> bytes:
    """A workbook; ``formats``: cell → number format."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "date_1904": since_1904})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            said = formats.get(f"{chr(65 + column)}{number + 1}")
            page.write(number, column, cell, book.add_format({"num_format": said}) if said else None)
    book.close()
    return content.getvalue()


def text(*rows: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(rows).encode(encoding)


H1 = ["H1", "Lê Thị A", "Thôn 1"]
# kind: name of the file, its bytes, codes that are stored, rows rejected with their reason
FILES: dict[str, tuple[str, bytes, list[str], list[tuple[int, str]]]] = {
    "1 a pipe in a title, commas in a name": (
        "list.csv", text("Sổ hộ | năm 2024;;", "Mã hộ;Họ và tên chủ hộ;Thôn", "H1;Lê Thị A, vợ ông B;Thôn 1", "H2;Trần B;Thôn 2"),
        ["H1", "H2"], []),
    "1 a quote in inches": (
        "list.txt", text("\t".join(LOG), 'TB1\tPhản ánh\t1/6/2024\tống 5" vỡ\t', 'TB2\tPhản ánh\t2/6/2024\t"đã\t5/6/2024'),
        ["TB1"], [(3, "shifted")]),
    "2 letters by format": ("list.xlsx", xlsx(HOUSEHOLD, [7, "Lê Thị A", "Thôn 1"], A2='"HG-"0000'), ["HG-0007"], []),
    "2 noise behind the point": ("list.xlsx", xlsx(HOUSEHOLD, [41.000000000000014, "Lê Thị A", "Thôn 1"]), ["41"], []),
    "2 a fraction": ("list.xlsx", xlsx(HOUSEHOLD, H1, [0.5, "Trần B", "Thôn 1"], A3="# ?/?"), ["H1"], [(3, "made_by_excel")]),
    "2 days since 1904": (
        "list.xlsx", xlsx(LOG, ["TB1", "Phản ánh", 44_000, "", 44_001.5], since_1904=True), ["TB1"], []),
    "3 an error in a needed cell": ("list.xlsx", xlsx(HOUSEHOLD, H1, ["H2", "Trần B", "#REF!"]), ["H1"], [(3, "formula_error")]),
    "3 an error for a name": ("list.xlsx", xlsx(HOUSEHOLD, H1, ["H2", "#NAME?", "Thôn 1"]), ["H1"], [(3, "formula_error")]),
    "4 a mark for each letter": ("list.csv", text(",".join(HOUSEHOLD), ",".join(H1), "H2,??ng V?n,Thôn 1"), ["H1"],
                                 [(3, "mangled_letters")]),
    "4 a control between letters": ("list.csv", text(",".join(HOUSEHOLD), ",".join(H1), "H2,Nguy\u1ec5\u0085n,Thôn 1"), ["H1"],
                                    [(3, "mangled_letters")]),
    "6 a page that keeps the zeros": (
        "list.xls", text(PAGE, "<td>Lê Thị A</td><td>Thôn 1</td></tr></table></body></html>"), ["007"], []),
    "6 tabs in UTF-16": ("list.xls", text("\t".join(HOUSEHOLD), "\t".join(H1), encoding="utf-16"), ["H1"], []),
}  # fmt: skip
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "6 an archive of a web page": (
        "list.xls",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>",
        "unreadable_file",
    ),
    "6 nothing but a page's frame": ("list.xls", b"<html><frameset></frameset></html>", "unreadable_file"),
    "7 a list in a list in a list": ("list.json", b"[" * 200_000, "unreadable_file"),
    "7 a number without an end": ("list.json", b'{"gridInfoMap": ' + b"9" * 50_000 + b"}", "unreadable_file"),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World.empty(tmp_path_factory.mktemp("kinds")).with_villages_and_groups()


@pytest.mark.parametrize("kind", FILES)
def test_the_right_rows_are_taken(world: World, kind: str) -> None:
    name, content, codes, rejected = FILES[kind]
    world.clock += timedelta(hours=1)
    source = Source(Path(name), as_of=DAY, content=content)
    (outcome,) = load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")
    table = "cases" if outcome.dataset == "case" else "households"
    with world.store.writing() as writer:
        found = writer._connection.execute(
            f"select code from {table} where batch = ? order by row", [outcome.batch]
        ).fetchall()
    assert [row[0] for row in found] == codes
    assert [(one.row, one.code) for one in outcome.problems if one.severity == "error"] == rejected


def test_a_day_of_1904_is_that_day(world: World) -> None:
    content = xlsx(LOG, ["TB5", "Phản ánh", 43_982, "", 43_984.5], since_1904=True)
    world.clock += timedelta(hours=1)
    load(
        world.store,
        world.config,
        [Source(Path("l.xlsx"), as_of=DAY, content=content)],
        known_at=world.clock,
        loaded_by="t",
    )
    with world.store.writing() as writer:
        (found,) = writer._connection.execute("select received_at, closed_at from cases where code = 'TB5'").fetchall()
    assert [f"{moment:%d/%m/%Y %H}" for moment in found] == ["01/06/2024 00", "03/06/2024 12"]


@pytest.mark.parametrize("kind", REFUSED)
def test_the_others_are_refused(world: World, kind: str) -> None:
    name, content, code = REFUSED[kind]
    source = Source(Path(name), as_of=DAY, content=content)
    with pytest.raises(UserError) as caught:
        load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")
    assert caught.value.code == code
    assert caught.value.remedy
