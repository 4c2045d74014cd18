"""What a view keeps for its questions: rows of one day or moment are never given for another."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from kpi.answers.status import statuses
from kpi.matching.question import asked
from kpi.store import statements
from kpi.store.duckdb import relations
from tests.worlds import World, made_once

MARCH, JUNE = date(2024, 3, 31), date(2024, 6, 30)
QUESTIONS = ("participation", "link_list")


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """Of two households one takes part in March, and both in June; the list of June is loaded last."""
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["H1", "Nguyễn Văn A", "T1", "0912000001"], ["H2", "Trần Thị B", "T1", ""]]
    world.load("household", [["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"], *rows], date(2023, 12, 31))
    header = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Số điện thoại"]
    world.load("membership", [header, ["N1", "1", "a", "", "0912000001"]], MARCH)
    world.load("membership", [header, ["N1", "1", "a", "H1", ""], ["N1", "2", "Trần Thị B", "", ""]], JUNE)
    return world


def test_a_view_answers_as_single_questions_do(world: World) -> None:
    before_june = world.clock - timedelta(minutes=1)
    questions = [asked(world.config, days, world.clock) for days in ([MARCH], [MARCH, JUNE])]
    questions.append(asked(world.config, [JUNE], before_june))
    # From one day to several and back: of days that were asked together one is taken from what the view kept of them all.
    for asked_so in (questions, questions[::-1]):
        wanted = [world.store.read(name, **question) for name in QUESTIONS for question in asked_so]
        with world.store.one_view():
            found = [world.store.read(name, **question) for name in QUESTIONS for question in asked_so]
        assert found == wanted


def test_days_asked_together_answer_as_each_alone(world: World) -> None:
    days = [date(2023, 12, 31), MARCH, date(2024, 5, 1), JUNE, date(2025, 1, 31)]
    assert statuses(world.store, world.config, days) == tuple(world.status(day) for day in days)
    assert statuses(world.store, world.config, []) == ()


def test_nothing_that_a_view_keeps_rests_on_names_compared_within_it() -> None:
    kept = {name for name in statements.files() if statements.is_kept(name)}
    assert "members_at" in kept
    assert not [name for name in kept if "fresh_" in relations.statement(name)]
