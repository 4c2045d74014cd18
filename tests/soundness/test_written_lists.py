"""Lists that somebody wrote as a message, an entry a line: each entry counts once with what it says; other texts are refused."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.reading.pasted import as_list
from tests.worlds import World, made_once

UNITS = [["A1", "Ấp Rạch Đào"], ["A2", "Ấp Tân Phú"], ["K1", "Khu phố 1"], ["K2", "Khu phố 2"]]
TABLES = {"household": "households", "business": "businesses", "official": "officials", "membership": "memberships"}
TABLES |= {"institution": "institutions", "group": "groups", "village": "villages"}
LATER = datetime(2026, 12, 1, 8)


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path)
    world.load("village", [["Mã thôn", "Tên thôn"], *UNITS], date(2024, 1, 1))
    return world


def taken(world: World, text: str, *fields: str) -> tuple[Outcome, list[tuple[Any, ...]]]:
    """What became of a text, and these fields of what is stored of it, in the order of its lines."""
    source = Source(Path("tin-nhan.txt"), content=text.encode(), adds=False)
    outcome = load(world.store, world.config, [source], known_at=LATER, loaded_by="t")[0]
    assert outcome.dataset is not None
    assert outcome.read == outcome.accepted + outcome.rejected + outcome.ignored
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        listed = f"select {', '.join(fields)} from {TABLES[outcome.dataset]} where batch = ? order by row"
        return outcome, connection.execute(listed, [outcome.batch]).fetchall()


def told(outcome: Outcome) -> set[str]:
    return {problem.code for problem in outcome.problems}


def refused(world: World, text: str) -> str:
    with pytest.raises(UserError) as fault:
        taken(world, text, "row")
    return fault.value.code


HOUSEHOLDS = """Danh sách hộ ấp Rạch Đào (4 hộ) ngày 15/3/2026
1. Trương Văn Vinh - 1 khẩu - 0790187301
2. Phan Thị Hoa - 5 khẩu - 0981649617

3. Lê Tấn Đạt - 3 khẩu - 0981649616 (tạm vắng)
4. Dương Minh Tâm - 4 khẩu - ko có đt
Hết. Tư Phát trưởng ấp gửi xã
"""


def test_households_stand_where_their_lines_do_and_what_is_none_is_told(world: World) -> None:
    outcome, found = taken(world, HOUSEHOLDS, "row", "head_name", "village", "members", "phone", "status")
    assert found == [
        (2, "Trương Văn Vinh", "A1", 1, "0790187301", None),
        (3, "Phan Thị Hoa", "A1", 5, "0981649617", None),
        (5, "Lê Tấn Đạt", "A1", 3, "0981649616", "away"),
        (6, "Dương Minh Tâm", "A1", 4, None, None),
    ]
    assert (outcome.as_of, outcome.ignored) == (date(2026, 3, 15), 1)
    assert [problem.row for problem in outcome.problems if problem.code == "no_entry"] == [7]
    assert "written_in_lines" in told(outcome)
    assert "stated_otherwise" not in told(outcome)


@pytest.mark.parametrize(
    "lines",
    [
        ["1) Ngô Văn Bình; sđt: 0912 345 671; NK: 4", "2) Đặng Thị Xuân; sđt: 0912 345 672; NK: 2"],
        ["1/ Ngô Văn Bình, 4 nhân khẩu, ĐT 0912345671", "2/ Đặng Thị Xuân, 2 nhân khẩu, ĐT 0912345672"],
        ["1.Ngô Văn Bình-4 khẩu-0912345671", "2.Đặng Thị Xuân-2 khẩu-0912345672"],
        ["1. Ngô Văn Bình 4 khẩu 0912345671", "2. Đặng Thị Xuân 2 khẩu 0912345672"],
        ["+ Hộ Ngô Văn Bình – 4 người – 0912345671", "+ Hộ Đặng Thị Xuân – 2 người – 0912345672"],
        ["Ngô Văn Bình - 4 khẩu - 0912345671", "Đặng Thị Xuân - 2 khẩu - 0912345672"],
        [
            "1. Ngô Văn Bình",
            "- Số khẩu: 4",
            "- SĐT: 0912345671",
            "2. Đặng Thị Xuân",
            "- Số khẩu: 2",
            "- SĐT: 0912345672",
        ],
    ],
)
def test_the_signs_between_the_parts_and_the_words_before_them_change_nothing(world: World, lines: list[str]) -> None:
    text = "\n".join(["Ấp Tân Phú gửi danh sách hộ dân, chốt 02/4/2026", "", *lines])
    _outcome, found = taken(world, text, "head_name", "village", "members", "phone")
    assert found == [("Ngô Văn Bình", "A2", 4, "0912345671"), ("Đặng Thị Xuân", "A2", 2, "0912345672")]


def test_a_line_without_its_number_is_an_entry_all_the_same(world: World) -> None:
    text = HOUSEHOLDS.replace("3. Lê", "Lê")
    _outcome, found = taken(world, text, "row", "head_name")
    assert (5, "Lê Tấn Đạt") in found
    assert len(found) == 4


def test_a_text_that_says_another_number_of_entries_says_so(world: World) -> None:
    outcome, found = taken(world, HOUSEHOLDS.replace("(4 hộ)", "(5 hộ)"), "row")
    assert len(found) == 4
    assert "stated_otherwise" in told(outcome)


def test_what_few_lines_say_in_words_of_their_own_is_heard_as_a_note(world: World) -> None:
    text = HOUSEHOLDS.replace("0981649617", "0981649617 - chuyển đi Đồng Nai")
    outcome, found = taken(world, text, "head_name")
    assert ("Phan Thị Hoa",) not in found
    assert "gone" in told(outcome)
    assert "stated_otherwise" not in told(outcome)


def test_a_part_that_is_wrongly_written_is_told_in_its_column(world: World) -> None:
    text = HOUSEHOLDS.replace("0790187301", "079018730").replace("5 khẩu", "năm khẩu")
    outcome, found = taken(world, text, "row", "members", "phone")
    assert {"not_a_phone", "not_a_number"} <= told(outcome)
    assert found[:2] == [(2, 1, None), (3, None, "0981649617")]


def test_villages_head_their_entries(world: World) -> None:
    text = """Danh sách hộ xã Bình An ngày 7/4/2026
Ấp Rạch Đào:
1. Ngô Văn Bình - 4 khẩu - 0912345671
2. Đặng Thị Xuân - 2 khẩu - 0912345672
Ấp Tân Phú:
1. Lý Thị Ba - 1 khẩu - 0912345673
"""
    _outcome, found = taken(world, text, "row", "head_name", "village")
    assert found == [(3, "Ngô Văn Bình", "A1"), (4, "Đặng Thị Xuân", "A1"), (6, "Lý Thị Ba", "A2")]


def test_businesses_with_labels_of_several_kinds(world: World) -> None:
    text = """Doanh nghiệp khu vực chợ (KP1, KP2) - cập nhật 10/02/2026
1/ Công ty TNHH Đức Khanh, MST 1101939398, đại diện: Trương Kim Loan, đt 0795815070, Khu phố 1
2/ DNTN Hoàng Phát, MST 1101939399, đại diện: Lê Văn Phát, đt 0795815071, Khu phố 2
3/ HTX Thành Công, MST 1101939400, đại diện: Võ Thị Sáu, đt 0795815072, KP2
"""
    outcome, found = taken(world, text, "code", "name", "representative", "phone", "village")
    assert outcome.dataset == "business"
    assert found == [
        ("1101939398", "Công ty TNHH Đức Khanh", "Trương Kim Loan", "0795815070", "K1"),
        ("1101939399", "DNTN Hoàng Phát", "Lê Văn Phát", "0795815071", "K2"),
        ("1101939400", "HTX Thành Công", "Võ Thị Sáu", "0795815072", "K2"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["Hộ 1: Trương Hoàng Út (1962), đt 0933545728"], ["Hộ 2: Lê Thị Bé (1970)"]),
        (["1. Trương Hoàng Út (chủ hộ) sn 1962, đt 0933545728"], ["2. Lê Thị Bé (chủ hộ) sn 1970"]),
        (["Hộ ông Trương Hoàng Út 1962, đt 0933545728"], ["Hộ bà Lê Thị Bé, sinh năm 1970"]),
    ],
)
def test_persons_are_gathered_below_their_household_and_no_year_of_birth_is_kept(
    world: World, first: list[str], second: list[str]
) -> None:
    lines = [
        *first,
        "- vợ: Trần Thị Thu Hồng (1966)",
        "- con: Trương Hoàng Nam (1990)",
        "",
        *second,
        "- con: Lê Văn Tư 1995",
    ]
    text = "\n".join(["Nhân khẩu ấp Tân Phú tính đến 01/4/2026", *lines])
    outcome, found = taken(world, text, "row", "head_name", "members", "phone")
    heads = [
        (row, name.removeprefix("ông ").removeprefix("bà "), members, phone) for row, name, members, phone in found
    ]
    assert heads == [(2, "Trương Hoàng Út", 3, "0933545728"), (6, "Lê Thị Bé", 2, None)]
    assert "Năm sinh" in outcome.dropped_columns
    belongs = [problem for problem in outcome.problems if problem.code == "person_of_household"]
    assert [(problem.row, problem.message[-1]) for problem in belongs] == [(3, "2"), (4, "2"), (7, "6")]
    stored = world.store.path.read_bytes()
    assert not any(year in stored for year in (b"(1962)", b"(1966)", b"sn 19"))


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Ấp Rạch Đào:",
            "- Trưởng ấp: ông Lê Văn An - 0912000001",
            "Ấp Tân Phú:",
            "- Trưởng ấp: bà Trần Thị Ba - 0912000002",
        ],
        ["Trưởng ấp Rạch Đào: ông Lê Văn An - 0912000001", "Trưởng ấp Tân Phú: bà Trần Thị Ba - 0912000002"],
        ["Ấp Rạch Đào - Trưởng ấp: ông Lê Văn An - 0912000001", "Ấp Tân Phú - Trưởng ấp: bà Trần Thị Ba - 0912000002"],
        [
            "1. Ấp Rạch Đào: ông Lê Văn An - trưởng ấp - 0912000001",
            "2. Ấp Tân Phú: bà Trần Thị Ba - trưởng ấp - 0912000002",
        ],
        ["+ Ông Lê Văn An, trưởng ấp Rạch Đào, sđt 0912000001", "+ Bà Trần Thị Ba, trưởng ấp Tân Phú, sđt 0912000002"],
    ],
)
def test_posts_with_their_villages(world: World, lines: list[str]) -> None:
    outcome, found = taken(
        world, "\n".join(["Danh sách trưởng ấp 1/5/2026", *lines]), "name_key", "post", "village", "phone"
    )
    assert outcome.dataset == "official"
    assert found == [
        ("lê văn an", "village_head", "A1", "0912000001"),
        ("trần thị ba", "village_head", "A2", "0912000002"),
    ]


def test_groups_with_who_leads_them(world: World) -> None:
    text = "Các nhóm Zalo của xã, 6/5/2026\n- Nhóm Ấp Rạch Đào: 120 tv, trưởng nhóm Lê Văn An 0912000001\n"
    text += "- Nhóm Ấp Tân Phú: 95 tv, trưởng nhóm Trần Thị Ba 0912000002\n"
    outcome, found = taken(world, text, "name", "manager")
    assert outcome.dataset == "group"
    assert found == [("Nhóm Ấp Rạch Đào", "Lê Văn An"), ("Nhóm Ấp Tân Phú", "Trần Thị Ba")]


def test_what_bears_no_words_is_asked_about_and_never_guessed(world: World) -> None:
    codes = (
        "DS hộ dân ấp Rạch Đào 3/4/2026\n1. HG-001, Ngô Văn Bình, 0912345671\n2. HG-002, Đặng Thị Xuân, 0912345672\n"
    )
    assert refused(world, codes) == "unknown_figures"
    numbers = "DS hộ dân ấp Rạch Đào 3/4/2026\n1. Ngô Văn Bình - 4 - 0912345671\n2. Đặng Thị Xuân - 2 - 0912345672\n"
    assert refused(world, numbers) == "unknown_figures"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Phản ánh tháng 3\n15/3: dân báo mất nước - đã xử lý 17/3\n18/3: dân báo tiếng ồn - chưa xử lý\n", "not_recognised"),
        (
            "Phản ánh của dân 20/4/2026\n1. Mất nước ấp Tân Phú - nhận ngày 15/3/2026 - đã xử lý 17/3/2026\n"
            "2. Tiếng ồn KP1 - nhận ngày 18/3/2026 - đã xử lý 19/3/2026\n",
            "written_log",
        ),
        (
            "Kính gửi UBND xã\nTôi tên Lê Văn An, ở ấp Rạch Đào. Nay tôi xin phản ánh:\n1. Đường ấp hư - chưa ai sửa.\n"
            "2. Nước yếu - mất nước ban đêm.\nKính mong xã xem xét.\n",
            "not_recognised",
        ),
        (
            "Biên bản họp ấp Rạch Đào ngày 15/3/2026\nThành phần:\n1. Ông Lê Văn An - Trưởng ấp Rạch Đào - 0912000001\n"
            "2. Bà Trần Thị Ba - Bí thư chi bộ - 0912000002\nCuộc họp kết thúc lúc 10 giờ\n",
            "other_purpose",
        ),
        (
            "Danh sách hộ nhận quà Tết ấp Rạch Đào 13/4/2026\n1. Ngô Văn Bình - 4 khẩu - 500.000đ\n"
            "2. Đặng Thị Xuân - 2 khẩu - 300.000đ\n",
            "other_purpose",
        ),
        (
            "Danh sách dự họp ấp Rạch Đào ngày 14/4/2026\n1. Ngô Văn Bình - 4 khẩu - có mặt\n2. Đặng Thị Xuân - 2 khẩu - vắng\n",
            "not_recognised",
        ),
        ("Việc tuần này 1/4/2026\n1. Họp chi bộ - 8 giờ\n2. Đi cơ sở - 14 giờ\n3. Viết báo cáo - 16 giờ\n", "not_recognised"),
    ],
)  # fmt: skip
def test_texts_that_are_no_lists_of_ours_are_refused(world: World, text: str, code: str) -> None:
    assert refused(world, text) == code


def test_pasted_lines_that_say_more_than_names_are_no_list_of_members() -> None:
    assert as_list(HOUSEHOLDS) == HOUSEHOLDS
    assert as_list("Lan\nHùng\n") != "Lan\nHùng\n"
