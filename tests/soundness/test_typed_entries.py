"""One fact typed of an entry of a register that a plan adds: it holds from its day until a list rules again, is a load of one row, and
is taken back like any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kpi.cli import cli
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome
from kpi.operations import typing
from kpi.operations.undo import undo
from kpi.operations.verify import verify
from kpi.snapshots import freezing
from tests.golden.test_added_registers import (
    AUGUST,
    CHILDREN,
    POINT,
    POINTS,
    SEPTEMBER,
    WASTE,
    children,
    drop,
    figures,
)
from tests.plans import config_with, plan
from tests.worlds import World, made_once

TENTH = date(2024, 9, 10)
NOW = datetime(2024, 11, 1, 8)
# First graders of village 1: C1 is at school, C2 is not, C3 has moved, C4 is five.
CHILD = (
    ["C1", "6 tuổi", "Đang ở xã", "Có"],
    ["C2", "6", "", "Không"],
    ["C3", "6 tuổi", "Chuyển đi", "Có"],
    ["C4", "5 tuổi", "", "x"],
)


@made_once
def a_commune(tmp_path: Path) -> World:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.config = replace(world.config, plans=(*world.config.plans, plan(CHILDREN), plan(WASTE)))
    drop(world, "1.csv", children(1, *CHILD), AUGUST)
    drop(world, "2.csv", children(2, ["C5", "6", "", "Có"]), AUGUST)
    drop(world, "a.csv", [["Điểm tập kết rác"], POINT, *POINTS], AUGUST)
    return world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return a_commune(tmp_path)


def note(world: World, register: str, code: str, day: date, /, **said: str) -> Outcome:
    world.clock = max(world.clock, NOW) + timedelta(hours=1)
    dataset = world.config.dataset(register)
    return typing.note_change(
        world.store,
        world.config,
        dataset,
        code,
        said,
        as_of=day,
        noted_by="An",
        reason="Phiếu báo số 5",
        at=world.clock,
    )


def marked(world: World, register: str, code: str, day: date, mark: str, answer: str) -> Outcome:
    said: dict[str, Any] = {f"marked:{mark}": answer}
    return note(world, register, code, day, **said)


def refused(world: World, *terms: Any, **said: str) -> str:
    """The code of the refusal, which leaves nothing behind."""
    before = len(world.store.batches())
    with pytest.raises(UserError) as error:
        note(world, *terms, **said)
    assert len(world.store.batches()) == before
    return error.value.code


def first_graders(world: World, day: date) -> tuple[int | None, int | None]:
    return figures(world, CHILDREN, day)["first_graders"][:2]


def test_an_answer_holds_from_its_day_and_goes_with_its_batch(world: World) -> None:
    frozen = freezing.freeze(world.store, world.config.speaking_of(CHILDREN), SEPTEMBER, AUGUST, frozen_by="An", at=NOW)
    assert [first_graders(world, day) for day in (AUGUST, SEPTEMBER)] == [(2, 3), (2, 3)]
    outcome = marked(world, "child", "c 02", TENTH, "enrolled", "Có")
    assert (outcome.accepted, outcome.dataset) == (1, "child")
    assert [first_graders(world, day) for day in (AUGUST, date(2024, 9, 9), TENTH, SEPTEMBER)] == [
        (2, 3),
        (2, 3),
        (3, 3),
        (3, 3),
    ]
    assert freezing.check(world.store, world.config, frozen).same and verify(world.store, world.config) == []
    assert outcome.batch is not None
    undo(world.store, outcome.batch, undone_by="An", reason="Nhầm", at=world.clock + timedelta(hours=1))
    assert first_graders(world, SEPTEMBER) == (2, 3)


def test_a_state_takes_an_entry_out_and_a_list_of_a_later_day_rules_again(world: World) -> None:
    note(world, "child", "C2", TENTH, status="Chuyển đi")
    assert first_graders(world, SEPTEMBER) == (2, 2)
    drop(world, "3.csv", children(1, *CHILD[:2], CHILD[3]), SEPTEMBER)
    assert first_graders(world, TENTH) == (2, 2) and first_graders(world, SEPTEMBER) == (2, 3), (
        "the list has C2, in no state"
    )
    assert refused(world, "child", "C2", TENTH, status="Chuyển đi") == "nothing_new"
    note(world, "waste_point", "D2", TENTH, status="Đã đóng")
    assert figures(world, WASTE, TENTH)["clean_points"][:2] == (2, 2)


def test_a_fact_says_nothing_of_what_stands_in_its_row_besides(world: World) -> None:
    """A list of before the fact that is loaded corrected after it says what the child's age is, and the fact its answer."""
    marked(world, "child", "C2", TENTH, "enrolled", "Có")
    drop(world, "again.csv", children(1, CHILD[0], ["C2", "5 tuổi", "", "Không"], *CHILD[2:]), date(2024, 9, 5))
    assert first_graders(world, SEPTEMBER) == (2, 2)
    assert figures(world, CHILDREN, SEPTEMBER)["preschool_children"][:2] == (2, 2)


def test_a_fact_without_its_list_says_nothing(world: World) -> None:
    """Nor does one on an entry that the list has no more."""
    marked(world, "child", "C2", TENTH, "enrolled", "Có")
    drop(world, "gone.csv", children(1, CHILD[0], CHILD[3]), date(2024, 9, 5), adds=False)
    assert first_graders(world, SEPTEMBER) == (2, 2), "C1 and village 2's C5"


def test_a_whole_list_that_ends_facts_says_of_which(world: World) -> None:
    """Where it says otherwise, or nothing: of C2 it has the answer that was typed, of C1 another."""
    for code, answer in (("C1", "Không"), ("C2", "Có")):
        marked(world, "child", code, TENTH, "enrolled", answer)
    outcome = drop(world, "whole.csv", children(1, *(CHILD[0], ["C2", "6", "", "Có"], *CHILD[2:])), SEPTEMBER)
    (message,) = [problem.message for problem in outcome.problems if problem.code == "facts_ended"]
    assert "C1" in message and "C2" not in message


def test_what_cannot_be_taken_is_refused_whole(world: World) -> None:
    assert refused(world, "child", "C9", TENTH, status="Chuyển đi") == "not_listed"
    assert refused(world, "child", "C2", TENTH, status="đi đâu đó") == "row_refused"
    assert refused(world, "child", "C2", TENTH, **{"marked:enrolled": "có lẽ"}) == "row_refused"
    assert refused(world, "child", "C2", TENTH, kind="5 tuổi") == "nothing_new"
    assert refused(world, "child", "C1", TENTH, **{"marked:enrolled": "Có"}) == "nothing_new"
    drop(world, "3.csv", children(1, *CHILD), date(2024, 9, 20))
    assert refused(world, "child", "C2", TENTH, **{"marked:enrolled": "Có"}) == "newer_list"


def run(world: World, rules: str, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(cli, ["--config", rules, "--database", str(world.store.path), *words])
    assert done.exit_code == code, done.output
    return done.output


def test_the_command_line_notes_it_and_names_its_own_batch(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where somebody else notes another fact before the answer is given: undo would take his back."""
    rules = config_with(tmp_path / "rules.yaml", CHILDREN, WASTE)
    alone = typing.note_change

    def meanwhile(*terms: Any, **named: Any) -> Outcome:
        own = alone(*terms, **named)
        monkeypatch.setattr(typing, "note_change", alone)
        note(world, "child", "C4", TENTH, status="Chuyển đi")
        return own

    monkeypatch.setattr(typing, "note_change", meanwhile)
    since = ["--day", "10/9/2024", "--reason", "Phiếu 5"]
    own = len(world.store.batches()) + 1
    said = run(world, rules, "fact", "child", "C2", "--say", "Đã ra lớp=Có", *since)
    assert f"undo {own} " in said and world.store.batches()[-1].batch == own + 1
    assert first_graders(world, TENTH) == (3, 3)
    run(world, rules, "undo", str(own), "--reason", "Nhầm")
    assert first_graders(world, TENTH) == (2, 3)
    run(world, rules, "fact", "waste_point", "D2", "--say", "Tình trạng=Đã đóng", *since)
    assert "Đã ra lớp" in run(world, rules, "fact", "child", "C2", "--say", "Độ tuổi=5", *since, code=2)
    assert "waste_point" in run(world, rules, "fact", "children", "C2", "--say", "Tình trạng=x", *since, code=2)
