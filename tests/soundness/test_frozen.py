"""What was frozen stays: later loads, decisions and undos, at whatever moment of the clock, change nothing of it."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from kpi.config import load_config
from kpi.config.models import Config, Nearness
from kpi.domain.errors import UserError
from kpi.operations import undo
from kpi.operations.verify import verify
from kpi.review import decisions
from kpi.snapshots import freezing, meetings
from kpi.snapshots.standing import standing
from kpi.store import FrozenState
from tests.worlds import CONFIG_FILE, World, made_once

pytestmark = pytest.mark.slow
REGISTER_DAY, MARCH, JUNE = date(2023, 12, 31), date(2024, 3, 31), date(2024, 6, 30)
HOUSEHOLDS: list[list[object]] = [
    ["Mã hộ", "Họ và tên chủ hộ", "Thôn"],
    ["HG-1", "Nguyễn Văn Hùng", "T1"], ["HG-2", "Trần Thị Hoà", "T1"], ["HG-3", "Vũ Đình Toàn", "T2"],
]  # fmt: skip
HEADER = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", HOUSEHOLDS, REGISTER_DAY)
    world.load("membership", [HEADER, ["N1", "1", "a", "HG-1"], ["N1", "2", "Trần Thị Hoà", ""]], MARCH)
    return world


def freeze(world: World) -> FrozenState:
    return freezing.freeze(world.store, world.config, MARCH, REGISTER_DAY, frozen_by="test", at=world.clock)


def same(world: World, state: FrozenState) -> bool:
    return freezing.check(world.store, world.config, state).same


def test_later_lists_decisions_and_undos_of_the_very_same_second_change_nothing(world: World) -> None:
    state = freeze(world)
    at = state.known_at  # the clock has not moved on, or another PC's lags behind
    decisions.decide(
        world.store, world.config, [decisions.Saying("uid:2", "HG-2", True)], reason="x", decided_by="t", at=at
    )
    assert world.of("households", MARCH).numerator == 2
    world.clock = at - timedelta(hours=1)
    world.load("membership", [HEADER, ["N1", "1", "a", "HG-1"], ["N1", "3", "c", "HG-3"]], MARCH)
    assert same(world, state)
    for batch in (3, 4, 5):
        undo.undo(world.store, batch, undone_by="t", reason="", at=at)
    assert same(world, state)
    assert freezing.shown_of(state).now.of("households").numerator == 1
    assert verify(world.store, world.config) == []


def test_a_page_is_as_frozen_only_while_nothing_was_noted_since_and_the_rules_are_the_same(world: World) -> None:
    other_rules = replace(world.config, nearness=Nearness(points=7))

    def number(day: date = MARCH, rules: Config = world.config) -> int | None:
        state = standing(world.store, rules, day)
        return state.number if state else None

    assert number() is None
    freeze(world)
    world.clock += timedelta(hours=1)
    freeze(world)
    assert (number(), number(JUNE), number(rules=other_rules)) == (2, None, None)
    undo.undo(world.store, 4, undone_by="t", reason="", at=world.clock + timedelta(hours=1))
    assert number() is None


def test_the_frozen_content_is_read_back_as_it_was(world: World) -> None:
    state = freeze(world)
    (kept,) = world.store.frozen_states()
    shown = freezing.shown_of(kept)
    assert shown.now.indicators == world.status(MARCH).indicators
    assert shown.before.indicators == world.status(REGISTER_DAY).indicators
    assert kept.code == state.code and kept.batches == [1, 2, 3, 4] and kept.number == 1


def test_a_content_that_was_touched_is_found(world: World) -> None:
    freeze(world)
    with duckdb.connect(str(world.store.path)) as connection:
        (text,) = connection.execute("select content from frozen_states").fetchone() or ("",)
        assert text.count('"numerator": 1') >= 1
        touched = text.replace('"numerator": 1', '"numerator": 2', 1)
        connection.execute("update frozen_states set content = ?", [touched])
    (state,) = world.store.frozen_states()
    check = freezing.check(world.store, world.config, state)
    assert not check.same and any(row.side == "content" for row in check.differences)
    assert verify(world.store, world.config)


def test_the_code_covers_a_target_of_a_villages_own_and_no_other_villages(world: World) -> None:
    """Village 1 has 1 of 2 households in a group: met by 45 and by 50 per cent alike, so that nothing but the target differs."""
    plain, shipped = freeze(world), world.config
    whole = next(row for row in shipped.targets if row.indicator == "households" and row.holds_on(MARCH))

    def ordered(percent: str) -> Config:
        own = replace(whole, village="T1", percent=Decimal(percent))
        return replace(shipped, plans=(replace(shipped.plan, targets=(*shipped.targets, own)), *shipped.plans[1:]))

    states = []
    for percent in ("45", "50"):
        world.config = ordered(percent)
        states.append(freeze(world))
        assert same(world, states[-1])
    first, second = states
    assert len({plain.code, first.code, second.code}) == 3
    (changed,) = [row for row in freezing.check(world.store, world.config, first).by_todays_rules if row.village]
    assert (changed.village, changed.then, changed.now) == ("Thôn 1", "1/2 met (45%)", "1/2 met (50%)")

    for state, old, new in (
        (first, '"target": "45"', '"target": "50"'),
        (first, '"has_own": true', '"has_own": false'),
        (
            plain,
            '"near": false, "target": "70"',
            '"near": false, "target": "40"',
        ),  # of a village without one of its own
    ):
        text = json.dumps(state.content)
        assert old in text
        assert not same(world, replace(state, content=json.loads(text.replace(old, new, 1)))), old

    before = deepcopy(plain.content)  # as states were kept before villages had targets
    for row in (row for side in ("now", "before") for row in before[side]["indicators"]):
        for village in row["villages"]:
            del village["target"], village["has_own"]
    assert freezing.check_code(before) == plain.code


def test_a_changed_rule_of_the_configuration_is_told_and_not_hidden(world: World, tmp_path: Path) -> None:
    state = freeze(world)
    rule = "indicator: households, from: 2024-01-01, to: 2024-12-31, percent: "
    file = tmp_path / "config.yaml"
    file.write_text(CONFIG_FILE.read_text("utf-8").replace(f"{rule}70", f"{rule}30"), "utf-8")
    check = freezing.check(world.store, load_config(file), state)
    assert check.same, "what was frozen is had again by the rules of then"
    assert check.changed_rules == ("targets",)
    assert [(row.side, row.indicator) for row in check.by_todays_rules if row.village is None] == [
        ("now", "households")
    ]
    assert freezing.check(world.store, world.config, state).by_todays_rules == ()


def test_two_frozen_states_have_two_numbers_and_the_code_tells_the_figures_apart(world: World) -> None:
    first = freeze(world)
    again = freeze(world)
    assert (first.number, again.number) == (1, 2) and first.code == again.code
    world.load("membership", [HEADER, ["N1", "1", "a", "HG-1"], ["N1", "2", "b", "HG-2"]], MARCH)
    assert freeze(world).code != first.code


def test_nothing_is_frozen_without_a_name_or_a_list(world: World, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        freezing.freeze(world.store, world.config, MARCH, REGISTER_DAY, frozen_by=" ", at=world.clock)
    empty = World.empty(tmp_path / "empty")
    with pytest.raises(UserError):
        freezing.freeze(empty.store, empty.config, MARCH, REGISTER_DAY, frozen_by="x", at=world.clock)


def test_conclusions_are_looked_at_again_by_the_next_meeting(world: World) -> None:
    first = freeze(world).number
    at = datetime(2024, 4, 5, 9)
    done = meetings.conclude(
        world.store, first, "Vận động hộ còn thiếu", "Trưởng thôn 1", JUNE, noted_by="Thư ký", at=at
    )
    left = meetings.conclude(world.store, first, "Rà soát danh sách", "Công an xã", None, noted_by="Thư ký", at=at)
    meetings.note_state(world.store, done, "done", "đủ hộ", noted_by="Thư ký", at=at + timedelta(days=30))
    world.clock = at + timedelta(days=40)
    second, third = freeze(world).number, freeze(world).number
    now = meetings.meeting(world.store, second)
    assert [(row.conclusion, row.state, row.remark) for row in now.earlier] == [
        (done, "done", "đủ hộ"),
        (left, "open", ""),
    ]
    assert now.decided == ()
    assert [row.conclusion for row in meetings.meeting(world.store, third).earlier] == [left], (
        "what is done is not asked twice"
    )
    assert [row.conclusion for row in meetings.meeting(world.store, first).decided] == [done, left]


@pytest.mark.parametrize(
    ("decision", "post", "name", "code"),
    [
        ("", "Trưởng thôn", "x", "empty_conclusion"),
        ("Làm", " ", "x", "empty_conclusion"),
        ("Làm", "Trưởng thôn", "", "empty_conclusion"),
        ("Gọi ông 038012345678", "Trưởng thôn", "x", "never_stored"),
        ("Gọi 0912 345 678", "Trưởng thôn", "x", "personal_conclusion"),
        ("Làm", "Trưởng thôn (0912.345.678)", "x", "personal_conclusion"),
        ("a" * 501, "Trưởng thôn", "x", "too_long"),
    ],
)
def test_a_conclusion_that_cannot_be_kept_is_refused(
    world: World, decision: str, post: str, name: str, code: str
) -> None:
    number = freeze(world).number
    with pytest.raises(UserError) as refused:
        meetings.conclude(world.store, number, decision, post, None, noted_by=name, at=world.clock)
    assert refused.value.code == code
    assert world.store.conclusions() == []


def test_a_conclusion_is_overdue_from_the_day_after_its_day(world: World) -> None:
    number = freeze(world).number
    meetings.conclude(world.store, number, "Làm", "Trưởng thôn", JUNE, noted_by="x", at=world.clock)
    (row,) = world.store.conclusions()
    assert not meetings.is_overdue(row, JUNE) and meetings.is_overdue(row, JUNE + timedelta(days=1))


def test_what_was_open_when_a_meeting_began_stays_on_it_when_it_is_settled(world: World) -> None:
    """An older conclusion vanished from the meeting in which somebody said that it was done."""
    first = freeze(world).number
    at = datetime(2024, 4, 5, 9)
    old = meetings.conclude(world.store, first, "Rà soát danh sách", "Công an xã", None, noted_by="Thư ký", at=at)
    world.clock = at + timedelta(days=40)
    freeze(world)
    now = freeze(world).number
    assert [row.state for row in meetings.meeting(world.store, now).earlier] == ["open"]
    meetings.note_state(world.store, old, "done", "", noted_by="Thư ký", at=world.clock + timedelta(days=1))
    assert [row.state for row in meetings.meeting(world.store, now).earlier] == ["done"]
    world.clock += timedelta(days=40)
    assert meetings.meeting(world.store, freeze(world).number).earlier == ()
