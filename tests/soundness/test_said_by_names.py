"""What lists say by names and posts instead of columns: kinds of businesses, schools and groups, villages of posts; forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from tests.worlds import World, made_once, write_csv, write_xlsx

DAY = date(2024, 6, 30)


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path)
    world.load("village", [["Mã thôn", "Tên thôn"], ["DH", "Thôn Đông Hải"], ["KP3", "Khu phố 3"]], date(2023, 12, 31))
    return world


def stored(world: World, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(world.store.path)) as connection:
        return connection.execute(query).fetchall()


def errors(outcome: Outcome) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.code) for problem in outcome.problems if problem.severity == "error"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Trường Mầm non Hoa Cau", "school"),
        ("Truong Tieu hoc Hoa Mai", "school"),
        ("THCS Cầu Dừa", "school"),
        ("UBND xã", "agency"),
        ("Đảng ủy xã", "agency"),
        ("CÔNG AN XÃ", "agency"),
        ("Ban chỉ huy Quân sự xã", "agency"),
        ("Trạm Y tế xã", "unit"),
        ("Bưu điện văn hóa xã", "unit"),
        ("Quỹ tín dụng nhân dân", "unit"),
        ("HTX dịch vụ nông nghiệp", "unit"),
        ("Hoa Sen", None),
        ("Công đoàn Trường Tiểu học", None),  # is no school
    ],
)
def test_the_name_says_the_kind_of_an_institution_or_the_row_is_asked_about(
    world: World, name: str, kind: str | None
) -> None:
    rows = [["Mã đơn vị", "Tên đơn vị"], ["D1", "Trường A"], ["D2", name]]
    outcome = world.load("institution", rows, DAY)
    assert errors(outcome) == ([] if kind else [(3, "unknown_kind")])
    assert stored(world, "select kind from institutions where code = 'D2'") == ([(kind,)] if kind else [])


def test_a_name_helps_out_where_the_cell_for_the_kind_says_nothing_known(world: World) -> None:
    rows = [
        ["Mã đơn vị", "Tên đơn vị", "Loại"],
        ["D1", "Trường A", "Xanh lá"],
        ["D2", "Trường B", ""],
        ["D3", "Hoa Sen", "Xanh lá"],
        ["D4", "Hoa Sen", ""],
        ["D5", "Trường C", "Đơn vị"],
    ]
    outcome = world.load("institution", rows, DAY)
    assert errors(outcome) == [(4, "unknown_word"), (5, "empty")]
    assert stored(world, "select code, kind from institutions order by code") == [
        ("D1", "school"), ("D2", "school"), ("D5", "unit")
    ]  # fmt: skip


def test_an_unknown_kind_of_business_rejects_only_a_row_whose_name_says_none(world: World) -> None:
    rows = [
        ["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Tình trạng"],
        ["28001", "Công ty TNHH Ong", "Xanh lá", "NNT đang hoạt động"],
        ["28002", "Ong Vàng", "Xanh lá", "Đang hoạt động"],
        ["28003", "Công ty Dế Mèn", "Công ty cổ phần ngoài NN", "Đang hoạt động"],
        ["28004", "DNTN Ve", "", "Ngừng hoạt động nhưng chưa hoàn thành thủ tục đóng MST"],
    ]
    outcome = world.load("business", rows, DAY)
    assert errors(outcome) == [(3, "unknown_word")]
    assert stored(world, "select code, kind, status from businesses order by code") == [
        ("28001", "llc", "active"), ("28003", "joint_stock", "active"), ("28004", "private", "closed")
    ]  # fmt: skip


def test_a_group_without_a_kind_is_its_village_s_else_what_its_name_says(world: World) -> None:
    rows = [
        ["Mã nhóm", "Tên nhóm", "Thôn"],
        ["N1", "ANTT Đông Hải", "Thôn Đông Hải"],
        ["N2", "Nhóm BCĐ mô hình", ""],
        ["N3", "Zalo chung", ""],
    ]
    world.load("group", rows, date(2023, 12, 31))
    assert stored(world, "select kind from groups order by code") == [("village",), ("committee",), ("other",)]


@pytest.mark.parametrize(
    ("post", "stands_for"),
    [
        ("Trưởng thôn Đông Hải", ("village_head", "DH")),
        ("Trưởng khu phố 3", ("village_head", "KP3")),
        ("Tổ trưởng KP3", ("village_head", "KP3")),
        ("Trưởng thôn", ("village_head", None)),
        ("Phó Trưởng thôn Đông Hải", ("village_committee", "DH")),
        ("Trưởng thôn Tây Hồ", None),  # no village that is known
        ("Trưởng ban quản lý chợ Thôn Đông Hải", None),  # heads a market
        ("Trưởng đoàn Đông Hải", None),  # no post that is known
    ],
)
def test_a_post_names_its_village(world: World, post: str, stands_for: tuple[str, str | None] | None) -> None:
    outcome = world.load("official", [["Họ và tên", "Chức danh"], ["An", "Công an xã"], ["Bình", post]], DAY)
    assert errors(outcome) == ([] if stands_for else [(3, "unknown_word")])
    assert stored(world, "select post, village from officials where name = 'Bình'") == (
        [stands_for] if stands_for else []
    )


def test_the_column_of_villages_goes_before_the_village_in_a_post(world: World) -> None:
    rows = [["Họ và tên", "Chức danh", "Thôn"], ["Bình", "Trưởng thôn Đông Hải", "Khu phố 3"]]
    world.load("official", rows, DAY)
    assert stored(world, "select post, village from officials") == [("village_head", "KP3")]


def test_a_sheet_of_posts_named_after_a_village_is_the_village_s(world: World) -> None:
    rows = [["Họ và tên", "Chức danh"], ["An", "Trưởng thôn"], ["Bình", "Phó thôn"]]
    path = write_xlsx(world.folder / "to.xlsx", rows, sheet="Đông Hải")
    load(world.store, world.config, [Source(path, as_of=DAY)], known_at=world.clock, loaded_by="test")
    assert stored(world, "select village from officials order by name") == [("DH",), ("DH",)]


def form(world: World, moments: Sequence[str], *, as_of: date | None = None) -> Outcome:
    rows = [[moment, "N1", f"Người {number}"] for number, moment in enumerate(moments)]
    path = write_csv(world.folder / "phieu.csv", [["Dấu thời gian", "Nhóm", "Tên hiển thị"], *rows])
    return load(world.store, world.config, [Source(path, as_of=as_of)], known_at=world.clock, loaded_by="test")[0]


def test_the_export_of_a_form_is_an_addition_as_of_its_newest_day(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("membership", [["Nhóm", "Tên hiển thị"], ["N1", "An"], ["N1", "Bình"]], date(2024, 5, 1))
    outcome = form(world, ["28/5/2024 08:12", "30/5/2024 19:40", "29/5/2024 06:01"])
    assert (outcome.as_of, outcome.complete, outcome.accepted) == (date(2024, 5, 30), False, 3)
    assert outcome.changes["gone"] == 0
    assert "sent_one_by_one" in {problem.code for problem in outcome.problems}


def test_a_list_taken_at_one_moment_is_whole(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    outcome = form(world, ["28/5/2024 08:12"] * 3)
    assert (outcome.as_of, outcome.complete) == (date(2024, 5, 28), True)


def test_several_days_without_hours_are_still_several_lists(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    with pytest.raises(Exception, match=r"several|nhiều ngày"):
        form(world, ["28/5/2024", "30/5/2024", "29/5/2024"])


def test_a_group_is_also_called_by_its_village(world: World, tmp_path: Path) -> None:
    """In cells and in a title, where the village has that group alone and no other body is meant. A column that says who is not
    in the group does so, too, where a person has said that it is not needed."""
    groups = [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["N1", "ANTT Thôn Đông Hải", "Thôn", "DH"]]
    groups += [["N2", "ANTT Khu phố 3", "Thôn", "KP3"], ["B", "BCĐ xã", "Ban chỉ đạo", ""]]
    world.load("group", groups, DAY)
    rows = [["Nhóm", "Họ tên", "Đã vào nhóm chưa"], ["Đông Hải", "Đỗ Mận", "Đã vào"], ["KP3", "Lý Khế", "Chưa vào"]]
    world.load("membership", rows, DAY, columns={"Đã vào nhóm chưa": "-"})
    assert stored(world, 'select "group", display_name from memberships') == [("N1", "Đỗ Mận")]

    def titled(title: str) -> Outcome:
        path = write_xlsx(tmp_path / "tv.xlsx", [[title], ["TT", "Tên hiển thị", "SĐT"], [1, "Hồ Bưởi", "0912000001"]])
        return load(world.store, world.config, [Source(path, as_of=DAY)], known_at=world.clock, loaded_by="test")[0]

    others = ("CHI HỘI PHỤ NỮ KHU PHỐ 3", "KHU PHỐ 3 (CHI HỘI PHỤ NỮ)", "KHU PHỐ 3 - CHI HỘI NÔNG DÂN", "TỔ 2 KHU PHỐ 3",
              "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG KHU PHỐ 3", "KHU ĐỘI KHU PHỐ 3", "KHU PHỐ 3 XÃ ĐOÀN",
              "KHU PHỐ 3 XÃ VÂN SƠN CHI HỘI PHỤ NỮ")  # fmt: skip
    for other in others:
        with pytest.raises(UserError, match="nhóm"):
            titled(f"THÀNH VIÊN NHÓM ZALO {other}")
    assert titled("THÀNH VIÊN NHÓM ZALO KHU PHỐ 3, XÃ VÂN SƠN (TÍNH ĐẾN NGÀY 30/6/2024)").accepted == 1
    assert stored(world, "select \"group\" from memberships where display_name = 'Hồ Bưởi'") == [("N2",)]


def test_a_group_called_as_its_village_is_none_of_the_villages_clubs(world: World, tmp_path: Path) -> None:
    world.load("group", [["Mã nhóm", "Tên nhóm", "Loại nhóm", "Thôn"], ["N1", "Nhóm Thôn Đông Hải", "Thôn", "DH"]], DAY)
    rows: list[list[object]] = [
        ["NHÓM ZALO CHI HỘI PHỤ NỮ THÔN ĐÔNG HẢI"],
        ["TT", "Tên hiển thị", "SĐT"],
        [1, "Hồ Bưởi", "0912000001"],
    ]
    source = Source(write_xlsx(tmp_path / "tv.xlsx", rows), as_of=DAY)
    with pytest.raises(UserError, match="nhóm"):
        load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")


def test_who_takes_part_in_something_else_says_nothing_of_the_group(tmp_path: Path) -> None:
    """A column of yes and no that may speak of the group or of something else is asked about, and the answer is obeyed."""
    world = World.empty(tmp_path).with_villages_and_groups()
    ticks = [["N1", "Đỗ Mận", "Có"], ["N1", "Lý Khế", "Chưa"], ["N2", "Hồ Bưởi", ""]]

    def headed(header: str, **said: object) -> Outcome:
        return world.load("membership", [["Nhóm", "Họ tên", header], *ticks], DAY, **said)

    with pytest.raises(UserError) as refused:
        headed("Đã tham gia tập huấn")
    assert (refused.value.code, "Đã tham gia tập huấn" in refused.value.found) == ("unknown_figures", True)
    for header, members in (
        ("Đã tham gia tập huấn", 3),
        ("Đã tham gia BHYT", 3),
        ("Tham gia nhóm", 1),
        ("Đã vào (x)", 1),
    ):
        assert headed(header, columns={header: "-"}).accepted == members


def test_a_title_of_two_villages_gives_neither_and_a_village_called_as_a_merit_hides_none(tmp_path: Path) -> None:
    """The unit's word may stand once. "Hộ gia đình Tiên Tiến" are some of the households, whatever villages are called."""
    world = World.empty(tmp_path)
    names = ("Thôn Phúc Lâm Thượng", "Thôn Phúc Lâm Hạ", "Thôn Tiên Tiến", "Thôn An Bình - Yên Xá", "Thôn Yên Xá")
    world.load("village", [["Mã thôn", "Tên thôn"], *([f"T{at}", name] for at, name in enumerate(names))], DAY)

    def titled(title: str, *village: str) -> Outcome:
        rows = [[title], ["TT", "Họ tên chủ hộ", "SĐT", "Số khẩu", *(("Thôn",) if village else ())]]
        path = write_xlsx(tmp_path / "ho.xlsx", [*rows, ["1", "Hồ Văn Bưởi", "0912000001", "3", *village]])
        return load(world.store, world.config, [Source(path, as_of=DAY)], known_at=world.clock, loaded_by="test")[0]

    for others in (", PHÚC LÂM HẠ", " VÀ PHÚC LÂM HẠ", " - PHÚC LÂM HẠ"):
        with pytest.raises(UserError) as refused:
            titled(f"DANH SÁCH HỘ DÂN THÔN PHÚC LÂM THƯỢNG{others}")
        assert refused.value.code == "unknown_village"
    with pytest.raises(UserError) as refused:
        titled("DANH SÁCH HỘ GIA ĐÌNH TIÊN TIẾN NĂM 2024", "Thôn Tiên Tiến")
    assert refused.value.code == "other_purpose"
    assert titled("DANH SÁCH HỘ DÂN THÔN PHÚC LÂM THƯỢNG, XÃ VÂN SƠN - NĂM 2024").accepted == 1
    assert titled("DANH SÁCH HỘ DÂN THÔN AN BÌNH - YÊN XÁ").accepted == 1
    assert stored(world, "select village from households order by 1") == [("T0",), ("T3",)]
