"""What lists say in notes, headings and further words: who has died or moved, of which village a post is, what was late.

Villages T1, T2 with their groups N1, N2.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpi.domain.errors import UserError
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.reading import delimited
from tests.worlds import World, made_once

DAY = date(2024, 6, 30)


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def stored(world: World, outcome: Outcome, table: str, fields: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        query = f"select {fields} from {table} where batch = ? order by row"
        return connection.execute(query, [outcome.batch]).fetchall()


def warned(outcome: Outcome) -> list[tuple[int | None, str]]:
    return [(one.row, one.code) for one in outcome.problems if one.severity == "warning"]


def test_who_has_died_or_moved_by_the_notes_is_no_member(world: World) -> None:
    """Only notes that begin with it say it of the person himself; whoever may be meant is told."""
    header = ["Thôn", "Họ và tên", "Quan hệ với chủ hộ", "Ghi chú"]
    persons = [
        ("Đỗ Thị Mận", "Chủ hộ", "chồng đã chết 2010"), ("Đỗ Văn Na", "Con", "Từ trần tháng 5/2024"),
        ("Đỗ Văn Ổi", "Con", "Chuyển đi Huế"), ("Đỗ Thị Lê", "Con", "Nghe nói đã mất ở xa"),
        ("Lý Văn Khế", "Chủ hộ", "Chết ngày 3/2/2024, vợ đứng tên"), ("Bùi Thị Sim", "Vợ", "mất sổ hộ khẩu"),
        ("Hồ Văn Bưởi", "Chủ hộ", "Đã chuyển đi"), ("Mai Thị Cam", "Vợ", "Đã chuyển đi"),
        ("Vũ Văn Xoài", "Chủ hộ", "Khai tử (1/2024)"), ("Vũ Thị Mít", "Con", "Qua đời do bệnh"),
    ]  # fmt: skip
    outcome = world.load("household", [header, *(["T1", *person] for person in persons)], DAY)
    assert stored(world, outcome, "households", "head_name, members") == [("Đỗ Thị Mận", 2), ("Lý Văn Khế", 1)]
    assert warned(outcome) == [
        (5, "noted_dead"), (7, "head_dead"), (8, "gone"), (9, "gone"), (10, "nobody_left"), (11, "nobody_left"),
    ]  # fmt: skip


def test_a_note_of_a_relative_or_of_a_thing_makes_nobody_dead(world: World) -> None:
    """He is counted, and told of; a household that is left out by a note alone is told of as well."""
    header = ["Thôn", "Họ và tên", "Quan hệ với chủ hộ", "Ghi chú"]
    alive = ("Mất (chồng)", "Đã mất (chồng bà), ở một mình", "Khai tử (con)", "Mất do lũ: sổ hộ khẩu", "Mất (61%)",
             "Hy sinh 1972 (bố)", "Mất; CCCD đã báo", "Chuyển đi 2/2024, về 6/2024")  # fmt: skip
    notes = ["", *alive[:-1], "Chết 12/2025, vợ đứng tên"]
    rows = [
        ["T1", f"Đỗ Thị {'Mận Na Lê Sim Cam Mít Bơ Ổi Khế'.split()[at]}", "Chủ hộ", note]
        for at, note in enumerate(notes)
    ]
    outcome = world.load("household", [header, *rows, ["T1", "Đỗ Văn Bưởi", "Con", ""]], DAY)
    assert outcome.accepted == 9, outcome.problems
    with pytest.raises(UserError):
        world.load(
            "household", [header, *rows, ["T1", "Đỗ Văn Bưởi", "Chủ hộ", alive[-1]], ["T1", "Đỗ Bơ", "Con", ""]], DAY
        )


def test_a_register_says_whose_head_has_died_by_its_notes(world: World) -> None:
    """The household is counted, for others may live there."""
    header = ["Thôn", "Tên chủ hộ", "Số khẩu", "Ghi chú"]
    outcome = world.load("household", [header, ["T1", "Đỗ Mận", 3, "đã mất 2023"], ["T1", "Lý Khế", 2, "hộ mới"]], DAY)
    assert (outcome.accepted, warned(outcome)) == (2, [(2, "noted_dead")])


@pytest.mark.parametrize("bulk", [False, True])
def test_a_very_long_register_is_read_with_its_notes(world: World, monkeypatch: pytest.MonkeyPatch, bulk: bool) -> None:
    """Also where they stand far below the cells that are looked at first; what has to be asked is asked."""
    if bulk:
        monkeypatch.setattr(delimited, "TALL_BYTES", 0)
    rows = [["Mã hộ", "Thôn", "Tên chủ hộ", "Số khẩu", "Ghi chú"]]
    rows += [[f"H{at}", "Thôn 1", "Đỗ Thị Mận", "3", "hộ mới" if at < 300 else ""] for at in range(600)]
    rows[500][-1], rows[510][-1], rows[520][-1] = "Chuyển đi Huế từ 15/6", "đã mất 2023", "nghe nói đã mất"
    outcome = world.load("household", rows, DAY)
    assert (outcome.accepted, warned(outcome)) == (599, [(501, "gone"), (511, "noted_dead"), (521, "noted_dead")])
    for asked in ("Con chuyển đi, đã chuyển đi lấy chồng", "Chuyển đi 2/2024, về 6/2024"):
        rows[530][-1] = asked
        with pytest.raises(UserError, match="Ghi chú"):
            world.load("household", rows, DAY)


def test_posts_below_a_heading_of_no_village_are_of_none(world: World) -> None:
    """A heading that comes again below other villages parts these; one that comes once ends what is above it, and is told."""
    rows: list[Sequence[object]] = [
        ["STT", "Họ tên", "Chức danh"],
        ["", "Thôn Một", ""], [1, "Đỗ Mận", "Trưởng thôn"], ["", "Các chi hội", ""], [2, "Lý Khế", "Chi hội trưởng"],
        ["", "Thôn Hai", ""], [3, "Bùi Sim", "Trưởng thôn"], ["", "Các chi hội", ""], [4, "Hồ Bưởi", "Chi hội trưởng"],
        ["B", "CÁN BỘ CỦA XÃ", ""], [5, "Mai Cam", "Công an xã"],
    ]  # fmt: skip
    outcome = world.load("official", rows, DAY)
    assert stored(world, outcome, "officials", "name, village") == [
        ("Đỗ Mận", "T1"), ("Lý Khế", "T1"), ("Bùi Sim", "T2"), ("Hồ Bưởi", "T2"), ("Mai Cam", None),
    ]  # fmt: skip
    assert warned(outcome) == [(10, "village_ended")]


def test_no_body_of_the_commune_is_in_a_village_and_no_post_without_a_name_is_a_heading(world: World) -> None:
    header = ["STT", "Chức danh", "Họ tên"]
    rows: list[Sequence[object]] = [header]
    for village, head in (("Thôn Một", "Đỗ Mận"), ("Thôn Hai", "Bùi Sim")):
        rows += [["", village, ""], [1, "Trưởng thôn", head], [2, "Phó Trưởng thôn", ""], ["", "Phó thôn", ""]]
        rows += [["", "Công an xã", ""], [3, "Công an viên", f"{head} Na"]]
    outcome = world.load("official", [*rows, ["", "Đảng ủy", ""], [4, "Bí thư", "Hồ Na"]], DAY)
    assert stored(world, outcome, "officials", "name, village") == [
        ("Đỗ Mận", "T1"), ("Đỗ Mận Na", None), ("Bùi Sim", "T2"), ("Bùi Sim Na", None), ("Hồ Na", None),
    ]  # fmt: skip
    errors = [one.row for one in outcome.problems if one.severity == "error"]
    assert (errors, warned(outcome)) == ([4, 5, 10, 11], [(6, "village_ended"), (12, "village_ended")])


def test_who_rests_from_a_post_by_the_notes_holds_it_no_more(world: World) -> None:
    rows = [["Họ tên", "Chức danh", "Thôn", "Ghi chú"], ["Đỗ Mận", "Trưởng thôn", "T1", "nghỉ từ tháng 5"]]
    outcome = world.load("official", [*rows, ["Lý Khế", "Trưởng thôn", "T2", "nghỉ hưu 2019"]], DAY)
    assert (stored(world, outcome, "officials", "name"), warned(outcome)) == ([("Lý Khế",)], [(2, "gone")])


def test_a_row_that_names_several_groups_is_a_member_of_each(world: World) -> None:
    """Whatever stands above them, where they are called groups."""
    rows = [["Họ tên", "SĐT", "Đang ở đâu?"], ["Mai Cam", "0912000003", "Nhóm Thôn 1, nhóm Thôn 2"]]
    asked = world.load("membership", rows, DAY)
    assert sorted(stored(world, asked, "memberships", '"group"')) == [("N1",), ("N2",)]
    rows = [["Họ tên", "SĐT", "Nhóm"], ["Đỗ Mận", "0912000001", "N1; N2"], ["Lý Khế", "0912000002", "N1, N9"]]
    outcome = world.load("membership", rows, DAY)
    found = stored(world, outcome, "memberships", 'display_name, "group"')
    assert sorted(found) == [("Đỗ Mận", "N1"), ("Đỗ Mận", "N2")]
    assert [(one.row, one.code) for one in outcome.problems if one.severity == "error"] == [(3, "unknown_group")]


def test_what_a_log_calls_late_is_held_against_its_days(world: World) -> None:
    """Both words stand in any column; the days count, and what differs from them is told."""
    header = ["Mã tin", "Loại tin", "Ngày tiếp nhận", "Hạn xử lý", "Ngày xong", "Tình trạng", "Nhận xét"]
    said = [("10/6/2024", "Xong trễ hạn", ""), ("20/6/2024", "Xong đúng hạn", ""), ("10/6/2024", "Xong", "Quá hạn"),
            ("20/6/2024", "Xong trễ hạn", "Trễ hạn"), ("17/6/2024", "Xong", "Không quá hạn")]  # fmt: skip
    rows = [[f"S{n}", "Phản ánh", "3/6/2024", "17/6/2024", *one] for n, one in enumerate(said)]
    outcome = world.load("case", [header, *rows], DAY)
    assert warned(outcome) == [(2, "called_otherwise"), (3, "called_otherwise"), (4, "called_otherwise")]
    assert world.counts("processed_reports", DAY) == (3, 0, 5)


def test_a_column_that_also_speaks_of_open_reports_is_held_against_the_days(world: World) -> None:
    header = ["Mã tin", "Loại tin", "Ngày tiếp nhận", "Hạn xử lý", "Ngày xong", "Đánh giá"]
    said = [("10/6/2024", "Trễ hạn"), ("", "Trong hạn"), ("", "Đúng hạn"), ("20/6/2024", "Đúng hạn"), ("", "Quá hạn")]
    rows = [[f"S{n}", "Phản ánh", "3/6/2024", "17/6/2024", *one] for n, one in enumerate(said)]
    outcome = world.load("case", [header, *rows], DAY)
    assert warned(outcome) == [(2, "called_otherwise"), (5, "called_otherwise")]


def test_a_decision_of_which_nothing_tells_the_result_closes_nothing_unasked(world: World) -> None:
    header = ["Mã tin", "Loại tin", "Ngày tiếp nhận", "Hạn xử lý", "Ngày quyết định"]
    with pytest.raises(UserError) as refused:
        world.load(
            "case", [header, *([f"S{n}", "Phản ánh", "3/6/2024", "17/6/2024", "10/6/2024"] for n in range(4))], DAY
        )
    assert (refused.value.code, "Ngày quyết định" in refused.value.found) == ("unknown_figures", True)


def test_what_notes_of_a_log_say_beside_its_columns_is_told(world: World) -> None:
    """That a report stands twice, or was closed, was left out in silence with the column of notes."""
    header = ["Mã tin", "Loại tin", "Ngày nhận", "Hạn xử lý", "Ngày xong", "Ghi chú"]
    notes = ["Trùng với TB-2", "", "Đã xong ngày 15/3", "Gia hạn đến 30/4", "Đã giải quyết, dân hài lòng", "đi cơ sở"]
    closed = ["09/3/2024", "09/3/2024", "", "", "12/3/2024", ""]
    rows = [[f"TB-{at}", "Phản ánh", "05/3/2024", "20/3/2024", closed[at], notes[at]] for at in range(len(notes))]
    outcome = world.load("case", [header, *rows], DAY)
    assert (outcome.accepted, warned(outcome)) == (6, [(2, "noted_report"), (4, "noted_report"), (5, "noted_report")])


def test_a_log_that_calls_a_report_timely_without_a_deadline_says_so(world: World) -> None:
    header = ["Mã tin", "Loại tin", "Ngày nhận", "Ngày xong", "Trạng thái"]
    states = [("09/3/2024", "Xong đúng hạn"), ("09/3/2024", "Xong trễ hạn"), ("", "Quá hạn"), ("09/3/2024", "Xong")]
    rows = [[f"TB-{at}", "Phản ánh", "05/3/2024", *state] for at, state in enumerate(states)]
    outcome = world.load("case", [header, *rows], DAY)
    assert warned(outcome) == [(row, "called_otherwise") for row in (2, 3, 4)]


def test_who_left_a_post_by_a_note_that_goes_on_is_told_and_who_died_holds_none(world: World) -> None:
    """Both stood for their village beside who follows them."""
    rows = [
        ["Họ tên", "Chức danh", "Thôn", "Ghi chú"],
        ["Đỗ Mận", "Trưởng thôn", "T1", "Đã nghỉ từ 3/2024, ông Khế thay"],
    ]
    rows += [["Lý Khế", "Trưởng thôn", "T1", ""], ["Bùi Sim", "Trưởng thôn", "T2", "Mất tháng 3 năm 2024"]]
    rows += [["Hồ Na", "Phó thôn", "T2", "luân chuyển đi từ 5/2024"], ["Mai Cam", "Phó thôn", "T2", "đi học, sắp nghỉ"]]
    outcome = world.load("official", rows, DAY)
    assert stored(world, outcome, "officials", "name") == [("Đỗ Mận",), ("Lý Khế",), ("Mai Cam",)]
    assert warned(outcome) == [(2, "noted_gone"), (4, "gone"), (5, "gone")]


@pytest.mark.parametrize(
    ("dataset", "rows"),
    [
        ("membership", [["Tên Zalo", "SĐT", "Nhóm"], ["Đỗ Mận", "0912000001", "N1"], ["Đã rời nhóm", "", ""], ["Lý Khế", "", "N1"]]),
        ("membership", [["STT", "Tên Zalo"], [1, "Đỗ Mận"], ["Chưa tham gia", ""], [2, "Lý Khế"]]),
        ("business", [["STT", "MST", "Tên doanh nghiệp", "Loại hình"], [1, "0101234567", "Cty A", "Công ty TNHH"],
                      ["II", "", "NGỪNG HOẠT ĐỘNG", ""], [2, "0101234568", "Cty B", "Công ty TNHH"]]),
        ("institution", [["STT", "Tên đơn vị", "Loại"], [1, "Trường Mầm non A", "Trường học"], ["", "Đơn vị đã sáp nhập", ""],
                         [2, "Trường Tiểu học B", "Trường học"]]),
        ("household", [["Mã hộ", "Chủ hộ", "Thôn"], ["K1", "Đỗ Mận", "T1"], ["", "HỘ ĐÃ CHUYỂN ĐI", ""], ["K2", "Lý Khế", "T1"]]),
        ("case", [["Mã tin", "Loại tin", "Ngày nhận"], ["A1", "Tin báo", "05/3/2024"], ["Các tin trùng, không tính", "", ""],
                  ["A2", "Tin báo", "05/3/2024"]]),
    ],
    ids=["left", "not joined", "closed", "merged", "moved", "twice"],
)  # fmt: skip
def test_a_heading_of_what_counts_no_more_is_told_and_is_no_entry(
    world: World, dataset: str, rows: list[list[object]]
) -> None:
    """What stands below it counted in silence, and of members and offices the heading itself did, too."""
    said = {"group": "N1"} if len(rows[0]) == 2 else {}
    outcome = world.load(dataset, rows, DAY, **said)
    assert outcome.accepted == 2
    assert [one for one in warned(outcome) if one[1] == "heading_gone"] == [(3, "heading_gone")]


def test_a_member_who_may_have_left_by_a_note_that_goes_on_is_told(world: World) -> None:
    rows = [
        ["Tên Zalo", "SĐT", "Ghi chú"],
        ["Đỗ Mận", "0912000001", ""],
        ["Lý Khế", "0912000002", "Đã thoát nhóm, chưa mời lại"],
    ]
    outcome = world.load("membership", [*rows, ["Bùi Sim", "0912000003", "Bị xóa khỏi nhóm do spam"]], DAY, group="N1")
    assert [one for one in warned(outcome) if one[1] == "noted_gone"] == [(3, "noted_gone"), (4, "noted_gone")]
