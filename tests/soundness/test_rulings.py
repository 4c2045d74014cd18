"""A figure that differs because a ruling changed is told as a restatement with that cause, never as tampering."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpi.measures.rulings import RULINGS
from kpi.operations.verify import verify
from kpi.reports.content.restated import restatements
from kpi.snapshots import freezing
from kpi.store import FrozenState
from tests.worlds import World, made_once

HOUSEHOLDS: list[object] = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Tình trạng"]
MEMBERS: list[object] = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Tổng thành viên"]
DAY = date(2024, 6, 30)


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups(1)
    world.load("household", [HOUSEHOLDS, ["H1", "A", "T1", ""], ["H2", "B", "T1", ""]], DAY)
    world.load("membership", [MEMBERS, ["N1", "7", "zq", "H1", 1]], DAY)
    return world


def frozen_by(world: World, rulings: int | None) -> FrozenState:
    """A state in which the first program counted another household, with its own check code."""
    freezing.freeze(world.store, world.config, DAY, DAY, frozen_by="An", at=world.clock)
    (state,) = world.store.frozen_states()
    content = state.content
    for side in ("now", "before"):
        households = next(row for row in content[side]["indicators"] if row["id"] == "households")
        households["numerator"], households["villages"][0]["numerator"] = 2, 2
    content.pop("rulings")
    if rulings is not None:
        content["rulings"] = rulings
    with duckdb.connect(str(world.store.path)) as connection:
        values = [json.dumps(content, ensure_ascii=False), freezing.check_code(content)]
        connection.execute("update frozen_states set content = ?, code = ?", values)
    (kept,) = world.store.frozen_states()
    return kept


def test_a_state_keeps_the_rulings_it_was_frozen_by(world: World) -> None:
    state = freezing.freeze(world.store, world.config, DAY, DAY, frozen_by="An", at=world.clock)
    assert freezing.rulings_of(state) == RULINGS
    assert verify(world.store, world.config) == []


def test_what_a_ruling_changed_is_a_restatement_with_that_cause(world: World) -> None:
    state = frozen_by(world, None)
    found = freezing.check(world.store, world.config, state)
    assert found.same and found.differences == () and found.restated
    rows = verify(world.store, world.config)
    assert rows and {row.get("cause") for row in rows} == {"ruling"}
    known = world.store.newest_known_at()
    assert known is not None
    told = restatements(world.store, world.config, [state], known)
    assert {cause.what for row in told for cause in row.causes} == {"ruling"}


def test_by_the_same_rulings_a_difference_stays_one(world: World) -> None:
    state = frozen_by(world, RULINGS)
    assert not freezing.check(world.store, world.config, state).same
    assert all("cause" not in row for row in verify(world.store, world.config))


def test_a_content_that_was_touched_is_found_whatever_its_rulings(world: World) -> None:
    frozen_by(world, None)
    with duckdb.connect(str(world.store.path)) as connection:
        connection.execute("update frozen_states set code = 'AAAA-BBBB-CCCC'")
    assert [row["figure"] for row in verify(world.store, world.config)] == ["content"]
    assert all("cause" not in row for row in verify(world.store, world.config))
