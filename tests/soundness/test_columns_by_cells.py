"""What no header says the cells may: a state, a post or a head that was left out in silence gave a wrong figure."""

from __future__ import annotations

from datetime import date, datetime
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
    notes = ["Đã chuyển đi 1 con", "hộ ghép", "nhà cấp 4"]
    rows = [[f"H{n}", f"Lê Văn {n}", "Thôn 1", note] for n, note in enumerate(notes)]
    with pytest.raises(UserError) as refused:
        world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Ghi chú"], *rows], DAY)
    assert refused.value.code == "unknown_figures"
    assert "Ghi chú" in refused.value.found
    rows[0][-1] = "Đã chuyển đi"  # the whole household: it is left out, and that is told
    outcome = world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Ghi chú"], *rows], DAY)
    told = [problem.severity for problem in outcome.problems if problem.code == "gone"]
    assert (outcome.accepted, outcome.ignored, told) == (2, 1, ["warning"])


def test_a_list_of_persons_without_a_word_of_zalo_is_no_list_of_members(world: World) -> None:
    """It was taken for a group's: whoever was not on it had left."""
    world.load("membership", [["Tên hiển thị", "Số điện thoại"], ["A", "0912000001"]], DAY, group="N1")
    with pytest.raises(Exception, match="Không nhận ra"):
        world.load(None, [["Họ và tên", "Số điện thoại", "Ngành"], ["Lê Na", "0912000009", "A"]], DAY)


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


def test_phones_under_no_header_are_not_left_out_in_silence(world: World) -> None:
    rows = [[f"H{n}", f"Lê Văn {n}", "Thôn 1", f"091200000{n}"] for n in range(1, 4)]
    with pytest.raises(UserError) as refused:
        world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", ""], *rows], DAY)
    assert (refused.value.code, refused.value.found) == ("nameless_figures", "D")


def test_the_numbers_of_the_entries_need_no_header(world: World) -> None:
    rows = [[n, f"H{n}", f"Lê Văn {n}", "Thôn 1"] for n in range(1, 4)]
    assert world.load("household", [["", "Mã hộ", "Chủ hộ", "Thôn"], *rows], DAY).accepted == 3


def test_of_two_columns_under_one_unknown_header_both_are_looked_at(world: World) -> None:
    """The second was never looked at: its phones were left out in silence."""
    rows = [[f"H{n}", f"Lê Văn {n}", "Thôn 1", "ghi thêm", f"091200000{n}"] for n in range(1, 4)]
    with pytest.raises(UserError) as refused:
        world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Mục A", "Mục A"], *rows], DAY)
    assert refused.value.found == "E (Mục A)"


def test_given_names_take_the_family_names_beside_them(world: World) -> None:
    """Under a header that nobody knows they were left out, and every head was called by his given name alone."""
    rows = [["H1", "Đỗ Thị", "Na", "Thôn 1"], ["H2", "Lý Văn", "Ba", "Thôn 1"], ["H3", "Bùi", "Sim", "Thôn 2"]]
    outcome = world.load("household", [["Mã hộ", "Mục A", "Chủ hộ", "Thôn"], *rows], DAY)
    assert [row["head_name"] for row in stored_households(world.store, outcome.batch)] == [
        "Đỗ Thị Na", "Lý Văn Ba", "Bùi Sim",
    ]  # fmt: skip


def test_ticks_that_may_say_whether_the_citizen_was_told_are_asked_about(world: World) -> None:
    rows = [["P1", "Phản ánh", "02/5/2024", "x"], ["P2", "Phản ánh", "03/5/2024", ""]]
    with pytest.raises(UserError) as refused:
        world.load("case", [["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Mục A"], *rows], DAY)
    assert refused.value.code == "unknown_figures"


def test_the_first_member_without_a_name_is_one(world: World) -> None:
    """Where nothing is needed in every row, the row below the header was taken for paper and ignored."""
    outcome = world.load("membership", [["SĐT"], ["0912000001"], ["0912000002"]], DAY, group="N1")
    assert (outcome.accepted, outcome.ignored) == (2, 0)


def test_numbers_of_a_program_are_no_ids_of_zalo(world: World) -> None:
    """1, 2, 3 in each list named the same three members for ever; "G1" rejected every row as a damaged id."""
    world.load(
        "membership", [["ID", "Tên Zalo", "SĐT"], ["1", "A", "0912000001"], ["2", "B", "0912000002"]], DAY, group="N1"
    )
    world.load(
        "group", [["Group ID", "Tên nhóm", "Loại nhóm"], ["G1", "Zalo A", "Khác"], ["G2", "Zalo B", "Khác"]], DAY
    )
    with duckdb.connect(str(world.store.path)) as connection:
        members = connection.execute("select member from memberships order by row").fetchall()
        groups = connection.execute("select code, zalo_id from groups where code like 'G%' order by row").fetchall()
    assert members == [("phone:0912000001",), ("phone:0912000002",)]
    assert groups == [("G1", None), ("G2", None)]


@pytest.mark.parametrize(
    ("post", "means"),
    [
        ("Trưởng ban", "committee_head"),
        ("TRƯỞNG BAN", "committee_head"),
        ("Trưởng bản", "village_head"),
        ("Phó ban", "committee_deputy"),
        ("Phó bản", "village_committee"),
    ],
)
def test_the_head_of_a_committee_is_no_head_of_a_village(world: World, post: str, means: str) -> None:
    """Folded, "Trưởng ban" is "Trưởng bản": the committee's head became a village's in silence."""
    world.load("official", [["Họ và tên", "Chức danh"], ["Lê Na", post]], DAY)
    with duckdb.connect(str(world.store.path)) as connection:
        assert connection.execute("select post from officials").fetchall() == [(means,)]


def test_without_its_marks_such_a_post_is_not_known(world: World) -> None:
    outcome = world.load(
        "official", [["Ho va ten", "Chuc danh"], ["Le Na", "Truong ban"], ["Do Ba", "Truong thon"]], DAY
    )
    assert (outcome.accepted, outcome.rejected) == (1, 1)


def test_a_list_with_a_column_for_each_post_is_read_person_by_person(world: World) -> None:
    """Each in the row of the file that he stands in, with his own phone; a cell that names nobody is told, a dash is nobody, and a
    post that nobody holds no entry. Who stands in a row of no village is of none: who signs below, or a second row of one village."""
    head = ["TT", "Thôn", "Trưởng thôn", "SĐT", "Công an viên", "Năm sinh"]
    rows = [
        ["1", "Thôn 1", "Lê Văn Na", "0912000001", "Đỗ Thị Ba", "1970"],
        ["2", "Thôn 2", "Lý Văn Tư", "", "-", "1980"],
        ["3", "Thôn 1", "Hồ Văn Bưởi", "0912000003", "xem phụ lục", "1990"],
        ["4", "Thôn 2", "chưa bầu", "", "Còn khuyết", "1990"],
        ["", "", "", "", "Bùi Văn Sung", "1991"],
        ["", "Người lập", "", "", "Chủ tịch", ""],
        ["", "Hoàng Văn Ký", "", "", "Vũ Văn Tịch", ""],
    ]
    outcome = world.load(None, [head, *rows], DAY)
    assert (outcome.dataset, outcome.accepted, outcome.rejected, outcome.ignored) == ("official", 4, 3, 3)
    told = [(one.row, one.code) for one in outcome.problems if one.row is not None and one.severity != "warning"]
    assert told[1:] == [
        (4, "empty"), (5, "vacant"), (5, "vacant"), (6, "empty"), (7, "signature"), (8, "unknown_village"),
    ]  # fmt: skip
    with duckdb.connect(str(world.store.path)) as connection:
        stored = connection.execute("select row, name, post, village, phone from officials").fetchall()
    assert stored == [
        (2, "Lê Văn Na", "village_head", "T1", "0912000001"),
        (2, "Đỗ Thị Ba", "area_police", "T1", None),
        (3, "Lý Văn Tư", "village_head", "T2", None),
        (4, "Hồ Văn Bưởi", "village_head", "T1", "0912000003"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        ["Thôn", "Điện thoại", "Trưởng thôn", "SĐT", "Công an viên"],
        ["Thôn", "Trưởng thôn", "Công an viên", "SĐT"],
        ["Thôn", "Trưởng thôn", "Công an viên", "SĐT trưởng thôn"],
    ],
    ids=" ".join,
)
def test_where_nobody_could_say_whose_a_phone_is_such_a_list_says_how_to_write_it(
    world: World, head: list[str]
) -> None:
    cells = {
        "Thôn": ["Thôn 1", "Thôn 2"],
        "Trưởng thôn": ["Lê Văn Na", "Lý Văn Tư"],
        "Công an viên": ["Đỗ Thị Ba", "Bùi Thị Sim"],
    }
    phones = ["0912000009", "0912000008"]
    with pytest.raises(UserError) as refused:
        world.load(None, [head, *([cells.get(name, phones)[row] for name in head] for row in (0, 1))], DAY)
    assert (refused.value.code, refused.value.found) == ("posts_in_columns", "Trưởng thôn, Công an viên")


def test_a_short_list_of_posts_that_hardly_anybody_holds_is_read_all_the_same(world: World) -> None:
    """The phone that names its post is its holder's, wherever it stands behind another one."""
    head = ["Thôn", "Trưởng thôn", "Công an viên", "SĐT công an viên"]
    rows = [
        ["Thôn 1", "Lê Văn Na", "Khuyết", ""],
        ["Thôn 2", "chưa có", "Đỗ Thị Ba", "0912000002"],
        ["Cộng", "1", "1", ""],
    ]
    outcome = world.load(None, [head, *rows], DAY)
    assert (outcome.accepted, outcome.rejected) == (2, 0)
    with duckdb.connect(str(world.store.path)) as connection:
        assert connection.execute("select name, phone from officials").fetchall() == [
            ("Lê Văn Na", None), ("Đỗ Thị Ba", "0912000002"),
        ]  # fmt: skip
    outcome = world.load(
        "official", [["Họ và tên", "Chức danh"], ["Lê Na", "Trưởng thôn"], ["khuyết", "Phó thôn"]], DAY
    )
    assert (outcome.accepted, outcome.ignored) == (1, 1), "nor is there anybody of that name in a list of persons"


def test_shops_under_the_headers_of_enterprises_are_asked_about(world: World) -> None:
    """Without a kind each of them counted as an enterprise."""
    rows = [["8012345671", "Quán phở Na", "Lê Văn Na"], ["8012345672", "Tiệm vàng Ba", "Đỗ Thị Ba"]]
    with pytest.raises(UserError) as refused:
        world.load(None, [["Mã số thuế", "Tên cơ sở", "Chủ cơ sở"], *rows], DAY)
    assert refused.value.code == "other_purpose"


@pytest.mark.parametrize(
    "headers", [("Thường trú", "Tạm vắng", "Đã chuyển đi"), ("Ở nhà", "Đi vắng", "Chuyển đi (x)")], ids=" ".join
)
def test_who_has_moved_by_a_tick_is_no_household(world: World, headers: tuple[str, ...]) -> None:
    """The first column of ticks was the state, and the others were left out: all others were said to be nobody knows where."""
    ticks = [["x", "", ""], ["", "x", ""], ["", "", "x"]]
    rows = [[f"H{n}", f"Lê Văn {n}", "Thôn 1", *tick] for n, tick in enumerate(ticks, start=1)]
    outcome = world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", *headers], *rows], DAY)
    stored = [row["status"] for row in stored_households(world.store, outcome.batch)]
    assert stored == ["resident", "away", "moved"]


def test_ticks_that_say_two_states_of_one_household_are_asked_about(world: World) -> None:
    rows = [["H1", "Lê Na", "Thôn 1", "x", ""], ["H2", "Lý Ba", "Thôn 1", "x", "x"]]
    with pytest.raises(UserError) as refused:
        world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Thường trú", "Đã chuyển đi"], *rows], DAY)
    assert refused.value.code == "unknown_figures"


def test_ticks_beside_persons_say_the_state_of_their_household(world: World) -> None:
    """Of a household gathered from persons the word stands in one cell, and the ticks of its head's row say no more."""
    rows = [
        ["H1", "Lê Na", "Chủ hộ", "Thôn 1", "", "x"],
        ["H1", "Lê Ba", "Con", "Thôn 1", "x", ""],
        ["H2", "Lý Tư", "Chủ hộ", "Thôn 1", "", "x"],
        ["H2", "Lý Năm", "Con", "Thôn 1", "", "x"],
    ]
    header = ["Mã hộ", "Họ và tên", "Quan hệ với chủ hộ", "Thôn", "Thường trú", "Đã chuyển đi"]
    outcome = world.load("household", [header, *rows], DAY)
    assert [row["status"] for row in stored_households(world.store, outcome.batch)] == ["resident", "moved"]


def test_a_family_name_two_columns_before_the_given_one_is_kept(world: World) -> None:
    """It was dropped without a word: two heads of one village became namesakes."""
    rows = [["H1", "Lê", "Văn", "Na", "Thôn 1"], ["H2", "Lý", "Văn", "Na", "Thôn 1"]]
    outcome = world.load("household", [["Mã hộ", "Họ", "Tên đệm", "Tên chủ hộ", "Thôn"], *rows], DAY)
    assert [row["head_name"] for row in stored_households(world.store, outcome.batch)] == ["Lê Văn Na", "Lý Văn Na"]


def test_a_member_of_the_committee_counts_as_one_where_its_list_says_so_above(world: World) -> None:
    """ "Thành viên" alone is any post: the committee's members were not missed in its group."""
    rows = [["Lê Na", "Trưởng ban"], ["Lý Ba", "Thành viên"]]
    world.load("official", [["Họ và tên", "Chức danh trong Ban Chỉ đạo"], *rows], DAY)
    with duckdb.connect(str(world.store.path)) as connection:
        stored = connection.execute("select post from officials order by row").fetchall()
    assert stored == [("committee_head",), ("committee_member",)]


def test_a_log_s_running_numbers_are_its_codes_where_a_person_says_so(world: World) -> None:
    """Said of such a column it was not heard, so that a log without codes could not be loaded at all."""
    log: list[list[object]] = [
        ["Số TT", "Loại tin", "Ngày tiếp nhận"],
        [1, "Phản ánh", "02/5/2024"],
        [2, "Kiến nghị", "03/5/2024"],
    ]
    with pytest.raises(UserError):
        world.load("case", log, DAY)
    assert world.load("case", log, DAY, columns={"Số TT": "code"}).accepted == 2


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        *((name, (1, 0, 1)) for name in ("Chưa phân công", "Đang kiện toàn", "khuyết (chờ bầu)", "-", "…", "0", "Không có")),
        *((name, (1, 1, 0)) for name in ("x", "nt", "Kiêm nhiệm")),
        *((name, (2, 0, 0)) for name in ("Đặng Thị Còn", "Trần Văn Khuyết")),
    ],
)  # fmt: skip
def test_what_stands_for_nobody_is_no_person(world: World, name: str, counts: tuple[int, int, int]) -> None:
    """Beside "khuyết" all of these became people whom the village's group lacked."""
    rows = [["Lê Na", "Trưởng thôn", "Thôn 1"], [name, "Trưởng thôn", "Thôn 2"]]
    outcome = world.load("official", [["Họ và tên", "Chức danh", "Thôn"], *rows], DAY)
    assert (outcome.accepted, outcome.rejected, outcome.ignored) == counts


@pytest.mark.parametrize("header", ["Phái", "Giới tính", "Nơi ở"])
def test_men_are_no_village_of_that_name(world: World, header: str) -> None:
    """Where there is a Thôn Nam, and all heads of a list without a column of villages are men."""
    world.load("village", [["Mã thôn", "Tên thôn"], ["T1", "Thôn Nam"], ["T2", "Thôn Bắc"]], DAY)
    rows = [[f"H{n}", f"Lê Văn {n}", "Nam"] for n in range(3)]
    with pytest.raises(UserError) as refused:
        world.load("household", [["Mã hộ", "Chủ hộ", header], *rows], DAY)
    assert refused.value.code == "unknown_village"


def test_headings_of_villages_and_notes_of_who_has_left_are_heard_in_a_list_of_posts(world: World) -> None:
    """All were stored without a village, and who had left his post as one who holds it. Below another heading nobody is of the
    village above."""
    rows = [
        ["THÔN 1", "", "", ""], ["1", "Lê Na", "Trưởng thôn", ""], ["2", "Lý Ba", "Phó thôn", "Miễn nhiệm 15/5/2024"],
        ["THÔN 2", "", "", ""], ["1", "H'Len Êban", "Trưởng thôn", "thay ông Lý Tư"], ["2", "Đỗ Năm", "Phó thôn", "thôi giữ chức"],
        ["CÁN BỘ XÃ", "", "", ""], ["1", "Bùi Sáu", "Chủ tịch", ""],
    ]  # fmt: skip
    outcome = world.load("official", [["STT", "Họ và tên", "Chức danh", "Ghi chú"], *rows], DAY)
    with duckdb.connect(str(world.store.path)) as connection:
        stored = connection.execute("select name, village from officials order by row").fetchall()
    assert stored == [("Lê Na", "T1"), ("H'Len Êban", "T2"), ("Bùi Sáu", None)]
    assert [one.row for one in outcome.problems if one.code == "gone"] == [4, 7]

    rows = [
        [f"Lê {name}", "Trưởng thôn", said]
        for name, said in zip(("Na", "Ba", "Tư"), ("Nghỉ hưu", "Đã mất", ""), strict=True)
    ]
    for header, accepted in (("Ghi chú", 2), ("Công việc hiện nay", 3)):
        assert world.load("official", [["Họ và tên", "Chức danh", header], *rows], DAY).accepted == accepted, header


def test_a_school_that_is_merged_into_another_one_is_none_any_more(world: World) -> None:
    notes = {
        "Trường TH Na": "Sáp nhập vào Trường TH Ba từ tháng 9/2025", "Trường TH Ba": "Nhận thêm TH Na", "UBND xã": "",
        "Trường THCS B": "Sáp nhập với THCS C năm 2019, mang tên B", "Trường MN C": "Chuyển đi địa điểm mới",
        "Trạm Y tế": "Đóng cửa thứ bảy, chủ nhật", "Trường TH A": "Hợp nhất vào 2019 từ TH A1 và A2",
        "Trường TH D": "Đã giải thể 5/2025",
    }  # fmt: skip
    rows = [[name, "Thôn 1", note] for name, note in notes.items()]
    outcome = world.load("institution", [["Tên đơn vị", "Đóng tại", "Ghi chú"], *rows], DAY)
    assert (outcome.accepted, [one.row for one in outcome.problems if one.code == "gone"]) == (6, [2, 9])


def test_notes_that_an_enterprise_is_closed_are_asked_about(world: World) -> None:
    rows = [["280123456", "Công ty TNHH Na", ""], ["280123457", "Công ty TNHH Ba", "đã giải thể"]]
    with pytest.raises(UserError) as refused:
        world.load("business", [["Mã số thuế", "Tên doanh nghiệp", "Ghi chú"], *rows], DAY)
    assert (refused.value.code, refused.value.found) == ("unknown_figures", "C (Ghi chú)")


@pytest.mark.parametrize("header", ["Tổ bảo vệ ANTT", "To bao ve ANTT"])
def test_the_head_of_a_security_team_is_no_head_of_a_village(world: World, header: str) -> None:
    """ "Tổ trưởng" alone is the head of a tổ dân phố."""
    world.load("official", [["Họ tên", "Chức danh", header], ["Lê Na", "Tổ trưởng", "Thôn 1"]], DAY)
    with duckdb.connect(str(world.store.path)) as connection:
        assert connection.execute("select post, village from officials").fetchall() == [("other", "T1")]
    title = ["DANH SÁCH TỔ TRƯỞNG TỔ DÂN PHỐ VÀ TỔ BẢO VỆ ANTT", "", "", ""]
    rows = [["Lê Na", "Tổ trưởng", "Thôn 1", ""], ["Không Văn Tư", "Tổ phó", "Thôn 1", "0912000004"]]
    rows += [["Còn", "Tổ phó", "Thôn 1", "0912000005"], ["Chưa phân công", "Tổ phó", "Thôn 2", ""]]
    outcome = world.load("official", [title, ["Họ tên", "Chức danh", "Thôn", "SĐT"], *rows], DAY)
    with duckdb.connect(str(world.store.path)) as connection:
        found = connection.execute(
            "select name, post from officials where batch = ? order by row", [outcome.batch]
        ).fetchall()
    assert found == [("Lê Na", "village_head"), ("Không Văn Tư", "village_committee")]
    assert [one.code for one in outcome.problems if one.row in (5, 6)] == ["no_name", "vacant"]


def test_the_same_phones_written_otherwise_are_no_second_ones(world: World) -> None:
    rows = [["Na", "0912000001", "84912000001"], ["Ba", "", ""]]
    header = ["Tên Zalo", "Số điện thoại (đầu 0)", "Số gốc (đầu 84)"]
    assert world.load("membership", [header, *rows], DAY, group="N1").accepted == 2


def test_who_is_ticked_as_not_in_the_group_is_no_member(world: World) -> None:
    """Under two headers, "Có" and "Chưa", with a row of totals below: those who are not yet in were counted as members."""
    header: list[list[object]] = [
        ["TT", "Người tham gia nhóm", "SĐT Zalo", "Đã vào nhóm", ""], ["", "", "", "Có", "Chưa"],
    ]  # fmt: skip
    rows: list[list[object]] = [
        [1, "Lê Na", "0912000001", "x", ""], [2, "Lý Ba", "0912000002", "", "x"], [3, "Đỗ An", "0912000003", "x", ""],
        ["", "Cộng", "", 2, 1],
    ]  # fmt: skip
    world.load("membership", [*header, *rows], DAY, group="N1")
    world.load(
        "membership", [["Tên Zalo", "SĐT", "Chưa vào nhóm"], *(row[1:3] + row[4:] for row in rows[:3])], DAY, group="N2"
    )
    with duckdb.connect(str(world.store.path)) as connection:
        names = connection.execute('select "group", display_name from memberships order by batch, row').fetchall()
    assert names == [("N1", "Lê Na"), ("N1", "Đỗ An"), ("N2", "Lê Na"), ("N2", "Đỗ An")]


@pytest.mark.parametrize("state", ["Đang tham gia", "Đã rời nhóm"])
def test_a_day_of_leaving_and_a_state_must_say_the_same(world: World, state: str) -> None:
    rows: list[list[object]] = [
        ["Lê Na", "0912000001", "Đang tham gia", ""],
        ["Lý Ba", "0912000002", state, "02/5/2024"],
    ]
    table: list[list[object]] = [["Tên Zalo", "SĐT", "Trạng thái", "Ngày rời nhóm"], *rows]
    if state == "Đang tham gia":
        with pytest.raises(UserError):
            world.load("membership", table, DAY, group="N1")
    else:
        assert world.load("membership", table, DAY, group="N1").accepted == 1


def test_states_ticked_above_a_row_of_totals_are_read(world: World) -> None:
    """ "9, 2" below the ticks hid them: a closed enterprise counted."""
    header: list[list[object]] = [
        ["MST", "Tên DN", "Loại hình", "Tình trạng", ""],
        ["", "", "", "Đang HĐ", "Đã giải thể"],
    ]
    rows: list[list[object]] = [[f"280000000{n}", f"Công ty {n}", "TNHH", "" if n == 1 else "x", "x" if n == 1 else ""]
                                for n in range(1, 5)]  # fmt: skip
    world.load("business", [*header, *rows, ["", "Cộng", "", 3, 1]], DAY)
    with duckdb.connect(str(world.store.path)) as connection:
        stored = connection.execute("select status from businesses order by row").fetchall()
    assert stored == [("closed",), ("active",), ("active",), ("active",)]


def test_a_shop_without_a_tax_code_is_no_enterprise(world: World) -> None:
    names = [
        ("1", "Công ty TNHH An"),
        ("2", "Quán Bé"),
        ("", "C. HỘ KINH DOANH"),
        ("3", "Tạp hóa Ba"),
        ("4", "Sửa xe Tư"),
        ("", "Lê Na"),
    ]
    rows = [[number, name, "Lê Na" if number else "", ""] for number, name in names]
    world.load("business", [["STT", "Tên doanh nghiệp", "Người đại diện", "SĐT"], *rows], DAY)
    with duckdb.connect(str(world.store.path)) as connection:
        stored = connection.execute("select name, kind from businesses order by row").fetchall()
    shop = "household_business"
    assert stored == [("Công ty TNHH An", "llc"), ("Tạp hóa Ba", shop), ("Sửa xe Tư", shop)]


@pytest.mark.parametrize(
    "note",
    [
        "Đã chuyển về Thôn 1 năm 2023",
        "Chuyển đi, nay đã về lại",
        "Đã chuyển khẩu nơi khác",
        "Chuyển đi học ở Hà Nội",
        "Đã chuyển sang tổ 2",
    ],
)
def test_a_note_of_moving_that_is_not_sure_is_asked_about(world: World, note: str) -> None:
    rows = [["H1", "Lê Na", "Thôn 1", note], ["H2", "Lý Ba", "Thôn 2", ""]]
    with pytest.raises(UserError):
        world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Ghi chú"], *rows], DAY)


def test_who_answered_a_form_twice_counts_once(world: World) -> None:
    header = ["Dấu thời gian", "Họ tên chủ hộ", "Thôn", "Số điện thoại"]
    rows = [
        ["01/05/2024 08:10:00", "Lê Na", "Thôn 1", "0912000001"],
        ["01/05/2024 09:20:00", "Lý Ba", "Thôn 2", "0912000002"],
        ["02/05/2024 10:30:00", "lê na", "thôn 1", "0912000001"],
        ["02/05/2024 11:40:00", "Lý Ba", "Thôn 2", ""],
    ]
    outcome = world.load("household", [header, *rows], DAY)
    assert (outcome.accepted, outcome.ignored) == (3, 1)
    names = ["Trường Mầm non Hoa Sen", "Trường Tiểu học Hoa Sen", "MN Hoa Sen", "Trạm Y tế"]
    schools = [[row[0], name, *row[2:]] for row, name in zip(rows, names, strict=True)]
    outcome = world.load("institution", [["Dấu thời gian", "Tên đơn vị", "Thôn", "Số điện thoại"], *schools], DAY)
    assert (outcome.accepted, outcome.ignored) == (3, 1)


def test_a_term_in_days_sets_the_deadline_where_a_person_says_so(world: World) -> None:
    header = ["Mã tin", "Loại tin", "Ngày tiếp nhận", "Thời hạn (ngày)", "Ngày xử lý xong"]
    rows = [
        ["A1", "Phản ánh", "01/4/2024", "7", "08/4/2024"],
        ["A2", "Phản ánh", "01/4/2024", "5", "08/4/2024"],
        ["A3", "Phản ánh", "01/4/2024", "7 ngày làm việc", "08/4/2024"],
    ]
    with pytest.raises(UserError):
        world.load("case", [header, *rows], DAY)
    outcome = world.load("case", [header, *rows], DAY, columns={"Thời hạn (ngày)": "term"})
    assert (outcome.accepted, outcome.rejected) == (2, 1)
    counted = world.of("processed_reports", DAY)
    assert (counted.numerator, counted.denominator) == (1, 2)


@pytest.mark.parametrize(("first", "accepted"), [("05/3/2024", 3), ("05/3/2023", 2)])
def test_a_day_without_a_year_is_of_the_year_of_all_others(world: World, first: str, accepted: int) -> None:
    """Of a log of two years nobody could say of which one "28/3" is."""
    header = ["Mã tin", "Loại tin", "Ngày tiếp nhận", "Hẹn trả lời", "Ngày xử lý xong"]
    rows = [
        ["A1", "Phản ánh", first, "", ""],
        ["A2", "Phản ánh", "28/3", "06/4", "02/4"],
        ["A3", "Phản ánh", "01/4/2024", "11/4/2024", "08/4/2024"],
    ]
    outcome = world.load("case", [header, *rows], DAY)
    assert outcome.accepted == accepted
    with duckdb.connect(str(world.store.path)) as connection:
        days = connection.execute("select received_at::date, due_at::date from cases where code = 'A2'").fetchall()
    assert days == ([(date(2024, 3, 28), date(2024, 4, 6))] if accepted == 3 else [])


@pytest.mark.parametrize(
    "header",
    [
        (("Mã hộ", "Họ và tên chủ hộ", "Thôn", "Nơi ở", "", ""), ("", "", "", "Liên hệ", "", ""),
         ("", "", "", "SĐT", "Zalo", "Số nhà")),
        (("Mã hộ", "Họ và tên chủ hộ", "Thôn", "Thông tin liên hệ", "", ""), ("", "", "", "Điện thoại", "", "Khác"),
         ("", "", "", "SĐT 1", "SĐT 2", "Số nhà")),
    ],
)  # fmt: skip
def test_no_column_is_lost_with_a_row_of_the_header(world: World, header: tuple[tuple[str, ...], ...]) -> None:
    rows = [
        (f"H{n}", f"Lê Văn {name}", "T1", f"091200000{n}", f"098800000{n}", f"{n}")
        for n, name in enumerate(("An", "Bé", "Cúc"))
    ]
    with pytest.raises(UserError) as refused:
        world.load("household", [*header, *rows], date(2024, 6, 30))
    assert refused.value.code == "header_below"


def received(world: World) -> list[tuple[str, bool]]:
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        rows = connection.execute("select received_at, received_has_time from cases order by code").fetchall()
    return [(f"{moment:%d/%m %H:%M}", has_time) for moment, has_time in rows]


@pytest.mark.parametrize("hour", ["Giờ tiếp nhận", "Giờ"])
@pytest.mark.parametrize("before", [False, True])
def test_an_hour_in_a_column_of_its_own_belongs_to_its_day(world: World, hour: str, before: bool) -> None:
    """Without it a term in hours ran from the end of the day of receipt."""
    days = [["A1", "05/4/2024", "08:30"], ["A2", "06/4/2024", "14h"], ["A3", "07/4/2024", ""]]
    rows = [[code, *([at, day] if before else [day, at]), "Phản ánh", "20/4/2024", ""] for code, day, at in days]
    two = [hour, "Ngày tiếp nhận"] if before else ["Ngày tiếp nhận", hour]
    outcome = world.load("case", [["Số TT sổ", *two, "Loại tin", "Hạn xử lý", "Ngày xử lý xong"], *rows], DAY)
    assert (outcome.accepted, outcome.dropped_columns) == (3, [])
    assert received(world) == [("05/04 08:30", True), ("06/04 14:00", True), ("07/04 00:00", False)]


def test_an_hour_is_known_by_the_words_of_the_day_beside_it(world: World) -> None:
    """ "Giờ hạn" and "Giờ xong" stayed outside, and what was closed at 17:30 of its last day, due at 17:00, counted as in time."""
    header = ["Mã tin", "Loại tin", "Ngày tiếp nhận", "Hạn xử lý", "Giờ hạn", "Ngày xử lý xong", "Giờ xong", "Giờ trực"]
    rows = [["A1", "Phản ánh", "01/4/2024", "05/4/2024", "17h", "05/4/2024", "17:30", "07:00"],
            ["A2", "Phản ánh", "01/4/2024", "05/4/2024", "17h", "05/4/2024", "16:30", "07:00"]]  # fmt: skip
    outcome = world.load("case", [header, *rows], DAY)
    assert (outcome.accepted, outcome.dropped_columns) == (2, ["Giờ trực"])
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        found = connection.execute("select due_at, closed_at, closed_has_time from cases order by code").fetchall()
    assert found == [(datetime(2024, 4, 5, 17), datetime(2024, 4, 5, 17, 30), True),
                     (datetime(2024, 4, 5, 17), datetime(2024, 4, 5, 16, 30), True)]  # fmt: skip


def test_an_hour_that_is_lost_is_told(world: World) -> None:
    """Beside a day without a year, or written otherwise than most, it was left out in silence."""
    hours = [("05/4/2024", "08:30"), ("06/4/2024", "7g30"), ("06/4/2024", "sáng"), ("07/4", "09:00"), ("08/4/2024", ""),
             ("09/4/2024", "00:00"), *[("10/4/2024", "10:00")] * 24]  # fmt: skip
    rows = [[f"A{place:02}", day, hour, "Phản ánh", "20/4/2024", ""] for place, (day, hour) in enumerate(hours)]
    outcome = world.load(
        "case", [["Mã tin", "Ngày tiếp nhận", "Giờ", "Loại tin", "Hạn xử lý", "Ngày xử lý xong"], *rows], DAY
    )
    assert [one.row for one in outcome.problems if one.code == "hour_not_read"] == [3, 4, 5]
    assert received(world)[:4] == [
        ("05/04 08:30", True),
        *[(day, False) for day in ("06/04 00:00", "06/04 00:00", "07/04 00:00")],
    ]


def test_a_term_that_is_left_out_is_told_to_end_in_the_rules_for_its_kind(world: World) -> None:
    header = ["Mã tin", "Loại tin", "Ngày tiếp nhận", "Thời hạn (ngày)", "Ngày xử lý xong"]
    rows = [["A1", "Phản ánh", "01/4/2024", "7", "08/4/2024"], ["A2", "Phản ánh", "01/4/2024", "5", ""]]
    outcome = world.load("case", [header, *rows], DAY, columns={"Thời hạn (ngày)": "-"})
    assert "terms_left_out" in {one.code for one in outcome.problems if one.severity == "warning"}


def test_a_term_in_hours_is_no_term_in_days(world: World) -> None:
    """ "24" below "Thời hạn (giờ)" was 24 days."""
    header = ["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thời hạn (giờ)", "Ngày xử lý xong"]
    rows = [["A1", "Tin báo", "01/4/2024 09:00", "24", ""], ["A2", "Tin báo", "01/4/2024", "24", ""],
            ["A3", "Tin báo", "01/4/2024", "12", ""]]  # fmt: skip
    world.load("case", [header, *rows], DAY, columns={"Thời hạn (giờ)": "term"})
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        found = connection.execute("select due_at, due_has_time from cases order by code").fetchall()
    assert found == [(datetime(2024, 4, 2, 9), True), (datetime(2024, 4, 2), False), (datetime(2024, 4, 2, 12), True)]


@pytest.mark.parametrize("total", ["Tổng cộng: 6 phản ánh, đã xử lý 4", "Tổng số tin: 6, trong đó quá hạn 2"])
def test_a_sum_in_words_below_a_log_is_no_report(world: World, total: str) -> None:
    header = ["STT", "Mã tin", "Loại tin", "Ngày tiếp nhận", "Hạn xử lý", "Ngày xử lý xong"]
    rows = [["1", "A1", "Phản ánh", "01/4/2024", "07/4/2024", ""], ["", total]]
    outcome = world.load("case", [header, *rows], DAY)
    assert (outcome.accepted, outcome.rejected, outcome.ignored) == (1, 0, 1)


@pytest.mark.parametrize("name", ["Tổng công ty 319", "Tổng Công ty 36 miền Nam", "Tong cong ty 319 mien Nam"])
def test_an_enterprise_called_so_is_no_total(world: World, name: str) -> None:
    header = ["STT", "Mã số thuế", "Tên doanh nghiệp", "Tình trạng"]
    outcome = world.load("business", [header, ["1", "0101234567", name, "Đang hoạt động"]], DAY)
    assert outcome.accepted == 1
