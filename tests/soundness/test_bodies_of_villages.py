"""Bodies of a village ("Tổ hòa giải", "Chi bộ") are no villages, and whoever heads one heads no village."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpi.ingest.loading.outcome import Outcome
from tests.worlds import World, made_once

DAY = date(2024, 6, 30)
NAMES = "Đỗ Mận,Lý Khế,Bùi Sim,Hồ Na,Mai Cam,Vũ Xoài,Cao Bưởi,Tạ Dừa,Lê Chanh".split(",")
Row = str | tuple[str]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path)
    villages = [["T1", "Thôn Đông Hải"], ["T2", "Thôn Yên Xá"], ["T3", "Tổ dân phố 3"]]
    world.load("village", [["Mã thôn", "Tên thôn"], *villages], date(2023, 12, 31))
    return world


def posts(
    world: World, *rows: Row, title: str = "DANH SÁCH CÁN BỘ"
) -> tuple[list[tuple[object, ...]], list[tuple[int | None, str]], Outcome]:
    """Posts with their villages, and what is warned of: a text is a heading, a tuple a post of the next person."""
    names, written = iter(NAMES), list[Sequence[object]]()
    for number, row in enumerate(rows, start=1):
        written.append([row, "", ""] if isinstance(row, str) else [number, next(names), row[0]])
    outcome = world.load("official", [[title], ["STT", "Họ và tên", "Chức danh"], *written], DAY)
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        found = connection.execute(
            "select post, village from officials where batch = ? order by row", [outcome.batch]
        ).fetchall()
    warned = [(one.row, one.code) for one in outcome.problems if one.severity == "warning"]
    return found, warned, outcome


@pytest.mark.parametrize("numbers", [("", "", ""), ("1. ", "2. ", "3. "), ("a) ", "b) ", "c) "), ("- ", "- ", "- ")])
def test_a_body_s_heading_neither_names_nor_ends_a_village(world: World, numbers: Sequence[str]) -> None:
    """ "Tổ hòa giải" was told as a village, ended the one above, and its head stood for a village."""
    bodies = [
        f"{number}{name}" for number, name in zip(numbers, ("Tổ hòa giải", "Tổ công nghệ số", "Ban CTMT"), strict=True)
    ]
    found, warned, outcome = posts(
        world, "I. Thôn Đông Hải", ("Trưởng thôn",), bodies[0], ("Tổ trưởng",), bodies[1], ("Tổ trưởng",), bodies[2],
        ("Trưởng ban",), "II. Thôn Yên Xá", ("Trưởng thôn",),
    )  # fmt: skip
    assert found == [
        ("village_head", "T1"), ("other", "T1"), ("other", "T1"), ("village_committee", "T1"), ("village_head", "T2"),
    ]  # fmt: skip
    assert warned == []
    assert [one.row for one in outcome.problems if one.code == "heading"] == [3, 11], "a body is told as no village"


def test_posts_of_a_body_are_read_by_its_name_where_their_own_words_may_be_anybody_s(world: World) -> None:
    found, warned, _outcome = posts(
        world, "Tổ dân phố 3", "Ban điều hành", ("Tổ trưởng",), ("Tổ phó",), "Chi bộ", ("Bí thư",), "Ban nhân dân",
        ("Trưởng ban",), "Ban công tác Mặt trận", ("Phó Trưởng ban",), ("Ủy viên",), "Tổ hòa giải", ("Tổ trưởng",),
        ("Công an viên",), "Thôn Yên Xá", ("Tổ trưởng",),
    )  # fmt: skip
    assert found == [
        ("village_head", "T3"), ("village_committee", "T3"), ("village_committee", "T3"), ("village_head", "T3"),
        ("village_committee", "T3"), ("village_committee", "T3"), ("other", "T3"), ("area_police", "T3"), ("village_head", "T2"),
    ]  # fmt: skip
    assert warned == []


def test_a_body_with_a_village_s_name_is_of_it_and_one_of_the_commune_or_an_office_of_none(world: World) -> None:
    found, warned, _outcome = posts(
        world, "Tổ hòa giải thôn Đông Hải", ("Tổ trưởng",), "Chi bộ thôn Yên Xá", ("Bí thư",),
        "Chi bộ Trường Mầm non", ("Hiệu trưởng",), "Thôn Yên Xá", ("Trưởng thôn",), "Tổ công nghệ số xã", ("Tổ trưởng",),
    )  # fmt: skip
    assert found == [
        ("other", "T1"), ("village_committee", "T2"), ("other", None), ("village_head", "T2"), ("other", None),
    ]  # fmt: skip
    assert warned == [(7, "village_ended"), (11, "village_ended")]


def test_a_heading_of_a_village_that_nobody_knows_is_told_as_what_it_is(world: World) -> None:
    """It was told that what stands below belongs to the village that the heading names; it belongs to none."""
    found, warned, outcome = posts(world, "Thôn Lạ", ("Trưởng thôn",), "Thôn Yên Xá", ("Trưởng thôn",))
    assert found == [("village_head", None), ("village_head", "T2")]
    assert warned == [(3, "village_ended")]
    assert [one.row for one in outcome.problems if one.code == "heading"] == [5]


def test_a_list_of_a_team_by_its_title_names_no_head_of_a_village(world: World) -> None:
    title = "DANH SÁCH TỔ HÒA GIẢI CÁC THÔN"
    assert posts(world, ("Tổ trưởng",), ("Tổ viên",), title=title)[0] == [("other", None), ("other", None)]
    committee = "DANH SÁCH BAN CÔNG TÁC MẶT TRẬN CÁC THÔN"
    assert posts(world, ("Trưởng ban",), ("Ủy viên",), title=committee)[0] == [("village_committee", None)] * 2
    both = "DANH SÁCH TỔ TRƯỞNG TỔ DÂN PHỐ, TỔ HÒA GIẢI"
    assert posts(world, ("Tổ trưởng",), title=both)[0] == [("village_head", None)]


def test_a_body_above_rows_that_name_their_village_reads_their_posts_too(world: World) -> None:
    header: Sequence[object] = ["STT", "Họ và tên", "Chức danh", "Thôn"]
    rows: list[Sequence[object]] = [
        ["Tổ hòa giải", "", "", ""],
        [1, "Đỗ Mận", "Tổ trưởng", "T1"],
        [2, "Lý Khế", "Trưởng thôn", "T2"],
    ]
    outcome = world.load("official", [header, *rows], DAY)
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        found = connection.execute(
            "select post from officials where batch = ? order by row", [outcome.batch]
        ).fetchall()
    assert found == [("other",), ("village_head",)]


def test_a_post_called_by_its_body_lacks_its_name_and_heads_nobody(world: World) -> None:
    rows: list[Sequence[object]] = [
        ["STT", "Chức danh", "Họ và tên"],
        ["", "Thôn Đông Hải", ""],
        [1, "Trưởng thôn", "Đỗ Mận"],
        [2, "Chi hội Phụ nữ", ""],
    ]
    outcome = world.load("official", rows, DAY)
    assert (outcome.accepted, outcome.rejected) == (1, 1)


@pytest.mark.parametrize(
    ("post", "meant"),
    [
        ("Tổ trưởng tổ hòa giải", "other"), ("Tổ trưởng - Tổ CNSCĐ", "other"), ("Tổ phó Tổ vay vốn", "other"),
        ("Tổ trưởng", "village_head"), ("Tổ trưởng tổ dân phố 3", "village_head"), ("Tổ trưởng tổ 3", "village_head"),
    ],
)  # fmt: skip
def test_a_post_that_names_its_body_itself_is_known(world: World, post: str, meant: str) -> None:
    """It was asked about, and a village's head was proposed."""
    assert [found for found, _village in posts(world, "Tổ dân phố 3", (post,))[0]] == [meant]


OF_TWO = ["STT", "Họ và tên", "Chức vụ Đảng", "Chức vụ chính quyền", "Thôn"]


@pytest.mark.parametrize("order", [(2, 3), (3, 2)])
def test_of_two_columns_of_posts_none_is_lost(world: World, order: tuple[int, int]) -> None:
    """A head of a village whom the Party's column calls Bí thư was a member of its committee, the other column being not needed."""
    people = [
        (1, "Đỗ Mận", "Bí thư Chi bộ", "Trưởng thôn", "Đông Hải"), (2, "Lý Khế", "Chi ủy viên", "", "Đông Hải"),
        (3, "Bùi Sim", "", "Trưởng thôn", "Yên Xá"),
    ]  # fmt: skip
    rows = [[row[0], row[1], row[order[0]], row[order[1]], row[4]] for row in (tuple(OF_TWO), *people)]
    outcome = world.load("official", rows, DAY)
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        found = connection.execute("select name, post, village from officials order by row").fetchall()
    assert found == [
        ("Đỗ Mận", "village_head", "T1"), ("Lý Khế", "village_committee", "T1"), ("Bùi Sim", "village_head", "T2"),
    ]  # fmt: skip
    assert outcome.dropped_columns == []


def test_the_committee_s_posts_are_not_told_as_left_out(world: World) -> None:
    header = ["STT", "Họ và tên", "Chức vụ, đơn vị công tác", "Chức danh trong Ban chỉ đạo"]
    rows = [["1", "Đỗ Mận", "Chủ tịch UBND xã", "Trưởng Ban"], ["2", "Lý Khế", "Trưởng Công an xã", "Phó Trưởng ban"]]
    outcome = world.load("official", [["DANH SÁCH BAN CHỈ ĐẠO"], header, *rows], DAY)
    assert outcome.dropped_columns == ["Chức vụ, đơn vị công tác"]


@pytest.mark.parametrize(
    "body", ["TỔ LIÊN GIA", "TỔ BẢO VỆ AN NINH TRẬT TỰ", "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "TỔ HÒA GIẢI", "TỔ CẤP NƯỚC"]
)
def test_whoever_heads_a_body_by_the_title_heads_no_village(world: World, body: str) -> None:
    rows = [["1", "Đỗ Mận", "Tổ trưởng", "Đông Hải"], ["2", "Lý Khế", "Tổ phó", "Đông Hải"]]
    world.load("official", [[f"DANH SÁCH {body} CÁC THÔN"], ["STT", "Họ và tên", "Nhiệm vụ", "Thôn"], *rows], DAY)
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        found = {post for (post,) in connection.execute("select post from officials").fetchall()}
    assert "village_head" not in found
