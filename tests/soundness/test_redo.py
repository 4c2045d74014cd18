"""Putting a load back restores the figures exactly; the time in which it was away can still be asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.answers.question import newest_observation
from kpi.answers.status import status
from kpi.domain.errors import UserError
from kpi.operations import undo as undoing
from tests.worlds import World, made_once

MARCH = date(2024, 3, 31)
BY, WHY = "Cán bộ văn phòng", "Nạp nhầm tệp"


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Two villages of two households; of the first both have joined, of the second nobody."""
    world = World.empty(tmp_path).with_villages_and_groups()
    for village in ("T1", "T2"):
        world.load(
            "household",
            [["Mã hộ", "Chủ hộ", "Thôn"], *([f"{village}-{n}", "Nguyễn Văn A", village] for n in (1, 2))],
            date(2023, 12, 31),
        )
    return world


def members(world: World, as_of: date = MARCH) -> int:
    loaded = world.load("membership", [["Tên hiển thị", "Mã hộ"], ["A", "T1-1"], ["B", "T1-2"]], as_of, group="N1")
    assert loaded.batch is not None
    return loaded.batch


def undo(world: World, batch: int, at: datetime) -> None:
    undoing.undo(world.store, batch, undone_by=BY, reason=WHY, at=at)


def redo(world: World, batch: int, at: datetime) -> None:
    undoing.redo(world.store, batch, redone_by=BY, reason=WHY, at=at)


def test_redo_restores_every_figure(world: World) -> None:
    batch = members(world)
    before = world.status(MARCH)
    whole = before.of("households")
    assert (whole.numerator, whole.waiting, whole.denominator) == (2, 0, 4)
    taken_back, put_back = world.clock + timedelta(days=1), world.clock + timedelta(days=2)
    undo(world, batch, taken_back)
    away = world.status(MARCH)
    assert away.of("households").numerator != 2
    redo(world, batch, put_back)
    assert world.status(MARCH).indicators == before.indicators
    assert not world.store.batch(batch).undone
    assert world.status(MARCH, put_back - timedelta(seconds=1)).indicators == away.indicators
    assert world.status(MARCH, taken_back - timedelta(seconds=1)).indicators == before.indicators


def test_the_log_keeps_both_steps(world: World) -> None:
    batch = members(world)
    undo(world, batch, datetime(2024, 5, 1))
    redo(world, batch, datetime(2024, 5, 2))
    steps = world.store.events(batch)
    assert [(step.undone, step.known_at) for step in steps] == [
        (True, datetime(2024, 5, 1)), (False, datetime(2024, 5, 2)),
    ]  # fmt: skip
    assert {(step.done_by, step.reason) for step in steps} == {(BY, WHY)}


def test_a_step_that_changes_nothing_is_refused(world: World) -> None:
    batch = members(world)
    with pytest.raises(UserError) as in_force:
        redo(world, batch, datetime(2024, 5, 1))
    assert in_force.value.code == "in_force"
    undo(world, batch, datetime(2024, 5, 2))
    with pytest.raises(UserError) as undone:
        undo(world, batch, datetime(2024, 5, 3))
    assert undone.value.code == "undone"
    redo(world, batch, datetime(2024, 5, 4))
    with pytest.raises(UserError):
        redo(world, batch, datetime(2024, 5, 5))
    with pytest.raises(UserError) as unknown:
        redo(world, 999, datetime(2024, 5, 6))
    assert unknown.value.code == "unknown_batch"
    assert len(world.store.events(batch)) == 2


def test_a_clock_that_goes_wrong_hides_no_step(world: World) -> None:
    """A step noted by a clock that lags is noted at the newest moment known, so that today's figures see it."""
    batch = members(world)
    undo(world, batch, datetime(2020, 1, 1))
    assert world.counts("households", MARCH)[0] != 2
    redo(world, batch, datetime(2020, 1, 1))
    assert world.counts("households", MARCH)[0] == 2


def test_consequences_are_what_then_happens_and_store_nothing(world: World) -> None:
    batch = members(world)
    version = world.store.version()
    before = world.status(MARCH)
    told = undoing.consequences(world.store, world.config, batch, as_of=MARCH, undo=True)
    assert told.changes_figures
    assert told.now.indicators == before.indicators
    assert world.status(MARCH) == before
    assert world.store.events(batch) == []
    assert world.store.version() == version
    undo(world, batch, datetime(2024, 5, 1))
    assert world.status(MARCH).indicators == told.then.indicators
    back = undoing.consequences(world.store, world.config, batch, as_of=MARCH, undo=False)
    assert (back.now.indicators, back.then.indicators) == (told.then.indicators, told.now.indicators)


def test_consequences_of_a_list_that_a_newer_one_has_replaced(world: World) -> None:
    old = members(world, date(2024, 2, 29))
    members(world)
    # Without it one day with a list is left, by which nobody can say what was sustained; the figures stay.
    gone = undoing.consequences(world.store, world.config, old, as_of=MARCH, undo=True)
    now, then = ([(one.numerator, one.denominator) for one in status.indicators] for status in (gone.now, gone.then))
    assert now == then
    assert undoing.consequences(world.store, world.config, old, as_of=date(2024, 2, 29), undo=True).changes_figures


def test_consequences_of_a_step_that_is_not_possible(world: World) -> None:
    batch = members(world)
    with pytest.raises(UserError):
        undoing.consequences(world.store, world.config, batch, as_of=MARCH, undo=False)


def test_a_rehearsal_can_be_asked_like_the_store(world: World) -> None:
    batch = members(world)
    with world.store.rehearsing() as writer:
        writer.note_undo(batch, undone=True, known_at=datetime(2024, 5, 1), done_by=BY, reason=WHY)
        rehearsed = status(writer, world.config, MARCH)
        assert newest_observation(writer) == date(2023, 12, 31)
    assert rehearsed.known_at == datetime(2024, 5, 1)
    assert rehearsed.of("households").numerator != 2
    assert world.counts("households", MARCH)[0] == 2
