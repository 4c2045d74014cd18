"""Whose a row is: by the name of a file or sheet that may be a month's, by headings and blank cells; and which rows are nobody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.ingest.reading.files import read_file
from kpi.operations import explaining, mapping
from kpi.operations.undo import undo
from tests.worlds import World, made_once

DAY = date(2024, 6, 30)
HEADS = [["Mã hộ", "Họ và tên chủ hộ", "Số khẩu"], ["H1", "Đỗ Thị Mận", "4"], ["H2", "Lý Văn Khế", "3"]]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path)
    villages = [[f"V{number}", f"Thôn {number}"] for number in range(1, 5)]
    world.load("village", [["Mã thôn", "Tên thôn"], *villages], date(2023, 12, 31))
    return world


def load_book(world: World, name: str, sheets: Mapping[str, Sequence[Sequence[str]]]) -> list[Outcome]:
    path = world.folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
    return load(world.store, world.config, [Source(path, as_of=DAY)], known_at=world.clock, loaded_by="test")


def take_back(world: World, outcome: Outcome) -> None:
    undo(world.store, outcome.batch or 0, undone_by="Thư", reason="", at=world.clock)


def stored(world: World) -> list[tuple[str, str]]:
    with duckdb.connect(str(world.store.path)) as connection:
        return connection.execute("select code, village from households order by code").fetchall()


@pytest.mark.parametrize("name", ["DS T3.xlsx", "ho_T3.xlsx", "ds t.03.xlsx"])
def test_a_file_whose_name_may_be_a_months_is_asked_for_its_village(world: World, name: str) -> None:
    """Such a register, without a year and without a village in it, went to Thôn 3 as a whole."""
    with pytest.raises(UserError) as refused:
        load_book(world, name, {"Sheet1": HEADS})
    assert refused.value.code == "unknown_village"
    assert stored(world) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("DANH SÁCH HỘ DÂN THÔN 1, 2", "ho.xlsx"),
        ("DANH SÁCH HỘ DÂN CÁC THÔN 1 VÀ 2 NĂM 2024", "ho.xlsx"),
        ("DANH SÁCH HỘ DÂN THÔN 1 - THÔN MỚI", "thon_1.xlsx"),
        ("DANH SÁCH HỘ DÂN", "ho_thon_1-2.xlsx"),
        ("DANH SÁCH HỘ DÂN THÔN 1 2", "ho.xlsx"),
        ("DANH SÁCH HỘ DÂN THÔN 1, 12", "ho.xlsx"),
        ("DANH SÁCH HỘ DÂN THÔN 1 - 12", "ho.xlsx"),
        ("DANH SÁCH HỘ DÂN", "ho_thon_1_2.xlsx"),
    ],
)
def test_a_title_of_two_units_gives_none(world: World, title: str, name: str) -> None:
    """All households went to the first of them, whose register they became; the other one kept its old."""
    with pytest.raises(UserError) as refused:
        load_book(world, name, {"Sheet1": [[title], *HEADS]})
    assert refused.value.code == "unknown_village"
    outcomes = load_book(
        world, "theo thon.xlsx", {"Sheet1": [[title], HEADS[0], ["THÔN 1, 2"], HEADS[1], ["THÔN 3"], HEADS[2]]}
    )
    assert [problem.row for problem in outcomes[0].problems if problem.code == "empty"] == [4]
    assert stored(world) == [("H2", "V3")]


@pytest.mark.parametrize(
    "behind",
    [
        "- 6 THÁNG ĐẦU NĂM 2024",
        ", NĂM 2024",
        ", 3 HỘ",
        "- XÃ HAI HÀ",
        "- 01/06/2024",
        "3 HỘ",
        "- 30/6",
        "(2)",
        "6 THÁNG ĐẦU NĂM",
        "2024",
    ],
)
def test_what_stands_behind_a_unit_is_no_second_one(world: World, behind: str) -> None:
    load_book(world, "ho.xlsx", {"Sheet1": [[f"DANH SÁCH HỘ DÂN THÔN 1 {behind}"], *HEADS]})
    assert stored(world) == [("H1", "V1"), ("H2", "V1")]


def test_a_village_named_like_a_purpose_hides_none(world: World) -> None:
    """The list of the households that are "tiên tiến" was taken for the register where a village is called so."""
    names = ("Thôn Tiên Tiến", "Thôn Văn Minh")
    world.load(
        "village", [["Mã thôn", "Tên thôn"], *([f"V{at}", name] for at, name in enumerate(names))], date(2024, 1, 1)
    )
    rows = [[*HEADS[0], "Thôn"], [*HEADS[1], "Văn Minh"], [*HEADS[2], "Tiên Tiến"]]
    with pytest.raises(UserError) as refused:
        load_book(world, "ho.xlsx", {"Sheet1": [["DANH SÁCH CÁC HỘ TIÊN TIẾN NĂM 2024"], *rows]})
    assert refused.value.code == "other_purpose"
    load_book(world, "ho.xlsx", {"Sheet1": [["DANH SÁCH CÁC HỘ THÔN TIÊN TIẾN, VĂN MINH NĂM 2024"], *rows]})
    assert stored(world) == [("H1", "V1"), ("H2", "V0")]


def test_a_file_whose_name_says_the_unit_is_loaded(world: World) -> None:
    load_book(world, "DS Thôn 3.xlsx", {"Sheet1": HEADS})
    assert stored(world) == [("H1", "V3"), ("H2", "V3")]


def test_sheets_called_t1_and_t2_are_villages_together_and_none_alone(world: World) -> None:
    with pytest.raises(UserError):
        load_book(world, "ho.xlsx", {"T2": HEADS})
    with pytest.raises(UserError):  # there is no Thôn 9: they are months
        load_book(world, "thang.xlsx", {"T2": HEADS, "T9": HEADS})
    load_book(world, "thon.xlsx", {"T1": [HEADS[0], HEADS[1]], "T2": [HEADS[0], HEADS[2]]})
    assert stored(world) == [("H1", "V1"), ("H2", "V2")]


NAMED = ["Thôn", "Mã hộ", "Họ và tên chủ hộ", "Số khẩu"]


def test_a_unit_written_once_holds_for_no_row_below_it(world: World) -> None:
    """Held downwards, it took rows of totals for households, and those below another village's heading for its own."""
    rows = [["Thôn 1", "A1", "Mận", "4", "x"], ["", "A2", "Khế", "3", ""], ["", "", "Cộng", "7", "x"]]
    [outcome] = load_book(world, "ho.xlsx", {"Sheet1": [[*NAMED, "Ghi chú"], *rows]})
    assert [village for _code, village in stored(world)] == ["V1"]
    assert (outcome.accepted, outcome.rejected, outcome.ignored) == (1, 1, 1)


WRITTEN_ONCE = [
    ["TT", *NAMED],
    ["1", "Thôn 1", "A1", "Mận", "4"],
    ["2", "", "A2", "Khế", "3"],
    ["3", "", "A3", "Lê", "2"],
    ["", "", "", "Cộng", "9"],
    ["4", "", "A4", "Mít", "2"],  # below a total nobody knows whose it is
    ["1", "Thôn 2", "B1", "Sim", "5"],
    ["2", "", "B2", "Na", "2"],
]


def test_a_unit_written_once_holds_where_a_person_has_said_so(world: World) -> None:
    """The question names the village and that the list counts on; the answer is known again by the headers, and can be taken back."""

    def loaded(rows: Sequence[Sequence[str]] = WRITTEN_ONCE) -> Outcome:
        return load_book(world, "ho.xlsx", {"Sheet1": rows})[0]

    def asked(outcome: Outcome) -> list[tuple[int | None, str]]:
        return [(one.row, one.hint) for one in outcome.problems if one.code == "village_above"]

    first = loaded()
    assert asked(first) == [(3, "Thôn 1"), (4, "Thôn 1"), (8, "Thôn 2")]
    assert (first.accepted, first.rejected, first.ignored) == (2, 4, 1)
    assert stored(world) == [("A1", "V1"), ("B1", "V2")]

    [sheet] = read_file(world.folder / "ho.xlsx")
    mapping.remember_held_down(
        world.store, world.config, sheet, "household", reason="", decided_by="Thư", at=world.clock
    )
    held = loaded()
    assert held.loaded_before is None, "it says more than before"
    assert asked(held) == []
    assert (held.accepted, held.rejected, held.ignored) == (5, 1, 1)
    assert sorted(set(stored(world))) == [("A1", "V1"), ("A2", "V1"), ("A3", "V1"), ("B1", "V2"), ("B2", "V2")]
    assert [one.message for one in held.problems if one.code == "village_held"][0].startswith("3 dòng")
    take_back(world, held)

    [correction] = world.store.listed_corrections()
    assert (correction.decided_by, correction.meaning) == ("Thư", "above")
    explaining.take_back(world.store, correction, decided_by="Thư", at=world.clock)
    assert loaded().accepted == 2


def test_what_a_list_does_not_count_is_asked_about_by_nobody(world: World) -> None:
    """It may be the sum of those above, in whatever words."""
    rows = [["1", "Thôn 1", "Mận", "4"], ["2", "", "Khế", "3"], ["", "", "Toàn thôn", "7"], ["3", "", "Sim", "2"]]
    [outcome] = load_book(world, "ho.xlsx", {"Sheet1": [["TT", "Thôn", "Họ và tên chủ hộ", "Số khẩu"], *rows]})
    assert [one.row for one in outcome.problems if one.code == "village_above"] == [3]
    assert (outcome.accepted, outcome.rejected) == (1, 3)


def test_a_person_who_says_that_a_unit_holds_does_not_say_it_of_a_slip(world: World) -> None:
    """Where two rows in turn name the same village each names its own, in lists with the same headers, too."""
    load_book(world, "ho.xlsx", {"Sheet1": WRITTEN_ONCE})
    [sheet] = read_file(world.folder / "ho.xlsx")
    mapping.remember_held_down(
        world.store, world.config, sheet, "household", reason="", decided_by="Thư", at=world.clock
    )
    rows = [["1", "Thôn 1", "A1", "Mận", "4"], ["2", "Thôn 1", "A2", "Khế", "3"], ["3", "", "A3", "Lê", "2"]]
    [outcome] = load_book(world, "ho 2.xlsx", {"Sheet1": [WRITTEN_ONCE[0], *rows]})
    assert (outcome.accepted, outcome.rejected) == (2, 1)


def test_who_signs_below_a_list_without_codes_is_no_household(world: World) -> None:
    """Without a code "TRƯỞNG THÔN", "(đã ký)" and the name below them were three households more."""
    head = ["TT", "Họ và tên chủ hộ", "Số khẩu", "Ghi chú"]
    rows = [[str(n), f"Đỗ Thị {name}", "4", ""] for n, name in enumerate(["Mận", "Khế", "Sim"], 1)]
    below = [["", "TRƯỞNG ẤP", "", ""], ["", "(đã ký)", "", ""], ["", "Trương Bản", "", ""]]
    [outcome] = load_book(world, "Thôn 1.xlsx", {"Sheet1": [head, *rows, *below]})
    assert (outcome.accepted, outcome.rejected, outcome.ignored) == (3, 0, 3)
    take_back(world, outcome)
    [outcome] = load_book(world, "Thôn 1.xlsx", {"Sheet1": [head, *rows, below[2]]})
    assert (outcome.accepted, outcome.rejected) == (3, 1), "a name alone, not numbered, may be who signs"
    assert [one.code for one in outcome.problems if one.severity == "error"] == ["uncounted"]


def test_a_heading_holds_for_no_blank_cell_below_a_row_of_another_village(world: World) -> None:
    """The household below the first one of Thôn 2 was counted in Thôn 1, whose heading stood further above."""
    rows = [["Thôn 1", "", "", ""], ["", "A1", "Mận", "4"], ["Thôn 2", "B1", "Sim", "5"], ["", "B2", "Na", "2"]]
    [outcome] = load_book(world, "ho.xlsx", {"Sheet1": [NAMED, *rows]})
    assert stored(world) == [("A1", "V1"), ("B1", "V2")]
    assert (outcome.rejected, outcome.ignored) == (1, 1)


def test_a_heading_is_no_school_and_a_tick_before_one_is_no_heading(world: World) -> None:
    schools = [["1", "Trường Mầm non Hoa Sen", "", ""], ["2", "Trường Tiểu học Kim Đồng", "", ""]]
    parts = [
        ["I", "KHỐI TRƯỜNG HỌC", "", ""],
        *schools,
        ["II", "KHỐI Y TẾ", "", ""],
        ["1", "Trạm Y tế Đông Hải", "", ""],
    ]
    header = ["TT", "Tên đơn vị", "Người đại diện", "Số điện thoại"]
    [outcome] = load_book(world, "co quan.xlsx", {"Sheet1": [header, *parts]})
    assert (outcome.accepted, outcome.ignored) == (3, 2)
    members = [
        ["Ghi chú", "Tên hiển thị Zalo", "Số điện thoại", "ID Zalo"],
        ["X", "Trần Thị Bình", "", ""],
        ["", "Lý Văn Khế", "", ""],
        ["I", "Bùi Thị Sim", "", ""],
        ["I", "Hồ Văn Bưởi", "", ""],
    ]
    world.load(
        "group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["N1", "Nhóm Thôn 1", "Thôn", "V1"]], date(2023, 12, 31)
    )
    [outcome] = load_book(world, "Thành viên nhóm Zalo Thôn 1.xlsx", {"Sheet1": members})
    assert (outcome.accepted, outcome.ignored) == (4, 0)


def test_one_blank_cell_among_written_ones_holds_for_nobody(world: World) -> None:
    """Where each household has its village, a blank cell was forgotten, and nobody can say which it is."""
    rows = [
        ["Thôn 1", "A1", "Mận", "4"],
        ["Thôn 1", "A2", "Khế", "3"],
        ["", "B1", "Sim", "5"],
        ["Thôn 2", "B2", "Na", "2"],
    ]
    [outcome] = load_book(world, "ho.xlsx", {"Sheet1": [NAMED, *rows]})
    assert stored(world) == [("A1", "V1"), ("A2", "V1"), ("B2", "V2")]
    assert outcome.rejected == 1


def test_a_part_that_begins_above_the_header_is_followed_by_headings_below_it(world: World) -> None:
    """ "I | CƠ QUAN" stood above the header and "II | TRƯỜNG HỌC" below it: the second heading was one institution more."""
    header = ["TT", "Tên đơn vị", "Người đại diện", "Số điện thoại"]
    offices = [["1", "Công an xã Đông Hải", "", ""], ["2", "Trạm Y tế Đông Hải", "", ""]]
    schools = [["1", "Trường Mầm non Hoa Sen", "", ""]]
    for first, second in ((["I", "CƠ QUAN"], ["II", "TRƯỜNG HỌC"]), (["A. Cơ quan"], ["B. Trường học"])):
        sheet = [["DANH SÁCH CƠ QUAN, TRƯỜNG HỌC"], first, header, *offices, second, *schools]
        [outcome] = load_book(world, f"{first[0]}.xlsx", {"Sheet1": sheet})
        assert (outcome.accepted, outcome.ignored) == (3, 1)


def test_a_heading_that_numbers_the_title_s_parts_does_not_hide_those_of_the_list(world: World) -> None:
    header = ["TT", "Tên đơn vị", "Người đại diện", "Số điện thoại"]
    parts = [
        ["I", "KHỐI TRƯỜNG HỌC"],
        ["1", "Trường Mầm non Hoa Sen"],
        ["II", "KHỐI Y TẾ"],
        ["1", "Trạm Y tế Đông Hải"],
    ]
    [outcome] = load_book(world, "dv.xlsx", {"Sheet1": [["I. DANH SÁCH CƠ QUAN, TRƯỜNG HỌC"], header, *parts]})
    assert (outcome.accepted, outcome.ignored) == (2, 2)


def test_a_village_above_the_header_holds_for_the_posts_down_to_the_next_one(world: World) -> None:
    """The head of the first village was one of none."""
    header = ["STT", "Họ và tên", "Chức danh", "SĐT"]
    heads = [["1", "Đỗ Mận", "Trưởng thôn", ""], ["II. THÔN 2"], ["1", "Bùi Sim", "Trưởng thôn", ""]]
    load_book(world, "cb.xlsx", {"Sheet1": [["DANH SÁCH CÁN BỘ THÔN"], ["I. THÔN 1"], header, *heads]})
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        found = connection.execute("select village, name from officials order by name").fetchall()
    assert found == [("V2", "Bùi Sim"), ("V1", "Đỗ Mận")]
