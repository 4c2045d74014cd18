"""Lists of members copied from Zalo's screen are read as what they are; tables never are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.answers.links import links
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.reading.files import read_content
from kpi.ingest.reading.pasted import HEADER, as_list, tables
from tests.worlds import World

JUNE = date(2024, 6, 30)
PHONE = """Thành viên (5)
Tìm thành viên
Bạn
Trưởng nhóm
Lan Trần 🌻
Phó nhóm
Hùng, T2
Thêm bởi Lan Trần 🌻
Huệ
Đã thêm bạn
mẹ Bống
"""
PC = """Nhóm Thôn 2

Thành viên nhóm (4)
Thêm thành viên
Sắp xếp
Lan Trần

Trưởng nhóm

Hùng
Quản trị viên

Bạn
Phó nhóm
Huệ
Được thêm bởi Lan Trần
"""
NO_HEADING = "Lan\nTrưởng nhóm\nHùng\nPhó nhóm\nHuệ\nHoa\nMai\n"
DATED = "Zalo Thôn 1\nTính đến ngày 30/6/2024\nDanh sách thành viên\nLan\nTrưởng nhóm\nHùng\nThành viên\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def take(world: World, name: str, text: str, **said: object) -> Outcome:
    source = Source(Path(name), content=text.encode(), **said)  # type: ignore[arg-type]
    return load(world.store, world.config, [source], known_at=world.clock, loaded_by="t")[0]


@pytest.mark.parametrize(
    ("text", "titles", "members"),
    [
        (PHONE, [], [("Bạn", "Trưởng nhóm", "5"), ("Lan Trần 🌻", "Phó nhóm", "5"), ("Hùng, T2", "", "5"), ("Huệ", "", "5"),
                     ("mẹ Bống", "", "5")]),
        (PC, ["Nhóm Thôn 2"], [("Lan Trần", "Trưởng nhóm", "4"), ("Hùng", "Quản trị viên", "4"), ("Bạn", "Phó nhóm", "4"),
                               ("Huệ", "", "4")]),
        (NO_HEADING, [], [("Lan", "Trưởng nhóm", ""), ("Hùng", "Phó nhóm", ""), ("Huệ", "", ""), ("Hoa", "", ""), ("Mai", "", "")]),
        (DATED, ["Zalo Thôn 1", "Tính đến ngày 30/6/2024"], [("Lan", "Trưởng nhóm", ""), ("Hùng", "", "")]),
        ("Danh sách thành viên\nLan\nHùng\n", [], [("Lan", "", ""), ("Hùng", "", "")]),
        ("30 thành viên\r\nLan\r\nBạn\r\nHùng\r\n", [], [("Lan", "", "30"), ("Hùng", "", "30")]),
    ],
)  # fmt: skip
def test_a_copied_list_is_names_with_roles(text: str, titles: list[str], members: list[tuple[str, str, str]]) -> None:
    rows = [[title] for title in titles] + [HEADER, *map(list, members)]
    assert tables("a.txt", text) == [rows]


@pytest.mark.parametrize(
    "text",
    [
        "Nhóm,Tên hiển thị,Vai trò\nN1,Lan,Trưởng nhóm\nN1,Hùng,Phó nhóm\n",
        "Thành viên (2)\nSTT;Tên hiển thị;Vai trò\n1;Lan;Trưởng nhóm\n2;Hùng;\n",
        "Danh sách thành viên\nTên hiển thị\nLan\nHùng\n",
        "Danh sách thành viên\t\nTên hiển thị\tVai trò\nLan\tTrưởng nhóm\n",
        "Mã thôn\nT1\nT2\n",
        "Họ và tên\nNguyễn Văn A\nTrưởng nhóm\n",
        "",
    ],
)
def test_a_table_is_never_taken_for_a_copied_list(text: str) -> None:
    assert not tables("a.txt", text)


@pytest.mark.parametrize("suffix", ["txt", "csv"])
def test_the_file_says_group_and_day(world: World, suffix: str) -> None:
    outcome = take(world, f"thanh_vien_nhom_thon_2_2024-06-30.{suffix}", PHONE)
    assert (outcome.dataset, outcome.as_of, outcome.accepted, outcome.complete) == ("membership", JUNE, 5, True)
    assert {row.group for row in links(world.store, world.config, JUNE)} == {"N2"}


def test_the_lines_above_the_list_say_group_and_day(world: World) -> None:
    outcome = take(world, "a.txt", DATED)
    assert (outcome.as_of, [change.scope for change in outcome.scopes]) == (JUNE, ["N1"])


def test_group_and_day_can_be_said(world: World) -> None:
    outcome = take(world, "a.txt", PC, group="N1", as_of=JUNE)
    assert [change.scope for change in outcome.scopes] == ["N1"]


def test_no_group_or_no_day_is_refused(world: World) -> None:
    for said in ({"group": "N1"}, {"as_of": JUNE}):
        with pytest.raises(UserError):
            take(world, "a.txt", PHONE, **said)


def test_fewer_than_the_heading_states_are_a_part(world: World) -> None:
    outcome = take(world, "a.txt", PHONE.replace("(5)", "(30)"), group="N1", as_of=JUNE)
    assert not outcome.complete
    (message,) = [problem.message for problem in outcome.problems if problem.code == "partial_list"]
    assert "Nhóm Thôn 1" in message and "5/30" in message


def test_names_alone_are_a_list_where_somebody_says_so() -> None:
    assert not tables("a.txt", "Lan\nHùng\n")
    (sheet,) = read_content("dan.txt", as_list("Lan\nHùng\n").encode())
    assert sheet.rows == [HEADER, ["Lan", "", ""], ["Hùng", "", ""]]
    assert as_list(PHONE) == PHONE
