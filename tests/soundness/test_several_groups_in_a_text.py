"""A text copied from Zalo may hold several groups one after another: nobody is a member of the group above his own, and no group's
name is a member."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.reading.pasted import HEADER, tables
from tests.worlds import World

JUNE = date(2024, 6, 30)
INLINE = """Nhóm: ANTT Thôn 1
3 thành viên

Lan Trần - Trưởng nhóm
Hùng ❤ - Thêm bởi Lan Trần
Huệ - Thêm bởi Lan Trần

Nhóm: ANTT Thôn 2
2 thành viên

Mai - Trưởng nhóm
Hoa - Thêm bởi Mai
"""
NUMBERED = """ANTT Thôn 1 (3 thành viên)
1. Lan Trần (Trưởng nhóm)
2. Hùng ❤
3. Huệ (thêm bởi Lan Trần)
ANTT Thôn 2 (2 thành viên)
1. Mai (Trưởng nhóm)
2. Hoa
"""
PHONE = """ANTT Thôn 1
Thành viên (3)
Lan Trần
Trưởng nhóm
Hùng ❤
Kết bạn
Huệ
Kết bạn
ANTT Thôn 2
Thành viên (2)
Mai
Trưởng nhóm
Hoa
"""
OWNERS = """ANTT Thôn 1
Thành viên (3)
Lan Trần
Trưởng nhóm
Hùng ❤
Huệ
ANTT Thôn 2
Mai
Trưởng nhóm
Hoa
"""
KINDS = """ANTT Thôn 1
Nhóm cộng đồng · 3 thành viên
Lan Trần
Trưởng nhóm
Hùng ❤
Huệ
ANTT Thôn 2
Nhóm cộng đồng · 2 thành viên
Mai
Trưởng nhóm
Hoa
"""
UNCOUNTED = """ANTT Thôn 1
Danh sách thành viên
Lan Trần
Trưởng nhóm
Hùng ❤
Huệ

ANTT Thôn 2
Danh sách thành viên
Mai
Trưởng nhóm
Hoa
"""
RUN_BY = """Nhóm: ANTT Thôn 1
Trưởng nhóm: Lan Trần
Số thành viên: 3
Lan Trần
Hùng ❤
Huệ

Nhóm: ANTT Thôn 2
Trưởng nhóm: Mai
Số thành viên: 2
Mai
Hoa
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def take(world: World, text: str, **said: object) -> list[Outcome]:
    source = Source(Path("zalo.txt"), content=text.encode(), **said)  # type: ignore[arg-type]
    return load(world.store, world.config, [source], known_at=world.clock, loaded_by="t")


def members(text: str) -> list[list[str]]:
    return [[row[0] for row in rows[rows.index(HEADER) + 1 :]] for rows in tables("zalo.txt", text)]


@pytest.mark.parametrize("text", [INLINE, NUMBERED, PHONE, OWNERS, KINDS, UNCOUNTED, RUN_BY])
def test_each_group_of_a_text_has_its_own_members(world: World, text: str) -> None:
    """The second group's name was a member of the first, and so were all of its own."""
    assert members(text) == [["Lan Trần", "Hùng ❤", "Huệ"], ["Mai", "Hoa"]]
    outcomes = take(world, text, as_of=JUNE, group="N1")
    assert [(one.scopes[0].scope, one.accepted) for one in outcomes] == [("N1", 3), ("N2", 2)]
    roles = [[row.get("role") for row in one.preview] for one in outcomes]
    assert roles[0][0] == roles[1][0] == "Trưởng nhóm"


def test_who_added_somebody_is_no_part_of_his_name() -> None:
    text = "ANTT Thôn 1\n3 thành viên\nLan - Thêm bởi Mai\nTuấn - Điện máy\nHoa (Được thêm bởi Mai)\n"
    assert members(text) == [["Lan", "Tuấn - Điện máy", "Hoa"]]


def test_one_day_above_the_first_group_is_the_day_of_all(world: World) -> None:
    outcomes = take(world, f"Tính đến ngày 30/6/2024\n{PHONE}")
    assert [one.as_of for one in outcomes] == [JUNE, JUNE]


@pytest.mark.parametrize(
    "text",
    [
        "ANTT Thôn 1\nThành viên (30)\nLan\nTrưởng nhóm\nHùng\nBà con Đông Hải\nThành viên (3)\nMai\nHoa\nHuệ\n",
        "ANTT Thôn 1\nThành viên (3)\nLan\nTrưởng nhóm\nHùng\nNhóm Đông Hải\nThành viên (2)\nMai\nHoa\n",
        "ANTT Thôn 1\nDanh sách thành viên\nLan\nTrưởng nhóm\nHùng\nBà con Đông Hải\nMai\nTrưởng nhóm\nHoa\n",
    ],
)
def test_a_name_that_may_be_a_members_or_the_next_groups_is_asked_about(world: World, text: str) -> None:
    with pytest.raises(UserError) as refused:
        take(world, text, as_of=JUNE)
    assert refused.value.code == "several_groups"


def test_a_group_without_a_name_is_asked_about_alone(world: World) -> None:
    text = "ANTT Thôn 1\nThành viên (2)\nLan\nTrưởng nhóm\nHùng\nThành viên (3)\nMai\nTrưởng nhóm\nHoa\nHuệ\n"
    assert members(text) == [["Lan", "Hùng"], ["Mai", "Hoa", "Huệ"]]
    outcomes = take(world, text, as_of=JUNE)
    assert [one.accepted for one in outcomes] == [2, 0]
    (told,) = outcomes[1].problems
    assert told.code == "unknown_group" and "(phần) 2" in told.message


def test_the_name_of_a_file_tells_no_group_of_several(world: World) -> None:
    text = "Thành viên (2)\nLan\nTrưởng nhóm\nHùng\nThành viên (3)\nMai\nTrưởng nhóm\nHoa\nHuệ\n"
    source = Source(Path("thanh vien nhom thon 1.txt"), content=text.encode(), as_of=JUNE)
    with pytest.raises(UserError) as refused:
        load(world.store, world.config, [source], known_at=world.clock, loaded_by="t")
    assert refused.value.code == "unknown_group"


def test_the_same_heading_again_begins_no_group() -> None:
    text = "ANTT Thôn 1\nThành viên (4)\nLan\nTrưởng nhóm\nHùng\nThành viên (4)\nMai\nHoa\n"
    assert members(text) == [["Lan", "Hùng", "Mai", "Hoa"]]


def test_more_members_than_the_list_states_are_told(world: World) -> None:
    (outcome,) = take(world, "ANTT Thôn 1\nThành viên (2)\nLan\nTrưởng nhóm\nHùng\nXem hồ sơ\n", as_of=JUNE)
    (message,) = [one.message for one in outcome.problems if one.code == "more_than_total"]
    assert "3 thành viên" in message and "ghi 2" in message


NAMES = st.sampled_from(["Lan", "Hùng", "Huệ", "Mai", "Hoa", "Tuấn - Điện máy", "mẹ Bống", "Nga Thôn 3"])
GROUPS = st.lists(st.lists(NAMES, min_size=2, max_size=6, unique=True), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(GROUPS, st.sampled_from(["phone", "inline", "counted"]))
def test_all_groups_of_a_whole_text_are_told_apart(groups: list[list[str]], form: str) -> None:
    text = ""
    for number, names in enumerate(groups, start=1):
        owner, *others = names
        if form == "inline":
            text += f"Nhóm: Bà con {number}\n{len(names)} thành viên\n{owner} - Trưởng nhóm\n"
            text += "".join(f"{name} - Thêm bởi {owner}\n" for name in others) + "\n"
        else:
            mark = "Kết bạn\n" if form == "phone" else ""
            text += f"Bà con {number}\nThành viên ({len(names)})\n{owner}\nTrưởng nhóm\n"
            text += "".join(f"{name}\n{mark}" for name in others)
    assert members(text) == groups
