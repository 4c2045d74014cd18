"""What no header says the cells may: a state, a post or a head that was left out in silence gave a wrong figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpi.domain.errors import UserError
from tests.soundness.test_persons import stored_households
from tests.worlds import World

DAY = date(2024, 6, 1)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def test_who_has_moved_is_no_household_whatever_stands_above_his_state(world: World) -> None:
    rows = [[f"H{n}", f"Lê Văn {n}", "Thôn 1", "Đã chuyển đi" if n == 1 else "KT1"] for n in range(1, 5)]
    outcome = world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Mục A"], *rows], DAY)
    stored = [row["status"] for row in stored_households(world.store, outcome.batch)]
    assert stored == ["moved", "resident", "resident", "resident"]


def test_a_closed_enterprise_is_none_whatever_stands_above_its_state(world: World) -> None:
    rows = [[f"280{n}", f"Công ty {n}", "TNHH", "Ngừng hoạt động" if n == 1 else "Đang hoạt động"] for n in range(1, 5)]
    world.load("business", [["MST", "Tên công ty", "Mục A", "Mục B"], *rows], DAY)
    with duckdb.connect(str(world.store.path)) as connection:
        stored = connection.execute("select kind, status from businesses order by row").fetchall()
    assert stored == [("llc", "closed"), ("llc", "active"), ("llc", "active"), ("llc", "active")]


def test_a_mark_under_chu_ho_is_no_name(world: World) -> None:
    rows = [["H1", "Lê Na", "", "Thôn 1"], ["H1", "Đỗ An", "x", "Thôn 1"], ["H2", "Lý Ba", "x", "Thôn 2"]]
    outcome = world.load("household", [["Mã hộ", "Họ và tên", "Chủ hộ (x)", "Thôn"], *rows], DAY)
    assert {row["code"]: row["head_name"] for row in stored_households(world.store, outcome.batch)} == {
        "H1": "Đỗ An", "H2": "Lý Ba",
    }  # fmt: skip


def test_a_total_is_no_heading_of_a_village(world: World) -> None:
    """ "Tổng cộng: 2 hộ" began like "Tổ …": what stood below it belonged to no village and was rejected."""
    rows = [["H1", "Lê Na"], ["", "Tổng cộng: 2 hộ"], ["H2", "Lý Ba"]]
    outcome = world.load("household", [["Mã hộ", "Chủ hộ"], *rows], DAY, village="T1")
    assert (outcome.accepted, outcome.rejected, outcome.ignored) == (2, 0, 1)


def test_a_village_s_heading_among_names_is_no_household(world: World) -> None:
    """Without codes a heading in the column of names was a household, and all below it stood in the first village."""
    rows: list[list[object]] = [
        ["I", "Thôn 1"],
        [1, "Lê Na", 4, "0912000001"],
        ["II", "Thôn 2"],
        [1, "Lý Ba", 3, ""],
        [2, "Ban Thị Sen", 2, ""],
    ]
    outcome = world.load("household", [["TT", "Chủ hộ", "Số khẩu", "SĐT"], *rows], DAY)
    stored = [(row["head_name"], row["village"]) for row in stored_households(world.store, outcome.batch)]
    assert stored == [("Lê Na", "T1"), ("Lý Ba", "T2"), ("Ban Thị Sen", "T2")]


def test_a_note_that_some_households_moved_away_is_not_left_out_in_silence(world: World) -> None:
    notes = ["Đã chuyển đi", "hộ ghép", "nhà cấp 4"]
    rows = [[f"H{n}", f"Lê Văn {n}", "Thôn 1", note] for n, note in enumerate(notes)]
    with pytest.raises(UserError) as refused:
        world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Ghi chú"], *rows], DAY)
    assert refused.value.code == "unknown_figures"
    assert "Ghi chú" in refused.value.found


def test_a_list_of_persons_without_a_word_of_zalo_is_no_list_of_members(world: World) -> None:
    """It was taken for a group's: whoever was not on it had left."""
    world.load("membership", [["Tên hiển thị", "Số điện thoại"], ["A", "0912000001"]], DAY, group="N1")
    with pytest.raises(Exception, match="Không nhận ra"):
        world.load(None, [["Họ và tên", "Số điện thoại", "Ngành"], ["Lê Na", "0912000009", "A"]], DAY)  # type: ignore[arg-type]


def members(world: World, rows: list[list[str]]) -> list[str]:
    world.load("membership", rows, DAY, group="N1")
    with duckdb.connect(str(world.store.path)) as connection:
        return [name for (name,) in connection.execute("select display_name from memberships order by row").fetchall()]


def test_who_has_not_joined_or_has_left_is_no_member(world: World) -> None:
    said = ["Đã tham gia", "Chưa tham gia", "Đã rời nhóm", "Đã tham gia"]
    rows = [[f"Văn {n}", f"091200000{n}", word] for n, word in enumerate(said)]
    assert members(world, [["Tên Zalo", "SĐT", "Mục A"], *rows]) == ["Văn 0", "Văn 3"]


def test_who_has_no_tick_under_joined_is_no_member(world: World) -> None:
    rows = [[f"Văn {n}", f"091200000{n}", tick] for n, tick in enumerate(["x", "", "x", "không"])]
    assert members(world, [["Tên Zalo", "SĐT", "Đã vào nhóm Zalo"], *rows]) == ["Văn 0", "Văn 2"]


@pytest.mark.parametrize("header", ["Trong nhóm Zalo", "Trong nhóm", "Tham gia nhóm"])
@pytest.mark.parametrize(
    ("cells", "there"),
    [
        (["Có", "Chưa vào nhóm", "Đã thoát nhóm"], [0]),
        (["x", "", "x"], [0, 2]),
        (["Rồi", "Chưa", "Đã tham gia"], [0, 2]),
    ],
)
def test_a_header_that_names_the_group_may_stand_above_who_is_in_it(
    world: World, header: str, cells: list[str], there: list[int]
) -> None:
    """Taken for the column of groups, its words were read by nobody: all three were members."""
    rows = [[f"Văn {n}", f"091200000{n}", cell] for n, cell in enumerate(cells)]
    assert members(world, [["Họ và tên", "SĐT", header], *rows]) == [f"Văn {n}" for n in there]


def test_a_column_that_says_of_some_that_they_are_no_members_is_asked_about(world: World) -> None:
    rows = [[f"Văn {n}", f"091200000{n}", word] for n, word in enumerate(["Đã tham gia", "Chưa tham gia", "Xem lại"])]
    with pytest.raises(UserError) as refused:
        members(world, [["Tên Zalo", "SĐT", "Mục A"], *rows])
    assert refused.value.code == "unknown_figures"


def test_names_of_members_under_an_unknown_header_are_asked_about(world: World) -> None:
    rows = [["Lê Văn Na", "0912000001", "Trưởng nhóm"], ["Đỗ Thị Ba", "0912000002", "Thành viên"]]
    with pytest.raises(UserError) as refused:
        members(world, [["Mục A", "SĐT Zalo", "Vai trò"], *rows])
    assert refused.value.code == "unknown_figures"


def test_states_of_which_most_words_are_not_known_are_asked_about(world: World) -> None:
    """Left out with a remark, the enterprises that have closed would count as active."""
    rows = [[f"280{n}", f"Công ty {n}", word] for n, word in enumerate(["Ngừng hoạt động", "Mục 1", "Mục 2"])]
    with pytest.raises(UserError) as refused:
        world.load("business", [["MST", "Tên công ty", "Mục A"], *rows], DAY)
    assert refused.value.code == "unknown_figures"


def test_ticks_under_a_state_are_asked_about(world: World) -> None:
    """Left out with a remark, the enterprise without a tick would count as active."""
    rows = [[f"280{n}", f"Công ty {n}", tick] for n, tick in enumerate(["x", "", "x"])]
    with pytest.raises(UserError) as refused:
        world.load("business", [["MST", "Tên công ty", "Đang hoạt động (x)"], *rows], DAY)
    assert refused.value.code == "unknown_figures"


def test_the_phone_of_somebody_else_is_not_taken_for_the_official_s(world: World) -> None:
    rows = [["Lê Văn Na", "Trưởng thôn", "0912000001"], ["Đỗ Thị Ba", "Phó thôn", "0912000002"]]
    with pytest.raises(UserError) as refused:
        world.load("official", [["Họ và tên", "Chức vụ", "SĐT người thân"], *rows], DAY)
    assert refused.value.code == "unknown_figures"
