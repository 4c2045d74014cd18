"""Who is new in a post of one person: he alone holds it from his day on, until a list rules again, and nobody else's post moves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.answers.structure import structure
from kpi.answers.structure.answer import RequirementState
from kpi.domain.errors import UserError
from kpi.operations.typing import note_holder
from kpi.operations.undo import undo
from tests.worlds import World, made_once

JUNE, JULY, AUGUST = date(2024, 6, 30), date(2024, 7, 5), date(2024, 8, 1)
HEADERS = ["Họ và tên", "Chức danh", "Thôn", "Số điện thoại"]
POSTS = [
    ["Lê Trưởng Ban", "Trưởng Ban chỉ đạo", "", "0912000001"], ["Phạm Thôn Một", "Trưởng thôn", "T1", "0912000002"],
    ["Vũ Thôn Hai", "Trưởng thôn", "T2", "0912000003"], ["Đỗ Công An", "Công an viên", "T1", "0912000004"],
]  # fmt: skip
MEMBERS = [["Nhóm", "Tên hiển thị", "Số điện thoại", "Vai trò"],
           ["N1", "Thôn 1", "0912000002", "Trưởng nhóm"], ["N1", "CA", "0912000004", "Phó nhóm"],
           ["N2", "Thôn 2", "0912000003", "Trưởng nhóm"], ["N2", "CA", "0912000004", "Phó nhóm"]]  # fmt: skip
NEW = {"name": "Hoàng Mới", "post": "Trưởng thôn", "village": "T1", "phone": "0912000009"}


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    made = World.empty(tmp_path / "world").with_villages_and_groups()
    made.load("official", [HEADERS, *POSTS], JUNE)
    made.load("membership", MEMBERS, JUNE)
    return made


def typed(world: World, day: date, **cells: str) -> int:
    world.clock += timedelta(hours=1)
    at = max(world.clock, datetime(2024, 9, 1, 8))
    note_holder(world.store, world.config, {**NEW, **cells}, as_of=day, noted_by="An", reason="Quyết định 7", at=at)
    return world.store.batches()[-1].batch


def heads(world: World, day: date) -> dict[str, str]:
    rows = world.store.read("officials_at", as_of=[day], known_at=datetime.max)
    posts = {(row["post"], row["village"] or ""): row["name"] for row in rows}
    assert len(posts) == len(rows), "nobody beside another"
    return {f"{post} {village}".strip(): name for (post, village), name in posts.items()}


def state_of_heads(world: World, day: date) -> RequirementState:
    found = structure(world.store, world.config, day, day).requirements
    return next(one for one in found if one.id == "S4").parts[0].state


def test_the_new_holder_alone_holds_the_post_until_a_list_rules_again(world: World) -> None:
    before = heads(world, JUNE)
    assert state_of_heads(world, JULY) is RequirementState.MET
    batch = typed(world, JULY)
    assert heads(world, JUNE) == before and heads(world, JULY) == {**before, "village_head T1": "Hoàng Mới"}
    assert state_of_heads(world, JULY) is RequirementState.MISSING, "the group's owner is the head of before"
    assert state_of_heads(world, JUNE) is RequirementState.MET
    again = typed(world, JULY, name="Hoàng Mới Hơn")
    assert heads(world, AUGUST)["village_head T1"] == "Hoàng Mới Hơn"
    undo(world.store, again, undone_by="An", reason="nhầm", at=datetime(2025, 1, 1))
    assert heads(world, AUGUST)["village_head T1"] == "Hoàng Mới"
    undo(world.store, batch, undone_by="An", reason="nhầm", at=datetime(2025, 1, 2))
    assert heads(world, AUGUST) == before

    typed(world, JULY)
    typed(world, JULY, name="Tô Ban", post="committee_head", village="", phone="")
    assert heads(world, JULY)["committee_head"] == "Tô Ban"
    outcome = world.load("official", [HEADERS, *POSTS], AUGUST)
    assert outcome.scopes[0].facts_ended == ("Hoàng Mới", "Tô Ban"), "the list says of whom it knows nothing"
    assert heads(world, AUGUST) == before and heads(world, JULY)["committee_head"] == "Tô Ban"


def test_an_addition_after_it_stands_beside_it_and_the_same_head_with_a_new_number_keeps_it(world: World) -> None:
    typed(world, JULY, name="Phạm Thôn Một", phone="0912000077")
    rows = world.store.read("officials_at", as_of=[JULY], known_at=datetime.max)
    assert [row["phone"] for row in rows if row["village"] == "T1" and row["post"] == "village_head"] == ["0912000077"]
    typed(world, JULY, name="Phạm Thôn Một", phone="")
    assert heads(world, JULY)["village_head T1"] == "Phạm Thôn Một"


@pytest.mark.parametrize(
    ("cells", "day", "code"),
    [
        ({"post": "Công an viên"}, JULY, "several_hold_it"),
        ({"village": ""}, JULY, "village_of_post"),
        ({"post": "Trưởng Ban chỉ đạo"}, JULY, "village_of_post"),
        ({"name": "Phạm Thôn Một", "phone": "0912000002"}, JULY, "nothing_new"),
        ({"village": "T9"}, JULY, "row_refused"),
        ({"phone": "12"}, JULY, "row_refused"),
        ({}, date(2024, 1, 31), "no_register"),
        ({}, date(2024, 12, 1), "no_such_day"),
    ],
)
def test_what_cannot_be_so_is_refused(world: World, cells: dict[str, str], day: date, code: str) -> None:
    before = len(world.store.batches())
    with pytest.raises(UserError) as error:
        typed(world, day, **cells)
    assert (error.value.code, len(world.store.batches())) == (code, before)


def test_what_a_newer_list_has_otherwise_is_refused(world: World) -> None:
    world.load("official", [HEADERS, *POSTS], AUGUST)
    with pytest.raises(UserError) as error:
        typed(world, JULY)
    assert error.value.code == "newer_list"
